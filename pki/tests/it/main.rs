//! The crate from outside: published corpora with their expected verdicts, and one test for each
//! pitfall, named with its id in the specification.

#[expect(dead_code, reason = "shared with the tests inside the crate")]
#[path = "../support/forge.rs"]
mod forge;
mod made;
mod support;

mod builder;
mod gsa;
mod keys;
mod leaf;
mod limbo;
mod oracle;
mod path;
mod pkits;
