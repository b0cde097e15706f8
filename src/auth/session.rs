//! Sessions of browsers: rows in the database, a random token in a cookie.
//!
//! A session ends when it has been idle too long, at its absolute end, on sign-out, when another
//! one begins in the same browser or there are too many, when the user is disabled, and when the
//! password changes. `last_seen_at` is written at most once a minute. The limits are those that hold
//! now, also for sessions from before.

use super::{
    actor::{Actor, Via},
    identities::model::Method,
};
use crate::{
    app::{App, InstanceSettings},
    audit,
    db::{Context, Tx},
    error::{Error, Result},
    random,
};
use chrono::{DateTime, Duration, Utc};
use entity::{session, user};
use poem::{
    Request,
    http::HeaderValue,
    web::cookie::{Cookie, SameSite},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, Condition, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, sea_query::LockType,
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
    /// Digest of the session token that the browser has already. That session ends when another
    /// one begins: an id from before must not become one from after.
    pub session_hash: Option<Vec<u8>>,
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
            session_hash: crate::http::extract::app(request)
                .ok()
                .and_then(|app| presented(app, request))
                .map(|token| random::hash(&token)),
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

/// Opens a session and returns the `Set-Cookie` value. The account must be active.
pub async fn open(app: &App, user_id: Uuid, origin: &Origin, grant: Grant) -> Result<HeaderValue> {
    open_until(app, user_id, origin, grant, DateTime::<Utc>::MAX_UTC).await
}

/// As [`open`], for a session that ends at `end` at the latest.
pub async fn open_until(
    app: &App,
    user_id: Uuid,
    origin: &Origin,
    grant: Grant,
    end: DateTime<Utc>,
) -> Result<HeaderValue> {
    let now = app.clock.now();
    let token = random::token("")?;
    let settings = app.settings().await?;
    let tx = app.db.begin(Context::user(user_id)).await?;
    // Sign-ins of a person wait for each other, and for a change of the account.
    let person = user::Entity::find_by_id(user_id)
        .lock(LockType::NoKeyUpdate)
        .one(&*tx)
        .await?
        .filter(|person| person.is_active && !person.is_pending)
        .ok_or(Error::Unauthenticated("This account may not sign in."))?;
    let ended = make_room(&tx, user_id, origin, &settings, now).await?;
    let expires_at = end.min(now + settings.session_absolute);
    let row = session::ActiveModel {
        id: Set(random::id(now)),
        token_hash: Set(token.hash),
        user_id: Set(user_id),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(expires_at),
        ip_address: Set(origin.ip_address.clone()),
        user_agent: Set(origin.user_agent.clone()),
        method: Set(grant.method.as_str().to_owned()),
        authenticated_at: Set(Some(now)),
        certificate_sha256: Set(grant.certificate_sha256),
        provider_id: Set(grant.provider_id),
        soft_revocation: Set(grant.soft_revocation),
    };
    row.insert(&*tx).await?;
    let mut seen = person.into_active_model();
    seen.previous_login_at = Set(seen.last_login_at.take().flatten());
    seen.previous_login_ip = Set(seen.last_login_ip.take().unwrap_or_default());
    seen.last_login_at = Set(Some(now));
    seen.last_login_ip = Set(origin.ip_address.clone());
    seen.update(&*tx).await?;
    tx.commit().await?;
    if ended {
        app.sessions_changed();
    }
    set_cookie(app, token.text, expires_at - now)
}

/// Ends the browser's present session and, when the person has as many as they may, the oldest.
/// Forgets those that are over. Says whether any that held was ended.
async fn make_room(
    tx: &Tx,
    user_id: Uuid,
    origin: &Origin,
    settings: &InstanceSettings,
    now: DateTime<Utc>,
) -> Result<bool> {
    let mut ended = false;
    if let Some(hash) = &origin.session_hash {
        let replaced = session::Entity::delete_many()
            .filter(session::Column::TokenHash.eq(hash.clone()))
            .exec_with_returning(&**tx)
            .await?;
        for row in replaced {
            ended = true;
            note_end(tx, row.user_id, (Some(row.user_id), "replaced"), 1, now).await?;
        }
    }
    let mut rows = session::Entity::find()
        .filter(session::Column::UserId.eq(user_id))
        .order_by_desc(session::Column::CreatedAt)
        .order_by_desc(session::Column::Id)
        .all(&**tx)
        .await?;
    let (live, over): (Vec<_>, Vec<_>) =
        rows.drain(..).partition(|row| Ends::of(row, settings).is_after(now));
    let most = settings
        .sessions_per_user_max
        .map_or(usize::MAX, |most| usize::try_from(most).unwrap_or(usize::MAX));
    let surplus: Vec<Uuid> = live.iter().skip(most.saturating_sub(1)).map(|row| row.id).collect();
    if !surplus.is_empty() {
        ended = true;
        let count = u64::try_from(surplus.len()).unwrap_or_default();
        note_end(tx, user_id, (Some(user_id), "too_many"), count, now).await?;
    }
    let gone = over.iter().map(|row| row.id).chain(surplus);
    session::Entity::delete_many().filter(session::Column::Id.is_in(gone)).exec(&**tx).await?;
    Ok(ended)
}

async fn note_end(
    tx: &Tx,
    user_id: Uuid,
    (by, why): Ended<'_>,
    count: u64,
    now: DateTime<Utc>,
) -> Result<()> {
    let entry = audit::Entry::new("session.ended").by_maybe(by).on("user", user_id);
    entry.because(why).with("sessions", count).write(tx, now).await
}

/// When a session ends by itself.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    /// Without another request.
    pub idle: DateTime<Utc>,
    /// In any case.
    pub absolute: DateTime<Utc>,
}

