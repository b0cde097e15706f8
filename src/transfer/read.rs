//! From a record of the file to a row that can be stored, or the reason why not.

use super::{
    mapping::{Field, Mapping},
    markdown,
};
use crate::html;
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use csv::ByteRecord;
use serde_json::{Map, Value};

const CELL_BYTES: usize = 1024 * 1024;
const NAME_CHARS: usize = 255;
/// How ids begin that were made from a row's content.
pub const BY_CONTENT: &str = "content:";

/// A row that passed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Line of the file where it begins.
    pub line: u64,
    /// By what it is recognised.
    pub external_id: String,
    /// The title, on one line.
    pub name: String,
    /// The text, sanitised.
    pub description_html: String,
    /// Names of labels, modules among them.
    pub labels: Vec<String>,
    /// Addresses or names of people.
    pub assignees: Vec<String>,
    /// Priority, if the file says.
    pub priority: Option<String>,
    /// State by name, if the file says.
    pub state: Option<String>,
    /// When it was made, if the file says.
    pub created_at: Option<DateTime<Utc>>,
    /// What has no field of its own.
    pub properties: Map<String, Value>,
    /// What was changed to make it fit.
    pub note: Option<String>,
}

/// Reads a record; the error is the reason for which the row is rejected.
pub fn row(record: &ByteRecord, mapping: &Mapping) -> Result<Row, String> {
    if record.len() != mapping.columns.len() {
        let (cells, columns) = (record.len(), mapping.columns.len());
        // A quotation mark that is never closed swallows the lines that follow.
        let spans = record.iter().any(|cell| cell.contains(&b'\n'));
        let hint = if spans { "; is a quotation mark not closed?" } else { "" };
        return Err(format!("has {cells} cells where the first line has {columns}{hint}"));
    }
    let line = record.position().map_or(0, csv::Position::line);
    let mut row = Row { line, description_html: "<p></p>".to_owned(), ..Row::default() };
    for (cell, (column, field)) in record.iter().zip(&mapping.columns) {
        let text = text(cell, column)?;
        if !text.trim().is_empty() {
            fill(&mut row, *field, column, text)?;
        }
    }
    if row.name.is_empty() {
        return Err("has no title".to_owned());
    }
    shorten_name(&mut row);
    if row.external_id.is_empty() {
        row.external_id = digest(record);
    }
    Ok(row)
}

fn text<'a>(cell: &'a [u8], column: &str) -> Result<&'a str, String> {
    if cell.len() > CELL_BYTES {
        return Err(format!("\"{column}\" has {} bytes, more than 1 MB", cell.len()));
    }
    let text = std::str::from_utf8(cell).map_err(|e| {
        format!("\"{column}\" is not UTF-8 text (byte {} of the cell)", e.valid_up_to() + 1)
    })?;
    if text.contains('\0') {
        return Err(format!("\"{column}\" contains the NUL character"));
    }
    Ok(text)
}

fn fill(row: &mut Row, field: Field, column: &str, text: &str) -> Result<(), String> {
    match field {
        Field::ExternalId => row.external_id = short(text, column)?,
        Field::Name => row.name = one_line(text),
        Field::Description => row.description_html = markdown::to_html(text),
        Field::Label => row.labels.extend(names(text, column)?),
        Field::Module => {
            row.labels.extend(names(text, column)?);
            row.properties.insert(column.to_owned(), text.trim().into());
        }
        Field::Assignee => row.assignees.extend(names(text, column)?),
        Field::Priority => {
            let word = text.trim().to_lowercase();
            if ["urgent", "high", "medium", "low", "none"].contains(&word.as_str()) {
                row.priority = Some(word);
            } else {
                row.properties.insert(column.to_owned(), text.trim().into());
            }
        }
        Field::State => row.state = Some(one_line(text)),
        Field::CreatedAt => row.created_at = Some(time(text.trim(), column)?),
        Field::Property => {
            row.properties.insert(column.to_owned(), text.into());
        }
        Field::Ignore => {}
    }
    Ok(())
}

fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn short(text: &str, column: &str) -> Result<String, String> {
    let text = one_line(text);
    let count = text.chars().count();
    if count > NAME_CHARS {
        return Err(format!("\"{column}\" has {count} characters, more than {NAME_CHARS}"));
    }
    Ok(text)
}

fn names(text: &str, column: &str) -> Result<Vec<String>, String> {
    let parts = text.split(';').map(|part| short(part, column));
    parts.filter(|part| part.as_ref().map_or(true, |name| !name.is_empty())).collect()
}

