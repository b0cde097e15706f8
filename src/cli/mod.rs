//! The command line: one file per command, each a function from settings to an exit code.
//!
//! To add a command: a variant of [`Command`], an arm in [`run`], a file. Commands print their
//! result on standard output and what went wrong on standard error; logs of commands other than
//! `serve` are limited to warnings. A command that needs the database takes it from
//! [`database::Database::open`], which also finds or starts the private one.

mod admin;
mod audit;
mod backup;
mod bundle;
pub mod cert;
mod config;
pub mod database;
mod doctor;
mod failure;
mod healthcheck;
mod import;
mod install;
mod migrate;
mod openapi;
mod owner;
mod restore;
mod scratch;
mod seed;
mod serve;
mod trust;
mod upgrade_check;
mod version;

use crate::{
    aws::settings::{self, Waits},
    config::{Config, Log, LogFormat, Sources},
    fault::Fault,
    jobs::Role,
    outbound::names,
    telemetry,
};
use clap::{Parser, Subcommand};
use std::{path::PathBuf, process::ExitCode, sync::Arc};

/// Project management as one binary.
#[derive(Debug, Parser)]
#[command(name = "treasury-plane", version, arg_required_else_help = true)]
struct Cli {
    /// Settings file; otherwise treasury-plane.toml here, in the data directory or in /etc/treasury-plane.
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
    /// Say what this release would do to the database at its next start; changes nothing. Exits
    /// with 1 for warnings, 2 when the upgrade would fail.
    UpgradeCheck {
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
    /// Make, check and seal backups of everything.
    Backup {
        #[command(subcommand)]
        action: backup::Action,
    },
    /// Make a database from a backup.
    Restore(restore::Wanted),
    /// Make, check and install signed bundles for hosts without a network.
    Bundle {
        #[command(subcommand)]
        action: bundle::Action,
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
    /// Install this program as a service of this host: user, directories, unit, first settings.
    Install(install::Install),
    /// Remove the service and the program. Settings and data stay.
    Uninstall(install::Target),
    /// Print the description of the API (OpenAPI 3).
    Openapi,
    /// Print what this file is: release, commit, features, schema, digest.
    Version {
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Reads the arguments and does what they say.
pub fn main() -> ExitCode {
    names::keep_to_files_and_dns();
    let cli = Cli::parse();
    let sources = Sources::of_process(cli.config, cli.data_dir);
    let mut json = sources.asks_for_json();
    match start(cli.command, sources, &mut json) {
        Ok(code) => code,
        Err(error) => failure::report(&error, json),
    }
}

/// `json`: what failures are told in, as soon as the settings are known.
fn start(command: Command, sources: Sources, json: &mut bool) -> anyhow::Result<ExitCode> {
    match &command {
        Command::Bundle { action } if action.is_alone() => return bundle::run_alone(action),
        Command::Openapi => return openapi::run(),
        Command::Version { json } => return version::run(*json),
        Command::Install(wish) => {
            return install::install(wish).map_err(|e| Fault::InstallRefused.unless_coded(e));
        }
        Command::Uninstall(target) => {
            return install::uninstall(target).map_err(|e| Fault::InstallRefused.unless_coded(e));
        }
        // It says what is wrong with the module instead.
        Command::Doctor { .. } => {}
        _ => {
            crate::crypto::require()?;
        }
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let sources = runtime.block_on(complete(&command, sources))?;
    if let Command::Config { action } = &command {
        return config::run(action, &sources);
    }
    let config = Arc::new(Config::load(&sources)?);
    // Replacing the program is root's.
    if !matches!(command, Command::Bundle { .. }) {
        owner::become_owner(&config.data_dir)?;
    }
    *json = config.log.format == LogFormat::Json;
    match command {
        Command::Serve { .. } => *json = telemetry::start_logs(&config.log),
        _ => {
            telemetry::start_logs(&quiet());
        }
    }
    let outcome = runtime.block_on(run(command, config, &sources));
    // Nothing that was not waited for may hold up the exit.
    runtime.shutdown_background();
    outcome
}

/// The layers with those of Secrets Manager, which may have to be waited for. Only all of them say how
/// to log: until then the log is as those say that need no waiting.
async fn complete(command: &Command, sources: Sources) -> anyhow::Result<Sources> {
    let (who, log) = match command {
        Command::Serve { .. } => {
            (Waits::Server, Config::before_secrets(&sources).ok().map(|c| c.log))
        }
        Command::Migrate { .. } => (Waits::Server, None),
        _ => (Waits::Person, None),
    };
    let _until_then = telemetry::start_logs_here(&log.unwrap_or_else(quiet));
    settings::complete(sources, who).await
}

/// What commands log that people use.
fn quiet() -> Log {
    Log { format: LogFormat::Human, filter: "warn".to_owned() }
}

async fn run(command: Command, config: Arc<Config>, sources: &Sources) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve { role } => serve::run(config, role).await,
        Command::Migrate { action } => migrate::run(&action, &config).await,
        // Done before there are settings.
        Command::Config { .. }
        | Command::Openapi
        | Command::Version { .. }
        | Command::Install(_)
        | Command::Uninstall(_) => Ok(ExitCode::SUCCESS),
        Command::Admin { action } => admin::run(action, &config).await,
        Command::Audit { action } => audit::run(action, &config).await,
        Command::Backup { action } => backup::run(action, &config).await,
        Command::Restore(wanted) => restore::run(wanted, &config).await,
        Command::Bundle { action } => bundle::run(action, &config, sources).await,
        Command::Cert { action } => cert::run(action, &config),
        Command::Import { action } => import::run(action, &config).await,
        Command::Seed { action } => seed::run(action, &config).await,
        Command::Trust { action } => trust::run(action, &config).await,
        Command::Doctor { json } => doctor::run(&config, json).await,
        Command::UpgradeCheck { json } => upgrade_check::run(&config, json).await,
        Command::Healthcheck => healthcheck::run(&config).await,
    }
}
