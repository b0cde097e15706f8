//! `make chaos`: hurts a small installation for a few minutes, then counts what is left.
//!
//! Three instances share one PostgreSQL, whose directory is a small file system of its own when we
//! may mount one. Writers create, change and comment on work items and note what was acknowledged;
//! sockets follow the projects and go to another instance when theirs is gone; a receiver of
//! webhooks answers, now and then, that it is busy. Meanwhile [`faults`] happen one after the other.
//! Then everything is given time to settle, and [`verify`] compares: each acknowledged write is
//! there once, each socket saw the last event of everything in order, each webhook arrived, the
//! audit chain holds. The counts are printed; the exit code is 1 when something is missing.
//!
//! Nothing leaves loopback. `chaos [BINARY]`; `CHAOS_SHORT=1` is the minute that runs with the tests.

#[path = "../bench/client.rs"]
mod client;
mod cluster;
mod faults;
mod hooks;
mod report;
mod sockets;
mod verify;
mod writers;

use anyhow::Context;
use cluster::Cluster;
use report::Report;
use std::{ffi::OsString, path::PathBuf, process::ExitCode, sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

/// The whole run may not take longer.
const ENDS_WITHIN: Duration = Duration::from_secs(600);

/// How much of everything.
#[derive(Clone, Copy, Debug)]
struct Size {
    writers: usize,
    sockets: usize,
    /// Between two writes of a writer, on average.
    pause: Duration,
    /// Between two faults.
    calm: Duration,
    /// How long a process is stopped.
    stopped: Duration,
    /// How long everything may take to settle.
    settle: Duration,
}

const FULL: Size = Size {
    writers: 200,
    sockets: 300,
    pause: Duration::from_secs(4),
    calm: Duration::from_secs(12),
    stopped: Duration::from_secs(20),
    settle: Duration::from_secs(150),
};

const SHORT: Size = Size {
    writers: 30,
    sockets: 45,
    pause: Duration::from_secs(3),
    calm: Duration::from_secs(4),
    stopped: Duration::from_secs(8),
    settle: Duration::from_secs(150),
};

#[tokio::main]
async fn main() -> anyhow::Result<ExitCode> {
    let is_short = std::env::var_os("CHAOS_SHORT").is_some();
    let run = run(if is_short { SHORT } else { FULL });
    let report = tokio::time::timeout(ENDS_WITHIN, run).await.context("not done in time")??;
    report.print();
    Ok(if report.is_good() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn run(size: Size) -> anyhow::Result<Report> {
    let hooks = hooks::listen().await?;
    let cluster = Arc::new(Cluster::start(binary()?).await?);
    let site = Arc::new(cluster.set_up(&hooks.url).await?);
    let stop = CancellationToken::new();
    let sockets = sockets::open(&cluster, &site, size.sockets).await?;
    let writers = writers::start(&cluster, &site, size, &stop);
    eprintln!("chaos: {} writers and {} sockets are at it", size.writers, size.sockets);
    let faults = faults::happen(&cluster, size).await;
    stop.cancel();
    let writes = writers.join().await;
    let mut report = Report::default();
    report.note("faults", faults?.join(", "));
    verify::all(&mut report, &cluster, &site, (writes, sockets, &hooks), size.settle).await?;
    cluster.stop().await?;
    Ok(report)
}

/// The program: the first argument, or what cargo built beside this one.
fn binary() -> anyhow::Result<PathBuf> {
    if let Some(path) = std::env::args_os().nth(1).filter(|path: &OsString| !path.is_empty()) {
        return Ok(PathBuf::from(path));
    }
    let own = std::env::current_exe()?;
    let folder = own.parent().and_then(|examples| examples.parent()).context("no folder")?;
    Ok(folder.join("treasury-plane"))
}