fn time(text: &str, column: &str) -> Result<DateTime<Utc>, String> {
    let moment = DateTime::parse_from_rfc3339(text)
        .or_else(|_| DateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f %z"))
        .map(|moment| moment.to_utc());
    let moment = moment.or_else(|_| {
        ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%d %H:%M"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
            .or_else(|| text.parse::<NaiveDate>().ok()?.and_hms_opt(0, 0, 0))
            .map(|moment| moment.and_utc())
            .ok_or(())
    });
    // PostgreSQL knows fewer years than chrono; so do calendars.
    let plausible =
        moment.ok().filter(|moment| (1..=9999).contains(&chrono::Datelike::year(moment)));
    plausible.ok_or_else(|| {
        format!("\"{column}\" is not a time; write it as 2026-01-31T09:30:00Z or 2026-01-31")
    })
}

/// A title that is too long is cut, and stands in full above the text: nothing is lost.
fn shorten_name(row: &mut Row) {
    let count = row.name.chars().count();
    if count <= NAME_CHARS {
        return;
    }
    let full = html::escape(&row.name);
    row.description_html = format!("<p><strong>{full}</strong></p>{}", row.description_html);
    let mut cut: String = row.name.chars().take(NAME_CHARS - 1).collect();
    cut.truncate(cut.trim_end().len());
    cut.push('…');
    row.name = cut;
    row.note =
        Some(format!("the title has {count} characters; it is cut, and begins the description"));
}

/// A row without an id of its own is recognised by its content.
fn digest(record: &ByteRecord) -> String {
    let content: Vec<_> = record.iter().map(|cell| String::from_utf8_lossy(cell)).collect();
    let hash = crate::random::hash(&content.join("\u{1f}"));
    hash.iter().take(16).fold(BY_CONTENT.to_owned(), |text, byte| format!("{text}{byte:02x}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping() -> Mapping {
        let names =
            ["id", "title", "description", "label", "module", "assignee", "created_at", "pr"];
        Mapping::new(&names.map(str::to_owned), &[]).unwrap()
    }

    fn read(cells: [&[u8]; 8]) -> Result<Row, String> {
        row(&ByteRecord::from(cells.to_vec()), &mapping())
    }

    fn titled(title: &str) -> Row {
        read([b"1", title.as_bytes(), b"", b"", b"", b"", b"", b""]).unwrap()
    }

    #[test]
    fn a_row_keeps_everything() {
        let row = read([
            b"IDP-1",
            b" A\ntitle ",
            b"*x*",
            b"Bug",
            b"Sign-in",
            b"a; b",
            b"2016-01-25T17:40:59-05:00",
            b"12",
        ])
        .unwrap();
        assert_eq!((row.external_id.as_str(), row.name.as_str()), ("IDP-1", "A title"));
        assert_eq!(row.description_html, "<p><em>x</em></p>");
        assert_eq!(row.labels, ["Bug", "Sign-in"]);
        assert_eq!(row.assignees, ["a", "b"]);
        assert_eq!(row.created_at.unwrap().to_rfc3339(), "2016-01-25T22:40:59+00:00");
        assert_eq!(row.properties["module"], "Sign-in");
        assert_eq!(row.properties["pr"], "12");
    }

    #[test]
    fn bad_rows_say_why() {
        let reason = |cells| read(cells).unwrap_err();
        assert!(reason([b"1", b"", b"", b"", b"", b"", b"", b""]).contains("no title"));
        assert!(reason([b"1", b" \n ", b"", b"", b"", b"", b"", b""]).contains("no title"));
        let latin = reason([b"1", b"caf\xe9", b"", b"", b"", b"", b"", b""]);
        assert!(latin.contains("\"title\" is not UTF-8 text (byte 4"), "{latin}");
        let nul = reason([b"1", b"a\0b", b"", b"", b"", b"", b"", b""]);
        assert!(nul.contains("NUL"));
        let big = vec![b'x'; CELL_BYTES + 1];
        assert!(reason([b"1", b"a", &big, b"", b"", b"", b"", b""]).contains("1 MB"));
        assert!(reason([b"1", b"a", b"", b"", b"", b"", b"soon", b""]).contains("not a time"));
        assert!(
            reason([b"1", b"a", b"", b"", b"", b"", b"+200000-01-01", b""]).contains("not a time")
        );
        let ragged = row(&ByteRecord::from(vec!["1", "a"]), &mapping()).unwrap_err();
        assert_eq!(ragged, "has 2 cells where the first line has 8");
        let open = row(&ByteRecord::from(vec!["1", "a\n2,b\n3,c"]), &mapping()).unwrap_err();
        assert!(open.ends_with("is a quotation mark not closed?"));
    }

    #[test]
    fn a_long_title_is_cut_and_kept() {
        let long = "word ".repeat(80);
        let row = titled(&long);
        assert_eq!(row.name.chars().count(), NAME_CHARS);
        assert!(row.name.ends_with('…'));
        assert!(
            row.description_html.starts_with(&format!("<p><strong>{}</strong></p>", long.trim()))
        );
        assert!(row.note.is_some());
        assert_eq!(titled(&"é".repeat(NAME_CHARS)).note, None);
    }

    #[test]
    fn rows_without_an_id_are_known_by_their_content() {
        let id = |title: &str| {
            read([b"", title.as_bytes(), b"", b"", b"", b"", b"", b""]).unwrap().external_id
        };
        assert_eq!(id("a"), id("a"));
        assert_ne!(id("a"), id("b"));
    }

    #[test]
    fn times_come_in_several_forms() {
        for text in
            ["2026-01-31", "2026-01-31 09:30", "2026-01-31T09:30:00Z", "2026-01-31 09:30:00 +0000"]
        {
            assert!(time(text, "x").is_ok(), "{text}");
        }
        assert!(time("31.01.2026", "x").is_err());
    }
}
