//! `/livez`: the process answers. `/readyz`: it can do its work.
//!
//! A load balancer takes an instance out when `/readyz` fails; an orchestrator restarts it when
//! `/livez` fails. So the database is asked only in `/readyz`: restarting us would not mend it.

use super::error::answer;
use crate::{db::Db, lifecycle::Lifecycle, migrate};
use poem::{Response, http::StatusCode};
use serde_json::json;
use std::time::Duration;

const DATABASE_TIMEOUT: Duration = Duration::from_secs(2);

/// What `/readyz` looks at.
#[derive(Clone, Debug)]
pub struct Readiness {
    db: Option<Db>,
    lifecycle: Lifecycle,
}

/// The process is up.
pub(super) fn live() -> Response {
    answer(StatusCode::OK, &json!({ "status": "ok" }))
}

impl Readiness {
    /// Ready when `db` answers, its schema is ours and `lifecycle` is not ending. Without a
    /// database, as in tests of the shell alone, it is not asked.
    pub fn new(db: Option<Db>, lifecycle: Lifecycle) -> Self {
        Self { db, lifecycle }
    }

    pub(super) async fn respond(&self) -> Response {
        let mut reasons = Vec::new();
        if self.lifecycle.is_draining() {
            reasons.push("draining");
        }
        if let Some(db) = &self.db
            && let Err(reason) = database(db).await
        {
            reasons.push(reason);
        }
        if reasons.is_empty() {
            return answer(StatusCode::OK, &json!({ "status": "ready" }));
        }
        let body =
            json!({ "status": "not ready", "error": reasons.join(", "), "reasons": reasons });
        answer(StatusCode::SERVICE_UNAVAILABLE, &body)
    }
}

/// Pending migrations make us unready. Later ones do not: during a roll-out the newer release
/// migrates first, and the schema stays usable for the older.
///
/// A database that fails does not make us unready at once: a failover takes some seconds, and taking
/// all instances out of the load balancer would make it longer. The circuit decides.
async fn database(db: &Db) -> Result<(), &'static str> {
    if db.is_without_writer() {
        return Err("database");
    }
    let ask = async {
        let mut connection = db.pool().acquire().await?;
        migrate::read(&mut connection).await
    };
    match tokio::time::timeout(DATABASE_TIMEOUT, ask).await {
        Ok(Ok(status)) if status.pending.is_empty() => Ok(()),
        Ok(Ok(_)) => Err("migrations pending"),
        Ok(Err(error)) => {
            tracing::warn!(error = format!("{error:#}"), "readiness: the database fails");
            db.raise_alarm();
            Ok(())
        }
        Err(_) => {
            tracing::warn!("readiness: the database does not answer");
            db.raise_alarm();
            Ok(())
        }
    }
}
