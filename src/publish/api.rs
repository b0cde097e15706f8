//! `…/projects/{id}/publish`, for members of the project.

use super::{ops, view::Publish};
use crate::{
    access::ProjectScope,
    error::Result,
    http::{
        extract::Server,
        reply::{Created, NoContent, Reply},
    },
};
use poem_openapi::{Object, OpenApi, payload::Json};
use serde_json::Value;

/// What a board shall offer.
#[derive(Debug, Object)]
pub struct PublishBody {
    /// Layouts with true or false: `list`, `kanban`, `calendar`, `gantt`, `spreadsheet`.
    pub view_props: Option<Value>,
}

/// Publishing.
#[derive(Debug)]
pub struct PublishApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl PublishApi {
    /// How a project is published
    #[oai(
        path = "/:slug/projects/:project_id/publish",
        method = "get",
        operation_id = "get_publication"
    )]
    async fn get(&self, app: Server, scope: ProjectScope) -> Result<Reply<Publish>> {
        let row = ops::get(&app, &scope).await?;
        Reply::new(&Publish::new(&app, row))
    }

    /// Publish a project
    ///
    /// Anybody who has the address can read it then, without an account.
    #[oai(
        path = "/:slug/projects/:project_id/publish",
        method = "post",
        operation_id = "publish_project"
    )]
    async fn publish(
        &self,
        app: Server,
        scope: ProjectScope,
        body: Json<PublishBody>,
    ) -> Result<Created<Publish>> {
        let row = ops::publish(&app, &scope, body.0.view_props).await?;
        Created::new(&Publish::new(&app, row))
    }

    /// Change what a published board offers
    #[oai(
        path = "/:slug/projects/:project_id/publish",
        method = "patch",
        operation_id = "update_publication"
    )]
    async fn patch(
        &self,
        app: Server,
        scope: ProjectScope,
        body: Json<PublishBody>,
    ) -> Result<Reply<Publish>> {
        let row = ops::update(&app, &scope, body.0.view_props).await?;
        Reply::new(&Publish::new(&app, row))
    }

    /// Stop publishing a project
    #[oai(
        path = "/:slug/projects/:project_id/publish",
        method = "delete",
        operation_id = "unpublish_project"
    )]
    async fn unpublish(&self, app: Server, scope: ProjectScope) -> Result<NoContent> {
        ops::unpublish(&app, &scope).await?;
        Ok(NoContent::default())
    }
}
