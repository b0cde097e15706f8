//! Claims jobs and runs them.

use super::{
    JobError, Run,
    queue::{self, Claimed},
    registry,
};
use crate::{
    app::App,
    db::{self, Context},
    error::Result,
};
use futures_util::FutureExt;
use std::{
    collections::HashMap,
    panic::AssertUnwindSafe,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};
use tokio::sync::Notify;
use uuid::Uuid;

const LOOK_EVERY: Duration = Duration::from_secs(1);
const BEAT_EVERY: Duration = Duration::from_secs(8);

/// What an instance runs at the moment.
#[derive(Debug, Default)]
pub struct Running {
    runs: Mutex<HashMap<Uuid, &'static str>>,
    ended: Notify,
}

impl Running {
    fn runs(&self) -> std::sync::MutexGuard<'_, HashMap<Uuid, &'static str>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Kinds with room for more, and how much.
    fn room(&self) -> Vec<(&'static str, usize)> {
        let runs = self.runs();
        let busy = |name| runs.values().filter(|running| **running == name).count();
        let kinds = registry::kinds().values();
        kinds
            .map(|kind| (kind.name, kind.concurrency.saturating_sub(busy(kind.name))))
            .filter(|(_, room)| *room > 0)
            .collect()
    }
}

/// Claims and runs for as long as the process lives. What runs at its end is waited for with the
/// other tasks; what does not finish then is claimed by another instance when the lease ends.
pub async fn follow(app: Arc<App>, running: Arc<Running>) -> anyhow::Result<()> {
    loop {
        let claimed = queue::claim(&app.db, &running.room(), app.clock.now()).await?;
        let is_more = !claimed.is_empty();
        for job in claimed {
            let Some(kind) = registry::kinds().get(job.name.as_str()) else { continue };
            running.runs().insert(job.leased_by, kind.name);
            let (app_of_task, running) = (Arc::clone(&app), Arc::clone(&running));
            app.lifecycle.tasks.spawn(async move {
                let lease = job.leased_by;
                run(&app_of_task, job).await;
                running.runs().remove(&lease);
                running.ended.notify_one();
            });
        }
        if is_more {
            continue;
        }
        tokio::select! {
            () = app.db.jobs_ready() => {}
            () = running.ended.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Keeps the leases of what runs here alive, and takes over from instances that have gone silent.
pub async fn beat(app: Arc<App>, running: Arc<Running>) -> anyhow::Result<()> {
    loop {
        let leases: Vec<Uuid> = running.runs().keys().copied().collect();
        if !leases.is_empty() {
            queue::beat(&app.db, &leases, app.clock.now()).await?;
        }
        queue::reclaim(&app.db, app.clock.now()).await?;
        tokio::time::sleep(BEAT_EVERY).await;
    }
}

/// Runs what is ready, and what that makes ready, one after the other. Says how many runs that were.
pub async fn drain(app: &Arc<App>) -> Result<usize> {
    let room: Vec<_> = registry::kinds().keys().map(|name| (*name, 100)).collect();
    let mut count = 0;
    loop {
        let claimed = queue::claim(&app.db, &room, app.clock.now()).await?;
        if claimed.is_empty() {
            return Ok(count);
        }
        for job in claimed {
            run(app, job).await;
            count += 1;
        }
    }
}

/// Runs one job and writes down how it went.
async fn run(app: &Arc<App>, job: Claimed) {
    let Some(kind) = registry::kinds().get(job.name.as_str()) else { return };
    let run = Run {
        app: Arc::clone(app),
        id: job.id,
        attempt: job.attempts,
        is_last: job.attempts >= job.attempts_max,
        lease: job.leased_by,
    };
    let work = db::within(db::Use::Jobs, (kind.run)(job.payload, run.clone()));
    let work = AssertUnwindSafe(work).catch_unwind();
    // The panic hook has logged the message and the place.
    let outcome = work.await.unwrap_or_else(|_| Err(anyhow::anyhow!("the job panicked").into()));
    if let Err(error) = settle(&run, kind.name, outcome).await {
        // The lease ends by itself, and the job is run again.
        tracing::warn!(job = kind.name, id = run.id, %error, "a job's end was not written down");
    }
}

async fn settle(run: &Run, name: &str, outcome: Result<(), JobError>) -> Result<()> {
    let now = run.app.clock.now();
    let again = match &outcome {
        Ok(()) => None,
        Err(JobError::Lost) => return Ok(()),
        Err(JobError::GiveUp(_)) => None,
        Err(_) if run.is_last => None,
        Err(JobError::RetryAt(at, _)) => Some(*at),
        Err(JobError::Retry(_)) => {
            let jitter = f64::from(crate::random::bytes::<1>()?[0]) / 255.0;
            Some(now + queue::pause(run.attempt, jitter))
        }
    };
    let tx = run.app.db.begin(Context::default()).await?;
    match &outcome {
        Ok(()) => {
            queue::remove(&tx, run.id, run.lease).await?;
        }
        Err(error) => {
            let (why, attempt) = (error.to_string(), run.attempt);
            tracing::warn!(job = name, id = run.id, attempt, error = why, "a job failed");
            queue::put_back(&tx, (run.id, run.lease), again, &why, now).await?;
        }
    }
    tx.commit().await
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::jobs::{Job, Outcome};
    use serde::{Deserialize, Serialize};

    /// Does nothing, for tests.
    #[derive(Debug, Serialize, Deserialize)]
    pub struct Echo {}

    impl Job for Echo {
        const NAME: &'static str = "echo";
        const ABOUT: &'static str = "Does nothing.";
        const CONCURRENCY: usize = 3;

        async fn run(self, _: &Run) -> Outcome {
            Ok(())
        }
    }

    #[test]
    fn a_kind_that_runs_has_less_room() {
        let running = Running::default();
        let room = |running: &Running| running.room().into_iter().find(|(name, _)| *name == "echo");
        assert_eq!(room(&running), Some(("echo", 3)));
        for _ in 0..2 {
            running.runs().insert(Uuid::new_v4(), "echo");
        }
        assert_eq!(room(&running), Some(("echo", 1)));
        running.runs().insert(Uuid::new_v4(), "echo");
        assert_eq!(room(&running), None);
    }
}
