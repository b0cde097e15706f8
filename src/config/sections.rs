//! The small sections: `[postgres]`, `[auth]`, `[files]`, `[limits]`, `[log]`, `[metrics]`.

use super::Secret;
use anyhow::ensure;
use serde::{Deserialize, Serialize};
use std::{net::SocketAddr, path::PathBuf};

/// Characters unlike each other in a key: 32 random ones, even hexadecimal, have more.
const DISTINCT_MIN: usize = 6;

/// `[postgres]`: the private PostgreSQL.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Postgres {
    /// Directory with `initdb` and `postgres`. Empty: the bundle, else one of the system.
    pub bin_dir: PathBuf,
    /// User to run as when we are root.
    pub user: String,
    /// Memory for the page cache, as PostgreSQL writes it.
    pub shared_buffers: String,
    /// Connections that it accepts.
    pub max_connections: u16,
}

/// `[auth]`: sign-in, sessions and links.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Auth {
    /// Sign-in with e-mail and password.
    pub password: bool,
    /// Key of the instance: seals secrets in the database and signs checkpoints. Not set: a file.
    pub secret_key: Secret,
    /// Throw-away certificates may be made, and providers on loopback may be reached by http.
    pub development: bool,
    /// Minutes without a request after which a session ends.
    pub session_idle_minutes: u32,
    /// Hours after which a session ends in any case.
    pub session_absolute_hours: u32,
    /// Wrong passwords in a row that lock an account.
    pub lockout_attempts: u32,
    /// Failed sign-ins from one client address, of whatever kind, that lock it.
    pub lockout_attempts_per_address: u32,
    /// Minutes that a locked account or address stays locked.
    pub lockout_minutes: u32,
    /// Hours that the first-run setup link works.
    pub setup_token_hours: u32,
    /// Hours that a link for setting a password works.
    pub password_link_hours: u32,
    /// Days that an invitation works.
    pub invitation_days: u32,
}

impl Auth {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        for (name, value) in [
            ("session_idle_minutes", self.session_idle_minutes),
            ("session_absolute_hours", self.session_absolute_hours),
            ("lockout_attempts", self.lockout_attempts),
            ("lockout_attempts_per_address", self.lockout_attempts_per_address),
            ("lockout_minutes", self.lockout_minutes),
            ("setup_token_hours", self.setup_token_hours),
            ("password_link_hours", self.password_link_hours),
            ("invitation_days", self.invitation_days),
        ] {
            ensure!(value > 0, "auth.{name}: must be at least 1");
        }
        self.validate_key()
    }
}

impl Auth {
    fn validate_key(&self) -> anyhow::Result<()> {
        let key = self.secret_key.expose();
        if key.is_empty() {
            return Ok(());
        }
        ensure!(
            key.len() >= 32,
            "auth.secret_key: must have at least 32 characters; `openssl rand -hex 32` makes one"
        );
        let kinds: std::collections::BTreeSet<char> = key.chars().collect();
        ensure!(
            kinds.len() >= DISTINCT_MIN && !key.contains(char::is_control),
            "auth.secret_key: is not random; `openssl rand -hex 32` makes one that is"
        );
        Ok(())
    }
}

/// `[files]`: uploads.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Files {
    /// Where uploads are kept. Filled in when loading.
    pub directory: PathBuf,
    /// Bucket of Amazon S3 instead. Empty: the directory.
    pub s3_bucket: String,
    /// What the names of the objects begin with.
    pub s3_prefix: String,
    /// Key of KMS that encrypts them. Empty: the bucket's setting.
    pub s3_kms_key_id: String,
    /// Address of S3 instead of the region's own.
    pub s3_endpoint_url: String,
    /// Largest upload in bytes.
    pub max_size_bytes: u64,
}

impl Files {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        let is_bucket = (3..=63).contains(&self.s3_bucket.len())
            && self
                .s3_bucket
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b".-".contains(&b));
        ensure!(
            self.s3_bucket.is_empty() || is_bucket,
            "files.s3_bucket: \"{}\" is not the name of a bucket",
            self.s3_bucket
        );
        let others = [
            ("s3_prefix", &self.s3_prefix),
            ("s3_kms_key_id", &self.s3_kms_key_id),
            ("s3_endpoint_url", &self.s3_endpoint_url),
        ];
        for (key, value) in others {
            ensure!(
                value.is_empty() || !self.s3_bucket.is_empty(),
                "files.{key} is set but files.s3_bucket is not"
            );
        }
        let is_path = |c: char| c.is_ascii_alphanumeric() || "/_.-".contains(c);
        ensure!(
            self.s3_prefix.chars().all(is_path),
            "files.s3_prefix: may have letters, digits and / _ . -"
        );
        let is_key = |c: char| c.is_ascii_alphanumeric() || ":/_-".contains(c);
        ensure!(
            self.s3_kms_key_id.chars().all(is_key),
            "files.s3_kms_key_id: must be the id or the ARN of a key"
        );
        super::aws::endpoint("files.s3_endpoint_url", &self.s3_endpoint_url).map(drop)
    }
}

/// `[limits]`: how much one caller may ask for.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Limits {
    /// Requests per minute and client address without credentials.
    pub anonymous_per_minute: u32,
    /// Requests per minute and API token.
    pub api_token_per_minute: u32,
    /// Requests per minute and session.
    pub session_per_minute: u32,
    /// Searches per minute and user.
    pub search_per_minute: u32,
    /// Exports per minute and user.
    pub export_per_minute: u32,
    /// Open WebSockets per user.
    pub sockets_per_user: u32,
}

impl Limits {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        for (name, value) in [
            ("anonymous_per_minute", self.anonymous_per_minute),
            ("api_token_per_minute", self.api_token_per_minute),
            ("session_per_minute", self.session_per_minute),
            ("search_per_minute", self.search_per_minute),
            ("export_per_minute", self.export_per_minute),
        ] {
            ensure!(value > 0, "limits.{name}: must be at least 1");
        }
        Ok(())
    }
}

/// `[log]`: what is logged and how.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Log {
    /// Form of the lines.
    pub format: LogFormat,
    /// Level, or directives of `tracing_subscriber::EnvFilter`.
    pub filter: String,
}

/// Form of the log lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// Human on a terminal, else JSON.
    Auto,
    /// For eyes.
    Human,
    /// For collectors.
    Json,
}

impl Log {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        ensure!(
            tracing_subscriber::EnvFilter::try_new(&self.filter).is_ok(),
            "log.filter: \"{}\" is not a level or a list of directives",
            self.filter
        );
        Ok(())
    }
}

/// `[metrics]`: the listener for the metrics collector.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Metrics {
    /// Whether the listener is opened.
    pub enabled: bool,
    /// Its address.
    pub bind: SocketAddr,
    /// Namespace in CloudWatch. Empty: no lines for it.
    pub cloudwatch_namespace: String,
}

impl Metrics {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        let text = &self.cloudwatch_namespace;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || ".-_/#:".contains(c);
        ensure!(
            text.len() <= 255 && text.chars().all(is_plain) && !text.starts_with("AWS/"),
            "metrics.cloudwatch_namespace: may have letters, digits and . - _ / # : and not begin with AWS/"
        );
        Ok(())
    }
}
