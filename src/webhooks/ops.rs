//! What administrators do with webhooks.

use super::{
    deliver,
    dump::dump,
    jobs::DeliverWebhook,
    model::{PING, SECRET_GRACE, TESTS_WAITING_MAX, WEBHOOKS_MAX, WebhookPatch},
    payload, queries, target,
};
use crate::{
    access::{Permission, WorkspaceScope},
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    random,
};
use entity::{user, webhook, webhook_delivery, webhook_payload};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::{NotSet, Set},
    ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter,
};
use serde_json::{Value, json};
use uuid::Uuid;

/// Creates a webhook. The secret is in this answer and nowhere else.
pub async fn create(
    app: &App,
    scope: &WorkspaceScope,
    new: WebhookPatch,
) -> Result<(webhook::Model, String)> {
    scope.require(Permission::ManageWebhooks)?;
    let url = target::accept(app, new.url.as_deref().unwrap_or_default()).await?;
    let now = app.clock.now();
    let id = random::id(now);
    let secret = secret()?;
    let tx = app.db.begin(scope.context()).await?;
    refuse_same_url(&tx, scope.workspace_id, &url, None).await?;
    if webhook::Entity::in_workspace(scope.workspace_id).count(&*tx).await? >= WEBHOOKS_MAX {
        return Err(Error::rule("A workspace may have 50 webhooks. Delete one first."));
    }
    let row = webhook::ActiveModel {
        id: Set(id),
        workspace_id: Set(scope.workspace_id),
        url: Set(url),
        is_active: Set(new.is_active.unwrap_or(true)),
        project: Set(new.project.unwrap_or_default()),
        issue: Set(new.issue.unwrap_or_default()),
        module: Set(new.module.unwrap_or_default()),
        cycle: Set(new.cycle.unwrap_or_default()),
        issue_comment: Set(new.issue_comment.unwrap_or_default()),
        secret_sealed: Set(Some(deliver::seal(app, id, &secret)?)),
        created_by: Set(Some(scope.actor.user_id)),
        created_at: Set(now),
        updated_at: Set(now),
        ..Default::default()
    };
    let row = row.insert(&*tx).await.map_err(taken)?;
    let entry = entry("webhook.created", scope, &row).with("hears_of", hears_of(&row));
    entry.write(&tx, now).await?;
    tx.commit().await?;
    Ok((row, secret))
}

/// Changes a webhook. Switching it on ends a pause, and what waits is sent.
pub async fn update(
    app: &App,
    scope: &WorkspaceScope,
    id: Uuid,
    patch: WebhookPatch,
) -> Result<webhook::Model> {
    scope.require(Permission::ManageWebhooks)?;
    find(app, scope, id).await?;
    let url = match &patch.url {
        Some(url) => Some(target::accept(app, url).await?),
        None => None,
    };
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let old = queries::find_for_update(&tx, scope.workspace_id, id).await?;
    if let Some(url) = &url {
        refuse_same_url(&tx, scope.workspace_id, url, Some(id)).await?;
    }
    let mut row = old.clone().into_active_model();
    row.url = url.map_or(row.url, Set);
    row.project = patch.project.map_or(row.project, Set);
    row.issue = patch.issue.map_or(row.issue, Set);
    row.module = patch.module.map_or(row.module, Set);
    row.cycle = patch.cycle.map_or(row.cycle, Set);
    row.issue_comment = patch.issue_comment.map_or(row.issue_comment, Set);
    if let Some(is_active) = patch.is_active {
        row.is_active = Set(is_active);
    }
    if patch.is_active == Some(true) {
        row.paused_at = Set(None);
        row.pause_reason = Set(None);
        row.held_until = Set(None);
        row.consecutive_failures = Set(0);
    }
    row.updated_by = Set(Some(scope.actor.user_id));
    row.updated_at = Set(now);
    let row = row.update(&*tx).await.map_err(taken)?;
    entry("webhook.updated", scope, &row)
        .changed("url", without_query(&old.url), without_query(&row.url))
        .changed("is_active", old.is_active, row.is_active)
        .changed("hears_of", hears_of(&old), hears_of(&row))
        .write(&tx, now)
        .await?;
    if row.is_active && !old.is_active {
        DeliverWebhook { workspace_id: scope.workspace_id, webhook_id: id }.hurry(app, &tx).await?;
    }
    tx.commit().await?;
    Ok(row)
}

