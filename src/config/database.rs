//! `[database]`: where the data is and how hard we lean on it.

use super::Secret;
use anyhow::ensure;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// The PostgreSQL with all data.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    /// Address as the runtime role. Not set: a private PostgreSQL.
    pub url: Secret,
    /// Address as the owner role. Not set: the same as `url`.
    pub owner_url: Secret,
    /// Address of a standby or of a cluster's reader, for heavy reads. Not set: all at the writer.
    pub reader_url: Secret,
    /// Seconds that the reader may be behind.
    pub reader_lag_s: u64,
    /// Authorities of the server's certificate. Set: only verified TLS will do.
    pub ca_file: PathBuf,
    /// The password is an IAM token of AWS, made anew all the time.
    pub iam_auth: bool,
    /// AWS region of the database. Empty: as the host name says.
    pub iam_region: String,
    /// Connections in the pool; 0 computes it.
    pub pool_size: u32,
    /// Connections that the server accepts; 0 asks it.
    pub max_connections: u32,
    /// Instances that share those.
    pub instances_expected: u32,
    /// Seconds that a start waits for a database that takes writes.
    pub start_wait_s: u64,
    /// Seconds to wait for a free connection.
    pub acquire_timeout_s: u64,
    /// Seconds without a writer after which nobody waits any more.
    pub circuit_after_s: u64,
    /// Seconds after which the database gives up on a statement of a request.
    pub statement_timeout_s: u64,
    /// The same for background work.
    pub job_statement_timeout_s: u64,
    /// The same for exports.
    pub export_statement_timeout_s: u64,
    /// The same for migrations.
    pub migration_statement_timeout_s: u64,
}

impl Database {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        self.validate_addresses()?;
        for (name, value) in [
            ("instances_expected", u64::from(self.instances_expected)),
            ("reader_lag_s", self.reader_lag_s),
            ("acquire_timeout_s", self.acquire_timeout_s),
            ("circuit_after_s", self.circuit_after_s),
            ("statement_timeout_s", self.statement_timeout_s),
            ("job_statement_timeout_s", self.job_statement_timeout_s),
            ("export_statement_timeout_s", self.export_statement_timeout_s),
            ("migration_statement_timeout_s", self.migration_statement_timeout_s),
        ] {
            ensure!(value > 0, "database.{name}: must be at least 1");
        }
        Ok(())
    }

    fn validate_addresses(&self) -> anyhow::Result<()> {
        let addresses =
            [("url", &self.url), ("owner_url", &self.owner_url), ("reader_url", &self.reader_url)];
        for (name, url) in addresses {
            let text = url.expose();
            ensure!(
                !url.is_set()
                    || text.starts_with("postgres://")
                    || text.starts_with("postgresql://"),
                "database.{name}: must start with postgres://"
            );
            ensure!(
                self.url.is_set() || !url.is_set(),
                "database.{name} is set but database.url is not"
            );
            let has_password = url::Url::parse(text).is_ok_and(|url| url.password().is_some());
            ensure!(
                !(self.iam_auth && has_password),
                "database.{name}: has a password, but database.iam_auth makes one"
            );
        }
        if self.iam_auth {
            ensure!(self.url.is_set(), "database.iam_auth is set but database.url is not");
            ensure!(
                !self.ca_file.as_os_str().is_empty(),
                "database.iam_auth: a token may only travel by verified TLS; set database.ca_file"
            );
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Secret};

    fn refusal(change: impl FnOnce(&mut super::Database)) -> String {
        let mut database = Config::from_defaults("/tmp").unwrap().database;
        database.url = Secret::new("postgres://app@db.example/plane");
        change(&mut database);
        database.validate().unwrap_err().to_string()
    }

    #[test]
    fn what_does_not_fit_together_is_refused() {
        assert!(refusal(|d| d.iam_auth = true).contains("database.ca_file"));
        let both = refusal(|d| {
            d.iam_auth = true;
            d.url = Secret::new("postgres://app:hunter2@db.example/plane");
        });
        assert!(both.contains("has a password") && !both.contains("hunter2"), "{both}");
        let lone = refusal(|d| {
            d.url = Secret::default();
            d.reader_url = Secret::new("postgres://app@replica.example/plane");
        });
        assert!(lone.contains("database.reader_url"), "{lone}");
        assert!(refusal(|d| d.instances_expected = 0).contains("instances_expected"));
    }
}
