//! The schema, step by step. Migrations are frozen once they have landed: they name tables and
//! columns in SQL and never use the `entity` crate, which moves on.
//!
//! Every table that belongs to a workspace goes through [`tenant::protect`]: row-level security on,
//! one policy on `workspace_id`, rights for the runtime role. Foreign keys between such tables are
//! composite, so that a row cannot refer to another workspace even by mistake.

pub use sea_orm_migration::prelude::*;

mod m20261123_000001_create_roles;
mod m20261123_000002_create_users;
mod m20261123_000003_create_workspaces;
mod m20261123_000004_create_projects;
mod m20261123_000005_create_work_items;
mod m20261123_000006_create_comments_and_files;
mod m20261123_000007_create_events;
mod m20261123_000008_create_jobs_and_cache;
mod m20261123_000009_create_publications;
mod m20261123_000010_create_scope_functions;
mod m20261125_000011_create_identities;
mod m20261125_000012_create_trust_store;
mod m20261125_000013_create_oidc_providers;
mod m20261125_000014_chain_audit_log;
mod m20261125_000015_add_break_glass;
mod m20261125_000016_add_ocsp;
mod m20261125_000017_grow_jobs;
mod m20261125_000018_create_notifications;
mod m20261125_000019_create_mails;
mod m20261125_000020_create_webhooks;
mod m20261125_000021_add_instances;
mod m20261125_000022_share_limits_and_presence;
mod m20261129_000023_create_backups;
mod tenant;

macro_rules! source {
    ($name:literal) => {
        ($name, include_str!(concat!($name, ".rs")))
    };
}

/// The migrations that the last release has: what comes after them must leave alone what that release
/// uses. `make release` of a new version is the moment to raise it.
pub const RELEASED: usize = 23;

/// The source of each migration, for whoever wants to know what it does before it is applied.
pub const SOURCES: &[(&str, &str)] = &[
    source!("m20261123_000001_create_roles"),
    source!("m20261123_000002_create_users"),
    source!("m20261123_000003_create_workspaces"),
    source!("m20261123_000004_create_projects"),
    source!("m20261123_000005_create_work_items"),
    source!("m20261123_000006_create_comments_and_files"),
    source!("m20261123_000007_create_events"),
    source!("m20261123_000008_create_jobs_and_cache"),
    source!("m20261123_000009_create_publications"),
    source!("m20261123_000010_create_scope_functions"),
    source!("m20261125_000011_create_identities"),
    source!("m20261125_000012_create_trust_store"),
    source!("m20261125_000013_create_oidc_providers"),
    source!("m20261125_000014_chain_audit_log"),
    source!("m20261125_000015_add_break_glass"),
    source!("m20261125_000016_add_ocsp"),
    source!("m20261125_000017_grow_jobs"),
    source!("m20261125_000018_create_notifications"),
    source!("m20261125_000019_create_mails"),
    source!("m20261125_000020_create_webhooks"),
    source!("m20261125_000021_add_instances"),
    source!("m20261125_000022_share_limits_and_presence"),
    source!("m20261129_000023_create_backups"),
];

/// Runs the migrations in order; the caller holds the advisory lock.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261123_000001_create_roles::Migration),
            Box::new(m20261123_000002_create_users::Migration),
            Box::new(m20261123_000003_create_workspaces::Migration),
            Box::new(m20261123_000004_create_projects::Migration),
            Box::new(m20261123_000005_create_work_items::Migration),
            Box::new(m20261123_000006_create_comments_and_files::Migration),
            Box::new(m20261123_000007_create_events::Migration),
            Box::new(m20261123_000008_create_jobs_and_cache::Migration),
            Box::new(m20261123_000009_create_publications::Migration),
            Box::new(m20261123_000010_create_scope_functions::Migration),
            Box::new(m20261125_000011_create_identities::Migration),
            Box::new(m20261125_000012_create_trust_store::Migration),
            Box::new(m20261125_000013_create_oidc_providers::Migration),
            Box::new(m20261125_000014_chain_audit_log::Migration),
            Box::new(m20261125_000015_add_break_glass::Migration),
            Box::new(m20261125_000016_add_ocsp::Migration),
            Box::new(m20261125_000017_grow_jobs::Migration),
            Box::new(m20261125_000018_create_notifications::Migration),
            Box::new(m20261125_000019_create_mails::Migration),
            Box::new(m20261125_000020_create_webhooks::Migration),
            Box::new(m20261125_000021_add_instances::Migration),
            Box::new(m20261125_000022_share_limits_and_presence::Migration),
            Box::new(m20261129_000023_create_backups::Migration),
        ]
    }
}
