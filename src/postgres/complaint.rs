//! What PostgreSQL's programs say when they fail, as one sentence.

use crate::fault::Fault;

/// The fault and the words of the last complaint in what a program wrote.
pub(super) fn of(log: &str) -> (Fault, String) {
    let fault = match log {
        _ if log.contains("No space left on device") => Fault::DiskFull,
        _ if log.contains("incompatible with server") => Fault::PostgresVersion,
        _ => Fault::PostgresDamaged,
    };
    let complaints = ["PANIC:", "FATAL:", "error:"];
    let said = log.lines().rev().find_map(|line| {
        let at = complaints.iter().find_map(|word| Some(line.find(word)? + word.len()))?;
        line.get(at..).map(str::trim)
    });
    let said = said.or_else(|| log.lines().rev().find(|line| !line.trim().is_empty()));
    let words = match (fault, said.unwrap_or("PostgreSQL ended without a word")) {
        (Fault::DiskFull, said) => format!("{said}; make room on the disk"),
        (_, said) => said.to_owned(),
    };
    (fault, words)
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::fault::Fault;

    #[test]
    fn the_last_complaint_is_the_sentence() {
        let log = "2026-01-01 00:00:00 UTC [1] LOG:  database system was shut down\n\
                   2026-01-01 00:00:00 UTC [1] PANIC:  could not locate a valid checkpoint record\n\
                   2026-01-01 00:00:01 UTC [1] LOG:  startup process was terminated\n";
        let (fault, words) = of(log);
        assert_eq!(fault, Fault::PostgresDamaged);
        assert_eq!(words, "could not locate a valid checkpoint record");
    }

    #[test]
    fn a_full_disk_is_told_apart() {
        let log = "initdb: error: could not write to file \"x\": No space left on device\n";
        let (fault, words) = of(log);
        assert_eq!(fault, Fault::DiskFull);
        assert!(words.starts_with("could not write to file \"x\""), "{words}");
    }

    #[test]
    fn silence_has_a_sentence_too() {
        assert_eq!(of("").1, "PostgreSQL ended without a word");
    }
}
