//! Claims jobs and runs them.

use super::{
    JobError, Run,
    queue::{self, Claimed},
    registry, schedule,
};
use crate::{
    app::App,
    db::{self, Context},
    error::Result,
    telemetry::metrics,
};
use futures_util::FutureExt;
use std::{
    collections::HashMap,
    panic::AssertUnwindSafe,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};
use tokio::{sync::Notify, task::AbortHandle};
use uuid::Uuid;

const LOOK_EVERY: Duration = Duration::from_secs(1);
const BEAT_EVERY: Duration = Duration::from_secs(8);

/// What an instance runs at the moment.
#[derive(Debug, Default)]
pub struct Running {
    runs: Mutex<HashMap<Uuid, Part>>,
    ended: Notify,
}

/// One of the runs.
#[derive(Debug)]
struct Part {
    kind: &'static str,
    /// How to end it; not known for the moment between claim and start.
    task: Option<AbortHandle>,
}

impl Running {
    fn runs(&self) -> std::sync::MutexGuard<'_, HashMap<Uuid, Part>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Kinds with room for more, and how much.
    fn room(&self) -> Vec<(&'static str, usize)> {
        let runs = self.runs();
        let busy = |name| runs.values().filter(|part| part.kind == name).count();
        let kinds = registry::kinds().values();
        kinds
            .map(|kind| (kind.name, kind.concurrency.saturating_sub(busy(kind.name))))
            .filter(|(_, room)| *room > 0)
            .collect()
    }

    fn add(&self, lease: Uuid, kind: &'static str) {
        self.runs().insert(lease, Part { kind, task: None });
    }

    /// From here on the run can be ended. It may be over already, and then there is nothing to end.
    fn can_end(&self, lease: Uuid, task: AbortHandle) {
        if let Some(part) = self.runs().get_mut(&lease) {
            part.task = Some(task);
        }
    }

    fn remove(&self, lease: Uuid) {
        self.runs().remove(&lease);
        self.ended.notify_waiters();
        self.ended.notify_one();
    }

    fn leases(&self) -> Vec<Uuid> {
        self.runs().keys().copied().collect()
    }

    /// Ends a run that another instance has taken over.
    fn end(&self, lease: Uuid) {
        let Some(part) = self.runs().remove(&lease) else { return };
        tracing::warn!(job = part.kind, "the lease of a job was lost; its run is ended here");
        metrics::get().jobs.count(part.kind, "lost");
        if let Some(task) = part.task {
            task.abort();
        }
        self.ended.notify_one();
    }
}

/// Claims and runs until the process begins to end. What runs then is waited for with the other
/// tasks; what does not finish is claimed by another instance when the lease ends.
pub async fn follow(app: Arc<App>, running: Arc<Running>) -> anyhow::Result<()> {
    loop {
        // In a task of its own: when this future is dropped at the end of the process, what was just
        // claimed is begun all the same, and does not wait for its lease to end.
        let claimed = app.lifecycle.tasks.spawn(begin(Arc::clone(&app), Arc::clone(&running)));
        if claimed.await?? > 0 {
            continue;
        }
        tokio::select! {
            () = app.db.jobs_ready() => {}
            () = running.ended.notified() => {}
            () = tokio::time::sleep(LOOK_EVERY) => {}
        }
    }
}

/// Claims what there is room for and begins it. Says how many that were.
async fn begin(app: Arc<App>, running: Arc<Running>) -> Result<usize> {
    if app.lifecycle.closing.is_cancelled() {
        return Ok(0);
    }
    let claimed = queue::claim(&app.db, &running.room(), app.clock.now()).await?;
    let count = claimed.len();
    for job in claimed {
        let Some(kind) = registry::kinds().get(job.name.as_str()) else { continue };
        let lease = job.leased_by;
        running.add(lease, kind.name);
        let (app_of_task, running_of_task) = (Arc::clone(&app), Arc::clone(&running));
        let task = app.lifecycle.tasks.spawn(async move {
            run(&app_of_task, job).await;
            running_of_task.remove(lease);
        });
        running.can_end(lease, task.abort_handle());
    }
    Ok(count)
}

