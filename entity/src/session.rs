//! A browser that is signed in; the cookie holds a token of which only the SHA-256 is kept.

use sea_orm::entity::prelude::*;

/// Row of `sessions`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub token_hash: Vec<u8>,
    pub user_id: Uuid,
    pub created_at: DateTimeUtc,
    pub last_seen_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub ip_address: String,
    pub user_agent: String,
    pub method: String,
    pub authenticated_at: Option<DateTimeUtc>,
    pub certificate_sha256: Option<Vec<u8>>,
    pub provider_id: Option<Uuid>,
    pub soft_revocation: bool,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