/// Deletes a webhook and its secret. Its log goes with the next purge.
pub async fn delete(app: &App, scope: &WorkspaceScope, id: Uuid) -> Result<()> {
    scope.require(Permission::ManageWebhooks)?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let found = queries::find_for_update(&tx, scope.workspace_id, id).await?;
    entry("webhook.deleted", scope, &found).write(&tx, now).await?;
    let mut gone = found.into_active_model();
    gone.secret_sealed = Set(None);
    gone.previous_secret_sealed = Set(None);
    gone.previous_secret_until = Set(None);
    gone.deleted_at = Set(Some(now));
    gone.updated_by = Set(Some(scope.actor.user_id));
    gone.updated_at = Set(now);
    gone.update(&*tx).await?;
    tx.commit().await
}

/// Makes a new secret. The one before signs beside it for a day.
pub async fn regenerate(
    app: &App,
    scope: &WorkspaceScope,
    id: Uuid,
) -> Result<(webhook::Model, String)> {
    scope.require(Permission::ManageWebhooks)?;
    let now = app.clock.now();
    let secret = secret()?;
    let tx = app.db.begin(scope.context()).await?;
    let found = queries::find_for_update(&tx, scope.workspace_id, id).await?;
    let previous = found.secret_sealed.clone();
    let mut row = found.into_active_model();
    row.previous_secret_until = Set(previous.is_some().then_some(now + SECRET_GRACE));
    row.previous_secret_sealed = Set(previous);
    row.secret_sealed = Set(Some(deliver::seal(app, id, &secret)?));
    row.secret_rotated_at = Set(Some(now));
    row.updated_by = Set(Some(scope.actor.user_id));
    row.updated_at = Set(now);
    let row = row.update(&*tx).await?;
    entry("webhook.secret_rotated", scope, &row).write(&tx, now).await?;
    tx.commit().await?;
    Ok((row, secret))
}

/// Sends a test, also while the webhook is switched off.
pub async fn test(app: &App, scope: &WorkspaceScope, id: Uuid) -> Result<webhook_delivery::Model> {
    scope.require(Permission::ManageWebhooks)?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    queries::find(&tx, scope.workspace_id, id).await?;
    if queries::waiting_tests(&tx, id).await? >= TESTS_WAITING_MAX {
        return Err(Error::rule("Five tests wait to be sent already."));
    }
    let actor = match user::Entity::find_by_id(scope.actor.user_id).one(&*tx).await? {
        Some(row) => payload::actor(row)?,
        None => Value::Null,
    };
    let said = webhook_payload::ActiveModel {
        id: Set(random::id(now)),
        workspace_id: Set(scope.workspace_id),
        event_id: Set(None),
        data: Set(dump(&json!({"id": id, "message": "This is a test."}))?),
        actor: Set(dump(&actor)?),
        created_at: Set(now),
    };
    let said = said.insert(&*tx).await?;
    let own = random::id(now);
    let row = webhook_delivery::ActiveModel {
        id: Set(own),
        workspace_id: Set(scope.workspace_id),
        webhook_id: Set(id),
        payload_id: Set(Some(said.id)),
        // A line of its own: a test waits for nothing.
        object_id: Set(own),
        event: Set(PING.to_owned()),
        action: Set(PING.to_owned()),
        state: Set("waiting".to_owned()),
        next_attempt_at: Set(now),
        created_at: Set(now),
        ..Default::default()
    };
    let row = send(app, scope, &tx, row).await?;
    tx.commit().await?;
    Ok(row)
}

/// Sends a message again, as a new one with the same body. It keeps its place behind what waits
/// about the same thing, which is tried again at once.
pub async fn redeliver(
    app: &App,
    scope: &WorkspaceScope,
    id: Uuid,
    delivery_id: Uuid,
) -> Result<webhook_delivery::Model> {
    scope.require(Permission::ManageWebhooks)?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let webhook = queries::find(&tx, scope.workspace_id, id).await?;
    let found = queries::delivery(&tx, id, delivery_id).await?;
    if found.state == "waiting" {
        return Err(Error::rule("This message still waits to be sent."));
    }
    let is_test = found.event == PING;
    if !webhook.is_active && !is_test {
        return Err(Error::rule("The webhook is switched off. Switch it on first."));
    }
    let object_id = found.object_id;
    let own = random::id(now);
    let row = webhook_delivery::ActiveModel {
        id: Set(own),
        number: NotSet,
        object_id: Set(if is_test { own } else { object_id }),
        redelivery_of: Set(Some(found.id)),
        state: Set("waiting".to_owned()),
        attempts: Set(0),
        next_attempt_at: Set(now),
        request_headers: Set(None),
        response_status: Set(None),
        response_headers: Set(None),
        response_body: Set(None),
        duration_ms: Set(None),
        last_error: Set(None),
        created_at: Set(now),
        delivered_at: Set(None),
        ..copied(found)
    };
    bring_forward(app, &tx, id, object_id).await?;
    let row = send(app, scope, &tx, row).await?;
    tx.commit().await?;
    Ok(row)
}

