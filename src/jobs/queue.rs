//! The queue: rows of `jobs`.

use super::{Job, schedule};
use crate::{
    db::{Context, Db, Tx},
    error::{Error, Result},
};
use chrono::{DateTime, Duration, Utc};
use entity::job;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, Statement,
    TryInsertResult,
    sea_query::{Expr, OnConflict},
};
use serde_json::Value;
use uuid::Uuid;

/// How long a claim holds without a heartbeat.
pub const LEASE: Duration = Duration::seconds(30);
const ERROR_MAX: usize = 2000;
const PAUSE_FIRST: Duration = Duration::seconds(5);
const PAUSE_MAX: Duration = Duration::hours(6);

/// When a job is to run, and whether it is the only one.
#[derive(Clone, Debug, Default)]
pub struct When {
    /// Not before this time; `None` is at once.
    pub at: Option<DateTime<Utc>>,
    /// While a job of the same kind with this key waits or runs, another is not enqueued.
    pub unique_key: Option<String>,
}

impl When {
    /// At once, or as soon as it can be.
    pub fn now() -> Self {
        Self::default()
    }

    /// Not before `at`.
    pub fn at(at: DateTime<Utc>) -> Self {
        Self { at: Some(at), unique_key: None }
    }

    /// The only one with this key.
    #[must_use]
    pub fn unique(mut self, key: impl Into<String>) -> Self {
        self.unique_key = Some(key.into());
        self
    }
}

/// Puts a job into the queue within the caller's transaction. Says whether it did: not when one
/// with the same unique key is there.
pub async fn enqueue<J: Job>(tx: &Tx, job: &J, when: When, now: DateTime<Utc>) -> Result<bool> {
    let payload = serde_json::to_value(job).map_err(|error| Error::Internal(error.into()))?;
    insert(tx, (J::NAME, payload, J::ATTEMPTS_MAX), when, now).await
}

pub(super) async fn insert(
    tx: &Tx,
    (name, payload, attempts_max): (&str, Value, i32),
    when: When,
    now: DateTime<Utc>,
) -> Result<bool> {
    let row = job::ActiveModel {
        name: Set(name.to_owned()),
        payload: Set(payload),
        unique_key: Set(when.unique_key),
        state: Set("ready".to_owned()),
        attempts: Set(0),
        attempts_max: Set(attempts_max),
        run_at: Set(when.at.unwrap_or(now)),
        created_at: Set(now),
        ..Default::default()
    };
    let inserted = job::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .try_insert()
        .exec_without_returning(&**tx)
        .await?;
    tx.wakes_jobs();
    Ok(matches!(inserted, TryInsertResult::Inserted(1..)))
}

/// A claimed job.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Claimed {
    /// Its row.
    pub id: i64,
    /// Its kind.
    pub name: String,
    /// Its fields.
    pub payload: Value,
    /// Which attempt this is.
    pub attempts: i32,
    /// Attempts at most.
    pub attempts_max: i32,
    /// The number of this run.
    pub leased_by: Uuid,
}

// The limit of a sub-select in an `IN` may count more than once; that of a materialised one does not.
const CLAIM: &str = "
WITH found AS MATERIALIZED (
    SELECT found.id FROM unnest($1::text[], $2::int[]) AS kind (name, most)
    CROSS JOIN LATERAL (
        SELECT j.id FROM jobs j
        WHERE j.state = 'ready' AND j.name = kind.name AND j.run_at <= $3
        ORDER BY j.run_at, j.id LIMIT kind.most FOR UPDATE SKIP LOCKED
    ) found
)
UPDATE jobs SET state = 'running', attempts = attempts + 1, started_at = $3, leased_until = $4,
    leased_by = gen_random_uuid()
FROM found WHERE jobs.id = found.id
RETURNING jobs.id, name, payload, attempts, attempts_max, leased_by";

/// Claims what is ready, of each kind at most so many. Kinds that are not named are left alone.
pub async fn claim(db: &Db, kinds: &[(&str, usize)], now: DateTime<Utc>) -> Result<Vec<Claimed>> {
    let names: Vec<String> = kinds.iter().map(|(name, _)| (*name).to_owned()).collect();
    let limits: Vec<i32> =
        kinds.iter().map(|(_, limit)| i32::try_from(*limit).unwrap_or(i32::MAX)).collect();
    let tx = db.begin(Context::default()).await?;
    let values = [names.into(), limits.into(), now.into(), (now + LEASE).into()];
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, CLAIM, values))
        .await?;
    let claimed = rows
        .iter()
        .map(|row| Claimed::from_query_result(row, ""))
        .collect::<Result<Vec<_>, _>>()?;
    let names = claimed.iter().map(|job| job.name.as_str());
    schedule::note_start(&tx, names, now).await?;
    tx.end().await?;
    Ok(claimed)
}

