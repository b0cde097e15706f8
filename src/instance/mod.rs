//! The instance as a whole: first set-up, settings, all accounts, all workspaces.
//!
//! Only administrators of the instance come here, and only by a browser session: an API token never
//! carries that right. They manage accounts and workspaces; being an administrator here does not
//! open what is inside a workspace.

pub mod accounts;
pub mod api;
pub mod authentication;
pub mod jobs;
pub mod ops;
pub mod queries;
pub mod view;
