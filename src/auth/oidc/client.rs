//! Our side of the protocol: the address to send the browser to, and the exchange of the code.

use super::{
    jwk::Key,
    keys,
    metadata::{self, Known},
    model::{ClientAuth, Preset},
    token::Extra,
};
use crate::{app::App, auth::identities::model::Refusal, error::Error, outbound::OutboundError};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use entity::oidc_provider;
use openidconnect::{
    AuthType, AuthenticationContextClass, AuthorizationCode, Client, ClientId, ClientSecret,
    CsrfToken, EmptyExtraTokenFields, EndpointNotSet, EndpointSet, IdTokenFields, Nonce,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, StandardErrorResponse,
    StandardTokenResponse,
    core::{
        CoreAuthDisplay, CoreAuthPrompt, CoreAuthenticationFlow, CoreClientAuthMethod,
        CoreErrorResponseType, CoreGenderClaim, CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm, CoreRevocableToken, CoreRevocationErrorResponse,
        CoreTokenIntrospectionResponse, CoreTokenType,
    },
};
use rustls::pki_types::{PrivatePkcs8KeyDer, pem::PemObject};

/// For which sealed values of the row are.
pub const SEAL: &str = "oidc-provider";
const ASSERTION_TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
const DETAIL_MAX: usize = 300;

/// Why a try ended without a person.
#[derive(Clone, Debug)]
pub struct Fault {
    /// What the browser is told.
    pub refusal: Refusal,
    /// A short name for the audit log.
    pub reason: &'static str,
    /// What exactly; for administrators.
    pub detail: String,
}

impl Fault {
    /// With any refusal.
    pub fn new(refusal: Refusal, reason: &'static str, detail: impl AsRef<str>) -> Self {
        let detail = detail.as_ref().chars().map(|c| if c.is_control() { ' ' } else { c });
        Self { refusal, reason, detail: detail.take(DETAIL_MAX).collect() }
    }

    /// The provider's answer did not hold.
    pub fn refused(reason: &'static str, detail: impl AsRef<str>) -> Self {
        Self::new(Refusal::ProviderRefused, reason, detail)
    }

    /// The provider did not answer.
    pub fn unavailable(reason: &'static str, detail: impl AsRef<str>) -> Self {
        Self::new(Refusal::ProviderUnavailable, reason, detail)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        tracing::error!(%error, "sign-in by a provider failed");
        Self::new(Refusal::Unavailable, "internal", "See the log.")
    }
}

/// The token endpoint's answer.
pub type TokenAnswer = StandardTokenResponse<
    IdTokenFields<
        Extra,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type Refused = StandardErrorResponse<CoreErrorResponseType>;

type Connected = Client<
    Extra,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    Key,
    CoreAuthPrompt,
    Refused,
    TokenAnswer,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
    EndpointNotSet,
>;

/// The address that the provider sends browsers back to: one for each provider, so that an answer
/// meant for one cannot be given to another.
pub fn callback_url(app: &App, slug: &str) -> String {
    app.web_url(&format!("/auth/oidc/{slug}/callback"))
}

/// Whether a code is bound to the browser's attempt. Login.gov takes either this or a signed
/// statement, not both.
pub fn uses_pkce(row: &oidc_provider::Model) -> bool {
    let is_login_gov = Preset::parse(&row.preset).is_some_and(Preset::is_login_gov);
    !is_login_gov || row.client_auth == ClientAuth::Pkce.as_str()
}

/// What leaves with the browser.
pub struct Departure<'a> {
    /// The attempt's secret for the address.
    pub state: &'a str,
    /// The attempt's secret for the token.
    pub nonce: &'a str,
    /// The attempt's secret for the exchange.
    pub verifier: Option<&'a str>,
    /// The provider has to ask for credentials again, whatever session the browser has there.
    pub must_be_fresh: bool,
}

