//! The cache and the counters in PostgreSQL: UNLOGGED tables, one statement each.
//!
//! The statements run by themselves, outside of a transaction that would only add round trips:
//! nobody's rows are concerned.

use super::{
    Stored,
    window::{Count, Moment},
};
use crate::app::App;
use chrono::{DateTime, Utc};
use serde_json::Value;

// What an earlier life of the server wrote may be from before a change that got lost with it.
const GET: &str = "
    SELECT value, expires_at FROM cache
    WHERE key = $1 AND expires_at > $2 AND boot = pg_postmaster_start_time()";
const SET: &str = "
    INSERT INTO cache (key, value, expires_at) VALUES ($1, $2, $3)
    ON CONFLICT (key) DO UPDATE
    SET value = excluded.value, expires_at = excluded.expires_at, boot = excluded.boot";
const FORGET: &str = "DELETE FROM cache WHERE key = $1";
const COUNT: &str = "
    INSERT INTO rate_windows AS w (key, window_no, current, previous, is_allowed)
    VALUES ($1, $2, 1, 0, true)
    ON CONFLICT (key) DO UPDATE SET (window_no, current, previous, is_allowed) = (
        SELECT j.no, j.current + j.is_allowed::integer, j.previous, j.is_allowed
        FROM (SELECT n.*, n.previous * $3 + n.current + 1 <= $4 AS is_allowed
              FROM (SELECT greatest(w.window_no, $2) AS no,
                           CASE WHEN w.window_no >= $2 THEN w.current ELSE 0 END AS current,
                           CASE WHEN w.window_no >= $2 THEN w.previous
                                WHEN w.window_no = $2 - 1 THEN w.current ELSE 0 END AS previous) n) j)
    RETURNING current, previous, is_allowed";

pub(super) async fn get(app: &App, key: &str) -> Result<Option<Stored>, sqlx::Error> {
    let row: Option<(Value, DateTime<Utc>)> =
        sqlx::query_as(GET).bind(key).bind(app.clock.now()).fetch_optional(app.db.pool()).await?;
    Ok(row.map(|(value, expires_at)| Stored { value, expires_at }))
}

pub(super) async fn set(app: &App, key: &str, stored: &Stored) -> Result<(), sqlx::Error> {
    let statement = sqlx::query(SET).bind(key).bind(&stored.value).bind(stored.expires_at);
    statement.execute(app.db.pool()).await.map(drop)
}

pub(super) async fn forget(app: &App, key: &str) -> Result<(), sqlx::Error> {
    sqlx::query(FORGET).bind(key).execute(app.db.pool()).await.map(drop)
}

pub(super) async fn count(
    app: &App,
    key: &str,
    limit: u32,
    now: Moment,
) -> Result<Count, sqlx::Error> {
    let (current, previous, is_allowed): (i32, i32, bool) = sqlx::query_as(COUNT)
        .bind(key)
        .bind(now.window)
        .bind(now.weight)
        .bind(f64::from(limit))
        .fetch_one(app.db.pool())
        .await?;
    let number = |n: i32| u32::try_from(n).unwrap_or_default();
    Ok(Count { is_allowed, current: number(current), previous: number(previous) })
}
