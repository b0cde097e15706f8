//! Signing out at the provider too (RP-Initiated Logout), after our own session has ended.
//!
//! The provider is told our client id, not an ID token: Login.gov may refuse the token, and so we
//! need not keep any.

use crate::{app::App, error::Result, outbound::Purpose, random};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use entity::oidc_provider;
use openidconnect::{ClientId, CsrfToken, EndSessionUrl, LogoutRequest, PostLogoutRedirectUrl};
use std::time::Duration;

/// Signing out must not wait for a provider that does not answer.
const PATIENCE: Duration = Duration::from_secs(3);
const SEAL: &str = "oidc-logout";
const SALT_BYTES: usize = 16;

/// Where the provider sends browsers after signing out there; to be registered with it.
pub fn post_logout_url(app: &App, slug: &str) -> String {
    app.web_url(&format!("/auth/oidc/{slug}/signed-out"))
}

/// The provider's page to sign out at, if it has one.
pub async fn url(app: &App, row: oidc_provider::Model) -> Result<Option<String>> {
    let asked = tokio::time::timeout(PATIENCE, app.oidc.get(app, &row.issuer)).await;
    let Ok(Ok(known)) = asked else { return Ok(None) };
    let endpoint = known.document.additional_metadata().end_session_endpoint.clone();
    let Some(endpoint) = endpoint.and_then(|url| EndSessionUrl::new(url).ok()) else {
        return Ok(None);
    };
    if app.outbound.check(endpoint.as_str(), Purpose::Provider).is_err() {
        return Ok(None);
    }
    let Ok(back) = PostLogoutRedirectUrl::new(post_logout_url(app, &row.slug)) else {
        return Ok(None);
    };
    let url = LogoutRequest::from(endpoint)
        .set_client_id(ClientId::new(row.client_id))
        .set_post_logout_redirect_uri(back)
        .set_state(CsrfToken::new(state(app)?))
        .http_get_url();
    Ok(Some(url.to_string()))
}

/// A text that only we can have made; Login.gov wants 22 characters or more.
fn state(app: &App) -> Result<String> {
    let salt = random::hex::<SALT_BYTES>()?;
    let signature = app.keys.sign(SEAL, salt.as_bytes())?;
    Ok(format!("{salt}.{}", URL_SAFE_NO_PAD.encode(signature)))
}

/// The page to show a browser that comes back: it is told that it signed out only when it did,
/// since anybody can make a link to here. Nothing else happens here.
pub fn landing(app: &App, query: &str) -> &'static str {
    let state = url::form_urlencoded::parse(query.as_bytes())
        .find(|(name, _)| name == "state")
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default();
    let is_ours = state.split_once('.').is_some_and(|(salt, signature)| {
        URL_SAFE_NO_PAD.decode(signature).is_ok_and(|signature| {
            app.keys.verify(SEAL, salt.as_bytes(), &signature).unwrap_or_default()
        })
    });
    if is_ours { "/sign-in?signed_out=1" } else { "/sign-in" }
}
