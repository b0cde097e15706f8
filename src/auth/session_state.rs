//! How long a session still lasts, for the page that warns before its end. Asking is no activity.

use super::session;
use crate::{
    app::App,
    db::Context,
    error::{Error, Result},
    http::{
        extract::app,
        rate_limit::{Caller, limit_key},
    },
    random,
};
use chrono::{DateTime, Utc};
use poem::Request;
use poem_openapi::Object;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use serde::Serialize;

/// Seconds before the end at which the page warns.
pub const WARN_SECONDS: u32 = 120;

/// A session and its ends.
#[derive(Debug, Serialize, Object)]
pub struct SessionState {
    /// `password`, `link`, `piv` or `oidc`.
    pub method: String,
    /// When the person last proved who they are.
    pub authenticated_at: DateTime<Utc>,
    /// Its end without another request.
    pub idle_ends_at: DateTime<Utc>,
    /// Its end in any case.
    pub ends_at: DateTime<Utc>,
    /// How many seconds before the end to warn.
    pub warn_seconds: u32,
    /// The server's time.
    pub now: DateTime<Utc>,
}

/// The state of the session that the request's cookie carries. `extend`: counts as activity.
pub async fn of(request: &Request, extend: bool) -> Result<SessionState> {
    let app: &App = app(request)?;
    let ended = Error::Unauthenticated("Your session has ended. Sign in again.");
    let Some(token) = session::presented(app, request) else { return Err(ended) };
    let now = app.clock.now();
    let settings = app.settings().await?;
    let tx = app.db.begin(Context::default()).await?;
    let found = session::find(&tx, &settings, &random::hash(&token), now).await?;
    let Some((mut row, _, _)) = found else { return Err(ended) };
    limit_key(request, Caller::Session(row.id), now.timestamp()).await?;
    if extend {
        let mut seen = row.into_active_model();
        seen.last_seen_at = Set(now);
        row = seen.update(&*tx).await?;
    }
    tx.end().await?;
    let ends = session::Ends::of(&row, &settings);
    Ok(SessionState {
        method: row.method,
        authenticated_at: row.authenticated_at.unwrap_or(row.created_at),
        idle_ends_at: ends.idle.min(ends.absolute),
        ends_at: ends.absolute,
        warn_seconds: WARN_SECONDS,
        now,
    })
}
