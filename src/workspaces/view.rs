//! How workspaces appear in answers.

use crate::{access::Role, db::Tx, error::Result};
use chrono::{DateTime, Utc};
use entity::{project, workspace, workspace_member};
use poem_openapi::Object;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde::Serialize;
use uuid::Uuid;

/// A workspace.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Workspace {
    /// The workspace's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its address.
    pub slug: String,
    /// Where the logo is.
    pub logo_url: Option<String>,
    /// Who owns it.
    pub owner: Uuid,
    /// How many people the organisation has, in words.
    pub organization_size: Option<String>,
    /// IANA time zone.
    pub timezone: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The caller's role in it: 20, 15 or 5.
    pub role: i16,
    /// People in it.
    pub total_members: u64,
    /// Projects in it.
    pub total_projects: u64,
}

impl Workspace {
    /// The view of `row` for somebody with `role`; `tx` is in the workspace.
    pub async fn load(tx: &Tx, row: workspace::Model, role: Role) -> Result<Self> {
        let total_members = workspace_member::Entity::active_in(row.id).count(&**tx).await?;
        let total_projects = project::Entity::in_workspace(row.id).count(&**tx).await?;
        Ok(Self {
            id: row.id,
            name: row.name,
            slug: row.slug,
            logo_url: None,
            owner: row.owner_id,
            organization_size: row.organization_size,
            timezone: row.timezone,
            created_at: row.created_at,
            updated_at: row.updated_at,
            role: role.number(),
            total_members,
            total_projects,
        })
    }
}

/// The row of the workspace that `tx` is in.
pub async fn row(tx: &Tx, workspace_id: Uuid) -> Result<workspace::Model> {
    workspace::Entity::find_by_id(workspace_id)
        .one(&**tx)
        .await?
        .filter(|row| row.deleted_at.is_none())
        .ok_or(crate::error::Error::NotFound("workspace"))
}
