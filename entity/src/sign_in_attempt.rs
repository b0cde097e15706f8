//! One try to sign in by card or provider; only digests of its secrets are kept.

use sea_orm::entity::prelude::*;

/// Row of `sign_in_attempts`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_attempts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub method: String,
    pub purpose: String,
    pub user_id: Option<Uuid>,
    pub session_id: Option<Uuid>,
    pub provider_id: Option<Uuid>,
    pub state_hash: Vec<u8>,
    pub browser_hash: Vec<u8>,
    pub nonce: Option<String>,
    pub pkce_verifier: Option<String>,
    pub return_to: String,
    pub code_hash: Option<Vec<u8>>,
    pub code_expires_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "JsonBinary", nullable)]
    pub outcome: Option<Json>,
    pub created_at: DateTimeUtc,
    pub expires_at: DateTimeUtc,
    pub state_used_at: Option<DateTimeUtc>,
    pub code_used_at: Option<DateTimeUtc>,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
