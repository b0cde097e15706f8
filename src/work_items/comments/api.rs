//! `…/work-items/{id}/comments`.

use super::{
    ops::{self, CommentPatch, NewComment},
    queries,
    view::Comment,
};
use crate::{
    access::ProjectScope,
    error::{Error, Result},
    http::{
        extract::{Id, Server},
        page::{Page, Paging},
        reply::{Created, NoContent, Reply},
    },
    work_items::queries::visible_item,
};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};
use uuid::Uuid;

/// A comment to be written.
#[derive(Debug, Object)]
#[oai(example)]
pub struct NewCommentBody {
    /// The text, as HTML. What may not stand in a text is removed.
    pub comment_html: String,
    /// The comment that this one answers.
    pub parent: Option<Uuid>,
    /// `INTERNAL`, or `EXTERNAL` for people outside the project.
    pub access: Option<String>,
    /// A system that knows it too.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
}

impl poem_openapi::types::Example for NewCommentBody {
    fn example() -> Self {
        Self {
            comment_html: "<p>Seen in production as well.</p>".into(),
            parent: None,
            access: None,
            external_source: None,
            external_id: None,
        }
    }
}

/// What changes about a comment.
#[derive(Debug, Object)]
pub struct CommentPatchBody {
    /// The text, as HTML.
    pub comment_html: Option<String>,
    /// `INTERNAL` or `EXTERNAL`.
    pub access: Option<String>,
    /// A system that knows it too.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
}

/// Comments.
#[derive(Debug)]
pub struct CommentsApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl CommentsApi {
    /// Comments on a work item
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id/comments",
        method = "get",
        operation_id = "list_comments"
    )]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the query")]
    async fn list(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
        /// `created_at`, or `-created_at` (the default) for the newest first.
        order_by: Query<Option<String>>,
        /// Comments a page, 1 to 1000.
        per_page: Query<Option<i64>>,
        /// Which page.
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<Comment>>> {
        let newest_first = match order_by.as_deref() {
            None | Some("-created_at") => true,
            Some("created_at") => false,
            Some(_) => {
                return Err(Error::invalid("order_by", "Must be created_at or -created_at."));
            }
        };
        let paging = Paging::parse(per_page.0, cursor.as_deref())?;
        let tx = app.db.begin(scope.context()).await?;
        let item = visible_item(&tx, &scope, item.0).await?;
        let (rows, total) = queries::list(&tx, item.id, newest_first, paging).await?;
        tx.end().await?;
        let views = rows.into_iter().map(Comment::from).collect();
        Reply::new(&Page::new(views, total, paging))
    }

    /// Comment on a work item
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id/comments",
        method = "post",
        operation_id = "create_comment"
    )]
    async fn create(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
        body: Json<NewCommentBody>,
    ) -> Result<Created<Comment>> {
        let body = body.0;
        let new = NewComment {
            html: body.comment_html,
            access: body.access,
            parent: body.parent,
            external_source: body.external_source,
            external_id: body.external_id,
        };
        Created::new(&Comment::from(ops::create(&app, &scope, item.0, new).await?))
    }

    /// A comment
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id/comments/:comment_id",
        method = "get",
        operation_id = "get_comment"
    )]
    async fn get(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
        id: Id<3>,
    ) -> Result<Reply<Comment>> {
        let tx = app.db.begin(scope.context()).await?;
        let item = visible_item(&tx, &scope, item.0).await?;
        let row = queries::find(&tx, item.id, id.0).await?;
        tx.end().await?;
        Reply::new(&Comment::from(row))
    }

    /// Change a comment
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id/comments/:comment_id",
        method = "patch",
        operation_id = "update_comment"
    )]
    async fn patch(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
        id: Id<3>,
        body: Json<CommentPatchBody>,
    ) -> Result<Reply<Comment>> {
        let body = body.0;
        let patch = CommentPatch {
            html: body.comment_html,
            access: body.access,
            external_source: body.external_source,
            external_id: body.external_id,
        };
        let row = ops::update(&app, &scope, (item.0, id.0), patch).await?;
        Reply::new(&Comment::from(row))
    }

    /// Delete a comment
    #[oai(
        path = "/:slug/projects/:project_id/work-items/:work_item_id/comments/:comment_id",
        method = "delete",
        operation_id = "delete_comment"
    )]
    async fn delete(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
        id: Id<3>,
    ) -> Result<NoContent> {
        ops::delete(&app, &scope, item.0, id.0).await?;
        Ok(NoContent::default())
    }
}
