//! How work items appear in answers.

use crate::error::Result;
use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::Object;
use sea_orm::QueryResult;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// A work item.
#[derive(Clone, Debug, Serialize, Object)]
pub struct WorkItem {
    /// The item's id.
    pub id: Uuid,
    /// Not used yet.
    pub type_id: Option<Uuid>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Always null here.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Points of old clients.
    pub point: Option<i32>,
    /// Its title.
    pub name: String,
    /// Its description: sanitised HTML.
    pub description_html: String,
    /// Not used.
    pub description_binary: Option<String>,
    /// `urgent`, `high`, `medium`, `low` or `none`.
    pub priority: String,
    /// When work starts.
    pub start_date: Option<NaiveDate>,
    /// When it is due.
    pub target_date: Option<NaiveDate>,
    /// The number in its key.
    pub sequence_id: i32,
    /// Its place in the manual order.
    pub sort_order: f64,
    /// When it was completed.
    pub completed_at: Option<DateTime<Utc>>,
    /// When it was put away.
    pub archived_at: Option<NaiveDate>,
    /// Not shown in lists.
    pub is_draft: bool,
    /// Where it comes from.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// Who last changed it.
    pub updated_by: Option<Uuid>,
    /// Its project.
    pub project: Uuid,
    /// Its workspace.
    pub workspace: Uuid,
    /// The item above it.
    pub parent: Option<Uuid>,
    /// Its state.
    pub state: Option<Uuid>,
    /// Not used yet.
    pub estimate_point: Option<Uuid>,
    /// Not used yet.
    #[oai(rename = "type")]
    #[serde(rename = "type")]
    pub item_type: Option<Uuid>,
    /// Who works on it.
    pub assignees: Vec<Uuid>,
    /// Its labels.
    pub labels: Vec<Uuid>,
    /// Free fields.
    pub properties: Value,
}

/// What [`WorkItem::from_row`] reads, in its order; the table is `w`.
pub const COLUMNS: &str = "w.id, w.created_at, w.updated_at, w.point, w.name, w.description_html, \
    w.priority, w.start_date, w.target_date, w.sequence_id, w.sort_order, w.completed_at, \
    w.archived_at, w.is_draft, w.external_source, w.external_id, w.created_by, w.updated_by, \
    w.project_id, w.workspace_id, w.parent_id, w.state_id, \
    ARRAY(SELECT a.assignee_id FROM work_item_assignees a WHERE a.work_item_id = w.id ORDER BY 1), \
    ARRAY(SELECT l.label_id FROM work_item_labels l WHERE l.work_item_id = w.id ORDER BY 1), \
    w.properties";

/// How many they are.
pub const COLUMN_COUNT: usize = 25;

impl WorkItem {
    /// Reads a row of [`COLUMNS`], by position because names cost a search each.
    pub fn from_row(row: &QueryResult) -> Result<Self> {
        Ok(Self {
            id: row.try_get_by_index(0)?,
            type_id: None,
            created_at: row.try_get_by_index(1)?,
            updated_at: row.try_get_by_index(2)?,
            deleted_at: None,
            point: row.try_get_by_index(3)?,
            name: row.try_get_by_index(4)?,
            description_html: row.try_get_by_index(5)?,
            description_binary: None,
            priority: row.try_get_by_index(6)?,
            start_date: row.try_get_by_index(7)?,
            target_date: row.try_get_by_index(8)?,
            sequence_id: row.try_get_by_index(9)?,
            sort_order: row.try_get_by_index(10)?,
            completed_at: row.try_get_by_index(11)?,
            archived_at: row.try_get_by_index(12)?,
            is_draft: row.try_get_by_index(13)?,
            external_source: row.try_get_by_index(14)?,
            external_id: row.try_get_by_index(15)?,
            created_by: row.try_get_by_index(16)?,
            updated_by: row.try_get_by_index(17)?,
            project: row.try_get_by_index(18)?,
            workspace: row.try_get_by_index(19)?,
            parent: row.try_get_by_index(20)?,
            state: row.try_get_by_index(21)?,
            estimate_point: None,
            item_type: None,
            assignees: row.try_get_by_index(22)?,
            labels: row.try_get_by_index(23)?,
            properties: row.try_get_by_index(24)?,
        })
    }
}
