//! `/api/v1/…/work-items`: work items, their feed and the snapshot. `issues` is another name for
//! the same paths.

#![expect(clippy::too_many_arguments, reason = "one argument a query parameter")]

use super::{
    activity::{self, Activity},
    expand::Shape,
    filter::{Filter, RawFilter},
    list,
    model::{Move, WorkItemPatch, parse_key},
    ops,
    order::ItemOrder,
    queries::{self, ItemName},
    search::{self, SearchResults},
    snapshot::{self, Snapshot},
    view::WorkItem,
};
use crate::{
    access::{ProjectScope, WorkspaceScope, project_scope},
    error::{Error, Result},
    http::{
        extract::{Id, Server, Text},
        page::{Page, Paging},
        reply::{Created, NoContent, Reply},
        shared_limits::Shared,
    },
    projects::{api::patched, queries::find_by_identifier},
};
use chrono::{DateTime, NaiveDate, Utc};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json, types::MaybeUndefined};
use serde_json::Value;
use uuid::Uuid;

/// A place in the manual order.
#[derive(Debug, Object)]
pub struct MoveInput {
    /// The item above.
    pub after: Option<Uuid>,
    /// The item below.
    pub before: Option<Uuid>,
}

/// A work item to be made, or changes to one.
#[derive(Debug, Default, Object)]
pub struct WorkItemInput {
    /// Its title; required for a new one.
    pub name: Option<String>,
    /// Its description; sanitised.
    pub description_html: Option<String>,
    /// `urgent`, `high`, `medium`, `low` or `none`.
    pub priority: Option<String>,
    /// A state of the project.
    pub state: MaybeUndefined<Uuid>,
    /// Another item of the project; null for none.
    pub parent: MaybeUndefined<Uuid>,
    /// All who work on it: members of the project.
    pub assignees: Option<Vec<Uuid>>,
    /// All its labels.
    pub labels: Option<Vec<Uuid>>,
    /// When work starts.
    pub start_date: MaybeUndefined<NaiveDate>,
    /// When it is due.
    pub target_date: MaybeUndefined<NaiveDate>,
    /// Points of old clients.
    pub point: MaybeUndefined<i32>,
    /// Its place in the manual order.
    pub sort_order: Option<f64>,
    /// Its place in the manual order, by its neighbours.
    #[oai(rename = "move")]
    pub place: Option<MoveInput>,
    /// Not shown in lists.
    pub is_draft: Option<bool>,
    /// Put away.
    pub archived_at: MaybeUndefined<NaiveDate>,
    /// Free fields, merged over the present ones; null removes a key.
    pub properties: Option<Value>,
    /// Where it comes from.
    pub external_source: MaybeUndefined<String>,
    /// Its id there.
    pub external_id: MaybeUndefined<String>,
    /// When it was made elsewhere; new items only.
    pub created_at: Option<DateTime<Utc>>,
}

impl From<WorkItemInput> for WorkItemPatch {
    fn from(body: WorkItemInput) -> Self {
        Self {
            name: body.name,
            description_html: body.description_html,
            priority: body.priority,
            state: patched(body.state).flatten(),
            parent: patched(body.parent),
            assignees: body.assignees,
            labels: body.labels,
            start_date: patched(body.start_date),
            target_date: patched(body.target_date),
            point: patched(body.point),
            sort_order: body.sort_order,
            place: body.place.map(|place| Move { after: place.after, before: place.before }),
            is_draft: body.is_draft,
            archived_at: patched(body.archived_at),
            properties: body.properties,
            external_source: patched(body.external_source),
            external_id: patched(body.external_id),
            created_at: body.created_at,
        }
    }
}

