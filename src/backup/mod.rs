//! Backups: one archive with everything that the product cannot make again.
//!
//! [`make`] copies all tables in parallel under one exported snapshot, then the stored bytes that
//! the snapshot names, then a manifest; [`pack`] writes them as a tar stream, compressed and, for a
//! recipient, sealed ([`seal`]). [`unpack`] is the only reader: it checks structure, digests and
//! counts, whoever uses it. [`restore`] loads an archive into an empty database. The form of the
//! archive is described in `docs/BACKUP.md`.
//!
//! Invariants:
//! - Nothing is held in memory as a whole; a table or a file passes in parts.
//! - An archive has its name only when it is complete; until then it ends in `.partial`.
//! - Tables are copied in the order of their keys and without what differs from server to server,
//!   so that a restored database gives the same digests ([`tables`]).
//! - Bytes are written once under their digest and removed days after the last row that names them,
//!   so "snapshot first, bytes after" always finds all of them.
//! - An archive is believed by nobody: a restore reads it to its end before it touches anything.

pub mod jobs;
pub mod make;
pub mod manifest;
pub mod pack;
pub mod place;
pub mod restore;
pub mod seal;
pub mod switch;
pub mod tables;
pub mod unpack;
