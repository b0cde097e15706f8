//! What an issuer calls one of our people: unique by (trust domain, kind, value).

use sea_orm::entity::prelude::*;

/// Row of `identities`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "identities")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    pub trust_domain: String,
    pub kind: String,
    pub value: String,
    pub label: String,
    pub provider_id: Option<Uuid>,
    pub issuer_sha256: Option<Vec<u8>>,
    pub certificate_sha256: Option<Vec<u8>>,
    pub created_at: DateTimeUtc,
    pub last_used_at: Option<DateTimeUtc>,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
