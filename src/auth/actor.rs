//! From a request to the person, or program acting for a person, behind it.

use super::{session, tokens};
use crate::{
    app::App,
    cache::Local,
    error::{Error, Result},
    http::{
        ClientAddress,
        extract::app,
        rate_limit::{Caller, Facts, limit_key},
    },
};
use chrono::{DateTime, Utc};
use poem::{FromRequest, Request, RequestBody};
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// How an actor proved who they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Via {
    /// A browser's session, by its id.
    Session(Uuid),
    /// An API token, by its id.
    ApiToken(Uuid),
}

/// An authenticated principal: always a user, by way of a session or a token.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person.
    pub user_id: Uuid,
    /// How they came in.
    pub via: Via,
    /// Administrator of the whole instance. Never through an API token.
    pub is_instance_admin: bool,
    /// The one workspace that the token is bound to, if it is.
    pub only_workspace: Option<Uuid>,
    /// When the proof ends.
    pub ends_at: DateTime<Utc>,
}

/// Remembers for two seconds who a token stands for. Sign-out and disabling clear it, on all
/// instances at once.
#[derive(Clone, Debug)]
pub struct IdentityCache(Local<Vec<u8>, Arc<Actor>>);

impl Default for IdentityCache {
    fn default() -> Self {
        Self(Local::new(10_000, Duration::from_secs(2)))
    }
}

impl IdentityCache {
    /// Forgets everybody: someone was signed out, disabled or given other rights.
    pub fn clear(&self) {
        self.0.clear();
    }

    fn get(&self, hash: &Vec<u8>, now: DateTime<Utc>) -> Option<Arc<Actor>> {
        self.0.get(hash).filter(|actor| actor.ends_at > now)
    }
}

/// The actor behind a request; the error says whether there were no credentials, or bad ones. Each
/// request counts against the actor's own limit, and bad credentials against the address, so that
/// nobody gets round the limits by making some up.
pub async fn authenticate(request: &Request) -> Result<Arc<Actor>> {
    let now_s = app(request)?.clock.now().timestamp();
    match identify(request).await {
        Ok(actor) => {
            if let Some(facts) = request.data::<Facts>() {
                facts.set_user(actor.user_id);
            }
            let caller = match actor.via {
                Via::Session(id) => Caller::Session(id),
                Via::ApiToken(id) => Caller::ApiToken(id),
            };
            limit_key(request, caller, now_s).await?;
            Ok(actor)
        }
        Err(refusal @ (Error::Unauthenticated(_) | Error::Forbidden(_))) => {
            limit_key(request, Caller::Anonymous(ClientAddress::of(request)), now_s).await?;
            Err(refusal)
        }
        Err(error) => Err(error),
    }
}

async fn identify(request: &Request) -> Result<Arc<Actor>> {
    let app = app(request)?;
    if let Some(token) = presented_token(request) {
        let address = ClientAddress::of(request).0.to_string();
        return remember(app, token, |hash| tokens::find_actor(app, hash, &address)).await;
    }
    let cookie =
        session::presented(app, request).ok_or(Error::Unauthenticated("Sign in first."))?;
    remember(app, &cookie, |hash| session::find_actor(app, hash)).await
}

async fn remember<F>(app: &App, token: &str, find: impl FnOnce(Vec<u8>) -> F) -> Result<Arc<Actor>>
where
    F: Future<Output = Result<Actor>>,
{
    let hash = crate::random::hash(token);
    if let Some(actor) = app.identities.get(&hash, app.clock.now()) {
        return Ok(actor);
    }
    let ticket = app.identities.0.ticket();
    let actor = Arc::new(find(hash.clone()).await?);
    app.identities.0.put(ticket, hash, Arc::clone(&actor));
    Ok(actor)
}

/// The text of `X-Api-Key` or `Authorization: Bearer`.
pub fn presented_token(request: &Request) -> Option<&str> {
    request
        .header("x-api-key")
        .or_else(|| request.header("authorization")?.strip_prefix("Bearer "))
        .map(str::trim)
}

/// The session of somebody who is signed in with a browser. A leaked token must not make further
/// tokens or change who can sign in.
pub fn require_session(actor: &Actor) -> Result<Uuid> {
    match actor.via {
        Via::Session(id) => Ok(id),
        Via::ApiToken(_) => Err(Error::Forbidden("Sign in with a browser to do this.")),
    }
}

/// Extractor for operations that need a person but no workspace.
#[derive(Clone, Debug)]
pub struct CurrentUser(pub Arc<Actor>);

impl<'a> FromRequest<'a> for CurrentUser {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        Ok(Self(authenticate(request).await?))
    }
}
