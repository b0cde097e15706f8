//! Workspaces, their members and invitations.

mod invitations;
mod members;
mod workspace;
