//! A security-relevant act. Written once, never changed.

use sea_orm::entity::prelude::*;

/// Row of `audit_log`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_log")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub at: DateTimeUtc,
    pub actor_id: Option<Uuid>,
    pub actor_label: String,
    pub action: String,
    pub outcome: String,
    pub reason: String,
    pub object_type: Option<String>,
    pub object_id: Option<Uuid>,
    pub object_label: String,
    pub workspace_id: Option<Uuid>,
    pub ip_address: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub detail: Json,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
