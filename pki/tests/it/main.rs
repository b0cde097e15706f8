//! The crate from outside: published corpora with their expected verdicts, and one test for each
//! pitfall, named with its id in the specification.

mod support;

mod gsa;
mod limbo;
mod pkits;
