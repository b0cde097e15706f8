//! A certificate revocation list. `der` may have 100 MiB: lists of lists leave it away.

use sea_orm::entity::prelude::*;

/// Row of `trust_crls`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trust_crls")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub scope: Vec<u8>,
    pub sha256: Vec<u8>,
    pub der: Vec<u8>,
    pub issuer: String,
    pub this_update: DateTimeUtc,
    pub next_update: DateTimeUtc,
    pub number: Option<Vec<u8>>,
    pub entries: i64,
    pub size_bytes: i64,
    pub source: String,
    pub received_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
