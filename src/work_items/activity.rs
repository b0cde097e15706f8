//! The feed of one item: the event log, read field by field.

use crate::{
    access::ProjectScope,
    app::App,
    error::{Error, Result},
    events::Change,
    http::page::{Page, Paging},
};
use chrono::{DateTime, Utc};
use entity::event;
use poem_openapi::Object;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde::Serialize;
use uuid::Uuid;

/// Events of one item that the feed goes back.
const EVENTS_MAX: u64 = 2000;

/// Fields that other readers of the log need and people do not.
const HIDDEN: [&str; 2] = ["mentions", "imported"];

/// One changed field.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Activity {
    /// The entry's id.
    pub id: Uuid,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// The same.
    pub updated_at: DateTime<Utc>,
    /// Always null.
    pub deleted_at: Option<DateTime<Utc>>,
    /// `created`, `updated` or `deleted`.
    pub verb: String,
    /// What changed; null when the item was created.
    pub field: Option<String>,
    /// What it was, in words.
    pub old_value: Option<String>,
    /// What it is, in words.
    pub new_value: Option<String>,
    /// Not used.
    pub comment: String,
    /// Not used.
    pub attachments: Vec<String>,
    /// The id of what it was.
    pub old_identifier: Option<Uuid>,
    /// The id of what it is.
    pub new_identifier: Option<Uuid>,
    /// When it happened, in whole seconds since 1970.
    pub epoch: i64,
    /// The project.
    pub project: Uuid,
    /// The workspace.
    pub workspace: Uuid,
    /// The item.
    pub issue: Uuid,
    /// Not used.
    pub issue_comment: Option<Uuid>,
    /// Who did it.
    pub actor: Option<Uuid>,
}

/// A page of the feed, the oldest first, or the newest when `order_by` says so.
pub async fn page(
    app: &App,
    scope: &ProjectScope,
    item: Uuid,
    order_by: &str,
    paging: Paging,
) -> Result<Page<Activity>> {
    let newest_first = match order_by {
        "created_at" => false,
        "-created_at" => true,
        _ => return Err(Error::invalid("order_by", "Must be created_at or -created_at.")),
    };
    let tx = app.db.begin(scope.context()).await?;
    super::queries::visible_item(&tx, scope, item).await?;
    let mut rows = event::Entity::find()
        .filter(event::Column::WorkItemId.eq(item))
        .filter(event::Column::Entity.is_in(["work_item", "attachment"]))
        .order_by_desc(event::Column::Id)
        .limit(EVENTS_MAX)
        .all(&*tx)
        .await?;
    tx.end().await?;
    if !newest_first {
        rows.reverse();
    }
    let entries = rows.into_iter().flat_map(|row| entries(row, item)).collect();
    Ok(Page::of_all(entries, paging))
}

fn entries(row: event::Model, item: Uuid) -> Vec<Activity> {
    let mut changes: Vec<Change> = serde_json::from_value(row.changes.clone()).unwrap_or_default();
    changes.retain(|change| !HIDDEN.contains(&change.field.as_str()));
    let entry = |number: u64, change: Option<Change>| {
        let change = change.map(|change| (Some(change.field.clone()), change));
        let (field, change) = change.unwrap_or_default();
        Activity {
            // Stable and unique: the event's number and the field's place in it.
            id: Uuid::from_u64_pair(u64::try_from(row.id).unwrap_or_default(), number),
            created_at: row.created_at,
            updated_at: row.created_at,
            deleted_at: None,
            verb: row.verb.clone(),
            field,
            old_value: change.old,
            new_value: change.new,
            comment: String::new(),
            attachments: vec![],
            old_identifier: change.old_id,
            new_identifier: change.new_id,
            epoch: row.created_at.timestamp(),
            project: row.project_id.unwrap_or_default(),
            workspace: row.workspace_id,
            issue: item,
            issue_comment: None,
            actor: row.actor_id,
        }
    };
    match row.verb.as_str() {
        // A change that the feed does not show, such as a place in the order.
        "updated" if changes.is_empty() => vec![],
        "updated" => (0..).zip(changes).map(|(n, change)| entry(n, Some(change))).collect(),
        _ if changes.is_empty() => vec![entry(0, None)],
        _ => (0..).zip(changes).map(|(n, change)| entry(n, Some(change))).collect(),
    }
}
