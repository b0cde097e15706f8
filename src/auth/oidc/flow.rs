//! From the button to the provider, and back with a code.

use super::{
    client::{self, Departure, Fault},
    queries,
    token::{self, Person},
};
use crate::{
    app::App,
    audit,
    auth::{
        Via,
        attempt::{self, Attempt, NewAttempt, Purpose},
        authenticate,
        identities::{
            admit::admit,
            model::{Admission, Identifier, Method, Proof, Refusal},
        },
        link_begin, lockout, notice, refused,
        session::{self, Grant, Origin},
    },
    db::Context,
    error::Result,
    http::reply::SeeOther,
    random,
};
use entity::oidc_provider;
use poem::Request;
use std::collections::HashMap;

const VALUE_MAX: usize = 4096;

/// What has been found out when a try ends, for telling where it failed.
#[derive(Default)]
struct Trail {
    is_link: bool,
    /// Where the person wanted to go.
    return_to: Option<String>,
    /// A refusal counts against the address. Only what this browser began does: any page may send
    /// it to a made-up answer. A provider that says no says so about itself or us, not of a guess.
    counts: bool,
    provider: Option<oidc_provider::Model>,
}

/// `/auth/oidc/<slug>/begin`: remembers the attempt and sends the browser to the provider.
pub async fn begin(app: &App, slug: &str, request: &Request) -> SeeOther {
    let mut trail = Trail::default();
    match try_begin(app, slug, request, &mut trail).await {
        Ok(done) => done,
        Err(fault) => refuse(app, &trail, fault, &Origin::of(request)).await,
    }
}

async fn try_begin(
    app: &App,
    slug: &str,
    request: &Request,
    trail: &mut Trail,
) -> Result<SeeOther, Fault> {
    let asked = Parameters::of(request)?;
    trail.is_link = asked.get("purpose") == Some("link");
    let return_to = attempt::safe_return_to(asked.get("return_to"));
    trail.return_to = Some(return_to.clone());
    if !notice::is_accepted(app, request).await? {
        return Err(Fault::new(Refusal::NoticeRequired, "notice", ""));
    }
    if lockout::is_locked(app, &Origin::of(request)).await? {
        return Err(Fault::new(Refusal::Locked, "locked", "Too many failures from this address."));
    }
    let provider = offered(app, slug, trail).await?;
    let purpose = match trail.is_link {
        false => Purpose::SignIn,
        true => link_begin::purpose(app, request)
            .await?
            .map_err(|no| Fault::new(no.refusal, no.reason, no.detail))?,
    };
    let known = app.oidc.get(app, &provider.issuer).await?;
    let nonce = random::token("")?.text;
    let verifier = if client::uses_pkce(&provider) { Some(random::token("")?.text) } else { None };
    let new = NewAttempt {
        method: Method::Oidc,
        purpose,
        provider_id: Some(provider.id),
        return_to,
        nonce: Some(nonce.clone()),
        pkce_verifier: verifier.clone(),
    };
    let begun = attempt::begin(app, new, request).await?;
    let departure = Departure {
        state: &begun.state,
        nonce: &nonce,
        verifier: verifier.as_deref(),
        must_be_fresh: trail.is_link,
    };
    let location = client::authorize_url(app, &provider, &known, &departure)?;
    Ok(SeeOther { to: location, cookies: vec![begun.cookie] })
}

/// `/auth/oidc/<slug>/callback`: ends the attempt with a session, a linked identity or a refusal.
pub async fn callback(app: &App, slug: &str, request: &Request) -> SeeOther {
    let mut trail = Trail::default();
    match try_callback(app, slug, request, &mut trail).await {
        Ok(done) => done,
        Err(fault) => refuse(app, &trail, fault, &Origin::of(request)).await,
    }
}

