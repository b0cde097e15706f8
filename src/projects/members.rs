//! The people of a project.

use super::ops;
use crate::{
    access::{Permission, ProjectScope, Role},
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    events::{self, NewEvent, Verb},
    random,
    users::view::UserLite,
    workspaces::members::people,
};
use entity::{project, project_member, user, workspace_member};
use poem_openapi::Object;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, sea_query::LockType,
};
use serde::Serialize;
use uuid::Uuid;

/// A person with their place in the project.
#[derive(Clone, Debug, Serialize, Object)]
pub struct ProjectMember {
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
}

/// A membership.
#[derive(Clone, Debug, Serialize, Object)]
pub struct ProjectMembership {
    /// Its id.
    pub id: Uuid,
    /// The person.
    pub member: Uuid,
    /// 20 admin, 15 member, 5 guest.
    pub role: i16,
}

impl From<project_member::Model> for ProjectMembership {
    fn from(row: project_member::Model) -> Self {
        Self { id: row.id, member: row.member_id, role: row.role }
    }
}

/// Everybody who belongs to the project, in the order in which they joined.
pub async fn list(app: &App, scope: &ProjectScope) -> Result<Vec<ProjectMember>> {
    scope.require(Permission::ViewProject)?;
    let tx = app.db.begin(scope.context()).await?;
    let rows = project_member::Entity::active_in(scope.project_id)
        .order_by_asc(project_member::Column::CreatedAt)
        .order_by_asc(project_member::Column::Id)
        .all(&*tx)
        .await?;
    let mut people = people(&tx, rows.iter().map(|row| row.member_id)).await?;
    tx.end().await?;
    let hide_email = scope.workspace.role == Role::Guest;
    Ok(rows
        .into_iter()
        .filter_map(|row| Some(view(people.remove(&row.member_id)?, &row, hide_email)))
        .collect())
}

fn view(person: user::Model, row: &project_member::Model, hide_email: bool) -> ProjectMember {
    let person = UserLite::from(person);
    ProjectMember {
        id: person.id,
        first_name: person.first_name,
        last_name: person.last_name,
        email: person.email.filter(|_| !hide_email),
        avatar: person.avatar,
        avatar_url: person.avatar_url,
        display_name: person.display_name,
        role: row.role,
        membership_id: row.id,
    }
}

/// Adds a member of the workspace to the project.
pub async fn add(
    app: &App,
    scope: &ProjectScope,
    member: Uuid,
    role: Role,
) -> Result<ProjectMembership> {
    scope.require(Permission::ManageProject)?;
    let tx = app.db.begin(scope.context()).await?;
    let workspace_role = workspace_role(&tx, scope, member).await?;
    check_role(scope, workspace_role, role)?;
    let present = project_member::Entity::active_in(scope.project_id)
        .filter(project_member::Column::MemberId.eq(member))
        .one(&*tx)
        .await?;
    if let Some(present) = present {
        let message = "This person belongs to the project already.";
        return Err(Error::conflict(message, Some(present.id)));
    }
    let place = (scope.workspace.workspace_id, scope.project_id);
    let row = admit(app, &tx, place, member, role).await?;
    audit_change(app, &tx, scope, "project_member.added", (member, None, Some(role))).await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(row.into())
}

/// Joins a public project. Administrators of the workspace may join secret ones as well.
pub async fn join(app: &App, scope: &ProjectScope) -> Result<()> {
    scope.workspace.require(Permission::JoinProject)?;
    scope.require_open()?;
    if scope.role.is_some() {
        return Ok(());
    }
    let tx = app.db.begin(scope.context()).await?;
    let place = (scope.workspace.workspace_id, scope.project_id);
    let (member, role) = (scope.user_id(), scope.workspace.role);
    admit(app, &tx, place, member, role).await?;
    audit_change(app, &tx, scope, "project_member.joined", (member, None, Some(role))).await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(())
}

