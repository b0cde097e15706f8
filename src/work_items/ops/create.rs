//! Creating work items.

use super::{
    super::{
        mentions,
        model::{WorkItemPatch, check_dates},
        queries::{ItemName, view},
        view::WorkItem,
    },
    links, parent_for, place, refuse_same_external, state_for,
};
use crate::{
    access::{Permission, ProjectScope},
    app::App,
    db::Tx,
    error::{Error, Result},
    events::{self, NewEvent, Verb},
    html, random,
};
use entity::{project, project_counter, work_item};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Creates an item. It gets the next number of the project, its default state when none is named,
/// and its default assignee when nobody is.
pub async fn create(app: &App, scope: &ProjectScope, new: WorkItemPatch) -> Result<WorkItem> {
    scope.require(Permission::CreateWorkItem)?;
    scope.require_open()?;
    new.check(true)?;
    check_dates(new.start_date.flatten(), new.target_date.flatten())?;
    let tx = app.db.begin(scope.context()).await?;
    let item = insert(app, &tx, scope, &new).await?;
    let assignees = wanted_assignees(&tx, scope.project_id, new.assignees).await?;
    let labels = links::own_labels(&tx, scope.project_id, new.labels.unwrap_or_default()).await?;
    links::set_assignees(&tx, &item, BTreeSet::new(), assignees).await?;
    links::set_labels(&tx, &item, BTreeSet::new(), labels).await?;
    let event = NewEvent {
        workspace_id: item.workspace_id,
        project_id: Some(item.project_id),
        work_item_id: Some(item.id),
        actor_id: Some(scope.user_id()),
        entity: "work_item",
        entity_id: item.id,
        verb: Verb::Created,
        changes: mentions::new_ones(&tx, item.project_id, "", &item.description_html).await?,
    };
    events::record(&tx, event, app.clock.now()).await?;
    let answer = if item.is_draft || item.archived_at.is_some() {
        Err(Error::NotFound("work item"))
    } else {
        view(&tx, scope, ItemName::Id(item.id)).await
    };
    tx.commit().await?;
    answer
}

async fn insert(
    app: &App,
    tx: &Tx,
    scope: &ProjectScope,
    new: &WorkItemPatch,
) -> Result<work_item::Model> {
    let now = app.clock.now();
    let project_id = scope.project_id;
    let external = (new.external_source.clone().flatten(), new.external_id.clone().flatten());
    if let (Some(source), Some(id)) = &external {
        refuse_same_external(tx, project_id, None, (source, id)).await?;
    }
    if let Some(parent) = new.parent.flatten() {
        parent_for(tx, project_id, parent).await?;
    }
    let sequence_id = next_number(tx, project_id).await?;
    let state = state_for(tx, project_id, new.state).await?;
    let id = random::id(now);
    let sort_order = match (new.sort_order, new.place) {
        (_, Some(wanted)) => place::resolve(app, tx, scope, id, wanted).await?,
        (Some(key), None) => key,
        (None, None) => place::last_in_state(tx, project_id, state.id).await?,
    };
    let html = html::sanitize(new.description_html.as_deref().unwrap_or("<p></p>"));
    let created_at = new.created_at.unwrap_or(now);
    let row = work_item::ActiveModel {
        id: Set(id),
        workspace_id: Set(scope.workspace.workspace_id),
        project_id: Set(project_id),
        parent_id: Set(new.parent.flatten()),
        state_id: Set(state.id),
        name: Set(new.name.as_deref().unwrap_or_default().trim().to_owned()),
        description_stripped: Set(Some(html::strip(&html)).filter(|text| !text.is_empty())),
        description_html: Set(html),
        priority: Set(new.priority.clone().unwrap_or_else(|| "none".to_owned())),
        point: Set(new.point.flatten()),
        start_date: Set(new.start_date.flatten()),
        target_date: Set(new.target_date.flatten()),
        sequence_id: Set(sequence_id),
        sort_order: Set(sort_order),
        completed_at: Set((state.group == "completed").then_some(now)),
        archived_at: Set(new.archived_at.flatten()),
        is_draft: Set(new.is_draft.unwrap_or_default()),
        properties: Set(new.properties.clone().unwrap_or_else(|| serde_json::json!({}))),
        external_source: Set(external.0),
        external_id: Set(external.1),
        created_by: Set(Some(scope.user_id())),
        updated_by: Set(None),
        created_at: Set(created_at),
        updated_at: Set(now),
        deleted_at: Set(None),
    };
    Ok(row.insert(&**tx).await?)
}

/// The next number of the project; others who create items wait until this transaction ends.
async fn next_number(tx: &Tx, project_id: Uuid) -> Result<i32> {
    let number = project_counter::Column::LastSequence;
    let counters = project_counter::Entity::update_many()
        .col_expr(number, Expr::col(number).add(1))
        .filter(project_counter::Column::ProjectId.eq(project_id))
        .exec_with_returning(&**tx)
        .await?;
    counters
        .first()
        .map(|counter| counter.last_sequence)
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("project {project_id} has no counter")))
}

async fn wanted_assignees(
    tx: &Tx,
    project_id: Uuid,
    wanted: Option<Vec<Uuid>>,
) -> Result<BTreeSet<Uuid>> {
    let assignees = links::assignable(tx, project_id, wanted.unwrap_or_default()).await?;
    if !assignees.is_empty() {
        return Ok(assignees);
    }
    let default: Option<Option<Uuid>> = project::Entity::find_by_id(project_id)
        .select_only()
        .column(project::Column::DefaultAssignee)
        .into_tuple()
        .one(&**tx)
        .await?;
    match default.flatten() {
        Some(person) => links::assignable(tx, project_id, vec![person]).await,
        None => Ok(assignees),
    }
}
