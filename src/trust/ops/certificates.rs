//! Certificates between cards and anchors: many at once, because bundles have many.

use super::{crls, entry};
use crate::{
    app::App,
    db::Context,
    error::{Error, Result},
    random,
    trust::{judge::time, queries},
};
use chrono::{DateTime, Utc};
use entity::trust_certificate as row;
use pki::{Bundle, Certificate};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde_json::{Value, json};
use std::collections::HashSet;
use uuid::Uuid;

/// How adding a bundle ended.
#[derive(Clone, Debug, Default)]
pub struct Added {
    /// Certificates that are new.
    pub added: usize,
    /// Certificates that were here, as anchors or otherwise.
    pub known: usize,
    /// Revocation lists that are here now.
    pub crls: usize,
    /// What was not taken, and why.
    pub refused: Vec<Refused>,
}

/// Something that was not taken.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Whose it is, RFC 4514.
    pub subject: String,
    /// Why.
    pub why: String,
}

/// Adds what is in a bundle. What does not belong here is left out and named; so that an operator
/// can add a vendor's file as it is, that is no error.
pub async fn add(app: &App, actor: Option<Uuid>, bundle: Bundle) -> Result<Added> {
    let mut outcome = Added::default();
    let unread = bundle.skipped.into_iter();
    outcome.refused.extend(unread.map(|why| Refused { subject: String::new(), why }));
    add_certificates(app, actor, &bundle.certificates, &mut outcome).await?;
    for der in bundle.crls {
        match crls::add(app, actor, der, "upload").await {
            Ok(_) => outcome.crls += 1,
            Err(Error::Invalid(faults)) => {
                let why = faults.into_iter().map(|(_, fault)| fault).collect::<Vec<_>>().join(" ");
                outcome.refused.push(Refused { subject: "revocation list".to_owned(), why });
            }
            Err(error) => return Err(error),
        }
    }
    Ok(outcome)
}

async fn add_certificates(
    app: &App,
    actor: Option<Uuid>,
    certificates: &[Certificate],
    outcome: &mut Added,
) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    queries::bump(&tx).await?;
    let sha256: Vec<_> = certificates.iter().map(|c| c.sha256().to_vec()).collect();
    let known: HashSet<_> =
        queries::known(&tx, &sha256).await?.into_iter().map(|(sha256, _)| sha256).collect();
    let mut told = Vec::new();
    for certificate in certificates {
        let sha256 = certificate.sha256().to_vec();
        if known.contains(&sha256) {
            outcome.known += 1;
            continue;
        }
        let subject = certificate.subject().to_text();
        if let Some(why) = fault(certificate, now) {
            outcome.refused.push(Refused { subject, why });
            continue;
        }
        told.push(json!({"sha256": crate::hex::encode(&sha256), "subject": subject.clone()}));
        let new = row::ActiveModel {
            id: Set(random::id(now)),
            sha256: Set(sha256),
            certificate: Set(certificate.der().to_vec()),
            subject: Set(subject),
            issuer: Set(certificate.issuer().to_text()),
            not_before: Set(time(certificate.not_before())),
            not_after: Set(time(certificate.not_after())),
            created_at: Set(now),
        };
        new.insert(&*tx).await?;
        outcome.added += 1;
    }
    if outcome.added > 0 {
        entry("trust.certificates_added", actor)
            .with("certificates", Value::Array(told))
            .write(&tx, now)
            .await?;
        tx.commit().await?;
        app.trust.changed();
    }
    Ok(())
}

/// Takes a certificate away: paths through it no longer hold.
pub async fn remove(app: &App, actor: Option<Uuid>, id: Uuid) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    queries::bump(&tx).await?;
    let old = row::Entity::find_by_id(id).one(&*tx).await?;
    let old = old.ok_or(Error::NotFound("trust certificate"))?;
    row::Entity::delete_by_id(id).exec(&*tx).await?;
    entry("trust.certificate_removed", actor)
        .on("trust_certificate", id)
        .with("sha256", crate::hex::encode(&old.sha256))
        .with("subject", old.subject)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await?;
    app.trust.changed();
    Ok(())
}

/// Why a certificate does not belong between cards and anchors.
fn fault(certificate: &Certificate, now: DateTime<Utc>) -> Option<String> {
    let end = time(certificate.not_after());
    if end < now {
        return Some(format!("It ended on {}.", end.format("%Y-%m-%d")));
    }
    let why = "It is not the certificate of a certification authority.";
    (!certificate.is_ca()).then(|| why.to_owned())
}
