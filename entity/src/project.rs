//! A project: its settings and switches.

use sea_orm::entity::prelude::*;

/// Row of `projects`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "projects")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    pub name: String,
    pub identifier: String,
    pub description: String,
    pub network: i16,
    pub project_lead: Option<Uuid>,
    pub default_assignee: Option<Uuid>,
    pub default_state: Option<Uuid>,
    #[sea_orm(column_type = "JsonBinary")]
    pub logo_props: Json,
    pub emoji: Option<String>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub icon_prop: Option<Json>,
    pub cover_image: Option<String>,
    pub module_view: bool,
    pub cycle_view: bool,
    pub issue_views_view: bool,
    pub page_view: bool,
    pub intake_view: bool,
    pub is_time_tracking_enabled: bool,
    pub is_issue_type_enabled: bool,
    pub guest_view_all_features: bool,
    pub archive_in: i32,
    pub close_in: i32,
    pub timezone: String,
    pub archived_at: Option<DateTimeUtc>,
    pub external_source: Option<String>,
    pub external_id: Option<String>,
    pub created_by: Option<Uuid>,
    pub updated_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub deleted_at: Option<DateTimeUtc>,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Projects of a workspace that are not deleted.
    pub fn in_workspace(workspace_id: Uuid) -> Select<Self> {
        Self::find()
            .filter(Column::WorkspaceId.eq(workspace_id))
            .filter(Column::DeletedAt.is_null())
    }
}
