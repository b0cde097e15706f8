//! Creating, changing, archiving and deleting projects.

use super::{
    changes::changes,
    members,
    model::{self, FIRST_STATES, NewProject, ProjectPatch, normalise_identifier},
    queries,
    view::Project,
};
use crate::{
    access::{Permission, ProjectScope, Role, WorkspaceScope},
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    events::{self, Change, NewEvent, Verb},
    random,
};
use entity::{project, project_counter, state, workspace_member};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Creates a project with its first states; the caller administers it, and so does its lead.
pub async fn create(app: &App, scope: &WorkspaceScope, new: NewProject) -> Result<Project> {
    scope.require(Permission::CreateProject)?;
    let tx = app.db.begin(scope.context()).await?;
    let id = insert(app, &tx, scope.workspace_id, scope.actor.user_id, new).await?;
    let view = queries::view(&tx, scope.actor.user_id, id).await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(view)
}

/// As [`create`] inside the caller's transaction, without asking for the right.
pub async fn insert(
    app: &App,
    tx: &Tx,
    workspace_id: Uuid,
    creator: Uuid,
    new: NewProject,
) -> Result<Uuid> {
    let patch =
        ProjectPatch { name: Some(new.name), identifier: Some(new.identifier), ..new.settings };
    model::check(&patch)?;
    check_people(tx, workspace_id, &patch).await?;
    check_free(tx, workspace_id, None, &patch).await?;
    let now = app.clock.now();
    let id = random::id(now);
    let lead = patch.project_lead.flatten();
    let name = patch.name.clone().unwrap_or_default();
    let mut row = project::ActiveModel {
        id: Set(id),
        workspace_id: Set(workspace_id),
        description: Set(String::new()),
        logo_props: Set(first_logo(id)),
        created_by: Set(Some(creator)),
        updated_by: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    apply(&mut row, patch);
    row.default_state = NotSet;
    row.insert(&**tx).await?;
    let counter = project_counter::ActiveModel {
        project_id: Set(id),
        workspace_id: Set(workspace_id),
        last_sequence: Set(0),
        visible_items: Set(0),
    };
    counter.insert(&**tx).await?;
    insert_states(app, tx, workspace_id, id, creator).await?;
    members::admit(app, tx, (workspace_id, id), creator, Role::Admin).await?;
    if let Some(lead) = lead.filter(|lead| *lead != creator) {
        members::admit(app, tx, (workspace_id, id), lead, Role::Admin).await?;
    }
    record(app, tx, (workspace_id, id), creator, (Verb::Created, vec![])).await?;
    audit::Entry::new("project.created")
        .by(creator)
        .on("project", id)
        .called(&name)
        .within(workspace_id)
        .write(tx, now)
        .await?;
    Ok(id)
}

async fn insert_states(
    app: &App,
    tx: &Tx,
    workspace_id: Uuid,
    project_id: Uuid,
    creator: Uuid,
) -> Result<()> {
    let now = app.clock.now();
    let rows = FIRST_STATES.iter().enumerate().map(|(n, (name, group, color, sequence))| {
        state::ActiveModel {
            id: Set(random::id(now)),
            workspace_id: Set(workspace_id),
            project_id: Set(project_id),
            name: Set((*name).to_owned()),
            description: Set(String::new()),
            color: Set((*color).to_owned()),
            slug: Set(name.to_lowercase().replace(' ', "-")),
            sequence: Set(*sequence),
            group: Set((*group).to_owned()),
            default: Set(n == 0),
            external_source: Set(None),
            external_id: Set(None),
            created_by: Set(Some(creator)),
            updated_by: Set(None),
            created_at: Set(now),
            updated_at: Set(now),
            deleted_at: Set(None),
        }
    });
    state::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    Ok(())
}

/// Changes a project. Turning a feature on or off is a change like any other.
pub async fn update(app: &App, scope: &ProjectScope, patch: ProjectPatch) -> Result<Project> {
    scope.require(Permission::ManageProject)?;
    scope.require_open()?;
    model::check(&patch)?;
    let (workspace_id, project_id) = (scope.workspace.workspace_id, scope.project_id);
    let tx = app.db.begin(scope.context()).await?;
    check_people(&tx, workspace_id, &patch).await?;
    check_free(&tx, workspace_id, Some(project_id), &patch).await?;
    if let Some(Some(state_id)) = patch.default_state {
        state::Entity::in_project(project_id)
            .filter(state::Column::Id.eq(state_id))
            .one(&*tx)
            .await?
            .ok_or_else(|| Error::invalid("default_state", "Must be a state of this project."))?;
    }
    let old = queries::find(&tx, project_id).await?;
    let mut row = old.clone().into_active_model();
    apply(&mut row, patch);
    row.updated_by = Set(Some(scope.user_id()));
    row.updated_at = Set(app.clock.now());
    let new = row.update(&*tx).await?;
    audit_settings(app, &tx, scope, &old, &new).await?;
    let changes = changes(&old, &new);
    record(app, &tx, (workspace_id, project_id), scope.user_id(), (Verb::Updated, changes)).await?;
    let view = queries::view(&tx, scope.user_id(), project_id).await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(view)
}

/// Who may see the project is a matter of security; its colours are not.
async fn audit_settings(
    app: &App,
    tx: &Tx,
    scope: &ProjectScope,
    old: &project::Model,
    new: &project::Model,
) -> Result<()> {
    if old.network == new.network && old.guest_view_all_features == new.guest_view_all_features {
        return Ok(());
    }
    audit::Entry::new("project.settings_changed")
        .by(scope.user_id())
        .on("project", scope.project_id)
        .called(&new.name)
        .within(scope.workspace.workspace_id)
        .changed("network", old.network, new.network)
        .changed(
            "guest_view_all_features",
            old.guest_view_all_features,
            new.guest_view_all_features,
        )
        .write(tx, app.clock.now())
        .await
}

/// Puts a project away (`true`) or brings it back.
pub async fn set_archived(app: &App, scope: &ProjectScope, archived: bool) -> Result<()> {
    scope.require(Permission::ArchiveProject)?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let found = queries::find(&tx, scope.project_id).await?;
    let name = found.name.clone();
    let mut row = found.clone().into_active_model();
    row.archived_at = Set(archived.then_some(now));
    row.updated_by = Set(Some(scope.user_id()));
    row.updated_at = Set(now);
    let new = row.update(&*tx).await?;
    let place = (scope.workspace.workspace_id, scope.project_id);
    let changes = changes(&found, &new);
    record(app, &tx, place, scope.user_id(), (Verb::Updated, changes)).await?;
    audit::Entry::new(if archived { "project.archived" } else { "project.restored" })
        .by(scope.user_id())
        .on("project", scope.project_id)
        .called(&name)
        .within(place.0)
        .write(&tx, now)
        .await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(())
}

/// Deletes a project. Administrators of the workspace may, even from outside.
pub async fn delete(app: &App, scope: &ProjectScope) -> Result<()> {
    if scope.workspace.role != Role::Admin {
        scope.require(Permission::ManageProject)?;
    }
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let found = queries::find(&tx, scope.project_id).await?;
    let name = found.name.clone();
    let mut row = found.into_active_model();
    row.deleted_at = Set(Some(now));
    row.update(&*tx).await?;
    let place = (scope.workspace.workspace_id, scope.project_id);
    record(app, &tx, place, scope.user_id(), (Verb::Deleted, vec![])).await?;
    audit::Entry::new("project.deleted")
        .by(scope.user_id())
        .on("project", scope.project_id)
        .called(&name)
        .within(place.0)
        .write(&tx, now)
        .await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(())
}

fn apply(row: &mut project::ActiveModel, patch: ProjectPatch) {
    macro_rules! set {
        ($($field:ident),*) => { $(if let Some(value) = patch.$field { row.$field = Set(value); })* };
    }
    if let Some(name) = patch.name {
        row.name = Set(name.trim().to_owned());
    }
    if let Some(identifier) = patch.identifier {
        row.identifier = Set(normalise_identifier(&identifier));
    }
    if let Some(network) = patch.network {
        row.network = Set(if network == 0 { 0 } else { 2 });
    }
    set!(
        description,
        project_lead,
        default_assignee,
        default_state,
        logo_props,
        emoji,
        icon_prop,
        cover_image,
        module_view,
        cycle_view,
        issue_views_view,
        page_view,
        intake_view,
        is_time_tracking_enabled,
        is_issue_type_enabled,
        guest_view_all_features,
        archive_in,
        close_in,
        timezone,
        external_source,
        external_id
    );
}

/// Lead and default assignee must belong to the workspace.
async fn check_people(tx: &Tx, workspace_id: Uuid, patch: &ProjectPatch) -> Result<()> {
    for (field, person) in
        [("project_lead", patch.project_lead), ("default_assignee", patch.default_assignee)]
    {
        let Some(Some(person)) = person else { continue };
        workspace_member::Entity::active_in(workspace_id)
            .filter(workspace_member::Column::MemberId.eq(person))
            .one(&**tx)
            .await?
            .ok_or_else(|| Error::invalid(field, "Must be a member of the workspace."))?;
    }
    Ok(())
}

/// Name and identifier must be free, apart from the project itself.
async fn check_free(
    tx: &Tx,
    workspace_id: Uuid,
    own: Option<Uuid>,
    patch: &ProjectPatch,
) -> Result<()> {
    let others = || {
        let select = project::Entity::in_workspace(workspace_id);
        match own {
            Some(id) => select.filter(project::Column::Id.ne(id)),
            None => select,
        }
    };
    if let Some(name) = &patch.name
        && others().filter(project::Column::Name.eq(name.trim())).one(&**tx).await?.is_some()
    {
        let message = "There is a project with this name already.".to_owned();
        return Err(Error::Conflict { field: "name", message, id: None });
    }
    if let Some(identifier) = &patch.identifier
        && others()
            .filter(project::Column::Identifier.eq(normalise_identifier(identifier)))
            .one(&**tx)
            .await?
            .is_some()
    {
        let message = "There is a project with this identifier already.".to_owned();
        return Err(Error::Conflict { field: "identifier", message, id: None });
    }
    if let (Some(Some(source)), Some(Some(id))) = (&patch.external_source, &patch.external_id) {
        let same = others()
            .filter(project::Column::ExternalSource.eq(source))
            .filter(project::Column::ExternalId.eq(id))
            .one(&**tx)
            .await?;
        if let Some(same) = same {
            let message = "There is a project with this external id already.";
            return Err(Error::conflict(message, Some(same.id)));
        }
    }
    Ok(())
}

/// Records what happened to the project itself.
pub async fn record(
    app: &App,
    tx: &Tx,
    (workspace_id, project_id): (Uuid, Uuid),
    actor: Uuid,
    (verb, changes): (Verb, Vec<Change>),
) -> Result<()> {
    let event = NewEvent {
        workspace_id,
        project_id: Some(project_id),
        work_item_id: None,
        actor_id: Some(actor),
        entity: "project",
        entity_id: project_id,
        verb,
        changes,
    };
    events::record(tx, event, app.clock.now()).await
}

/// A random icon for projects that are created without one.
fn first_logo(id: Uuid) -> Value {
    const COLORS: [&str; 8] =
        ["#3b5bdb", "#0b7285", "#2b8a3e", "#e67700", "#c92a2a", "#862e9c", "#5f3dc4", "#495057"];
    let pick = usize::from(id.as_bytes().last().copied().unwrap_or_default()) % COLORS.len();
    let color = COLORS.get(pick).copied().unwrap_or("#495057");
    json!({"in_use": "icon", "icon": {"name": "folder", "color": color}})
}
