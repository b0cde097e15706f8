//! Labels of a project.

use super::states::is_color;
use crate::{
    access::{Permission, ProjectScope},
    app::App,
    check::Check,
    db::Tx,
    error::{Error, Result},
    events::{self, NewEvent, Verb},
    http::{
        extract::{Id, Server},
        page::{Page, Paging},
        reply::{Created, NoContent, Reply},
    },
    random,
};
use chrono::{DateTime, Utc};
use entity::{label, work_item_label};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json, types::MaybeUndefined};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::Expr,
};
use serde::Serialize;
use uuid::Uuid;

/// Labels that a project may have.
const LABELS_MAX: u64 = 2000;

/// A label.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Label {
    /// The label's id.
    pub id: Uuid,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Always null here.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Its name.
    pub name: String,
    /// What it means.
    pub description: String,
    /// `#rrggbb`, or empty.
    pub color: String,
    /// Its place among the labels.
    pub sort_order: f64,
    /// Where it comes from.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
    /// Who made it.
    pub created_by: Option<Uuid>,
    /// Who last changed it.
    pub updated_by: Option<Uuid>,
    /// Its workspace.
    pub workspace: Uuid,
    /// Its project.
    pub project: Option<Uuid>,
    /// The label above it.
    pub parent: Option<Uuid>,
}

impl From<label::Model> for Label {
    fn from(row: label::Model) -> Self {
        Self {
            id: row.id,
            created_at: row.created_at,
            updated_at: row.updated_at,
            deleted_at: None,
            name: row.name,
            description: row.description,
            color: row.color,
            sort_order: row.sort_order,
            external_source: row.external_source,
            external_id: row.external_id,
            created_by: row.created_by,
            updated_by: row.updated_by,
            workspace: row.workspace_id,
            project: Some(row.project_id),
            parent: row.parent_id,
        }
    }
}

/// A label to be made, or changes to one.
#[derive(Clone, Debug, Default, Object)]
pub struct LabelInput {
    /// Its name; required for a new one.
    pub name: Option<String>,
    /// `#rrggbb`.
    pub color: Option<String>,
    /// What it means.
    pub description: Option<String>,
    /// The label above it; null for none.
    pub parent: MaybeUndefined<Uuid>,
    /// Its place among the labels; last, when absent.
    pub sort_order: Option<f64>,
    /// Where it comes from.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
}

impl LabelInput {
    fn check(&self, is_new: bool) -> Result<()> {
        let mut check = Check::new();
        check.rule("name", !is_new || self.name.is_some(), "This field is required.");
        if let Some(name) = &self.name {
            check.text("name", name.trim(), 1..=255);
        }
        let color = self.color.as_deref().is_none_or(|c| c.is_empty() || is_color(c));
        check
            .rule("color", color, "Must have the form #rrggbb.")
            .optional_text("description", self.description.as_deref(), 10_000)
            .optional_text("external_source", self.external_source.as_deref(), 255)
            .optional_text("external_id", self.external_id.as_deref(), 255)
            .rule("sort_order", self.sort_order.is_none_or(f64::is_finite), "Must be a number.")
            .finish()
    }

    fn apply(self, row: &mut label::ActiveModel) {
        if let Some(name) = self.name {
            row.name = Set(name.trim().to_owned());
        }
        if let Some(color) = self.color {
            row.color = Set(color);
        }
        if let Some(description) = self.description {
            row.description = Set(description);
        }
        match self.parent {
            MaybeUndefined::Undefined => {}
            MaybeUndefined::Null => row.parent_id = Set(None),
            MaybeUndefined::Value(id) => row.parent_id = Set(Some(id)),
        }
        if let Some(sort_order) = self.sort_order {
            row.sort_order = Set(sort_order);
        }
        if self.external_source.is_some() {
            row.external_source = Set(self.external_source);
        }
        if self.external_id.is_some() {
            row.external_id = Set(self.external_id);
        }
    }
}

