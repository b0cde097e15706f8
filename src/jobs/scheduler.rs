//! The leader's clock. It says when to look; what is due is decided by rows ([`super::schedule`]).
//!
//! Each instance that runs jobs tries for the lease every few seconds; whoever has it ticks. The
//! leader looks when a schedule's time comes, and at each renewal as well: so a tick that was missed,
//! because nobody led or the process was stopped, is made up for within seconds.

use super::{lease, registry, schedule};
use crate::app::App;
use std::{sync::Arc, time::Duration};
use tokio::sync::Notify;
use tokio_cron_scheduler::{Job, JobScheduler};

/// A third of the lease, so that one lost round trip does not lose it.
const RENEW_EVERY: Duration = Duration::from_secs(5);

/// Leads whenever it can, until the process begins to end; then it makes room.
pub async fn follow(app: Arc<App>) -> anyhow::Result<()> {
    let mut ticks: Option<Ticks> = None;
    loop {
        // An error ends the lead: whoever cannot reach the database cannot enqueue either.
        let leads = match step(&app).await {
            Ok((leads, _)) => leads,
            Err(error) => {
                tracing::warn!(%error, "scheduled jobs could not be looked for");
                false
            }
        };
        if leads && ticks.is_none() {
            tracing::info!("this instance leads: it enqueues scheduled jobs");
            ticks = Some(Ticks::start().await?);
        } else if !leads && let Some(ticks) = ticks.take() {
            tracing::warn!("this instance leads no more");
            ticks.stop().await;
        }
        let due = async {
            match &ticks {
                Some(ticks) => ticks.bell.notified().await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = due => {}
            () = tokio::time::sleep(RENEW_EVERY) => {}
        }
    }
}

/// Takes or renews the lease, and enqueues what is due if it was had. Says whether it was, and how
/// many schedules were due.
pub async fn step(app: &App) -> crate::error::Result<(bool, usize)> {
    if !lease::take(&app.db, lease::LEADER, app.id, app.clock.now()).await? {
        return Ok((false, 0));
    }
    Ok((true, schedule::enqueue_due(app).await?))
}

/// One timer for each schedule; all of them ring the same bell.
struct Ticks {
    timers: JobScheduler,
    bell: Arc<Notify>,
}

impl Ticks {
    async fn start() -> anyhow::Result<Self> {
        let timers = JobScheduler::new().await?;
        let bell = Arc::new(Notify::new());
        for schedule in registry::schedules() {
            let bell = Arc::clone(&bell);
            timers.add(Job::new(schedule.cron, move |_, _| bell.notify_one())?).await?;
        }
        timers.start().await?;
        Ok(Self { timers, bell })
    }

    async fn stop(mut self) {
        if let Err(error) = self.timers.shutdown().await {
            tracing::warn!(%error, "the timers of schedules did not end");
        }
    }
}
