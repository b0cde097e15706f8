//! Mail, against a mail server of our own that speaks SMTP as real ones do.

mod digest;
mod links;
mod magic_link;
mod mime;
mod outbox;
mod security;
mod settings;
pub mod sink;

use crate::support::{Caller, TestApp};
use serde_json::json;
use sink::{Behaviour, Sink};

/// An application whose mail goes to `sink`, by STARTTLS and with a password, as the console sets it.
pub async fn app_with(sink: &Sink) -> (TestApp, Caller) {
    let ca_file = sink.ca_file.clone();
    let t = TestApp::with(|config| {
        config.mail.ca_file = ca_file;
        config.mail.timeout_s = 2;
        config.http.public_url = "https://plane.agency.example".to_owned();
    })
    .await;
    let admin = t.instance_admin().await;
    admin.patch("/api/v1/instance/mail", settings(sink)).await.expect(200);
    (t, admin)
}

/// What the console sends to use `sink`.
pub fn settings(sink: &Sink) -> serde_json::Value {
    json!({
        "enabled": true, "host": "localhost", "port": sink.port, "security": "starttls",
        "username": sink::USERNAME, "password": sink::PASSWORD,
        "from_address": "plane@agency.example", "from_name": "Plane, at the Agency",
    })
}

/// A well-behaved server and an application that uses it.
pub async fn start() -> (Sink, TestApp, Caller) {
    let sink = Sink::start(Behaviour::default()).await;
    let (t, admin) = app_with(&sink).await;
    (sink, t, admin)
}

/// Texts whose ids, tokens and ports differ from run to run, made alike.
pub fn alike(text: &str) -> String {
    let mut alike = String::new();
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let mut rest = text;
    while let Some(start) = rest.find(is_part) {
        let (before, from) = rest.split_at(start);
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let (word, after) = from.split_at(end);
        alike.push_str(before);
        alike.push_str(if is_random(word) { "(random)" } else { word });
        rest = after;
    }
    alike.push_str(rest);
    alike
}

/// Ids, and tokens of 32 bytes or more in base64.
fn is_random(word: &str) -> bool {
    uuid::Uuid::try_parse(word).is_ok()
        || (word.len() >= 32 && word.contains(|c: char| c.is_ascii_digit()))
}
