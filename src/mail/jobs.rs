//! Sending what is in the outbox, and forgetting what was sent.

use super::{
    message, outbox,
    transport::{Fault, Smtp},
};
use crate::{
    app::App,
    db::{Context, Tx},
    jobs::{Job, JobError, Outcome, Run},
};
use chrono::Duration;
use entity::{mail, user};
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QuerySelect, Statement};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How long the log of sent and failed mails is kept.
const KEEP: Duration = Duration::days(30);
/// Longer than all attempts together: what still waits then has lost its job.
const WAIT_MAX: Duration = Duration::days(3);
const BATCH: i64 = 500;

/// Sends one mail.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendMail {
    /// Its row in the outbox.
    pub mail_id: Uuid,
}

impl Job for SendMail {
    const NAME: &'static str = "send_mail";
    const ABOUT: &'static str = "Hands one mail over to the mail server.";
    // With the queue's pauses about three hours of tries.
    const ATTEMPTS_MAX: i32 = 12;
    const CONCURRENCY: usize = 4;

    async fn run(self, run: &Run) -> Outcome {
        let app = &run.app;
        let settings = app.settings().await?.mail;
        let tx = app.db.begin(Context::default()).await?;
        let Some(row) = waiting(&tx, self.mail_id).await? else {
            run.done_in(&tx).await?;
            return Ok(tx.commit().await?);
        };
        if !may_receive(&tx, &row).await? {
            outbox::failed(&tx, row, "The account is disabled or has another address.").await?;
            run.done_in(&tx).await?;
            return Ok(tx.commit().await?);
        }
        // The connection goes back before the network is waited for.
        tx.end().await?;
        if !settings.is_ready() {
            let fault = Fault::ours("mail is switched off or not set up");
            return failed(run, self.mail_id, fault).await;
        }
        match deliver(app, &settings, &row).await {
            Ok(()) => {
                let tx = app.db.begin(Context::default()).await?;
                if let Some(row) = waiting(&tx, self.mail_id).await? {
                    outbox::sent(&tx, row, app.clock.now()).await?;
                }
                run.done_in(&tx).await?;
                Ok(tx.commit().await?)
            }
            Err(fault) => failed(run, self.mail_id, fault).await,
        }
    }
}

/// Hands the mail over. A crash between the server's word and the row's change sends it again, with
/// the same Message-ID.
async fn deliver(app: &App, settings: &super::Settings, row: &mail::Model) -> Result<(), Fault> {
    let broken = |text: String| Fault { is_permanent: true, ..Fault::ours(text) };
    let content = outbox::open(&app.keys, row).map_err(|error| broken(error.to_string()))?;
    let content = content.ok_or_else(|| broken("its content is gone".to_owned()))?;
    let message = message::build(settings, row, &content).map_err(|e| broken(format!("{e:#}")))?;
    let smtp = Smtp::new(app, settings).map_err(|error| Fault::ours(error.to_string()))?;
    smtp.open(&mut |_, _| {}).await?.hand_over(&message).await
}

/// Writes down that the mail was not taken, and whether there is another try.
async fn failed(run: &Run, mail_id: Uuid, fault: Fault) -> Outcome {
    let ends = fault.is_permanent || run.is_last;
    let tx = run.app.db.begin(Context::default()).await?;
    if let Some(row) = waiting(&tx, mail_id).await? {
        let why = fault.to_string();
        match ends {
            true => outbox::failed(&tx, row, &why).await?,
            false => outbox::postponed(&tx, row, &why).await?,
        }
    }
    if ends {
        // The mail's own row tells; a dead job beside it would tell it twice.
        run.done_in(&tx).await?;
        return Ok(tx.commit().await?);
    }
    tx.commit().await?;
    Err(JobError::Retry(fault.into()))
}

/// The mail, locked until the transaction ends, while it waits.
async fn waiting(tx: &Tx, id: Uuid) -> Result<Option<mail::Model>, JobError> {
    let row = mail::Entity::find_by_id(id).lock_exclusive().one(&**tx).await?;
    Ok(row.filter(|row| row.state == "waiting"))
}

/// Not when the account was disabled, or got another address, since the mail was written.
async fn may_receive(tx: &Tx, row: &mail::Model) -> Result<bool, JobError> {
    let Some(user_id) = row.user_id else { return Ok(true) };
    let person = user::Entity::find_by_id(user_id).one(&**tx).await?;
    Ok(person.is_some_and(|person| person.is_active && !person.is_bot && person.email == row.email))
}

/// Deletes the log of mails after its time, and gives up what has lost its job.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeMails {}

impl Job for PurgeMails {
    const NAME: &'static str = "purge_mails";
    const ABOUT: &'static str = "Deletes the log of mails that were sent or failed a month ago.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        let now = run.app.clock.now();
        let abandoned = "UPDATE mails SET state = 'failed', data_sealed = NULL,
                last_error = 'Nothing was left to send it.'
             WHERE id IN (SELECT id FROM mails WHERE state = 'waiting' AND created_at < $1 LIMIT $2)";
        let old = "DELETE FROM mails WHERE id IN (
                SELECT id FROM mails WHERE state <> 'waiting' AND created_at < $1 LIMIT $2)";
        for (sql, before) in [(abandoned, now - WAIT_MAX), (old, now - KEEP)] {
            loop {
                let tx = run.app.db.begin(Context::default()).await?;
                let values = [before.into(), BATCH.into()];
                let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
                let done = tx.execute_raw(statement).await?.rows_affected();
                tx.commit().await?;
                if done < BATCH.unsigned_abs() {
                    break;
                }
            }
        }
        loop {
            let tx = run.app.db.begin(Context::default()).await?;
            let sql = "SELECT purge_email_notifications($1, $2)";
            let most = i32::try_from(BATCH).unwrap_or(i32::MAX);
            let values = [(now - KEEP).into(), most.into()];
            let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
            let row = tx.query_one_raw(statement).await?;
            tx.commit().await?;
            if row.map(|row| row.try_get_by_index::<i64>(0)).transpose()?.unwrap_or_default()
                < BATCH
            {
                return Ok(());
            }
        }
    }
}
