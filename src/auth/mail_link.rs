//! What follows when somebody asks for a link by mail.

use super::{
    links::{self, Link, Purpose},
    magic_link::LIFETIME,
};
use crate::{
    app::{App, InstanceSettings},
    audit,
    db::{Context, Tx},
    error::Result,
    jobs::{Job, Outcome, Run},
    mail::letters,
};
use chrono::Duration;
use entity::{credential, user};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};

/// How long a link for another password works when its owner asked for it: mail may be late.
const RESET_LIFETIME: Duration = Duration::hours(4);

/// What the link is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Wish {
    /// Signing in, and then this path.
    SignIn {
        /// A path of ours.
        return_to: String,
    },
    /// Another password.
    Password,
}

/// Mails a link to an address, if somebody has it who may use such a link.
#[derive(Debug, Serialize, Deserialize)]
pub struct MailLink {
    /// The address that was typed.
    pub email: String,
    /// What the link is for.
    pub wish: Wish,
    /// Who asked.
    pub ip_address: String,
}

impl Job for MailLink {
    const NAME: &'static str = "mail_link";
    const ABOUT: &'static str =
        "Mails a link that somebody asked for, if the address has an account.";
    const ATTEMPTS_MAX: i32 = 5;

    async fn run(self, run: &Run) -> Outcome {
        let app = &run.app;
        let settings = app.settings().await?;
        let tx = app.db.begin(Context::default()).await?;
        let action = match self.wish {
            Wish::SignIn { .. } => "magic_link.requested",
            Wish::Password => "password.reset_requested",
        };
        let entry = audit::Entry::new(action).from(&self.ip_address);
        let entry = match owner(&tx, &settings, &self).await? {
            Err(why) => entry.failed().because(why).with("email", self.email),
            Ok(person) => {
                send(app, &tx, &settings, (&person, &self.wish)).await?;
                entry.on("user", person.id)
            }
        };
        entry.write(&tx, app.clock.now()).await?;
        run.done_in(&tx).await?;
        Ok(tx.commit().await?)
    }
}

/// Who gets the link, or why nobody does.
async fn owner(
    tx: &Tx,
    settings: &InstanceSettings,
    job: &MailLink,
) -> Result<std::result::Result<user::Model, &'static str>> {
    let found = user::Entity::find().filter(user::Column::Email.eq(&job.email)).one(&**tx).await?;
    let Some(person) = found else { return Ok(Err("unknown_account")) };
    if !person.is_active || person.is_pending || person.is_bot {
        return Ok(Err("account_disabled"));
    }
    let is_offered = match job.wish {
        Wish::SignIn { .. } => settings.magic_link,
        Wish::Password => settings.password && settings.mail.is_ready(),
    };
    if !is_offered {
        return Ok(Err("switched_off"));
    }
    // Whoever signs in by card or provider only gets no password by way of a mailbox.
    let needs_password = job.wish == Wish::Password;
    if needs_password && credential::Entity::find_by_id(person.id).one(&**tx).await?.is_none() {
        return Ok(Err("no_password"));
    }
    Ok(Ok(person))
}

async fn send(
    app: &App,
    tx: &Tx,
    settings: &InstanceSettings,
    (person, wish): (&user::Model, &Wish),
) -> Result<bool> {
    match wish {
        Wish::SignIn { return_to } => {
            let made = links::create_for(app, tx, Purpose::MagicLink, Some(person.id), LIFETIME);
            let link = with_return(made.await?, return_to);
            letters::magic_link(app, tx, settings, (person, &link)).await
        }
        Wish::Password => {
            let made = links::create_for(app, tx, Purpose::Reset, Some(person.id), RESET_LIFETIME);
            let link = made.await?;
            let by = letters::Asker::Owner;
            letters::password_reset(app, tx, settings, (person, &link), by).await
        }
    }
}

fn with_return(link: Link, return_to: &str) -> Link {
    if return_to == "/" {
        return link;
    }
    let path: String = url::form_urlencoded::byte_serialize(return_to.as_bytes()).collect();
    Link { url: format!("{}&return_to={path}", link.url), ..link }
}
