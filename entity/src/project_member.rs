//! A person's place in a project; leaving clears `is_active`, the row stays.

use sea_orm::entity::prelude::*;

/// Row of `project_members`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "project_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    pub project_id: Uuid,
    pub member_id: Uuid,
    pub role: i16,
    pub is_active: bool,
    pub sort_order: f64,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The people who belong to `project_id` now.
    pub fn active_in(project_id: Uuid) -> Select<Self> {
        Self::find().filter(Column::ProjectId.eq(project_id)).filter(Column::IsActive.eq(true))
    }
}
