//! One change: who did what to which thing. Readers page by (`xid`, `id`).

use sea_orm::entity::prelude::*;

/// Row of `events`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub xid: i64,
    pub workspace_id: Uuid,
    pub project_id: Option<Uuid>,
    pub work_item_id: Option<Uuid>,
    pub actor_id: Option<Uuid>,
    pub entity: String,
    pub entity_id: Uuid,
    pub verb: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub changes: Json,
    pub created_at: DateTimeUtc,
    pub recipient_id: Option<Uuid>,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
