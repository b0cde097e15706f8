//! `audit`: is the log what was written, and a copy of it.

use super::database::Database;
use crate::{
    app::App,
    audit::{
        checkpoint::Checkpoint,
        export::{Export, Format},
        live, verify,
    },
    config::Config,
    lifecycle::Lifecycle,
};
use anyhow::Context;
use chrono::{DateTime, NaiveDate, Utc};
use clap::{Args, Subcommand};
use std::{path::PathBuf, process::ExitCode, sync::Arc};
use tokio::io::AsyncWriteExt;

/// What to do with the audit log.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Check that nothing was changed, left out or put in. Exits with 1 when something was.
    Verify {
        /// A checkpoint as the server logged it; the log must still hold what it signed.
        #[arg(long, value_name = "TEXT", value_parser = checkpoint)]
        checkpoint: Option<Checkpoint>,
    },
    /// Write the log out, one entry a line.
    Export(Wanted),
}

/// Which entries, and where to.
#[derive(Debug, Args)]
pub(super) struct Wanted {
    /// jsonl or cef.
    #[arg(long, value_parser = format, default_value = "jsonl")]
    format: Format,
    /// From this time on: 2026-11-25 or 2026-11-25T10:00:00Z.
    #[arg(long, value_name = "TIME", value_parser = time)]
    from: Option<DateTime<Utc>>,
    /// Before this time.
    #[arg(long, value_name = "TIME", value_parser = time)]
    to: Option<DateTime<Utc>>,
    /// A new file to write to; otherwise standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

fn checkpoint(text: &str) -> Result<Checkpoint, String> {
    Checkpoint::parse(text).ok_or_else(|| "not a checkpoint".to_owned())
}

fn format(text: &str) -> Result<Format, String> {
    Format::parse(text).ok_or_else(|| "must be jsonl or cef".to_owned())
}

fn time(text: &str) -> Result<DateTime<Utc>, String> {
    let day = text.parse::<NaiveDate>().ok().and_then(|day| day.and_hms_opt(0, 0, 0));
    let time = day.map(|midnight| midnight.and_utc()).or_else(|| text.parse().ok());
    time.ok_or_else(|| "must be like 2026-11-25 or 2026-11-25T10:00:00Z".to_owned())
}

pub(super) async fn run(action: Action, config: &Arc<Config>) -> anyhow::Result<ExitCode> {
    let database = Database::open(config).await?;
    let outcome = act(action, config, &database).await;
    database.close().await;
    outcome
}

async fn act(
    action: Action,
    config: &Arc<Config>,
    database: &Database,
) -> anyhow::Result<ExitCode> {
    let app = App::start(Arc::clone(config), &database.url, Lifecycle::default()).await?;
    let outcome = match action {
        Action::Verify { checkpoint } => verify(&app, checkpoint).await,
        Action::Export(wanted) => export(&app, wanted).await,
    };
    app.db.close().await;
    outcome
}

async fn verify(app: &App, checkpoint: Option<Checkpoint>) -> anyhow::Result<ExitCode> {
    let report = verify::run(app, None, checkpoint).await?;
    for problem in &report.problems {
        match problem.entry_id {
            Some(id) => println!("entry {id}: {}", problem.what),
            None => println!("{}", problem.what),
        }
    }
    let (entries, checkpoints) = (report.entries, report.checkpoints);
    if report.passed() {
        println!("{entries} entries and {checkpoints} checkpoints fit together.");
        return Ok(ExitCode::SUCCESS);
    }
    let count = report.problem_count;
    println!("{count} problems in {entries} entries and {checkpoints} checkpoints.");
    Ok(ExitCode::FAILURE)
}

async fn export(app: &Arc<App>, wanted: Wanted) -> anyhow::Result<ExitCode> {
    let mut out = match &wanted.output {
        Some(path) => {
            let mut options = tokio::fs::OpenOptions::new();
            let file = options.write(true).create_new(true).mode(0o600).open(path).await;
            file.with_context(|| format!("cannot create {}", path.display()))?
        }
        None => live::stdout()?,
    };
    let mut export = Export::begin(app, None, wanted.format, (wanted.from, wanted.to)).await?;
    while let Some(text) = export.next().await? {
        out.write_all(text.as_bytes()).await?;
    }
    out.flush().await?;
    Ok(ExitCode::SUCCESS)
}
