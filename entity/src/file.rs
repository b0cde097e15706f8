//! An attachment or an image in a text; `storage_key` is the digest of its bytes once they have arrived.

use sea_orm::entity::prelude::*;

/// Row of `files`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "files")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    pub project_id: Option<Uuid>,
    pub work_item_id: Option<Uuid>,
    pub entity_type: String,
    pub name: String,
    pub content_type: String,
    pub size_bytes: i64,
    pub storage_key: Option<String>,
    pub is_uploaded: bool,
    pub upload_token_hash: Option<Vec<u8>>,
    pub external_source: Option<String>,
    pub external_id: Option<String>,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub deleted_at: Option<DateTimeUtc>,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Files of a workspace that are not deleted.
    pub fn in_workspace(workspace_id: Uuid) -> Select<Self> {
        Self::find()
            .filter(Column::WorkspaceId.eq(workspace_id))
            .filter(Column::DeletedAt.is_null())
    }
}
