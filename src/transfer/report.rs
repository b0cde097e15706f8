//! What an import did, for the operator.

use std::fmt::{self, Display, Formatter};

/// Rejected rows that the report lists; further ones are counted.
const LISTED_MAX: usize = 1000;

/// A row, and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Line of the file where the row begins.
    pub line: u64,
    /// In words.
    pub text: String,
}

/// Counts and remarks.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Work items that are new.
    pub created: usize,
    /// Rows whose work item was there already.
    pub unchanged: usize,
    /// Labels that are new.
    pub labels: usize,
    /// People who were not known, and now are, without access.
    pub people: usize,
    /// Assignees left out because they are not known.
    pub skipped_assignees: usize,
    /// Whether a column of modules was imported as labels.
    pub modules_as_labels: bool,
    /// Rows that were not imported.
    pub rejected: Vec<Remark>,
    /// Rows that were imported not quite as they stand.
    pub notes: Vec<Remark>,
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let counts = [
            (self.created, "work items created"),
            (self.unchanged, "unchanged, imported before"),
            (self.labels, "labels created"),
            (self.people, "people added without access"),
            (self.skipped_assignees, "assignments skipped, the person is not known"),
            (self.notes.len(), "rows changed to fit"),
            (self.rejected.len(), "rows rejected"),
        ];
        for (count, what) in counts {
            writeln!(f, "{count:>8}  {what}")?;
        }
        if self.modules_as_labels {
            writeln!(
                f,
                "There are no modules yet: they became labels, and the property \"module\"."
            )?;
        }
        list(f, "Changed to fit", &self.notes)?;
        list(f, "Rejected", &self.rejected)
    }
}

fn list(f: &mut Formatter<'_>, title: &str, remarks: &[Remark]) -> fmt::Result {
    if remarks.is_empty() {
        return Ok(());
    }
    writeln!(f, "{title}:")?;
    for remark in remarks.iter().take(LISTED_MAX) {
        writeln!(f, "  line {}: {}", remark.line, remark.text)?;
    }
    if remarks.len() > LISTED_MAX {
        writeln!(f, "  and {} more", remarks.len() - LISTED_MAX)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rejected_rows_are_listed_with_their_line() {
        let rejected = vec![Remark { line: 7, text: "no title".to_owned() }; LISTED_MAX + 2];
        let text = Report { created: 3, rejected, ..Report::default() }.to_string();
        assert!(text.contains("       3  work items created"));
        assert!(text.contains("  line 7: no title\n") && text.contains("and 2 more"));
        assert!(!text.contains("Changed to fit"));
    }
}