/// Work items of a project.
#[derive(Debug)]
pub struct WorkItemsApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl WorkItemsApi {
    /// Work items
    ///
    /// With both `external_id` and `external_source`: that one item, without the envelope.
    #[oai(
        path = "/:slug/projects/:project_id/work-items",
        method = "get",
        operation_id = "list_work_items"
    )]
    async fn list(
        &self,
        app: Server,
        scope: ProjectScope,
        /// `created_at`, `updated_at`, `sequence_id`, `sort_order`, `name`, `priority`, `start_date`,
        /// `target_date`, `completed_at`, `state__group`, `labels__name` or
        /// `assignees__first_name`; a leading minus reverses.
        order_by: Query<Option<String>>,
        /// Ids of states, separated by commas.
        state: Query<Option<String>>,
        /// Groups of states, separated by commas.
        state_group: Query<Option<String>>,
        /// Priorities, separated by commas.
        priority: Query<Option<String>>,
        /// Ids of people or `none`, separated by commas.
        assignees: Query<Option<String>>,
        /// Ids of labels or `none`, separated by commas.
        labels: Query<Option<String>>,
        /// Made on or after this day.
        created_after: Query<Option<NaiveDate>>,
        /// Made on or before this day.
        created_before: Query<Option<NaiveDate>>,
        /// Due on or after this day.
        target_after: Query<Option<NaiveDate>>,
        /// Due on or before this day.
        target_before: Query<Option<NaiveDate>>,
        /// Part of the title.
        search: Query<Option<String>>,
        /// The item's id in an outside source.
        external_id: Query<Option<String>>,
        /// That source.
        external_source: Query<Option<String>>,
        /// Only these keys of each item, separated by commas.
        fields: Query<Option<String>>,
        /// Objects in place of ids: `state`, `assignees`, `labels`, `parent`, `project`,
        /// `workspace`, `created_by`, `updated_by`.
        expand: Query<Option<String>>,
        per_page: Query<Option<i64>>,
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<WorkItem>>> {
        let shape = Shape::parse(fields.0.as_deref(), expand.0.as_deref());
        if let (Some(id), Some(source)) = (external_id.0, external_source.0) {
            let bytes = one(&app, &scope, ItemName::External(source, id), &shape).await?;
            return Ok(Reply::from_bytes(bytes));
        }
        let raw = RawFilter {
            state: state.0,
            state_group: state_group.0,
            priority: priority.0,
            assignees: assignees.0,
            labels: labels.0,
            created_after: created_after.0,
            created_before: created_before.0,
            target_after: target_after.0,
            target_before: target_before.0,
            search: search.0,
        };
        let filter = Filter::parse(&raw, 1)?;
        let order = ItemOrder::parse(order_by.0.as_deref().unwrap_or("-created_at"))?;
        let paging = Paging::parse(per_page.0, cursor.0.as_deref())?;
        let tx = app.db.begin_read(scope.context()).await?;
        if shape.is_plain() {
            let text = list::page_text(&tx, &scope, filter, order, paging).await?;
            tx.end().await?;
            return Ok(Reply::from_bytes(text));
        }
        let (items, total) = list::page(&tx, &scope, filter, order, paging).await?;
        let shaped = shape.apply(&tx, &scope, &items).await?;
        tx.end().await?;
        Ok(Reply::from_bytes(to_bytes(&Page::new(shaped, total, paging))?))
    }

    /// Create a work item
    #[oai(
        path = "/:slug/projects/:project_id/work-items",
        method = "post",
        operation_id = "create_work_item"
    )]
    async fn create(
        &self,
        app: Server,
        scope: ProjectScope,
        body: Json<WorkItemInput>,
    ) -> Result<Created<WorkItem>> {
        Created::new(&ops::create(&app, &scope, body.0.into()).await?)
    }

    /// A work item
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id",
        method = "get",
        operation_id = "get_work_item"
    )]
    async fn get(
        &self,
        app: Server,
        scope: ProjectScope,
        id: Id<2>,
        fields: Query<Option<String>>,
        expand: Query<Option<String>>,
    ) -> Result<Reply<WorkItem>> {
        let shape = Shape::parse(fields.0.as_deref(), expand.0.as_deref());
        Ok(Reply::from_bytes(one(&app, &scope, ItemName::Id(id.0), &shape).await?))
    }

    /// Change a work item
    ///
    /// Archiving takes it out of sight: the answer is then the item as it was last seen.
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id",
        method = "patch",
        operation_id = "update_work_item"
    )]
    async fn patch(
        &self,
        app: Server,
        scope: ProjectScope,
        id: Id<2>,
        body: Json<WorkItemInput>,
    ) -> Result<Reply<WorkItem>> {
        let archives =
            matches!(body.archived_at, MaybeUndefined::Value(_)) || body.is_draft == Some(true);
        let before = if archives {
            Some(one(&app, &scope, ItemName::Id(id.0), &Shape::default()).await?)
        } else {
            None
        };
        match (ops::update(&app, &scope, id.0, body.0.into()).await?, before) {
            (Some(item), _) => Reply::new(&item),
            (None, Some(before)) => Ok(Reply::from_bytes(before)),
            (None, None) => Err(Error::NotFound("work item")),
        }
    }

    /// Delete a work item
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id",
        method = "delete",
        operation_id = "delete_work_item"
    )]
    async fn delete(&self, app: Server, scope: ProjectScope, id: Id<2>) -> Result<NoContent> {
        ops::delete(&app, &scope, id.0).await?;
        Ok(NoContent::default())
    }

    /// What happened to a work item
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id/activities",
        method = "get",
        operation_id = "list_activities"
    )]
    async fn activities(
        &self,
        app: Server,
        scope: ProjectScope,
        id: Id<2>,
        /// `created_at` or `-created_at`.
        order_by: Query<Option<String>>,
        per_page: Query<Option<i64>>,
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<Activity>>> {
        let paging = Paging::parse(per_page.0, cursor.0.as_deref())?;
        let order_by = order_by.0.as_deref().unwrap_or("created_at");
        Reply::new(&activity::page(&app, &scope, id.0, order_by, paging).await?)
    }

    /// All items of a project in one compact answer
    ///
    /// Items are arrays in the order of `fields`; `state`, `assignees`, `labels` and `created_by`
    /// are places in the lists beside them; times are seconds since 1970. Live updates go on from
    /// `cursor`.
    #[oai(
        path = "/:slug/projects/:project_id/snapshot",
        method = "get",
        operation_id = "get_snapshot"
    )]
    async fn snapshot(&self, app: Server, scope: ProjectScope) -> Result<Reply<Snapshot>> {
        Ok(Reply::from_bytes(snapshot::write(&app, &scope).await?))
    }
}

