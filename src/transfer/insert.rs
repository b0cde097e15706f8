//! Creating many work items at once, under the same rules as one by one: numbers come from the
//! project's counter under its lock, new items go to the end of their state, each has its event.

use crate::{
    db::Tx,
    error::{Error, Result},
    events::{self, NewEvent, Verb},
    html, random,
    work_items::{model::SORT_STEP, ops::place},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{project_counter, work_item, work_item_assignee, work_item_label};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Where items go, and who puts them there.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The workspace.
    pub workspace_id: Uuid,
    /// The project.
    pub project_id: Uuid,
    /// Who creates the items.
    pub actor_id: Uuid,
}

/// A work item about to be created. Its names and HTML have been checked.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// The title.
    pub name: String,
    /// The text, sanitised.
    pub description_html: String,
    /// A state of the project.
    pub state_id: Uuid,
    /// Whether that state means done.
    pub is_completed: bool,
    /// `urgent`, `high`, `medium`, `low` or `none`.
    pub priority: String,
    /// Labels of the project, each once.
    pub labels: Vec<Uuid>,
    /// People of the workspace, each once.
    pub assignees: Vec<Uuid>,
    /// First day.
    pub start_date: Option<NaiveDate>,
    /// Last day.
    pub target_date: Option<NaiveDate>,
    /// When it was made; now, if nobody knows.
    pub created_at: Option<DateTime<Utc>>,
    /// Source and id elsewhere.
    pub external: Option<(String, String)>,
    /// What has no field of its own.
    pub properties: serde_json::Map<String, serde_json::Value>,
}

/// Takes the project's lock for numbers until the transaction ends, and `count` numbers; returns
/// the last one given out before.
pub async fn take_numbers(tx: &Tx, project_id: Uuid, count: i32) -> Result<i32> {
    let number = project_counter::Column::LastSequence;
    let counters = project_counter::Entity::update_many()
        .col_expr(number, Expr::col(number).add(count))
        .filter(project_counter::Column::ProjectId.eq(project_id))
        .exec_with_returning(&**tx)
        .await?;
    let last = counters.first().map(|counter| counter.last_sequence - count);
    last.ok_or_else(|| Error::Internal(anyhow::anyhow!("project {project_id} has no counter")))
}

/// Creates the items in the given order.
pub async fn items(tx: &Tx, to: Place, drafts: Vec<Draft>, now: DateTime<Utc>) -> Result<()> {
    let count = i32::try_from(drafts.len()).map_err(|e| Error::Internal(e.into()))?;
    if count == 0 {
        return Ok(());
    }
    let first = take_numbers(tx, to.project_id, count).await? + 1;
    let mut ends: HashMap<Uuid, f64> = HashMap::new();
    let (mut rows, mut labels, mut assignees, mut log) = (vec![], vec![], vec![], vec![]);
    for (draft, sequence_id) in drafts.into_iter().zip(first..) {
        let id = random::id(now);
        let sort_order = match ends.get(&draft.state_id) {
            Some(end) => end + SORT_STEP,
            None => place::last_in_state(tx, to.project_id, draft.state_id).await?,
        };
        ends.insert(draft.state_id, sort_order);
        labels.extend(draft.labels.iter().map(|label| (id, *label)));
        assignees.extend(draft.assignees.iter().map(|person| (id, *person)));
        log.push(created(to, id));
        rows.push(row(to, id, draft, (sequence_id, sort_order), now));
    }
    work_item::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    insert_labels(tx, to, labels).await?;
    insert_assignees(tx, to, assignees).await?;
    events::record_all(tx, log, now).await
}

fn created(to: Place, id: Uuid) -> NewEvent {
    NewEvent {
        workspace_id: to.workspace_id,
        project_id: Some(to.project_id),
        work_item_id: Some(id),
        actor_id: Some(to.actor_id),
        entity: "work_item",
        entity_id: id,
        verb: Verb::Created,
        // Not shown in the feed; readers that tell people pass over it.
        changes: vec![events::Change::value("imported", None, None)],
    }
}

fn row(
    to: Place,
    id: Uuid,
    draft: Draft,
    (sequence_id, sort_order): (i32, f64),
    now: DateTime<Utc>,
) -> work_item::ActiveModel {
    let created_at = draft.created_at.unwrap_or(now);
    let words = html::strip(&draft.description_html);
    let (source, external_id) = draft.external.unzip();
    work_item::ActiveModel {
        id: Set(id),
        workspace_id: Set(to.workspace_id),
        project_id: Set(to.project_id),
        parent_id: Set(None),
        state_id: Set(draft.state_id),
        name: Set(draft.name),
        description_stripped: Set(Some(words).filter(|text| !text.is_empty())),
        description_html: Set(draft.description_html),
        priority: Set(draft.priority),
        point: Set(None),
        start_date: Set(draft.start_date),
        target_date: Set(draft.target_date),
        sequence_id: Set(sequence_id),
        sort_order: Set(sort_order),
        completed_at: Set(draft.is_completed.then_some(now)),
        archived_at: Set(None),
        is_draft: Set(false),
        properties: Set(serde_json::Value::Object(draft.properties)),
        external_source: Set(source),
        external_id: Set(external_id),
        created_by: Set(Some(to.actor_id)),
        updated_by: Set(None),
        created_at: Set(created_at),
        updated_at: Set(now),
        deleted_at: Set(None),
    }
}

async fn insert_labels(tx: &Tx, to: Place, links: Vec<(Uuid, Uuid)>) -> Result<()> {
    if links.is_empty() {
        return Ok(());
    }
    let rows = links.into_iter().map(|(item, label)| work_item_label::ActiveModel {
        workspace_id: Set(to.workspace_id),
        project_id: Set(to.project_id),
        work_item_id: Set(item),
        label_id: Set(label),
    });
    work_item_label::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

async fn insert_assignees(tx: &Tx, to: Place, links: Vec<(Uuid, Uuid)>) -> Result<()> {
    if links.is_empty() {
        return Ok(());
    }
    let rows = links.into_iter().map(|(item, person)| work_item_assignee::ActiveModel {
        workspace_id: Set(to.workspace_id),
        project_id: Set(to.project_id),
        work_item_id: Set(item),
        assignee_id: Set(person),
    });
    work_item_assignee::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}
