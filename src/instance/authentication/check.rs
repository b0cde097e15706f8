//! Tries out each way in, step by step, for the button "test this".

use crate::{
    app::App,
    auth::password,
    config::{PivMode, Tls},
    error::Result,
    http::tls::Certificate,
};
use poem_openapi::Object;
use rustls::{
    client::verify_server_name,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
    server::ParsedCertificate,
};
use serde::Serialize;
use std::{path::Path, time::Duration};
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
    let stored = password::hash(&probe).await?;
    let verifies = match password::verify(&probe, Some(stored)).await? {
        true => Ok("argon2id hashes and verifies".to_owned()),
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
            let tls = Tls { cert_file: piv.cert_file.clone(), key_file: piv.key_file.clone() };
            let loaded = Certificate::load(&tls);
            let loaded = loaded.map(|_| "certificate and key belong together".to_owned());
            steps.push(Step::new(
                "Certificate of the card host",
                loaded.map_err(|error| format!("{error:#}")),
            ));
            steps.push(Step::new("Name in it", covers(&piv.cert_file, &piv.host)));
            let main = app.config.http.public_url.parse::<http::Uri>().ok();
            let main = main.as_ref().and_then(http::Uri::host).unwrap_or_default();
            let apart = match covers(&piv.cert_file, main) {
                Err(_) => Ok(format!("it does not cover {main}")),
                Ok(_) => Err(format!(
                    "it covers {main} too: browsers may reuse a connection and never ask for the card"
                )),
            };
            steps.push(Step::new("Only that name", apart));
            app.config.http.bind.to_string()
        }
        PivMode::Alb => app.config.alb.bind.clone(),
    };
    steps.push(Step::new("Listener", reach(&listener).await));
    steps.extend(trust(app).await?);
    Ok(steps)
}

/// What the trust store says: anchors, and lists that are current. It is not part of this build yet.
#[expect(clippy::unused_async, reason = "the trust store is rows of the database")]
async fn trust(_app: &App) -> Result<Vec<Step>> {
    Ok(Vec::new())
}

fn covers(file: &Path, host: &str) -> std::result::Result<String, String> {
    let der = CertificateDer::from_pem_file(file).map_err(|error| error.to_string())?;
    let certificate = ParsedCertificate::try_from(&der).map_err(|error| error.to_string())?;
    let name = ServerName::try_from(host).map_err(|error| error.to_string())?;
    match verify_server_name(&certificate, &name) {
        Ok(()) => Ok(format!("it covers {host}")),
        Err(_) => Err(format!("it does not cover {host}")),
    }
}

async fn reach(address: &str) -> std::result::Result<String, String> {
    match tokio::time::timeout(PATIENCE, TcpStream::connect(address)).await {
        Ok(Ok(_)) => Ok(format!("{address} accepts connections")),
        Ok(Err(error)) => Err(format!("{address}: {error}")),
        Err(_) => Err(format!("{address} does not answer")),
    }
}
