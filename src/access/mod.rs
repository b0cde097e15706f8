//! Who may do what.
//!
//! [`Permission`] is the one table of rights; [`WorkspaceScope`] and [`ProjectScope`] are the
//! extractors through which every handler learns who asks, where, and with which role. A handler
//! that takes a scope cannot be reached without it. Outside one's workspace or project everything
//! is "not found"; "forbidden" is for people who may know that the thing exists.

mod permission;
mod role;
mod scope;

pub use permission::Permission;
pub use role::Role;
pub use scope::{
    InstanceScope, ProjectScope, ScopeCache, WorkspaceScope, project_scope, workspace_scope,
};
