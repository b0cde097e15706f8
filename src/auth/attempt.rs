//! One try to sign in by card or provider, from leaving our page to coming back.
//!
//! The browser that begins gets a cookie; only the same browser may end the attempt, which is what
//! keeps somebody from signing another person in as themselves (login CSRF) and a leaked address
//! from being used elsewhere. The state travels through the address bar and works once. A card is
//! shown on another host, which hands its result over with a one-time code: 60 seconds, once.
//! The database keeps digests of all three secrets.

use super::identities::model::{Method, Refusal};
use crate::{
    app::App,
    db::Context,
    error::{Error, Result},
    random,
};
use chrono::Duration;
use entity::sign_in_attempt as row;
use poem::{
    Request,
    http::HeaderValue,
    web::cookie::{Cookie, SameSite},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr,
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

/// The row of an attempt.
pub use entity::sign_in_attempt::Model as Attempt;

const LIFETIME: Duration = Duration::minutes(10);
const CODE_LIFETIME: Duration = Duration::seconds(60);

/// What the attempt is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A session.
    SignIn,
    /// Another way in for the account that is signed in, by this session.
    Link {
        /// The account.
        user_id: Uuid,
        /// Its session.
        session_id: Uuid,
    },
}

/// What begins an attempt.
#[derive(Clone, Debug)]
pub struct NewAttempt {
    /// Card or provider.
    pub method: Method,
    /// Session or link.
    pub purpose: Purpose,
    /// The provider.
    pub provider_id: Option<Uuid>,
    /// Where the browser goes afterwards: [`safe_return_to`].
    pub return_to: String,
    /// OpenID Connect's nonce.
    pub nonce: Option<String>,
    /// RFC 7636's code verifier.
    pub pkce_verifier: Option<String>,
}

/// An attempt that has begun.
#[derive(Clone, Debug)]
pub struct Begun {
    /// Its id.
    pub id: Uuid,
    /// The secret for the address: `state` or `txn`.
    pub state: String,
    /// The `Set-Cookie` value that ties it to the browser.
    pub cookie: HeaderValue,
}

/// Begins an attempt. A browser with a cookie of an earlier attempt keeps it, so that two tabs work.
pub async fn begin(app: &App, new: NewAttempt, request: &Request) -> Result<Begun> {
    let now = app.clock.now();
    let state = random::token("")?;
    let browser = match presented(app, request) {
        Some(cookie) => cookie,
        None => random::token("")?.text,
    };
    let (purpose, user_id, session_id) = match new.purpose {
        Purpose::SignIn => ("sign_in", None, None),
        Purpose::Link { user_id, session_id } => ("link", Some(user_id), Some(session_id)),
    };
    let id = random::id(now);
    let tx = app.db.begin(Context::default()).await?;
    row::Entity::delete_many().filter(row::Column::ExpiresAt.lt(now)).exec(&*tx).await?;
    let row = row::ActiveModel {
        id: Set(id),
        method: Set(new.method.as_str().to_owned()),
        purpose: Set(purpose.to_owned()),
        user_id: Set(user_id),
        session_id: Set(session_id),
        provider_id: Set(new.provider_id),
        state_hash: Set(state.hash),
        browser_hash: Set(random::hash(&browser)),
        nonce: Set(new.nonce),
        pkce_verifier: Set(new.pkce_verifier),
        return_to: Set(new.return_to),
        code_hash: Set(None),
        code_expires_at: Set(None),
        outcome: Set(None),
        created_at: Set(now),
        expires_at: Set(now + LIFETIME),
        state_used_at: Set(None),
        code_used_at: Set(None),
    };
    row.insert(&*tx).await?;
    tx.commit().await?;
    Ok(Begun { id, state: state.text, cookie: cookie(app, browser)? })
}

/// Spends the state: works once, within the attempt's time. Does not look at the browser, because
/// the card host has no cookie of the main host's; [`is_from`] does.
pub async fn use_state(app: &App, method: Method, state: &str) -> Result<Option<Attempt>> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let found = row::Entity::update_many()
        .col_expr(row::Column::StateUsedAt, Expr::value(now))
        .filter(row::Column::StateHash.eq(random::hash(state)))
        .filter(row::Column::Method.eq(method.as_str()))
        .filter(row::Column::StateUsedAt.is_null())
        .filter(row::Column::ExpiresAt.gt(now))
        .exec_with_returning(&*tx)
        .await?;
    tx.commit().await?;
    Ok(found.into_iter().next())
}

