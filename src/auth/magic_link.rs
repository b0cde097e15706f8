//! Links that people ask for themselves: one that signs in (off unless an administrator of the
//! instance switches it on), and one for another password.
//!
//! The request only writes a job, whether or not somebody has the address: the answer and the work
//! are the same, so nobody learns who has an account. What follows happens in [`super::jobs`]. A
//! link that signs in works for a quarter of an hour, once, and only by a press of a button on its
//! page, because programs that read mail open links. The rules are those of passwords: the notice
//! first, and nobody gets in who is locked out.

use super::{
    attempt::safe_return_to,
    identities::model::Method,
    links::{self, Purpose},
    lockout,
    mail_link::{MailLink, Wish},
    session, sign_in,
};
use crate::{
    app::App,
    audit,
    check::Check,
    db::{Context, Tx},
    error::{Error, Result},
    jobs::{When, enqueue},
};
use chrono::Duration;
use entity::{password_link, user};
use http::HeaderValue;
use sea_orm::EntityTrait;
use uuid::Uuid;

/// How long a link that signs in works.
pub const LIFETIME: Duration = Duration::minutes(15);
const OFF: &str = "Signing in by mail is switched off.";

/// Asks for a link that signs in.
pub async fn request(
    app: &App,
    email: &str,
    return_to: Option<&str>,
    origin: &session::Origin,
) -> Result<()> {
    if !app.settings().await?.magic_link {
        return Err(Error::Forbidden(OFF));
    }
    let return_to = safe_return_to(return_to);
    ask(app, email, Wish::SignIn { return_to }, origin).await
}

/// Asks for a link for another password.
pub async fn request_reset(app: &App, email: &str, origin: &session::Origin) -> Result<()> {
    let settings = app.settings().await?;
    if !settings.password {
        return Err(Error::Forbidden(sign_in::PASSWORDS_OFF));
    }
    if !settings.mail.is_ready() {
        return Err(Error::Forbidden("Mail is not set up. Ask an administrator for a link."));
    }
    ask(app, email, Wish::Password, origin).await
}

async fn ask(app: &App, email: &str, wish: Wish, origin: &session::Origin) -> Result<()> {
    let email = email.trim().to_lowercase();
    Check::new().email("email", &email).finish()?;
    if !lockout::may_ask_for_link(app, origin, &email).await? {
        return Ok(());
    }
    let job = MailLink { email, wish, ip_address: origin.ip_address.clone() };
    let tx = app.db.begin(Context::default()).await?;
    enqueue(&tx, &job, When::now(), app.clock.now()).await?;
    tx.commit().await
}

/// Spends a link that signs in, and opens the session. Returns the user and the `Set-Cookie` value.
pub async fn redeem(
    app: &App,
    token: &str,
    origin: &session::Origin,
) -> Result<(Uuid, HeaderValue)> {
    if !app.settings().await?.magic_link {
        return Err(Error::Forbidden(OFF));
    }
    let look = app.db.begin(Context::default()).await?;
    let owner = owner_of(app, &look, token).await?.map(|(_, person)| person.email);
    look.end().await?;
    lockout::refuse_locked(app, origin, owner.as_deref().unwrap_or_default()).await?;
    let tx = app.db.begin(Context::default()).await?;
    let Some((link, person)) = owner_of(app, &tx, token).await? else {
        tx.end().await?;
        refused(app, origin).await?;
        return Err(Error::NotFound("link"));
    };
    links::spend(app, &tx, link).await?;
    audit::Entry::new("sign_in.magic_link")
        .by(person.id)
        .from(&origin.ip_address)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await?;
    let cookie = session::open(app, person.id, origin, session::Grant::by(Method::Link)).await?;
    Ok((person.id, cookie))
}

/// The link behind a token and its owner, who may sign in; the link is locked until the end of `tx`.
async fn owner_of(
    app: &App,
    tx: &Tx,
    token: &str,
) -> Result<Option<(password_link::Model, user::Model)>> {
    let link = match links::find(app, tx, token).await {
        Ok(link) if link.purpose == Purpose::MagicLink.as_str() => link,
        Ok(_) | Err(Error::NotFound(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let Some(user_id) = link.user_id else { return Ok(None) };
    let person = user::Entity::find_by_id(user_id).one(&**tx).await?;
    let person = person.filter(|person| person.is_active && !person.is_pending);
    Ok(person.map(|person| (link, person)))
}

async fn refused(app: &App, origin: &session::Origin) -> Result<()> {
    lockout::count_failure(app, origin).await?;
    let tx = app.db.begin(Context::default()).await?;
    let entry = audit::Entry::new("sign_in.magic_link").failed().because("link_unknown");
    entry.from(&origin.ip_address).write(&tx, app.clock.now()).await?;
    tx.commit().await
}
