//! Settings: embedded defaults, then a file, then the environment, then AWS Secrets Manager if it is
//! to be asked, then two command line flags.
//!
//! `defaults.toml` is the complete list of keys, with a comment for each; a key that is not in it
//! is an error wherever it appears, with the nearest known name as a hint. Values of the
//! environment take the type of their default, so a password of digits stays a text. Texts may
//! be read from a file by adding `_FILE` to the variable's name; giving both is an error, because
//! one of them would silently lose.
//!
//! Nothing else in the program reads the environment. Start reading at [`Config::load`].

mod aws;
mod backup;
mod crypto;
mod database;
mod faults;
mod fields;
mod http;
mod jobs;
mod layers;
mod mail;
mod oidc;
mod outbound;
mod print;
mod redis;
mod secret;
mod secrets;
mod sections;
mod security_txt;
mod sign_in;

pub use aws::{Aws, is_region};
pub use backup::Backup;
pub use crypto::{Crypto, PasswordHash};
pub use database::Database;
pub use http::{Hosts, Http, Tls};
pub use jobs::Jobs;
pub use layers::Sources;
pub use mail::{Mail, MailSecurity};
pub use oidc::Oidc;
pub use outbound::Outbound;
pub use print::{Line, lines};
pub use redis::Redis;
pub use secret::{REDACTED, Secret};
pub use secrets::{DbLogin, Document, Documents, SecretName};
pub use sections::{Auth, Files, Limits, Log, LogFormat, Metrics, Postgres};
pub use security_txt::SecurityTxt;
pub use sign_in::{Alb, AlbMode, Audit, Piv, PivMode, Trust};

use anyhow::Context;
use faults::Faults;
use figment::Figment;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// All settings, checked, with derived values filled in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Where state lives. Filled in when loading.
    pub data_dir: PathBuf,
    /// The listener.
    pub http: Http,
    /// Amazon Web Services.
    pub aws: Aws,
    /// The database.
    pub database: Database,
    /// The private PostgreSQL.
    pub postgres: Postgres,
    /// Choices of cryptography.
    pub crypto: Crypto,
    /// Sign-in and sessions.
    pub auth: Auth,
    /// Sign-in by smart card.
    pub piv: Piv,
    /// The listener behind an AWS load balancer that asked for the certificate.
    pub alb: Alb,
    /// What card sign-in may be told to leave out.
    pub trust: Trust,
    /// Credentials of a sign-in provider that are kept outside the database.
    pub oidc: Oidc,
    /// Copies of the audit log.
    pub audit: Audit,
    /// The mail server.
    pub mail: Mail,
    /// What this process may reach as a client.
    pub outbound: Outbound,
    /// What instances share for a moment.
    pub redis: Redis,
    /// Whom to tell about a vulnerability.
    pub security_txt: SecurityTxt,
    /// Uploads.
    pub files: Files,
    /// Work outside requests.
    pub jobs: Jobs,
    /// Archives of everything.
    pub backup: Backup,
    /// How much one caller may ask for.
    pub limits: Limits,
    /// Logs.
    pub log: Log,
    /// Metrics.
    pub metrics: Metrics,
}

impl Config {
    /// Reads all layers, refuses what is unknown or wrong.
    pub fn load(sources: &Sources) -> anyhow::Result<Self> {
        Ok(Self::load_with_origins(sources)?.0)
    }

    /// As [`Config::load`], with the layers, for telling where a value comes from.
    pub fn load_with_origins(sources: &Sources) -> anyhow::Result<(Self, Figment)> {
        Self::examine(sources).map_err(faults::first)
    }

    /// As [`Config::load_with_origins`], but tells all that is wrong: names first, then types, then
    /// what does not fit together. Reads and changes nothing else.
    pub fn examine(sources: &Sources) -> Result<(Self, Figment), Vec<anyhow::Error>> {
        let mut faults = Faults::default();
        let figment = layers::figment(sources, &mut faults).map_err(|error| vec![error])?;
        let mut faults = faults.settle()?;
        let mut config: Self = figment.extract().map_err(|errors| {
            errors.into_iter().map(|error| faults::of_value(&error)).collect::<Vec<_>>()
        })?;
        if faults.keep(config.resolve(sources)).is_some() {
            config.validate(&mut faults);
        }
        faults.settle()?;
        Ok((config, figment))
    }

    /// What the layers say that are read before Secrets Manager is asked: where and how to ask it.
    pub fn before_secrets(sources: &Sources) -> anyhow::Result<Self> {
        let sources = Sources { secrets: Documents::new(), ..sources.clone() };
        let mut faults = Faults::default();
        let figment = layers::figment(&sources, &mut faults)?;
        let mut faults = faults.settle().map_err(faults::first)?;
        let extracted: Result<Self, _> = figment.extract();
        let mut config = extracted.map_err(|error| faults::of_value(&error))?;
        faults.keep(config.resolve(&sources));
        for outcome in [config.aws.validate(), config.outbound.validate(), config.log.validate()] {
            faults.keep(outcome);
        }
        faults.settle().map_err(faults::first)?;
        Ok(config)
    }

    /// The defaults alone, with state below `data_dir`: for tests.
    pub fn from_defaults(data_dir: impl Into<PathBuf>) -> anyhow::Result<Self> {
        Self::load(&Sources { data_dir: Some(data_dir.into()), ..Sources::default() })
    }

    fn resolve(&mut self, sources: &Sources) -> anyhow::Result<()> {
        if self.data_dir.as_os_str().is_empty() {
            self.data_dir = sources.default_data_dir()?;
        }
        self.data_dir = std::path::absolute(&self.data_dir).context("data_dir")?;
        if self.files.directory.as_os_str().is_empty() {
            self.files.directory = self.data_dir.join("files");
        }
        self.backup.resolve(&self.data_dir);
        self.http.resolve();
        self.piv.resolve(&self.http);
        Ok(())
    }

    fn validate(&self, faults: &mut Faults) {
        for outcome in [
            self.http.validate(),
            self.aws.validate(),
            self.database.validate(),
            self.crypto.validate(),
            self.auth.validate(),
            self.piv.validate(&self.http, &self.alb),
            self.alb.validate(),
            self.oidc.validate(),
            self.audit.validate(),
            self.mail.validate(),
            self.outbound.validate(),
            self.files.validate(),
            self.jobs.validate(),
            self.backup.validate(),
            self.redis.validate(),
            self.limits.validate(),
            self.security_txt.validate(),
            self.log.validate(),
            self.metrics.validate(),
        ] {
            faults.keep(outcome);
        }
    }
}
