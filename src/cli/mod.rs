//! The command line: one file per command, each a function from settings to an exit code.
//!
//! To add a command: a variant of [`Command`], an arm in [`run`], a file. Commands print their
//! result on standard output and what went wrong on standard error; logs of commands other than
//! `serve` are limited to warnings. A command that needs the database takes it from
//! [`database::Database::open`], which also finds or starts the private one.

mod admin;
mod audit;
pub mod cert;
mod config;
pub mod database;
mod doctor;
mod healthcheck;
mod import;
mod migrate;
mod openapi;
mod seed;
mod serve;
mod trust;

use crate::{
    aws::settings::{self, Waits},
    config::{Config, Log, LogFormat, Sources},
    error::Error,
    jobs::Role,
    telemetry,
};
use clap::{Parser, Subcommand};
use figment::Figment;
use std::{path::PathBuf, process::ExitCode, sync::Arc};

/// Project management as one binary.
#[derive(Debug, Parser)]
#[command(name = "treasury-plane", version, arg_required_else_help = true)]
struct Cli {
    /// Settings file; otherwise treasury-plane.toml here or in the data directory.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where state lives.
    #[arg(long, global = true, value_name = "DIRECTORY")]
    data_dir: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server.
    Serve {
        /// Everything; or requests only; or jobs only, with a listener for health checks.
        #[arg(long, value_enum, default_value_t)]
        role: Role,
    },
    /// Bring the database's schema up to date, or see where it stands.
    Migrate {
        #[command(subcommand)]
        action: migrate::Action,
    },
    /// Check or print the settings.
    Config {
        #[command(subcommand)]
        action: config::Action,
    },
    /// Look for what would keep the server from working. Exits with 1 for warnings, 2 for failures.
    Doctor {
        /// Print the findings as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Ask the running server whether it is ready.
    Healthcheck,
    /// Create accounts and one-time links from the host.
    Admin {
        #[command(subcommand)]
        action: admin::Action,
    },
    /// Check or export the audit log.
    Audit {
        #[command(subcommand)]
        action: audit::Action,
    },
    /// Make an authority and cards to throw away. Only where auth.development is set.
    Cert {
        #[command(subcommand)]
        action: cert::Action,
    },
    /// Import work items.
    Import {
        #[command(subcommand)]
        action: import::Action,
    },
    /// Create something to look at.
    Seed {
        #[command(subcommand)]
        action: seed::Action,
    },
    /// Manage what sign-in by card trusts.
    Trust {
        #[command(subcommand)]
        action: trust::Action,
    },
    /// Print the description of the API (OpenAPI 3).
    Openapi,
}

/// Reads the arguments and does what they say.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    match start(cli) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {}", in_words(&error));
            ExitCode::FAILURE
        }
    }
}

/// The error with its causes. What the product says to people comes without the name of its kind.
fn in_words(error: &anyhow::Error) -> String {
    let causes = error.chain().map(|cause| match cause.downcast_ref::<Error>() {
        Some(Error::Rule(text)) => text.clone(),
        Some(Error::Conflict { message, .. }) => message.clone(),
        Some(Error::Forbidden(text)) => (*text).to_owned(),
        Some(Error::Invalid(faults)) => {
            let faults = faults.iter().map(|(field, fault)| format!("{field}: {fault}"));
            faults.collect::<Vec<_>>().join(" ")
        }
        _ => cause.to_string(),
    });
    causes.collect::<Vec<_>>().join(": ")
}

fn start(cli: Cli) -> anyhow::Result<ExitCode> {
    let sources = Sources::of_process(cli.config, cli.data_dir);
    if matches!(cli.command, Command::Openapi) {
        return openapi::run();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let (config, layers) = runtime.block_on(load(&cli.command, sources))?;
    if let Command::Config { action } = &cli.command {
        return config::run(action, &config, &layers);
    }
    let config = Arc::new(config);
    match cli.command {
        Command::Serve { .. } => telemetry::start_logs(&config.log),
        _ => telemetry::start_logs(&quiet()),
    }
    let outcome = runtime.block_on(run(cli.command, config));
    // Nothing that was not waited for may hold up the exit.
    runtime.shutdown_background();
    outcome
}

/// The settings. They may have to be waited for, and only then say how to log: until then the log is
/// as the layers say that need no waiting.
async fn load(command: &Command, sources: Sources) -> anyhow::Result<(Config, Figment)> {
    let (who, log) = match command {
        Command::Serve { .. } => (Waits::Server, Config::before_secrets(&sources)?.log),
        Command::Migrate { .. } => (Waits::Server, quiet()),
        _ => (Waits::Person, quiet()),
    };
    let _until_then = telemetry::start_logs_here(&log);
    settings::load(sources, who).await
}

/// What commands log that people use.
fn quiet() -> Log {
    Log { format: LogFormat::Human, filter: "warn".to_owned() }
}

async fn run(command: Command, config: Arc<Config>) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve { role } => serve::run(config, role).await,
        Command::Migrate { action } => migrate::run(&action, &config).await,
        Command::Config { .. } | Command::Openapi => Ok(ExitCode::SUCCESS),
        Command::Admin { action } => admin::run(action, &config).await,
        Command::Audit { action } => audit::run(action, &config).await,
        Command::Cert { action } => cert::run(action, &config),
        Command::Import { action } => import::run(action, &config).await,
        Command::Seed { action } => seed::run(action, &config).await,
        Command::Trust { action } => trust::run(action, &config).await,
        Command::Doctor { json } => doctor::run(&config, json).await,
        Command::Healthcheck => healthcheck::run(&config).await,
    }
}
