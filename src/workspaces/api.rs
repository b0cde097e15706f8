//! `/api/v1/workspaces`: workspaces, their members and invitations.

use super::{
    invitations::{self, Invite},
    members::{self, WorkspaceMember},
    model, ops, queries,
    view::{Workspace, row},
};
use crate::{
    access::{Role, WorkspaceScope},
    auth::CurrentUser,
    db::Context,
    error::Result,
    http::{
        extract::{Id, Server},
        reply::{Created, NoContent, Reply},
    },
};
use poem_openapi::{Object, OpenApi, payload::Json};

/// A workspace to be made.
#[derive(Debug, Object)]
pub struct NewWorkspace {
    /// Its name.
    pub name: String,
    /// Its address: letters, digits, hyphens and underscores.
    pub slug: String,
    /// How many people the organisation has, in words.
    pub organization_size: Option<String>,
}

impl From<NewWorkspace> for model::NewWorkspace {
    fn from(body: NewWorkspace) -> Self {
        Self { name: body.name, slug: body.slug, organization_size: body.organization_size }
    }
}

/// What may be changed about a workspace.
#[derive(Debug, Object)]
pub struct WorkspacePatch {
    /// Its name.
    pub name: Option<String>,
    /// IANA time zone.
    pub timezone: Option<String>,
    /// How many people the organisation has, in words.
    pub organization_size: Option<String>,
}

/// Another role for somebody.
#[derive(Debug, Object)]
pub struct RolePatch {
    /// 20 admin, 15 member, 5 guest.
    pub role: i32,
}

/// Whom to invite.
#[derive(Debug, Object)]
pub struct NewInvite {
    /// The address.
    pub email: String,
    /// 20 admin, 15 member, 5 guest.
    pub role: i32,
}

/// Workspaces.
#[derive(Debug)]
pub struct WorkspacesApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl WorkspacesApi {
    /// My workspaces
    #[oai(path = "/", method = "get", operation_id = "list_workspaces")]
    async fn list(&self, app: Server, user: CurrentUser) -> Result<Reply<Vec<Workspace>>> {
        let tx = app.db.begin(Context::user(user.0.user_id)).await?;
        let only = user.0.only_workspace;
        let views = queries::of_person(&tx, user.0.user_id, only).await?;
        tx.end().await?;
        Reply::new(&views)
    }

    /// Create a workspace
    #[oai(path = "/", method = "post", operation_id = "create_workspace")]
    async fn create(
        &self,
        app: Server,
        user: CurrentUser,
        body: Json<NewWorkspace>,
    ) -> Result<Created<Workspace>> {
        Created::new(&ops::create(&app, &user.0, body.0.into()).await?)
    }

    /// A workspace
    #[oai(path = "/:slug", method = "get", operation_id = "get_workspace")]
    async fn get(&self, app: Server, scope: WorkspaceScope) -> Result<Reply<Workspace>> {
        let tx = app.db.begin(scope.context()).await?;
        let found = row(&tx, scope.workspace_id).await?;
        let view = Workspace::load(&tx, found, scope.role).await?;
        if matches!(scope.actor.via, crate::auth::Via::Session(_)) {
            crate::users::ops::visited(&tx, scope.actor.user_id, scope.workspace_id).await?;
        }
        tx.end().await?;
        Reply::new(&view)
    }

    /// Change a workspace
    #[oai(path = "/:slug", method = "patch", operation_id = "update_workspace")]
    async fn patch(
        &self,
        app: Server,
        scope: WorkspaceScope,
        body: Json<WorkspacePatch>,
    ) -> Result<Reply<Workspace>> {
        let body = body.0;
        let patch = ops::WorkspacePatch {
            name: body.name,
            timezone: body.timezone,
            organization_size: body.organization_size,
        };
        Reply::new(&ops::update(&app, &scope, patch).await?)
    }

    /// Delete a workspace
    #[oai(path = "/:slug", method = "delete", operation_id = "delete_workspace")]
    async fn delete(&self, app: Server, scope: WorkspaceScope) -> Result<NoContent> {
        ops::delete(&app, &scope).await?;
        Ok(NoContent::default())
    }

    /// Members of a workspace
    #[oai(path = "/:slug/members", method = "get", operation_id = "list_workspace_members")]
    async fn members(
        &self,
        app: Server,
        scope: WorkspaceScope,
    ) -> Result<Reply<Vec<WorkspaceMember>>> {
        Reply::new(&members::list(&app, &scope).await?)
    }

    /// Change a member's role
    #[oai(
        path = "/:slug/members/:membership_id",
        method = "patch",
        operation_id = "update_workspace_member"
    )]
    async fn patch_member(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
        body: Json<RolePatch>,
    ) -> Result<Reply<WorkspaceMember>> {
        let role = Role::parse(body.role)?;
        Reply::new(&members::change_role(&app, &scope, id.0, role).await?)
    }

    /// Remove a member
    #[oai(
        path = "/:slug/members/:membership_id",
        method = "delete",
        operation_id = "remove_workspace_member"
    )]
    async fn remove_member(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<NoContent> {
        members::remove(&app, &scope, id.0).await?;
        Ok(NoContent::default())
    }

    /// Leave a workspace
    #[oai(path = "/:slug/members/leave", method = "post", operation_id = "leave_workspace")]
    async fn leave(&self, app: Server, scope: WorkspaceScope) -> Result<NoContent> {
        members::leave(&app, &scope).await?;
        Ok(NoContent::default())
    }

    /// Open invitations
    #[oai(path = "/:slug/invitations", method = "get", operation_id = "list_invitations")]
    async fn invitations(&self, app: Server, scope: WorkspaceScope) -> Result<Reply<Vec<Invite>>> {
        Reply::new(&invitations::list(&app, &scope).await?)
    }

    /// Invite somebody
    ///
    /// The link is in this answer and nowhere else.
    #[oai(path = "/:slug/invitations", method = "post", operation_id = "create_invitation")]
    async fn invite(
        &self,
        app: Server,
        scope: WorkspaceScope,
        body: Json<NewInvite>,
    ) -> Result<Created<Invite>> {
        let role = Role::parse(body.role)?;
        Created::new(&invitations::create(&app, &scope, &body.email, role).await?)
    }

    /// Withdraw an invitation
    #[oai(
        path = "/:slug/invitations/:invitation_id",
        method = "delete",
        operation_id = "withdraw_invitation"
    )]
    async fn withdraw(&self, app: Server, scope: WorkspaceScope, id: Id<1>) -> Result<NoContent> {
        invitations::withdraw(&app, &scope, id.0).await?;
        Ok(NoContent::default())
    }
}
