//! What the console shows of mail.

use super::settings::Settings;
use chrono::{DateTime, Utc};
use entity::mail;
use poem_openapi::Object;
use serde::Serialize;
use uuid::Uuid;

/// How mail is sent.
#[derive(Debug, Serialize, Object)]
pub struct MailSettings {
    /// Mail is switched on.
    pub enabled: bool,
    /// The server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `starttls`, `tls` or `none`.
    pub security: String,
    /// Name to sign in with; empty for none.
    pub username: String,
    /// There is a password; it is never shown.
    pub has_password: bool,
    /// Address that mail comes from.
    pub from_address: String,
    /// Name that mail comes from.
    pub from_name: String,
    /// The settings file says all this; nothing can be changed here.
    pub set_by_config: bool,
    /// Mail can be sent.
    pub ready: bool,
}

impl From<&Settings> for MailSettings {
    fn from(settings: &Settings) -> Self {
        Self {
            enabled: settings.enabled,
            host: settings.host.clone(),
            port: settings.port,
            security: settings.security.as_str().to_owned(),
            username: settings.username.clone(),
            has_password: settings.has_password(),
            from_address: settings.from_address.clone(),
            from_name: settings.from_name.clone(),
            set_by_config: settings.set_by_config,
            ready: settings.is_ready(),
        }
    }
}

/// A mail of the log. What it says is not here.
#[derive(Debug, Serialize, Object)]
pub struct LoggedMail {
    /// Its id.
    pub id: Uuid,
    /// What it is about.
    pub kind: String,
    /// To which address.
    pub recipient: String,
    /// Its subject, less what belongs to a workspace.
    pub subject: String,
    /// `waiting`, `sent` or `failed`.
    pub state: String,
    /// Tries so far.
    pub attempts: i32,
    /// Why the last try failed.
    pub last_error: Option<String>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When the server took it.
    pub sent_at: Option<DateTime<Utc>>,
}

impl From<mail::Model> for LoggedMail {
    fn from(row: mail::Model) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            recipient: row.email,
            subject: row.title,
            state: row.state,
            attempts: row.attempts,
            last_error: row.last_error,
            created_at: row.created_at,
            sent_at: row.sent_at,
        }
    }
}