/// Keeps the leases of these runs alive. The answer names those that still hold.
pub async fn beat(db: &Db, leases: &[Uuid], now: DateTime<Utc>) -> Result<Vec<Uuid>> {
    let tx = db.begin(Context::default()).await?;
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "UPDATE jobs SET leased_until = $2 WHERE state = 'running' AND leased_by = ANY ($1)
             RETURNING leased_by",
            [leases.to_vec().into(), (now + LEASE).into()],
        ))
        .await?;
    tx.end().await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}

/// Makes jobs ready again whose instance has gone silent; dead ones of those that had their last
/// attempt. Says how many.
pub async fn reclaim(db: &Db, now: DateTime<Utc>) -> Result<u64> {
    let tx = db.begin(Context::default()).await?;
    let done = tx
        .execute_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "UPDATE jobs SET leased_by = NULL, leased_until = NULL, run_at = $1,
                    state = CASE WHEN attempts >= attempts_max THEN 'dead' ELSE 'ready' END,
                    died_at = CASE WHEN attempts >= attempts_max THEN $1 END,
                    last_error = 'The instance that ran it has gone silent.'
             WHERE id IN (SELECT id FROM jobs WHERE state = 'running' AND leased_until < $1
                          LIMIT 1000 FOR UPDATE SKIP LOCKED)",
            [now.into()],
        ))
        .await?;
    tx.end().await?;
    Ok(done.rows_affected())
}

/// Takes a finished job out. Says whether the run still had it.
pub(super) async fn remove(tx: &Tx, id: i64, lease: Uuid) -> Result<bool> {
    let gone = job::Entity::delete_many()
        .filter(job::Column::Id.eq(id))
        .filter(job::Column::LeasedBy.eq(lease))
        .exec(&**tx)
        .await?;
    Ok(gone.rows_affected == 1)
}

/// Makes a running job ready again with other fields. Says whether the run still had it.
pub(super) async fn replace(
    tx: &Tx,
    (id, lease): (i64, Uuid),
    fields: Value,
    now: DateTime<Utc>,
) -> Result<bool> {
    let done = job::Entity::update_many()
        .col_expr(job::Column::Payload, Expr::value(fields))
        .col_expr(job::Column::State, Expr::value("ready"))
        .col_expr(job::Column::RunAt, Expr::value(now))
        .col_expr(job::Column::Attempts, Expr::value(0))
        .col_expr(job::Column::LeasedBy, Expr::value(None::<Uuid>))
        .col_expr(job::Column::LeasedUntil, Expr::value(None::<DateTime<Utc>>))
        .col_expr(job::Column::LastError, Expr::value(None::<String>))
        .filter(job::Column::Id.eq(id))
        .filter(job::Column::LeasedBy.eq(lease))
        .exec(&**tx)
        .await?;
    tx.wakes_jobs();
    Ok(done.rows_affected == 1)
}

/// Puts a failed job back for `again`, or among the dead.
pub(super) async fn put_back(
    tx: &Tx,
    (id, lease): (i64, Uuid),
    again: Option<DateTime<Utc>>,
    why: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let state = if again.is_some() { "ready" } else { "dead" };
    let why: String = why.chars().filter(|c| *c != '\0').take(ERROR_MAX).collect();
    job::Entity::update_many()
        .col_expr(job::Column::State, Expr::value(state))
        .col_expr(job::Column::RunAt, Expr::value(again.unwrap_or(now)))
        .col_expr(job::Column::DiedAt, Expr::value(again.is_none().then_some(now)))
        .col_expr(job::Column::LeasedBy, Expr::value(None::<Uuid>))
        .col_expr(job::Column::LeasedUntil, Expr::value(None::<DateTime<Utc>>))
        .col_expr(job::Column::LastError, Expr::value(Some(why)))
        .filter(job::Column::Id.eq(id))
        .filter(job::Column::LeasedBy.eq(lease))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The pause after the attempt: longer each time, spread by `jitter` (0 to 1) so that failures of a
/// moment do not all come back at once.
pub(super) fn pause(attempt: i32, jitter: f64) -> Duration {
    let doublings = u32::try_from(attempt - 1).unwrap_or_default().min(16);
    let pause = (PAUSE_FIRST * 2_i32.pow(doublings)).min(PAUSE_MAX);
    pause + Duration::milliseconds((pause.num_milliseconds() as f64 * jitter / 4.0) as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_limit() {
        assert_eq!(pause(1, 0.0), Duration::seconds(5));
        assert_eq!(pause(3, 0.0), Duration::seconds(20));
        assert_eq!(pause(3, 1.0), Duration::seconds(25));
        assert_eq!(pause(60, 0.0), PAUSE_MAX);
    }
}
