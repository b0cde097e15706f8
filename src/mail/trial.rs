//! The button "send a test mail": one conversation, told step by step.

use super::{
    letters, message,
    model::Content,
    settings::Settings,
    transport::{Fault, Smtp, Step},
};
use crate::{
    app::App, audit, check::Check, db::Context, error::Result,
    instance::authentication::check::Step as Told, random,
};
use entity::mail;
use uuid::Uuid;

/// Sends a test mail and says how each step went. Nothing is queued: who asks waits for the answer.
pub async fn run(app: &App, actor: Uuid, to: &str) -> Result<Vec<Told>> {
    Check::new().email("to", to).finish()?;
    app.settings_changed();
    let settings = app.settings().await?.mail;
    let told = steps(app, &settings, to).await?;
    let tx = app.db.begin(Context::user(actor)).await?;
    let mut entry = audit::Entry::new("instance.mail_tested").by(actor);
    entry = entry.with("to", to).with("host", &*settings.host);
    entry = if told.iter().all(|step| step.passed) { entry } else { entry.failed() };
    entry.write(&tx, app.clock.now()).await?;
    tx.commit().await?;
    Ok(told)
}

async fn steps(app: &App, settings: &Settings, to: &str) -> Result<Vec<Told>> {
    let mut told = Vec::new();
    if settings.host.is_empty() || settings.from_address.is_empty() {
        let text = "Enter a server and the address that mail comes from.".to_owned();
        told.push(Told::new(Step::Prepare.name(), Err(text)));
        return Ok(told);
    }
    let content = letters::test(app).await?;
    let outcome = converse(app, settings, to, &content, &mut told).await;
    told.push(match outcome {
        Ok(()) => Told::new(Step::HandOver.name(), Ok(format!("the server took the mail to {to}"))),
        Err(fault) => Told::new(fault.step.name(), Err(fault.text)),
    });
    Ok(told)
}

async fn converse(
    app: &App,
    settings: &Settings,
    to: &str,
    content: &Content,
    told: &mut Vec<Told>,
) -> std::result::Result<(), Fault> {
    let now = app.clock.now();
    let id = random::id(now);
    let domain = settings.from_address.rsplit('@').next().unwrap_or_default();
    let row = mail::Model {
        id,
        kind: "test".to_owned(),
        user_id: None,
        email: to.to_owned(),
        title: String::new(),
        message_id: format!("<{id}@{domain}>"),
        data_sealed: None,
        state: "waiting".to_owned(),
        attempts: 0,
        last_error: None,
        created_at: now,
        sent_at: None,
    };
    let ours = |error: anyhow::Error| Fault::ours(format!("{error:#}"));
    let message = message::build(settings, &row, content).map_err(ours)?;
    let smtp = Smtp::new(app, settings).map_err(|error| Fault::ours(error.to_string()))?;
    let said = format!("{}:{}, {}", smtp.host, smtp.port, smtp.security.as_str());
    told.push(Told::new(Step::Prepare.name(), Ok(said)));
    let session = smtp.open(&mut |step, text| told.push(Told::new(step.name(), Ok(text)))).await?;
    session.hand_over(&message).await
}