/// Gives somebody another role in the project.
pub async fn change_role(
    app: &App,
    scope: &ProjectScope,
    membership: Uuid,
    role: Role,
) -> Result<ProjectMembership> {
    scope.require(Permission::ManageProject)?;
    let tx = app.db.begin(scope.context()).await?;
    one_at_a_time(&tx, scope.project_id).await?;
    let found = find(&tx, scope, membership).await?;
    if found.member_id == scope.user_id() {
        return Err(Error::rule("Ask another administrator to change your own role."));
    }
    let (member, old) = (found.member_id, Role::from_stored(found.role));
    check_role(scope, workspace_role(&tx, scope, member).await?, role)?;
    let mut row = found.into_active_model();
    row.role = Set(role.number());
    row.updated_at = Set(app.clock.now());
    let row = row.update(&*tx).await?;
    require_admin(&tx, scope.project_id).await?;
    record(app, &tx, scope, membership, Verb::Updated).await?;
    audit_change(app, &tx, scope, "project_member.role_changed", (member, old, Some(role))).await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(row.into())
}

/// Removes somebody from the project.
pub async fn remove(app: &App, scope: &ProjectScope, membership: Uuid) -> Result<()> {
    scope.require(Permission::ManageProject)?;
    let tx = app.db.begin(scope.context()).await?;
    let found = find(&tx, scope, membership).await?;
    if found.member_id == scope.user_id() {
        return Err(Error::rule("Leave the project instead of removing yourself."));
    }
    let (member, old) = (found.member_id, Role::from_stored(found.role));
    end(app, &tx, scope, found).await?;
    audit_change(app, &tx, scope, "project_member.removed", (member, old, None)).await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(())
}

/// Leaves the project.
pub async fn leave(app: &App, scope: &ProjectScope) -> Result<()> {
    let tx = app.db.begin(scope.context()).await?;
    let found = project_member::Entity::active_in(scope.project_id)
        .filter(project_member::Column::MemberId.eq(scope.user_id()))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound("membership"))?;
    let old = Role::from_stored(found.role);
    end(app, &tx, scope, found).await?;
    let who = (scope.user_id(), old, None);
    audit_change(app, &tx, scope, "project_member.left", who).await?;
    tx.commit().await?;
    app.scopes.clear();
    Ok(())
}

async fn end(app: &App, tx: &Tx, scope: &ProjectScope, found: project_member::Model) -> Result<()> {
    one_at_a_time(tx, scope.project_id).await?;
    let membership = found.id;
    let mut row = found.into_active_model();
    row.is_active = Set(false);
    row.updated_at = Set(app.clock.now());
    row.update(&**tx).await?;
    require_admin(tx, scope.project_id).await?;
    record(app, tx, scope, membership, Verb::Deleted).await
}

/// Lets somebody in, or back in; records it.
pub async fn admit(
    app: &App,
    tx: &Tx,
    (workspace_id, project_id): (Uuid, Uuid),
    member: Uuid,
    role: Role,
) -> Result<project_member::Model> {
    let now = app.clock.now();
    let present = project_member::Entity::find()
        .filter(project_member::Column::ProjectId.eq(project_id))
        .filter(project_member::Column::MemberId.eq(member))
        .one(&**tx)
        .await?;
    let row = match present {
        Some(row) => {
            let mut row = row.into_active_model();
            row.is_active = Set(true);
            row.role = Set(role.number());
            row.updated_at = Set(now);
            row.update(&**tx).await?
        }
        None => {
            let row = project_member::ActiveModel {
                id: Set(random::id(now)),
                workspace_id: Set(workspace_id),
                project_id: Set(project_id),
                member_id: Set(member),
                role: Set(role.number()),
                is_active: Set(true),
                sort_order: Set(next_sort_order(tx, workspace_id, member).await?),
                created_by: Set(None),
                created_at: Set(now),
                updated_at: Set(now),
            };
            row.insert(&**tx).await?
        }
    };
    let event = NewEvent {
        workspace_id,
        project_id: Some(project_id),
        work_item_id: None,
        actor_id: Some(member),
        entity: "project_member",
        entity_id: row.id,
        verb: Verb::Created,
        changes: vec![],
    };
    events::record(tx, event, now).await?;
    Ok(row)
}

