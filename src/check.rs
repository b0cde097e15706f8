//! Collects what is wrong with the fields of a request, so that one answer names all of it.

use crate::error::{Error, Result};
use std::ops::RangeInclusive;

/// Gathers faults by field; [`Check::finish`] turns them into one error.
#[derive(Debug, Default)]
pub struct Check {
    faults: Vec<(String, String)>,
}

impl Check {
    /// No faults yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Notes that `field` is wrong unless `holds`.
    pub fn rule(&mut self, field: &str, holds: bool, message: &str) -> &mut Self {
        if !holds {
            self.faults.push((field.to_owned(), message.to_owned()));
        }
        self
    }

    /// The number of characters of `value`, and no NUL, which PostgreSQL cannot store.
    pub fn text(&mut self, field: &str, value: &str, length: RangeInclusive<usize>) -> &mut Self {
        let count = value.chars().count();
        if value.contains('\0') {
            self.rule(field, false, "May not contain the NUL character.");
        } else if count < *length.start() {
            self.rule(field, false, "May not be blank.");
        } else if count > *length.end() {
            let message = format!("May have at most {} characters.", length.end());
            self.rule(field, false, &message);
        }
        self
    }

    /// As [`Check::text`] for a value that may be absent.
    pub fn optional_text(&mut self, field: &str, value: Option<&str>, max: usize) -> &mut Self {
        if let Some(value) = value {
            self.text(field, value, 0..=max);
        }
        self
    }

    /// One of the listed values.
    pub fn one_of(&mut self, field: &str, value: &str, allowed: &[&str]) -> &mut Self {
        let message = format!("Must be one of: {}.", allowed.join(", "));
        self.rule(field, allowed.contains(&value), &message)
    }

    /// An address of the form `name@host`, no longer than 255 characters.
    pub fn email(&mut self, field: &str, value: &str) -> &mut Self {
        let well_formed = value.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && !host.is_empty()
                && !host.contains('@')
                && !host.starts_with('.')
                && !host.ends_with('.')
        }) && value.len() <= 255
            && !value.chars().any(|c| c.is_whitespace() || c.is_control());
        self.rule(field, well_formed, "Enter a valid e-mail address.")
    }

    /// An IANA zone name by its form; the list itself is the browser's.
    pub fn timezone(&mut self, field: &str, value: &str) -> &mut Self {
        let well_formed = (1..=64).contains(&value.len())
            && value.chars().all(|c| c.is_ascii_alphanumeric() || "/_+-".contains(c));
        self.rule(field, well_formed, "Enter a time zone such as America/New_York.")
    }

    /// All faults as one error, or nothing.
    pub fn finish(&mut self) -> Result<()> {
        if self.faults.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(std::mem::take(&mut self.faults)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_named() {
        let error = Check::new()
            .text("name", "", 1..=5)
            .text("title", "too long", 1..=5)
            .text("nul", "a\0b", 0..=5)
            .email("email", "nobody")
            .finish()
            .unwrap_err();
        let Error::Invalid(faults) = error else { panic!("wrong kind: {error}") };
        let fields: Vec<_> = faults.iter().map(|(field, _)| field.as_str()).collect();
        assert_eq!(fields, ["name", "title", "nul", "email"]);
    }

    #[test]
    fn addresses_are_checked_by_their_form() {
        for good in ["a@b", "first.last+tag@agency.example"] {
            assert!(Check::new().email("email", good).finish().is_ok(), "{good}");
        }
        for bad in ["", "@b", "a@", "a b@c", "a@b@c", "a@.c", "a@c."] {
            assert!(Check::new().email("email", bad).finish().is_err(), "{bad}");
        }
    }
}
