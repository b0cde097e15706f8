//! The counts, and whether they are what they should be.

/// Lines in the order in which they were found out.
#[derive(Debug, Default)]
pub(crate) struct Report {
    lines: Vec<(String, String)>,
    faults: usize,
}

impl Report {
    /// Something worth knowing.
    pub(crate) fn note(&mut self, what: &str, value: impl ToString) {
        let value = value.to_string();
        eprintln!("chaos: {what}: {value}");
        self.lines.push((what.to_owned(), value));
    }

    /// Something that must not be: `missing` names what is, at most a few of which are shown.
    pub(crate) fn expect_none(&mut self, what: &str, missing: &[String]) {
        let shown: Vec<&str> = missing.iter().take(5).map(String::as_str).collect();
        match missing.len() {
            0 => self.note(what, 0),
            count => {
                self.faults += 1;
                self.note(what, format!("{count}   FAULT   {}", shown.join("; ")));
            }
        }
    }

    /// Whether nothing was missing.
    pub(crate) fn is_good(&self) -> bool {
        self.faults == 0
    }

    /// Prints everything, aligned.
    pub(crate) fn print(&self) {
        let width = self.lines.iter().map(|(what, _)| what.chars().count()).max().unwrap_or(0);
        println!();
        for (what, value) in &self.lines {
            println!("{what:width$} | {value}");
        }
        println!("\n{}", if self.is_good() { "nothing was lost" } else { "something was lost" });
    }
}
