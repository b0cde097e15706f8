//! What the database is used for, which decides how long a statement may take.

use super::{Context, login::name};
use std::time::Duration;

/// The server's own limit comes first; ours is for servers that are gone.
const SLACK: Duration = Duration::from_secs(5);

/// A use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Somebody waits for the answer.
    Requests,
    /// Work in the background.
    Jobs,
    /// Reads of very much.
    Exports,
}

tokio::task_local! {
    static USE: Use;
}

/// Runs `work`, whose transactions are for `usage`.
pub async fn within<F: Future>(usage: Use, work: F) -> F::Output {
    USE.scope(usage, work).await
}

pub(super) fn current() -> Use {
    USE.try_with(|usage| *usage).unwrap_or(Use::Requests)
}

/// The longest that a statement may run, by use.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    requests: Duration,
    jobs: Duration,
    exports: Duration,
}

impl Limits {
    /// Those of the configuration.
    pub fn new(config: &crate::config::Database) -> Self {
        Self {
            requests: Duration::from_secs(config.statement_timeout_s),
            jobs: Duration::from_secs(config.job_statement_timeout_s),
            exports: Duration::from_secs(config.export_statement_timeout_s),
        }
    }

    pub(super) fn of(&self, usage: Use) -> Duration {
        match usage {
            Use::Requests => self.requests,
            Use::Jobs => self.jobs,
            Use::Exports => self.exports,
        }
    }

    pub(super) fn with_slack(&self, usage: Use) -> Duration {
        self.of(usage) + SLACK
    }

    /// The text that begins a transaction. Connections are made for requests; the other uses say
    /// what they are for as long as their transaction lasts, in the same round trip.
    pub(super) fn begin(&self, usage: Use, context: Context, begin: &str) -> String {
        let mut sql = String::with_capacity(320);
        sql.push_str(begin);
        sql.push(';');
        let role = match usage {
            Use::Requests => None,
            Use::Jobs => Some("jobs"),
            Use::Exports => Some("export"),
        };
        if let Some(role) = role {
            let (millis, name) = (self.of(usage).as_millis(), name(role).replace('\'', ""));
            sql.push_str(&format!(
                "SET LOCAL statement_timeout={millis};SET LOCAL application_name='{name}';"
            ));
        }
        sql.push_str(&context.sql());
        sql
    }
}
