//! `[mail]`: the mail server.

use super::Secret;
use anyhow::ensure;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The mail server. Without a host the console's settings hold.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    /// Its name or address. Empty: not set here.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub security: MailSecurity,
    /// Name to sign in with. Empty: no sign-in.
    pub username: String,
    /// Password to sign in with.
    pub password: Secret,
    /// Address that mail comes from.
    pub from_address: String,
    /// Name that mail comes from.
    pub from_name: String,
    /// PEM file with certificate authorities besides those of the system.
    pub ca_file: PathBuf,
    /// Seconds for one mail.
    pub timeout_s: u64,
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailSecurity {
    /// TLS after STARTTLS; without it nothing is sent.
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// No protection, and so no password.
    None,
}

impl MailSecurity {
    /// The stored and sent name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Starttls => "starttls",
            Self::Tls => "tls",
            Self::None => "none",
        }
    }

    /// By its name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Starttls, Self::Tls, Self::None].into_iter().find(|one| one.as_str() == name)
    }
}

impl Mail {
    /// Whether the settings file names the mail server; the console's settings are then not used.
    pub fn is_set(&self) -> bool {
        !self.host.is_empty()
    }

    pub(super) fn validate(&self) -> anyhow::Result<()> {
        ensure!((1..=300).contains(&self.timeout_s), "mail.timeout_s: must lie between 1 and 300");
        if !self.is_set() {
            return Ok(());
        }
        let is_address = |text: &str| {
            text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
                && !text.contains(|c: char| c.is_whitespace() || c.is_control())
        };
        ensure!(self.port > 0, "mail.port: there is no port 0");
        ensure!(is_address(&self.from_address), "mail.from_address: must be an e-mail address");
        ensure!(
            !self.from_name.contains(char::is_control),
            "mail.from_name: may not contain control characters"
        );
        ensure!(
            self.username.is_empty() != self.password.is_set(),
            "mail.username and mail.password: set both or neither"
        );
        ensure!(
            self.security != MailSecurity::None || self.username.is_empty(),
            "mail.security: \"none\" would send the password unprotected; leave mail.username empty"
        );
        Ok(())
    }
}
