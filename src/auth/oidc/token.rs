//! What an ID token must be before anything in it counts, and the user-info that confirms it.

use super::{
    client::{Fault, TokenAnswer},
    jwk::Key,
    metadata::Known,
};
use crate::{
    app::App,
    outbound::{Limits, Purpose},
};
use bytes::Bytes;
use chrono::{DateTime, Duration, Utc};
use entity::oidc_provider;
use openidconnect::{
    AccessTokenHash, AdditionalClaims, ClaimsVerificationError, ClientId, IdTokenClaims,
    IdTokenVerifier, Nonce, OAuth2TokenResponse, SignatureVerificationError, TokenResponse,
    core::CoreGenderClaim,
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// How far apart the two clocks may be.
const SKEW: Duration = Duration::seconds(30);
const SUBJECT_MAX: usize = 255;
const NAME_MAX: usize = 100;

/// Claims that the package does not know.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Extra {
    /// Not before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nbf: Option<f64>,
    /// Login.gov: a card was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x509_presented: Option<Value>,
}

impl AdditionalClaims for Extra {}

type Claims = IdTokenClaims<Extra, CoreGenderClaim>;

/// Who somebody is at the provider.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Person {
    /// Their key there; the only thing that an account is found by.
    pub subject: String,
    /// An address that the provider has verified.
    pub email: Option<String>,
    /// Given name, or nothing.
    pub first_name: String,
    /// Family name, or nothing.
    pub last_name: String,
    /// Whether they showed a card, if the provider says.
    pub card: Option<bool>,
}

/// The answer of the user-info endpoint.
#[derive(Debug, Deserialize)]
struct UserInfo {
    sub: String,
    email: Option<String>,
    #[serde(default)]
    email_verified: Value,
    given_name: Option<String>,
    family_name: Option<String>,
    x509_presented: Option<Value>,
}

/// Checks the ID token, then asks for the user-info and checks that it is about the same person.
pub async fn person(
    app: &App,
    row: &oidc_provider::Model,
    known: &Known,
    answer: &TokenAnswer,
    nonce: &str,
) -> Result<Person, Fault> {
    let claims = match claims(row, known, answer, nonce, app.clock.now()) {
        Err(fault) if fault.reason == UNKNOWN_KEY && known.ask_for_keys(app).await? => {
            claims(row, known, answer, nonce, app.clock.now())?
        }
        other => other?,
    };
    let subject = claims.subject().as_str();
    let is_storable =
        (1..=SUBJECT_MAX).contains(&subject.len()) && !subject.chars().any(char::is_control);
    if !is_storable {
        return Err(Fault::refused("subject", "The subject is empty, too long or unreadable."));
    }
    let mut person = read(claims);
    if let Some(info) = user_info(app, known, answer).await? {
        if info.sub != person.subject {
            let detail = "The user-info is about another person than the ID token.";
            return Err(Fault::refused("userinfo_subject", detail));
        }
        confirm(&mut person, info);
    }
    Ok(person)
}

const UNKNOWN_KEY: &str = "unknown_key";

/// The claims of a token for which everything held.
fn claims<'a>(
    row: &oidc_provider::Model,
    known: &Known,
    answer: &'a TokenAnswer,
    nonce: &str,
    now: DateTime<Utc>,
) -> Result<&'a Claims, Fault> {
    let token =
        answer.id_token().ok_or_else(|| Fault::refused("id_token", "There is no ID token."))?;
    let client_id = ClientId::new(row.client_id.clone());
    let issuer = known.document.issuer().clone();
    let verifier: IdTokenVerifier<'_, Key> =
        IdTokenVerifier::new_public_client(client_id, issuer, known.keys())
            .set_allowed_algs(known.algorithms())
            .set_time_fn(move || now - SKEW)
            .set_issue_time_verifier_fn(move |issued| {
                if issued <= now + SKEW { Ok(()) } else { Err("issued in the future".to_owned()) }
            });
    let claims =
        token.claims(&verifier, &Nonce::new(nonce.to_owned())).map_err(|error| explain(&error))?;
    // A token that names who asked for it must name us; one for several audiences was refused.
    if claims.authorized_party().is_some_and(|party| party.as_str() != row.client_id) {
        return Err(Fault::refused("azp", "The token was issued to another client."));
    }
    let not_before = claims.additional_claims().nbf.unwrap_or_default();
    #[expect(clippy::cast_precision_loss, reason = "seconds of this age are exact")]
    let latest = (now + SKEW).timestamp() as f64;
    if not_before > latest {
        return Err(Fault::refused("not_yet_valid", "The token is not valid yet."));
    }
    if let Some(hash) = claims.access_token_hash() {
        let algorithm =
            token.signing_alg().map_err(|e| Fault::refused("signature", e.to_string()))?;
        let key =
            token.signing_key(&verifier).map_err(|e| Fault::refused("signature", e.to_string()))?;
        let expected = AccessTokenHash::from_token(answer.access_token(), algorithm, key)
            .map_err(|e| Fault::refused("at_hash", e.to_string()))?;
        if *hash != expected {
            return Err(Fault::refused("at_hash", "The access token is another one."));
        }
    }
    Ok(claims)
}

