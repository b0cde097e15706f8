//! `/api/v1/workspaces/{slug}/projects`: projects and their members.

use super::{
    members::{self, ProjectMember, ProjectMembership},
    model, ops,
    queries::{self, ProjectOrder, Viewer},
    view::Project,
};
use crate::{
    access::{Permission, ProjectScope, Role, WorkspaceScope},
    error::Result,
    http::{
        extract::{Id, Server},
        page::{Page, Paging},
        reply::{Created, NoContent, Reply},
    },
};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json, types::MaybeUndefined};
use serde_json::Value;
use uuid::Uuid;

/// A project to be made, or changes to one.
#[derive(Debug, Default, Object)]
pub struct ProjectInput {
    /// Its name; required for a new one.
    pub name: Option<String>,
    /// The prefix of its items' keys; required for a new one.
    pub identifier: Option<String>,
    /// What it is for.
    pub description: Option<String>,
    /// 0 secret, 2 public.
    pub network: Option<i32>,
    /// Who leads it.
    pub project_lead: MaybeUndefined<Uuid>,
    /// Who gets items that nobody is named for.
    pub default_assignee: MaybeUndefined<Uuid>,
    /// The state of new items.
    pub default_state: MaybeUndefined<Uuid>,
    /// Icon or emoji.
    pub logo_props: Option<Value>,
    /// Emoji of old clients.
    pub emoji: MaybeUndefined<String>,
    /// Icon of old clients.
    pub icon_prop: MaybeUndefined<Value>,
    /// Cover of old clients.
    pub cover_image: MaybeUndefined<String>,
    /// Whether modules are on.
    pub module_view: Option<bool>,
    /// Whether cycles are on.
    pub cycle_view: Option<bool>,
    /// Whether views are on.
    pub issue_views_view: Option<bool>,
    /// Whether pages are on.
    pub page_view: Option<bool>,
    /// Whether intake is on.
    pub intake_view: Option<bool>,
    /// Whether time tracking is on.
    pub is_time_tracking_enabled: Option<bool>,
    /// Whether item types are on.
    pub is_issue_type_enabled: Option<bool>,
    /// Whether guests see all of it.
    pub guest_view_all_features: Option<bool>,
    /// Months after which closed items are archived; 0 never.
    pub archive_in: Option<i32>,
    /// Months after which open items are closed; 0 never.
    pub close_in: Option<i32>,
    /// IANA time zone.
    pub timezone: Option<String>,
    /// Where it comes from.
    pub external_source: MaybeUndefined<String>,
    /// Its id there.
    pub external_id: MaybeUndefined<String>,
}

/// Whom to add.
#[derive(Debug, Object)]
pub struct NewProjectMember {
    /// A member of the workspace.
    pub member: Uuid,
    /// 20 admin, 15 member, 5 guest; 5 when absent.
    pub role: Option<i32>,
}

/// Absent stays absent, null clears.
pub fn patched<T>(value: MaybeUndefined<T>) -> Option<Option<T>> {
    match value {
        MaybeUndefined::Undefined => None,
        MaybeUndefined::Null => Some(None),
        MaybeUndefined::Value(value) => Some(Some(value)),
    }
}

impl From<ProjectInput> for model::ProjectPatch {
    fn from(body: ProjectInput) -> Self {
        Self {
            name: body.name,
            identifier: body.identifier,
            description: body.description,
            network: body.network,
            project_lead: patched(body.project_lead),
            default_assignee: patched(body.default_assignee),
            default_state: patched(body.default_state),
            logo_props: body.logo_props,
            emoji: patched(body.emoji),
            icon_prop: patched(body.icon_prop),
            cover_image: patched(body.cover_image),
            module_view: body.module_view,
            cycle_view: body.cycle_view,
            issue_views_view: body.issue_views_view,
            page_view: body.page_view,
            intake_view: body.intake_view,
            is_time_tracking_enabled: body.is_time_tracking_enabled,
            is_issue_type_enabled: body.is_issue_type_enabled,
            guest_view_all_features: body.guest_view_all_features,
            archive_in: body.archive_in,
            close_in: body.close_in,
            timezone: body.timezone,
            external_source: patched(body.external_source),
            external_id: patched(body.external_id),
        }
    }
}

