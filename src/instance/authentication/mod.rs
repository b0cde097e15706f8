//! How people may sign in to this instance: what the console shows, changes and tests.

pub mod api;
pub mod check;
pub mod ops;
