//! The outbox: rows of `mails`, from the fact to the mail server.

use super::{
    jobs::SendMail,
    model::{Content, Letter, header_line},
    settings::Settings,
};
use crate::{
    app::App,
    check::Check,
    db::Tx,
    error::{Error, Result},
    jobs::{When, enqueue as enqueue_job},
    keys::Keys,
    random,
    users::ops::is_placeholder,
};
use chrono::{DateTime, Utc};
use entity::mail;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use uuid::Uuid;

/// For what the content of mails is sealed.
const PURPOSE: &str = "mail";
const ERROR_MAX: usize = 1000;

/// Writes a mail and the job that sends it within the caller's transaction. Says whether it did: not
/// while mail is off, and never to somebody without an address.
///
/// `settings` are those of [`App::settings`], asked for before the transaction.
pub async fn enqueue(app: &App, tx: &Tx, settings: &Settings, letter: Letter) -> Result<bool> {
    let Letter { kind, user_id, email, title, content } = letter;
    let has_address =
        !is_placeholder(&email) && Check::new().email("email", &email).finish().is_ok();
    if !settings.is_ready() || !has_address {
        return Ok(false);
    }
    if !content.fits() {
        return Err(Error::Internal(anyhow::anyhow!(
            "a mail of the kind {} is too long",
            kind.as_str()
        )));
    }
    let now = app.clock.now();
    let id = random::id(now);
    let domain = settings.from_address.rsplit('@').next().unwrap_or_default();
    let content = Content { subject: header_line(&content.subject), ..content };
    let row = mail::ActiveModel {
        id: Set(id),
        kind: Set(kind.as_str().to_owned()),
        user_id: Set(user_id),
        email: Set(email),
        title: Set(header_line(&title)),
        // Made once: what is sent again after a crash is known to be the same mail.
        message_id: Set(format!("<{id}@{domain}>")),
        data_sealed: Set(Some(seal(&app.keys, &content)?)),
        state: Set("waiting".to_owned()),
        attempts: Set(0),
        last_error: Set(None),
        created_at: Set(now),
        sent_at: Set(None),
    };
    row.insert(&**tx).await?;
    enqueue_job(tx, &SendMail { mail_id: id }, When::now(), now).await?;
    Ok(true)
}

/// The Message-ID that stands for everything about a thing: mails about it refer to it.
pub fn thread_of(settings: &Settings, thing: Uuid) -> String {
    let domain = settings.from_address.rsplit('@').next().unwrap_or_default();
    format!("<about.{thing}@{domain}>")
}

fn seal(keys: &Keys, content: &Content) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(content).map_err(|error| Error::Internal(error.into()))?;
    keys.seal(PURPOSE, &plain)
}

/// What a mail says. `None` when it has been sent or given up.
pub(super) fn open(keys: &Keys, row: &mail::Model) -> Result<Option<Content>> {
    let Some(sealed) = &row.data_sealed else { return Ok(None) };
    let plain = keys.open(PURPOSE, sealed)?;
    Ok(Some(serde_json::from_slice(&plain).map_err(|error| Error::Internal(error.into()))?))
}

/// The server has taken the mail.
pub(super) async fn sent(tx: &Tx, row: mail::Model, now: DateTime<Utc>) -> Result<()> {
    let attempts = row.attempts + 1;
    let mut row = row.into_active_model();
    row.state = Set("sent".to_owned());
    row.sent_at = Set(Some(now));
    row.attempts = Set(attempts);
    row.last_error = Set(None);
    row.data_sealed = Set(None);
    row.update(&**tx).await?;
    Ok(())
}

/// The mail will not be sent.
pub(super) async fn failed(tx: &Tx, row: mail::Model, why: &str) -> Result<()> {
    let attempts = row.attempts + 1;
    let mut row = row.into_active_model();
    row.state = Set("failed".to_owned());
    row.attempts = Set(attempts);
    row.last_error = Set(Some(shortened(why)));
    row.data_sealed = Set(None);
    row.update(&**tx).await?;
    Ok(())
}

/// The mail was not sent this time.
pub(super) async fn postponed(tx: &Tx, row: mail::Model, why: &str) -> Result<()> {
    let attempts = row.attempts + 1;
    let mut row = row.into_active_model();
    row.attempts = Set(attempts);
    row.last_error = Set(Some(shortened(why)));
    row.update(&**tx).await?;
    Ok(())
}

fn shortened(text: &str) -> String {
    text.chars().filter(|c| *c != '\0').take(ERROR_MAX).collect()
}
