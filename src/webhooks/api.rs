//! `/api/v1/workspaces/{slug}/webhooks`.

use super::{
    model::WebhookPatch,
    ops, queries,
    view::{WebhookDelivery, WebhookDeliveryDetail, WebhookLog, WebhookView},
};
use crate::{
    access::{Permission, WorkspaceScope},
    error::Result,
    http::{
        extract::{Id, Server},
        page::{Page, Paging},
        reply::{Created, NoContent, Reply},
    },
};
use poem_openapi::{Object, OpenApi, param::Query, payload::Json};

/// Messages in the answer that older clients ask for.
const LOGS_MAX: u64 = 100;

/// A webhook to be made. What is left out is off, but the webhook itself is on.
#[derive(Debug, Object)]
pub struct NewWebhook {
    /// Where messages go; https only.
    pub url: String,
    /// Whether messages go out.
    pub is_active: Option<bool>,
    /// Hears of projects.
    pub project: Option<bool>,
    /// Hears of work items.
    pub issue: Option<bool>,
    /// Hears of modules.
    pub module: Option<bool>,
    /// Hears of cycles.
    pub cycle: Option<bool>,
    /// Hears of comments.
    pub issue_comment: Option<bool>,
}

/// What may be changed about a webhook; absent parts stay.
#[derive(Debug, Object)]
pub struct WebhookPatchBody {
    /// Where messages go; https only.
    pub url: Option<String>,
    /// Whether messages go out. True ends a pause.
    pub is_active: Option<bool>,
    /// Hears of projects.
    pub project: Option<bool>,
    /// Hears of work items.
    pub issue: Option<bool>,
    /// Hears of modules.
    pub module: Option<bool>,
    /// Hears of cycles.
    pub cycle: Option<bool>,
    /// Hears of comments.
    pub issue_comment: Option<bool>,
}

impl From<WebhookPatchBody> for WebhookPatch {
    fn from(body: WebhookPatchBody) -> Self {
        Self {
            url: body.url,
            is_active: body.is_active,
            project: body.project,
            issue: body.issue,
            module: body.module,
            cycle: body.cycle,
            issue_comment: body.issue_comment,
        }
    }
}

/// Webhooks.
#[derive(Debug)]
pub struct WebhooksApi;

#[OpenApi(prefix_path = "/api/v1/workspaces")]
impl WebhooksApi {
    /// Webhooks of a workspace
    #[oai(path = "/:slug/webhooks", method = "get", operation_id = "list_webhooks")]
    async fn list(&self, app: Server, scope: WorkspaceScope) -> Result<Reply<Vec<WebhookView>>> {
        let rows = ops::list(&app, &scope).await?;
        let views: Vec<_> = rows.into_iter().map(|row| WebhookView::new(row, None)).collect();
        Reply::new(&views)
    }

    /// Create a webhook
    ///
    /// The secret with which messages are signed is in this answer and nowhere else.
    #[oai(path = "/:slug/webhooks", method = "post", operation_id = "create_webhook")]
    async fn create(
        &self,
        app: Server,
        scope: WorkspaceScope,
        body: Json<NewWebhook>,
    ) -> Result<Created<WebhookView>> {
        let body = body.0;
        let new = WebhookPatch {
            url: Some(body.url),
            is_active: body.is_active,
            project: body.project,
            issue: body.issue,
            module: body.module,
            cycle: body.cycle,
            issue_comment: body.issue_comment,
        };
        let (row, secret) = ops::create(&app, &scope, new).await?;
        Created::new(&WebhookView::new(row, Some(secret)))
    }

