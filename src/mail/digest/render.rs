//! Writes the mails.

use super::{
    super::{
        model::{Content, Kind, Letter, header_line},
        outbox::thread_of,
        preferences::Receiver,
        unsubscribe,
    },
    story::Story,
};
use crate::{
    app::{App, InstanceSettings},
    error::{Error, Result},
};
use askama::Template;

/// Work items that a daily mail shows.
const ITEMS_MAX: usize = 50;

struct Words<'a> {
    subject: String,
    instance: &'a str,
    stories: &'a [Story],
    /// Work items that are not shown.
    more: usize,
    /// The page on which such mails are switched off.
    unsubscribe: String,
}

#[derive(Template)]
#[template(path = "mail/work_item.html")]
struct ItemHtml<'a> {
    mail: &'a Words<'a>,
}

#[derive(Template)]
#[template(path = "mail/work_item.txt")]
struct ItemText<'a> {
    mail: &'a Words<'a>,
}

#[derive(Template)]
#[template(path = "mail/daily.html")]
struct DailyHtml<'a> {
    mail: &'a Words<'a>,
}

#[derive(Template)]
#[template(path = "mail/daily.txt")]
struct DailyText<'a> {
    mail: &'a Words<'a>,
}

/// The mail about one work item.
pub(super) fn one(
    app: &App,
    settings: &InstanceSettings,
    receiver: &Receiver,
    mut story: Story,
) -> Result<Letter> {
    let kinds: Vec<&str> = story.kinds.iter().map(String::as_str).collect();
    let token = unsubscribe::token(&app.keys, receiver.id, &kinds)?;
    let mut shortened = false;
    loop {
        let words = Words {
            subject: header_line(&format!("[{}] {}", story.item.key, story.item.name)),
            instance: &settings.name,
            stories: std::slice::from_ref(&story),
            more: 0,
            unsubscribe: page(app, &token),
        };
        let (html, text) = (ItemHtml { mail: &words }.render(), ItemText { mail: &words }.render());
        let content = Content {
            subject: words.subject.clone(),
            html: html.map_err(fault)?,
            text: text.map_err(fault)?,
            thread: Some(thread_of(&settings.mail, story.item.id)),
            unsubscribe: Some(one_click(app, &token)),
        };
        if content.fits() || shortened {
            let title = format!("[{}]", story.item.key);
            return Ok(letter(receiver, Kind::WorkItem, title, content));
        }
        shorten(&mut story);
        shortened = true;
    }
}

/// The mail of a day.
pub(super) fn daily(
    app: &App,
    settings: &InstanceSettings,
    receiver: &Receiver,
    mut stories: Vec<Story>,
) -> Result<Letter> {
    let all = stories.len();
    stories.truncate(ITEMS_MAX);
    let token = unsubscribe::token(&app.keys, receiver.id, &["digest"])?;
    let mut shortened = false;
    loop {
        let words = Words {
            subject: format!("Your day on {}", header_line(&settings.name)),
            instance: &settings.name,
            stories: &stories,
            more: all.saturating_sub(stories.len()),
            unsubscribe: page(app, &token),
        };
        let (html, text) =
            (DailyHtml { mail: &words }.render(), DailyText { mail: &words }.render());
        let content = Content {
            subject: words.subject.clone(),
            html: html.map_err(fault)?,
            text: text.map_err(fault)?,
            thread: None,
            unsubscribe: Some(one_click(app, &token)),
        };
        if content.fits() || (shortened && stories.len() == 1) {
            let title = content.subject.clone();
            return Ok(letter(receiver, Kind::DailyDigest, title, content));
        }
        // First without what people wrote, then with fewer items: one alone always fits.
        if shortened {
            stories.truncate((stories.len() / 2).max(1));
        }
        stories.iter_mut().for_each(shorten);
        shortened = true;
    }
}

/// Leaves the remarks out, which are all that can be long.
fn shorten(story: &mut Story) {
    story.more += story.remarks.len();
    story.remarks.clear();
}

fn letter(receiver: &Receiver, kind: Kind, title: String, content: Content) -> Letter {
    Letter { kind, user_id: Some(receiver.id), email: receiver.email.clone(), title, content }
}

fn page(app: &App, token: &str) -> String {
    app.web_url(&format!("/unsubscribe?token={token}"))
}

fn one_click(app: &App, token: &str) -> String {
    app.web_url(&format!("/api/public/unsubscribe?token={token}"))
}

fn fault(error: askama::Error) -> Error {
    Error::Internal(error.into())
}
