//! Clean-up of files: rows first, and later the bytes that no row names.

use super::{
    queries,
    store::{FileStore, Stored},
};
use crate::{
    app::App,
    db::{Context, Tx},
    error::Result,
    jobs::{
        Job, Outcome, Run,
        sweep::{self, Place, Stale, Sweep},
    },
};
use chrono::{DateTime, Duration, Utc};
use futures_util::{StreamExt, TryStreamExt};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A file that was announced and has not arrived by then will not.
const ANNOUNCED_FOR: Duration = Duration::days(7);
/// Bytes that were written later may belong to an upload that is not in a row yet.
const SETTLED_AFTER: Duration = Duration::days(1);
/// Keys that are looked up together.
const KEYS: usize = 500;

/// Deletes for good the files that were deleted long ago or never arrived.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeFiles(Place);

impl Job for PurgeFiles {
    const NAME: &'static str = "purge_files";
    const ABOUT: &'static str =
        "Deletes for good the files that were deleted long ago, or announced and never sent.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        sweep::step(self, run).await
    }
}

impl From<Place> for PurgeFiles {
    fn from(place: Place) -> Self {
        Self(place)
    }
}

impl Sweep for PurgeFiles {
    fn place(&self) -> Place {
        self.0
    }

    async fn batch(run: &Run, tx: &Tx, _: Uuid) -> Result<u64> {
        let now = run.app.clock.now();
        let before = now - run.app.config.jobs.hard_delete_after();
        let stale = |condition, before: DateTime<Utc>| Stale {
            table: "files",
            key: "id",
            condition,
            values: vec![before.into()],
        };
        let deleted = stale("deleted_at < $1", before).delete(tx).await?;
        let announced = stale("NOT is_uploaded AND created_at < $1", now - ANNOUNCED_FOR);
        Ok(deleted + announced.delete(tx).await?)
    }
}

/// Removes stored bytes that no row names. Each is looked at once more under a lock that uploads of
/// the same bytes take as well, so none is removed under one.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CollectBytes {}

impl Job for CollectBytes {
    const NAME: &'static str = "collect_bytes";
    const ABOUT: &'static str = "Removes stored bytes that no file names any more.";
    const CONCURRENCY: usize = 1;
    const TIME_MAX: std::time::Duration = std::time::Duration::from_secs(4 * 60 * 60);

    async fn run(self, run: &Run) -> Outcome {
        let app = &run.app;
        let settled_before = app.clock.now() - SETTLED_AFTER;
        let old = app
            .files
            .list()
            .try_filter(|stored| std::future::ready(stored.modified_at < settled_before));
        let mut groups = std::pin::pin!(old.try_chunks(KEYS));
        while let Some(group) = groups.next().await {
            let group = group.map_err(|error| error.1)?;
            collect(app, group, settled_before).await?;
        }
        Ok(())
    }
}

async fn collect(app: &App, group: Vec<Stored>, settled_before: DateTime<Utc>) -> Result<()> {
    let (incoming, kept): (Vec<_>, Vec<_>) =
        group.into_iter().map(|stored| stored.key).partition(|key| FileStore::is_incoming(key));
    // An upload that takes a day has died.
    for key in incoming {
        app.files.remove(&key).await?;
    }
    let tx = app.db.begin(Context::default()).await?;
    let named = queries::named_keys(&tx, &kept).await?;
    tx.end().await?;
    for key in kept.into_iter().filter(|key| !named.contains(key)) {
        remove_unless_named(app, &key, settled_before).await?;
    }
    Ok(())
}

/// Reads only, so that nobody who follows the event log waits for the store.
async fn remove_unless_named(app: &App, key: &str, settled_before: DateTime<Utc>) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    if queries::try_lock_bytes(&tx, key).await?
        && queries::named_keys(&tx, &[key.to_owned()]).await?.is_empty()
        && app.files.modified_at(key).await?.is_some_and(|at| at < settled_before)
    {
        app.files.remove(key).await?;
    }
    tx.rollback().await
}
