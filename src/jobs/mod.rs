//! Work outside requests: a queue in the database, run by every instance.
//!
//! A [`Job`] is a struct of ids with a name. It is [`enqueue`]d in the transaction of the fact that
//! asks for it, so there is never one without the other. Each instance's [`runner`] claims what is
//! ready in batches, keeps its leases alive, and runs what it claimed, each kind up to its own limit;
//! failures come back later, and later still, until a job is dead and waits for an administrator.
//! What a killed instance had claimed is ready again when its lease ends.
//!
//! Invariants: a job may run twice, so its effect and its end are one transaction wherever the
//! effect is in the database ([`Run::done_in`], which fails for whoever lost the lease); names and
//! fields are a stored format and change by addition only; transactions are short, because the
//! readers of the event log wait for the oldest one that writes.
//!
//! A new domain adds a file with its job and a line in [`registry`].

mod hurry;
mod job;
pub mod queue;
pub mod registry;
pub mod runner;

pub use hurry::hurry;
pub use job::{Job, JobError, Outcome, Run};
pub use queue::{When, enqueue};

use crate::{app::App, realtime::supervise};
use std::sync::Arc;

/// Starts what runs jobs; it ends with the process.
pub fn start(app: &Arc<App>) {
    let running = Arc::new(runner::Running::default());
    let parts = (Arc::clone(app), Arc::clone(&running));
    supervise(app, "runner of jobs", move || runner::follow(parts.0.clone(), parts.1.clone()));
    let parts = (Arc::clone(app), running);
    supervise(app, "leases of jobs", move || runner::beat(parts.0.clone(), parts.1.clone()));
}
