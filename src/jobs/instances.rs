//! The processes on this database, as administrators see them.

use crate::{
    app::App,
    db::{Context, Tx},
    error::Result,
};
use chrono::Duration;
use entity::instance as row;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::OnConflict,
};
use std::sync::Arc;

const BEAT_EVERY: std::time::Duration = std::time::Duration::from_secs(10);
/// Who has been silent for so long is gone.
pub const SILENT_AFTER: Duration = Duration::seconds(60);
const SHOWN_MAX: u64 = 1000;

/// What a process does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Role {
    /// Everything.
    #[default]
    All,
    /// Answers requests; others run the jobs.
    Web,
    /// Runs jobs; its listener answers health checks and hands out the apps' files, no more.
    Worker,
}

impl Role {
    /// The stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Web => "web",
            Self::Worker => "worker",
        }
    }

    /// Whether it answers requests.
    pub fn serves(self) -> bool {
        self != Self::Worker
    }

    /// Whether it runs jobs and follows schedules.
    pub fn works(self) -> bool {
        self != Self::Web
    }
}

/// Shows this instance for as long as the process lives, and forgets those that have gone silent.
pub async fn follow(app: Arc<App>, role: Role) -> anyhow::Result<()> {
    loop {
        beat(&app, role).await?;
        tokio::time::sleep(BEAT_EVERY).await;
    }
}

/// Says that this instance is there.
pub async fn beat(app: &App, role: Role) -> Result<()> {
    let now = app.clock.now();
    let host_name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let seen = row::ActiveModel {
        id: Set(app.id),
        host_name: Set(host_name.trim().chars().take(255).collect()),
        version: Set(env!("CARGO_PKG_VERSION").to_owned()),
        role: Set(role.as_str().to_owned()),
        started_at: Set(app.started_at),
        seen_at: Set(now),
    };
    let tx = app.db.begin(Context::default()).await?;
    row::Entity::insert(seen)
        .on_conflict(
            OnConflict::column(row::Column::Id).update_column(row::Column::SeenAt).to_owned(),
        )
        .exec_without_returning(&*tx)
        .await?;
    row::Entity::delete_many()
        .filter(row::Column::SeenAt.lt(now - SILENT_AFTER))
        .exec(&*tx)
        .await?;
    tx.end().await
}

/// Says goodbye.
pub async fn leave(app: &App) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    row::Entity::delete_by_id(app.id).exec(&*tx).await?;
    tx.end().await
}

/// Those that were seen lately, the oldest first.
pub async fn list(tx: &Tx) -> Result<Vec<row::Model>> {
    Ok(row::Entity::find()
        .order_by_asc(row::Column::StartedAt)
        .order_by_asc(row::Column::Id)
        .limit(SHOWN_MAX)
        .all(&**tx)
        .await?)
}