async fn try_callback(
    app: &App,
    slug: &str,
    request: &Request,
    trail: &mut Trail,
) -> Result<SeeOther, Fault> {
    let answer = Parameters::of(request)?;
    let attempt = own_attempt(app, &answer, request, trail).await?;
    let provider = offered(app, slug, trail).await?;
    if attempt.provider_id != Some(provider.id) {
        return Err(Fault::refused("mix_up", "The attempt was for another provider."));
    }
    let known = app.oidc.get(app, &provider.issuer).await?;
    let promised =
        known.document.additional_metadata().authorization_response_iss_parameter_supported;
    match answer.get("iss") {
        Some(issuer) if issuer != provider.issuer => {
            return Err(Fault::refused("mix_up", "The answer is another issuer's."));
        }
        None if promised => return Err(Fault::refused("mix_up", "The answer names no issuer.")),
        _ => {}
    }
    if let Some(error) = answer.get("error") {
        trail.counts = false;
        return Err(turned_back(error, answer.get("error_description")));
    }
    let code =
        answer.get("code").ok_or_else(|| Fault::refused("code", "The answer has no code."))?;
    let verifier = attempt.pkce_verifier.as_deref();
    let tokens = client::exchange(app, &provider, &known, code, verifier).await?;
    let nonce = attempt.nonce.as_deref().unwrap_or_default();
    let person = token::person(app, &provider, &known, &tokens, nonce).await?;
    if provider.require_card && person.card != Some(true) {
        let detail = "The provider does not say that a card was shown (x509_presented).";
        return Err(Fault::new(Refusal::NoCertificate, "card_not_presented", detail));
    }
    enter(app, &attempt, &provider, person, request).await
}

/// The attempt that the state belongs to, if this browser began it. The state is spent either way.
async fn own_attempt(
    app: &App,
    answer: &Parameters,
    request: &Request,
    trail: &mut Trail,
) -> Result<Attempt, Fault> {
    let expired = |detail| Fault::new(Refusal::AttemptExpired, "state", detail);
    let state = answer.get("state").ok_or_else(|| expired("The answer has no state."))?;
    let attempt = attempt::use_state(app, Method::Oidc, state)
        .await?
        .ok_or_else(|| expired("The state is unknown, used or too old."))?;
    trail.is_link = attempt.user_id.is_some();
    if !attempt::is_from(app, &attempt, request) {
        let detail = "The answer came to a browser that did not begin.";
        return Err(Fault::new(Refusal::BrowserChanged, "browser", detail));
    }
    trail.counts = true;
    trail.return_to = Some(attempt.return_to.clone());
    // A link belongs to the session that asked for it.
    if let Some(session_id) = attempt.session_id {
        let via = authenticate(request).await.map(|actor| actor.via).ok();
        if via != Some(Via::Session(session_id)) {
            let detail = "The session that asked for the link has ended.";
            return Err(Fault::new(Refusal::FreshSignInRequired, "session", detail));
        }
    }
    Ok(attempt)
}

fn turned_back(error: &str, description: Option<&str>) -> Fault {
    let detail = format!("{error} {}", description.unwrap_or_default());
    let refusal = match error {
        "access_denied" => Refusal::ProviderCancelled,
        "temporarily_unavailable" | "server_error" => Refusal::ProviderUnavailable,
        _ => Refusal::ProviderRefused,
    };
    Fault::new(refusal, "provider_error", detail.trim())
}

