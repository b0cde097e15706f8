//! States: the steps of a project's workflow.

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
        reply::{NoContent, Reply},
    },
    random,
};
use chrono::{DateTime, Utc};
use entity::{state, work_item};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect, sea_query::Expr,
};
use serde::Serialize;
use uuid::Uuid;

/// The groups that a state may belong to, in the order of work.
pub const GROUPS: [&str; 5] = ["backlog", "unstarted", "started", "completed", "cancelled"];

/// A state.
#[derive(Clone, Debug, Serialize, Object)]
pub struct State {
    /// The state's id.
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
    /// `#rrggbb`.
    pub color: String,
    /// The name in an address.
    pub slug: String,
    /// Its place among the states.
    pub sequence: f64,
    /// `backlog`, `unstarted`, `started`, `completed` or `cancelled`.
    pub group: String,
    /// Belongs to intake.
    pub is_triage: bool,
    /// New items get it.
    pub default: bool,
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
}

impl From<state::Model> for State {
    fn from(row: state::Model) -> Self {
        Self {
            id: row.id,
            created_at: row.created_at,
            updated_at: row.updated_at,
            deleted_at: None,
            name: row.name,
            description: row.description,
            color: row.color,
            slug: row.slug,
            sequence: row.sequence,
            is_triage: row.group == "triage",
            group: row.group,
            default: row.default,
            external_source: row.external_source,
            external_id: row.external_id,
            created_by: row.created_by,
            updated_by: row.updated_by,
            project: row.project_id,
            workspace: row.workspace_id,
        }
    }
}

/// A state to be made, or changes to one.
#[derive(Clone, Debug, Default, Object)]
pub struct StateInput {
    /// Its name; required for a new one.
    pub name: Option<String>,
    /// `#rrggbb`; required for a new one.
    pub color: Option<String>,
    /// `backlog`, `unstarted`, `started`, `completed` or `cancelled`.
    pub group: Option<String>,
    /// What it means.
    pub description: Option<String>,
    /// Its place among the states; last, when absent.
    pub sequence: Option<f64>,
    /// New items get it; the flag moves here from the state that had it.
    pub default: Option<bool>,
    /// Where it comes from.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
}

impl StateInput {
    fn check(&self, is_new: bool) -> Result<()> {
        let mut check = Check::new();
        check.rule("name", !is_new || self.name.is_some(), "This field is required.");
        check.rule("color", !is_new || self.color.is_some(), "This field is required.");
        if let Some(name) = &self.name {
            check.text("name", name.trim(), 1..=255);
        }
        if let Some(color) = &self.color {
            check.rule("color", is_color(color), "Must have the form #rrggbb.");
        }
        if let Some(group) = &self.group {
            check.one_of("group", group, &GROUPS);
        }
        check
            .optional_text("description", self.description.as_deref(), 10_000)
            .optional_text("external_source", self.external_source.as_deref(), 255)
            .optional_text("external_id", self.external_id.as_deref(), 255)
            .rule("sequence", self.sequence.is_none_or(f64::is_finite), "Must be a number.")
            .rule(
                "default",
                is_new || self.default != Some(false),
                "Make another state the default instead.",
            )
            .finish()
    }

    fn apply(self, row: &mut state::ActiveModel) {
        if let Some(name) = self.name {
            row.slug = Set(slug(&name));
            row.name = Set(name.trim().to_owned());
        }
        if let Some(color) = self.color {
            row.color = Set(color);
        }
        if let Some(group) = self.group {
            row.group = Set(group);
        }
        if let Some(description) = self.description {
            row.description = Set(description);
        }
        if let Some(sequence) = self.sequence {
            row.sequence = Set(sequence);
        }
        if self.default == Some(true) {
            row.default = Set(true);
        }
        if self.external_source.is_some() {
            row.external_source = Set(self.external_source);
        }
        if self.external_id.is_some() {
            row.external_id = Set(self.external_id);
        }
    }
}

/// `#rrggbb` in either case.
pub fn is_color(text: &str) -> bool {
    text.len() == 7
        && text.strip_prefix('#').is_some_and(|hex| hex.chars().all(|c| c.is_ascii_hexdigit()))
}

fn slug(name: &str) -> String {
    let words: String = name
        .trim()
        .to_lowercase()
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .collect();
    words.chars().take(100).collect()
}

/// States of a project in the order of work; triage is internal to intake and left out.
pub async fn list(tx: &Tx, project_id: Uuid) -> Result<Vec<state::Model>> {
    Ok(state::Entity::in_project(project_id)
        .filter(state::Column::Group.ne("triage"))
        .order_by_asc(state::Column::Sequence)
        .order_by_asc(state::Column::Id)
        .all(&**tx)
        .await?)
}

async fn find(tx: &Tx, project_id: Uuid, id: Uuid) -> Result<state::Model> {
    state::Entity::in_project(project_id)
        .filter(state::Column::Id.eq(id))
        .filter(state::Column::Group.ne("triage"))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("state"))
}

