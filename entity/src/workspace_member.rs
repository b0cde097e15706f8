//! A person's place in a workspace; leaving clears `is_active`, the row stays.

use sea_orm::entity::prelude::*;

/// Row of `workspace_members`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "workspace_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    pub member_id: Uuid,
    pub role: i16,
    pub is_active: bool,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// The people who belong to `workspace_id` now.
    pub fn active_in(workspace_id: Uuid) -> Select<Self> {
        Self::find().filter(Column::WorkspaceId.eq(workspace_id)).filter(Column::IsActive.eq(true))
    }
}