impl Ends {
    /// By the limits that hold now.
    pub fn of(row: &session::Model, settings: &InstanceSettings) -> Self {
        Self {
            idle: row.last_seen_at + settings.session_idle,
            absolute: row.expires_at.min(row.created_at + settings.session_absolute),
        }
    }

    /// Whether the session still holds.
    pub fn is_after(self, now: DateTime<Utc>) -> bool {
        now < self.idle && now < self.absolute
    }
}

/// The session behind a token and its owner, if both hold at `now`.
pub(super) async fn find(
    tx: &Tx,
    settings: &InstanceSettings,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<Option<(session::Model, user::Model, Ends)>> {
    let found = session::Entity::find()
        .filter(session::Column::TokenHash.eq(hash.to_vec()))
        .one(&**tx)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let ends = Ends::of(&found, settings);
    if !ends.is_after(now) {
        return Ok(None);
    }
    let user = user::Entity::find_by_id(found.user_id).one(&**tx).await?;
    Ok(user.filter(|user| user.is_active && !user.is_pending).map(|user| (found, user, ends)))
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

/// The actor behind a session cookie.
pub async fn find_actor(app: &App, hash: Vec<u8>) -> Result<Actor> {
    let now = app.clock.now();
    let settings = app.settings().await?;
    let tx = app.db.begin(Context::default()).await?;
    let (found, user, ends) = find(&tx, &settings, &hash, now)
        .await?
        .ok_or(Error::Unauthenticated("Your session has ended. Sign in again."))?;
    let mut actor = Actor {
        user_id: user.id,
        via: Via::Session(found.id),
        // Who administers the instance must have shown a card that is known not to be revoked.
        is_instance_admin: user.is_instance_admin && !found.soft_revocation,
        only_workspace: None,
        ends_at: ends.absolute.min(ends.idle),
    };
    if now - found.last_seen_at >= SEEN_EVERY {
        actor.ends_at = ends.absolute.min(now + (ends.idle - found.last_seen_at));
        let mut seen = found.into_active_model();
        seen.last_seen_at = Set(now);
        seen.update(&*tx).await?;
    }
    tx.end().await?;
    Ok(actor)
}

/// The sessions of a person that still hold, newest first.
pub async fn list(app: &App, user_id: Uuid) -> Result<Vec<session::Model>> {
    let settings = app.settings().await?;
    let now = app.clock.now();
    let tx = app.db.begin(Context::user(user_id)).await?;
    let mut rows = session::Entity::find()
        .filter(session::Column::UserId.eq(user_id))
        .order_by_desc(session::Column::LastSeenAt)
        .all(&*tx)
        .await?;
    tx.end().await?;
    rows.retain(|row| Ends::of(row, &settings).is_after(now));
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

/// Who ends sessions, and why: for the audit log.
pub type Ended<'a> = (Option<Uuid>, &'a str);

/// Ends sessions of a person at their own wish; says how many.
pub async fn end(app: &App, user_id: Uuid, which: Which) -> Result<u64> {
    end_because(app, user_id, which, (Some(user_id), "signed_out")).await
}

/// Ends sessions of a person; says how many.
pub async fn end_because(
    app: &App,
    user_id: Uuid,
    which: Which,
    because: Ended<'_>,
) -> Result<u64> {
    let tx = app.db.begin(Context::user(user_id)).await?;
    let ended = end_within(app, &tx, user_id, which, because).await?;
    tx.commit().await?;
    told(app);
    Ok(ended)
}

/// As [`end_because`], in the caller's transaction; [`told`] follows its commit.
pub async fn end_within(
    app: &App,
    tx: &Tx,
    user_id: Uuid,
    which: Which,
    because: Ended<'_>,
) -> Result<u64> {
    let theirs = session::Entity::delete_many().filter(session::Column::UserId.eq(user_id));
    let chosen = match which {
        Which::One(id) => theirs.filter(session::Column::Id.eq(id)),
        Which::AllBut(id) => theirs.filter(session::Column::Id.ne(id)),
        Which::All => theirs,
    };
    let ended = chosen.exec(&**tx).await?.rows_affected;
    if ended > 0 {
        note_end(tx, user_id, because, ended, app.clock.now()).await?;
    }
    Ok(ended)
}

/// Ends the sessions that an identity opened: those of its cards, or of its provider.
pub(super) async fn end_of_identity(
    tx: &Tx,
    user_id: Uuid,
    certificates: Vec<Vec<u8>>,
    provider_id: Option<Uuid>,
) -> Result<()> {
    let mut opened = Condition::any().add(session::Column::CertificateSha256.is_in(certificates));
    if let Some(provider_id) = provider_id {
        opened = opened.add(session::Column::ProviderId.eq(provider_id));
    }
    session::Entity::delete_many()
        .filter(session::Column::UserId.eq(user_id))
        .filter(opened)
        .exec(&**tx)
        .await?;
    Ok(())
}

/// Lets all instances notice at once that sessions have ended.
pub fn told(app: &App) {
    app.sessions_changed();
}
