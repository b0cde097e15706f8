//! What the console shows.

use super::queries::WorkspaceRow;
use crate::{
    auth::links::Link,
    crypto::Module,
    users::{ops::is_placeholder, view::UserLite},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{daily_count, user};
use poem_openapi::Object;
use serde::Serialize;
use uuid::Uuid;

/// The instance.
#[derive(Debug, Serialize, Object)]
pub struct Instance {
    /// Its name.
    pub name: String,
    /// The version of the server.
    pub version: String,
    /// When the first account was made.
    pub setup_at: Option<DateTime<Utc>>,
    /// What can be set.
    pub settings: InstanceSettings,
    /// Totals.
    pub counts: InstanceCounts,
    /// Totals at the beginning of each of the last days, the newest first.
    pub daily_counts: Vec<InstanceDay>,
    /// Facts about the database.
    pub database: InstanceDatabase,
    /// The library that does the cryptography.
    pub crypto: InstanceCrypto,
    /// When this process started.
    pub started_at: DateTime<Utc>,
}

/// What can be set.
#[derive(Debug, Serialize, Object)]
#[oai(rename = "InstanceSettings")]
pub struct InstanceSettings {
    /// Whether everybody may create workspaces.
    pub allow_workspace_creation: bool,
    /// Minutes without a request after which a session ends.
    pub session_idle_minutes: i64,
    /// Hours after which a session ends in any case.
    pub session_absolute_hours: i64,
}

/// Totals of the instance.
#[derive(Debug, Serialize, Object)]
pub struct InstanceCounts {
    /// People who may sign in.
    pub users: i64,
    /// Workspaces.
    pub workspaces: i64,
    /// Projects.
    pub projects: i64,
    /// Work items.
    pub work_items: i64,
}

/// Totals at the beginning of a day.
#[derive(Debug, Serialize, Object)]
pub struct InstanceDay {
    /// The day, in UTC.
    pub day: NaiveDate,
    /// People who may sign in.
    pub users: i64,
    /// Workspaces.
    pub workspaces: i64,
    /// Projects.
    pub projects: i64,
    /// Work items.
    pub work_items: i64,
}

impl From<daily_count::Model> for InstanceDay {
    fn from(row: daily_count::Model) -> Self {
        Self {
            day: row.day,
            users: row.users,
            workspaces: row.workspaces,
            projects: row.projects,
            work_items: row.work_items,
        }
    }
}

/// Facts about the database.
#[derive(Debug, Serialize, Object)]
pub struct InstanceDatabase {
    /// The server's version.
    pub version: String,
    /// Bytes on disk.
    pub size_bytes: i64,
    /// Migrations that have run.
    pub migrations_applied: i64,
}

/// The library that does the cryptography.
#[derive(Debug, Serialize, Object)]
pub struct InstanceCrypto {
    /// What it is called.
    pub name: String,
    /// Its version.
    pub version: String,
    /// Whether it runs in FIPS mode.
    pub fips: bool,
    /// What may be said of it, in a sentence. Claims no more than the list of certificates does.
    pub state: String,
}

impl From<Module> for InstanceCrypto {
    fn from(module: Module) -> Self {
        Self {
            name: module.name.to_owned(),
            version: module.version.to_owned(),
            fips: module.fips,
            state: module.state.to_owned(),
        }
    }
}

/// An account.
#[derive(Debug, Serialize, Object)]
pub struct InstanceUser {
    /// The person's id.
    pub id: Uuid,
    /// Address.
    pub email: String,
    /// The name to show.
    pub display_name: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// `email` stands in for an address that is not known.
    pub email_is_placeholder: bool,
    /// May sign in.
    pub is_active: bool,
    /// Waits for an administrator's approval.
    pub is_pending: bool,
    /// Ways in: `password`, `piv`, `oidc`.
    pub methods: Vec<String>,
    /// Administers the instance.
    pub is_instance_admin: bool,
    /// Last sign-in.
    pub last_login_at: Option<DateTime<Utc>>,
    /// When the account was made.
    pub created_at: DateTime<Utc>,
    /// Workspaces the person belongs to.
    pub workspace_count: i64,
}

impl InstanceUser {
    /// The account with its number of workspaces and its ways in.
    pub fn new(row: user::Model, workspace_count: i64, methods: Vec<String>) -> Self {
        Self {
            id: row.id,
            email_is_placeholder: is_placeholder(&row.email),
            methods,
            is_pending: row.is_pending,
            email: row.email,
            display_name: row.display_name,
            first_name: row.first_name,
            last_name: row.last_name,
            is_active: row.is_active,
            is_instance_admin: row.is_instance_admin,
            last_login_at: row.last_login_at,
            created_at: row.created_at,
            workspace_count,
        }
    }
}

/// A one-time link, shown once.
#[derive(Debug, Serialize, Object)]
pub struct OneTimeLink {
    /// The whole address.
    pub url: String,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// It goes to its owner by mail as well.
    pub mailed: bool,
}

impl From<Link> for OneTimeLink {
    fn from(link: Link) -> Self {
        Self { url: link.url, expires_at: link.expires_at, mailed: link.mailed }
    }
}

/// A new account and the link for its owner.
#[derive(Debug, Serialize, Object)]
pub struct NewInstanceUser {
    /// The account.
    pub user: InstanceUser,
    /// With it the owner chooses a password.
    pub link: OneTimeLink,
}

/// A workspace as the console lists it.
#[derive(Debug, Serialize, Object)]
pub struct InstanceWorkspace {
    /// The workspace's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its slug.
    pub slug: String,
    /// Who owns it.
    pub owner: Option<UserLite>,
    /// People in it.
    pub member_count: i64,
    /// Projects in it.
    pub project_count: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
}

impl InstanceWorkspace {
    /// The row with its owner.
    pub fn new(row: WorkspaceRow, owner: Option<user::Model>) -> Self {
        Self {
            id: row.id,
            name: row.name,
            slug: row.slug,
            owner: owner.map(UserLite::from),
            member_count: row.member_count,
            project_count: row.project_count,
            created_at: row.created_at,
        }
    }
}
