//! The extractors: from a request to who asks, where, and with which role.

use super::{permission::Permission, role::Role};
use crate::{
    app::App,
    auth::{Actor, authenticate},
    cache::Local,
    db::{Context, Db},
    error::{Error, Result},
    http::extract::{app, path_id, path_text},
};
use poem::{FromRequest, Request, RequestBody};
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// A person in a workspace.
#[derive(Clone, Debug)]
pub struct WorkspaceScope {
    /// Who asks.
    pub actor: Arc<Actor>,
    /// Where.
    pub workspace_id: Uuid,
    /// The slug by which the request named the workspace.
    pub slug: Arc<str>,
    /// As what.
    pub role: Role,
}

/// A person in a project of a workspace. The person belongs to the project, or the project is
/// public and the person a member of its workspace; `role` tells which.
#[derive(Clone, Debug)]
pub struct ProjectScope {
    /// The workspace and the person.
    pub workspace: WorkspaceScope,
    /// The project.
    pub project_id: Uuid,
    /// The person's role in the project, if they belong to it.
    pub role: Option<Role>,
    /// Guests of this project see all of it.
    pub guests_see_all: bool,
    /// The project is put away: it can be read, not changed.
    pub archived: bool,
}

/// An administrator of the instance.
#[derive(Clone, Debug)]
pub struct InstanceScope {
    /// Who asks.
    pub actor: Arc<Actor>,
}

impl WorkspaceScope {
    /// The context for transactions in this scope.
    pub fn context(&self) -> Context {
        Context::member(self.actor.user_id, self.workspace_id)
    }

    /// Refuses unless the person has the right.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if permission.allows(self.role, None) {
            Ok(())
        } else {
            Err(Error::Forbidden(permission.refusal()))
        }
    }
}

impl ProjectScope {
    /// The context for transactions in this scope.
    pub fn context(&self) -> Context {
        self.workspace.context()
    }

    /// Who asks.
    pub fn user_id(&self) -> Uuid {
        self.workspace.actor.user_id
    }

    /// Whether the person has the right.
    pub fn allows(&self, permission: Permission) -> bool {
        permission.allows(self.workspace.role, self.role)
    }

    /// Refuses unless the person has the right.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.allows(permission) { Ok(()) } else { Err(Error::Forbidden(permission.refusal())) }
    }

    /// As [`ProjectScope::require`], or the thing is the person's own.
    pub fn require_or_own(&self, permission: Permission, owner: Option<Uuid>) -> Result<()> {
        if owner == Some(self.user_id()) && self.allows(Permission::ViewProject) {
            return Ok(());
        }
        self.require(permission)
    }

    /// Refuses changes inside a project that is put away.
    pub fn require_open(&self) -> Result<()> {
        if self.archived {
            Err(Error::rule("The project is archived. Restore it before changing anything in it."))
        } else {
            Ok(())
        }
    }

    /// `Some(person)` when the person may see only what they created themselves.
    pub fn only_own(&self) -> Option<Uuid> {
        let sees_all = self.guests_see_all || self.allows(Permission::EditWorkItem);
        (!sees_all).then(|| self.user_id())
    }
}

/// What the database says about a person, a slug and a project.
#[derive(Clone, Debug, FromQueryResult)]
struct Standing {
    workspace_id: Uuid,
    workspace_role: i16,
    project_id: Option<Uuid>,
    project_role: Option<i16>,
    network: Option<i16>,
    guest_view_all: Option<bool>,
    project_archived: Option<bool>,
}

type Key = (Uuid, Arc<str>, Option<Uuid>);

/// Remembers standings for two seconds, so that a burst of requests asks once. The event log says
/// when roles have changed, here or elsewhere, and then all is forgotten.
#[derive(Clone, Debug)]
pub struct ScopeCache(Local<Key, Option<Arc<Standing>>>);

