//! Revocation lists: taken only when a known authority signed them and they do not go backwards.
//!
//! The signature is checked before anything is replaced, because most lists arrive by plain http:
//! otherwise whoever can answer for the server could put an empty list, or a broken one, in the
//! place of a good one.

use super::{entry, read_bytes};
use crate::{
    app::App,
    audit,
    db::Context,
    error::{Error, Result},
    random,
    trust::{
        judge::time,
        queries::{self, CrlRow},
        snapshot::{self, Snapshot, blocking},
    },
};
use chrono::{DateTime, Duration, Utc};
use entity::trust_crl as row;
use pki::Crl;
use sea_orm::{ActiveValue::Set, EntityTrait};
use uuid::Uuid;

/// How far an issuer's clock may be ahead of ours.
const AHEAD_MAX: Duration = Duration::minutes(5);
/// The field that faults are reported for.
const FIELD: &str = "crl";

/// A list that may be stored.
#[derive(Debug)]
struct Checked {
    crl: Crl,
    der: Vec<u8>,
}

/// Adds a list that somebody brought, DER or PEM.
pub async fn add(app: &App, actor: Option<Uuid>, bytes: Vec<u8>, source: &str) -> Result<CrlRow> {
    let entry = entry("trust.crl_added", actor);
    store(app, bytes, source, Some(entry)).await
}

/// Adds a list that was fetched. That happens all the time, so no entry is written about it.
pub async fn add_fetched(app: &App, bytes: Vec<u8>, url: &str) -> Result<CrlRow> {
    store(app, bytes, url, None).await
}

async fn store(
    app: &App,
    bytes: Vec<u8>,
    source: &str,
    entry: Option<audit::Entry>,
) -> Result<CrlRow> {
    let now = app.clock.now();
    let snapshot = snapshot::current(app).await?;
    let Checked { crl, der } = blocking(move || check(&snapshot, bytes, now)).await??;
    let tx = app.db.begin(Context::default()).await?;
    queries::bump(&tx).await?;
    let scope = crl.scope_key();
    let old = queries::crls(&tx).await?.into_iter().find(|old| old.scope == scope);
    if let Some(old) = old.as_ref().filter(|old| old.sha256 == crl.sha256()) {
        return Ok(old.clone());
    }
    if let Some(fault) = old.as_ref().and_then(|old| goes_back(old, &crl)) {
        return Err(Error::invalid(FIELD, fault));
    }
    if let Some(old) = &old {
        row::Entity::delete_by_id(old.id).exec(&*tx).await?;
    }
    let id = random::id(now);
    let size_bytes = i64::try_from(der.len()).unwrap_or(i64::MAX);
    let entries = i64::try_from(crl.len()).unwrap_or(i64::MAX);
    let new = row::ActiveModel {
        id: Set(id),
        scope: Set(scope.to_vec()),
        sha256: Set(crl.sha256().to_vec()),
        der: Set(der),
        issuer: Set(crl.issuer().to_text()),
        this_update: Set(time(crl.this_update())),
        next_update: Set(time(crl.next_update().unwrap_or_default())),
        number: Set(crl.number().map(<[u8]>::to_vec)),
        entries: Set(entries),
        size_bytes: Set(size_bytes),
        source: Set(source.to_owned()),
        received_at: Set(now),
    };
    // Without RETURNING: the bytes need not come back.
    row::Entity::insert(new).exec_without_returning(&*tx).await?;
    if let Some(entry) = entry {
        entry
            .on("trust_crl", id)
            .with("sha256", crate::hex::encode(&crl.sha256()))
            .with("issuer", crl.issuer().to_text())
            .with("entries", entries)
            .with("this_update", time(crl.this_update()).to_rfc3339())
            .write(&tx, now)
            .await?;
    }
    let stored = queries::crl(&tx, id).await?;
    tx.commit().await?;
    app.trust.changed();
    tracing::info!(issuer = stored.issuer, entries, source, "revocation list stored");
    Ok(stored)
}

/// Takes a list away. Where revocation is checked, its issuer's certificates no longer sign in.
pub async fn remove(app: &App, actor: Option<Uuid>, id: Uuid) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    queries::bump(&tx).await?;
    let old = queries::crl(&tx, id).await?;
    row::Entity::delete_by_id(id).exec(&*tx).await?;
    entry("trust.crl_removed", actor)
        .on("trust_crl", id)
        .with("sha256", crate::hex::encode(&old.sha256))
        .with("issuer", old.issuer)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await?;
    app.trust.changed();
    Ok(())
}

/// Reads a list and finds out whether it can count here.
fn check(snapshot: &Snapshot, bytes: Vec<u8>, now: DateTime<Utc>) -> Result<Checked> {
    let refuse = |fault: String| Err(Error::invalid(FIELD, fault));
    let der = match bytes.first() {
        Some(0x30) => bytes,
        _ => only_list(&bytes)?,
    };
    let crl = match Crl::from_der(&der) {
        Ok(crl) => crl,
        Err(error) => return refuse(format!("This is not a revocation list: {error}.")),
    };
    let issuer = crl.issuer().to_text();
    if let Some(why) = crl.unusable() {
        return refuse(format!("The list of {issuer} can never count: {why}."));
    }
    let made = time(crl.this_update());
    if made > now + AHEAD_MAX {
        return refuse(format!("The list of {issuer} begins in the future, at {made}."));
    }
    match signed(snapshot, &crl) {
        Signed::ByKnown => Ok(Checked { crl, der }),
        Signed::ByStranger => refuse(format!(
            "No certificate of {issuer} is in the trust store. Add the issuer's certificate first."
        )),
        Signed::Wrongly => refuse(format!(
            "The signature does not hold under any key of {issuer} in the trust store."
        )),
    }
}

fn only_list(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut lists = read_bytes(FIELD, bytes)?.crls;
    match (lists.pop(), lists.is_empty()) {
        (Some(list), true) => Ok(list),
        (Some(_), false) => Err(Error::invalid(FIELD, "This holds several revocation lists.")),
        (None, _) => Err(Error::invalid(FIELD, "There is no revocation list in this.")),
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Signed {
    ByKnown,
    ByStranger,
    Wrongly,
}

fn signed(snapshot: &Snapshot, crl: &Crl) -> Signed {
    let store = &snapshot.store;
    let anchors = store.anchors().iter().map(|anchor| &anchor.certificate);
    let mut named = anchors
        .chain(store.intermediates())
        .filter(|c| c.subject().matches(crl.issuer()))
        .peekable();
    if named.peek().is_none() {
        return Signed::ByStranger;
    }
    if named.any(|certificate| crl.is_signed_by(certificate)) {
        Signed::ByKnown
    } else {
        Signed::Wrongly
    }
}

/// Why a list may not take the place of another. The numbers are compared as RFC 5280 section
/// 5.2.3 means them: they only grow.
fn goes_back(old: &CrlRow, new: &Crl) -> Option<String> {
    let number = |bytes: &[u8]| -> (usize, Vec<u8>) {
        let digits: Vec<u8> = bytes.iter().copied().skip_while(|byte| *byte == 0).collect();
        (digits.len(), digits)
    };
    let counts_down = match (&old.number, new.number()) {
        (Some(old), Some(new)) => number(new) < number(old),
        (Some(_), None) => true,
        (None, _) => false,
    };
    let made = time(new.this_update());
    (counts_down || made < old.this_update).then(|| {
        format!(
            "A newer list of {} is here already, made at {}; this one was made at {made}.",
            old.issuer, old.this_update
        )
    })
}
