//! Writing down how attempts went, and pausing webhooks whose receivers are gone.

use super::{
    deliver::Attempt,
    model::{ATTEMPTS_MAX, FAILURES_MAX, Fate, PING, pause},
};
use crate::{
    app::{App, InstanceSettings},
    audit,
    db::{Context, Tx},
    error::Result,
    mail, random,
};
use chrono::{DateTime, Utc};
use entity::{webhook, webhook_delivery};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, sea_query::Expr,
};

use uuid::Uuid;
use webhook_delivery::Column;

/// Counts an attempt before it is made, so that one whose process dies is counted too. `false` when
/// somebody else has begun one since the delivery was read: two never send the same attempt.
pub async fn begin(app: &App, delivery: &webhook_delivery::Model) -> Result<bool> {
    let tx = app.db.begin(Context::workspace(delivery.workspace_id)).await?;
    let begun = webhook_delivery::Entity::update_many()
        .col_expr(Column::Attempts, Expr::value(delivery.attempts + 1))
        .filter(Column::Id.eq(delivery.id))
        .filter(Column::Attempts.eq(delivery.attempts))
        .filter(Column::State.eq("waiting"))
        .exec(&*tx)
        .await?;
    tx.commit().await?;
    Ok(begun.rows_affected == 1)
}

/// Writes down how the attempt after `delivery` was read went.
pub async fn end(app: &App, delivery: webhook_delivery::Model, attempt: Attempt) -> Result<()> {
    let now = app.clock.now();
    let attempts = delivery.attempts + 1;
    let (workspace_id, webhook_id) = (delivery.workspace_id, delivery.webhook_id);
    let is_test = delivery.event == PING;
    let fate = match attempt.fate {
        Fate::Again { why, .. } if attempts >= ATTEMPTS_MAX => Fate::Failed(why),
        other => other,
    };
    let next = next_attempt(&fate, attempts, now)?;
    let settings = app.settings().await?;
    let tx = app.db.begin(Context::workspace(workspace_id)).await?;
    let (state, why) = match &fate {
        Fate::Delivered => ("delivered", None),
        Fate::Again { why, .. } => ("waiting", Some(why.clone())),
        Fate::Failed(why) => ("failed", Some(why.clone())),
    };
    let mut update = webhook_delivery::Entity::update_many()
        .col_expr(Column::State, Expr::value(state))
        .col_expr(Column::LastError, Expr::value(why.clone()))
        .col_expr(Column::RequestHeaders, Expr::value(Some(attempt.request_headers)))
        .col_expr(Column::ResponseStatus, Expr::value(attempt.status))
        .col_expr(Column::ResponseHeaders, Expr::value(attempt.response_headers))
        .col_expr(Column::ResponseBody, Expr::value(attempt.response_body))
        .col_expr(Column::DurationMs, Expr::value(Some(attempt.duration_ms)))
        .col_expr(Column::NextAttemptAt, Expr::value(next))
        .filter(Column::Id.eq(delivery.id))
        .filter(Column::State.eq("waiting"));
    update = match fate {
        // It has arrived, whoever else is at it.
        Fate::Delivered => update.col_expr(Column::DeliveredAt, Expr::value(Some(now))),
        _ => update.filter(Column::Attempts.eq(attempts)),
    };
    let written = update.exec(&*tx).await?.rows_affected == 1;
    if written && !is_test {
        match fate {
            Fate::Delivered => succeeded(&tx, webhook_id).await?,
            Fate::Again { not_before: Some(until), .. } => hold(&tx, webhook_id, until).await?,
            Fate::Again { .. } => {}
            Fate::Failed(why) => failed((app, &settings), &tx, webhook_id, &why).await?,
        }
    }
    tx.commit().await
}

fn next_attempt(fate: &Fate, attempts: i32, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    let Fate::Again { not_before, .. } = fate else { return Ok(now) };
    let jitter = f64::from(random::bytes::<1>()?[0]) / 255.0;
    let planned = now + pause(attempts, jitter);
    Ok(not_before.map_or(planned, |asked| Ord::max(planned, asked)))
}

async fn succeeded(tx: &Tx, webhook_id: Uuid) -> Result<()> {
    webhook::Entity::update_many()
        .col_expr(webhook::Column::ConsecutiveFailures, Expr::value(0))
        .filter(webhook::Column::Id.eq(webhook_id))
        .filter(webhook::Column::ConsecutiveFailures.gt(0))
        .exec(&**tx)
        .await?;
    Ok(())
}

/// The receiver has asked for peace: nothing is sent to it until then.
async fn hold(tx: &Tx, webhook_id: Uuid, until: DateTime<Utc>) -> Result<()> {
    webhook::Entity::update_many()
        .col_expr(webhook::Column::HeldUntil, Expr::value(Some(until)))
        .filter(webhook::Column::Id.eq(webhook_id))
        .exec(&**tx)
        .await?;
    Ok(())
}

async fn failed(
    place: (&App, &InstanceSettings),
    tx: &Tx,
    webhook_id: Uuid,
    why: &str,
) -> Result<()> {
    let column = webhook::Column::ConsecutiveFailures;
    let updated = webhook::Entity::update_many()
        .col_expr(column, Expr::col(column).add(1))
        .filter(webhook::Column::Id.eq(webhook_id))
        .exec_with_returning(&**tx)
        .await?;
    for row in updated {
        if row.is_active && row.consecutive_failures >= FAILURES_MAX {
            pause_webhook(place, tx, row, why).await?;
        }
    }
    Ok(())
}

/// Stops telling a webhook anything until somebody switches it on again. What waits stays, and is
/// sent then. Whoever made it is told by mail.
async fn pause_webhook(
    (app, settings): (&App, &InstanceSettings),
    tx: &Tx,
    row: webhook::Model,
    why: &str,
) -> Result<()> {
    let now = app.clock.now();
    let reason = format!("{FAILURES_MAX} messages in a row could not be delivered. {why}");
    let (id, workspace_id, url) = (row.id, row.workspace_id, row.url.clone());
    let made_by = row.created_by;
    let mut paused = row.into_active_model();
    paused.is_active = Set(false);
    paused.paused_at = Set(Some(now));
    paused.pause_reason = Set(Some(reason.clone()));
    paused.updated_at = Set(now);
    paused.update(&**tx).await?;
    audit::Entry::new("webhook.paused")
        .on("webhook", id)
        .called(super::ops::without_query(&url))
        .within(workspace_id)
        .because(&reason)
        .write(tx, now)
        .await?;
    if let Some(person) = made_by {
        let told = (person, workspace_id);
        mail::letters::webhook_paused(app, tx, settings, told, (&url, &reason)).await?;
    }
    Ok(())
}
