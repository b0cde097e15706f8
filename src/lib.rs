//! Treasury Plane: project management as one binary.

pub mod clock;
pub mod error;
