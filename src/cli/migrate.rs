//! `migrate up` and `migrate status`.

use super::database::Database;
use crate::{config::Config, migrate};
use clap::Subcommand;
use std::{process::ExitCode, time::Duration};

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Apply what is pending.
    Up,
    /// Say what is applied and what is pending. Exits with 1 when the schema is not current.
    Status {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(action: &Action, config: &Config) -> anyhow::Result<ExitCode> {
    let database = Database::open(config).await?;
    let outcome = match action {
        Action::Up => up(&database.owner_url, config.database.start_wait_s).await,
        Action::Status { json } => status(&database.owner_url, *json).await,
    };
    database.close().await;
    outcome
}

async fn up(owner_url: &str, patience_s: u64) -> anyhow::Result<ExitCode> {
    let applied = migrate::up_within(owner_url, Duration::from_secs(patience_s)).await?;
    for name in &applied {
        println!("applied {name}");
    }
    if applied.is_empty() {
        println!("The schema is up to date.");
    }
    Ok(ExitCode::SUCCESS)
}

async fn status(owner_url: &str, json: bool) -> anyhow::Result<ExitCode> {
    let status = migrate::status(owner_url).await?;
    let code = if status.is_current() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    if json {
        println!("{}", serde_json::to_string_pretty(&status)?);
        return Ok(code);
    }
    let groups =
        [("applied", &status.applied), ("pending", &status.pending), ("unknown", &status.unknown)];
    for (state, names) in groups {
        for name in names {
            println!("{state} {name}");
        }
    }
    Ok(code)
}
