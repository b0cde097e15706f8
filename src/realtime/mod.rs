//! Live updates: from the event log to the sockets of those who may see the change.
//!
//! Nothing is published by hand. A commit wakes the [`tail`], the only reader that follows the whole
//! log; it hands each batch to the [`hub`], which knows who listens to which [`topic`], reads the
//! rows of the changed items once per project and gives every socket the same text. Other instances
//! are woken by [`crate::signals`]. A [`socket`] that was away catches up from the log by its cursor
//! ([`replay`]); if it missed too much it is told to load its snapshot again.
//!
//! Invariants: positions of a topic only grow, so a socket drops what it has already sent; a socket
//! joins the hub before it reads the log, so nothing falls between the two; nobody waits for a slow
//! socket; memberships are checked again as soon as the log says that they changed.

mod change;
pub mod hub;
pub mod presence;
mod protocol;
mod replay;
pub mod row;
pub mod seats;
mod sessions;
pub mod socket;
mod subscription;
mod tail;
pub mod topic;

pub use hub::Hub;

use crate::app::App;
use futures_util::FutureExt;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

const BACKOFF_MIN: Duration = Duration::from_millis(100);
const BACKOFF_MAX: Duration = Duration::from_secs(5);

/// Starts the background readers and the signals; they end with the process.
pub async fn start(app: &Arc<App>) -> anyhow::Result<()> {
    app.realtime.begin(tail::head(app).await?);
    crate::signals::start(app);
    let part = Arc::clone(app);
    supervise(app, "tail of the event log", move || tail::follow(part.clone()));
    let part = Arc::clone(app);
    supervise(app, "watch over sessions", move || sessions::watch(part.clone()));
    let part = Arc::clone(app);
    supervise(app, "presence", move || presence::follow(part.clone()));
    let part = Arc::clone(app);
    supervise(app, "counts of sockets", move || seats::follow(part.clone()));
    // Shutdown waits for this one.
    let (part, closing) = (Arc::clone(app), app.lifecycle.closing.clone());
    app.lifecycle.tasks.spawn(async move {
        closing.cancelled().await;
        seats::leave(&part).await;
    });
    Ok(())
}

/// Runs a task for as long as the process lives: when it fails or panics it starts again.
pub(crate) fn supervise<F>(
    app: &App,
    name: &'static str,
    mut make: impl FnMut() -> F + Send + 'static,
) where
    F: Future<Output = anyhow::Result<()>> + Send + 'static,
{
    let closing = app.lifecycle.closing.clone();
    let run = async move {
        let mut pause = BACKOFF_MIN;
        loop {
            let begun = tokio::time::Instant::now();
            match AssertUnwindSafe(make()).catch_unwind().await {
                Ok(Ok(())) => return,
                Ok(Err(error)) => tracing::warn!(error = format!("{error:#}"), "{name} failed"),
                Err(_) => tracing::error!("{name} panicked"),
            }
            if begun.elapsed() > BACKOFF_MAX {
                pause = BACKOFF_MIN;
            }
            tokio::time::sleep(pause).await;
            pause = (pause * 2).min(BACKOFF_MAX);
        }
    };
    app.lifecycle.tasks.spawn(async move {
        closing.run_until_cancelled(run).await;
    });
}
