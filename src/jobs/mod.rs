//! Work outside requests: a queue in the database, run by every instance that works.
//!
//! A [`Job`] is a struct of ids with a name. It is [`enqueue`]d in the transaction of the fact that
//! asks for it, so there is never one without the other. Each instance's [`runner`] claims what is
//! ready in batches, keeps its leases alive, and runs what it claimed, each kind up to its own limit;
//! failures come back later, and later still, until a job is dead and waits for an administrator.
//! What a killed instance had claimed is ready again when its lease ends.
//!
//! What comes again and again is a [`Schedule`]: one instance leads ([`lease`]), its [`scheduler`]
//! says when to look, and rows decide what is due ([`schedule`]). Clean-up goes in steps ([`sweep`]).
//! [`instances`] is who is there; [`api`] is the page Jobs of the console.
//!
//! Invariants: a job may run twice, so its effect and its end are one transaction wherever the
//! effect is in the database ([`Run::done_in`], which fails for whoever lost the lease); names and
//! fields are a stored format and change by addition only; transactions are short, because the
//! readers of the event log wait for the oldest one that writes. Times are those of the instances'
//! clocks: they must agree within a few seconds.
//!
//! A new domain adds a file with its job and a line in [`registry`], and a case in
//! `tests/it/jobs/killed.rs`.

pub mod api;
pub mod housekeeping;
mod hurry;
pub mod instances;
mod job;
pub mod lease;
mod ops;
mod queries;
pub mod queue;
pub mod registry;
pub mod runner;
pub mod schedule;
pub mod scheduler;
pub mod sweep;
mod view;

pub use hurry::hurry;
pub use instances::Role;
pub use job::{Job, JobError, Outcome, Run};
pub use queue::{When, enqueue};
pub use schedule::Schedule;

use crate::{app::App, realtime::supervise};
use std::sync::Arc;

/// Starts what an instance of this role does; it ends with the process.
pub fn start(app: &Arc<App>, role: Role) {
    let part = Arc::clone(app);
    supervise(app, "list of instances", move || instances::follow(Arc::clone(&part), role));
    if role.works() {
        let running = Arc::new(runner::Running::default());
        let parts = (Arc::clone(app), Arc::clone(&running));
        supervise(app, "runner of jobs", move || runner::follow(parts.0.clone(), parts.1.clone()));
        app.lifecycle.tasks.spawn(runner::beat(Arc::clone(app), running));
        let part = Arc::clone(app);
        supervise(app, "scheduler of jobs", move || scheduler::follow(Arc::clone(&part)));
        let part = Arc::clone(app);
        supervise(app, "numbers about jobs", move || queries::measure(Arc::clone(&part)));
    }
    let part = Arc::clone(app);
    app.lifecycle.tasks.spawn(async move {
        part.lifecycle.closing.cancelled().await;
        if let Err(error) = leave(&part).await {
            tracing::warn!(%error, "the others find out by themselves that this instance is gone");
        }
    });
}

/// Makes room for another leader and says goodbye.
async fn leave(app: &App) -> crate::error::Result<()> {
    lease::give_up(&app.db, lease::LEADER, app.id).await?;
    instances::leave(app).await
}
