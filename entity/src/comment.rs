//! A comment on a work item.

use sea_orm::entity::prelude::*;

/// Row of `comments`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "comments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    pub project_id: Uuid,
    pub work_item_id: Uuid,
    pub parent_id: Option<Uuid>,
    pub actor_id: Option<Uuid>,
    pub comment_html: String,
    pub comment_stripped: String,
    pub access: String,
    pub external_source: Option<String>,
    pub external_id: Option<String>,
    pub edited_at: Option<DateTimeUtc>,
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
    /// Comments on one work item that are not deleted.
    pub fn on_item(work_item_id: Uuid) -> Select<Self> {
        Self::find().filter(Column::WorkItemId.eq(work_item_id)).filter(Column::DeletedAt.is_null())
    }
}
