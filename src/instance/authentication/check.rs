//! Tries out each way in, step by step, for the button "test this".

use crate::{
    app::App, auth::password, config::PivMode, crypto::password_hash::Function, error::Result,
    http::tls::Certificate, trust::readiness,
};
use poem_openapi::Object;
use serde::Serialize;
use std::time::Duration;
use tokio::net::TcpStream;

const PATIENCE: Duration = Duration::from_secs(2);

/// One step of a test.
#[derive(Clone, Debug, Serialize, Object)]
#[oai(rename = "TestStep")]
pub struct Step {
    /// What was looked at.
    pub name: String,
    /// Whether it is as it should be.
    pub passed: bool,
    /// What was seen, or what to do.
    pub detail: String,
}

impl Step {
    /// A step and how it went: what was seen, or what is wrong.
    pub fn new(name: &str, outcome: std::result::Result<String, String>) -> Self {
        let passed = outcome.is_ok();
        let (Ok(detail) | Err(detail)) = outcome;
        Self { name: name.to_owned(), passed, detail }
    }
}

/// Tries out passwords.
pub(super) async fn password(app: &App) -> Result<Vec<Step>> {
    let settings = app.settings().await?;
    let by_config = match app.config.auth.password {
        true => Ok("auth.password is true".to_owned()),
        false => Err("auth.password is false in the settings file".to_owned()),
    };
    let by_console = match settings.password {
        true => Ok("switched on".to_owned()),
        false => Err("switched off".to_owned()),
    };
    let probe = crate::random::hex::<16>()?;
    let setting = app.config.crypto.password_hash;
    let stored = password::hash(&probe, setting).await?;
    let verifies = match password::verify(&probe, Some(stored), setting).await?.is_right() {
        true => Ok(format!("{} hashes and verifies", Function::new(setting).name())),
        false => Err("a fresh hash does not verify".to_owned()),
    };
    Ok(vec![
        Step::new("Settings file", by_config),
        Step::new("Console", by_console),
        Step::new("Hashing", verifies),
    ])
}

/// Tries out cards. Empty when they are off.
pub(super) async fn piv(app: &App) -> Result<Vec<Step>> {
    let piv = &app.config.piv;
    let mut steps = Vec::new();
    let listener = match piv.mode {
        PivMode::Off => return Ok(steps),
        PivMode::Native => {
            match Certificate::load_card_host(piv) {
                Ok(certificate) => steps.extend(card_host(app, &certificate)),
                Err(error) => {
                    steps
                        .push(Step::new("Certificate of the card host", Err(format!("{error:#}"))));
                }
            }
            app.config.http.bind.to_string()
        }
        PivMode::Alb => app.config.alb.bind.clone(),
    };
    steps.push(Step::new("Listener", reach(&listener).await));
    steps.extend(trust(app).await?);
    Ok(steps)
}

/// The card host's certificate is good for the card host, and for that only.
fn card_host(app: &App, certificate: &Certificate) -> Vec<Step> {
    let host = &app.config.piv.host;
    let main = app.config.http.public_url.parse::<http::Uri>().ok();
    let main = main.as_ref().and_then(http::Uri::host).unwrap_or_default();
    let name = match certificate.covers(host) {
        Ok(true) => Ok(format!("it covers {host}")),
        Ok(false) => Err(format!("it does not cover {host}")),
        Err(error) => Err(format!("{error:#}")),
    };
    let apart = match certificate.covers(main) {
        Ok(true) => Err(format!(
            "it covers {main} too: browsers may reuse a connection and never ask for the card"
        )),
        Ok(false) | Err(_) => Ok(format!("it does not cover {main}")),
    };
    let loaded = Ok("certificate and key belong together".to_owned());
    vec![
        Step::new("Certificate of the card host", loaded),
        Step::new("Name in it", name),
        Step::new("Only that name", apart),
    ]
}

/// What the trust store says: anchors, what reaches them, lists that are current, what ends.
async fn trust(app: &App) -> Result<Vec<Step>> {
    let found = readiness::look(app).await?;
    Ok(found.into_iter().map(|(name, outcome)| Step::new(name, outcome)).collect())
}

async fn reach(address: &str) -> std::result::Result<String, String> {
    match tokio::time::timeout(PATIENCE, TcpStream::connect(address)).await {
        Ok(Ok(_)) => Ok(format!("{address} accepts connections")),
        Ok(Err(error)) => Err(format!("{address}: {error}")),
        Err(_) => Err(format!("{address} does not answer")),
    }
}
