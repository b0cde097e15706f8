//! Mails about work items: what waits in `email_notifications`, put together.
//!
//! Whoever changes a work item never waits for mail: rows wait for [`MailDigests`], which runs every
//! five minutes. Who wants mail soon gets one mail a work item with all that happened to it since;
//! who wants it daily gets one mail at eight in the morning of their own time. Quiet hours hold rows
//! back until they end.
//!
//! Invariants: taking rows (`processed_at`), the mail and its job are one transaction, so each row is
//! in one mail or in none; what somebody may no longer see, because they left the project or the item
//! is gone, is in none, and what they have switched off meanwhile neither; what happens while mail is
//! off is not mailed later.
//!
//! [`gather`] takes the rows, [`story`] makes sentences of them, [`render`] writes the mail.

mod gather;
mod render;
mod story;
mod text;

use super::{outbox, preferences};
use crate::{
    app::{App, InstanceSettings},
    db::Context,
    error::Result,
    jobs::{Job, JobError, Outcome, Run},
};
use preferences::{Due, Receiver};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// People that are looked up at a time.
const RECEIVERS: i32 = 200;

/// Mails what has happened to work items.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct MailDigests {}

impl Job for MailDigests {
    const NAME: &'static str = "mail_digests";
    const ABOUT: &'static str = "Mails people what has happened to the work items they follow.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        let settings = run.app.settings().await?;
        let (mut after, mut failure) = (Uuid::nil(), None);
        loop {
            let receivers = waiting(&run.app, after).await?;
            let Some((last, _)) = receivers.last() else {
                return failure.map_or(Ok(()), |error| Err(JobError::from(error)));
            };
            after = *last;
            for (id, workspaces) in &receivers {
                // One person's trouble must not keep the others waiting.
                if let Err(error) = serve(&run.app, &settings, (*id, workspaces)).await {
                    tracing::warn!(receiver = %id, %error, "no digest for a person");
                    failure = Some(error);
                }
            }
        }
    }
}

/// People for whom something waits, and in which workspaces.
async fn waiting(app: &App, after: Uuid) -> Result<Vec<(Uuid, Vec<Uuid>)>> {
    let tx = app.db.begin(Context::default()).await?;
    let sql = "SELECT receiver_id, workspace_ids FROM mail_receivers($1, $2)";
    let values = [after.into(), RECEIVERS.into()];
    let rows =
        tx.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
    tx.end().await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// Takes what waits for a person and writes their mail, in one transaction.
async fn serve(
    app: &App,
    settings: &InstanceSettings,
    (id, workspaces): (Uuid, &[Uuid]),
) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let Some(receiver) = preferences::find(&tx, id).await? else { return tx.end().await };
    let due = if settings.mail.is_ready() { receiver.due(now) } else { Due::Never };
    let before = match due {
        Due::Later => return tx.end().await,
        Due::Daily(cutoff) => cutoff,
        Due::Now | Due::Never => now,
    };
    let mut stories = Vec::new();
    for workspace in workspaces {
        tx.enter_workspace(*workspace).await?;
        let rows = gather::take(&tx, id, before, now).await?;
        if due != Due::Never {
            stories.extend(gather::stories(app, &tx, &receiver, rows).await?);
        }
    }
    for letter in letters(app, settings, &receiver, (due, stories))? {
        outbox::enqueue(app, &tx, &settings.mail, letter).await?;
    }
    tx.commit().await
}

fn letters(
    app: &App,
    settings: &InstanceSettings,
    receiver: &Receiver,
    (due, stories): (Due, Vec<story::Story>),
) -> Result<Vec<super::Letter>> {
    if stories.is_empty() {
        return Ok(vec![]);
    }
    match due {
        Due::Daily(_) => Ok(vec![render::daily(app, settings, receiver, stories)?]),
        _ => stories.into_iter().map(|one| render::one(app, settings, receiver, one)).collect(),
    }
}
