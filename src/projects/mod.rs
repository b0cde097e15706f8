//! Projects: settings, people, states and labels.
//!
//! Invariants: name and identifier are unique among the workspace's projects; the identifier is
//! upper case and part of every item's key; each project has exactly one default state and keeps an
//! administrator; a state in use, or the default one, cannot be deleted; nobody gives a role above
//! their own. Secret projects are there for their members and the workspace's administrators only;
//! public ones can be seen and joined by every member of the workspace. An archived project can be
//! read, not changed.
//!
//! Events on the topic of the project: `project`, `project_member`, `state`, `label`; `project` also
//! shows on the topic of the workspace.

pub mod api;
mod changes;
pub mod jobs;
pub mod labels;
pub mod members;
pub mod model;
pub mod ops;
pub mod queries;
pub mod states;
pub mod view;
