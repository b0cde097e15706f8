//! A work item.

use sea_orm::entity::prelude::*;

/// Row of `work_items`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "work_items")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    pub project_id: Uuid,
    pub parent_id: Option<Uuid>,
    pub state_id: Uuid,
    pub name: String,
    pub description_html: String,
    pub description_stripped: Option<String>,
    pub priority: String,
    pub point: Option<i32>,
    pub start_date: Option<Date>,
    pub target_date: Option<Date>,
    pub sequence_id: i32,
    pub sort_order: f64,
    pub completed_at: Option<DateTimeUtc>,
    pub archived_at: Option<Date>,
    pub is_draft: bool,
    #[sea_orm(column_type = "JsonBinary")]
    pub properties: Json,
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
    /// Rows of one project that are not deleted.
    pub fn in_project(project_id: Uuid) -> Select<Self> {
        Self::find().filter(Column::ProjectId.eq(project_id)).filter(Column::DeletedAt.is_null())
    }
}
