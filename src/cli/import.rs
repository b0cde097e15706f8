//! `import`: work items from files.

use super::database::Database;
use crate::{
    app::App,
    config::Config,
    lifecycle::Lifecycle,
    migrate,
    transfer::{
        import::{self, BATCH_MAX, Options},
        mapping::Wish,
        report::Report,
        target,
    },
};
use anyhow::Context;
use clap::{Args, Subcommand};
use sqlx::{Connection, Executor, PgConnection};
use std::{
    fs::File,
    io::{BufReader, IsTerminal, Write},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
};

/// What to import.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Import work items from a CSV file (UTF-8, names of the columns in the first line). A second
    /// run changes nothing; one that broke off goes on.
    Csv(Csv),
}

/// Where from and where to.
#[derive(Debug, Args)]
pub(super) struct Csv {
    /// The file.
    file: PathBuf,
    /// Slug of the workspace.
    #[arg(long)]
    workspace: String,
    /// Identifier of the project, such as IDP.
    #[arg(long)]
    project: String,
    /// Create the project under this name if it does not exist.
    #[arg(long, value_name = "NAME")]
    create_project: Option<String>,
    /// Address of the person who creates the items; otherwise the owner of the workspace.
    #[arg(long = "as", value_name = "EMAIL")]
    actor: Option<String>,
    /// What a column is for: external_id, name, description, label, module, assignee, priority,
    /// state, created_at, property or ignore. May be given several times.
    #[arg(long = "map", value_name = "COLUMN=FIELD")]
    wishes: Vec<Wish>,
    /// Name of the source, stored with each item.
    #[arg(long, value_name = "NAME", default_value = "csv")]
    source: String,
    /// Leave out assignees who are not known, instead of adding them as people without access.
    #[arg(long)]
    skip_unknown_assignees: bool,
    /// Rows in one transaction.
    #[arg(long, default_value_t = 500, value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..=BATCH_MAX as u64))]
    batch: usize,
}

pub(super) async fn run(action: Action, config: &Arc<Config>) -> anyhow::Result<ExitCode> {
    let Action::Csv(csv) = action;
    let file =
        File::open(&csv.file).with_context(|| format!("cannot open {}", csv.file.display()))?;
    let database = Database::open(config).await?;
    let outcome = import_csv(&csv, file, config, &database).await;
    database.close().await;
    let report = outcome?;
    print!("{report}");
    Ok(if report.rejected.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

async fn import_csv(
    csv: &Csv,
    file: File,
    config: &Arc<Config>,
    database: &Database,
) -> anyhow::Result<Report> {
    migrate::up(&database.owner_url).await?;
    let app = App::start(Arc::clone(config), &database.url, Lifecycle::default()).await?;
    let outcome = async {
        let new_name = csv.create_project.as_deref();
        let actor = csv.actor.as_deref();
        let to = target::project(&app, &csv.workspace, &csv.project, new_name, actor).await?;
        let options = Options {
            source: csv.source.clone(),
            wishes: csv.wishes.clone(),
            skip_unknown_assignees: csv.skip_unknown_assignees,
            batch: csv.batch,
        };
        let place = (to, csv.workspace.as_str());
        import::run(&app, place, &options, BufReader::new(file), show).await
    }
    .await;
    if std::io::stderr().is_terminal() {
        eprintln!();
    }
    app.db.close().await;
    refresh_statistics(&database.owner_url).await;
    outcome
}

/// Many new rows at once make the planner's statistics wrong until PostgreSQL looks again by itself,
/// up to a minute later; the first look at the project would be slow until then.
async fn refresh_statistics(owner_url: &str) {
    let outcome = async {
        let mut connection = PgConnection::connect(owner_url).await?;
        connection
            .execute("ANALYZE work_items, work_item_assignees, work_item_labels, labels, events")
            .await?;
        connection.close().await
    };
    if let Err(error) = outcome.await {
        tracing::warn!(%error, "the planner's statistics could not be refreshed");
    }
}

/// One line that grows on a terminal; elsewhere a line now and then.
fn show(rows: u64) {
    let mut err = std::io::stderr();
    let written =
        if err.is_terminal() { write!(err, "\r{rows} rows") } else { writeln!(err, "{rows} rows") };
    // Nobody may be watching.
    let _ = written.and_then(|()| err.flush());
}
