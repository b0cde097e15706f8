//! The main host's last step: from the one-time code to a session.

use super::{
    Outcome,
    refusal::{self, Facts},
    site::{Site, see_other},
};
use crate::{
    app::App,
    audit,
    auth::{
        attempt,
        identities::{
            admit,
            model::{Admission, Method, Proof, Refusal},
            store,
        },
        refused,
        session::{self, Grant, Origin},
    },
    db::Context,
    error::{Error, Result},
    http::extract::Server,
    telemetry::metrics,
};
use poem::{
    Request, Response, handler,
    http::{HeaderValue, header},
};
use serde::Deserialize;
use uuid::Uuid;

#[derive(Debug, Default, Deserialize)]
struct Asked {
    code: Option<String>,
}

/// How it ends for the browser.
enum End {
    /// To `return_to`, with a session where there was none.
    In { return_to: String, cookie: Option<HeaderValue> },
    /// To the page that tells why.
    Out { refusal: Refusal, reference: String, is_link: bool, return_to: Option<String> },
}

/// `GET /auth/piv/finish?code=…`.
#[handler]
pub async fn finish(app: Server, request: &Request) -> Result<Response> {
    if !app.config.piv.is_on() {
        return Err(Error::NotFound("sign-in by card"));
    }
    let asked: Asked = request.params().unwrap_or_default();
    let site = Site::of(&app, request);
    match end(&app, request, asked.code.as_deref().unwrap_or_default()).await {
        Ok(End::In { return_to, cookie }) => {
            let mut response = see_other(&site.url(&app, &return_to));
            if let Some(cookie) = cookie {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            Ok(response)
        }
        Ok(End::Out { refusal, reference, is_link, return_to }) => {
            let path = refused::path(is_link, refusal, Some(&reference), return_to.as_deref());
            Ok(see_other(&site.url(&app, &path)))
        }
        Err(error) => {
            tracing::error!(%error, "a sign-in by card cannot be finished");
            let path = refused::path(false, Refusal::Unavailable, None, None);
            Ok(see_other(&site.url(&app, &path)))
        }
    }
}

async fn end(app: &App, request: &Request, code: &str) -> Result<End> {
    let origin = Origin::of(request);
    let (attempt, outcome) = match attempt::redeem::<Outcome>(app, code, request).await? {
        Ok(redeemed) => redeemed,
        Err(refusal) => {
            let facts = Facts { detail: "at the one-time code", ..Facts::default() };
            let reference = refusal::record(app, refusal, &origin, facts).await?;
            return Ok(End::Out { refusal, reference, is_link: false, return_to: None });
        }
    };
    let is_link = attempt.purpose == "link";
    let proof = match outcome {
        Outcome::Proven(proof) => proof,
        Outcome::Refused { refusal, reference } => {
            let return_to = Some(attempt.return_to);
            return Ok(End::Out { refusal, reference, is_link, return_to });
        }
    };
    match admit::admit(app, &attempt, &proof, &origin).await? {
        Admission::SignedIn(user_id) => {
            let cookie = open(app, user_id, &proof, &origin).await?;
            metrics::get().cards.count("signed_in");
            Ok(End::In { return_to: attempt.return_to, cookie: Some(cookie) })
        }
        Admission::Linked(_) => {
            metrics::get().cards.count("linked");
            Ok(End::In { return_to: attempt.return_to, cookie: None })
        }
        Admission::Refused(refusal) => {
            let certificate = proof.card.as_ref().map(refusal::of_card);
            let detail = "the certificate holds, the account does not let it in";
            let facts = Facts { attempt: Some(&attempt), certificate, detail, ..Facts::default() };
            let reference = refusal::record(app, refusal, &origin, facts).await?;
            let return_to = Some(attempt.return_to);
            Ok(End::Out { refusal, reference, is_link, return_to })
        }
    }
}

/// A new session, in place of the one that this browser had ([`Origin::session_hash`]).
async fn open(app: &App, user_id: Uuid, proof: &Proof, origin: &Origin) -> Result<HeaderValue> {
    let mut entry = audit::Entry::new("sign_in.piv").by(user_id).from(&origin.ip_address);
    if let Some(card) = &proof.card {
        entry = entry.with("certificate", refusal::of_card(card));
    }
    if proof.soft_revocation {
        entry = entry.with("soft_revocation", true);
    }
    let tx = app.db.begin(Context::user(user_id)).await?;
    entry.write(&tx, app.clock.now()).await?;
    tx.commit().await?;
    let sha256 = proof.card.as_ref().map(store::sha256).transpose()?;
    let grant = Grant {
        certificate_sha256: sha256,
        soft_revocation: proof.soft_revocation,
        ..Grant::by(Method::Piv)
    };
    session::open(app, user_id, origin, grant).await
}