/// Stores how the card host ended and returns the one-time code for the main host.
pub async fn hand_over<T: Serialize>(app: &App, attempt: &Attempt, outcome: &T) -> Result<String> {
    let now = app.clock.now();
    let code = random::token("")?;
    let outcome = serde_json::to_value(outcome).map_err(|e| Error::Internal(e.into()))?;
    let tx = app.db.begin(Context::default()).await?;
    let change = row::ActiveModel {
        id: Set(attempt.id),
        code_hash: Set(Some(code.hash)),
        code_expires_at: Set(Some(now + CODE_LIFETIME)),
        outcome: Set(Some(outcome)),
        ..Default::default()
    };
    change.update(&*tx).await?;
    tx.commit().await?;
    Ok(code.text)
}

/// Redeems a one-time code: once, within a minute, by the browser that began.
pub async fn redeem<T: DeserializeOwned>(
    app: &App,
    code: &str,
    request: &Request,
) -> Result<std::result::Result<(Attempt, T), Refusal>> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::default()).await?;
    let found = row::Entity::update_many()
        .col_expr(row::Column::CodeUsedAt, Expr::value(now))
        .filter(row::Column::CodeHash.eq(random::hash(code)))
        .filter(row::Column::CodeUsedAt.is_null())
        .filter(row::Column::CodeExpiresAt.gt(now))
        .exec_with_returning(&*tx)
        .await?;
    tx.commit().await?;
    let Some(attempt) = found.into_iter().next() else {
        return Ok(Err(Refusal::AttemptExpired));
    };
    if !is_from(app, &attempt, request) {
        return Ok(Err(Refusal::BrowserChanged));
    }
    let outcome = attempt.outcome.clone().unwrap_or_default();
    let outcome = serde_json::from_value(outcome).map_err(|e| Error::Internal(e.into()))?;
    Ok(Ok((attempt, outcome)))
}

/// Whether the browser that began the attempt sends this request.
pub fn is_from(app: &App, attempt: &Attempt, request: &Request) -> bool {
    presented(app, request).is_some_and(|cookie| random::hash(&cookie) == attempt.browser_hash)
}

/// Where to go afterwards: a path of ours as it was asked for, or `/`. Browsers read backslashes as
/// slashes and drop control characters, so anything that could name another host is refused.
pub fn safe_return_to(asked: Option<&str>) -> String {
    let Some(path) = asked else { return "/".to_owned() };
    let lower = path.to_ascii_lowercase();
    let is_safe = path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 2048
        && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        && !["%2f%2f", "%5c", "%0d", "%0a", "%00", "/%2f", "/%09"]
            .iter()
            .any(|bad| lower.contains(bad))
        && !path.split(['?', '#']).next().unwrap_or_default().contains("//");
    if is_safe { path.to_owned() } else { "/".to_owned() }
}

/// The cookie's name.
pub fn cookie_name(app: &App) -> &'static str {
    if app.is_https() { "__Host-treasury_plane_sign_in" } else { "treasury_plane_sign_in" }
}

fn presented(app: &App, request: &Request) -> Option<String> {
    let value = super::session::cookie_value(request, cookie_name(app))?;
    (value.len() <= 64 && !value.is_empty()).then_some(value)
}

fn cookie(app: &App, value: String) -> Result<HeaderValue> {
    let mut cookie = Cookie::new_with_str(cookie_name(app), value);
    cookie.set_http_only(true);
    // Lax: the browser comes back from the card host or the provider by a link.
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(app.is_https());
    cookie.set_path("/");
    cookie.set_max_age(LIFETIME.to_std().unwrap_or_default());
    HeaderValue::from_str(&cookie.to_string()).map_err(|e| Error::Internal(e.into()))
}

#[cfg(test)]
mod tests {
    use super::safe_return_to;

    #[test]
    fn o14_only_paths_of_ours_are_returned_to() {
        for good in ["/", "/treasury/projects/1?view=board#x", "/god-mode/users"] {
            assert_eq!(safe_return_to(Some(good)), good);
        }
        for bad in [
            "",
            "treasury",
            "//evil.com",
            "/\\evil.com",
            "\\\\evil.com",
            "https://evil.com",
            "/a//evil.com",
            "/%2f%2fevil.com",
            "/%2Fevil.com",
            "/%5cevil.com",
            "/a\r\nSet-Cookie: x",
            "/%0d%0ax",
            "/\tx",
        ] {
            assert_eq!(safe_return_to(Some(bad)), "/", "{bad}");
        }
        assert_eq!(safe_return_to(Some(&format!("/{}", "a".repeat(3000)))), "/");
    }
}
