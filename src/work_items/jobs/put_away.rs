//! Items that nobody has touched for the months that their project sets are closed or archived.
//!
//! A month is 30 days. Closed are open items: they move to the project's default state for that, else
//! to its first cancelled one. Archived are finished items. Both are changes like any other, by
//! nobody: they are in the feed, and live updates and notifications follow.

use crate::{
    app::App,
    db::Tx,
    error::Result,
    events::{self, Change, NewEvent, Verb},
    jobs::{
        Job, Outcome, Run,
        sweep::{self, Place, Sweep, statement},
    },
};
use sea_orm::FromQueryResult;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Closes and archives what has been left alone for long.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PutAwayOldWorkItems(Place);

impl Job for PutAwayOldWorkItems {
    const NAME: &'static str = "put_away_old_work_items";
    const ABOUT: &'static str = "Closes and archives work items that were left alone for the months that their project sets.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        sweep::step(self, run).await
    }
}

impl From<Place> for PutAwayOldWorkItems {
    fn from(place: Place) -> Self {
        Self(place)
    }
}

impl Sweep for PutAwayOldWorkItems {
    fn place(&self) -> Place {
        self.0
    }

    async fn batch(run: &Run, tx: &Tx, workspace_id: Uuid) -> Result<u64> {
        let archived = archive(&run.app, tx, workspace_id).await?;
        let closed = close(&run.app, tx, workspace_id).await?;
        Ok(archived + closed)
    }
}

const ARCHIVE: &str = "
WITH old AS MATERIALIZED (
    SELECT w.id FROM projects p
    JOIN workspaces o ON o.id = p.workspace_id AND o.deleted_at IS NULL
    JOIN work_items w ON w.project_id = p.id
    JOIN states s ON s.id = w.state_id
    WHERE p.archive_in > 0 AND p.deleted_at IS NULL AND p.archived_at IS NULL
      AND w.deleted_at IS NULL AND w.archived_at IS NULL AND NOT w.is_draft
      AND w.updated_at <= $1 - make_interval(days => 30 * p.archive_in)
      AND s.\"group\" IN ('completed', 'cancelled')
    LIMIT 200 FOR UPDATE OF w SKIP LOCKED
)
UPDATE work_items w SET archived_at = $2, updated_at = $1, updated_by = NULL
FROM old WHERE w.id = old.id
RETURNING w.id, w.project_id";

const CLOSE: &str = "
WITH old AS MATERIALIZED (
    SELECT w.id, s.id AS old_id, s.name AS old, t.id AS new_id, t.name AS new,
           t.\"group\" = 'completed' AS completes
    FROM projects p
    JOIN workspaces o ON o.id = p.workspace_id AND o.deleted_at IS NULL
    JOIN work_items w ON w.project_id = p.id
    JOIN states s ON s.id = w.state_id
    CROSS JOIN LATERAL (
        SELECT c.id, c.name, c.\"group\" FROM states c
        WHERE c.project_id = p.id AND c.deleted_at IS NULL
          AND (c.id = p.default_state OR c.\"group\" = 'cancelled')
        ORDER BY coalesce(c.id = p.default_state, false) DESC, c.sequence, c.id LIMIT 1
    ) t
    WHERE p.close_in > 0 AND p.deleted_at IS NULL AND p.archived_at IS NULL
      AND w.deleted_at IS NULL AND w.archived_at IS NULL AND NOT w.is_draft
      AND w.updated_at <= $1 - make_interval(days => 30 * p.close_in)
      AND s.\"group\" IN ('backlog', 'unstarted', 'started') AND t.id <> s.id
    LIMIT 200 FOR UPDATE OF w SKIP LOCKED
)
UPDATE work_items w SET state_id = old.new_id, updated_at = $1, updated_by = NULL,
    completed_at = CASE WHEN old.completes THEN $1 END
FROM old WHERE w.id = old.id
RETURNING w.id, w.project_id, old.old_id, old.old, old.new_id, old.new";

#[derive(FromQueryResult)]
struct Archived {
    id: Uuid,
    project_id: Uuid,
}

#[derive(FromQueryResult)]
struct Closed {
    id: Uuid,
    project_id: Uuid,
    old_id: Uuid,
    old: String,
    new_id: Uuid,
    new: String,
}

async fn archive(app: &App, tx: &Tx, workspace_id: Uuid) -> Result<u64> {
    let now = app.clock.now();
    let found =
        Archived::find_by_statement(statement(ARCHIVE, [now.into(), now.date_naive().into()]));
    let events: Vec<_> = found
        .all(&**tx)
        .await?
        .into_iter()
        .map(|item| NewEvent {
            // Out of sight of all lists, as when somebody archives it.
            verb: Verb::Deleted,
            changes: vec![Change::value("archived_at", None, Some("archive".to_owned()))],
            ..event((workspace_id, item.project_id), item.id)
        })
        .collect();
    let count = events.len() as u64;
    events::record_all(tx, events, now).await?;
    Ok(count)
}

async fn close(app: &App, tx: &Tx, workspace_id: Uuid) -> Result<u64> {
    let now = app.clock.now();
    let found = Closed::find_by_statement(statement(CLOSE, [now.into()]));
    let events: Vec<_> = found
        .all(&**tx)
        .await?
        .into_iter()
        .map(|item| NewEvent {
            changes: vec![Change {
                field: "state".to_owned(),
                old: Some(item.old),
                old_id: Some(item.old_id),
                new: Some(item.new),
                new_id: Some(item.new_id),
            }],
            ..event((workspace_id, item.project_id), item.id)
        })
        .collect();
    let count = events.len() as u64;
    events::record_all(tx, events, now).await?;
    Ok(count)
}

fn event((workspace_id, project_id): (Uuid, Uuid), item: Uuid) -> NewEvent {
    NewEvent {
        workspace_id,
        project_id: Some(project_id),
        work_item_id: Some(item),
        actor_id: None,
        entity: "work_item",
        entity_id: item,
        verb: Verb::Updated,
        changes: vec![],
    }
}
