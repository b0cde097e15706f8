//! Revocation from outside: each test is a path `Root > CA > leaf` and the lists an operator has.
//! Tests carry the ids of the specification.
#![cfg(test)]

#[expect(dead_code, reason = "unit tests of the crate use the rest")]
#[path = "../support/forge.rs"]
mod forge;

mod indirect;
mod lists;
mod ocsp;
mod signers;
mod world;
