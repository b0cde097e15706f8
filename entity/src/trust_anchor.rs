//! A certificate that the operator trusts, and what is demanded of those below it.

use sea_orm::entity::prelude::*;

/// Row of `trust_anchors`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "trust_anchors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sha256: Vec<u8>,
    pub certificate: Vec<u8>,
    pub subject: String,
    pub not_before: DateTimeUtc,
    pub not_after: DateTimeUtc,
    pub trust_domain: String,
    pub policies: Vec<String>,
    pub require_client_auth_eku: bool,
    pub accept_absent_eku: bool,
    pub inhibit_policy_mapping: bool,
    pub revocation: String,
    pub soft_grace_hours: i32,
    pub soft_until: Option<DateTimeUtc>,
    pub ocsp: String,
    pub auto_provision: bool,
    pub identifier_kinds: Vec<String>,
    pub dod: bool,
    pub upn_suffixes: Vec<String>,
    pub issuer_group: String,
    pub enabled: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
