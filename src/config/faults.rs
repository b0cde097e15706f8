//! What is wrong with the settings: all of it, each in one sentence.

use crate::fault::{Failure, Fault};
use figment::{Source, error::Kind};
use std::path::Path;

/// Faults in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Faults(Vec<anyhow::Error>);

impl Faults {
    pub(super) fn add(&mut self, error: anyhow::Error) {
        // The rules of the sections speak in sentences without a code.
        self.0.push(Fault::ConfigInvalid.unless_coded(error));
    }

    /// The value, or a note of what is wrong.
    pub(super) fn keep<T>(&mut self, outcome: anyhow::Result<T>) -> Option<T> {
        outcome.map_err(|error| self.add(error)).ok()
    }

    /// Nothing is wrong so far, or all that is.
    pub(super) fn settle(self) -> Result<Self, Vec<anyhow::Error>> {
        if self.0.is_empty() { Ok(self) } else { Err(self.0) }
    }
}

/// The first of the faults, and how many more there are.
pub(super) fn first(faults: Vec<anyhow::Error>) -> anyhow::Error {
    let more = faults.len().saturating_sub(1);
    let Some(first) = faults.into_iter().next() else {
        return Fault::ConfigInvalid.because("the settings are not valid");
    };
    match first.downcast_ref::<Failure>() {
        Some(Failure { fault, sentence }) if more > 0 => {
            let (fault, sentence) = (*fault, sentence.trim_end_matches('.'));
            let sentence =
                format!("{sentence} (and {more} more; `treasury-plane config check` lists all)");
            fault.over(first, sentence)
        }
        _ => first,
    }
}

/// A file that is not TOML: where, and why. The parser shows the line with a drawing around it.
pub(super) fn of_syntax(error: &figment::Error, file: &Path) -> anyhow::Error {
    let text = error.kind.to_string();
    let place = text.lines().next().unwrap_or_default();
    let place = place.strip_prefix("TOML parse error at ").unwrap_or(place);
    let lines = text.lines().skip(1).map(str::trim);
    let reasons = lines.filter(|line| !line.is_empty() && !line.contains('|'));
    let reason = reasons.collect::<Vec<_>>().join(", ");
    let sentence = format!("{}: {place}: is not TOML: {reason}", file.display());
    Fault::ConfigSyntax.because(sentence.trim_end_matches([':', ' ']))
}

/// A value of the wrong type. The value itself stays out: it may be a secret.
pub(super) fn of_value(error: &figment::Error) -> anyhow::Error {
    let what = match &error.kind {
        Kind::InvalidType(_, expected) | Kind::InvalidValue(_, expected) => {
            format!("must be {}", in_words(expected))
        }
        // What was found may be a secret.
        Kind::UnknownVariant(_, known) => format!("must be one of {}", known.join(", ")),
        other => other.to_string(),
    };
    let origin = error.metadata.as_ref().map(|metadata| match &metadata.source {
        Some(Source::File(file)) => file.display().to_string(),
        _ => metadata.name.to_string(),
    });
    let origin = origin.map(|origin| format!(" (set in {origin})")).unwrap_or_default();
    Fault::ConfigInvalid.because(format!("{}: {what}{origin}", error.path.join(".")))
}

fn in_words(expected: &str) -> &str {
    match expected {
        "u8" | "u16" | "u32" | "u64" | "usize" | "i32" | "i64" => "a whole number",
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "path string" => "a path",
        other => other,
    }
}