async fn one(app: &Server, scope: &ProjectScope, name: ItemName, shape: &Shape) -> Result<Vec<u8>> {
    let tx = app.db.begin(scope.context()).await?;
    let item = queries::view(&tx, scope, name).await?;
    let bytes = if shape.is_plain() {
        to_bytes(&item)?
    } else {
        let shaped = shape.apply(&tx, scope, std::slice::from_ref(&item)).await?;
        to_bytes(&shaped.first())?
    };
    tx.end().await?;
    Ok(bytes)
}

fn to_bytes(value: &impl serde::Serialize) -> Result<Vec<u8>> {
    serde_json::to_vec(value).map_err(|e| Error::Internal(e.into()))
}

/// Work items over all projects of a workspace.
#[derive(Debug)]
pub struct WorkspaceItemsApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl WorkspaceItemsApi {
    /// Search
    #[oai(path = "/:slug/work-items/search", method = "get", operation_id = "search_work_items")]
    async fn search(
        &self,
        app: Server,
        scope: WorkspaceScope,
        /// Part of a title, or a number.
        search: Query<Option<String>>,
        /// At most this many; 10 when absent, 100 at most.
        limit: Query<Option<u32>>,
        /// Whether to look in all projects, whatever `project_id` says.
        workspace_search: Query<Option<String>>,
        /// Only in this project.
        project_id: Query<Option<Uuid>>,
    ) -> Result<Reply<SearchResults>> {
        app.limits.take(&app, Shared::Search(scope.actor.user_id)).await?;
        let everywhere = workspace_search.0.as_deref() == Some("true");
        let project = project_id.0.filter(|_| !everywhere);
        let text = search.0.unwrap_or_default();
        let found = search::search(&app, &scope, &text, project, limit.0.unwrap_or(10)).await?;
        Reply::new(&found)
    }

    /// A work item by its key
    #[oai(path = "/:slug/work-items/:key", method = "get", operation_id = "get_work_item_by_key")]
    async fn by_key(
        &self,
        app: Server,
        scope: WorkspaceScope,
        key: Text<1>,
        fields: Query<Option<String>>,
        expand: Query<Option<String>>,
    ) -> Result<Reply<WorkItem>> {
        let (identifier, number) = parse_key(&key.0).ok_or(Error::NotFound("work item"))?;
        let tx = app.db.begin(scope.context()).await?;
        let project = find_by_identifier(&tx, scope.workspace_id, identifier).await?;
        tx.end().await?;
        let project = project.ok_or(Error::NotFound("project"))?;
        let scope = project_scope(&app, scope.actor, &scope.slug, project.id).await?;
        let shape = Shape::parse(fields.0.as_deref(), expand.0.as_deref());
        Ok(Reply::from_bytes(one(&app, &scope, ItemName::Number(number), &shape).await?))
    }
}
