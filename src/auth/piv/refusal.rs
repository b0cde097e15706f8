//! Refusals: one entry in the audit log with the details, one code and one reference for the person.

use crate::{
    app::App,
    audit,
    auth::{
        attempt::Attempt,
        identities::model::{Card, Refusal},
        refused,
        session::Origin,
    },
    db::Context,
    error::Result,
    telemetry::metrics,
};
use serde_json::{Value, json};

/// What is known when somebody is refused.
#[derive(Clone, Debug, Default)]
pub(super) struct Facts<'a> {
    /// The attempt, if there was one.
    pub(super) attempt: Option<&'a Attempt>,
    /// There is none yet, and it would have been a link.
    pub(super) is_link: bool,
    /// What the certificate says, as far as it was read.
    pub(super) certificate: Option<Value>,
    /// Why, for administrators.
    pub(super) detail: &'a str,
    /// By which way the certificate came.
    pub(super) way: &'static str,
}

/// What the audit log keeps of a certificate. Its text is escaped by the parser.
pub(super) fn of_certificate(leaf: &pki::Certificate) -> Value {
    let sha256: String = leaf.sha256().iter().map(|byte| format!("{byte:02x}")).collect();
    json!({
        "sha256": sha256,
        "subject": leaf.subject().to_text().chars().take(512).collect::<String>(),
        "issuer": leaf.issuer().to_text().chars().take(512).collect::<String>(),
        "serial": leaf.serial_hex(),
    })
}

/// The same of a card that was judged before.
pub(super) fn of_card(card: &Card) -> Value {
    json!({
        "sha256": card.sha256, "subject": card.subject, "issuer": card.issuer,
        "serial": card.serial,
    })
}

/// Writes and counts a refusal; returns the reference.
pub(super) async fn record(
    app: &App,
    refusal: Refusal,
    origin: &Origin,
    facts: Facts<'_>,
) -> Result<String> {
    metrics::get().cards.count(refusal.code());
    refused::count(app, refusal, origin).await?;
    let reference = refused::reference()?;
    let is_link = facts.is_link || facts.attempt.is_some_and(|attempt| attempt.purpose == "link");
    let action = if is_link { "link.piv" } else { "sign_in.piv" };
    let mut entry = audit::Entry::new(action)
        .failed()
        .from(&origin.ip_address)
        .because(refusal.code())
        .with("reference", reference.clone());
    if !facts.detail.is_empty() {
        entry = entry.with("detail", facts.detail);
    }
    if !facts.way.is_empty() {
        entry = entry.with("way", facts.way);
    }
    if let Some(certificate) = facts.certificate {
        entry = entry.with("certificate", certificate);
    }
    if let Some(user_id) = facts.attempt.and_then(|attempt| attempt.user_id) {
        entry = entry.by(user_id);
    }
    let tx = app.db.begin(Context::default()).await?;
    entry.write(&tx, app.clock.now()).await?;
    tx.commit().await?;
    Ok(reference)
}
