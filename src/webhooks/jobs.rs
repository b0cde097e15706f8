//! Sending what waits, and forgetting what is old.

use super::{deliver, model::KEPT, payload, queries, record};
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    jobs::{Job, Outcome, Run, When, enqueue, hurry},
};
use entity::{webhook, webhook_delivery, webhook_payload};
use futures_util::{StreamExt, TryStreamExt, stream};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use uuid::Uuid;

/// Requests to one receiver at a time.
const AT_ONCE: usize = 4;
/// Messages that are taken at a time.
const ROUND: i64 = 8;
/// After this time the job goes to the end of the queue, so that others get their turn.
const TURN: Duration = Duration::from_secs(60);
/// Rows of each kind that one transaction forgets.
const PURGED_AT_ONCE: i32 = 500;

/// Sends what waits for one webhook.
///
/// There is one such job a webhook, or none when nothing waits. Whoever brings a message inserts its
/// row first, which locks the webhook's row against [`DeliverWebhook::finish`], and then calls
/// [`DeliverWebhook::hurry`]: so either the job ends before and is enqueued anew, or it sees the
/// message when it looks for the last time.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct DeliverWebhook {
    /// Where.
    pub workspace_id: Uuid,
    /// To whom.
    pub webhook_id: Uuid,
}

impl Job for DeliverWebhook {
    const NAME: &'static str = "deliver_webhook";
    const ABOUT: &'static str = "Sends what waits for a webhook.";
    // What receivers do is no failure of the job.
    const ATTEMPTS_MAX: i32 = 50;
    const CONCURRENCY: usize = 16;

    async fn run(self, run: &Run) -> Outcome {
        let app = &run.app;
        let begun = Instant::now();
        while begun.elapsed() < TURN {
            payload::prepare(app, self.workspace_id).await?;
            let Some((webhook, due)) = self.take(app).await? else { break };
            stream::iter(due)
                .map(|(delivery, payload)| attempt(app, &webhook, delivery, payload))
                .buffer_unordered(AT_ONCE)
                .try_collect::<Vec<()>>()
                .await?;
        }
        self.finish(run).await
    }
}

type Due = Vec<(webhook_delivery::Model, webhook_payload::Model)>;

impl DeliverWebhook {
    fn key(self) -> String {
        self.webhook_id.to_string()
    }

    /// Makes the job run soon; called after the row of a message was inserted in `tx`.
    pub async fn hurry(self, app: &App, tx: &Tx) -> Result<()> {
        hurry(tx, &self, &self.key(), app.clock.now()).await
    }

    /// The webhook and what may be sent to it now; `None` when that is nothing.
    async fn take(self, app: &App) -> Result<Option<(webhook::Model, Due)>> {
        let tx = app.db.begin(Context::workspace(self.workspace_id)).await?;
        let webhook = match queries::find(&tx, self.workspace_id, self.webhook_id).await {
            Ok(webhook) => webhook,
            Err(Error::NotFound(_)) => return Ok(None),
            Err(error) => return Err(error),
        };
        let due = queries::due(&tx, &webhook, app.clock.now(), ROUND).await?;
        let payloads = queries::payloads(&tx, &due).await?;
        tx.end().await?;
        let with_payload = |delivery: webhook_delivery::Model| {
            let payload = payloads.get(&delivery.payload_id?)?.clone();
            Some((delivery, payload))
        };
        let due: Due = due.into_iter().filter_map(with_payload).collect();
        Ok((!due.is_empty()).then_some((webhook, due)))
    }

    /// Ends the job, and enqueues it for when there is more to do, in one transaction.
    async fn finish(self, run: &Run) -> Outcome {
        let app = &run.app;
        let tx = app.db.begin(Context::workspace(self.workspace_id)).await?;
        let webhook = queries::find_for_update(&tx, self.workspace_id, self.webhook_id).await;
        run.done_in(&tx).await?;
        match webhook {
            Ok(webhook) => {
                if let Some(next) = queries::next_due(&tx, &webhook).await? {
                    let now = app.clock.now();
                    let when = When::at(next.max(now)).unique(self.key());
                    enqueue(&tx, &self, when, now).await?;
                }
            }
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error.into()),
        }
        Ok(tx.commit().await?)
    }
}

async fn attempt(
    app: &App,
    webhook: &webhook::Model,
    delivery: webhook_delivery::Model,
    payload: webhook_payload::Model,
) -> Result<()> {
    if !record::begin(app, &delivery).await? {
        return Ok(());
    }
    let attempt = deliver::send(app, webhook, (&delivery, &payload)).await;
    record::end(app, delivery, attempt).await
}

/// Forgets old messages, and what deleted webhooks left. Daily, at 03:30 UTC.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub struct PurgeWebhooks {}

impl Job for PurgeWebhooks {
    const NAME: &'static str = "purge_webhooks";
    const ABOUT: &'static str = "Forgets messages to webhooks that are older than 30 days.";

    async fn run(self, run: &Run) -> Outcome {
        let before = run.app.clock.now() - KEPT;
        loop {
            let tx = run.app.db.begin(Context::default()).await?;
            let row = tx
                .query_one_raw(Statement::from_sql_and_values(
                    DbBackend::Postgres,
                    "SELECT purge_webhooks($1, $2)",
                    [before.into(), PURGED_AT_ONCE.into()],
                ))
                .await?;
            let gone: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
            if gone == 0 {
                run.done_in(&tx).await?;
                return Ok(tx.commit().await?);
            }
            tx.commit().await?;
        }
    }
}
