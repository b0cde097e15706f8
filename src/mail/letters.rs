//! The mails that are not about work items: what each says.

use super::{
    model::{Content, Kind, Letter, header_line},
    outbox,
};
use crate::{
    access::Role,
    app::{App, InstanceSettings},
    auth::links::Link,
    db::Tx,
    error::{Error, Result},
};
use askama::Template;
use chrono::{DateTime, Utc};
use entity::{user, workspace};
use sea_orm::EntityTrait;
use uuid::Uuid;

/// What the templates of this file show; each uses what it needs.
#[derive(Debug, Default)]
struct Words {
    subject: String,
    instance: String,
    workspace: String,
    person: String,
    role: &'static str,
    url: String,
    until: String,
    reason: String,
    by_owner: bool,
}

/// Both forms of a mail, from the two templates.
macro_rules! content {
    ($words:expr, $html:literal, $text:literal) => {{
        #[derive(Template)]
        #[template(path = $html)]
        struct Html<'a> {
            mail: &'a Words,
        }
        #[derive(Template)]
        #[template(path = $text)]
        struct Text<'a> {
            mail: &'a Words,
        }
        let words: &Words = $words;
        let fault = |error: askama::Error| Error::Internal(error.into());
        Content {
            subject: words.subject.clone(),
            html: Html { mail: words }.render().map_err(fault)?,
            text: Text { mail: words }.render().map_err(fault)?,
            ..Content::default()
        }
    }};
}

/// An invitation to a workspace.
#[derive(Debug)]
pub struct Invitation<'a> {
    /// Who is invited.
    pub email: &'a str,
    /// As what.
    pub role: Role,
    /// The link.
    pub url: &'a str,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// Who invites.
    pub by: Uuid,
    /// Where to.
    pub workspace_id: Uuid,
}

/// Mails an invitation. Says whether it will be sent.
pub async fn invitation(
    app: &App,
    tx: &Tx,
    settings: &InstanceSettings,
    invitation: Invitation<'_>,
) -> Result<bool> {
    let workspace = workspace::Entity::find_by_id(invitation.workspace_id).one(&**tx).await?;
    let workspace = workspace.ok_or(Error::NotFound("workspace"))?.name;
    let by = user::Entity::find_by_id(invitation.by).one(&**tx).await?;
    let words = Words {
        subject: format!("Invitation to {workspace}"),
        instance: settings.name.clone(),
        workspace: header_line(&workspace),
        person: by.map(|by| header_line(&by.display_name)).unwrap_or_default(),
        role: match invitation.role {
            Role::Admin => "an administrator",
            Role::Member => "a member",
            Role::Guest => "a guest",
        },
        url: invitation.url.to_owned(),
        until: moment(invitation.expires_at),
        ..Words::default()
    };
    let letter = Letter {
        kind: Kind::Invitation,
        user_id: None,
        email: invitation.email.to_owned(),
        title: words.subject.clone(),
        content: content!(&words, "mail/invitation.html", "mail/invitation.txt"),
    };
    outbox::enqueue(app, tx, &settings.mail, letter).await
}

/// Mails the link with which a new account's owner chooses a password.
pub async fn welcome(
    app: &App,
    tx: &Tx,
    settings: &InstanceSettings,
    (person, link): (&user::Model, &Link),
) -> Result<bool> {
    let words = of_link(settings, format!("Your account on {}", settings.name), link);
    let content = content!(&words, "mail/welcome.html", "mail/welcome.txt");
    to(app, tx, settings, (person, Kind::Welcome, content)).await
}

/// Who asked for another password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The person, as far as one can tell.
    Owner,
    /// An administrator of the instance.
    Administrator,
}

/// Mails a link for another password.
pub async fn password_reset(
    app: &App,
    tx: &Tx,
    settings: &InstanceSettings,
    (person, link): (&user::Model, &Link),
    by: Asker,
) -> Result<bool> {
    let subject = format!("Choose another password on {}", settings.name);
    let words = Words { by_owner: by == Asker::Owner, ..of_link(settings, subject, link) };
    let content = content!(&words, "mail/password_reset.html", "mail/password_reset.txt");
    to(app, tx, settings, (person, Kind::PasswordReset, content)).await
}

