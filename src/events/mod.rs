//! The event log: one row a change, written in the transaction of the change.
//!
//! Activity feeds, live updates, notifications and webhooks are readers of it ([`reader`]); nothing
//! publishes on its own. A row says who changed which thing and, field by field, from what to what.
//! Readers page by `(xid, id)` below the oldest running transaction ([`Position`]).

pub mod reader;

use crate::{db::Tx, error::Result};
use chrono::{DateTime, Utc};
use entity::event;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// What happened to a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// It is new.
    Created,
    /// It differs.
    Updated,
    /// It is gone, or out of sight.
    Deleted,
}

impl Verb {
    /// The stored and sent name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Deleted => "deleted",
        }
    }
}

/// One changed field: readable values, and ids where the values are things.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The field's name in the API.
    pub field: String,
    /// What it was, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What it is, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
    /// The id of what it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub old_id: Option<Uuid>,
    /// The id of what it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub new_id: Option<Uuid>,
}

impl Change {
    /// A changed value.
    pub fn value(field: &str, old: Option<String>, new: Option<String>) -> Self {
        Self { field: field.to_owned(), old, new, ..Self::default() }
    }
}

/// An event about to be recorded.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// The workspace it happened in.
    pub workspace_id: Uuid,
    /// The project, unless it concerns the workspace itself.
    pub project_id: Option<Uuid>,
    /// The work item whose feed shows it.
    pub work_item_id: Option<Uuid>,
    /// Who did it.
    pub actor_id: Option<Uuid>,
    /// The kind of thing: `work_item`, `comment`, `state`, …
    pub entity: &'static str,
    /// The thing.
    pub entity_id: Uuid,
    /// What happened.
    pub verb: Verb,
    /// Field by field.
    pub changes: Vec<Change>,
}

impl NewEvent {
    fn row(self, now: DateTime<Utc>) -> Result<event::ActiveModel> {
        let changes = serde_json::to_value(self.changes)
            .map_err(|e| crate::error::Error::Internal(e.into()))?;
        Ok(event::ActiveModel {
            workspace_id: Set(self.workspace_id),
            project_id: Set(self.project_id),
            work_item_id: Set(self.work_item_id),
            actor_id: Set(self.actor_id),
            entity: Set(self.entity.to_owned()),
            entity_id: Set(self.entity_id),
            verb: Set(self.verb.as_str().to_owned()),
            changes: Set(changes),
            created_at: Set(now),
            ..Default::default()
        })
    }
}

/// Records one event.
pub async fn record(tx: &Tx, event: NewEvent, now: DateTime<Utc>) -> Result<()> {
    event.row(now)?.insert(&**tx).await?;
    Ok(())
}

/// Records many events in one statement.
pub async fn record_all(tx: &Tx, events: Vec<NewEvent>, now: DateTime<Utc>) -> Result<()> {
    let rows: Vec<_> = events.into_iter().map(|event| event.row(now)).collect::<Result<_>>()?;
    if !rows.is_empty() {
        event::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// Records events that are told to one person each and to nobody else: `(recipient, thing)` of the
/// same entity in one workspace.
pub async fn record_told(
    tx: &Tx,
    workspace_id: Uuid,
    (entity, verb): (&'static str, Verb),
    told: &[(Uuid, Uuid)],
    now: DateTime<Utc>,
) -> Result<()> {
    let rows = told.iter().map(|(recipient, thing)| event::ActiveModel {
        workspace_id: Set(workspace_id),
        recipient_id: Set(Some(*recipient)),
        actor_id: Set(None),
        entity: Set(entity.to_owned()),
        entity_id: Set(*thing),
        verb: Set(verb.as_str().to_owned()),
        changes: Set(serde_json::Value::Array(vec![])),
        created_at: Set(now),
        ..Default::default()
    });
    if !told.is_empty() {
        event::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    Ok(())
}

/// A place in the log. Everything up to it has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The transaction that wrote the event.
    pub xid: i64,
    /// The event within it.
    pub id: i64,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.xid, self.id)
    }
}

impl FromStr for Position {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Self, ()> {
        let (xid, id) = text.split_once('-').ok_or(())?;
        let parse = |part: &str| part.parse::<i64>().ok().filter(|n| *n >= 0).ok_or(());
        Ok(Self { xid: parse(xid)?, id: parse(id)? })
    }
}

/// The position from which a reader that sees what `tx` sees must go on: events of transactions
/// that still ran when its snapshot was taken come after it, possibly a second time.
pub async fn snapshot_position(tx: &Tx) -> Result<Position> {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};
    let row = tx
        .query_one_raw(Statement::from_string(
            DbBackend::Postgres,
            "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
        ))
        .await?;
    let xid: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    // Everything with a smaller transaction id is visible; `xid - 1` with the largest id is the
    // last position of those.
    Ok(Position { xid: xid - 1, id: i64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_survive_text_and_keep_their_order() {
        let position = Position { xid: 42, id: 7 };
        assert_eq!(position.to_string().parse(), Ok(position));
        assert!(Position { xid: 42, id: 8 } > position);
        assert!(Position { xid: 43, id: 0 } > position);
        for bad in ["", "1", "1-", "-1-2", "a-b", "1-2-3"] {
            assert_eq!(bad.parse::<Position>(), Err(()), "{bad}");
        }
    }
}
