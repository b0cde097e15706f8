//! An address of a workspace that is told what happens; its secrets are sealed.

use sea_orm::{QueryOrder, entity::prelude::*};

/// Row of `webhooks`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "webhooks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    pub url: String,
    pub is_active: bool,
    pub project: bool,
    pub issue: bool,
    pub module: bool,
    pub cycle: bool,
    pub issue_comment: bool,
    pub secret_sealed: Option<Vec<u8>>,
    pub previous_secret_sealed: Option<Vec<u8>>,
    pub previous_secret_until: Option<DateTimeUtc>,
    pub secret_rotated_at: Option<DateTimeUtc>,
    pub consecutive_failures: i32,
    pub held_until: Option<DateTimeUtc>,
    pub paused_at: Option<DateTimeUtc>,
    pub pause_reason: Option<String>,
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
    /// Webhooks of a workspace that are not deleted, the oldest first.
    pub fn in_workspace(workspace_id: Uuid) -> Select<Self> {
        Self::find()
            .filter(Column::WorkspaceId.eq(workspace_id))
            .filter(Column::DeletedAt.is_null())
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Id)
    }
}
