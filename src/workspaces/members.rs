//! The people of a workspace: list, change roles, remove, leave.

use super::view::row;
use crate::{
    access::{Permission, Role, WorkspaceScope},
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    events::{self, NewEvent, Verb},
    random,
    users::view::UserLite,
};
use chrono::{DateTime, Utc};
use entity::{project_member, user, workspace, workspace_member};
use poem_openapi::Object;
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::Set,
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, LockType},
};
use serde::Serialize;
use std::collections::HashMap;
use uuid::Uuid;

/// A person with their place in the workspace.
#[derive(Clone, Debug, Serialize, Object)]
pub struct WorkspaceMember {
    /// The person's id.
    pub id: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Address; hidden from guests.
    pub email: Option<String>,
    /// Old name of `avatar_url`.
    pub avatar: String,
    /// Where the picture is.
    pub avatar_url: Option<String>,
    /// The name to show.
    pub display_name: String,
    /// 20 admin, 15 member, 5 guest.
    pub role: i16,
    /// The membership's id, for changing or ending it.
    pub membership_id: Uuid,
    /// Belongs to the workspace now.
    pub is_active: bool,
    /// When the person joined.
    pub joined_at: DateTime<Utc>,
}

impl WorkspaceMember {
    fn new(row: workspace_member::Model, person: user::Model, hide_email: bool) -> Self {
        let person = UserLite::from(person);
        Self {
            id: person.id,
            first_name: person.first_name,
            last_name: person.last_name,
            email: person.email.filter(|_| !hide_email),
            avatar: person.avatar,
            avatar_url: person.avatar_url,
            display_name: person.display_name,
            role: row.role,
            membership_id: row.id,
            is_active: row.is_active,
            joined_at: row.created_at,
        }
    }
}

/// Everybody who belongs to the workspace, in the order in which they joined. Guests see no
/// addresses.
pub async fn list(app: &App, scope: &WorkspaceScope) -> Result<Vec<WorkspaceMember>> {
    let tx = app.db.begin(scope.context()).await?;
    let rows = workspace_member::Entity::active_in(scope.workspace_id)
        .order_by_asc(workspace_member::Column::CreatedAt)
        .order_by_asc(workspace_member::Column::Id)
        .all(&*tx)
        .await?;
    let mut people = people(&tx, rows.iter().map(|row| row.member_id)).await?;
    tx.end().await?;
    let hide_email = scope.role == Role::Guest;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let person = people.remove(&row.member_id)?;
            Some(WorkspaceMember::new(row, person, hide_email))
        })
        .collect())
}

/// The accounts behind ids.
pub async fn people(
    tx: &Tx,
    ids: impl IntoIterator<Item = Uuid>,
) -> Result<HashMap<Uuid, user::Model>> {
    let rows = user::Entity::find().filter(user::Column::Id.is_in(ids)).all(&**tx).await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Gives somebody another role. A workspace guest is a guest in all its projects.
pub async fn change_role(
    app: &App,
    scope: &WorkspaceScope,
    membership: Uuid,
    role: Role,
) -> Result<WorkspaceMember> {
    scope.require(Permission::ManageWorkspaceMembers)?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    one_at_a_time(&tx, scope.workspace_id).await?;
    let found = find(&tx, scope, membership).await?;
    if found.member_id == scope.actor.user_id {
        return Err(Error::rule("Ask another administrator to change your own role."));
    }
    let (member_id, old) = (found.member_id, found.role);
    let mut changed = found.into_active_model();
    changed.role = Set(role.number());
    changed.updated_at = Set(now);
    let changed = changed.update(&*tx).await?;
    if role == Role::Guest {
        project_member::Entity::update_many()
            .col_expr(project_member::Column::Role, Expr::value(Role::Guest.number()))
            .col_expr(project_member::Column::UpdatedAt, Expr::value(now))
            .filter(project_member::Column::WorkspaceId.eq(scope.workspace_id))
            .filter(project_member::Column::MemberId.eq(member_id))
            .exec(&*tx)
            .await?;
    }
    require_admin(&tx, scope.workspace_id).await?;
    record(app, &tx, scope, membership, Verb::Updated).await?;
    audit::Entry::new("workspace_member.role_changed")
        .by(scope.actor.user_id)
        .on("user", member_id)
        .within(scope.workspace_id)
        .changed("role", old, role.number())
        .write(&tx, now)
        .await?;
    let person =
        people(&tx, [member_id]).await?.remove(&member_id).ok_or(Error::NotFound("user"))?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(WorkspaceMember::new(changed, person, false))
}

/// Removes somebody from the workspace and all its projects.
pub async fn remove(app: &App, scope: &WorkspaceScope, membership: Uuid) -> Result<()> {
    scope.require(Permission::ManageWorkspaceMembers)?;
    let tx = app.db.begin(scope.context()).await?;
    let found = find(&tx, scope, membership).await?;
    if found.member_id == scope.actor.user_id {
        return Err(Error::rule("Leave the workspace instead of removing yourself."));
    }
    deactivate(app, &tx, scope, found, "workspace_member.removed").await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(())
}

/// Leaves the workspace and all its projects.
pub async fn leave(app: &App, scope: &WorkspaceScope) -> Result<()> {
    let tx = app.db.begin(scope.context()).await?;
    if row(&tx, scope.workspace_id).await?.owner_id == scope.actor.user_id {
        return Err(Error::rule("The owner cannot leave the workspace."));
    }
    let found = workspace_member::Entity::active_in(scope.workspace_id)
        .filter(workspace_member::Column::MemberId.eq(scope.actor.user_id))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound("membership"))?;
    deactivate(app, &tx, scope, found, "workspace_member.left").await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(())
}