/// Mails a link that signs in.
pub async fn magic_link(
    app: &App,
    tx: &Tx,
    settings: &InstanceSettings,
    (person, link): (&user::Model, &Link),
) -> Result<bool> {
    let words = of_link(settings, format!("Sign in to {}", settings.name), link);
    let content = content!(&words, "mail/magic_link.html", "mail/magic_link.txt");
    to(app, tx, settings, (person, Kind::MagicLink, content)).await
}

/// Tells whoever made a webhook that it was paused. `tx` is in the webhook's workspace. Says whether
/// a mail will be sent.
pub async fn webhook_paused(
    app: &App,
    tx: &Tx,
    settings: &InstanceSettings,
    (recipient, workspace_id): (Uuid, Uuid),
    (webhook_url, reason): (&str, &str),
) -> Result<bool> {
    let Some(person) = user::Entity::find_by_id(recipient).one(&**tx).await? else {
        return Ok(false);
    };
    let workspace = workspace::Entity::find_by_id(workspace_id).one(&**tx).await?;
    let words = Words {
        subject: "A webhook was paused".to_owned(),
        instance: settings.name.clone(),
        workspace: workspace.map(|row| header_line(&row.name)).unwrap_or_default(),
        url: header_line(webhook_url),
        reason: header_line(reason),
        ..Words::default()
    };
    let content = content!(&words, "mail/webhook_paused.html", "mail/webhook_paused.txt");
    to(app, tx, settings, (&person, Kind::WebhookPaused, content)).await
}

/// The test mail.
pub(super) async fn test(app: &App) -> Result<Content> {
    let instance = app.settings().await?.name;
    let words = Words { subject: format!("Test mail of {instance}"), instance, ..Words::default() };
    Ok(content!(&words, "mail/test.html", "mail/test.txt"))
}

fn of_link(settings: &InstanceSettings, subject: String, link: &Link) -> Words {
    Words {
        subject,
        instance: settings.name.clone(),
        url: link.url.clone(),
        until: moment(link.expires_at),
        ..Words::default()
    }
}

async fn to(
    app: &App,
    tx: &Tx,
    settings: &InstanceSettings,
    (person, kind, content): (&user::Model, Kind, Content),
) -> Result<bool> {
    if !person.is_active || person.is_bot {
        return Ok(false);
    }
    let letter = Letter {
        kind,
        user_id: Some(person.id),
        email: person.email.clone(),
        title: content.subject.clone(),
        content,
    };
    outbox::enqueue(app, tx, &settings.mail, letter).await
}

fn moment(time: DateTime<Utc>) -> String {
    time.format("%-d %B %Y, %H:%M UTC").to_string()
}

#[cfg(test)]
mod tests {
    const BASE: &str = include_str!("../../templates/mail/base.html");

    /// WCAG 2's relative luminance of `#rrggbb`.
    fn luminance(colour: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&colour[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (a, b) = (luminance(one), luminance(other));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// The colour that `property` has in the rule of `selector`.
    fn colour<'a>(styles: &'a str, selector: &str, property: &str) -> &'a str {
        let rule = styles.lines().find(|line| line.starts_with(&format!("{selector} {{"))).unwrap();
        let at = rule.find(&format!(" {property}: #")).unwrap() + property.len() + 3;
        &rule[at..at + 7]
    }

    #[test]
    fn everything_can_be_read_by_light_and_in_the_dark() {
        let (light, dark) = BASE.split_once("@media").unwrap();
        for styles in [light, dark] {
            let page = colour(styles, "body", "background");
            for selector in ["body", "a", "footer"] {
                let ratio = contrast(colour(styles, selector, "color"), page);
                assert!(ratio >= 4.5, "{selector}: {ratio}");
            }
            let button = colour(styles, "a.button", "background");
            assert!(contrast(colour(styles, "a.button", "color"), button) >= 4.5);
        }
    }

    #[test]
    fn nothing_is_loaded_from_anywhere() {
        for bad in ["<img", "<link", "<script", "url(", "@import", "src="] {
            assert!(!BASE.contains(bad), "{bad}");
        }
        assert!(BASE.contains("<html lang=\"en\">"));
    }
}
