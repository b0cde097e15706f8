//! The main host's first step: an attempt, and off to the card host.

use super::{
    refusal::{self, Facts},
    site::{Site, see_other},
};
use crate::{
    app::App,
    auth::{
        attempt::{self, NewAttempt, Purpose},
        identities::model::{Method, Refusal},
        link_begin::{self, NotNow},
        lockout, notice, refused,
        session::Origin,
    },
    error::{Error, Result},
    http::{extract::Server, gate::START},
};
use poem::{Request, Response, handler, http::header};
use serde::Deserialize;

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
    let fallback = is_link.then_some("/profile/security?linked=1");
    let return_to = attempt::safe_return_to(asked.return_to.as_deref().or(fallback));
    let out = |refusal, reference: Option<&str>| {
        let path = refused::path(is_link, refusal, reference, Some(&return_to));
        see_other(&site.url(&app, &path))
    };
    let origin = Origin::of(request);
    match open(&app, request, (is_link, &return_to), &origin).await {
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
        Ok(Err(NotNow { refusal, detail, .. })) => {
            let facts = Facts { is_link, detail, ..Facts::default() };
            let reference = refusal::record(&app, refusal, &origin, facts).await?;
            Ok(out(refusal, Some(&reference)))
        }
        Err(error) => {
            tracing::error!(%error, "a sign-in by card cannot begin");
            Ok(out(Refusal::Unavailable, None))
        }
    }
}

async fn open(
    app: &App,
    request: &Request,
    (is_link, return_to): (bool, &str),
    origin: &Origin,
) -> Result<std::result::Result<attempt::Begun, NotNow>> {
    let not_now =
        |refusal: Refusal, detail| Ok(Err(NotNow { refusal, reason: refusal.code(), detail }));
    if !notice::is_accepted(app, request).await? {
        return not_now(Refusal::NoticeRequired, "before the card was asked for");
    }
    if lockout::is_locked(app, origin).await? {
        return not_now(Refusal::Locked, "too many failures from this address");
    }
    let purpose = match is_link {
        false => Purpose::SignIn,
        true => match link_begin::purpose(app, request).await? {
            Ok(purpose) => purpose,
            Err(refused) => return Ok(Err(refused)),
        },
    };
    let new = NewAttempt {
        method: Method::Piv,
        purpose,
        provider_id: None,
        return_to: return_to.to_owned(),
        nonce: None,
        pkce_verifier: None,
    };
    Ok(Ok(attempt::begin(app, new, request).await?))
}
