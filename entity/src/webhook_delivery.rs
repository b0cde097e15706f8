//! One message to a webhook, and how sending it went the last time.

use sea_orm::entity::prelude::*;

/// Row of `webhook_deliveries`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "webhook_deliveries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub number: i64,
    pub workspace_id: Uuid,
    pub webhook_id: Uuid,
    pub payload_id: Option<Uuid>,
    pub event_id: Option<i64>,
    pub object_id: Uuid,
    pub event: String,
    pub action: String,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub change: Option<Json>,
    pub redelivery_of: Option<Uuid>,
    pub state: String,
    pub attempts: i32,
    pub next_attempt_at: DateTimeUtc,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub request_headers: Option<Json>,
    pub response_status: Option<i32>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub response_headers: Option<Json>,
    pub response_body: Option<String>,
    pub duration_ms: Option<i32>,
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
    pub delivered_at: Option<DateTimeUtc>,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

impl Entity {
    /// Deliveries to one webhook.
    pub fn of_webhook(webhook_id: Uuid) -> Select<Self> {
        Self::find().filter(Column::WebhookId.eq(webhook_id))
    }
}
