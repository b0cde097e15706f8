//! Which column of a file fills which field.

use anyhow::{Context, bail, ensure};
use std::{fmt, str::FromStr};

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// By what a row is recognised in a second run.
    ExternalId,
    /// The title.
    Name,
    /// The text, in Markdown.
    Description,
    /// A label; several are separated by semicolons.
    Label,
    /// A label as well, and a property: there are no modules yet.
    Module,
    /// Who works on it, by address or name; several are separated by semicolons.
    Assignee,
    /// `urgent`, `high`, `medium`, `low` or `none`.
    Priority,
    /// The name of a state of the project.
    State,
    /// When it was made.
    CreatedAt,
    /// Kept as a property under the column's name.
    Property,
    /// Left out.
    Ignore,
}

const NAMES: [(&str, Field); 11] = [
    ("external_id", Field::ExternalId),
    ("name", Field::Name),
    ("description", Field::Description),
    ("label", Field::Label),
    ("module", Field::Module),
    ("assignee", Field::Assignee),
    ("priority", Field::Priority),
    ("state", Field::State),
    ("created_at", Field::CreatedAt),
    ("property", Field::Property),
    ("ignore", Field::Ignore),
];

/// Other names that columns of these fields often have.
const ALIASES: [(&str, Field); 9] = [
    ("id", Field::ExternalId),
    ("key", Field::ExternalId),
    ("title", Field::Name),
    ("summary", Field::Name),
    ("labels", Field::Label),
    ("modules", Field::Module),
    ("assignees", Field::Assignee),
    ("status", Field::State),
    ("created", Field::CreatedAt),
];

impl fmt::Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = NAMES.iter().find(|(_, field)| field == self).map_or("", |(name, _)| name);
        f.write_str(name)
    }
}

/// `column=field`, as given on the command line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// The column's name.
    pub column: String,
    /// What it is for.
    pub field: Field,
}

impl FromStr for Wish {
    type Err = anyhow::Error;

    fn from_str(text: &str) -> anyhow::Result<Self> {
        let (column, name) = text.rsplit_once('=').context("write it as column=field")?;
        let found = NAMES.iter().find(|(known, _)| *known == name.trim());
        let Some((_, field)) = found else {
            let all: Vec<_> = NAMES.iter().map(|(known, _)| *known).collect();
            bail!("there is no field \"{name}\"; fields are {}", all.join(", "));
        };
        Ok(Self { column: column.trim().to_owned(), field: *field })
    }
}

/// The columns of one file, in order.
#[derive(Clone, Debug)]
pub struct Mapping {
    /// Name and purpose of each column.
    pub columns: Vec<(String, Field)>,
}

impl Mapping {
    /// Finds a purpose for each column: as wished, else by its name, else kept as a property.
    pub fn new(header: &[String], wishes: &[Wish]) -> anyhow::Result<Self> {
        for wish in wishes {
            ensure!(
                header.iter().any(|column| same(column, &wish.column)),
                "the file has no column \"{}\"; its columns are {}",
                wish.column,
                header.join(", ")
            );
        }
        let mut columns: Vec<(String, Field)> = Vec::with_capacity(header.len());
        for name in header {
            ensure!(!name.is_empty(), "the first line has a column without a name");
            let twice = columns.iter().any(|(known, _)| same(known, name));
            ensure!(!twice, "the first line names the column \"{name}\" twice");
            let wished = wishes.iter().rev().find(|wish| same(&wish.column, name));
            let field = wished.map_or_else(|| guess(name), |wish| wish.field);
            columns.push((name.clone(), field));
        }
        for field in [Field::ExternalId, Field::Name, Field::Description, Field::CreatedAt] {
            let count = columns.iter().filter(|(_, f)| *f == field).count();
            ensure!(count <= 1, "{count} columns are for {field}; choose one with --map");
        }
        ensure!(
            columns.iter().any(|(_, field)| *field == Field::Name),
            "no column is the title; name one with --map column=name (columns: {})",
            header.join(", ")
        );
        Ok(Self { columns })
    }
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

fn guess(column: &str) -> Field {
    let name = column.to_ascii_lowercase().replace([' ', '-'], "_");
    let known = NAMES.iter().filter(|(_, field)| !matches!(field, Field::Property | Field::Ignore));
    let found = known.chain(&ALIASES).find(|(known, _)| *known == name);
    found.map_or(Field::Property, |(_, field)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(names: &str) -> Vec<String> {
        names.split(',').map(str::to_owned).collect()
    }

    #[test]
    fn columns_are_recognised_by_name_and_the_rest_is_kept() {
        let names = "external_id,pull_request,title,description,label,module,assignee,created_at";
        let mapping = Mapping::new(&header(names), &[]).unwrap();
        let fields: Vec<_> = mapping.columns.iter().map(|(_, field)| *field).collect();
        use Field::*;
        assert_eq!(
            fields,
            [ExternalId, Property, Name, Description, Label, Module, Assignee, CreatedAt]
        );
    }

    #[test]
    fn wishes_win() {
        let wishes = ["headline=name".parse().unwrap(), "title=ignore".parse().unwrap()];
        let mapping = Mapping::new(&header("Headline,title"), &wishes).unwrap();
        assert_eq!(mapping.columns[0].1, Field::Name);
        assert_eq!(mapping.columns[1].1, Field::Ignore);
    }

    #[test]
    fn what_cannot_work_is_said() {
        let error = |names: &str, wishes: &[Wish]| {
            Mapping::new(&header(names), wishes).unwrap_err().to_string()
        };
        assert!(error("id,text", &[]).contains("no column is the title"));
        assert!(error("title,name", &[]).contains("choose one with --map"));
        assert!(error("title,TITLE", &[]).contains("twice"));
        assert!(error("title,", &[]).contains("without a name"));
        assert!(error("title", &["other=name".parse().unwrap()]).contains("no column \"other\""));
        assert!("title".parse::<Wish>().is_err());
        assert!("title=colour".parse::<Wish>().unwrap_err().to_string().contains("fields are"));
    }
}
