//! Comments on work items.
//!
//! Invariants: whoever sees a work item may comment on it, guests too; a comment is changed and
//! deleted by its author or an administrator of the project; an answer belongs to the same work
//! item as what it answers. The text is sanitised before it is stored and never empty, unless it
//! holds an image or names somebody.
//!
//! Events: `comment`, with the work item. They do not carry the text, so that deleting a comment
//! deletes what it said.

pub mod api;
pub mod ops;
pub mod queries;
pub mod view;
