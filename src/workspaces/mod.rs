//! Workspaces: the tenant. Who belongs to one, and how people get in.
//!
//! Invariants: a slug is unique in the instance and not one of the words the apps use as addresses;
//! each workspace keeps at least one active administrator; nobody changes their own role; leaving
//! or being removed also ends the memberships in its projects. The owner is the first administrator.
//! Deleting renames the slug, so that it can be used again.
//!
//! Events: `workspace` and `workspace_member` on the topic of the workspace.

pub mod api;
pub mod invitations;
pub mod jobs;
pub mod members;
pub mod model;
pub mod ops;
pub mod queries;
pub mod view;
