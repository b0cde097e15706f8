//! What a person wants to be told, and when.

use sea_orm::entity::prelude::*;

/// Row of `notification_preferences`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "notification_preferences")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: Uuid,
    pub property_change: bool,
    pub state_change: bool,
    pub comment: bool,
    pub mention: bool,
    pub issue_completed: bool,
    pub due_soon: bool,
    pub overdue: bool,
    pub email_digest: String,
    pub quiet_hours_enabled: bool,
    pub quiet_from: Time,
    pub quiet_until: Time,
    pub updated_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
