//! Bringing work items in: CSV import, and the demonstration workspace.
//!
//! An import reads a file row by row, keeps what it cannot use in a report with line and reason, and
//! writes the rest in batches, one transaction each. Rows are recognised by their external id, so a
//! second run changes nothing and one that broke off goes on where it stopped. It may run beside a
//! server on the same database.
//!
//! Read [`mapping`] (columns to fields), [`read`] (a row, checked), [`import`] (the batches),
//! [`insert`] (the one place here that creates items).

pub mod import;
pub mod insert;
pub mod known;
pub mod mapping;
pub mod markdown;
mod people;
pub mod read;
pub mod report;
pub mod seed;
pub mod target;
