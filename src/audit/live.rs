//! Copies of the log that are made as it grows: a line on standard output, a message by syslog.
//!
//! Each copy follows the chain by place, so it sees only what is committed and nothing twice. How
//! far it has come is a row in the database: a restart goes on there, and of several instances one
//! at a time holds the row and copies. Nothing waits in memory but one batch; when the other end is
//! away, the log itself is the buffer.

use super::{link, link::Link, syslog::Syslog};
use crate::{app::App, db::Context, error::Result};
use entity::audit_cursor;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QuerySelect,
    sea_query::{LockBehavior, LockType, OnConflict},
};
use std::{os::fd::AsFd, sync::Arc, time::Duration};
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio_util::sync::CancellationToken;

const BATCH: i64 = 200;
const LOOK_EVERY: Duration = Duration::from_millis(500);
const BACKOFF_MIN: Duration = Duration::from_millis(200);
const BACKOFF_MAX: Duration = Duration::from_secs(30);

/// Where a copy goes.
#[derive(Debug)]
pub enum Sink<W = tokio::fs::File> {
    /// Lines of JSON.
    Lines(W),
    /// A syslog server.
    Syslog(Box<Syslog>),
}

impl<W: AsyncWrite + Unpin> Sink<W> {
    async fn send(&mut self, batch: &[Link]) -> anyhow::Result<()> {
        match self {
            Self::Lines(out) => {
                let mut text = String::new();
                for line in batch.iter().filter_map(Link::json) {
                    text.push_str(&line);
                    text.push('\n');
                }
                out.write_all(text.as_bytes()).await?;
                Ok(out.flush().await?)
            }
            Self::Syslog(syslog) => syslog.send(batch).await,
        }
    }
}

/// A copy and how far it has come.
#[derive(Debug)]
pub struct LiveCopy<W = tokio::fs::File> {
    app: Arc<App>,
    name: &'static str,
    sink: Sink<W>,
}

impl<W: AsyncWrite + Unpin + Send> LiveCopy<W> {
    /// A copy; the first time it begins with what comes now. Exports have the rest.
    pub async fn begin(app: &Arc<App>, name: &'static str, sink: Sink<W>) -> Result<Self> {
        let tx = app.db.begin(Context::default()).await?;
        let (seq, _) = link::head(&tx).await?;
        let row = audit_cursor::ActiveModel { name: Set(name.to_owned()), seq: Set(seq) };
        audit_cursor::Entity::insert(row)
            .on_conflict(OnConflict::column(audit_cursor::Column::Name).do_nothing().to_owned())
            .exec_without_returning(&*tx)
            .await?;
        tx.commit().await?;
        Ok(Self { app: Arc::clone(app), name, sink })
    }

    /// Copies what is new, one batch; says how many entries.
    pub async fn step(&mut self) -> anyhow::Result<usize> {
        let tx = self.app.db.begin(Context::default()).await?;
        let cursor = audit_cursor::Entity::find()
            .filter(audit_cursor::Column::Name.eq(self.name))
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .one(&*tx)
            .await?;
        // Another instance is at it.
        let Some(cursor) = cursor else { return Ok(0) };
        let batch = link::after(&tx, cursor.seq, BATCH).await?;
        let Some(last) = batch.last() else {
            tx.rollback().await?;
            return Ok(0);
        };
        if let Err(error) = self.sink.send(&batch).await {
            // The row must be free before the next try, which would take it for another's.
            tx.rollback().await?;
            return Err(error);
        }
        let mut cursor = cursor.into_active_model();
        cursor.seq = Set(last.seq);
        cursor.update(&*tx).await?;
        tx.commit().await?;
        Ok(batch.len())
    }

    /// Copies until the process ends, and what is new by then; what goes wrong is tried again,
    /// after a while that grows.
    async fn follow(mut self, closing: CancellationToken) {
        let mut pause = BACKOFF_MIN;
        loop {
            let is_last = closing.is_cancelled();
            let wait = match self.step().await {
                Ok(count) => {
                    pause = BACKOFF_MIN;
                    if count > 0 { Duration::ZERO } else { LOOK_EVERY }
                }
                Err(error) => {
                    let (error, copy) = (format!("{error:#}"), self.name);
                    tracing::warn!(error, copy, "the audit log is not copied");
                    pause = (pause * 2).min(BACKOFF_MAX);
                    pause
                }
            };
            if is_last && !wait.is_zero() {
                return;
            }
            closing.run_until_cancelled(tokio::time::sleep(wait)).await;
        }
    }
}

/// Starts the copies that the settings ask for.
pub async fn start(app: &Arc<App>) -> anyhow::Result<()> {
    let settings = &app.config.audit;
    if settings.stdout {
        let sink = Sink::Lines(stdout()?);
        spawn(app, LiveCopy::begin(app, "stdout", sink).await?);
    }
    if !settings.syslog_address.is_empty() {
        let syslog = Syslog::new(settings, &app.config.http.public_url)?;
        let sink: Sink = Sink::Syslog(Box::new(syslog));
        spawn(app, LiveCopy::begin(app, "syslog", sink).await?);
    }
    Ok(())
}

fn spawn(app: &Arc<App>, copy: LiveCopy) {
    app.lifecycle.tasks.spawn(copy.follow(app.lifecycle.closing.clone()));
}

/// Standard output as a file that can be waited for; what is written is not kept in a buffer.
pub fn stdout() -> std::io::Result<tokio::fs::File> {
    let own = std::io::stdout().as_fd().try_clone_to_owned()?;
    Ok(tokio::fs::File::from_std(own.into()))
}
