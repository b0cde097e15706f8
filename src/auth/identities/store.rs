//! The rows of identities.

use super::model::{Card, Identifier, Proof};
use crate::{
    app::InstanceSettings,
    audit,
    db::Tx,
    error::{Error, Result},
    hex, random,
};
use chrono::{DateTime, Utc};
use entity::identity;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::Expr,
};
use uuid::Uuid;

/// Identities that a person may have.
pub const IDENTITIES_MAX: u64 = 10;
/// What an issuer gives a person once and for life: another value is another person.
const LIFELONG: [&str; 2] = ["dod_edipi", "uid"];

/// A proof on its way to an account: what all steps need.
#[derive(Debug)]
pub(super) struct Case<'a> {
    pub tx: &'a Tx,
    pub proof: &'a Proof,
    pub settings: &'a InstanceSettings,
    pub ip_address: &'a str,
    pub now: DateTime<Utc>,
}

impl Case<'_> {
    /// The stored identity of each identifier, if it has one.
    pub async fn known(&self) -> Result<Vec<Option<identity::Model>>> {
        let mut rows = Vec::new();
        for identifier in &self.proof.identifiers {
            let row = identity::Entity::find()
                .filter(identity::Column::TrustDomain.eq(&identifier.trust_domain))
                .filter(identity::Column::Kind.eq(&identifier.kind))
                .filter(identity::Column::Value.eq(&identifier.value))
                .one(&**self.tx)
                .await?;
            rows.push(row);
        }
        Ok(rows)
    }

    /// Whether the person is known to the same issuer under another lifelong identifier.
    pub async fn contradicts(&self, user_id: Uuid) -> Result<bool> {
        for identifier in &self.proof.identifiers {
            if !LIFELONG.contains(&identifier.kind.as_str()) {
                continue;
            }
            let others = identity::Entity::find()
                .filter(identity::Column::UserId.eq(user_id))
                .filter(identity::Column::TrustDomain.eq(&identifier.trust_domain))
                .filter(identity::Column::Kind.eq(&identifier.kind))
                .filter(identity::Column::Value.ne(&identifier.value))
                .count(&**self.tx)
                .await?;
            if others > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Notes the use of known identities and adds the new ones to the account, as far as there is
    /// room. Says how many were added.
    pub async fn keep(&self, user_id: Uuid, known: &[Option<identity::Model>]) -> Result<u64> {
        let certificate = self.proof.card.as_ref().map(sha256).transpose()?;
        let issuer =
            self.proof.card.as_ref().map(|card| digest(&card.issuer_sha256)).transpose()?;
        let used = known.iter().flatten().map(|row| row.id);
        identity::Entity::update_many()
            .col_expr(identity::Column::LastUsedAt, Expr::value(self.now))
            .col_expr(identity::Column::CertificateSha256, Expr::value(certificate.clone()))
            .col_expr(identity::Column::IssuerSha256, Expr::value(issuer.clone()))
            .filter(identity::Column::Id.is_in(used))
            .exec(&**self.tx)
            .await?;
        let mut count = self.count(user_id).await?;
        let mut added = 0;
        for (identifier, row) in self.proof.identifiers.iter().zip(known) {
            if row.is_some() || count >= IDENTITIES_MAX {
                continue;
            }
            self.add(user_id, identifier, certificate.clone(), issuer.clone()).await?;
            count += 1;
            added += 1;
        }
        Ok(added)
    }

    /// How many identities the person has.
    pub async fn count(&self, user_id: Uuid) -> Result<u64> {
        Ok(identity::Entity::find()
            .filter(identity::Column::UserId.eq(user_id))
            .count(&**self.tx)
            .await?)
    }

    async fn add(
        &self,
        user_id: Uuid,
        identifier: &Identifier,
        certificate: Option<Vec<u8>>,
        issuer: Option<Vec<u8>>,
    ) -> Result<()> {
        let row = identity::ActiveModel {
            id: Set(random::id(self.now)),
            user_id: Set(user_id),
            trust_domain: Set(identifier.trust_domain.clone()),
            kind: Set(identifier.kind.clone()),
            value: Set(identifier.value.clone()),
            label: Set(identifier.label.chars().take(512).collect()),
            provider_id: Set(self.proof.provider_id),
            issuer_sha256: Set(issuer),
            certificate_sha256: Set(certificate),
            created_at: Set(self.now),
            last_used_at: Set(Some(self.now)),
        };
        let row = row.insert(&**self.tx).await?;
        self.entry("identity.added", user_id)
            .with("identity_id", row.id.to_string())
            .with("trust_domain", row.trust_domain)
            .with("kind", row.kind)
            .with("label", row.label)
            .write(self.tx, self.now)
            .await
    }

    /// As [`Case::entry`], when who is there is the question.
    pub fn refusal(&self, action: &'static str, user_id: Uuid) -> audit::Entry {
        audit::Entry::new(action)
            .failed()
            .on("user", user_id)
            .from(self.ip_address)
            .with("method", self.proof.method.as_str())
    }

    /// An entry of the audit log about a person, from where the proof came.
    pub fn entry(&self, action: &'static str, user_id: Uuid) -> audit::Entry {
        audit::Entry::new(action)
            .by(user_id)
            .on("user", user_id)
            .from(self.ip_address)
            .with("method", self.proof.method.as_str())
    }
}

/// The digest of a card's certificate.
pub(in crate::auth) fn sha256(card: &Card) -> Result<Vec<u8>> {
    digest(&card.sha256)
}

fn digest(text: &str) -> Result<Vec<u8>> {
    let read = hex::decode(text).filter(|digest| digest.len() == 32);
    read.ok_or_else(|| Error::Internal(anyhow::anyhow!("a digest in a proof is not hexadecimal")))
}
