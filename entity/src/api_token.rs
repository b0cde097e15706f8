//! A token with which a program acts for a person; only its SHA-256 is kept.

use sea_orm::entity::prelude::*;

/// Row of `api_tokens`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub workspace_id: Option<Uuid>,
    pub label: String,
    pub description: String,
    pub token_hash: Vec<u8>,
    pub is_active: bool,
    pub expired_at: Option<DateTimeUtc>,
    pub last_used: Option<DateTimeUtc>,
    pub last_used_ip: String,
    pub use_logged_at: Option<DateTimeUtc>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
