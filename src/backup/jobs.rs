//! Backups by the clock.

use super::{
    make::{self, From},
    place::{self, Place},
    seal::Recipient,
};
use crate::{
    app::App,
    audit, config,
    db::{Context, Tx},
    error::Result,
    jobs::{Job, JobError, Outcome, Run},
    keys, telemetry,
};
use anyhow::Context as _;
use chrono::{DateTime, Utc};
use entity::backup;
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

/// Backups that are remembered; what is older is of interest to nobody.
const REMEMBERED: usize = 100;

/// Makes a backup when one is due by `backup.schedule`, and removes those that need not be kept. It
/// comes every minute and mostly finds nothing to do. A second run finds the first one's row, or
/// makes another archive: an unfinished one has no name and is removed.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct MakeBackup {}

impl Job for MakeBackup {
    const NAME: &'static str = "make_backup";
    const ABOUT: &'static str =
        "Makes a backup when one is due by backup.schedule, and removes old ones.";
    const ATTEMPTS_MAX: i32 = 5;
    const CONCURRENCY: usize = 1;
    const TIME_MAX: Duration = Duration::from_secs(6 * 60 * 60);

    async fn run(self, run: &Run) -> Outcome {
        let app = &run.app;
        let settings = &app.config.backup;
        let Some(cron) = settings.cron()? else { return Ok(()) };
        let now = app.clock.now();
        let last = last(app).await?;
        note(last.as_ref().map(|row| row.taken_at));
        let due = cron.find_previous_occurrence(&now, true).map_err(anyhow::Error::from)?;
        // The first backup is made at once: until there is one there is none to go back to.
        if last.is_some_and(|row| row.taken_at >= due) {
            return Ok(());
        }
        let place = Place::parse(&settings.to, &app.config)
            .await
            .map_err(|e| JobError::GiveUp(format!("{e:#}")))?;
        place.sweep()?;
        let made = back_up(app, settings, &place).await?;
        let tx = app.db.begin(Context::default()).await?;
        remember(&tx, &made, app.clock.now()).await?;
        run.done_in(&tx).await?;
        tx.commit().await?;
        note(Some(made.manifest.head.taken_at));
        prune(&place, settings).await?;
        // Once more: a process that was killed just now may have held its lock a moment longer.
        place.sweep()?;
        Ok(())
    }
}

async fn back_up(
    app: &App,
    settings: &config::Backup,
    place: &Place,
) -> anyhow::Result<make::Made> {
    let recipient = recipient(settings)?;
    let secret = keys::secret(&app.config)?;
    let owner_url = make::owner_url(&app.config).await?;
    let from = From {
        owner_url: &owner_url,
        files: &app.files,
        keys: &app.keys,
        secret: &secret,
        clock: &app.clock,
    };
    make::make(&from, place, recipient.as_ref()).await
}

/// The key that archives are sealed for, when one is configured.
pub fn recipient(settings: &config::Backup) -> anyhow::Result<Option<Recipient>> {
    let file = &settings.recipient_file;
    if file.as_os_str().is_empty() {
        return Ok(None);
    }
    let text = std::fs::read_to_string(file);
    let text = text.with_context(|| format!("backup.recipient_file: {}", file.display()))?;
    Recipient::from_pem(&text).map(Some).context("backup.recipient_file")
}

/// Removes the archives that need not be kept.
pub async fn prune(place: &Place, settings: &config::Backup) -> anyhow::Result<usize> {
    let all = place.list().await?;
    let gone = place::to_remove(&all, settings.keep, settings.keep_daily);
    for found in &gone {
        place.remove(&found.name).await?;
    }
    Ok(gone.len())
}

/// The last backup that was made whole.
pub async fn last(app: &App) -> Result<Option<backup::Model>> {
    let tx = app.db.begin(Context::default()).await?;
    let row = backup::Entity::find().order_by_desc(backup::Column::TakenAt).one(&*tx).await?;
    tx.end().await?;
    Ok(row)
}

/// Writes down that a backup was made whole, also in the audit log: it holds all that anybody wrote.
pub async fn remember(tx: &Tx, made: &make::Made, now: DateTime<Utc>) -> Result<()> {
    audit::Entry::new("backup.made")
        .called(&made.name)
        .with("rows", made.manifest.rows())
        .with("is_sealed", made.manifest.has_secret_key)
        .write(tx, now)
        .await?;
    let row = backup::ActiveModel {
        id: Set(Uuid::now_v7()),
        name: Set(made.name.clone()),
        taken_at: Set(made.manifest.head.taken_at),
        size_bytes: Set(i64::try_from(made.size_bytes).unwrap_or(i64::MAX)),
        rows: Set(i64::try_from(made.manifest.rows()).unwrap_or(i64::MAX)),
        files: Set(i64::try_from(made.manifest.files.count).unwrap_or(i64::MAX)),
        is_sealed: Set(made.manifest.has_secret_key),
    };
    backup::Entity::insert(row).exec_without_returning(&**tx).await?;
    forget(tx).await
}

async fn forget(tx: &Tx) -> Result<()> {
    use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};
    let oldest: Option<DateTime<Utc>> = backup::Entity::find()
        .select_only()
        .column(backup::Column::TakenAt)
        .order_by_desc(backup::Column::TakenAt)
        .offset(REMEMBERED as u64)
        .into_tuple()
        .one(&**tx)
        .await?;
    if let Some(oldest) = oldest {
        backup::Entity::delete_many()
            .filter(backup::Column::TakenAt.lte(oldest))
            .exec(&**tx)
            .await?;
    }
    Ok(())
}

fn note(taken_at: Option<DateTime<Utc>>) {
    telemetry::metrics::get().last_backup.set(taken_at.map_or(0, |at| at.timestamp()));
}
