//! A certificate that somebody signed in with.

use sea_orm::entity::prelude::*;

/// Row of `cards`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cards")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub certificate_sha256: Vec<u8>,
    pub certificate: Vec<u8>,
    pub trust_domain: String,
    pub subject: String,
    pub issuer: String,
    pub serial: String,
    pub card_uuid: Option<String>,
    pub fascn: Option<String>,
    pub not_before: DateTimeUtc,
    pub not_after: DateTimeUtc,
    pub first_seen_at: DateTimeUtc,
    pub last_seen_at: DateTimeUtc,
    pub blocked_at: Option<DateTimeUtc>,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
