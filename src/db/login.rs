//! How a connection is made: address, name, time limits, password.

use super::{
    after_connect,
    iam::{Signer, Tokens},
};
use crate::{
    aws::Aws,
    config::{self, Config},
    fault::{Fault, OrFault},
};
use anyhow::Context;
use sqlx::{
    Connection, PgConnection,
    postgres::{PgConnectOptions, PgSslMode},
};
use std::{str::FromStr, sync::Arc, sync::LazyLock, time::Duration};

/// How long one attempt to connect may take.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const NO_ADDRESS: &str = "the address of the database is not valid; it looks like \
                          postgres://user:password@host:5432/name";
/// PostgreSQL cuts longer names.
const NAME_MAX: usize = 63;

/// What is needed to connect, as often as necessary.
#[derive(Clone, Debug)]
pub struct Login {
    options: PgConnectOptions,
    tokens: Option<Arc<dyn Tokens>>,
}

impl Login {
    /// For an address, with a password of its own or one from `tokens`.
    pub fn new(url: &str, tokens: Option<Arc<dyn Tokens>>) -> anyhow::Result<Self> {
        // The message must not hold the address: it may hold a password.
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| Fault::ConfigInvalid.because(NO_ADDRESS))?;
        Ok(Self { options, tokens })
    }

    /// With these options of the session.
    pub(super) fn with<V: std::fmt::Display>(
        mut self,
        options: impl IntoIterator<Item = (&'static str, V)>,
    ) -> Self {
        self.options = self.options.options(options);
        self
    }

    /// Under the name that administrators of the database see.
    pub(super) fn named(mut self, role: &str) -> Self {
        self.options = self.options.application_name(&name(role));
        self
    }

    /// Whether the password changes.
    pub(super) fn has_tokens(&self) -> bool {
        self.tokens.is_some()
    }

    /// The port, by which our sockets are known.
    pub(super) fn port(&self) -> u16 {
        self.options.get_port()
    }

    /// The options with a password that is good now.
    pub(super) async fn options(&self) -> anyhow::Result<PgConnectOptions> {
        let Some(tokens) = &self.tokens else { return Ok(self.options.clone()) };
        let (host, port) = (self.options.get_host(), self.options.get_port());
        let login = tokens.login(host, port, self.options.get_username()).await?;
        let options = self.options.clone();
        Ok(match login {
            Some((name, password)) => options.username(&name).password(&password),
            None => options,
        })
    }

    /// The server did not believe the last password.
    pub(super) async fn refused(&self) {
        if let Some(tokens) = &self.tokens {
            tokens.refused().await;
        }
    }

    /// One connection, apart from the pools; its host name is looked up now.
    pub async fn connect(&self, role: &str) -> anyhow::Result<PgConnection> {
        let options = self.options().await?.application_name(&name(role));
        let connecting = PgConnection::connect_with(&options);
        let connection = tokio::time::timeout(CONNECT_TIMEOUT, connecting).await;
        let connection = connection.context("the database does not answer")??;
        after_connect::keep_alive(options.get_port()).await;
        Ok(connection)
    }
}

/// The address of the configuration with what the other keys say about TLS and the password. An IAM
/// token in it is good for 15 minutes: enough for commands and migrations; pools make their own.
pub async fn address(config: &Config, url: &str) -> anyhow::Result<String> {
    let mut address = with_tls(&config.database, url)?;
    if let Some(tokens) = Signer::new(config, &Aws::new(config)?) {
        let login = Login::new(address.as_str(), None)?;
        let options = &login.options;
        anyhow::ensure!(
            matches!(options.get_ssl_mode(), PgSslMode::VerifyFull),
            "database.iam_auth: a token may only travel by verified TLS"
        );
        let (host, port) = (options.get_host(), options.get_port());
        let token = tokens.token(host, port, options.get_username()).await?;
        let set = address.set_password(Some(&token));
        set.map_err(|()| anyhow::anyhow!("the database's address has no host"))?;
    }
    Ok(address.into())
}

/// The address, with verified TLS when the authorities are given.
pub(super) fn with_tls(config: &config::Database, url: &str) -> anyhow::Result<url::Url> {
    let mut address =
        url::Url::parse(url).or_fault(Fault::ConfigInvalid, |_| NO_ADDRESS.to_owned())?;
    if !config.ca_file.as_os_str().is_empty() {
        let file = config.ca_file.to_str().context("database.ca_file: not UTF-8")?;
        let rest: Vec<(String, String)> = address
            .query_pairs()
            .filter(|(key, _)| key != "sslmode" && key != "sslrootcert")
            .map(|(key, value)| (key.into_owned(), value.into_owned()))
            .collect();
        let mut pairs = address.query_pairs_mut();
        pairs.clear().extend_pairs(rest);
        pairs.append_pair("sslmode", "verify-full").append_pair("sslrootcert", file);
    }
    Ok(address)
}

/// The address, for sessions with a time limit on statements.
pub fn with_statement_timeout(url: &str, seconds: u64) -> String {
    let separator = if url.contains('?') { '&' } else { '?' };
    format!("{url}{separator}options=-c%20statement_timeout%3D{seconds}s")
}

/// "treasury-plane <role> <host>-<process>".
pub fn name(role: &str) -> String {
    static INSTANCE: LazyLock<String> = LazyLock::new(|| {
        let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let host: String = host.trim().chars().filter(char::is_ascii_graphic).take(32).collect();
        format!("{host}-{}", std::process::id())
    });
    let name = format!("treasury-plane {role} {}", *INSTANCE);
    name.chars().take(NAME_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_authority_means_verified_tls_whatever_the_address_says() {
        let mut config = Config::from_defaults("/tmp").unwrap();
        let url = "postgres://app@db.example:6432/plane?sslmode=disable&options=-c%20jit%3Doff";
        assert_eq!(address(&config, url).await.unwrap(), url);
        config.database.ca_file = "/etc/rds.pem".into();
        let full = address(&config, url).await.unwrap();
        let login = Login::new(&full, None).unwrap();
        assert!(matches!(login.options.get_ssl_mode(), PgSslMode::VerifyFull));
        assert!(full.contains("sslrootcert=%2Fetc%2Frds.pem"), "{full}");
        assert!(login.options.get_options().unwrap().contains("jit=off"));
    }

    #[test]
    fn names_tell_role_and_instance() {
        let name = name("web");
        assert!(name.starts_with("treasury-plane web ") && name.len() <= NAME_MAX, "{name}");
        assert!(name.ends_with(&format!("-{}", std::process::id())));
    }

    #[test]
    fn a_bad_address_is_not_repeated() {
        let error = Login::new("postgres://app:hunter2@:x/y", None).unwrap_err();
        assert!(!format!("{error:#}").contains("hunter2"));
    }
}
