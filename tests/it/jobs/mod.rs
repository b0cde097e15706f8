//! The queue, the schedules, the instances, and what the product's jobs do. `killed` cuts every kind
//! of job off in its middle.

mod acts;
mod cases;
mod console;
mod effects;
mod killed;
mod queue;
mod runner;
mod schedule;

use crate::support::TestApp;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row, postgres::PgRow};

/// Puts a job into the queue by the name of its kind. Not through the pool, where a connection may be
/// that a run was cut off on.
pub async fn enqueue(t: &TestApp, name: &str, payload: Value) -> i64 {
    let mut connection = t.superuser().await;
    sqlx::query_scalar(
        "INSERT INTO jobs (name, payload, run_at, created_at) VALUES ($1, $2, $3, $3) RETURNING id",
    )
    .bind(name)
    .bind(payload)
    .bind(t.now())
    .fetch_one(&mut connection)
    .await
    .unwrap()
}

/// A job that has failed for good.
pub async fn dead_job(t: &TestApp, name: &str) -> i64 {
    let id = enqueue(t, name, serde_json::json!({})).await;
    sqlx::query(
        "UPDATE jobs SET state = 'dead', attempts = attempts_max, died_at = run_at,
                last_error = 'It broke.' WHERE id = $1",
    )
    .bind(id)
    .execute(t.app.db.pool())
    .await
    .unwrap();
    id
}

/// Runs statements as somebody who may do anything.
async fn prepare(t: &TestApp, sql: &str) {
    let mut connection = t.superuser().await;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
}

/// The one number that a query answers, for somebody who sees everything.
async fn number(t: &TestApp, sql: &str) -> i64 {
    let mut connection = t.superuser().await;
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap()
}

/// The texts that a query answers, for somebody who sees everything.
async fn texts(t: &TestApp, sql: &str) -> Vec<String> {
    let mut connection = t.superuser().await;
    let rows: Vec<PgRow> =
        sqlx::query(AssertSqlSafe(sql)).fetch_all(&mut connection).await.unwrap();
    rows.iter().map(|row| row.get::<String, _>(0)).collect()
}
