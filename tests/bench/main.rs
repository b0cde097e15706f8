//! `make bench`: measures the program from outside and prints one table.
//!
//! The real binary runs as a child process on a temporary data directory with its private
//! PostgreSQL; nothing in it knows that it is measured. Only the rate limits are raised. Every
//! measurement is bounded by a count or a few seconds, a failed one becomes a row that says so, and
//! nothing is asserted: budgets are in the table for people to compare.
//!
//! Numbers of a busy machine are worth little. Processor time per request and the two ratios
//! (pgbench and nginx run the same work in the same minute) suffer least.
//!
//! `bench [BINARY]`; `BENCH_CSV` names a file to import in place of made-up rows, `BENCH_MILLION=1`
//! adds the project of a million items, `BENCH_SKIP=files,sizes` leaves sections out.

mod backup;
mod bundle;
mod cards;
mod client;
mod cost;
mod data;
mod files;
mod idle;
mod import;
mod load;
mod memory;
mod nginx;
mod pgbench;
mod process;
mod realtime;
mod server;
mod shared;
mod site;
mod sizes;
mod snapshot;
mod start;
mod table;

use anyhow::Context;
use server::Server;
use site::Site;
use std::{ffi::OsString, path::PathBuf};
use table::Table;

/// What the measurements share.
struct Bench {
    binary: PathBuf,
    server: Server,
    site: Site,
    table: Table,
    skip: String,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    idle::raise_limit();
    let binary = binary()?;
    let skip = std::env::var_os("BENCH_SKIP").map(OsString::into_string);
    let skip = skip.and_then(Result::ok).unwrap_or_default();
    let mut table = Table::default();
    let server = start::measure(&binary, &mut table).await?;
    let site = Site::set_up(&server).await?;
    let mut bench = Bench { binary, server, site, table, skip };
    bench.run().await;
    let stopped = bench.server.stop();
    bench.table.print();
    stopped
}

impl Bench {
    async fn run(&mut self) {
        memory::idle(self);
        let beside = start::beside(self).await;
        self.note("start", beside);
        // The import fills the project on which all else is measured.
        let imported = import::measure(self).await;
        self.note("import", imported);
        if self.site.items.is_empty() {
            let filled = data::fill_main(self).await;
            self.note("fill", filled);
        }
        for section in [
            "backup", "cost", "load", "memory", "snapshot", "realtime", "idle", "shared", "sizes",
            "files", "cards", "bundle",
        ] {
            if self.skip.split(',').any(|skipped| skipped == section) {
                continue;
            }
            eprintln!("bench: {section} …");
            let outcome = match section {
                "backup" => backup::measure(self).await,
                "cost" => cost::measure(self).await,
                "load" => load::measure(self).await,
                "memory" => memory::after_load(self),
                "snapshot" => snapshot::measure(self).await,
                "realtime" => realtime::measure(self).await,
                "idle" => idle::measure(self).await,
                "shared" => shared::measure(self).await,
                "sizes" => sizes::measure(self).await,
                "files" => files::measure(self).await,
                "cards" => cards::measure(self).await,
                _ => bundle::measure(self),
            };
            self.note(section, outcome);
        }
    }

    /// A failed measurement must not take the others with it.
    fn note(&mut self, section: &str, outcome: anyhow::Result<()>) {
        if let Err(error) = outcome {
            self.table.row(section, "failed", "", format!("{error:#}"));
        }
    }
}

/// The binary named on the command line, or the one that was built beside this example.
fn binary() -> anyhow::Result<PathBuf> {
    let path = match std::env::args_os().nth(1) {
        Some(path) => PathBuf::from(path),
        None => {
            let own = std::env::current_exe()?;
            let directory = own.parent().and_then(|examples| examples.parent());
            directory.context("this program has no directory")?.join("treasury-plane")
        }
    };
    path.canonicalize().with_context(|| format!("no program at {}", path.display()))
}
