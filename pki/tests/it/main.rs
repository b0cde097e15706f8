//! The crate from outside: published corpora with their expected verdicts, and one test for each
//! pitfall, named with its id in the specification.

#[cfg(test)]
#[expect(dead_code, reason = "shared with the tests inside the crate")]
#[path = "../support/forge.rs"]
mod forge;
#[cfg(test)]
mod made;
#[cfg(test)]
mod support;

#[cfg(test)]
mod builder;
#[cfg(test)]
mod gsa;
#[cfg(test)]
mod keys;
#[cfg(test)]
mod leaf;
#[cfg(test)]
mod limbo;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod path;
#[cfg(test)]
mod pkits;
#[cfg(test)]
mod random;
#[cfg(test)]
mod replay;
#[cfg(test)]
mod speed;
#[cfg(test)]
mod verdict;