fn explain(error: &ClaimsVerificationError) -> Fault {
    let reason = match error {
        ClaimsVerificationError::Expired(_) => "expired",
        ClaimsVerificationError::InvalidAudience(_) => "audience",
        ClaimsVerificationError::InvalidIssuer(_) => "issuer",
        ClaimsVerificationError::InvalidNonce(_) => "nonce",
        ClaimsVerificationError::SignatureVerification(error) => match error {
            SignatureVerificationError::NoMatchingKey => UNKNOWN_KEY,
            SignatureVerificationError::DisallowedAlg(_)
            | SignatureVerificationError::NoSignature
            | SignatureVerificationError::UnsupportedAlg(_) => "algorithm",
            _ => "signature",
        },
        _ => "id_token",
    };
    let detail = match error {
        ClaimsVerificationError::SignatureVerification(inner) => inner.to_string(),
        other => other.to_string(),
    };
    Fault::refused(reason, detail)
}

fn read(claims: &Claims) -> Person {
    let email = claims.email().map(|email| email.as_str().to_owned());
    let given = claims.given_name().and_then(|names| names.get(None));
    let family = claims.family_name().and_then(|names| names.get(None));
    let card = claims.additional_claims().x509_presented.as_ref();
    Person {
        subject: claims.subject().as_str().to_owned(),
        email: email.filter(|_| claims.email_verified() == Some(true)),
        first_name: given.map(|name| tidy(name.as_str())).unwrap_or_default(),
        last_name: family.map(|name| tidy(name.as_str())).unwrap_or_default(),
        card: card.map(|value| *value == Value::Bool(true)),
    }
}

/// What the user-info adds. Where both speak of a card, both must say yes.
fn confirm(person: &mut Person, info: UserInfo) {
    if let Some(email) = info.email.filter(|_| info.email_verified == Value::Bool(true)) {
        person.email = Some(email);
    }
    if let Some(name) = info.given_name {
        person.first_name = tidy(&name);
    }
    if let Some(name) = info.family_name {
        person.last_name = tidy(&name);
    }
    if let Some(value) = info.x509_presented {
        let shown = value == Value::Bool(true);
        person.card = Some(person.card.unwrap_or(true) && shown);
    }
}

fn tidy(name: &str) -> String {
    let shown: String = name.chars().filter(|c| !c.is_control()).take(NAME_MAX).collect();
    shown.trim().to_owned()
}

/// Asks at once: Login.gov's access token ends with the person's session there.
async fn user_info(
    app: &App,
    known: &Known,
    answer: &TokenAnswer,
) -> Result<Option<UserInfo>, Fault> {
    let Some(url) = known.document.userinfo_endpoint() else { return Ok(None) };
    let request = http::Request::get(url.as_str())
        .header(http::header::AUTHORIZATION, format!("Bearer {}", answer.access_token().secret()))
        .header(http::header::ACCEPT, "application/json")
        .body(Bytes::new())
        .map_err(|e| Fault::refused("userinfo", e.to_string()))?;
    let got = app
        .outbound
        .send(request, Limits::SMALL, Purpose::Provider)
        .await
        .map_err(|e| Fault::unavailable("userinfo", e.to_string()))?;
    if got.status() != http::StatusCode::OK {
        return Err(Fault::refused("userinfo", format!("The answer has status {}.", got.status())));
    }
    serde_json::from_slice(got.body())
        .map(Some)
        .map_err(|_| Fault::refused("userinfo", "The answer is not the JSON that is expected."))
}
