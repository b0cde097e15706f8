//! Something that a person is told in the app.

use sea_orm::entity::prelude::*;

/// Row of `notifications`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notifications")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    pub project_id: Uuid,
    pub work_item_id: Uuid,
    pub receiver_id: Uuid,
    pub triggered_by: Option<Uuid>,
    pub sender: String,
    pub title: String,
    pub message_stripped: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub data: Json,
    pub once: Option<String>,
    pub read_at: Option<DateTimeUtc>,
    pub snoozed_till: Option<DateTimeUtc>,
    pub archived_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