    /// A webhook
    #[oai(path = "/:slug/webhooks/:webhook_id", method = "get", operation_id = "get_webhook")]
    async fn get(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<Reply<WebhookView>> {
        let row = ops::find(&app, &scope, id.0).await?;
        Reply::new(&WebhookView::new(row, None))
    }

    /// Change a webhook
    #[oai(path = "/:slug/webhooks/:webhook_id", method = "patch", operation_id = "update_webhook")]
    async fn patch(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
        body: Json<WebhookPatchBody>,
    ) -> Result<Reply<WebhookView>> {
        let row = ops::update(&app, &scope, id.0, body.0.into()).await?;
        Reply::new(&WebhookView::new(row, None))
    }

    /// Delete a webhook
    #[oai(path = "/:slug/webhooks/:webhook_id", method = "delete", operation_id = "delete_webhook")]
    async fn delete(&self, app: Server, scope: WorkspaceScope, id: Id<1>) -> Result<NoContent> {
        ops::delete(&app, &scope, id.0).await?;
        Ok(NoContent::default())
    }

    /// Make a new secret
    ///
    /// For 24 hours messages carry both signatures: `X-Plane-Signature` by the new secret and
    /// `X-Plane-Signature-Previous` by the one before.
    #[oai(
        path = "/:slug/webhooks/:webhook_id/regenerate",
        method = "post",
        operation_id = "regenerate_webhook_secret"
    )]
    async fn regenerate(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<Reply<WebhookView>> {
        let (row, secret) = ops::regenerate(&app, &scope, id.0).await?;
        Reply::new(&WebhookView::new(row, Some(secret)))
    }

    /// Send a test message
    ///
    /// Its event is `ping`. It is tried once, also while the webhook is switched off.
    #[oai(
        path = "/:slug/webhooks/:webhook_id/test",
        method = "post",
        operation_id = "test_webhook"
    )]
    async fn test(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<Created<WebhookDelivery>> {
        Created::new(&WebhookDelivery::from(ops::test(&app, &scope, id.0).await?))
    }

    /// Messages to a webhook
    ///
    /// The newest first; they are kept for 30 days.
    #[oai(
        path = "/:slug/webhooks/:webhook_id/deliveries",
        method = "get",
        operation_id = "list_webhook_deliveries"
    )]
    async fn deliveries(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
        /// Messages a page, 1 to 1000.
        per_page: Query<Option<i64>>,
        /// Which page.
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<WebhookDelivery>>> {
        scope.require(Permission::ManageWebhooks)?;
        let paging = Paging::parse(per_page.0, cursor.as_deref())?;
        let tx = app.db.begin(scope.context()).await?;
        let webhook = queries::find(&tx, scope.workspace_id, id.0).await?;
        let (rows, total) = queries::page(&tx, webhook.id, paging).await?;
        tx.end().await?;
        let views = rows.into_iter().map(WebhookDelivery::from).collect();
        Reply::new(&Page::new(views, total, paging))
    }

    /// A message to a webhook
    #[oai(
        path = "/:slug/webhooks/:webhook_id/deliveries/:delivery_id",
        method = "get",
        operation_id = "get_webhook_delivery"
    )]
    async fn delivery(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
        delivery: Id<2>,
    ) -> Result<Reply<WebhookDeliveryDetail>> {
        scope.require(Permission::ManageWebhooks)?;
        let tx = app.db.begin(scope.context()).await?;
        let webhook = queries::find(&tx, scope.workspace_id, id.0).await?;
        let row = queries::delivery(&tx, webhook.id, delivery.0).await?;
        let payloads = queries::payloads(&tx, std::slice::from_ref(&row)).await?;
        tx.end().await?;
        let payload = row.payload_id.and_then(|id| payloads.get(&id));
        Reply::new(&WebhookDeliveryDetail::new(row, payload)?)
    }

    /// Send a message again
    #[oai(
        path = "/:slug/webhooks/:webhook_id/deliveries/:delivery_id/redeliver",
        method = "post",
        operation_id = "redeliver_webhook_delivery"
    )]
    async fn redeliver(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
        delivery: Id<2>,
    ) -> Result<Created<WebhookDelivery>> {
        let row = ops::redeliver(&app, &scope, id.0, delivery.0).await?;
        Created::new(&WebhookDelivery::from(row))
    }

    /// The newest messages to a webhook, in the form of older clients
    #[oai(
        path = "/:slug/webhook-logs/:webhook_id",
        method = "get",
        operation_id = "list_webhook_logs"
    )]
    async fn logs(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<Reply<Vec<WebhookLog>>> {
        scope.require(Permission::ManageWebhooks)?;
        let tx = app.db.begin(scope.context()).await?;
        let webhook = queries::find(&tx, scope.workspace_id, id.0).await?;
        let rows = queries::attempted(&tx, webhook.id, LOGS_MAX).await?;
        let payloads = queries::payloads(&tx, &rows).await?;
        tx.end().await?;
        let view = |row: entity::webhook_delivery::Model| {
            let payload = row.payload_id.and_then(|id| payloads.get(&id));
            WebhookLog::new(row, payload)
        };
        Reply::new(&rows.into_iter().map(view).collect::<Result<Vec<_>>>()?)
    }
}
