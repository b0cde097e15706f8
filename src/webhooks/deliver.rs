//! One attempt: the signed request and what came back.

use super::{
    model::{Fate, PING, fate},
    payload, target,
};
use crate::{
    app::App,
    error::{Error, Result},
    hex,
    outbound::{AGENT, Limits, OutboundError, Purpose, Response},
};
use aws_lc_rs::hmac;
use bytes::Bytes;
use chrono::{DateTime, Utc};
use entity::{webhook, webhook_delivery, webhook_payload};
use http::HeaderMap;
use serde_json::{Map, Value};
use std::time::{Duration, Instant};
use url::Url;
use uuid::Uuid;

/// As much of an answer as the log keeps; a receiver gets half a minute.
const LIMITS: Limits =
    Limits { bytes: 16 * 1024, time: Duration::from_secs(30), redirects: 0, cut: true };
/// Headers of an answer that the log keeps, and bytes of each.
const HEADERS_MAX: usize = 50;
const HEADER_MAX: usize = 1024;
const CANNOT_WRITE: &str = "This server cannot write the message. Its log says why.";
const OWN_ADDRESS: &str = "This is the address of this server.";

/// How an attempt went.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// What was sent, without signatures.
    pub request_headers: Value,
    /// The answer's status, when there was one.
    pub status: Option<i32>,
    /// The answer's headers.
    pub response_headers: Option<Value>,
    /// The beginning of the answer's body.
    pub response_body: Option<String>,
    /// How long it took.
    pub duration_ms: i32,
    /// What it means.
    pub fate: Fate,
}

/// What the secret of a webhook is sealed for. That of one opens for no other.
fn seal_purpose(webhook_id: Uuid) -> String {
    format!("webhook-secret {webhook_id}")
}

/// Seals the secret of a webhook.
pub fn seal(app: &App, webhook_id: Uuid, secret: &str) -> Result<Vec<u8>> {
    app.keys.seal(&seal_purpose(webhook_id), secret.as_bytes())
}

/// The signature that a receiver compares with: HMAC-SHA-256 over the body, in hexadecimal.
fn sign(app: &App, webhook_id: Uuid, sealed: &[u8], body: &[u8]) -> Result<String> {
    let secret = app.keys.open(&seal_purpose(webhook_id), sealed)?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, &secret);
    Ok(hex::encode(hmac::sign(&key, body).as_ref()))
}

/// Sends one message. Whatever the receiver and the network do is in the answer.
pub async fn send(
    app: &App,
    webhook: &webhook::Model,
    (delivery, payload): (&webhook_delivery::Model, &webhook_payload::Model),
) -> Attempt {
    let written = payload::body(delivery, payload);
    let request = match written.and_then(|body| request(app, webhook, delivery, body)) {
        Ok(request) => request,
        Err(error) => {
            tracing::error!(delivery = %delivery.id, %error, "a message to a webhook cannot be written");
            return Attempt::nothing(Map::new().into(), CANNOT_WRITE);
        }
    };
    let mut attempt = Attempt::nothing(shown(request.headers()), OWN_ADDRESS);
    if Url::parse(&webhook.url).is_ok_and(|url| target::is_ours(&url, &app.config)) {
        return attempt;
    }
    let begun = Instant::now();
    let answer = app.outbound.send(request, LIMITS, Purpose::Webhook).await;
    attempt.duration_ms = i32::try_from(begun.elapsed().as_millis()).unwrap_or(i32::MAX);
    match answer {
        Ok(answer) => attempt.answered(&answer, app.clock.now()),
        Err(error) => attempt.fate = not_sent(&webhook.url, &error),
    }
    if let Fate::Again { why, .. } = &attempt.fate
        && delivery.event == PING
    {
        // Nobody waits for a test that comes hours later.
        attempt.fate = Fate::Failed(why.clone());
    }
    attempt
}

impl Attempt {
    fn nothing(request_headers: Value, why: &str) -> Self {
        Self {
            request_headers,
            status: None,
            response_headers: None,
            response_body: None,
            duration_ms: 0,
            fate: Fate::Failed(why.to_owned()),
        }
    }

    fn answered(&mut self, answer: &Response, now: DateTime<Utc>) {
        let retry_after = answer.headers().get("retry-after").and_then(|value| value.to_str().ok());
        let status = answer.status().as_u16();
        let body = String::from_utf8_lossy(answer.body());
        self.status = Some(i32::from(status));
        self.response_headers = Some(shown(answer.headers()));
        self.response_body = Some(body.replace('\0', "\u{fffd}"));
        self.fate = fate(status, retry_after, now);
    }
}

fn request(
    app: &App,
    webhook: &webhook::Model,
    delivery: &webhook_delivery::Model,
    body: String,
) -> Result<http::Request<Bytes>> {
    let mut request = http::Request::post(&webhook.url)
        .header("Content-Type", "application/json")
        .header("User-Agent", AGENT)
        .header("X-Plane-Delivery", delivery.id.to_string())
        .header("X-Plane-Event", &delivery.event);
    if let Some(sealed) = &webhook.secret_sealed {
        let signature = sign(app, webhook.id, sealed, body.as_bytes())?;
        request = request.header("X-Plane-Signature", signature);
    }
    let is_in_grace = webhook.previous_secret_until.is_some_and(|until| until > app.clock.now());
    if let Some(sealed) = webhook.previous_secret_sealed.as_ref().filter(|_| is_in_grace) {
        let signature = sign(app, webhook.id, sealed, body.as_bytes())?;
        request = request.header("X-Plane-Signature-Previous", signature);
    }
    request.body(body.into()).map_err(|error| Error::Internal(error.into()))
}

/// The log has the whole story, which is for the operator.
fn not_sent(url: &str, error: &OutboundError) -> Fate {
    let why = target::in_words(error).to_owned();
    tracing::info!(
        url = url.split(['?', '#']).next(),
        error = error.to_string(),
        "no answer to a webhook"
    );
    match error {
        OutboundError::Name(_) | OutboundError::Exchange { .. } | OutboundError::TooSlow(_) => {
            Fate::Again { why, not_before: None }
        }
        OutboundError::Address(_)
        | OutboundError::Scheme(_)
        | OutboundError::Port { .. }
        | OutboundError::Forbidden { .. }
        | OutboundError::TooLarge(_)
        | OutboundError::Redirect(_) => Fate::Failed(why),
    }
}

/// Headers for the log, without signatures: with them, whoever reads the log could send a message
/// again in our name.
fn shown(headers: &HeaderMap) -> Value {
    let mut all = Map::new();
    for (name, value) in headers.iter().take(HEADERS_MAX) {
        if name.as_str().starts_with("x-plane-signature") {
            continue;
        }
        let text: String =
            String::from_utf8_lossy(value.as_bytes()).chars().take(HEADER_MAX).collect();
        all.insert(name.as_str().to_owned(), text.replace('\0', "\u{fffd}").into());
    }
    Value::Object(all)
}
