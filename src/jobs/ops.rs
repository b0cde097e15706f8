//! What administrators do to jobs. Each act is in the audit log.

use super::{Schedule, queries, sweep::statement};
use crate::{
    app::App,
    audit,
    db::{Context, Tx},
    error::{Error, Result},
};
use entity::job;
use sea_orm::{ConnectionTrait, EntityTrait};
use uuid::Uuid;

// One of those with the same key, and none when one with that key waits or runs already. Attempts
// begin anew. As many as are locked by others are left dead.
const RETRY: &str = "
WITH chosen AS MATERIALIZED (
    SELECT j.id, row_number() OVER (PARTITION BY j.name, coalesce(j.unique_key, j.id::text)
                                    ORDER BY j.id DESC) AS nth
    FROM jobs j
    WHERE j.state = 'dead' AND ($2::bigint IS NULL OR j.id = $2) AND ($3::text IS NULL OR j.name = $3)
      AND NOT EXISTS (SELECT FROM jobs k WHERE k.name = j.name AND k.unique_key = j.unique_key
                                           AND k.state <> 'dead')
)
UPDATE jobs SET state = 'ready', run_at = $1, attempts = 0, died_at = NULL
WHERE state = 'dead' AND id IN (SELECT id FROM chosen WHERE nth = 1 LIMIT 1000)";

/// Runs a dead job again, with as many attempts as a new one.
pub async fn retry(app: &App, actor: Uuid, id: i64) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let found = queries::dead(&tx, id).await?;
    let values = [now.into(), id.into(), None::<String>.into()];
    if tx.execute_raw(statement(RETRY, values)).await?.rows_affected() == 0 {
        return Err(Error::conflict("A job for the same thing waits or runs already.", None));
    }
    write(app, &tx, entry("job.retried", actor, &found)).await?;
    tx.wakes_jobs();
    tx.commit().await
}

/// Runs dead jobs again, of one kind or all, at most a thousand. Says how many.
pub async fn retry_dead(app: &App, actor: Uuid, name: Option<String>) -> Result<u64> {
    let tx = app.db.begin(Context::default()).await?;
    let values = [app.clock.now().into(), None::<i64>.into(), name.clone().into()];
    let count = tx.execute_raw(statement(RETRY, values)).await?.rows_affected();
    if count > 0 {
        let entry = audit::Entry::new("job.all_retried").by(actor).with("count", count);
        let entry = match name {
            Some(name) => entry.with("name", name),
            None => entry,
        };
        write(app, &tx, entry).await?;
    }
    tx.wakes_jobs();
    tx.commit().await?;
    Ok(count)
}

/// Forgets a dead job.
pub async fn delete(app: &App, actor: Uuid, id: i64) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    let found = queries::dead(&tx, id).await?;
    job::Entity::delete_by_id(id).exec(&*tx).await?;
    write(app, &tx, entry("job.deleted", actor, &found)).await?;
    tx.commit().await
}

/// Runs a schedule's job now, whatever its time is.
pub async fn run_schedule(app: &App, actor: Uuid, name: &str) -> Result<()> {
    let schedule = Schedule::find(name).ok_or(Error::NotFound("schedule"))?;
    let tx = app.db.begin(Context::default()).await?;
    if !schedule.enqueue(&tx, app.clock.now()).await? {
        return Err(Error::conflict("It waits or runs already.", None));
    }
    write(app, &tx, audit::Entry::new("schedule.run").by(actor).with("name", name)).await?;
    tx.commit().await
}

fn entry(action: &'static str, actor: Uuid, found: &job::Model) -> audit::Entry {
    audit::Entry::new(action)
        .by(actor)
        .called(&found.name)
        .with("job_id", found.id)
        .with("error", found.last_error.clone().unwrap_or_default())
}

async fn write(app: &App, tx: &Tx, entry: audit::Entry) -> Result<()> {
    entry.write(tx, app.clock.now()).await
}
