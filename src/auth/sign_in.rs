//! Signing in with a password, and setting one.

use super::{identities::model::Method, links, password, session};
use crate::{
    app::App,
    audit,
    db::{Context, Tx},
    error::{Error, Result},
};
use chrono::Duration;
use entity::{credential, user};
use http::HeaderValue;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter,
    sea_query::OnConflict,
};
use uuid::Uuid;

/// Checks a password and opens a session. Returns the user and the `Set-Cookie` value.
///
/// The answer is the same for an unknown address, a wrong password and a disabled account; a locked
/// account answers 429 whatever the password, so that a lock cannot be used to test guesses.
pub async fn with_password(
    app: &App,
    email: &str,
    given: &str,
    origin: &session::Origin,
) -> Result<(Uuid, HeaderValue)> {
    if !app.config.auth.password {
        return Err(Error::Forbidden("Signing in with a password is switched off."));
    }
    let now = app.clock.now();
    // The database cannot store NUL, so nobody's address has one.
    let email = email.trim().to_lowercase().replace('\0', "\u{fffd}");
    let tx = app.db.begin(Context::default()).await?;
    let person = user::Entity::find().filter(user::Column::Email.eq(&email)).one(&*tx).await?;
    let stored = match &person {
        Some(person) => credential::Entity::find_by_id(person.id).one(&*tx).await?,
        None => None,
    };
    // The connection goes back before the slow part.
    tx.end().await?;
    if let Some(until) = stored.as_ref().and_then(|c| c.locked_until).filter(|until| *until > now) {
        if let Some(person) = &person {
            refused_while_locked(app, person, origin).await?;
        }
        let seconds = u64::try_from((until - now).num_seconds()).unwrap_or_default();
        return Err(Error::TooMany { retry_after_s: seconds.max(1) });
    }
    let hash = stored.as_ref().map(|c| c.password_hash.clone());
    let matches = given.len() <= password::LENGTH_MAX * 4 && password::verify(given, hash).await?;
    match person.filter(|person| matches && person.is_active) {
        Some(person) => {
            succeed(app, &person, origin).await?;
            let cookie =
                session::open(app, person.id, origin, session::Grant::by(Method::Password)).await?;
            Ok((person.id, cookie))
        }
        None => {
            let why = match (&stored, matches) {
                (None, _) => "unknown_account",
                (Some(_), false) => "wrong_password",
                (Some(_), true) => "account_disabled",
            };
            fail(app, stored, (&email, why), origin).await?;
            Err(Error::Unauthenticated("The e-mail address or the password is wrong."))
        }
    }
}

async fn succeed(app: &App, person: &user::Model, origin: &session::Origin) -> Result<()> {
    let tx = app.db.begin(Context::user(person.id)).await?;
    credential::ActiveModel {
        user_id: Set(person.id),
        failed_attempts: Set(0),
        locked_until: Set(None),
        ..Default::default()
    }
    .update(&*tx)
    .await?;
    audit::Entry::new("sign_in.password")
        .by(person.id)
        .from(&origin.ip_address)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await
}

async fn refused_while_locked(
    app: &App,
    person: &user::Model,
    origin: &session::Origin,
) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    audit::Entry::new("sign_in.password")
        .failed()
        .because("locked")
        .on("user", person.id)
        .from(&origin.ip_address)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await
}

/// Counts a failure in a transaction of its own.
async fn fail(
    app: &App,
    stored: Option<credential::Model>,
    (email, why): (&str, &str),
    origin: &session::Origin,
) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let mut entry =
        audit::Entry::new("sign_in.password").failed().because(why).from(&origin.ip_address);
    if let Some(stored) = stored {
        let lock_for = Duration::minutes(i64::from(app.config.auth.lockout_minutes));
        let attempts_max = i32::try_from(app.config.auth.lockout_attempts).unwrap_or(i32::MAX);
        // Counted by the database: failures that arrive together all count.
        sea_orm::ConnectionTrait::execute_raw(
            &*tx,
            sea_orm::Statement::from_sql_and_values(
                sea_orm::DbBackend::Postgres,
                "UPDATE credentials SET
                   failed_attempts = CASE WHEN failed_attempts + 1 >= $2 THEN 0 ELSE failed_attempts + 1 END,
                   locked_until = CASE WHEN failed_attempts + 1 >= $2 THEN $3 ELSE locked_until END
                 WHERE user_id = $1",
                [stored.user_id.into(), attempts_max.into(), (now + lock_for).into()],
            ),
        )
        .await?;
        entry = entry.on("user", stored.user_id);
        if stored.failed_attempts + 1 >= attempts_max {
            entry = entry.with("locked_until", (now + lock_for).to_rfc3339());
        }
    } else {
        entry = entry.with("email", email.chars().take(255).collect::<String>());
    }
    entry.write(&tx, now).await?;
    tx.commit().await
}

