//! The database's name and password as Secrets Manager has them now.
//!
//! Pools ask at regular intervals, and at once when the server refuses what they have. So a rotation
//! changes nothing for open connections, and new ones come with the new password; one role whose
//! password changes will do, and so will two that take turns.

use super::{Aws, Fault};
use crate::{
    config::{self, DbLogin, SecretName},
    db::iam::Tokens,
};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Mutex, time::Instant};
use url::Url;

/// Asks for `db-credentials`, and remembers the last good answer.
#[derive(Debug)]
pub struct SecretLogin {
    aws: Arc<Aws>,
    /// The role in the addresses that were made at the start.
    first: String,
    every: Duration,
    last: Mutex<Last>,
}

#[derive(Debug)]
struct Last {
    login: DbLogin,
    /// Nothing when the server has refused it.
    asked_at: Option<Instant>,
}

impl SecretLogin {
    /// For a database whose password is in Secrets Manager; nothing when it is elsewhere.
    pub fn new(aws: &Arc<Aws>, database: &config::Database) -> Option<Self> {
        let settings = &aws.settings;
        let asks = settings.has_secrets() && settings.secrets.contains(&SecretName::DbCredentials);
        let login = Some(&database.url).filter(|_| asks && !database.iam_auth)?;
        let url = Url::parse(login.expose()).ok()?;
        let decode = |text: &str| {
            percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
        };
        let (username, password) = (decode(url.username()), decode(url.password()?));
        let asked_at = Some(Instant::now());
        let last = Last { login: DbLogin { username: username.clone(), password }, asked_at };
        let every = Duration::from_secs(settings.refresh_s);
        Some(Self { aws: Arc::clone(aws), first: username, every, last: Mutex::new(last) })
    }

    async fn ask(&self) -> anyhow::Result<Option<DbLogin>> {
        match self.aws.document(SecretName::DbCredentials).await {
            Ok(Some(document)) => DbLogin::read(&document).map(Some),
            // The password is in another layer.
            Ok(None) | Err(Fault::Missing(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

#[async_trait::async_trait]
impl Tokens for SecretLogin {
    async fn login(
        &self,
        _host: &str,
        _port: u16,
        user: &str,
    ) -> anyhow::Result<Option<(String, String)>> {
        if user != self.first {
            return Ok(None);
        }
        let mut last = self.last.lock().await;
        if last.asked_at.is_none_or(|at| at.elapsed() >= self.every) {
            match self.ask().await {
                Ok(Some(login)) if login != last.login => {
                    tracing::info!(
                        event = "database_password_rotated",
                        "the database's password has changed in Secrets Manager"
                    );
                    last.login = login;
                }
                Ok(_) => {}
                // The last one may still be good: most often it is.
                Err(error) => tracing::warn!(
                    event = "secret_unreadable",
                    error = format!("{error:#}"),
                    "db-credentials cannot be read"
                ),
            }
            last.asked_at = Some(Instant::now());
        }
        Ok(Some((last.login.username.clone(), last.login.password.clone())))
    }

    async fn refused(&self) {
        self.last.lock().await.asked_at = None;
    }
}
