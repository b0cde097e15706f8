//! What a mail is.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest subject, in characters.
const SUBJECT_MAX: usize = 200;
/// The longest body of each form, in bytes.
const BODY_MAX: usize = 256 * 1024;

/// What a mail is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Somebody is invited to a workspace.
    Invitation,
    /// A new account's first password.
    Welcome,
    /// Another password.
    PasswordReset,
    /// A link that signs in.
    MagicLink,
    /// What happened to one work item.
    WorkItem,
    /// What happened in a day.
    DailyDigest,
    /// A webhook was paused.
    WebhookPaused,
}

impl Kind {
    /// The stored and sent name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Welcome => "welcome",
            Self::PasswordReset => "password_reset",
            Self::MagicLink => "magic_link",
            Self::WorkItem => "work_item",
            Self::DailyDigest => "daily_digest",
            Self::WebhookPaused => "webhook_paused",
        }
    }
}

/// A mail to be sent.
#[derive(Clone, Debug)]
pub struct Letter {
    /// What it is about.
    pub kind: Kind,
    /// To whom; somebody who is invited may have no account.
    pub user_id: Option<Uuid>,
    /// To which address.
    pub email: String,
    /// What administrators of the instance read in the log: nothing of a workspace's content.
    pub title: String,
    /// What it says.
    pub content: Content,
}

/// What a mail says. Stored sealed, until it has been sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The subject.
    pub subject: String,
    /// The plain form.
    pub text: String,
    /// The HTML form.
    pub html: String,
    /// The Message-ID of the conversation that it belongs to.
    pub thread: Option<String>,
    /// Where such mails are switched off, by one POST.
    pub unsubscribe: Option<String>,
}

impl Content {
    /// Whether it is short enough to be stored and sent.
    pub fn fits(&self) -> bool {
        self.text.len() <= BODY_MAX && self.html.len() <= BODY_MAX
    }
}

/// Text as one line of a header: no control characters, not too long.
pub fn header_line(text: &str) -> String {
    let line: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= SUBJECT_MAX {
        return line;
    }
    let kept: String = line.chars().take(SUBJECT_MAX - 1).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_line() {
        assert_eq!(
            header_line("[A-1] x\r\nBcc: evil@example.com"),
            "[A-1] x Bcc: evil@example.com"
        );
        assert_eq!(header_line("a\u{0}\u{85}\u{2028}b"), "a b");
        let long = header_line(&"é".repeat(500));
        assert_eq!((long.chars().count(), long.chars().last()), (SUBJECT_MAX, Some('…')));
    }
}
