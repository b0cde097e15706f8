//! What the pools need to know.

use super::{
    Limits, Login, Side, Use,
    endpoint::Opening,
    iam::{self, Tokens},
    login,
};
use crate::{aws::Aws, config::Config};
use std::{sync::Arc, time::Duration};

/// The server's clock and ours may differ a little, so that 15 minutes are not used up.
const TOKEN_EVERY: Duration = Duration::from_secs(600);

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address of the runtime role, `postgres://…`.
    pub url: String,
    /// Address of a standby for heavy reads.
    pub reader_url: Option<String>,
    /// How far the standby may be behind.
    pub reader_lag: Duration,
    /// Makes the passwords, when they are not in the addresses.
    pub tokens: Option<Arc<dyn Tokens>>,
    /// How often a new one is made.
    pub token_every: Duration,
    /// Connections at most; 0 computes it from the next two.
    pub pool_size: u32,
    /// Connections that the server accepts; 0 asks it.
    pub max_connections: u32,
    /// Instances that share them.
    pub instances: u32,
    /// How long a request waits for a connection before it is told to try again.
    pub acquire_timeout: Duration,
    /// After this time without a server nobody waits.
    pub circuit_after: Duration,
    /// The longest that one statement may run.
    pub limits: Limits,
}

impl Settings {
    /// What the configuration says, with the address that was found.
    pub fn new(config: &crate::config::Database, url: &str) -> anyhow::Result<Self> {
        let seconds = Duration::from_secs;
        Ok(Self {
            url: url.to_owned(),
            reader_url: match config.reader_url.expose() {
                "" => None,
                url => Some(login::with_tls(config, url)?.into()),
            },
            reader_lag: seconds(config.reader_lag_s),
            tokens: None,
            token_every: TOKEN_EVERY,
            pool_size: config.pool_size,
            max_connections: config.max_connections,
            instances: config.instances_expected,
            acquire_timeout: seconds(config.acquire_timeout_s),
            circuit_after: seconds(config.circuit_after_s),
            limits: Limits::new(config),
        })
    }

    /// As [`Settings::new`], with what knows the passwords that change.
    pub fn with_tokens(config: &Config, url: &str, aws: &Arc<Aws>) -> anyhow::Result<Self> {
        let mut settings = Self::new(&config.database, url)?;
        // A private database has one address and nobody who changes its password.
        if config.database.url.is_set() {
            settings.tokens = iam::tokens(config, aws);
            let secrets_every = Duration::from_secs(config.aws.refresh_s);
            settings.token_every =
                if config.database.iam_auth { TOKEN_EVERY } else { secrets_every };
        }
        Ok(settings)
    }

    pub(super) fn login(&self, url: &str, role: &str) -> anyhow::Result<Login> {
        let statement_timeout = self.limits.of(Use::Requests).as_millis().to_string();
        let login = Login::new(url, self.tokens.clone())?.named(role);
        Ok(login.with([
            ("statement_timeout", statement_timeout.as_str()),
            ("idle_in_transaction_session_timeout", "60000"),
            // For the server to notice that we are gone, and to let go of our locks.
            ("tcp_keepalives_idle", "10"),
            ("tcp_keepalives_interval", "5"),
            ("tcp_keepalives_count", "3"),
            ("tcp_user_timeout", "25000"),
            ("timezone", "UTC"),
            ("jit", "off"),
        ]))
    }

    pub(super) fn opening(&self, login: Login, side: Side, size: u32) -> Opening {
        Opening {
            login,
            side,
            size,
            acquire_timeout: self.acquire_timeout,
            circuit_after: self.circuit_after,
            token_every: self.token_every,
        }
    }
}
