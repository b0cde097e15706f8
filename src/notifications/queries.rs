//! Reading one's notifications. What one may no longer see is not there.

use super::{deliver::SEES, view::Row};
use crate::{
    access::WorkspaceScope,
    db::Tx,
    error::{Error, Result},
    http::page::Paging,
};
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use std::fmt::Write;
use uuid::Uuid;

/// Which notifications.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// Those that sleep, or those that do not.
    pub snoozed: bool,
    /// Those that were put away, or those that were not.
    pub archived: bool,
    /// Only those that were read, or only those that were not.
    pub read: Option<bool>,
    /// Only mentions.
    pub mentioned: bool,
    /// `assigned`, `created`, `subscribed`: what one is to the item. All, when empty.
    pub kinds: Vec<Kind>,
}

/// What one is to an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One works on it.
    Assigned,
    /// One made it.
    Created,
    /// One follows it, and is neither.
    Subscribed,
}

impl Kind {
    /// Reads a list with commas.
    pub fn parse_list(text: &str) -> Result<Vec<Self>> {
        let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty()).take(10);
        parts
            .map(|part| match part {
                "assigned" => Ok(Self::Assigned),
                "created" => Ok(Self::Created),
                "subscribed" => Ok(Self::Subscribed),
                _ => Err(Error::invalid("type", "Must list assigned, created or subscribed.")),
            })
            .collect()
    }

    fn sql(self) -> &'static str {
        match self {
            Self::Assigned => ASSIGNED,
            Self::Created => "w.created_by = $1",
            Self::Subscribed => {
                "(w.created_by IS DISTINCT FROM $1 AND NOT EXISTS (SELECT FROM work_item_assignees a
                    WHERE a.work_item_id = w.id AND a.assignee_id = $1))"
            }
        }
    }
}

const ASSIGNED: &str = "EXISTS (SELECT FROM work_item_assignees a
    WHERE a.work_item_id = w.id AND a.assignee_id = $1)";

const FROM: &str = "FROM notifications n
    JOIN work_items w ON w.id = n.work_item_id
    JOIN projects p ON p.id = n.project_id
    JOIN project_members pm ON pm.project_id = n.project_id AND pm.member_id = n.receiver_id
    JOIN workspace_members wm ON wm.workspace_id = n.workspace_id AND wm.member_id = n.receiver_id";

const COLUMNS: &str = "n.*, (SELECT left(c.comment_stripped, 1000) FROM comments c
    WHERE c.id = CASE WHEN n.data->'issue_activity'->>'field' = 'comment'
                      THEN (n.data->'issue_activity'->>'new_identifier')::uuid END
      AND c.work_item_id = n.work_item_id AND c.deleted_at IS NULL) AS comment";

const AWAKE: &str = "(n.snoozed_till IS NULL OR n.snoozed_till <= $2)";

impl Wanted {
    /// SQL over `n` and `w`; `$1` is the receiver, `$2` the time.
    fn sql(&self) -> String {
        let mut parts = vec!["n.receiver_id = $1 AND n.deleted_at IS NULL", SEES];
        parts.push(if self.snoozed { "n.snoozed_till > $2" } else { AWAKE });
        parts.push(if self.archived {
            "n.archived_at IS NOT NULL"
        } else {
            "n.archived_at IS NULL"
        });
        parts.extend(self.read.map(|read| match read {
            true => "n.read_at IS NOT NULL",
            false => "n.read_at IS NULL",
        }));
        if self.mentioned {
            parts.push("n.sender = 'in_app:issue_activities:mentioned'");
        }
        let mut sql = parts.join(" AND ");
        if !self.kinds.is_empty() {
            let kinds: Vec<_> = self.kinds.iter().map(|kind| kind.sql()).collect();
            let _ = write!(sql, " AND ({})", kinds.join(" OR "));
        }
        sql
    }
}

fn statement(sql: String, values: impl IntoIterator<Item = Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

/// A page, the newest first, and how many there are in all.
pub async fn page(
    tx: &Tx,
    me: Uuid,
    wanted: &Wanted,
    paging: Paging,
    now: DateTime<Utc>,
) -> Result<(Vec<Row>, u64)> {
    let condition = wanted.sql();
    let total = tx
        .query_one_raw(statement(
            format!("SELECT count(*) {FROM} WHERE {condition}"),
            [me.into(), now.into()],
        ))
        .await?;
    let total: i64 = total.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    let limit = i64::try_from(paging.per_page).unwrap_or(i64::MAX);
    let offset = i64::try_from(paging.offset()).unwrap_or(i64::MAX);
    let rows = tx
        .query_all_raw(statement(
            format!(
                "SELECT {COLUMNS} {FROM} WHERE {condition}
                 ORDER BY n.created_at DESC, n.id DESC LIMIT $3 OFFSET $4"
            ),
            [me.into(), now.into(), limit.into(), offset.into()],
        ))
        .await?;
    let rows = rows.iter().map(|row| Row::from_query_result(row, ""));
    Ok((rows.collect::<Result<_, _>>()?, u64::try_from(total).unwrap_or_default()))
}

/// One of one's notifications.
pub async fn find(tx: &Tx, scope: &WorkspaceScope, id: Uuid) -> Result<Row> {
    let row = tx
        .query_one_raw(statement(
            format!("SELECT {COLUMNS} {FROM} WHERE n.receiver_id = $1 AND n.id = $2 AND n.deleted_at IS NULL
                 AND {SEES}"),
            [scope.actor.user_id.into(), id.into()],
        ))
        .await?
        .ok_or(Error::NotFound("notification"))?;
    Ok(Row::from_query_result(&row, "")?)
}

/// How many are unread, and how many of those are mentions.
pub async fn unread(tx: &Tx, me: Uuid, now: DateTime<Utc>) -> Result<(i64, i64)> {
    let condition = Wanted { read: Some(false), ..Wanted::default() }.sql();
    let row = tx
        .query_one_raw(statement(
            format!(
                "SELECT count(*), count(*) FILTER
                    (WHERE n.sender = 'in_app:issue_activities:mentioned')
                 {FROM} WHERE {condition}"
            ),
            [me.into(), now.into()],
        ))
        .await?;
    match row {
        Some(row) => Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?)),
        None => Ok((0, 0)),
    }
}

/// Marks as read what is wanted and unread; the ids of those.
pub async fn mark_read(
    tx: &Tx,
    me: Uuid,
    wanted: &Wanted,
    now: DateTime<Utc>,
) -> Result<Vec<Uuid>> {
    let condition = Wanted { read: Some(false), ..wanted.clone() }.sql();
    let rows = tx
        .query_all_raw(statement(
            format!(
                "UPDATE notifications SET read_at = $2, updated_at = $2
                 WHERE id IN (SELECT n.id {FROM} WHERE {condition}) RETURNING id"
            ),
            [me.into(), now.into()],
        ))
        .await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}