/// Projects and their members.
#[derive(Debug)]
pub struct ProjectsApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl ProjectsApi {
    /// Projects
    ///
    /// Those that the caller belongs to, and the public ones.
    #[oai(path = "/:slug/projects", method = "get", operation_id = "list_projects")]
    async fn list(
        &self,
        app: Server,
        scope: WorkspaceScope,
        /// `sort_order`, `name` or `created_at`; a leading minus reverses.
        order_by: Query<Option<String>>,
        per_page: Query<Option<i64>>,
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<Project>>> {
        let paging = Paging::parse(per_page.0, cursor.0.as_deref())?;
        let order = ProjectOrder::parse(order_by.0.as_deref().unwrap_or("sort_order"))?;
        let viewer = Viewer {
            user_id: scope.actor.user_id,
            workspace_id: scope.workspace_id,
            sees_public: scope.role >= Role::Member,
            sees_all: scope.role == Role::Admin,
        };
        let tx = app.db.begin(scope.context()).await?;
        let (views, total) =
            queries::list(&tx, viewer, order, paging.per_page, paging.offset()).await?;
        tx.end().await?;
        Reply::new(&Page::new(views, total, paging))
    }

    /// Create a project
    #[oai(path = "/:slug/projects", method = "post", operation_id = "create_project")]
    async fn create(
        &self,
        app: Server,
        scope: WorkspaceScope,
        body: Json<ProjectInput>,
    ) -> Result<Created<Project>> {
        let settings = model::ProjectPatch::from(body.0);
        let new = model::NewProject {
            name: settings.name.clone().unwrap_or_default(),
            identifier: settings.identifier.clone().unwrap_or_default(),
            settings,
        };
        Created::new(&ops::create(&app, &scope, new).await?)
    }

    /// A project
    #[oai(path = "/:slug/projects/:project_id", method = "get", operation_id = "get_project")]
    async fn get(&self, app: Server, scope: ProjectScope) -> Result<Reply<Project>> {
        let tx = app.db.begin(scope.context()).await?;
        let view = queries::view(&tx, scope.user_id(), scope.project_id).await?;
        tx.end().await?;
        Reply::new(&view)
    }

    /// Change a project
    #[oai(path = "/:slug/projects/:project_id", method = "patch", operation_id = "update_project")]
    async fn patch(
        &self,
        app: Server,
        scope: ProjectScope,
        body: Json<ProjectInput>,
    ) -> Result<Reply<Project>> {
        Reply::new(&ops::update(&app, &scope, body.0.into()).await?)
    }

    /// Delete a project
    #[oai(path = "/:slug/projects/:project_id", method = "delete", operation_id = "delete_project")]
    async fn delete(&self, app: Server, scope: ProjectScope) -> Result<NoContent> {
        ops::delete(&app, &scope).await?;
        Ok(NoContent::default())
    }

    /// Archive a project
    #[oai(
        path = "/:slug/projects/:project_id/archive",
        method = "post",
        operation_id = "archive_project"
    )]
    async fn archive(&self, app: Server, scope: ProjectScope) -> Result<NoContent> {
        ops::set_archived(&app, &scope, true).await?;
        Ok(NoContent::default())
    }

    /// Restore a project
    #[oai(
        path = "/:slug/projects/:project_id/archive",
        method = "delete",
        operation_id = "restore_project"
    )]
    async fn restore(&self, app: Server, scope: ProjectScope) -> Result<NoContent> {
        ops::set_archived(&app, &scope, false).await?;
        Ok(NoContent::default())
    }

    /// Join a project
    #[oai(
        path = "/:slug/projects/:project_id/join",
        method = "post",
        operation_id = "join_project"
    )]
    async fn join(&self, app: Server, scope: ProjectScope) -> Result<NoContent> {
        members::join(&app, &scope).await?;
        Ok(NoContent::default())
    }

    /// Members of a project
    #[oai(
        path = "/:slug/projects/:project_id/members",
        method = "get",
        operation_id = "list_project_members"
    )]
    async fn members(&self, app: Server, scope: ProjectScope) -> Result<Reply<Vec<ProjectMember>>> {
        Reply::new(&members::list(&app, &scope).await?)
    }

    /// Add a member
    #[oai(
        path = "/:slug/projects/:project_id/members",
        method = "post",
        operation_id = "add_project_member"
    )]
    async fn add_member(
        &self,
        app: Server,
        scope: ProjectScope,
        body: Json<NewProjectMember>,
    ) -> Result<Created<ProjectMembership>> {
        let role = Role::parse(body.role.unwrap_or(5))?;
        Created::new(&members::add(&app, &scope, body.member, role).await?)
    }

    /// Change a member's role
    #[oai(
        path = "/:slug/projects/:project_id/members/:membership_id",
        method = "patch",
        operation_id = "update_project_member"
    )]
    async fn patch_member(
        &self,
        app: Server,
        scope: ProjectScope,
        id: Id<2>,
        body: Json<crate::workspaces::api::RolePatch>,
    ) -> Result<Reply<ProjectMembership>> {
        let role = Role::parse(body.role)?;
        Reply::new(&members::change_role(&app, &scope, id.0, role).await?)
    }

    /// Remove a member
    #[oai(
        path = "/:slug/projects/:project_id/members/:membership_id",
        method = "delete",
        operation_id = "remove_project_member"
    )]
    async fn remove_member(
        &self,
        app: Server,
        scope: ProjectScope,
        id: Id<2>,
    ) -> Result<NoContent> {
        members::remove(&app, &scope, id.0).await?;
        Ok(NoContent::default())
    }

    /// Leave a project
    #[oai(
        path = "/:slug/projects/:project_id/members/leave",
        method = "post",
        operation_id = "leave_project"
    )]
    async fn leave(&self, app: Server, scope: ProjectScope) -> Result<NoContent> {
        scope.require(Permission::ViewProject)?;
        members::leave(&app, &scope).await?;
        Ok(NoContent::default())
    }
}
