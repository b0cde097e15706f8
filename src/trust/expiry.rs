//! Says in time what will end: anchors and certificates 60 days ahead, revocation lists that have.
//!
//! Once a day in the log, by a job ([`super::jobs`]); all the time in the numbers, in the console (the
//! field `expires_soon`) and in `doctor`.

use super::{
    model::WARN_AHEAD,
    queries,
    snapshot::{self, Snapshot},
};
use crate::{app::App, db::Context, error::Result, telemetry::metrics};
use chrono::{DateTime, Utc};
use std::{sync::Arc, time::Duration as StdDuration};

const LOOK_EVERY: StdDuration = StdDuration::from_secs(60);

/// Something that ends soon or has ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ending {
    /// `anchor`, `certificate`, `revocation list` or `soft revocation`.
    pub kind: &'static str,
    /// Whose it is.
    pub name: String,
    /// When.
    pub ends_at: DateTime<Utc>,
}

/// Keeps the numbers up to date.
pub(super) async fn measure(app: Arc<App>) -> anyhow::Result<()> {
    loop {
        let snapshot = snapshot::current(&app).await?;
        count(&snapshot, app.clock.now().timestamp());
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// What ends soon or has ended, soonest first.
pub async fn find(app: &App) -> Result<Vec<Ending>> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let anchors = queries::anchors(&tx).await?;
    let certificates = queries::certificates(&tx).await?;
    let crls = queries::crls(&tx).await?;
    tx.end().await?;
    let soon = |at: &DateTime<Utc>| *at <= now + WARN_AHEAD;
    let mut found = Vec::new();
    for row in anchors.iter().filter(|row| row.settings.enabled) {
        if soon(&row.not_after) {
            let name = row.subject.clone();
            found.push(Ending { kind: "anchor", name, ends_at: row.not_after });
        }
        // The exception is meant to end; what is below the anchor stops signing in then.
        if let Some(ends_at) = row.settings.soft_until {
            found.push(Ending { kind: "soft revocation", name: row.subject.clone(), ends_at });
        }
    }
    for row in certificates.into_iter().filter(|row| soon(&row.not_after)) {
        found.push(Ending { kind: "certificate", name: row.subject, ends_at: row.not_after });
    }
    for row in crls.into_iter().filter(|row| row.next_update <= now) {
        found.push(Ending { kind: "revocation list", name: row.issuer, ends_at: row.next_update });
    }
    found.sort_by_key(|ending| ending.ends_at);
    Ok(found)
}

/// Logs what [`find`] finds. Says how many there are.
pub async fn warn(app: &App) -> Result<usize> {
    let found = find(app).await?;
    for Ending { kind, name, ends_at } in &found {
        tracing::warn!(kind, name, %ends_at, "in the trust store, this ends soon or has ended");
    }
    Ok(found.len())
}

/// Ages of the lists, and how long each still counts.
fn count(snapshot: &Snapshot, now: i64) {
    let lists = snapshot.store.crls().iter().map(|crl| {
        let left = crl.next_update().unwrap_or(now) - now;
        (crl.issuer().to_text(), now - crl.this_update(), left)
    });
    let anchors = snapshot.store.anchors().iter().map(|anchor| anchor.certificate.not_after());
    let others = snapshot.store.intermediates().iter().map(pki::Certificate::not_after);
    let limit = now + WARN_AHEAD.num_seconds();
    let ending = anchors.chain(others).filter(|not_after| *not_after <= limit).count();
    metrics::get().set_trust(lists, ending);
}
