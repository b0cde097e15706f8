//! What a socket missed while it was away.

use super::{hub::Message, tail, topic::Topic};
use crate::{
    app::App,
    db::{Context, Tx},
    error::Result,
    events::{Position, snapshot_position},
};
use entity::event;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

/// More events than this, and loading the snapshot again is cheaper.
const EVENTS_MAX: usize = 1000;
/// A workspace's own events are few but have no index of their own, so the search for them does
/// not go back further than this many transactions.
const TRANSACTIONS_MAX: i64 = 100_000;

// Both stop at the oldest running transaction, like the tail: what they leave out comes after
// everything that they return.
const PROJECT: &str = "
    SELECT * FROM events
    WHERE project_id = $1 AND (xid, id) > ($2, $3)
      AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY xid, id LIMIT $4";
const WORKSPACE: &str = "
    SELECT * FROM events
    WHERE workspace_id = $1 AND (xid, id) > ($2, $3)
      AND entity IN ('workspace', 'workspace_member', 'project')
      AND xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY xid, id LIMIT $4";
const TOLD: &str = "SELECT * FROM events_told($1, $2, $3, $4::integer)";
const OLDEST: &str = "
    SELECT o.xid, o.id, EXISTS (
        SELECT FROM events e WHERE e.project_id = $1 AND e.xid = o.xid
                               AND e.entity = 'project' AND e.verb = 'created') AS is_first
    FROM events o WHERE o.project_id = $1 ORDER BY o.xid, o.id LIMIT 1";

/// The messages after `cursor`; nothing when the cursor is not one of ours, is from before the log
/// begins, or too much happened since.
pub async fn since(
    app: &App,
    topic: Topic,
    workspace_id: Uuid,
    cursor: &str,
) -> Result<Option<Vec<Message>>> {
    let Ok(cursor) = cursor.parse::<Position>() else { return Ok(None) };
    let tx = app.db.begin(Context::workspace(workspace_id)).await?;
    let events = events(&tx, topic, cursor).await?;
    tx.end().await?;
    match events {
        Some(events) => {
            let events: Vec<_> = events.iter().collect();
            Ok(Some(tail::messages(&app.db, topic, &events).await?))
        }
        None => Ok(None),
    }
}

async fn events(tx: &Tx, topic: Topic, cursor: Position) -> Result<Option<Vec<event::Model>>> {
    let head = snapshot_position(tx).await?;
    if cursor > head || is_before_restore(tx, cursor).await? {
        return Ok(None);
    }
    let (sql, id) = match topic {
        Topic::Workspace(_) if head.xid - cursor.xid > TRANSACTIONS_MAX => return Ok(None),
        Topic::Workspace(id) => (WORKSPACE, id),
        Topic::Project(id) if is_before_log(tx, id, cursor).await? => return Ok(None),
        Topic::Project(id) => (PROJECT, id),
        Topic::User(id) => (TOLD, id),
    };
    let limit = i64::try_from(EVENTS_MAX).unwrap_or(i64::MAX) + 1;
    let values = [id.into(), cursor.xid.into(), cursor.id.into(), limit.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let rows = tx.query_all_raw(statement).await?;
    if rows.len() > EVENTS_MAX {
        return Ok(None);
    }
    let events: Result<_, _> =
        rows.iter().map(|row| event::Model::from_query_result(row, "")).collect();
    Ok(Some(events?))
}

/// Whether the cursor is from another life: the database has come from a backup since, and what the
/// socket has seen may never have happened in this one.
async fn is_before_restore(tx: &Tx, cursor: Position) -> Result<bool> {
    let sql = "SELECT xid, id FROM event_cursors WHERE name = $1";
    let statement = Statement::from_sql_and_values(
        DbBackend::Postgres,
        sql,
        [crate::backup::tables::RESTORED.into()],
    );
    let Some(row) = tx.query_one_raw(statement).await? else { return Ok(false) };
    let restored = Position { xid: row.try_get("", "xid")?, id: row.try_get("", "id")? };
    Ok(cursor < restored)
}

/// Whether events after the cursor may be gone. A log that still begins with the project itself is
/// complete: then an early cursor only means that a long transaction held the snapshot's back.
async fn is_before_log(tx: &Tx, project_id: Uuid, cursor: Position) -> Result<bool> {
    let statement =
        Statement::from_sql_and_values(DbBackend::Postgres, OLDEST, [project_id.into()]);
    let Some(row) = tx.query_one_raw(statement).await? else { return Ok(false) };
    let oldest = Position { xid: row.try_get("", "xid")?, id: row.try_get("", "id")? };
    let is_complete: bool = row.try_get("", "is_first")?;
    Ok(cursor < oldest && !is_complete)
}
