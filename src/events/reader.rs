//! Readers that must see each event once, in order: one instance at a time, by a cursor.
//!
//! What a reader makes of a batch and the cursor's new place are one transaction, so a batch counts
//! once, whoever dies. The row of the cursor is the lock. The transaction must be short: while it
//! writes, no reader sees what was committed after it began (see [`super::Position`]). A reader
//! writes rows and enqueues jobs; whatever takes time is a job's.
//!
//! A new reader adds its cursor in a migration, which is where it begins.

use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    realtime::supervise,
};
use entity::{event, event_cursor};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, IntoActiveModel,
    QueryFilter, QuerySelect, Statement,
    sea_query::{LockBehavior, LockType},
};
use std::{sync::Arc, time::Duration};

const LOOK_EVERY: Duration = Duration::from_secs(1);
const READ_EVERY: Duration = Duration::from_millis(250);

/// Something that is made of the log.
pub trait Reader: Send + Sync + 'static {
    /// The name of its cursor.
    const NAME: &'static str;
    /// Events that it takes at once; fewer when it makes many rows of each.
    const BATCH: i32 = 200;

    /// Works on a batch, which may hold events of several workspaces, in the order of the log. The
    /// transaction is in no workspace: `tx.enter_workspace` before rows of one are touched.
    fn read(
        &self,
        app: &App,
        tx: &Tx,
        batch: &[event::Model],
    ) -> impl Future<Output = Result<()>> + Send;
}

/// Works on one batch. Says how many events that were: none when there are none, or when another
/// instance is at it.
pub async fn step<R: Reader>(app: &App, reader: &R) -> Result<usize> {
    let tx = app.db.begin(Context::default()).await?;
    let outcome = work(app, reader, &tx).await;
    match outcome {
        Ok(count) if count > 0 => tx.commit().await?,
        _ => tx.rollback().await?,
    }
    outcome
}

async fn work<R: Reader>(app: &App, reader: &R, tx: &Tx) -> Result<usize> {
    let cursor = event_cursor::Entity::find()
        .filter(event_cursor::Column::Name.eq(R::NAME))
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .one(&**tx)
        .await?;
    let Some(cursor) = cursor else { return Ok(0) };
    let batch = after(tx, &cursor, R::BATCH).await?;
    let Some(last) = batch.last() else { return Ok(0) };
    reader.read(app, tx, &batch).await?;
    let (xid, id) = (last.xid, last.id);
    let mut cursor = cursor.into_active_model();
    cursor.xid = Set(xid);
    cursor.id = Set(id);
    cursor.update(&**tx).await?;
    Ok(batch.len())
}

async fn after(tx: &Tx, cursor: &event_cursor::Model, most: i32) -> Result<Vec<event::Model>> {
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT * FROM events_after($1, $2, $3)",
            [cursor.xid.into(), cursor.id.into(), most.into()],
        ))
        .await?;
    let events = rows.iter().map(|row| event::Model::from_query_result(row, ""));
    Ok(events.collect::<Result<_, _>>()?)
}

/// Reads on until nothing is left. Says how many events that were.
pub async fn catch_up<R: Reader>(app: &App, reader: &R) -> Result<usize> {
    let full = usize::try_from(R::BATCH).unwrap_or(usize::MAX);
    let mut total = 0;
    loop {
        let count = step(app, reader).await?;
        total += count;
        if count < full {
            return Ok(total);
        }
    }
}

/// Starts a reader; it ends with the process.
pub fn start<R: Reader + Clone>(app: &Arc<App>, reader: R) {
    let part = Arc::clone(app);
    supervise(app, R::NAME, move || follow(Arc::clone(&part), reader.clone()));
}

async fn follow<R: Reader>(app: Arc<App>, reader: R) -> anyhow::Result<()> {
    let mut position = app.realtime.watch_position();
    loop {
        let count = catch_up(&app, &reader).await.map_err(|error| match error {
            Error::Internal(cause) => cause,
            other => other.into(),
        })?;
        if count > 0 {
            // A burst becomes few transactions, whose cost hardly depends on how much they hold: the
            // first event is read at once, the others together.
            tokio::time::sleep(READ_EVERY).await;
        }
        // What another instance was at, or what a slow transaction held back, is looked for again.
        let _ = tokio::time::timeout(LOOK_EVERY, position.changed()).await;
    }
}
