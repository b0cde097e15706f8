//! Anchors: added one at a time, so that each is looked at.

use super::entry;
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    random,
    trust::{
        judge::time,
        model::{AnchorPatch, AnchorSettings},
        queries::{self, AnchorRow},
    },
};
use chrono::{DateTime, Utc};
use entity::trust_anchor as row;
use pki::Certificate;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use uuid::Uuid;

/// Adds an anchor with the settings of a strict PIV login, changed by `patch`.
pub async fn add(
    app: &App,
    actor: Option<Uuid>,
    certificate: &Certificate,
    trust_domain: &str,
    patch: AnchorPatch,
) -> Result<AnchorRow> {
    let now = app.clock.now();
    check(certificate, now)?;
    let allow_off = app.config.trust.allow_revocation_off;
    let settings = AnchorSettings::new(trust_domain).with(patch, now, allow_off)?;
    let tx = app.db.begin(Context::default()).await?;
    queries::bump(&tx).await?;
    let sha256 = certificate.sha256().to_vec();
    let same = row::Entity::find().filter(row::Column::Sha256.eq(sha256.clone())).one(&*tx).await?;
    if let Some(same) = same {
        return Err(Error::conflict("This certificate is an anchor already.", Some(same.id)));
    }
    let id = random::id(now);
    let told = json!(settings);
    let new = row::ActiveModel {
        id: Set(id),
        sha256: Set(sha256),
        certificate: Set(certificate.der().to_vec()),
        subject: Set(certificate.subject().to_text()),
        not_before: Set(time(certificate.not_before())),
        not_after: Set(time(certificate.not_after())),
        created_at: Set(now),
        ..changed(settings, now)
    };
    let added = AnchorRow::from(new.insert(&*tx).await?);
    entry("trust.anchor_added", actor)
        .on("trust_anchor", id)
        .with("sha256", crate::hex::encode(&added.sha256))
        .with("subject", added.subject.clone())
        .with("settings", told)
        .write(&tx, now)
        .await?;
    finish(app, tx).await?;
    Ok(added)
}

/// Changes what an anchor demands.
pub async fn change(
    app: &App,
    actor: Option<Uuid>,
    id: Uuid,
    patch: AnchorPatch,
) -> Result<AnchorRow> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    queries::bump(&tx).await?;
    let old = queries::anchor(&tx, id).await?;
    let new = old.settings.with(patch, now, app.config.trust.allow_revocation_off)?;
    let changes = old.settings.changes(&new);
    if changes.is_empty() {
        return Ok(old);
    }
    let update = row::ActiveModel { id: Set(id), ..changed(new, now) };
    let row = AnchorRow::from(update.update(&*tx).await?);
    entry("trust.anchor_changed", actor)
        .on("trust_anchor", id)
        .with("sha256", crate::hex::encode(&row.sha256))
        .with("subject", row.subject.clone())
        .with("changes", changes)
        .write(&tx, now)
        .await?;
    finish(app, tx).await?;
    Ok(row)
}

/// Takes an anchor away: nobody signs in by it any more.
pub async fn remove(app: &App, actor: Option<Uuid>, id: Uuid) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    queries::bump(&tx).await?;
    let old = queries::anchor(&tx, id).await?;
    row::Entity::delete_by_id(id).exec(&*tx).await?;
    entry("trust.anchor_removed", actor)
        .on("trust_anchor", id)
        .with("sha256", crate::hex::encode(&old.sha256))
        .with("subject", old.subject)
        .with("settings", json!(old.settings))
        .write(&tx, app.clock.now())
        .await?;
    finish(app, tx).await
}

async fn finish(app: &App, tx: Tx) -> Result<()> {
    tx.commit().await?;
    app.trust.changed();
    Ok(())
}

/// Old anchors are of version 1, which has no way to say that they are authorities.
fn check(certificate: &Certificate, now: DateTime<Utc>) -> Result<()> {
    let is_authority =
        certificate.is_ca() || (certificate.version() < 3 && certificate.is_self_issued());
    if !is_authority {
        let fault = "This is not the certificate of a certification authority.";
        return Err(Error::invalid("certificate", fault));
    }
    let end = time(certificate.not_after());
    if end < now {
        let fault = format!("This certificate ended on {}.", end.format("%Y-%m-%d"));
        return Err(Error::invalid("certificate", fault));
    }
    Ok(())
}

fn changed(settings: AnchorSettings, now: DateTime<Utc>) -> row::ActiveModel {
    row::ActiveModel {
        trust_domain: Set(settings.trust_domain),
        policies: Set(settings.policies),
        require_client_auth_eku: Set(settings.require_client_auth_eku),
        accept_absent_eku: Set(settings.accept_absent_eku),
        inhibit_policy_mapping: Set(settings.inhibit_policy_mapping),
        revocation: Set(settings.revocation.as_str().to_owned()),
        soft_grace_hours: Set(settings.soft_grace_hours),
        soft_until: Set(settings.soft_until),
        ocsp: Set(settings.ocsp.as_str().to_owned()),
        auto_provision: Set(settings.auto_provision),
        identifier_kinds: Set(settings.identifier_kinds),
        dod: Set(settings.dod),
        upn_suffixes: Set(settings.upn_suffixes),
        issuer_group: Set(settings.issuer_group),
        enabled: Set(settings.enabled),
        updated_at: Set(now),
        ..Default::default()
    }
}
