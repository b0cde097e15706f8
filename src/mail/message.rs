//! From a row of the outbox to the bytes that a mail server gets.

use super::{model::Content, settings::Settings};
use anyhow::Context;
use entity::mail;
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart, SinglePart,
        header::{HeaderName, HeaderValue},
    },
};

/// The message. The same row gives the same bytes, however often it is asked.
pub fn build(settings: &Settings, row: &mail::Model, content: &Content) -> anyhow::Result<Message> {
    let from: Address = settings.from_address.parse().context("the sender's address")?;
    let to: Address = row.email.parse().context("the recipient's address")?;
    let name = (!settings.from_name.is_empty()).then(|| settings.from_name.clone());
    let mut message = Message::builder()
        .from(Mailbox::new(name, from))
        .to(Mailbox::new(None, to))
        .subject(&content.subject)
        .message_id(Some(row.message_id.clone()))
        .date(row.created_at.into())
        // RFC 3834: no out-of-office replies to a program.
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("X-Auto-Response-Suppress", "All"));
    if let Some(thread) = &content.thread {
        message = message.in_reply_to(thread.clone()).references(thread.clone());
    }
    if let Some(url) = &content.unsubscribe {
        // RFC 8058: the mail program offers a button that sends one POST.
        message = message
            .raw_header(header("List-Unsubscribe", &format!("<{url}>")))
            .raw_header(header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
    }
    let parts = MultiPart::alternative()
        .boundary(format!("part-{}", row.id.simple()))
        .singlepart(SinglePart::plain(content.text.clone()))
        .singlepart(SinglePart::html(content.html.clone()));
    message.multipart(parts).context("the message")
}

/// Names are ours; values are ASCII of ours too, and lettre would encode what is not.
fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}
