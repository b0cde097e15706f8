//! What the queue and the shared cache leave behind.

use super::{
    Job, Outcome, Run,
    sweep::{self, Stale},
};
use crate::cache::window::Moment;
use chrono::Duration;
use serde::{Deserialize, Serialize};

/// Long enough for an administrator to come back from leave.
const DEAD_FOR: Duration = Duration::days(90);

/// Takes expired entries out of the cache, and counters of limits that no longer count.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeCache {}

impl Job for PurgeCache {
    const NAME: &'static str = "purge_cache";
    const ABOUT: &'static str = "Takes what has expired out of the shared cache and counters.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        let now = run.app.clock.now();
        let expired = Stale {
            table: "cache",
            key: "key",
            condition: "expires_at <= $1",
            values: vec![now.into()],
        };
        // The window before the present one still counts.
        let past = Stale {
            table: "rate_windows",
            key: "key",
            condition: "window_no < $1",
            values: vec![(Moment::of(now).window - 1).into()],
        };
        sweep::delete(&self, run, vec![expired, past]).await
    }
}

/// Forgets jobs that died long ago.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeDeadJobs {}

impl Job for PurgeDeadJobs {
    const NAME: &'static str = "purge_dead_jobs";
    const ABOUT: &'static str = "Forgets failed jobs that nobody has looked at for 90 days.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        let dead = Stale {
            table: "jobs",
            key: "id",
            condition: "state = 'dead' AND died_at < $1",
            values: vec![(run.app.clock.now() - DEAD_FOR).into()],
        };
        sweep::delete(&self, run, vec![dead]).await
    }
}
