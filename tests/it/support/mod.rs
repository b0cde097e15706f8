//! What tests stand on: an application with a database of its own, people, and things to work on.

mod answer;
mod app;
mod build;
mod caller;
pub mod moto;
mod postgres;
mod redis;

pub use answer::Answer;
pub use app::TestApp;
pub use build::{Item, Project, Workspace};
pub use caller::{Caller, PASSWORD};
pub use postgres::{Database, build as build_database};
pub use redis::RedisServer;

/// The smallest bytes that pass for a PNG.
pub const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