/// Labels of a project in their order.
pub async fn list(tx: &Tx, project_id: Uuid) -> Result<Vec<label::Model>> {
    Ok(label::Entity::in_project(project_id)
        .order_by_asc(label::Column::SortOrder)
        .order_by_asc(label::Column::Id)
        .limit(LABELS_MAX)
        .all(&**tx)
        .await?)
}

async fn find(tx: &Tx, project_id: Uuid, id: Uuid) -> Result<label::Model> {
    label::Entity::in_project(project_id)
        .filter(label::Column::Id.eq(id))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("label"))
}

async fn create(app: &App, scope: &ProjectScope, input: LabelInput) -> Result<label::Model> {
    scope.require(Permission::EditWorkflow)?;
    scope.require_open()?;
    input.check(true)?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    refuse_taken(&tx, scope.project_id, None, &input).await?;
    check_parent(&tx, scope.project_id, None, &input).await?;
    if label::Entity::in_project(scope.project_id).count(&*tx).await? >= LABELS_MAX {
        return Err(Error::rule("The project has 2000 labels. Delete some first."));
    }
    let last: Option<Option<f64>> = label::Entity::in_project(scope.project_id)
        .select_only()
        .column_as(label::Column::SortOrder.max(), "last")
        .into_tuple()
        .one(&*tx)
        .await?;
    let mut row = label::ActiveModel {
        id: Set(random::id(now)),
        workspace_id: Set(scope.workspace.workspace_id),
        project_id: Set(scope.project_id),
        description: Set(String::new()),
        color: Set(String::new()),
        sort_order: Set(last.flatten().map_or(65535.0, |last| last + 10_000.0)),
        created_by: Set(Some(scope.user_id())),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    input.apply(&mut row);
    let row = row.insert(&*tx).await?;
    record(app, &tx, scope, row.id, Verb::Created).await?;
    tx.commit().await?;
    Ok(row)
}

async fn update(
    app: &App,
    scope: &ProjectScope,
    id: Uuid,
    input: LabelInput,
) -> Result<label::Model> {
    scope.require(Permission::EditWorkflow)?;
    scope.require_open()?;
    input.check(false)?;
    let tx = app.db.begin(scope.context()).await?;
    let found = find(&tx, scope.project_id, id).await?;
    refuse_taken(&tx, scope.project_id, Some(id), &input).await?;
    check_parent(&tx, scope.project_id, Some(id), &input).await?;
    let mut row = found.into_active_model();
    input.apply(&mut row);
    row.updated_by = Set(Some(scope.user_id()));
    row.updated_at = Set(app.clock.now());
    let row = row.update(&*tx).await?;
    record(app, &tx, scope, id, Verb::Updated).await?;
    tx.commit().await?;
    Ok(row)
}

/// Deletes a label and takes it off all items; labels below it move up.
async fn delete(app: &App, scope: &ProjectScope, id: Uuid) -> Result<()> {
    scope.require(Permission::EditWorkflow)?;
    scope.require_open()?;
    let tx = app.db.begin(scope.context()).await?;
    let found = find(&tx, scope.project_id, id).await?;
    label::Entity::update_many()
        .col_expr(label::Column::ParentId, Expr::value(found.parent_id))
        .filter(label::Column::ProjectId.eq(scope.project_id))
        .filter(label::Column::ParentId.eq(id))
        .exec(&*tx)
        .await?;
    work_item_label::Entity::delete_many()
        .filter(work_item_label::Column::ProjectId.eq(scope.project_id))
        .filter(work_item_label::Column::LabelId.eq(id))
        .exec(&*tx)
        .await?;
    let mut row = found.into_active_model();
    row.deleted_at = Set(Some(app.clock.now()));
    row.update(&*tx).await?;
    record(app, &tx, scope, id, Verb::Deleted).await?;
    tx.commit().await
}

/// The parent is a label of the project that is not below this one; labels nest one level.
async fn check_parent(
    tx: &Tx,
    project_id: Uuid,
    own: Option<Uuid>,
    input: &LabelInput,
) -> Result<()> {
    let MaybeUndefined::Value(parent) = input.parent else { return Ok(()) };
    let refused = || Error::invalid("parent", "Must be another top-level label of this project.");
    let parent = find(tx, project_id, parent).await.map_err(|_| refused())?;
    if Some(parent.id) == own || parent.parent_id.is_some() {
        return Err(refused());
    }
    Ok(())
}

async fn refuse_taken(
    tx: &Tx,
    project_id: Uuid,
    own: Option<Uuid>,
    input: &LabelInput,
) -> Result<()> {
    let others = || {
        let select = label::Entity::in_project(project_id);
        match own {
            Some(id) => select.filter(label::Column::Id.ne(id)),
            None => select,
        }
    };
    if let Some(name) = &input.name {
        let same = others().filter(label::Column::Name.eq(name.trim())).one(&**tx).await?;
        if let Some(same) = same {
            let message = "There is a label with this name already.";
            return Err(Error::conflict(message, Some(same.id)));
        }
    }
    if let (Some(source), Some(id)) = (&input.external_source, &input.external_id) {
        let same = others()
            .filter(label::Column::ExternalSource.eq(source))
            .filter(label::Column::ExternalId.eq(id))
            .one(&**tx)
            .await?;
        if let Some(same) = same {
            let message = "There is a label with this external id already.";
            return Err(Error::conflict(message, Some(same.id)));
        }
    }
    Ok(())
}

async fn record(app: &App, tx: &Tx, scope: &ProjectScope, id: Uuid, verb: Verb) -> Result<()> {
    let event = NewEvent {
        workspace_id: scope.workspace.workspace_id,
        project_id: Some(scope.project_id),
        work_item_id: None,
        actor_id: Some(scope.user_id()),
        entity: "label",
        entity_id: id,
        verb,
        changes: vec![],
    };
    events::record(tx, event, app.clock.now()).await
}

/// Labels of a project.
#[derive(Debug)]
pub struct LabelsApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl LabelsApi {
    /// Labels
    #[oai(
        path = "/:slug/projects/:project_id/labels",
        method = "get",
        operation_id = "list_labels"
    )]
    async fn list(
        &self,
        app: Server,
        scope: ProjectScope,
        per_page: Query<Option<i64>>,
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<Label>>> {
        scope.require(Permission::ViewProject)?;
        let paging = Paging::parse(per_page.0, cursor.0.as_deref())?;
        let tx = app.db.begin(scope.context()).await?;
        let rows = list(&tx, scope.project_id).await?;
        tx.end().await?;
        Reply::new(&Page::of_all(rows.into_iter().map(Label::from).collect(), paging))
    }

    /// Create a label
    #[oai(
        path = "/:slug/projects/:project_id/labels",
        method = "post",
        operation_id = "create_label"
    )]
    async fn create(
        &self,
        app: Server,
        scope: ProjectScope,
        body: Json<LabelInput>,
    ) -> Result<Created<Label>> {
        Created::new(&create(&app, &scope, body.0).await?.into())
    }

    /// A label
    #[oai(
        path = "/:slug/projects/:project_id/labels/:label_id",
        method = "get",
        operation_id = "get_label"
    )]
    async fn get(&self, app: Server, scope: ProjectScope, id: Id<2>) -> Result<Reply<Label>> {
        scope.require(Permission::ViewProject)?;
        let tx = app.db.begin(scope.context()).await?;
        let row = find(&tx, scope.project_id, id.0).await?;
        tx.end().await?;
        Reply::new(&row.into())
    }

    /// Change a label
    #[oai(
        path = "/:slug/projects/:project_id/labels/:label_id",
        method = "patch",
        operation_id = "update_label"
    )]
    async fn patch(
        &self,
        app: Server,
        scope: ProjectScope,
        id: Id<2>,
        body: Json<LabelInput>,
    ) -> Result<Reply<Label>> {
        Reply::new(&update(&app, &scope, id.0, body.0).await?.into())
    }

    /// Delete a label
    #[oai(
        path = "/:slug/projects/:project_id/labels/:label_id",
        method = "delete",
        operation_id = "delete_label"
    )]
    async fn delete(&self, app: Server, scope: ProjectScope, id: Id<2>) -> Result<NoContent> {
        delete(&app, &scope, id.0).await?;
        Ok(NoContent::default())
    }
}