/// The provider's page to send the browser to.
pub fn authorize_url(
    app: &App,
    row: &oidc_provider::Model,
    known: &Known,
    departure: &Departure<'_>,
) -> Result<String, Fault> {
    let client = connect(app, row, known)?;
    let (state, nonce) = (departure.state.to_owned(), departure.nonce.to_owned());
    let mut request = client
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            || CsrfToken::new(state),
            || Nonce::new(nonce),
        )
        .add_scopes(
            row.scopes
                .split_whitespace()
                .filter(|scope| *scope != "openid")
                .map(|scope| Scope::new(scope.to_owned())),
        );
    for acr in row.acr_values.split_whitespace() {
        request = request.add_auth_context_value(AuthenticationContextClass::new(acr.to_owned()));
    }
    // Login.gov allows "login" to few, and asks for credentials again by itself.
    if Preset::parse(&row.preset).is_some_and(Preset::is_login_gov) {
        request = request.add_prompt(CoreAuthPrompt::SelectAccount);
    } else if departure.must_be_fresh {
        request = request.add_prompt(CoreAuthPrompt::Login);
    }
    if let Some(verifier) = departure.verifier {
        // RFC 7636 section 4.2. The package would digest with a library of its own.
        let challenge = URL_SAFE_NO_PAD.encode(crate::random::hash(verifier));
        request = request
            .add_extra_param("code_challenge", challenge)
            .add_extra_param("code_challenge_method", "S256");
    }
    Ok(request.url().0.to_string())
}

/// Exchanges a code. With a signed statement, the previous key is tried when the provider does not
/// know the current one yet.
pub async fn exchange(
    app: &App,
    row: &oidc_provider::Model,
    known: &Known,
    code: &str,
    verifier: Option<&str>,
) -> Result<TokenAnswer, Fault> {
    let mut last = None;
    for proof in proofs(app, row, known)? {
        match exchange_with(app, row, known, (code, verifier), proof.as_deref()).await {
            Err(Failure::Client(fault)) => last = Some(fault),
            Err(Failure::Other(fault)) => return Err(fault),
            Ok(answer) => return Ok(answer),
        }
    }
    Err(last.unwrap_or_else(|| Fault::refused("client", "There is no key to sign with.")))
}

/// Why an exchange failed.
enum Failure {
    /// Perhaps because of our proof.
    Client(Fault),
    /// Certainly not because of that.
    Other(Fault),
}

/// The statements to try, newest key first; nothing to state without `private_key_jwt`.
fn proofs(
    app: &App,
    row: &oidc_provider::Model,
    known: &Known,
) -> Result<Vec<Option<String>>, Fault> {
    if row.client_auth != ClientAuth::PrivateKeyJwt.as_str() {
        return Ok(vec![None]);
    }
    let endpoint = known.document.token_endpoint().map(|url| url.as_str()).unwrap_or_default();
    let outside = app.oidc_credentials.load();
    if let Some(oidc) = outside.of(&row.slug).filter(|oidc| oidc.private_key.is_set()) {
        let key = PrivatePkcs8KeyDer::from_pem_slice(oidc.private_key.expose().as_bytes());
        let key = key.map_err(|_| {
            Fault::new(Refusal::Unavailable, "private_key", "oidc.private_key is not PKCS #8.")
        })?;
        let (key, now) = (key.secret_pkcs8_der(), app.clock.now());
        let proof = keys::assertion(key, &oidc.certificate, &row.client_id, endpoint, now)?;
        return Ok(vec![Some(proof)]);
    }
    let pairs = [
        (&row.private_key_sealed, &row.certificate),
        (&row.previous_key_sealed, &row.previous_certificate),
    ];
    let mut proofs = Vec::new();
    for pair in pairs {
        let (Some(sealed), Some(certificate)) = pair else { continue };
        let key = app.keys.open(SEAL, sealed)?;
        let now = app.clock.now();
        proofs.push(Some(keys::assertion(&key, certificate, &row.client_id, endpoint, now)?));
    }
    Ok(proofs)
}

