//! The card host's only step: judge what the browser showed, and back to the main host.

use super::{
    Outcome,
    refusal::{self, Facts},
    site::{Site, see_other},
};
use crate::{
    app::App,
    auth::{
        attempt::{self, Attempt},
        identities::model::{Method, Refusal},
        session::Origin,
    },
    error::{Error, Result},
    http::{
        extract::Server,
        gate::{Shown, page},
    },
    trust,
};
use poem::{
    Request, Response, handler,
    http::{StatusCode, Version},
};
use serde::Deserialize;

#[derive(Debug, Default, Deserialize)]
struct Asked {
    txn: Option<String>,
    from: Option<String>,
}

/// `GET /auth/piv/start?txn=…`, on the card host only.
#[handler]
pub async fn start(app: Server, request: &Request) -> Result<Response> {
    let shown = request.data::<Shown>().ok_or(Error::NotFound("card host"))?;
    let asked: Asked = request.params().unwrap_or_default();
    let origin = Origin::of(request);
    let main_url = &app.config.http.public_url;
    let is_http1 = request.version() < Version::HTTP_2;
    let txn = asked.txn.as_deref().unwrap_or_default();
    let (mut response, close) = match judge(&app, shown, txn, &origin).await {
        Ok(Some((code, proven))) => {
            let site = Site::from_code(asked.from.as_deref());
            let path = format!("/auth/piv/finish?code={code}");
            (see_other(&site.url(&app, &path)), !proven)
        }
        Ok(None) => (page::expired(main_url).respond(StatusCode::BAD_REQUEST), true),
        Err(error) => {
            tracing::error!(%error, "a card cannot be judged");
            (page::unavailable(main_url).respond(StatusCode::SERVICE_UNAVAILABLE), true)
        }
    };
    if close && is_http1 {
        page::close(&mut response);
    }
    Ok(response)
}

/// Spends the attempt's state; returns the one-time code and whether the certificate held, or `None`
/// for a state that does not hold.
async fn judge(
    app: &App,
    shown: &Shown,
    txn: &str,
    origin: &Origin,
) -> Result<Option<(String, bool)>> {
    let Some(attempt) = attempt::use_state(app, Method::Piv, txn).await? else { return Ok(None) };
    let outcome = outcome(app, shown, &attempt, origin).await?;
    let code = attempt::hand_over(app, &attempt, &outcome).await?;
    Ok(Some((code, matches!(outcome, Outcome::Proven(_)))))
}

async fn outcome(app: &App, shown: &Shown, attempt: &Attempt, origin: &Origin) -> Result<Outcome> {
    let mut chain = shown.chain.iter().cloned();
    let mut facts = Facts { attempt: Some(attempt), way: shown.way, ..Facts::default() };
    let Some(leaf) = chain.next() else {
        let refusal = Refusal::NoCertificate;
        let reference = refusal::record(app, refusal, origin, facts).await?;
        return Ok(Outcome::Refused { refusal, reference });
    };
    facts.certificate = Some(refusal::of_certificate(&leaf));
    let judgement = trust::judge(app, leaf, chain.collect()).await?;
    if let (Some(proof), None) = (judgement.proof, judgement.refusal) {
        return Ok(Outcome::Proven(Box::new(proof)));
    }
    let refusal = judgement.refusal.unwrap_or(Refusal::CertificateRejected);
    facts.detail = &judgement.detail;
    let reference = refusal::record(app, refusal, origin, facts).await?;
    Ok(Outcome::Refused { refusal, reference })
}
