//! Whether there is a server to talk to.
//!
//! A lost connection raises the alarm; then a probe of its own connects until it succeeds. When that
//! takes too long the circuit opens: nobody waits any more for what is not there, `/readyz` says so,
//! and the first probe that succeeds closes it again. A pool that is merely busy raises the alarm as
//! well, but its probe succeeds.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};
use tokio::{sync::Notify, time::Instant};

const PROBE_EVERY: Duration = Duration::from_millis(250);
/// After a probe that succeeded the next alarm waits this long.
const CALM: Duration = Duration::from_secs(1);

/// The state that requests look at.
#[derive(Debug)]
pub(super) struct Circuit {
    after: Duration,
    is_open: AtomicBool,
    alarm: Notify,
}

impl Circuit {
    pub(super) fn new(after: Duration) -> Self {
        Self { after, is_open: AtomicBool::new(false), alarm: Notify::new() }
    }

    pub(super) fn is_open(&self) -> bool {
        self.is_open.load(Ordering::Relaxed)
    }

    pub(super) fn raise_alarm(&self) {
        self.alarm.notify_one();
    }

    /// Probes after each alarm until `probe` succeeds; for ever.
    pub(super) async fn watch<F>(&self, name: &'static str, probe: impl Fn() -> F)
    where
        F: Future<Output = anyhow::Result<()>>,
    {
        loop {
            self.alarm.notified().await;
            let since = Instant::now();
            while let Err(error) = probe().await {
                if since.elapsed() >= self.after && !self.is_open.swap(true, Ordering::Relaxed) {
                    let error = format!("{error:#}");
                    tracing::error!(database = name, error, "no connection, requests fail at once");
                }
                tokio::time::sleep(PROBE_EVERY).await;
            }
            if self.is_open.swap(false, Ordering::Relaxed) {
                let after_ms = u64::try_from(since.elapsed().as_millis()).unwrap_or(u64::MAX);
                tracing::info!(database = name, after_ms, "the database is back");
            }
            tokio::time::sleep(CALM).await;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, atomic::AtomicU32};

    async fn until(holds: impl Fn() -> bool) -> Duration {
        let begun = Instant::now();
        while !holds() {
            assert!(begun.elapsed() < Duration::from_secs(20));
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        begun.elapsed()
    }

    #[tokio::test]
    async fn it_opens_late_and_closes_at_the_first_success() {
        let after = Duration::from_millis(400);
        let circuit = Arc::new(Circuit::new(after));
        let (is_up, probes) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicU32::new(0)));
        let (watched, up, count) = (Arc::clone(&circuit), Arc::clone(&is_up), Arc::clone(&probes));
        let mut task = tokio::task::JoinSet::new();
        task.spawn(async move {
            let probe = || {
                count.fetch_add(1, Ordering::Relaxed);
                let is_up = up.load(Ordering::Relaxed);
                std::future::ready(if is_up { Ok(()) } else { Err(anyhow::anyhow!("down")) })
            };
            watched.watch("test", probe).await;
        });
        tokio::time::sleep(PROBE_EVERY * 2).await;
        assert_eq!(probes.load(Ordering::Relaxed), 0, "nobody probes without an alarm");
        circuit.raise_alarm();
        assert!(until(|| circuit.is_open()).await >= after);
        is_up.store(true, Ordering::Relaxed);
        until(|| !circuit.is_open()).await;
        let so_far = probes.load(Ordering::Relaxed);
        tokio::time::sleep(PROBE_EVERY * 2).await;
        assert_eq!(probes.load(Ordering::Relaxed), so_far);
    }
}