async fn create(app: &App, scope: &ProjectScope, input: StateInput) -> Result<state::Model> {
    scope.require(Permission::EditWorkflow)?;
    scope.require_open()?;
    input.check(true)?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    refuse_taken(&tx, scope.project_id, None, &input).await?;
    if input.default == Some(true) {
        clear_default(&tx, scope.project_id).await?;
    }
    let last: Option<Option<f64>> = state::Entity::in_project(scope.project_id)
        .select_only()
        .column_as(state::Column::Sequence.max(), "last")
        .into_tuple()
        .one(&*tx)
        .await?;
    let mut row = state::ActiveModel {
        id: Set(random::id(now)),
        workspace_id: Set(scope.workspace.workspace_id),
        project_id: Set(scope.project_id),
        description: Set(String::new()),
        sequence: Set(last.flatten().unwrap_or_default() + 15_000.0),
        group: Set("backlog".to_owned()),
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
    input: StateInput,
) -> Result<state::Model> {
    scope.require(Permission::EditWorkflow)?;
    scope.require_open()?;
    input.check(false)?;
    let tx = app.db.begin(scope.context()).await?;
    let found = find(&tx, scope.project_id, id).await?;
    refuse_taken(&tx, scope.project_id, Some(id), &input).await?;
    if input.default == Some(true) && !found.default {
        clear_default(&tx, scope.project_id).await?;
    }
    let mut row = found.into_active_model();
    input.apply(&mut row);
    row.updated_by = Set(Some(scope.user_id()));
    row.updated_at = Set(app.clock.now());
    let row = row.update(&*tx).await?;
    record(app, &tx, scope, id, Verb::Updated).await?;
    tx.commit().await?;
    Ok(row)
}

async fn delete(app: &App, scope: &ProjectScope, id: Uuid) -> Result<()> {
    scope.require(Permission::EditWorkflow)?;
    scope.require_open()?;
    let tx = app.db.begin(scope.context()).await?;
    let found = find(&tx, scope.project_id, id).await?;
    if found.default {
        return Err(Error::rule(
            "The default state cannot be deleted. Make another one the default first.",
        ));
    }
    let used = work_item::Entity::in_project(scope.project_id)
        .filter(work_item::Column::StateId.eq(id))
        .one(&*tx)
        .await?;
    if used.is_some() {
        return Err(Error::rule("Work items are in this state. Move them to another one first."));
    }
    let mut row = found.into_active_model();
    row.deleted_at = Set(Some(app.clock.now()));
    row.update(&*tx).await?;
    record(app, &tx, scope, id, Verb::Deleted).await?;
    tx.commit().await
}

async fn clear_default(tx: &Tx, project_id: Uuid) -> Result<()> {
    state::Entity::update_many()
        .col_expr(state::Column::Default, Expr::value(false))
        .filter(state::Column::ProjectId.eq(project_id))
        .filter(state::Column::Default.eq(true))
        .exec(&**tx)
        .await?;
    Ok(())
}

async fn refuse_taken(
    tx: &Tx,
    project_id: Uuid,
    own: Option<Uuid>,
    input: &StateInput,
) -> Result<()> {
    let others = || {
        let select = state::Entity::in_project(project_id);
        match own {
            Some(id) => select.filter(state::Column::Id.ne(id)),
            None => select,
        }
    };
    if let Some(name) = &input.name {
        let same = others().filter(state::Column::Name.eq(name.trim())).one(&**tx).await?;
        if let Some(same) = same {
            let message = "There is a state with this name already.";
            return Err(Error::conflict(message, Some(same.id)));
        }
    }
    if let (Some(source), Some(id)) = (&input.external_source, &input.external_id) {
        let same = others()
            .filter(state::Column::ExternalSource.eq(source))
            .filter(state::Column::ExternalId.eq(id))
            .one(&**tx)
            .await?;
        if let Some(same) = same {
            let message = "There is a state with this external id already.";
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
        entity: "state",
        entity_id: id,
        verb,
        changes: vec![],
    };
    events::record(tx, event, app.clock.now()).await
}

/// States of a project.
#[derive(Debug)]
pub struct StatesApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl StatesApi {
    /// States
    #[oai(
        path = "/:slug/projects/:project_id/states",
        method = "get",
        operation_id = "list_states"
    )]
    async fn list(
        &self,
        app: Server,
        scope: ProjectScope,
        per_page: Query<Option<i64>>,
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<State>>> {
        scope.require(Permission::ViewProject)?;
        let paging = Paging::parse(per_page.0, cursor.0.as_deref())?;
        let tx = app.db.begin(scope.context()).await?;
        let rows = list(&tx, scope.project_id).await?;
        tx.end().await?;
        Reply::new(&Page::of_all(rows.into_iter().map(State::from).collect(), paging))
    }

    /// Create a state
    ///
    /// Answers 200, as clients of this API expect.
    #[oai(
        path = "/:slug/projects/:project_id/states",
        method = "post",
        operation_id = "create_state"
    )]
    async fn create(
        &self,
        app: Server,
        scope: ProjectScope,
        body: Json<StateInput>,
    ) -> Result<Reply<State>> {
        Reply::new(&create(&app, &scope, body.0).await?.into())
    }

    /// A state
    #[oai(
        path = "/:slug/projects/:project_id/states/:state_id",
        method = "get",
        operation_id = "get_state"
    )]
    async fn get(&self, app: Server, scope: ProjectScope, id: Id<2>) -> Result<Reply<State>> {
        scope.require(Permission::ViewProject)?;
        let tx = app.db.begin(scope.context()).await?;
        let row = find(&tx, scope.project_id, id.0).await?;
        tx.end().await?;
        Reply::new(&row.into())
    }

    /// Change a state
    #[oai(
        path = "/:slug/projects/:project_id/states/:state_id",
        method = "patch",
        operation_id = "update_state"
    )]
    async fn patch(
        &self,
        app: Server,
        scope: ProjectScope,
        id: Id<2>,
        body: Json<StateInput>,
    ) -> Result<Reply<State>> {
        Reply::new(&update(&app, &scope, id.0, body.0).await?.into())
    }

    /// Delete a state
    ///
    /// Not the default one, and not while items are in it.
    #[oai(
        path = "/:slug/projects/:project_id/states/:state_id",
        method = "delete",
        operation_id = "delete_state"
    )]
    async fn delete(&self, app: Server, scope: ProjectScope, id: Id<2>) -> Result<NoContent> {
        delete(&app, &scope, id.0).await?;
        Ok(NoContent::default())
    }
}
