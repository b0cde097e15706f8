//! People: who they are, and what they set for themselves.
//!
//! An account belongs to the instance; what a person may do is decided by their memberships.

pub mod api;
pub mod ops;
pub mod view;
