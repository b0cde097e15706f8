//! The log of security-relevant acts: sign-ins, role and setting changes, tokens, reads of the log.
//!
//! An [`Entry`] is written in the transaction of the act, so that neither exists without the other.
//! At commit the database gives it the next place in a chain ([`link`]): a hash over the entry and
//! the hash before it. The runtime role can add and read, not change. What a stronger role changes
//! is found by [`verify`], which recomputes the chain here and compares it with [`checkpoint`]s:
//! signed with a key that the database does not know, and written to the log and to the data
//! directory as well, so that cutting off the end is noticed too.
//!
//! [`export`] writes entries as JSON lines or CEF. [`live`] follows the chain and copies each entry
//! to standard output and, by [`syslog`], to another host. [`search`] and [`api`] are for the
//! console; looking at the log and taking it away are written down themselves.
//!
//! Actions are `thing.verb`; start reading at [`Entry`].

pub mod api;
pub mod checkpoint;
mod entry;
pub mod export;
pub mod jobs;
pub mod link;
pub mod live;
pub mod search;
pub mod syslog;
pub mod verify;

pub use entry::{Entry, with_address};
