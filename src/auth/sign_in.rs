//! Signing in with a password, and setting one.

use super::{
    identities::model::Method,
    links, lockout,
    password::{self, Verdict},
    session,
};
use crate::{
    app::App,
    audit,
    db::{Context, Tx},
    error::{Error, Result},
};
use entity::{credential, user};
use http::HeaderValue;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::OnConflict};
use uuid::Uuid;

/// What is said wherever passwords are used while they are off.
pub const PASSWORDS_OFF: &str =
    "Signing in with a password is switched off. Use your card or your agency's provider.";

/// Refuses while passwords are off.
pub async fn require_passwords(app: &App) -> Result<()> {
    if app.settings().await?.password { Ok(()) } else { Err(Error::Forbidden(PASSWORDS_OFF)) }
}

/// Checks a password and opens a session. Returns the user and the `Set-Cookie` value.
///
/// The answer is the same for an unknown address, a wrong password and a disabled account, after the
/// same work; what is locked answers 429 whatever the password ([`lockout`]).
pub async fn with_password(
    app: &App,
    email: &str,
    given: &str,
    origin: &session::Origin,
) -> Result<(Uuid, HeaderValue)> {
    require_passwords(app).await?;
    // The database cannot store NUL, so nobody's address has one.
    let email = email.trim().to_lowercase().replace('\0', "\u{fffd}");
    if let Err(locked) = lockout::count_try(app, origin, &email).await {
        return Err(refused_by_lock(app, &email, origin, locked).await);
    }
    let tx = app.db.begin(Context::default()).await?;
    let person = user::Entity::find().filter(user::Column::Email.eq(&email)).one(&*tx).await?;
    // Asked for in any case, so that an unknown address takes the same work.
    let id = person.as_ref().map_or_else(Uuid::nil, |person| person.id);
    let stored = credential::Entity::find_by_id(id).one(&*tx).await?;
    // The connection goes back before the slow part.
    tx.end().await?;
    let has_password = stored.is_some();
    let verdict = verify(app, given, stored.as_ref()).await?;
    let matches = verdict.is_right();
    let known = person.as_ref().map(|person| person.id);
    match person.filter(|person| matches && person.is_active && !person.is_pending) {
        Some(person) => {
            succeed(app, &person, origin).await?;
            if let (Verdict::RightAndOld, Some(stored)) = (verdict, &stored) {
                renew_hash(app, stored, given).await?;
            }
            let grant = session::Grant::by(Method::Password);
            Ok((person.id, session::open(app, person.id, origin, grant).await?))
        }
        None => {
            let why = match (has_password, matches) {
                (false, _) => "unknown_account",
                (true, false) => "wrong_password",
                (true, true) => "account_disabled",
            };
            fail(app, known, &email, why, origin).await?;
            Err(Error::Unauthenticated("The e-mail address or the password is wrong."))
        }
    }
}

/// Compares with what is stored. Texts that nobody can have chosen cost no work.
async fn verify(app: &App, given: &str, stored: Option<&credential::Model>) -> Result<Verdict> {
    if given.len() > password::LENGTH_MAX * 4 {
        return Ok(Verdict::Wrong);
    }
    let hash = stored.map(|stored| stored.password_hash.clone());
    password::verify(given, hash, app.config.crypto.password_hash).await
}

/// Hashes a password that was just given with the function that the settings ask for, unless it has
/// been changed meanwhile.
async fn renew_hash(app: &App, stored: &credential::Model, given: &str) -> Result<()> {
    let hash = password::hash(given, app.config.crypto.password_hash).await?;
    let tx = app.db.begin(Context::user(stored.user_id)).await?;
    credential::Entity::update_many()
        .col_expr(credential::Column::PasswordHash, hash.into())
        .filter(credential::Column::UserId.eq(stored.user_id))
        .filter(credential::Column::PasswordHash.eq(&stored.password_hash))
        .exec(&*tx)
        .await?;
    tx.commit().await
}

async fn succeed(app: &App, person: &user::Model, origin: &session::Origin) -> Result<()> {
    let tx = app.db.begin(Context::user(person.id)).await?;
    lockout::forgive(&tx, origin, &person.email).await?;
    audit::Entry::new("sign_in.password")
        .by(person.id)
        .from(&origin.ip_address)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await
}

async fn fail(
    app: &App,
    known: Option<Uuid>,
    email: &str,
    why: &'static str,
    origin: &session::Origin,
) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    let mut entry =
        audit::Entry::new("sign_in.password").failed().because(why).from(&origin.ip_address);
    entry = match known {
        Some(id) => entry.on("user", id),
        None => entry.with("email", email.chars().take(255).collect::<String>()),
    };
    entry.write(&tx, app.clock.now()).await?;
    tx.commit().await
}

/// Writes a try at something locked into the log; the answer stays the lock's.
async fn refused_by_lock(app: &App, email: &str, origin: &session::Origin, locked: Error) -> Error {
    if !matches!(locked, Error::TooMany { .. }) {
        return locked;
    }
    match fail(app, None, email, "locked", origin).await {
        Ok(()) => locked,
        Err(error) => error,
    }
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
    if let Some(person) = user::Entity::find_by_id(user_id).one(&**tx).await? {
        lockout::unlock(tx, &person.email).await?;
    }
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
    require_passwords(app).await?;
    let look = app.db.begin(Context::default()).await?;
    let person = link_owner(app, &look, token).await?.1;
    look.end().await?;
    let setting = app.config.crypto.password_hash;
    password::check(chosen, &[&person.email, &person.first_name, &person.last_name], setting)?;
    let hash = password::hash(chosen, setting).await?;
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
    if !links::Purpose::sets_a_password(&link.purpose) {
        return Err(Error::NotFound("link"));
    }
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
    require_passwords(app).await?;
    let tx = app.db.begin(Context::user(actor.user_id)).await?;
    let person =
        user::Entity::find_by_id(actor.user_id).one(&*tx).await?.ok_or(Error::NotFound("user"))?;
    let stored = credential::Entity::find_by_id(actor.user_id).one(&*tx).await?;
    tx.end().await?;
    if !verify(app, old, stored.as_ref()).await?.is_right() {
        let tx = app.db.begin(Context::user(actor.user_id)).await?;
        let entry = audit::Entry::new("password.changed").failed().because("wrong_password");
        entry.by(actor.user_id).write(&tx, app.clock.now()).await?;
        tx.commit().await?;
        return Err(Error::invalid("old_password", "This is not your present password."));
    }
    let setting = app.config.crypto.password_hash;
    password::check(new, &[&person.email, &person.first_name, &person.last_name], setting)
        .map_err(|_| Error::invalid("new_password", "Choose a longer password that is harder to guess: a few unrelated words make a good one."))?;
    let hash = password::hash(new, setting).await?;
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