/// A project that somebody joins goes to the top of their list.
async fn next_sort_order(tx: &Tx, workspace_id: Uuid, member: Uuid) -> Result<f64> {
    let least: Option<Option<f64>> = project_member::Entity::find()
        .select_only()
        .column_as(project_member::Column::SortOrder.min(), "least")
        .filter(project_member::Column::WorkspaceId.eq(workspace_id))
        .filter(project_member::Column::MemberId.eq(member))
        .into_tuple()
        .one(&**tx)
        .await?;
    Ok(least.flatten().map_or(65535.0, |least| least - 10_000.0))
}

async fn workspace_role(tx: &Tx, scope: &ProjectScope, member: Uuid) -> Result<Role> {
    workspace_member::Entity::active_in(scope.workspace.workspace_id)
        .filter(workspace_member::Column::MemberId.eq(member))
        .one(&**tx)
        .await?
        .and_then(|row| Role::from_stored(row.role))
        .ok_or_else(|| Error::invalid("member", "Must be a member of the workspace."))
}

fn check_role(scope: &ProjectScope, workspace_role: Role, role: Role) -> Result<()> {
    let own = if scope.workspace.role == Role::Admin { Some(Role::Admin) } else { scope.role };
    if own.is_none_or(|own| role > own) {
        return Err(Error::rule("You cannot give a role above your own."));
    }
    if workspace_role == Role::Guest && role > Role::Guest {
        return Err(Error::rule("A guest of the workspace can only be a guest of its projects."));
    }
    Ok(())
}

async fn find(tx: &Tx, scope: &ProjectScope, membership: Uuid) -> Result<project_member::Model> {
    project_member::Entity::active_in(scope.project_id)
        .filter(project_member::Column::Id.eq(membership))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("membership"))
}

/// Makes changes of memberships wait for each other: two administrators who remove one another at
/// the same moment would otherwise each see the other one stay.
async fn one_at_a_time(tx: &Tx, project_id: Uuid) -> Result<()> {
    project::Entity::find_by_id(project_id).lock(LockType::NoKeyUpdate).one(&**tx).await?;
    Ok(())
}

/// Each project keeps an administrator.
async fn require_admin(tx: &Tx, project_id: Uuid) -> Result<()> {
    let admins = project_member::Entity::active_in(project_id)
        .filter(project_member::Column::Role.eq(Role::Admin.number()))
        .count(&**tx)
        .await?;
    if admins == 0 {
        return Err(Error::rule("The project needs an administrator."));
    }
    Ok(())
}

async fn record(app: &App, tx: &Tx, scope: &ProjectScope, id: Uuid, verb: Verb) -> Result<()> {
    let event = NewEvent {
        workspace_id: scope.workspace.workspace_id,
        project_id: Some(scope.project_id),
        work_item_id: None,
        actor_id: Some(scope.user_id()),
        entity: "project_member",
        entity_id: id,
        verb,
        changes: vec![],
    };
    events::record(tx, event, app.clock.now()).await?;
    let place = (scope.workspace.workspace_id, scope.project_id);
    ops::record(app, tx, place, scope.user_id(), (Verb::Updated, vec![])).await
}

async fn audit_change(
    app: &App,
    tx: &Tx,
    scope: &ProjectScope,
    action: &'static str,
    (member, old, new): (Uuid, Option<Role>, Option<Role>),
) -> Result<()> {
    audit::Entry::new(action)
        .by(scope.user_id())
        .on("user", member)
        .within(scope.workspace.workspace_id)
        .with("project", scope.project_id.to_string())
        .changed("role", old.map(Role::number), new.map(Role::number))
        .write(tx, app.clock.now())
        .await
}