impl Default for ScopeCache {
    fn default() -> Self {
        Self(Local::new(10_000, Duration::from_secs(2)))
    }
}

impl ScopeCache {
    /// Forgets everything: roles or memberships have changed.
    pub fn clear(&self) {
        self.0.clear();
    }

    async fn standing(&self, db: &Db, key: Key) -> Result<Arc<Standing>> {
        let found = match self.0.get(&key) {
            Some(found) => found,
            None => {
                let ticket = self.0.ticket();
                let found = find_standing(db, &key).await?.map(Arc::new);
                self.0.put(ticket, key, found.clone());
                found
            }
        };
        found.ok_or(Error::NotFound("workspace"))
    }
}

async fn find_standing(db: &Db, (user, slug, project): &Key) -> Result<Option<Standing>> {
    let tx = db.begin(Context::user(*user)).await?;
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT * FROM resolve_scope($1, $2, $3)",
            [(*user).into(), slug.as_ref().into(), (*project).into()],
        ))
        .await?;
    tx.end().await?;
    Ok(row.map(|row| Standing::from_query_result(&row, "")).transpose()?)
}

/// Who `actor` is in the workspace named `slug`.
pub async fn workspace_scope(app: &App, actor: Arc<Actor>, slug: &str) -> Result<WorkspaceScope> {
    let slug: Arc<str> = slug.into();
    let key = (actor.user_id, Arc::clone(&slug), None);
    let standing = app.scopes.standing(&app.db, key).await?;
    into_workspace(actor, slug, &standing)
}

/// Who `actor` is in a project of the workspace named `slug`.
pub async fn project_scope(
    app: &App,
    actor: Arc<Actor>,
    slug: &str,
    project_id: Uuid,
) -> Result<ProjectScope> {
    let slug: Arc<str> = slug.into();
    let key = (actor.user_id, Arc::clone(&slug), Some(project_id));
    let standing = app.scopes.standing(&app.db, key).await?;
    let workspace = into_workspace(actor, slug, &standing)?;
    standing.project_id.ok_or(Error::NotFound("project"))?;
    let role = standing.project_role.and_then(Role::from_stored);
    // A secret project is not there for those outside it, a public one is for the members of the
    // workspace: they may look at its card and join.
    let visible = role.is_some()
        || workspace.role == Role::Admin
        || (standing.network == Some(2) && workspace.role >= Role::Member);
    if !visible {
        return Err(Error::NotFound("project"));
    }
    Ok(ProjectScope {
        workspace,
        project_id,
        role,
        guests_see_all: standing.guest_view_all.unwrap_or_default(),
        archived: standing.project_archived.unwrap_or_default(),
    })
}

fn into_workspace(
    actor: Arc<Actor>,
    slug: Arc<str>,
    standing: &Standing,
) -> Result<WorkspaceScope> {
    let bound_elsewhere = actor.only_workspace.is_some_and(|id| id != standing.workspace_id);
    let role = Role::from_stored(standing.workspace_role).filter(|_| !bound_elsewhere);
    let role = role.ok_or(Error::NotFound("workspace"))?;
    Ok(WorkspaceScope { actor, workspace_id: standing.workspace_id, slug, role })
}

impl<'a> FromRequest<'a> for WorkspaceScope {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let actor = authenticate(request).await?;
        Ok(workspace_scope(app(request)?, actor, path_text(request, 0)?).await?)
    }
}

impl<'a> FromRequest<'a> for ProjectScope {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let actor = authenticate(request).await?;
        let project_id = path_id(request, 1)?;
        Ok(project_scope(app(request)?, actor, path_text(request, 0)?, project_id).await?)
    }
}

impl<'a> FromRequest<'a> for InstanceScope {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let actor = authenticate(request).await?;
        if actor.is_instance_admin {
            Ok(Self { actor })
        } else {
            Err(Error::Forbidden("Only an administrator of this instance may do this.").into())
        }
    }
}