async fn deactivate(
    app: &App,
    tx: &Tx,
    scope: &WorkspaceScope,
    found: workspace_member::Model,
    action: &'static str,
) -> Result<()> {
    let now = app.clock.now();
    one_at_a_time(tx, scope.workspace_id).await?;
    let (membership, member_id, role) = (found.id, found.member_id, found.role);
    if row(tx, scope.workspace_id).await?.owner_id == member_id {
        return Err(Error::rule("The owner cannot be removed from the workspace."));
    }
    let mut gone = found.into_active_model();
    gone.is_active = Set(false);
    gone.updated_at = Set(now);
    gone.update(&**tx).await?;
    project_member::Entity::update_many()
        .col_expr(project_member::Column::IsActive, Expr::value(false))
        .col_expr(project_member::Column::UpdatedAt, Expr::value(now))
        .filter(project_member::Column::WorkspaceId.eq(scope.workspace_id))
        .filter(project_member::Column::MemberId.eq(member_id))
        .exec(&**tx)
        .await?;
    require_admin(tx, scope.workspace_id).await?;
    record(app, tx, scope, membership, Verb::Deleted).await?;
    audit::Entry::new(action)
        .by(scope.actor.user_id)
        .on("user", member_id)
        .within(scope.workspace_id)
        .changed("role", role, Option::<i16>::None)
        .write(tx, now)
        .await
}

/// Lets somebody in, or back in, with a role; never lowers the role of an active member.
pub async fn admit(
    app: &App,
    tx: &Tx,
    workspace_id: Uuid,
    user_id: Uuid,
    role: Role,
) -> Result<workspace_member::Model> {
    let now = app.clock.now();
    let present = workspace_member::Entity::find()
        .filter(workspace_member::Column::WorkspaceId.eq(workspace_id))
        .filter(workspace_member::Column::MemberId.eq(user_id))
        .one(&**tx)
        .await?;
    match present {
        Some(row) if row.is_active => Ok(row),
        Some(row) => {
            let mut row = row.into_active_model();
            row.is_active = Set(true);
            row.role = Set(role.number());
            row.updated_at = Set(now);
            Ok(row.update(&**tx).await?)
        }
        None => {
            let row = workspace_member::ActiveModel {
                id: Set(random::id(now)),
                workspace_id: Set(workspace_id),
                member_id: Set(user_id),
                role: Set(role.number()),
                is_active: Set(true),
                created_by: Set(None),
                created_at: Set(now),
                updated_at: Set(now),
            };
            Ok(row.insert(&**tx).await?)
        }
    }
}

async fn find(
    tx: &Tx,
    scope: &WorkspaceScope,
    membership: Uuid,
) -> Result<workspace_member::Model> {
    workspace_member::Entity::active_in(scope.workspace_id)
        .filter(workspace_member::Column::Id.eq(membership))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("membership"))
}

/// Makes changes of memberships wait for each other: two administrators who remove one another at
/// the same moment would otherwise each see the other one stay.
async fn one_at_a_time(tx: &Tx, workspace_id: Uuid) -> Result<()> {
    workspace::Entity::find_by_id(workspace_id).lock(LockType::NoKeyUpdate).one(&**tx).await?;
    Ok(())
}

/// Each workspace keeps an administrator.
async fn require_admin(tx: &Tx, workspace_id: Uuid) -> Result<()> {
    let admins = workspace_member::Entity::active_in(workspace_id)
        .filter(workspace_member::Column::Role.eq(Role::Admin.number()))
        .count(&**tx)
        .await?;
    if admins == 0 {
        return Err(Error::rule("The workspace needs an administrator."));
    }
    Ok(())
}

async fn record(app: &App, tx: &Tx, scope: &WorkspaceScope, id: Uuid, verb: Verb) -> Result<()> {
    let event = NewEvent {
        workspace_id: scope.workspace_id,
        project_id: None,
        work_item_id: None,
        actor_id: Some(scope.actor.user_id),
        entity: "workspace_member",
        entity_id: id,
        verb,
        changes: vec![],
    };
    events::record(tx, event, app.clock.now()).await
}
