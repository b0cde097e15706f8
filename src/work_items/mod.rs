//! Work items: what people plan and do.
//!
//! Invariants: the number in an item's key is taken from `project_counters` under its row lock and
//! never given twice; state, labels and parent belong to the item's project (the database checks);
//! assignees are active members of the project who are not guests; a parent is never below its own
//! child; `completed_at` is set exactly while the state's group is `completed`; HTML is sanitised
//! before it is stored. Archived and draft items are left out of lists.
//!
//! Guests see what they created themselves unless the project shows them everything, and change
//! only that. Every change writes one event with its fields, old and new.
//!
//! Start reading at [`model`]; `ops/` writes, `queries` and [`list`] read, `api` is the outside.

pub mod activity;
pub mod api;
pub mod comments;
pub mod expand;
pub mod filter;
pub mod jobs;
mod json;
pub mod list;
pub mod mentions;
pub mod model;
pub mod ops;
pub mod order;
pub mod queries;
pub mod search;
pub mod snapshot;
pub mod view;