/// Stores a password inside the caller's transaction.
pub async fn store_password(app: &App, tx: &Tx, user_id: Uuid, hash: String) -> Result<()> {
    let row = credential::ActiveModel {
        user_id: Set(user_id),
        password_hash: Set(hash),
        failed_attempts: Set(0),
        locked_until: Set(None),
        changed_at: Set(app.clock.now()),
    };
    credential::Entity::insert(row)
        .on_conflict(
            OnConflict::column(credential::Column::UserId)
                .update_columns([
                    credential::Column::PasswordHash,
                    credential::Column::FailedAttempts,
                    credential::Column::LockedUntil,
                    credential::Column::ChangedAt,
                ])
                .to_owned(),
        )
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Sets the password that a welcome or reset link allows; ends all other sessions and signs in.
pub async fn with_link(
    app: &App,
    token: &str,
    chosen: &str,
    origin: &session::Origin,
) -> Result<(Uuid, HeaderValue)> {
    let look = app.db.begin(Context::default()).await?;
    let person = link_owner(app, &look, token).await?.1;
    look.end().await?;
    password::check(chosen, &[&person.email, &person.first_name, &person.last_name])?;
    let hash = password::hash(chosen).await?;
    let tx = app.db.begin(Context::user(person.id)).await?;
    let (link, person) = link_owner(app, &tx, token).await?;
    store_password(app, &tx, person.id, hash).await?;
    let purpose = link.purpose.clone();
    links::spend(app, &tx, link).await?;
    audit::Entry::new("password.set_by_link")
        .by(person.id)
        .on("user", person.id)
        .with("purpose", purpose)
        .from(&origin.ip_address)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await?;
    let why = (Some(person.id), "password_changed");
    session::end_because(app, person.id, session::Which::All, why).await?;
    let cookie = session::open(app, person.id, origin, session::Grant::by(Method::Link)).await?;
    Ok((person.id, cookie))
}

/// The link behind a token and the active user it belongs to.
pub async fn link_owner(
    app: &App,
    tx: &Tx,
    token: &str,
) -> Result<(entity::password_link::Model, user::Model)> {
    let link = links::find(app, tx, token).await?;
    let user_id = link.user_id.ok_or(Error::NotFound("link"))?;
    let person = user::Entity::find_by_id(user_id)
        .one(&**tx)
        .await?
        .filter(|person| person.is_active)
        .ok_or(Error::NotFound("link"))?;
    Ok((link, person))
}

/// Changes a password that is known; ends the other sessions.
pub async fn change(app: &App, actor: &super::Actor, old: &str, new: &str) -> Result<()> {
    let tx = app.db.begin(Context::user(actor.user_id)).await?;
    let person =
        user::Entity::find_by_id(actor.user_id).one(&*tx).await?.ok_or(Error::NotFound("user"))?;
    let stored = credential::Entity::find_by_id(actor.user_id).one(&*tx).await?;
    tx.end().await?;
    if !password::verify(old, stored.map(|c| c.password_hash)).await? {
        let tx = app.db.begin(Context::user(actor.user_id)).await?;
        let entry = audit::Entry::new("password.changed").failed().because("wrong_password");
        entry.by(actor.user_id).write(&tx, app.clock.now()).await?;
        tx.commit().await?;
        return Err(Error::invalid("old_password", "This is not your present password."));
    }
    password::check(new, &[&person.email, &person.first_name, &person.last_name])
        .map_err(|_| Error::invalid("new_password", "Choose a longer password that is harder to guess: a few unrelated words make a good one."))?;
    let hash = password::hash(new).await?;
    let tx = app.db.begin(Context::user(actor.user_id)).await?;
    store_password(app, &tx, actor.user_id, hash).await?;
    audit::Entry::new("password.changed").by(actor.user_id).write(&tx, app.clock.now()).await?;
    tx.commit().await?;
    let keep = match actor.via {
        super::Via::Session(id) => session::Which::AllBut(id),
        super::Via::ApiToken(_) => session::Which::All,
    };
    let why = (Some(actor.user_id), "password_changed");
    session::end_because(app, actor.user_id, keep, why).await?;
    Ok(())
}
