//! Treasury Plane: project management as one binary.

pub mod clock;
pub mod config;
pub mod error;
pub mod lifecycle;
pub mod migrate;
pub mod postgres;
#[cfg(test)]
mod testing;
