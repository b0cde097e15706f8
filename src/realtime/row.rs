//! The compact row of a work item that changes carry: what lists and boards show.

use crate::{
    db::{Context, Db},
    error::Result,
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// What is read of `work_items w` for a row.
pub const COLUMNS: &str = "\
    w.id, w.sequence_id, w.name, w.state_id AS state, w.priority, \
    ARRAY(SELECT a.assignee_id FROM work_item_assignees a WHERE a.work_item_id = w.id ORDER BY 1) AS assignees, \
    ARRAY(SELECT l.label_id FROM work_item_labels l WHERE l.work_item_id = w.id ORDER BY 1) AS labels, \
    w.parent_id AS parent, w.start_date, w.target_date, w.sort_order, \
    w.created_at, w.updated_at, w.completed_at, w.created_by";

/// A work item in lists and boards; times are sent as unix seconds.
#[derive(Clone, Debug, PartialEq, Serialize, FromQueryResult)]
pub struct Row {
    /// The item's id.
    pub id: Uuid,
    /// Its number in the project.
    pub sequence_id: i32,
    /// Its title.
    pub name: String,
    /// Its state.
    pub state: Uuid,
    /// `urgent`, `high`, `medium`, `low` or `none`.
    pub priority: String,
    /// Who works on it.
    pub assignees: Vec<Uuid>,
    /// Its labels.
    pub labels: Vec<Uuid>,
    /// The item above it.
    pub parent: Option<Uuid>,
    /// First day.
    pub start_date: Option<NaiveDate>,
    /// Last day.
    pub target_date: Option<NaiveDate>,
    /// Place in manual order.
    pub sort_order: f64,
    /// When it was made.
    #[serde(with = "chrono::serde::ts_seconds")]
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    #[serde(with = "chrono::serde::ts_seconds")]
    pub updated_at: DateTime<Utc>,
    /// When it was completed.
    #[serde(with = "chrono::serde::ts_seconds_option")]
    pub completed_at: Option<DateTime<Utc>>,
    /// Who made it.
    pub created_by: Option<Uuid>,
}

/// The rows of those items of a project that lists show: not deleted, archived or drafts.
pub async fn load(
    db: &Db,
    workspace_id: Uuid,
    project_id: Uuid,
    ids: Vec<Uuid>,
) -> Result<HashMap<Uuid, Row>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let tx = db.begin(Context::workspace(workspace_id)).await?;
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            format!(
                "SELECT {COLUMNS} FROM work_items w
                 WHERE w.project_id = $1 AND w.id = ANY ($2)
                   AND w.deleted_at IS NULL AND w.archived_at IS NULL AND NOT w.is_draft"
            ),
            [project_id.into(), ids.into()],
        ))
        .await?;
    tx.end().await?;
    let rows = rows.iter().map(|row| Row::from_query_result(row, ""));
    Ok(rows.map(|row| row.map(|row| (row.id, row))).collect::<Result<_, _>>()?)
}
