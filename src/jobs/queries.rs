//! Reading the queue for administrators and for the numbers.

use super::{lease::LEADER, registry, sweep::statement};
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    telemetry::{jobs::Held, metrics},
};
use chrono::{DateTime, Utc};
use entity::{job, lease};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use std::{sync::Arc, time::Duration};

const MEASURE_EVERY: Duration = Duration::from_secs(15);

/// Which jobs to list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// They wait, perhaps for their time.
    Ready,
    /// They run.
    Running,
    /// They have failed for good.
    Dead,
}

impl State {
    /// The stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Dead => "dead",
        }
    }

    /// Reads the stored name.
    pub fn parse(name: &str) -> Result<Self> {
        match name {
            "ready" => Ok(Self::Ready),
            "running" => Ok(Self::Running),
            "dead" => Ok(Self::Dead),
            _ => Err(Error::invalid("state", "Must be ready, running or dead.")),
        }
    }
}

/// What the queue holds of one kind.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Counts {
    /// The kind.
    pub name: String,
    /// Jobs that wait.
    pub ready: i64,
    /// Jobs that run.
    pub running: i64,
    /// Jobs that have failed for good.
    pub dead: i64,
    /// Since when the one that has waited for longest could run; null when none could.
    pub oldest_ready_at: Option<DateTime<Utc>>,
}

/// What the queue holds, by kind. Kinds of another version of the program are among them.
pub async fn counts(tx: &Tx, now: DateTime<Utc>) -> Result<Vec<Counts>> {
    let sql = "SELECT name, count(*) FILTER (WHERE state = 'ready') AS ready,
                      count(*) FILTER (WHERE state = 'running') AS running,
                      count(*) FILTER (WHERE state = 'dead') AS dead,
                      min(run_at) FILTER (WHERE state = 'ready' AND run_at <= $1) AS oldest_ready_at
               FROM jobs GROUP BY name ORDER BY name";
    let rows = tx.query_all_raw(statement(sql, [now.into()])).await?;
    Ok(rows.iter().map(|row| Counts::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

/// A page of jobs, and how many match: waiting ones by their time, others the newest first.
pub async fn list(
    tx: &Tx,
    (state, name): (State, Option<&str>),
    limit: u64,
    offset: u64,
) -> Result<(Vec<job::Model>, u64)> {
    let mut select = job::Entity::find().filter(job::Column::State.eq(state.as_str()));
    if let Some(name) = name {
        select = select.filter(job::Column::Name.eq(name));
    }
    let total = select.clone().count(&**tx).await?;
    select = match state {
        State::Ready => select.order_by_asc(job::Column::RunAt).order_by_asc(job::Column::Id),
        State::Running => {
            select.order_by_desc(job::Column::StartedAt).order_by_desc(job::Column::Id)
        }
        State::Dead => select.order_by_desc(job::Column::DiedAt).order_by_desc(job::Column::Id),
    };
    Ok((select.limit(limit).offset(offset).all(&**tx).await?, total))
}

/// A dead job, locked until the transaction ends.
pub async fn dead(tx: &Tx, id: i64) -> Result<job::Model> {
    job::Entity::find_by_id(id)
        .filter(job::Column::State.eq(State::Dead.as_str()))
        .lock_exclusive()
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("job"))
}

/// Who leads, if anybody does.
pub async fn leader(tx: &Tx, now: DateTime<Utc>) -> Result<Option<lease::Model>> {
    Ok(lease::Entity::find_by_id(LEADER)
        .filter(lease::Column::ExpiresAt.gt(now))
        .one(&**tx)
        .await?)
}

/// Keeps the numbers about the queue up to date.
pub async fn measure(app: Arc<App>) -> anyhow::Result<()> {
    loop {
        let now = app.clock.now();
        let tx = app.db.begin(Context::default()).await?;
        let counts = counts(&tx, now).await?;
        tx.end().await?;
        for kind in registry::kinds().keys() {
            let found = counts.iter().find(|counts| counts.name == *kind);
            let held = found.map(|counts| Held {
                ready: counts.ready,
                running: counts.running,
                dead: counts.dead,
                late_s: counts.oldest_ready_at.map_or(0, |at| (now - at).num_seconds()),
            });
            metrics::get().jobs.set(kind, held.unwrap_or_default());
        }
        tokio::time::sleep(MEASURE_EVERY).await;
    }
}
