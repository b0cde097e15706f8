//! The documents say what is there: links lead somewhere, the tests that they name exist, and no
//! connection leaves from code that the table of connections does not list.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below the folders with the ending, with their text.
fn texts(folders: &[&str], ending: &str) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open: Vec<_> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let inside = fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path());
            open.extend(inside.filter(|path| !path.ends_with("node_modules")));
        } else if path.to_string_lossy().ends_with(ending) {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    assert!(!found.is_empty(), "{folders:?} have no files: have they moved?");
    found
}

/// What stands between backticks.
fn spans_of_code(text: &str) -> impl Iterator<Item = &str> {
    text.split('`').skip(1).step_by(2)
}

#[test]
fn links_between_documents_lead_somewhere() {
    let mut faults = Vec::new();
    for (path, text) in texts(&["README.md", "docs", "packaging", "terraform"], ".md") {
        let links = text.split("](").skip(1).filter_map(|rest| rest.split_once(')'));
        for (link, _) in links {
            let file = link.split('#').next().unwrap_or_default();
            let is_elsewhere = file.is_empty() || file.contains("://") || file.contains(' ');
            if !is_elsewhere && !path.parent().unwrap().join(file).exists() {
                faults.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_tests_that_show_a_control_exist() {
    let security = fs::read_to_string(root().join("docs/SECURITY.md")).unwrap();
    let sources = texts(&["src", "tests/it", "pki"], ".rs");
    // A name is a function, or a module with tests, or a case that a macro makes a test of.
    let exists = |name: &str| {
        let last = name.rsplit("::").next().unwrap();
        let file = PathBuf::from(format!("{last}.rs"));
        sources.iter().any(|(path, text)| {
            path.ends_with(&file)
                || text.contains(&format!("fn {last}("))
                || text.contains(&format!("({last},"))
                || text.contains(&format!("    {last},\n"))
                || text.contains(&format!("{last}:"))
        })
    };
    let table = security.split("## Controls").nth(1).unwrap();
    let rows = table.lines().filter(|line| line.starts_with("| ") && line.contains('`'));
    let mut named = 0;
    let mut faults = Vec::new();
    for row in rows {
        let shown_by = row.trim_end_matches(" |").rsplit(" | ").next().unwrap();
        for name in spans_of_code(shown_by).filter(|name| name.contains("::")) {
            named += 1;
            if !exists(name) {
                faults.push(name.to_owned());
            }
        }
    }
    assert!(named > 50, "the table has moved");
    assert!(faults.is_empty(), "no such tests:\n{}", faults.join("\n"));
}

#[test]
fn connections_leave_from_the_places_that_the_document_lists_only() {
    const OPENERS: [&str; 6] = [
        "TcpStream::connect",
        "PgConnection::connect",
        ".connect_with(",
        ".connect_lazy_with(",
        "PgListener::connect",
        "redis::Client::open",
    ];
    let security = fs::read_to_string(root().join("docs/SECURITY.md")).unwrap();
    let table = security.split("## Every connection").nth(1).unwrap();
    let listed: BTreeSet<_> =
        spans_of_code(table).filter(|name| name.starts_with("src/")).collect();
    let mut faults = Vec::new();
    for (path, text) in texts(&["src"], ".rs") {
        let path = path.strip_prefix(root()).unwrap().to_owned();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let opens = OPENERS.iter().any(|opener| code.contains(opener));
        if opens && !listed.iter().any(|place| path.starts_with(place)) {
            faults.push(path.display().to_string());
        }
    }
    assert!(faults.is_empty(), "not in the table of connections:\n{}", faults.join("\n"));
}

#[test]
fn alarms_are_about_what_the_program_says() {
    let alarms = root().join("terraform/modules/monitoring/application.tf");
    let alarms = fs::read_to_string(alarms).unwrap();
    let program: String = texts(&["src"], ".rs").into_iter().map(|(_, text)| text).collect();
    let mut named = 0;
    let mut faults = Vec::new();
    let mut require = |text: &str| {
        named += 1;
        if !program.contains(text) {
            faults.push(text.to_owned());
        }
    };
    for line in alarms.lines().map(str::trim) {
        let Some((key, value)) = line.split_once('=') else { continue };
        match key.trim() {
            "metric" => require(value.trim()),
            // Phrases between escaped quotation marks; the panics' holds further ones.
            "pattern" => value
                .split("\\\"")
                .skip(1)
                .step_by(2)
                .filter(|phrase| !phrase.ends_with('\\'))
                .for_each(&mut require),
            _ => {}
        }
    }
    assert!(named >= 8, "the alarms have moved");
    assert!(faults.is_empty(), "alarms about what is never said:\n{}", faults.join("\n"));
}
