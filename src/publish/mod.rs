//! Published boards: a project that anybody with the address may read, without an account.
//!
//! Invariants: a publication is found by its anchor alone, 128 random bits; unpublishing, archiving
//! or deleting the project ends it at once, and publishing again makes another anchor. The public
//! side shows work items that are neither deleted nor archived nor drafts, and of people only the
//! name they show; never addresses, comments, activity or attachments. It runs in the context of
//! the workspace without a person, and only reads.
//!
//! Publishing and unpublishing are written to the audit log. Events: `project`.

pub mod api;
pub mod api_public;
pub mod board;
pub mod items;
pub mod ops;
pub mod view;