async fn exchange_with(
    app: &App,
    row: &oidc_provider::Model,
    known: &Known,
    (code, verifier): (&str, Option<&str>),
    assertion: Option<&str>,
) -> Result<TokenAnswer, Failure> {
    let client = connect(app, row, known).map_err(Failure::Other)?;
    let mut request = client.exchange_code(AuthorizationCode::new(code.to_owned()));
    if let Some(verifier) = verifier {
        request = request.set_pkce_verifier(PkceCodeVerifier::new(verifier.to_owned()));
    }
    if let Some(assertion) = assertion {
        request = request
            .add_extra_param("client_assertion_type", ASSERTION_TYPE)
            .add_extra_param("client_assertion", assertion.to_owned());
    }
    request.request_async(&metadata::http(app)).await.map_err(|error| explain(&error))
}

fn explain(error: &RequestTokenError<OutboundError, Refused>) -> Failure {
    match error {
        RequestTokenError::ServerResponse(refused) => {
            // Login.gov writes a sentence where others write a code; both are told.
            let code = refused.error().to_string();
            let detail = match refused.error_description() {
                Some(description) => format!("{code}: {description}"),
                None => code.clone(),
            };
            let fault = Fault::refused("token_endpoint", detail);
            if code == "invalid_grant" { Failure::Other(fault) } else { Failure::Client(fault) }
        }
        RequestTokenError::Request(error) => {
            Failure::Other(Fault::unavailable("token_endpoint", error.to_string()))
        }
        // The body could hold tokens.
        RequestTokenError::Parse(error, _) => {
            let at = format!("The answer cannot be read at {}.", error.path());
            Failure::Other(Fault::refused("token_endpoint", at))
        }
        RequestTokenError::Other(detail) => {
            Failure::Other(Fault::refused("token_endpoint", detail))
        }
    }
}

fn connect(app: &App, row: &oidc_provider::Model, known: &Known) -> Result<Connected, Fault> {
    let document = &known.document;
    let redirect = RedirectUrl::new(callback_url(app, &row.slug))
        .map_err(|e| Fault::new(Refusal::Unavailable, "callback_url", e.to_string()))?;
    let token_endpoint = document
        .token_endpoint()
        .cloned()
        .ok_or_else(|| Fault::refused("discovery", "There is no token_endpoint."))?;
    let client =
        Client::new(ClientId::new(row.client_id.clone()), document.issuer().clone(), known.keys())
            .set_auth_uri(document.authorization_endpoint().clone())
            .set_token_uri(token_endpoint)
            .set_redirect_uri(redirect)
            .set_auth_type(AuthType::RequestBody);
    if row.client_auth != ClientAuth::ClientSecret.as_str() {
        return Ok(client);
    }
    let secret = client_secret(app, row)?;
    // Basic is what a provider takes that does not say.
    let takes_basic = document
        .token_endpoint_auth_methods_supported()
        .is_none_or(|methods| methods.contains(&CoreClientAuthMethod::ClientSecretBasic));
    let auth = if takes_basic { AuthType::BasicAuth } else { AuthType::RequestBody };
    Ok(client.set_client_secret(ClientSecret::new(secret)).set_auth_type(auth))
}

/// The shared secret: from outside the database, else the stored one.
fn client_secret(app: &App, row: &oidc_provider::Model) -> Result<String, Fault> {
    let outside = app.oidc_credentials.load();
    if let Some(oidc) = outside.of(&row.slug).filter(|oidc| oidc.client_secret.is_set()) {
        return Ok(oidc.client_secret.expose().to_owned());
    }
    let sealed = row.client_secret_sealed.as_deref().unwrap_or_default();
    String::from_utf8(app.keys.open(SEAL, sealed)?)
        .map_err(|_| Fault::new(Refusal::Unavailable, "client_secret", "It is damaged."))
}
