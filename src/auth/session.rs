//! Sessions of browsers: rows in the database, a random token in a cookie.
//!
//! A session ends when it has been idle too long, at its absolute end, on sign-out, when the user
//! is disabled, and when the password changes. `last_seen_at` is written at most once a minute.

use super::{
    actor::{Actor, Via},
    identities::model::Method,
};
use crate::{
    app::App,
    db::Context,
    error::{Error, Result},
    random,
};
use chrono::Duration;
use entity::{session, user};
use poem::{
    Request,
    http::HeaderValue,
    web::cookie::{Cookie, SameSite},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder,
};
use uuid::Uuid;

const SEEN_EVERY: Duration = Duration::seconds(60);

/// Where a session comes from, for the list that its owner sees.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The client's address.
    pub ip_address: String,
    /// The browser's name for itself, cut to 512 characters.
    pub user_agent: String,
}

impl Origin {
    /// Reads address and browser off a request.
    pub fn of(request: &Request) -> Self {
        Self {
            ip_address: crate::http::ClientAddress::of(request).0.to_string(),
            user_agent: request
                .header("user-agent")
                .unwrap_or_default()
                .chars()
                .take(512)
                .collect(),
        }
    }
}

/// The cookie's name. The `__Host-` form, which browsers tie to the host and to TLS, needs https.
pub fn cookie_name(app: &App) -> &'static str {
    if app.is_https() { "__Host-treasury_plane_session" } else { "treasury_plane_session" }
}

/// The session token that the request's cookies carry.
pub fn presented(app: &App, request: &Request) -> Option<String> {
    cookie_value(request, cookie_name(app))
}

/// The value of a cookie.
pub(super) fn cookie_value(request: &Request, name: &str) -> Option<String> {
    request
        .headers()
        .get_all("cookie")
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

/// What opened a session.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The way in.
    pub method: Method,
    /// SHA-256 of the card's certificate.
    pub certificate_sha256: Option<Vec<u8>>,
    /// The provider.
    pub provider_id: Option<Uuid>,
    /// The card's revocation could not be checked in full.
    pub soft_revocation: bool,
}

impl Grant {
    /// A way in that leaves nothing to remember.
    pub fn by(method: Method) -> Self {
        Self { method, certificate_sha256: None, provider_id: None, soft_revocation: false }
    }
}

/// Opens a session and returns the `Set-Cookie` value.
pub async fn open(app: &App, user_id: Uuid, origin: &Origin, grant: Grant) -> Result<HeaderValue> {
    let now = app.clock.now();
    let token = random::token("")?;
    let settings = app.settings().await?;
    let tx = app.db.begin(Context::user(user_id)).await?;
    let row = session::ActiveModel {
        id: Set(random::id(now)),
        token_hash: Set(token.hash),
        user_id: Set(user_id),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(now + settings.session_absolute),
        ip_address: Set(origin.ip_address.clone()),
        user_agent: Set(origin.user_agent.clone()),
        method: Set(grant.method.as_str().to_owned()),
        authenticated_at: Set(Some(now)),
        certificate_sha256: Set(grant.certificate_sha256),
        provider_id: Set(grant.provider_id),
        soft_revocation: Set(grant.soft_revocation),
    };
    row.insert(&*tx).await?;
    user::ActiveModel { id: Set(user_id), last_login_at: Set(Some(now)), ..Default::default() }
        .update(&*tx)
        .await?;
    tx.commit().await?;
    set_cookie(app, token.text, settings.session_absolute)
}

/// The `Set-Cookie` value that removes the cookie.
pub fn removal(app: &App) -> Result<HeaderValue> {
    set_cookie(app, String::new(), Duration::zero())
}

fn set_cookie(app: &App, value: String, max_age: Duration) -> Result<HeaderValue> {
    let mut cookie = Cookie::new_with_str(cookie_name(app), value);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(app.is_https());
    cookie.set_path("/");
    cookie.set_max_age(max_age.to_std().unwrap_or_default());
    HeaderValue::from_str(&cookie.to_string()).map_err(|e| Error::Internal(e.into()))
}

/// The actor behind a session token, if the session still holds.
pub async fn find_actor(app: &App, hash: Vec<u8>) -> Result<Actor> {
    let now = app.clock.now();
    let settings = app.settings().await?;
    let tx = app.db.begin(Context::default()).await?;
    let found = session::Entity::find()
        .filter(session::Column::TokenHash.eq(hash))
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::LastSeenAt.gt(now - settings.session_idle))
        .one(&*tx)
        .await?
        .ok_or(Error::Unauthenticated("Your session has ended. Sign in again."))?;
    let user = user::Entity::find_by_id(found.user_id)
        .one(&*tx)
        .await?
        .filter(|user| user.is_active)
        .ok_or(Error::Unauthenticated("Your session has ended. Sign in again."))?;
    let actor = Actor {
        user_id: user.id,
        via: Via::Session(found.id),
        is_instance_admin: user.is_instance_admin,
        only_workspace: None,
        ends_at: found.expires_at.min(now + settings.session_idle),
    };
    if now - found.last_seen_at >= SEEN_EVERY {
        let mut seen = found.into_active_model();
        seen.last_seen_at = Set(now);
        seen.update(&*tx).await?;
    }
    tx.end().await?;
    Ok(actor)
}

/// The sessions of a person that still hold, newest first.
pub async fn list(app: &App, user_id: Uuid) -> Result<Vec<session::Model>> {
    let tx = app.db.begin(Context::user(user_id)).await?;
    let settings = app.settings().await?;
    let now = app.clock.now();
    let rows = session::Entity::find()
        .filter(session::Column::UserId.eq(user_id))
        .filter(session::Column::ExpiresAt.gt(now))
        .filter(session::Column::LastSeenAt.gt(now - settings.session_idle))
        .order_by_desc(session::Column::LastSeenAt)
        .all(&*tx)
        .await?;
    tx.end().await?;
    Ok(rows)
}

/// The provider that opened a session.
pub async fn provider(app: &App, user_id: Uuid, id: Uuid) -> Result<Option<Uuid>> {
    let tx = app.db.begin(Context::user(user_id)).await?;
    let row = session::Entity::find_by_id(id).one(&*tx).await?;
    tx.end().await?;
    Ok(row.and_then(|row| row.provider_id))
}

/// Which sessions of a person to end.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    /// This one.
    One(Uuid),
    /// All but this one.
    AllBut(Uuid),
    /// All.
    All,
}

/// Ends sessions; says how many.
pub async fn end(app: &App, user_id: Uuid, which: Which) -> Result<u64> {
    let tx = app.db.begin(Context::user(user_id)).await?;
    let mine = session::Entity::delete_many().filter(session::Column::UserId.eq(user_id));
    let chosen = match which {
        Which::One(id) => mine.filter(session::Column::Id.eq(id)),
        Which::AllBut(id) => mine.filter(session::Column::Id.ne(id)),
        Which::All => mine,
    };
    let ended = chosen.exec(&*tx).await?.rows_affected;
    tx.commit().await?;
    app.identities.clear();
    app.sessions_ended.notify_waiters();
    Ok(ended)
}
