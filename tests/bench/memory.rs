//! Resident memory of our process.

use super::{Bench, process::resident, table::kb};

/// After the start, before anybody came.
pub(crate) fn idle(bench: &mut Bench) {
    match resident(bench.server.pid()) {
        Ok(bytes) => bench.table.row("memory, idle", kb(bytes), "≤ 60 MB", "PostgreSQL apart"),
        Err(error) => bench.table.row("memory, idle", "failed", "≤ 60 MB", format!("{error:#}")),
    }
}

/// After the load at 64 connections.
pub(crate) fn after_load(bench: &mut Bench) -> anyhow::Result<()> {
    let bytes = resident(bench.server.pid())?;
    bench.table.row("memory, after the load", kb(bytes), "≤ 200 MB", "PostgreSQL apart");
    Ok(())
}
