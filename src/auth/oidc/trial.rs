//! The test button: looks at a provider step by step and says what it found.

use super::{
    client::{self, Fault},
    logout, metadata,
    metadata::Known,
};
use crate::app::App;
use entity::oidc_provider;
use poem_openapi::Object;
use serde::Serialize;

/// One thing that was looked at.
#[derive(Debug, Serialize, Object)]
pub struct OidcTestStep {
    /// What.
    pub name: String,
    /// Whether it is as it should be.
    pub passed: bool,
    /// What was found, for administrators.
    pub detail: String,
}

/// What a test found.
#[derive(Debug, Serialize, Object)]
pub struct OidcTest {
    /// All steps passed.
    pub passed: bool,
    /// In order; a step that failed may keep later ones from being tried.
    pub steps: Vec<OidcTestStep>,
}

/// No provider has given out this code.
const MADE_UP_CODE: &str = "treasury-plane-connection-test";

/// Tries everything that can be tried without a person.
pub async fn run(app: &App, row: &oidc_provider::Model) -> OidcTest {
    let mut steps = Vec::new();
    let mut note = |name: &str, passed: bool, detail: String| {
        steps.push(OidcTestStep { name: name.to_owned(), passed, detail });
    };
    app.oidc.forget(app, &row.issuer).await;
    match metadata::discover(app, &row.issuer).await {
        Err(fault) => note("discovery", false, words(&fault)),
        Ok(known) => {
            let issuer = known.document.issuer().as_str();
            note("discovery", true, format!("The document is {issuer}'s own."));
            note("endpoints", true, "All may be reached by our rules.".to_owned());
            let keys = known.keys().keys().len();
            note("keys", keys > 0, format!("{keys} that we can check signatures with."));
            let algorithms = algorithms(&known);
            let detail = if algorithms.is_empty() {
                "It signs with neither RS256 nor ES256.".to_owned()
            } else {
                format!("Tokens may be signed with {}.", algorithms.join(", "))
            };
            note("algorithms", !algorithms.is_empty(), detail);
            let (passed, detail) = try_client(app, row, &known).await;
            note("client", passed, detail);
        }
    }
    let callback = client::callback_url(app, &row.slug);
    note("redirect_address", true, format!("Register {callback} with the provider."));
    let back = logout::post_logout_url(app, &row.slug);
    note("sign_out_address", true, format!("Register {back} with the provider."));
    OidcTest { passed: steps.iter().all(|step| step.passed), steps }
}

fn algorithms(known: &Known) -> Vec<String> {
    let name = |algorithm| serde_json::to_value(algorithm).ok()?.as_str().map(str::to_owned);
    known.algorithms().into_iter().filter_map(name).collect()
}

/// Asks for tokens with a code that cannot be right: a provider that knows us blames the code.
async fn try_client(app: &App, row: &oidc_provider::Model, known: &Known) -> (bool, String) {
    let verifier = client::uses_pkce(row).then_some("treasury-plane-connection-test-0123456789-0");
    match client::exchange(app, row, known, MADE_UP_CODE, verifier).await {
        Ok(_) => (false, "The token endpoint took a code that we made up.".to_owned()),
        Err(fault) if fault.detail.starts_with("invalid_grant") => {
            (true, "The token endpoint knows us: it refused only the made-up code.".to_owned())
        }
        Err(fault) if is_about_us(&fault.detail) => {
            let hint = "Is the certificate or secret registered, and the client id right?";
            (false, format!("The token endpoint does not accept us: {}. {hint}", fault.detail))
        }
        Err(fault) if fault.refusal == crate::auth::identities::model::Refusal::ProviderRefused => {
            let detail = fault.detail;
            (true, format!("The provider does not say whether it knows us. It answered: {detail}"))
        }
        Err(fault) => (false, words(&fault)),
    }
}

fn is_about_us(detail: &str) -> bool {
    ["invalid_client", "unauthorized_client"].iter().any(|code| detail.starts_with(code))
}

fn words(fault: &Fault) -> String {
    fault.detail.clone()
}
