//! Whose account a card or a provider's account is.

mod admit;
mod approval;
mod link;
mod manage;

use crate::support::TestApp;
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use entity::{audit_entry, identity, sign_in_attempt, user};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::Value;
use treasury_plane::{
    auth::{
        attempt::Attempt,
        identities::{
            admit::admit,
            model::{Admission, Card, Identifier, Method, Proof},
        },
        session::Origin,
    },
    db::Context,
    random,
};
use uuid::Uuid;

pub fn identifier(trust_domain: &str, kind: &str, value: &str) -> Identifier {
    Identifier {
        trust_domain: trust_domain.to_owned(),
        kind: kind.to_owned(),
        value: value.to_owned(),
        label: value.to_owned(),
    }
}

/// A card with a certificate and a number of its own.
pub fn card(number: u32) -> Card {
    let digest = random::hash(&format!("certificate {number}"));
    let day = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
    Card {
        certificate: STANDARD.encode(format!("certificate {number}")),
        sha256: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        issuer_sha256: "ab".repeat(32),
        subject: "CN=DOE.JANE.1234567890".to_owned(),
        issuer: "CN=Agency CA 5".to_owned(),
        serial: format!("{number:02x}"),
        card_uuid: Some(format!("00000000-0000-4000-8000-{number:012}")),
        fascn: None,
        not_before: day("2025-01-01T00:00:00Z"),
        not_after: day("2028-01-01T00:00:00Z"),
    }
}

/// Somebody shows a card; unknown people get an account at once.
pub fn by_card(number: u32, identifiers: Vec<Identifier>) -> Proof {
    Proof {
        method: Method::Piv,
        trust_domain: identifiers[0].trust_domain.clone(),
        identifiers,
        card: Some(card(number)),
        provider_id: None,
        first_name: "Jane".to_owned(),
        last_name: "Doe".to_owned(),
        email: None,
        auto_provision: true,
        soft_revocation: false,
    }
}

/// Somebody comes from a provider with this subject and address.
pub fn by_provider(issuer: &str, subject: &str, email: Option<&str>) -> Proof {
    let provider = if issuer.contains("two") { 2 } else { 1 };
    Proof {
        method: Method::Oidc,
        identifiers: vec![identifier(issuer, "oidc", subject)],
        trust_domain: issuer.to_owned(),
        card: None,
        provider_id: Some(Uuid::from_u128(provider)),
        email: email.map(str::to_owned),
        ..by_card(1, vec![identifier(issuer, "oidc", subject)])
    }
}

pub fn attempt(t: &TestApp, link: Option<(Uuid, Uuid)>) -> Attempt {
    sign_in_attempt::Model {
        id: Uuid::nil(),
        method: "piv".to_owned(),
        purpose: if link.is_some() { "link" } else { "sign_in" }.to_owned(),
        user_id: link.map(|link| link.0),
        session_id: link.map(|link| link.1),
        provider_id: None,
        state_hash: vec![],
        browser_hash: vec![],
        nonce: None,
        pkce_verifier: None,
        return_to: "/".to_owned(),
        code_hash: None,
        code_expires_at: None,
        outcome: None,
        created_at: t.now(),
        expires_at: t.now(),
        state_used_at: None,
        code_used_at: None,
    }
}

pub fn origin() -> Origin {
    Origin { ip_address: "203.0.113.7".to_owned(), ..Origin::default() }
}

pub async fn show(t: &TestApp, proof: &Proof) -> Admission {
    admit(&t.app, &attempt(t, None), proof, &origin()).await.unwrap()
}

#[track_caller]
pub fn signed_in(admission: Admission) -> Uuid {
    match admission {
        Admission::SignedIn(id) => id,
        other => panic!("{other:?}"),
    }
}

pub async fn person(t: &TestApp, id: Uuid) -> user::Model {
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    user::Entity::find_by_id(id).one(&*tx).await.unwrap().unwrap()
}

pub async fn people(t: &TestApp) -> usize {
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    user::Entity::find().all(&*tx).await.unwrap().len()
}

pub async fn identities(t: &TestApp, id: Uuid) -> Vec<identity::Model> {
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    let theirs = identity::Entity::find().filter(identity::Column::UserId.eq(id));
    theirs.order_by_asc(identity::Column::Id).all(&*tx).await.unwrap()
}

/// What the audit log says of an action, oldest first.
pub async fn audited(t: &TestApp, action: &str) -> Vec<Value> {
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    let rows = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq(action));
    let rows = rows.order_by_asc(audit_entry::Column::Id).all(&*tx).await.unwrap();
    rows.into_iter().map(|row| row.detail).collect()
}