/// Keeps the leases of what runs here alive and takes over from instances that have gone silent. At
/// the end of the process it goes on until what runs here is done.
pub async fn beat(app: Arc<App>, running: Arc<Running>) {
    let closing = app.lifecycle.closing.clone();
    loop {
        let is_closing = closing.is_cancelled();
        let mut ended = pin!(running.ended.notified());
        if is_closing {
            // Before looking, so that a run that ends from here on is noticed at once.
            ended.as_mut().enable();
            if running.leases().is_empty() {
                return;
            }
        }
        if let Err(error) = beat_once(&app, &running).await {
            tracing::warn!(%error, "the leases of jobs could not be kept");
        }
        tokio::select! {
            () = tokio::time::sleep(BEAT_EVERY) => {}
            () = closing.cancelled(), if !is_closing => {}
            () = &mut ended, if is_closing => {}
        }
    }
}

/// One beat: leases live on, lost runs are ended, jobs of silent instances are ready again.
pub async fn beat_once(app: &App, running: &Running) -> Result<()> {
    let leases = running.leases();
    if !leases.is_empty() {
        let held = queue::beat(&app.db, &leases, app.clock.now()).await?;
        // Runs that have ended meanwhile are not there any more, so only lost ones are ended.
        leases.into_iter().filter(|lease| !held.contains(lease)).for_each(|lost| running.end(lost));
    }
    queue::reclaim(&app.db, app.clock.now()).await?;
    Ok(())
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
pub async fn run(app: &Arc<App>, job: Claimed) {
    let Some(kind) = registry::kinds().get(job.name.as_str()) else { return };
    let begun = Instant::now();
    let run = Run {
        app: Arc::clone(app),
        id: job.id,
        attempt: job.attempts,
        is_last: job.attempts >= job.attempts_max,
        lease: job.leased_by,
    };
    let work = db::within(db::Use::Jobs, (kind.run)(job.payload, run.clone()));
    let work = AssertUnwindSafe(work).catch_unwind();
    let outcome = match tokio::time::timeout(kind.time_max, work).await {
        Ok(Ok(outcome)) => outcome,
        // The panic hook has logged the message and the place.
        Ok(Err(_)) => Err(anyhow::anyhow!("The job panicked; the server's log says where.").into()),
        Err(_) => Err(anyhow::anyhow!("The run took longer than {:?}.", kind.time_max).into()),
    };
    metrics::get().jobs.observe(kind.name, label(&outcome), begun.elapsed());
    if let Err(error) = settle(&run, kind.name, outcome).await {
        // The lease ends by itself, and the job is run again.
        tracing::warn!(job = kind.name, id = run.id, %error, "a job's end was not written down");
    }
}

fn label(outcome: &Result<(), JobError>) -> &'static str {
    match outcome {
        Ok(()) => "success",
        Err(JobError::Lost) => "lost",
        Err(JobError::GiveUp(_)) => "gave_up",
        Err(JobError::Retry(_) | JobError::RetryAt(..)) => "failure",
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
    let fault = outcome.err().map(|error| error.to_string());
    match &fault {
        None => {
            queue::remove(&tx, run.id, run.lease).await?;
        }
        Some(why) => {
            tracing::warn!(job = name, id = run.id, run.attempt, error = why, "a job failed");
            queue::put_back(&tx, (run.id, run.lease), again, why, now).await?;
        }
    }
    schedule::note_end(&tx, name, fault.as_deref(), now).await?;
    tx.end().await
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::jobs::{Job, Outcome};
    use serde::{Deserialize, Serialize};

    /// Does nothing, for tests.
    #[derive(Debug, Default, Serialize, Deserialize)]
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
            running.add(Uuid::new_v4(), "echo");
        }
        assert_eq!(room(&running), Some(("echo", 1)));
        running.add(Uuid::new_v4(), "echo");
        assert_eq!(room(&running), None);
    }

    #[tokio::test]
    async fn a_run_that_was_lost_is_ended() {
        let running = Running::default();
        let lease = Uuid::new_v4();
        running.add(lease, "echo");
        let task = tokio_util::task::TaskTracker::new().spawn(std::future::pending::<()>());
        running.can_end(lease, task.abort_handle());
        running.end(lease);
        assert!(task.await.unwrap_err().is_cancelled());
        assert!(running.leases().is_empty());
    }
}