/// What a repetition has in common with the message.
fn copied(found: webhook_delivery::Model) -> webhook_delivery::ActiveModel {
    webhook_delivery::ActiveModel {
        workspace_id: Set(found.workspace_id),
        webhook_id: Set(found.webhook_id),
        payload_id: Set(found.payload_id),
        event_id: Set(found.event_id),
        event: Set(found.event),
        action: Set(found.action),
        change: Set(found.change),
        ..Default::default()
    }
}

/// What waits about the same thing is tried again now.
async fn bring_forward(app: &App, tx: &Tx, webhook_id: Uuid, object_id: Uuid) -> Result<()> {
    use sea_orm::sea_query::Expr;
    use webhook_delivery::Column;
    let now = app.clock.now();
    webhook_delivery::Entity::update_many()
        .col_expr(Column::NextAttemptAt, Expr::value(now))
        .filter(Column::WebhookId.eq(webhook_id))
        .filter(Column::ObjectId.eq(object_id))
        .filter(Column::State.eq("waiting"))
        .filter(Column::NextAttemptAt.gt(now))
        .exec(&**tx)
        .await?;
    Ok(())
}

async fn send(
    app: &App,
    scope: &WorkspaceScope,
    tx: &Tx,
    row: webhook_delivery::ActiveModel,
) -> Result<webhook_delivery::Model> {
    let row = row.insert(&**tx).await?;
    let job = DeliverWebhook { workspace_id: scope.workspace_id, webhook_id: row.webhook_id };
    job.hurry(app, tx).await?;
    Ok(row)
}

/// The webhooks of a workspace.
pub async fn list(app: &App, scope: &WorkspaceScope) -> Result<Vec<webhook::Model>> {
    scope.require(Permission::ManageWebhooks)?;
    let tx = app.db.begin(scope.context()).await?;
    let rows = webhook::Entity::in_workspace(scope.workspace_id).all(&*tx).await?;
    tx.end().await?;
    Ok(rows)
}

/// A webhook.
pub async fn find(app: &App, scope: &WorkspaceScope, id: Uuid) -> Result<webhook::Model> {
    scope.require(Permission::ManageWebhooks)?;
    let tx = app.db.begin(scope.context()).await?;
    let found = queries::find(&tx, scope.workspace_id, id).await?;
    tx.end().await?;
    Ok(found)
}

async fn refuse_same_url(tx: &Tx, workspace_id: Uuid, url: &str, own: Option<Uuid>) -> Result<()> {
    let same = webhook::Entity::in_workspace(workspace_id)
        .filter(webhook::Column::Url.eq(url))
        .one(&**tx)
        .await?;
    match same.filter(|same| Some(same.id) != own) {
        Some(same) => Err(Error::conflict(SAME_URL, Some(same.id))),
        None => Ok(()),
    }
}

const SAME_URL: &str = "There is a webhook with this address already.";

/// Two at the same moment: the database refuses the second.
fn taken(error: sea_orm::DbErr) -> Error {
    match Error::from(error) {
        Error::Conflict { .. } => Error::conflict(SAME_URL, None),
        other => other,
    }
}

/// Receivers know the form.
fn secret() -> Result<String> {
    Ok(format!("plane_wh_{}", random::hex::<16>()?))
}

fn entry(action: &'static str, scope: &WorkspaceScope, row: &webhook::Model) -> audit::Entry {
    audit::Entry::new(action)
        .by(scope.actor.user_id)
        .on("webhook", row.id)
        .called(without_query(&row.url))
        .within(scope.workspace_id)
}

fn hears_of(row: &webhook::Model) -> Value {
    let switches = [
        ("project", row.project),
        ("issue", row.issue),
        ("module", row.module),
        ("cycle", row.cycle),
        ("issue_comment", row.issue_comment),
    ];
    switches.iter().filter(|(_, is_on)| *is_on).map(|(name, _)| Value::from(*name)).collect()
}

/// A query may hold a key.
pub(super) fn without_query(url: &str) -> &str {
    url.split('?').next().unwrap_or_default()
}
