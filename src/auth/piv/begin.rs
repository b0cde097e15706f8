//! The main host's first step: an attempt, and off to the card host.

use super::{
    refusal::{self, Facts},
    site::{Site, see_other},
};
use crate::{
    app::App,
    auth::{
        Via,
        attempt::{self, NewAttempt, Purpose},
        authenticate,
        identities::model::{Method, Refusal},
        notice,
        session::{self, Origin},
    },
    error::{Error, Result},
    http::{extract::Server, gate::START},
};
use chrono::Duration;
use poem::{Request, Response, handler, http::header};
use serde::Deserialize;

/// Adding a way in is as good as signing in, so it takes a sign-in of the last minutes.
const FRESH: Duration = Duration::minutes(10);

#[derive(Debug, Default, Deserialize)]
struct Asked {
    return_to: Option<String>,
    purpose: Option<String>,
}

/// `GET /auth/piv/begin?return_to=/x&purpose=sign_in|link`.
#[handler]
pub async fn begin(app: Server, request: &Request) -> Result<Response> {
    if !app.config.piv.is_on() {
        return Err(Error::NotFound("sign-in by card"));
    }
    let asked: Asked = request.params().unwrap_or_default();
    let is_link = asked.purpose.as_deref() == Some("link");
    let site = Site::of(&app, request);
    match open(&app, request, &asked, is_link).await {
        Ok(Ok(begun)) => {
            let base = &app.config.piv.public_url;
            let from = match site {
                Site::Web => String::new(),
                Site::Admin => format!("&from={}", site.code()),
            };
            let mut response = see_other(&format!("{base}{START}?txn={}{from}", begun.state));
            response.headers_mut().append(header::SET_COOKIE, begun.cookie);
            Ok(response)
        }
        Ok(Err(refused)) => {
            let origin = Origin::of(request);
            let facts = Facts { detail: "before the card was asked for", ..Facts::default() };
            let reference = refusal::record(&app, refused, &origin, facts).await?;
            Ok(refusal::page(&app, site, is_link, refused, Some(&reference)))
        }
        Err(error) => {
            tracing::error!(%error, "a sign-in by card cannot begin");
            Ok(refusal::page(&app, site, is_link, Refusal::Unavailable, None))
        }
    }
}

async fn open(
    app: &App,
    request: &Request,
    asked: &Asked,
    is_link: bool,
) -> Result<std::result::Result<attempt::Begun, Refusal>> {
    if !notice::is_accepted(app, request).await? {
        return Ok(Err(Refusal::NoticeRequired));
    }
    let purpose = match is_link {
        false => Purpose::SignIn,
        true if from_elsewhere(request) => return Ok(Err(Refusal::FreshSignInRequired)),
        true => match fresh_session(app, request).await? {
            Some(purpose) => purpose,
            None => return Ok(Err(Refusal::FreshSignInRequired)),
        },
    };
    let fallback = is_link.then_some("/profile/security?linked=1");
    let new = NewAttempt {
        method: Method::Piv,
        purpose,
        provider_id: None,
        return_to: attempt::safe_return_to(asked.return_to.as_deref().or(fallback)),
        nonce: None,
        pkce_verifier: None,
    };
    Ok(Ok(attempt::begin(app, new, request).await?))
}

/// Another site may send people to the sign-in, not make them add a card to their account.
fn from_elsewhere(request: &Request) -> bool {
    request.header("sec-fetch-site").is_some_and(|site| !matches!(site, "same-origin" | "none"))
}

/// The account and session of a request, when somebody signed in with it minutes ago.
async fn fresh_session(app: &App, request: &Request) -> Result<Option<Purpose>> {
    let actor = match authenticate(request).await {
        Ok(actor) => actor,
        Err(Error::Unauthenticated(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let Via::Session(session_id) = actor.via else { return Ok(None) };
    let sessions = session::list(app, actor.user_id).await?;
    let since = app.clock.now() - FRESH;
    let is_fresh = sessions
        .iter()
        .any(|row| row.id == session_id && row.authenticated_at.is_some_and(|at| at >= since));
    Ok(is_fresh.then_some(Purpose::Link { user_id: actor.user_id, session_id }))
}
