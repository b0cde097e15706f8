//! How projects appear in answers.

use chrono::{DateTime, Utc};
use entity::project;
use poem_openapi::Object;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// A project.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Project {
    /// The project's id.
    pub id: Uuid,
    /// People in it.
    pub total_members: i64,
    /// Cycles in it.
    pub total_cycles: i64,
    /// Modules in it.
    pub total_modules: i64,
    /// The caller belongs to it.
    pub is_member: bool,
    /// The caller's order of projects.
    pub sort_order: Option<f64>,
    /// The caller's role in it.
    pub member_role: Option<i16>,
    /// It is published.
    pub is_deployed: bool,
    /// Where the cover is.
    pub cover_image_url: Option<String>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Always null here.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Not used.
    pub description_text: Option<Value>,
    /// Not used.
    pub description_html: Option<Value>,
    /// 0 secret, 2 public.
    pub network: i16,
    /// The prefix of its items' keys.
    pub identifier: String,
    /// Emoji of old clients.
    pub emoji: Option<String>,
    /// Icon of old clients.
    pub icon_prop: Option<Value>,
    /// Whether modules are on.
    pub module_view: bool,
    /// Whether cycles are on.
    pub cycle_view: bool,
    /// Whether views are on.
    pub issue_views_view: bool,
    /// Whether pages are on.
    pub page_view: bool,
    /// Whether intake is on.
    pub intake_view: bool,
    /// Whether time tracking is on.
    pub is_time_tracking_enabled: bool,
    /// Whether item types are on.
    pub is_issue_type_enabled: bool,
    /// Whether guests see all of it.
    pub guest_view_all_features: bool,
    /// Cover of old clients.
    pub cover_image: Option<String>,
    /// Months after which closed items are archived; 0 never.
    pub archive_in: i32,
    /// Months after which open items are closed; 0 never.
    pub close_in: i32,
    /// Icon or emoji.
    pub logo_props: Value,
    /// When it was put away.
    pub archived_at: Option<DateTime<Utc>>,
    /// IANA time zone.
    pub timezone: String,
    /// Where it comes from.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// Who last changed it.
    pub updated_by: Option<Uuid>,
    /// Its workspace.
    pub workspace: Uuid,
    /// Who gets items that nobody is named for.
    pub default_assignee: Option<Uuid>,
    /// Who leads it.
    pub project_lead: Option<Uuid>,
    /// Not used yet.
    pub cover_image_asset: Option<Uuid>,
    /// Not used yet.
    pub estimate: Option<Uuid>,
    /// The state of new items.
    pub default_state: Option<Uuid>,
}

/// What the caller has to do with a project.
#[derive(Clone, Copy, Debug, Default)]
pub struct Standing {
    /// People in it.
    pub total_members: i64,
    /// The caller's role, if they belong to it.
    pub role: Option<i16>,
    /// The caller's order.
    pub sort_order: Option<f64>,
    /// It is published.
    pub is_deployed: bool,
}

impl Project {
    /// The view of a row for a caller.
    pub fn new(row: project::Model, standing: Standing) -> Self {
        Self {
            id: row.id,
            total_members: standing.total_members,
            total_cycles: 0,
            total_modules: 0,
            is_member: standing.role.is_some(),
            sort_order: standing.sort_order,
            member_role: standing.role,
            is_deployed: standing.is_deployed,
            cover_image_url: row.cover_image.clone(),
            created_at: row.created_at,
            updated_at: row.updated_at,
            deleted_at: None,
            name: row.name,
            description: row.description,
            description_text: None,
            description_html: None,
            network: row.network,
            identifier: row.identifier,
            emoji: row.emoji,
            icon_prop: row.icon_prop,
            module_view: row.module_view,
            cycle_view: row.cycle_view,
            issue_views_view: row.issue_views_view,
            page_view: row.page_view,
            intake_view: row.intake_view,
            is_time_tracking_enabled: row.is_time_tracking_enabled,
            is_issue_type_enabled: row.is_issue_type_enabled,
            guest_view_all_features: row.guest_view_all_features,
            cover_image: row.cover_image,
            archive_in: row.archive_in,
            close_in: row.close_in,
            logo_props: row.logo_props,
            archived_at: row.archived_at,
            timezone: row.timezone,
            external_source: row.external_source,
            external_id: row.external_id,
            created_by: row.created_by,
            updated_by: row.updated_by,
            workspace: row.workspace_id,
            default_assignee: row.default_assignee,
            project_lead: row.project_lead,
            cover_image_asset: None,
            estimate: None,
            default_state: row.default_state,
        }
    }
}