/// Maps the person to an account and opens the session.
async fn enter(
    app: &App,
    attempt: &Attempt,
    provider: &oidc_provider::Model,
    person: Person,
    request: &Request,
) -> Result<SeeOther, Fault> {
    let origin = Origin::of(request);
    let proof = proof(provider, person);
    let user_id = match admit(app, attempt, &proof, &origin).await? {
        Admission::SignedIn(user_id) => user_id,
        Admission::Linked(_) => {
            let location = "/profile/security?linked=1".to_owned();
            return Ok(SeeOther { to: location, cookies: vec![] });
        }
        Admission::Refused(refusal) => return Err(Fault::new(refusal, "not_admitted", "")),
    };
    let grant = Grant { provider_id: Some(provider.id), ..Grant::by(Method::Oidc) };
    let cookie = session::open(app, user_id, &origin, grant).await?;
    let tx = app.db.begin(Context::user(user_id)).await?;
    audit::Entry::new("sign_in.oidc")
        .by(user_id)
        .on("oidc_provider", provider.id)
        .from(&origin.ip_address)
        .with("provider", provider.name.clone())
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await?;
    Ok(SeeOther { to: attempt.return_to.clone(), cookies: vec![cookie] })
}

/// The account is found by issuer and subject. An address is a proposal for a new account only.
fn proof(provider: &oidc_provider::Model, person: Person) -> Proof {
    let label = person.email.clone().unwrap_or_else(|| person.subject.clone());
    let identifier = Identifier {
        trust_domain: provider.issuer.clone(),
        kind: "oidc".to_owned(),
        value: person.subject,
        label,
    };
    Proof {
        method: Method::Oidc,
        identifiers: vec![identifier],
        card: None,
        provider_id: Some(provider.id),
        first_name: person.first_name,
        last_name: person.last_name,
        email: person.email,
        auto_provision: provider.auto_provision,
        soft_revocation: false,
        trust_domain: provider.issuer.clone(),
    }
}

async fn offered(app: &App, slug: &str, trail: &mut Trail) -> Result<oidc_provider::Model, Fault> {
    let found = queries::by_slug(app, slug).await?.filter(|row| row.enabled);
    trail.provider.clone_from(&found);
    found.ok_or_else(|| Fault::unavailable("provider", "There is no such provider, or it is off."))
}

/// Writes down why, and sends the browser to a page that says so in plain words.
async fn refuse(app: &App, trail: &Trail, fault: Fault, origin: &Origin) -> SeeOther {
    let reference = match write_down(app, trail, &fault, origin).await {
        Ok(reference) => Some(reference),
        Err(error) => {
            tracing::error!(%error, reason = fault.reason, "a refusal is not audited");
            None
        }
    };
    if trail.counts
        && let Err(error) = refused::count(app, fault.refusal, origin).await
    {
        tracing::error!(%error, reason = fault.reason, "a refusal is not counted");
    }
    let return_to = trail.return_to.as_deref();
    let to = refused::path(trail.is_link, fault.refusal, reference.as_deref(), return_to);
    SeeOther { to, cookies: vec![] }
}

async fn write_down(app: &App, trail: &Trail, fault: &Fault, origin: &Origin) -> Result<String> {
    let reference = refused::reference()?;
    let action = if trail.is_link { "identity.linked" } else { "sign_in.oidc" };
    let mut entry = audit::Entry::new(action)
        .failed()
        .from(&origin.ip_address)
        .with("code", fault.refusal.code())
        .because(fault.reason)
        .with("detail", fault.detail.clone())
        .with("reference", reference.clone());
    if let Some(provider) = &trail.provider {
        entry = entry.on("oidc_provider", provider.id).with("provider", provider.name.clone());
    }
    let tx = app.db.begin(Context::default()).await?;
    entry.write(&tx, app.clock.now()).await?;
    tx.commit().await?;
    Ok(reference)
}

/// The query of an address; a name that stands in it twice is a trick.
struct Parameters(HashMap<String, String>);

impl Parameters {
    fn of(request: &Request) -> Result<Self, Fault> {
        let query = request.uri().query().unwrap_or_default();
        let mut found = HashMap::new();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let is_new = found.insert(name.into_owned(), value.into_owned()).is_none();
            if !is_new {
                return Err(Fault::refused("parameters", "A parameter stands there twice."));
            }
        }
        Ok(Self(found))
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty() && value.len() <= VALUE_MAX && !value.contains('\0'))
    }
}
