//! How identities and cards appear in answers.

use chrono::{DateTime, Utc};
use entity::{card, identity};
use poem_openapi::Object;
use serde::Serialize;
use uuid::Uuid;

/// What an issuer calls a person.
#[derive(Debug, Serialize, Object)]
#[oai(rename = "Identity")]
pub struct IdentityView {
    /// Its id.
    pub id: Uuid,
    /// `piv` or `oidc`.
    pub method: String,
    /// What the provider is called.
    pub provider_name: Option<String>,
    /// `dod_edipi`, `upn`, `subject`, `uid` or `oidc`.
    pub kind: String,
    /// The value, to read.
    pub label: String,
    /// Within which it is unique.
    pub trust_domain: String,
    /// When it was added.
    pub created_at: DateTime<Utc>,
    /// When it was last used.
    pub last_used_at: Option<DateTime<Utc>>,
}

/// A card that was shown.
#[derive(Debug, Serialize, Object)]
#[oai(rename = "Card")]
pub struct CardView {
    /// Its id.
    pub id: Uuid,
    /// Whom the certificate names.
    pub subject: String,
    /// Who issued it.
    pub issuer: String,
    /// Its serial number.
    pub serial: String,
    /// The card's own number.
    pub card_uuid: Option<String>,
    /// First second of validity.
    pub not_before: DateTime<Utc>,
    /// Last second of validity.
    pub not_after: DateTime<Utc>,
    /// First use.
    pub first_seen_at: DateTime<Utc>,
    /// Last use.
    pub last_seen_at: DateTime<Utc>,
    /// When it was blocked.
    pub blocked_at: Option<DateTime<Utc>>,
}

/// A person's ways in beside a password.
#[derive(Debug, Serialize, Object)]
pub struct Identities {
    /// What issuers call the person.
    pub identities: Vec<IdentityView>,
    /// Cards, the latest first.
    pub cards: Vec<CardView>,
}

/// The way in that an identity belongs to.
pub fn method_of(kind: &str) -> &'static str {
    if kind == "oidc" { "oidc" } else { "piv" }
}

impl IdentityView {
    /// The row, with the provider's name.
    pub fn new(row: identity::Model, provider_name: Option<String>) -> Self {
        Self {
            id: row.id,
            method: method_of(&row.kind).to_owned(),
            provider_name,
            kind: row.kind,
            label: row.label,
            trust_domain: row.trust_domain,
            created_at: row.created_at,
            last_used_at: row.last_used_at,
        }
    }
}

impl From<card::Model> for CardView {
    fn from(row: card::Model) -> Self {
        Self {
            id: row.id,
            subject: row.subject,
            issuer: row.issuer,
            serial: row.serial,
            card_uuid: row.card_uuid,
            not_before: row.not_before,
            not_after: row.not_after,
            first_seen_at: row.first_seen_at,
            last_seen_at: row.last_seen_at,
            blocked_at: row.blocked_at,
        }
    }
}
