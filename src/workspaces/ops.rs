//! Creating, changing and deleting workspaces.

use super::{
    model::{NewWorkspace, check_name},
    view::{Workspace, row},
};
use crate::{
    access::{Permission, Role, WorkspaceScope},
    app::App,
    audit,
    auth::Actor,
    check::Check,
    db::{Context, Tx},
    error::{Error, Result},
    events::{self, NewEvent, Verb},
    random,
};
use entity::{workspace, workspace_member};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, DbErr, IntoActiveModel, SqlErr};
use uuid::Uuid;

/// Creates a workspace; the caller owns and administers it.
pub async fn create(app: &App, actor: &Actor, new: NewWorkspace) -> Result<Workspace> {
    if !actor.is_instance_admin && !app.settings().await?.allow_workspace_creation {
        let message = "Only an administrator of this instance may create workspaces.";
        return Err(Error::Forbidden(message));
    }
    new.check()?;
    let id = random::id(app.clock.now());
    let tx = app.db.begin(Context::member(actor.user_id, id)).await?;
    let row = insert(app, &tx, actor.user_id, id, new).await?;
    crate::users::ops::visited(&tx, actor.user_id, id).await?;
    let view = Workspace::load(&tx, row, Role::Admin).await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(view)
}

/// Inserts workspace and first membership; `tx` is in the new workspace already.
pub async fn insert(
    app: &App,
    tx: &Tx,
    owner: Uuid,
    id: Uuid,
    new: NewWorkspace,
) -> Result<workspace::Model> {
    let now = app.clock.now();
    let row = workspace::ActiveModel {
        id: Set(id),
        name: Set(new.name.trim().to_owned()),
        slug: Set(new.slug),
        owner_id: Set(owner),
        organization_size: Set(new.organization_size),
        timezone: Set("UTC".to_owned()),
        created_by: Set(Some(owner)),
        updated_by: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        deleted_at: Set(None),
    };
    let row = row.insert(&**tx).await.map_err(slug_taken)?;
    let member = workspace_member::ActiveModel {
        id: Set(random::id(now)),
        workspace_id: Set(id),
        member_id: Set(owner),
        role: Set(Role::Admin.number()),
        is_active: Set(true),
        created_by: Set(Some(owner)),
        created_at: Set(now),
        updated_at: Set(now),
    };
    member.insert(&**tx).await?;
    record(app, tx, id, owner, Verb::Created).await?;
    audit::Entry::new("workspace.created")
        .by(owner)
        .on("workspace", id)
        .called(&row.name)
        .within(id)
        .write(tx, now)
        .await?;
    Ok(row)
}

fn slug_taken(error: DbErr) -> Error {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Error::Conflict {
            field: "slug",
            message: "This address is taken.".to_owned(),
            id: None,
        },
        _ => error.into(),
    }
}

/// What may be changed about a workspace; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct WorkspacePatch {
    /// Its name.
    pub name: Option<String>,
    /// IANA time zone.
    pub timezone: Option<String>,
    /// How many people the organisation has, in words.
    pub organization_size: Option<String>,
}

/// Changes a workspace.
pub async fn update(app: &App, scope: &WorkspaceScope, patch: WorkspacePatch) -> Result<Workspace> {
    scope.require(Permission::ManageWorkspace)?;
    let mut check = Check::new();
    if let Some(name) = &patch.name {
        check_name(&mut check, name);
    }
    if let Some(zone) = &patch.timezone {
        check.timezone("timezone", zone);
    }
    check.optional_text("organization_size", patch.organization_size.as_deref(), 20).finish()?;
    let tx = app.db.begin(scope.context()).await?;
    let old = row(&tx, scope.workspace_id).await?;
    let mut changed = old.clone().into_active_model();
    if let Some(name) = patch.name {
        changed.name = Set(name.trim().to_owned());
    }
    if let Some(zone) = patch.timezone {
        changed.timezone = Set(zone);
    }
    if patch.organization_size.is_some() {
        changed.organization_size = Set(patch.organization_size);
    }
    changed.updated_by = Set(Some(scope.actor.user_id));
    changed.updated_at = Set(app.clock.now());
    let changed = changed.update(&*tx).await?;
    record(app, &tx, scope.workspace_id, scope.actor.user_id, Verb::Updated).await?;
    audit::Entry::new("workspace.settings_changed")
        .by(scope.actor.user_id)
        .on("workspace", scope.workspace_id)
        .called(&changed.name)
        .within(scope.workspace_id)
        .changed("name", old.name, changed.name.as_str())
        .changed("timezone", old.timezone, changed.timezone.as_str())
        .write(&tx, app.clock.now())
        .await?;
    let view = Workspace::load(&tx, changed, scope.role).await?;
    tx.commit().await?;
    Ok(view)
}

/// Deletes a workspace: nobody reaches it any more, and its slug is free again.
pub async fn delete(app: &App, scope: &WorkspaceScope) -> Result<()> {
    scope.require(Permission::ManageWorkspace)?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let found = row(&tx, scope.workspace_id).await?;
    let slug = format!("{}__{}", found.slug, now.timestamp());
    let name = found.name.clone();
    let mut gone = found.into_active_model();
    gone.slug = Set(slug);
    gone.deleted_at = Set(Some(now));
    gone.update(&*tx).await?;
    record(app, &tx, scope.workspace_id, scope.actor.user_id, Verb::Deleted).await?;
    audit::Entry::new("workspace.deleted")
        .by(scope.actor.user_id)
        .on("workspace", scope.workspace_id)
        .called(&name)
        .within(scope.workspace_id)
        .write(&tx, now)
        .await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(())
}

async fn record(app: &App, tx: &Tx, id: Uuid, actor: Uuid, verb: Verb) -> Result<()> {
    let event = NewEvent {
        workspace_id: id,
        project_id: None,
        work_item_id: None,
        actor_id: Some(actor),
        entity: "workspace",
        entity_id: id,
        verb,
        changes: vec![],
    };
    events::record(tx, event, app.clock.now()).await
}
