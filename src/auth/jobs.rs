//! Clean-up of what proves who somebody is, once it proves nothing any more.

use crate::jobs::{
    Job, Outcome, Run,
    sweep::{self, Stale},
};
use chrono::Duration;
use serde::{Deserialize, Serialize};

/// A session that has just ended may be told apart from none for a while.
const SESSION_KEPT: Duration = Duration::days(1);
/// An attempt that was used or has ended gets a better answer than an unknown one.
const ATTEMPT_KEPT: Duration = Duration::hours(1);
/// As long as somebody may wonder why a link does not work.
const LINK_KEPT: Duration = Duration::days(30);

/// Deletes sessions that have ended.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeSessions {}

impl Job for PurgeSessions {
    const NAME: &'static str = "purge_sessions";
    const ABOUT: &'static str = "Deletes sessions that have ended.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        let idle = run.app.settings().await?.session_idle;
        let before = run.app.clock.now() - SESSION_KEPT;
        let ended = Stale {
            table: "sessions",
            key: "id",
            condition: "expires_at < $1 OR last_seen_at < $2",
            values: vec![before.into(), (before - idle).into()],
        };
        sweep::delete(&self, run, vec![ended]).await
    }
}

/// Deletes sign-in attempts, counts of failures, one-time links and API tokens that no longer work.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeSignInRecords {}

impl Job for PurgeSignInRecords {
    const NAME: &'static str = "purge_sign_in_records";
    const ABOUT: &'static str = "Deletes sign-in attempts, counts of failures, one-time links and API tokens that no longer work.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        let now = run.app.clock.now();
        let tokens_before = now - run.app.config.jobs.hard_delete_after();
        let stale = vec![
            Stale {
                table: "sign_in_attempts",
                key: "id",
                condition: "expires_at < $1",
                values: vec![(now - ATTEMPT_KEPT).into()],
            },
            Stale {
                table: "sign_in_failures",
                key: "address",
                condition: "window_ends_at <= $1 AND (locked_until IS NULL OR locked_until <= $1)",
                values: vec![now.into()],
            },
            Stale {
                table: "password_links",
                key: "id",
                condition: "coalesce(used_at, expires_at) < $1",
                values: vec![(now - LINK_KEPT).into()],
            },
            Stale {
                table: "api_tokens",
                key: "id",
                condition: "expired_at < $1 OR (NOT is_active AND updated_at < $1)",
                values: vec![tokens_before.into()],
            },
        ];
        sweep::delete(&self, run, stale).await
    }
}
