//! The rules of the tree, as code: who may import whom, and how long a file may be.
//!
//! poem stops at `api.rs`; SeaORM starts at `queries.rs` and `ops.rs`; migrations are frozen and
//! never use the entities. A file that needs an exception is the wrong place for the code.

use std::{
    fs,
    path::{Path, PathBuf},
};

const LINES_MAX: usize = 500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below `folder` with one of the endings, as path relative to the root and text.
fn files(folder: &str, endings: &[&str]) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                if !["node_modules", "dist", "generated", "target"].contains(&name.as_str()) {
                    open.push(path);
                }
            } else if endings.iter().any(|ending| name.ends_with(ending)) {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    assert!(!found.is_empty(), "{folder} has no files: has it moved?");
    found
}

/// Whether `text` imports or names the crate or module `name`, outside comments and tests.
fn names(text: &str, name: &str) -> bool {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    code.lines().map(|line| line.split("//").next().unwrap_or_default()).any(|line| {
        line.match_indices(&format!("{name}::")).any(|(at, _)| {
            let before = &line[..at];
            let starts = !before.ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
            starts || before.ends_with("crate::")
        })
    })
}

fn assert_no_names(
    files: impl IntoIterator<Item = (PathBuf, String)>,
    forbidden: &[&str],
    why: &str,
) {
    let mut faults = Vec::new();
    for (path, text) in files {
        for name in forbidden {
            if names(&text, name) {
                faults.push(format!("{} uses {name}", path.display()));
            }
        }
    }
    assert!(faults.is_empty(), "{why}:\n{}", faults.join("\n"));
}

fn source(matches: impl Fn(&Path) -> bool) -> Vec<(PathBuf, String)> {
    let found: Vec<_> =
        files("src", &[".rs"]).into_iter().filter(|(path, _)| matches(path)).collect();
    assert!(!found.is_empty(), "no file matches: have the names changed?");
    found
}

fn is_called(path: &Path, name: &str) -> bool {
    path.file_name().is_some_and(|file| file == name)
}

#[test]
fn handlers_do_not_touch_the_database() {
    let api = source(|path| is_called(path, "api.rs"));
    assert_no_names(api, &["sea_orm", "sqlx"], "SeaORM starts at queries and ops");
}

#[test]
fn queries_and_operations_do_not_know_http() {
    let inner = source(|path| {
        is_called(path, "queries.rs")
            || is_called(path, "ops.rs")
            || path.components().any(|part| part.as_os_str() == "ops")
    });
    assert_no_names(inner, &["poem", "poem_openapi"], "poem stops at api.rs");
}

#[test]
fn models_are_plain() {
    let models = source(|path| is_called(path, "model.rs"));
    assert_no_names(
        models,
        &["sea_orm", "poem", "poem_openapi", "entity", "sqlx"],
        "a model is rules and values",
    );
}

#[test]
fn the_http_shell_does_not_query() {
    let shell = source(|path| path.starts_with("src/http"));
    assert_no_names(shell, &["sea_orm", "entity"], "http carries, domains query");
}

#[test]
fn the_platform_does_not_know_the_product() {
    let product =
        ["work_items", "projects", "workspaces", "users", "publish", "transfer", "instance"];
    let platform = source(|path| {
        [
            "src/access",
            "src/audit",
            "src/events",
            "src/postgres",
            "src/config",
            "src/telemetry",
            "src/outbound",
        ]
        .iter()
        .any(|folder| path.starts_with(folder))
    });
    assert_no_names(platform, &product, "the platform lies below the product");
}

#[test]
fn migrations_and_entities_stand_alone() {
    let why = "migrations are frozen in time";
    assert_no_names(files("migration/src", &[".rs"]), &["entity", "treasury_plane"], why);
    let why = "entities know the database only";
    assert_no_names(files("entity/src", &[".rs"]), &["treasury_plane", "migration"], why);
}

#[test]
fn other_servers_are_asked_by_the_one_client_only() {
    let elsewhere = source(|path| !path.starts_with("src/outbound"))
        .into_iter()
        // The health check of the command line asks this very program.
        .filter(|(path, _)| !path.ends_with("cli/healthcheck.rs"));
    assert_no_names(
        elsewhere,
        &["reqwest", "hyper_util::client", "hyper::client", "http1::handshake"],
        "src/outbound judges addresses before it connects",
    );
}

#[test]
fn one_place_chooses_what_tls_and_passwords_use() {
    let elsewhere = source(|path| !path.starts_with("src/crypto"));
    assert_no_names(
        elsewhere,
        &["rustls::crypto::aws_lc_rs", "argon2"],
        "src/crypto leaves out what a FIPS build must not use",
    );
}

#[test]
fn addresses_of_clients_come_from_our_own_extractor() {
    let mentions = |text: &str| {
        text.lines().any(|line| line.split("//").next().unwrap_or_default().contains("RealIp"))
    };
    let faults: Vec<_> = source(|_| true)
        .into_iter()
        .filter(|(_, text)| mentions(text))
        .map(|(path, _)| path)
        .collect();
    assert!(faults.is_empty(), "poem's RealIp believes anybody: {faults:?}");
}

#[test]
fn no_file_is_too_long_to_read() {
    let mut long = Vec::new();
    let rust = ["src", "entity/src", "migration/src", "tests"]
        .into_iter()
        .flat_map(|folder| files(folder, &[".rs"]));
    let typescript = files("frontend", &[".ts", ".tsx"]);
    for (path, text) in rust.chain(typescript) {
        let lines = text.lines().count();
        if lines > LINES_MAX {
            long.push(format!("{}: {lines} lines", path.display()));
        }
    }
    assert!(long.is_empty(), "split by verb, at most {LINES_MAX} lines:\n{}", long.join("\n"));
}

#[test]
fn every_dependency_says_what_it_is_for() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let mut inside = false;
    let mut silent = Vec::new();
    for line in manifest.lines() {
        if line.starts_with('[') {
            inside = line.contains("dependencies]");
        } else if inside
            && line.contains(" = ")
            && !line.contains('#')
            && !line.contains("path = ")
            && !line.contains(".workspace")
        {
            silent.push(line);
        }
    }
    assert!(silent.is_empty(), "one line of comment each:\n{}", silent.join("\n"));
}
