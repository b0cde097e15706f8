//! The table that is printed at the end.

use std::fmt::Write;

/// Rows in the order in which they were measured.
#[derive(Debug, Default)]
pub(crate) struct Table {
    rows: Vec<[String; 4]>,
}

const HEAD: [&str; 4] = ["measurement", "value", "budget", "note"];

impl Table {
    /// Adds a row and shows it at once, because the whole run takes minutes.
    pub(crate) fn row(
        &mut self,
        measurement: &str,
        value: impl Into<String>,
        budget: &str,
        note: impl Into<String>,
    ) {
        let row = [measurement.to_owned(), value.into(), budget.to_owned(), note.into()];
        eprintln!("bench: {}", row.join("  "));
        self.rows.push(row);
    }

    /// Prints everything, aligned.
    pub(crate) fn print(&self) {
        let head = HEAD.map(str::to_owned);
        let all = || std::iter::once(&head).chain(&self.rows);
        let mut widths = [0; 4];
        for row in all() {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = cell.chars().count().max(*width);
            }
        }
        for (n, row) in all().enumerate() {
            let mut line = String::new();
            for (width, cell) in widths.iter().zip(row) {
                // Writing to a String cannot fail.
                let _ = write!(line, "{cell:width$} | ");
            }
            println!("{}", line.trim_end_matches([' ', '|']));
            if n == 0 {
                println!("{}", widths.map(|width| "-".repeat(width)).join("-|-"));
            }
        }
    }
}

/// Milliseconds with as many digits as they deserve.
pub(crate) fn ms(duration: std::time::Duration) -> String {
    let ms = duration.as_secs_f64() * 1000.0;
    if ms < 10.0 { format!("{ms:.2} ms") } else { format!("{ms:.0} ms") }
}

/// Bytes as people read them.
pub(crate) fn kb(bytes: u64) -> String {
    let kb = bytes as f64 / 1024.0;
    if kb < 10_000.0 { format!("{kb:.0} KB") } else { format!("{:.1} MB", kb / 1024.0) }
}
