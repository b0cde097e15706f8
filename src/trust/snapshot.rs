//! What is trusted now, in memory.
//!
//! A snapshot is built whole and never changed; whoever has one keeps it until they are done. Every
//! change of the store raises a number in the database, which is compared every two seconds, so
//! that all instances follow within seconds. Revocation lists are large: one that was in the last
//! snapshot is not read again.

use super::{
    model::AnchorSettings,
    ocsp::Responders,
    queries::{self, Stored},
};
use crate::{
    app::App,
    db::Context,
    error::{Error, Result},
};
use arc_swap::ArcSwapOption;
use pki::{Certificate, Crl, TrustStore};
use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::Semaphore;
use uuid::Uuid;

const LOOK_EVERY: Duration = Duration::from_secs(2);

/// What is trusted at one moment.
pub struct Snapshot {
    /// `trust_version` of that moment.
    pub version: i64,
    /// For the validator. Its anchors are those of `anchors`, in the same order.
    pub store: TrustStore,
    /// The anchors that are enabled.
    pub anchors: Vec<SnapshotAnchor>,
}

/// An anchor that is enabled.
#[derive(Clone, Debug)]
pub struct SnapshotAnchor {
    /// Its row.
    pub id: Uuid,
    /// Its name, RFC 4514.
    pub subject: String,
    /// What it demands.
    pub settings: AnchorSettings,
}

impl fmt::Debug for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Snapshot")
            .field("version", &self.version)
            .field("anchors", &self.anchors)
            .finish_non_exhaustive()
    }
}

/// The snapshot of this process, and how many may judge by it at once.
#[derive(Debug)]
pub struct TrustCache {
    current: ArcSwapOption<Snapshot>,
    looked_at: Mutex<LookedAt>,
    building: tokio::sync::Mutex<()>,
    pub(super) slots: Semaphore,
    pub(super) responders: Responders,
}

/// When the database was looked at last, and how often this process has changed the store: a look
/// that began before a change does not count after it.
#[derive(Clone, Copy, Debug, Default)]
struct LookedAt {
    at: Option<Instant>,
    changes: u64,
}

impl Default for TrustCache {
    fn default() -> Self {
        // Judging is arithmetic; more at once than there are cores only makes all of them late.
        let cores = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            current: ArcSwapOption::empty(),
            looked_at: Mutex::default(),
            building: tokio::sync::Mutex::new(()),
            slots: Semaphore::new(cores.max(2)),
            responders: Responders::default(),
        }
    }
}

impl TrustCache {
    /// Looks at the database at the next use: this process has changed the store.
    pub fn changed(&self) {
        let mut looked_at = self.looked_at();
        *looked_at = LookedAt { at: None, changes: looked_at.changes + 1 };
    }

    fn looked_at(&self) -> MutexGuard<'_, LookedAt> {
        self.looked_at.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fresh(&self) -> Option<Arc<Snapshot>> {
        let looked_at = self.looked_at().at;
        looked_at.filter(|at| at.elapsed() < LOOK_EVERY).and_then(|_| self.current.load_full())
    }

    /// A look that began at `at`, when there had been so many changes, has ended.
    fn looked(&self, at: Instant, changes: u64) {
        let mut looked_at = self.looked_at();
        if looked_at.changes == changes {
            looked_at.at = Some(at);
        }
    }
}

/// What is trusted now, at most two seconds old.
pub async fn current(app: &App) -> Result<Arc<Snapshot>> {
    let cache = &app.trust;
    if let Some(snapshot) = cache.fresh() {
        return Ok(snapshot);
    }
    // One builds, the others wait for it.
    let _building = cache.building.lock().await;
    if let Some(snapshot) = cache.fresh() {
        return Ok(snapshot);
    }
    // Taken before looking: what is committed during the look is found by the next one.
    let (begun, changes) = (Instant::now(), cache.looked_at().changes);
    let old = cache.current.load_full();
    let tx = app.db.begin(Context::default()).await?;
    let version = queries::version(&tx).await?;
    if let Some(old) = old.as_ref().filter(|old| old.version == version) {
        tx.end().await?;
        cache.looked(begun, changes);
        return Ok(Arc::clone(old));
    }
    let known = known_crls(old.as_deref());
    let stored = queries::everything(&tx).await?;
    let mut crls = Vec::new();
    for (id, sha256) in &stored.crls {
        match known.get(sha256) {
            Some(crl) => crls.push(Arc::clone(crl)),
            None => {
                // One at a time: the bytes of each may be many times what stays of it.
                if let Some(der) = queries::crl_der(&tx, *id).await? {
                    crls.extend(blocking(move || read_crl(&der)).await?);
                }
            }
        }
    }
    tx.end().await?;
    let built = blocking(move || build(version, stored, crls)).await?;
    let snapshot = Arc::new(built);
    cache.current.store(Some(Arc::clone(&snapshot)));
    cache.looked(begun, changes);
    tracing::info!(version, anchors = snapshot.anchors.len(), "trust store read");
    Ok(snapshot)
}

fn known_crls(old: Option<&Snapshot>) -> HashMap<Vec<u8>, Arc<Crl>> {
    let crls = old.map(|old| old.store.crls()).unwrap_or_default();
    crls.iter().map(|crl| (crl.sha256().to_vec(), Arc::clone(crl))).collect()
}

/// What cannot be read was not stored by this release; the rest of the store still counts.
fn read_crl(der: &[u8]) -> Option<Arc<Crl>> {
    match Crl::from_der(der) {
        Ok(crl) => Some(Arc::new(crl)),
        Err(error) => {
            tracing::error!(%error, "a stored revocation list cannot be read");
            None
        }
    }
}

fn read_certificate(der: &[u8]) -> Option<Certificate> {
    match Certificate::from_der(der) {
        Ok(certificate) => Some(certificate),
        Err(error) => {
            tracing::error!(%error, "a stored certificate cannot be read");
            None
        }
    }
}

fn build(version: i64, stored: Stored, crls: Vec<Arc<Crl>>) -> Snapshot {
    let mut anchors = Vec::new();
    let mut settings = Vec::new();
    for row in stored.anchors.into_iter().filter(|row| row.settings.enabled) {
        let Some(certificate) = read_certificate(&row.certificate) else { continue };
        anchors.push(pki::Anchor {
            certificate,
            trust_domain: row.settings.trust_domain.clone(),
            profile: row.settings.profile(),
        });
        settings.push(SnapshotAnchor { id: row.id, subject: row.subject, settings: row.settings });
    }
    let others = stored.certificates.iter().filter_map(|der| read_certificate(der)).collect();
    Snapshot { version, store: TrustStore::new(anchors, others, crls), anchors: settings }
}

/// Runs what takes long or computes much beside the async runtime.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.into()))
}
