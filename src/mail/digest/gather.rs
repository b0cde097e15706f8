//! Takes the rows that wait for a person, and finds what they are about.

use super::{
    super::{model::header_line, preferences::Receiver},
    story::{Activity, Happening, Item, Story},
};
use crate::{app::App, db::Tx, error::Result};
use chrono::{DateTime, NaiveDate, Utc};
use entity::comment;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, Statement,
};
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// Rows of one person in one workspace that are taken at a time; the rest follows with the next run.
const ROWS: i64 = 500;

/// A row that was taken.
#[derive(Clone, Debug, FromQueryResult)]
pub(super) struct Row {
    work_item_id: Uuid,
    actor: Option<String>,
    kind: String,
    data: Value,
}

// Locked rows are another run's.
const TAKE: &str = "
WITH taken AS (
    UPDATE email_notifications SET processed_at = $3 WHERE id IN (
        SELECT id FROM email_notifications
        WHERE receiver_id = $1 AND processed_at IS NULL AND created_at <= $2
        ORDER BY created_at, id LIMIT $4 FOR UPDATE SKIP LOCKED)
    RETURNING id, work_item_id, actor_id, kind, data, created_at)
SELECT t.work_item_id, a.display_name AS actor, t.kind, t.data
FROM taken t LEFT JOIN users a ON a.id = t.actor_id ORDER BY t.created_at, t.id";

/// Takes what waits for a person in the transaction's workspace since before `before`.
pub(super) async fn take(
    tx: &Tx,
    receiver: Uuid,
    before: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<Vec<Row>> {
    let values = [receiver.into(), before.into(), now.into(), ROWS.into()];
    let rows =
        tx.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, TAKE, values)).await?;
    Ok(rows.iter().map(|row| Row::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

#[derive(Debug, FromQueryResult)]
struct Found {
    id: Uuid,
    name: String,
    sequence_id: i32,
    identifier: String,
    project: String,
    slug: String,
    target_date: Option<NaiveDate>,
}

// What the person may see now, whatever they might see when it happened.
const FIND: &str = "
SELECT w.id, w.name, w.sequence_id, p.identifier, p.name AS project, s.slug, w.target_date
FROM work_items w
JOIN projects p ON p.id = w.project_id AND p.deleted_at IS NULL
JOIN workspaces s ON s.id = w.workspace_id AND s.deleted_at IS NULL
JOIN project_members m ON m.project_id = p.id AND m.member_id = $1 AND m.is_active
WHERE w.id = ANY ($2) AND w.deleted_at IS NULL AND NOT w.is_draft
    AND (m.role > 5 OR p.guest_view_all_features OR w.created_by = $1)";

/// What the rows tell, one story a work item, in the order in which they began.
pub(super) async fn stories(
    app: &App,
    tx: &Tx,
    receiver: &Receiver,
    rows: Vec<Row>,
) -> Result<Vec<Story>> {
    let rows: Vec<Row> = rows.into_iter().filter(|row| receiver.wants(&row.kind)).collect();
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let said = comments(tx, &rows).await?;
    let mut order: Vec<Uuid> = Vec::new();
    let mut happened: HashMap<Uuid, Vec<Happening>> = HashMap::new();
    for row in rows {
        if !happened.contains_key(&row.work_item_id) {
            order.push(row.work_item_id);
        }
        let activity = activity(&row.data);
        let comment = activity.issue_comment;
        happened.entry(row.work_item_id).or_default().push(Happening {
            kind: row.kind,
            actor: row.actor.unwrap_or_default(),
            said: comment.and_then(|id| said.get(&(id, row.work_item_id)).cloned()),
            activity,
        });
    }
    let values = [receiver.id.into(), order.clone().into()];
    let found =
        tx.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, FIND, values)).await?;
    let mut items: HashMap<Uuid, Item> = HashMap::new();
    for row in &found {
        let found = Found::from_query_result(row, "")?;
        items.insert(found.id, item(app, found));
    }
    let story = |id: Uuid| Some(Story::new(items.remove(&id)?, happened.remove(&id)?));
    Ok(order.into_iter().filter_map(story).collect())
}

fn activity(data: &Value) -> Activity {
    let activity = data.get("issue_activity").cloned().unwrap_or_default();
    serde_json::from_value(activity).unwrap_or_default()
}

/// What the comments that the rows tell of say now, by comment and work item.
async fn comments(tx: &Tx, rows: &[Row]) -> Result<HashMap<(Uuid, Uuid), String>> {
    let ids: Vec<Uuid> = rows.iter().filter_map(|row| activity(&row.data).issue_comment).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let found = comment::Entity::find()
        .filter(comment::Column::Id.is_in(ids))
        .filter(comment::Column::DeletedAt.is_null())
        .all(&**tx)
        .await?;
    Ok(found.into_iter().map(|row| ((row.id, row.work_item_id), row.comment_html)).collect())
}

fn item(app: &App, found: Found) -> Item {
    let key = format!("{}-{}", found.identifier, found.sequence_id);
    Item {
        id: found.id,
        url: app.web_url(&format!("/{}/browse/{key}", found.slug)),
        key,
        name: header_line(&found.name),
        project: header_line(&found.project),
        target_date: found.target_date,
    }
}
