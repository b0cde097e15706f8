//! Finding webhooks and their messages.

use super::model::PING;
use crate::{
    db::Tx,
    error::{Error, Result},
    http::page::Paging,
};
use chrono::{DateTime, Utc};
use entity::{
    webhook::{self, Entity as Webhook},
    webhook_delivery::{self, Entity as Delivery},
    webhook_payload,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, Statement,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A webhook of a workspace.
pub async fn find(tx: &Tx, workspace_id: Uuid, id: Uuid) -> Result<webhook::Model> {
    Webhook::in_workspace(workspace_id)
        .filter(webhook::Column::Id.eq(id))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("webhook"))
}

/// As [`find`], locked until the transaction ends.
pub async fn find_for_update(tx: &Tx, workspace_id: Uuid, id: Uuid) -> Result<webhook::Model> {
    Webhook::in_workspace(workspace_id)
        .filter(webhook::Column::Id.eq(id))
        .lock_exclusive()
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("webhook"))
}

/// A page of the messages to a webhook, the newest first, and how many there are.
pub async fn page(
    tx: &Tx,
    webhook_id: Uuid,
    paging: Paging,
) -> Result<(Vec<webhook_delivery::Model>, u64)> {
    let total = Delivery::of_webhook(webhook_id).count(&**tx).await?;
    let rows = Delivery::of_webhook(webhook_id)
        .order_by_desc(webhook_delivery::Column::Number)
        .offset(paging.offset())
        .limit(paging.per_page)
        .all(&**tx)
        .await?;
    Ok((rows, total))
}

/// The newest messages of which at least one attempt was made.
pub async fn attempted(
    tx: &Tx,
    webhook_id: Uuid,
    most: u64,
) -> Result<Vec<webhook_delivery::Model>> {
    Ok(Delivery::of_webhook(webhook_id)
        .filter(webhook_delivery::Column::Attempts.gt(0))
        .order_by_desc(webhook_delivery::Column::Number)
        .limit(most)
        .all(&**tx)
        .await?)
}

/// One message to a webhook.
pub async fn delivery(tx: &Tx, webhook_id: Uuid, id: Uuid) -> Result<webhook_delivery::Model> {
    Delivery::of_webhook(webhook_id)
        .filter(webhook_delivery::Column::Id.eq(id))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("delivery"))
}

/// What these messages say, by the id of the payload.
pub async fn payloads(
    tx: &Tx,
    deliveries: &[webhook_delivery::Model],
) -> Result<HashMap<Uuid, webhook_payload::Model>> {
    let ids = deliveries.iter().filter_map(|delivery| delivery.payload_id);
    let rows = webhook_payload::Entity::find()
        .filter(webhook_payload::Column::Id.is_in(ids))
        .all(&**tx)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}

/// Messages that are first in the line of their thing. One that is switched off gets tests only.
const FIRST: &str = "
    d.webhook_id = $1 AND d.state = 'waiting' AND ($2 OR d.event = $3)
    AND NOT EXISTS (SELECT FROM webhook_deliveries e
                    WHERE e.webhook_id = d.webhook_id AND e.object_id = d.object_id
                      AND e.state = 'waiting' AND e.number < d.number)";

/// Messages that may be sent now and have been written down, those that wait longest first.
pub async fn due(
    tx: &Tx,
    webhook: &webhook::Model,
    now: DateTime<Utc>,
    most: i64,
) -> Result<Vec<webhook_delivery::Model>> {
    if webhook.held_until.is_some_and(|until| until > now) {
        return Ok(vec![]);
    }
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            format!(
                "SELECT d.* FROM webhook_deliveries d WHERE {FIRST} AND d.payload_id IS NOT NULL
                   AND d.next_attempt_at <= $4 ORDER BY d.next_attempt_at, d.number LIMIT $5"
            ),
            [webhook.id.into(), webhook.is_active.into(), PING.into(), now.into(), most.into()],
        ))
        .await?;
    let rows = rows.iter().map(|row| webhook_delivery::Model::from_query_result(row, ""));
    Ok(rows.collect::<Result<_, _>>()?)
}

/// When the next message may be sent, if any waits.
pub async fn next_due(tx: &Tx, webhook: &webhook::Model) -> Result<Option<DateTime<Utc>>> {
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            format!("SELECT min(d.next_attempt_at) FROM webhook_deliveries d WHERE {FIRST}"),
            [webhook.id.into(), webhook.is_active.into(), PING.into()],
        ))
        .await?;
    let next: Option<Option<DateTime<Utc>>> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(next.flatten().map(|next| webhook.held_until.map_or(next, |held| next.max(held))))
}

/// How many tests of a webhook wait.
pub async fn waiting_tests(tx: &Tx, webhook_id: Uuid) -> Result<u64> {
    Ok(Delivery::of_webhook(webhook_id)
        .filter(webhook_delivery::Column::State.eq("waiting"))
        .filter(webhook_delivery::Column::Event.eq(PING))
        .count(&**tx)
        .await?)
}
