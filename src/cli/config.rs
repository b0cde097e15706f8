//! `config check` and `config print`.

use super::failure;
use crate::config::{Config, Sources, lines};
use clap::Subcommand;
use std::process::ExitCode;

#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Read all settings and say whether they are valid.
    Check,
    /// Print all settings. Secrets are hidden.
    Print {
        /// Hide secrets; this is the default.
        #[arg(long, conflicts_with = "show_secrets")]
        redacted: bool,
        /// Show secrets.
        #[arg(long)]
        show_secrets: bool,
        /// Add where each value comes from.
        #[arg(long)]
        origin: bool,
    },
}

pub(super) fn run(action: &Action, sources: &Sources) -> anyhow::Result<ExitCode> {
    match action {
        Action::Check => return Ok(check(sources)),
        Action::Print { show_secrets, origin, .. } => {
            let (config, figment) = Config::load_with_origins(sources)?;
            for line in lines(&config, &figment, *show_secrets)? {
                match origin {
                    true => println!("{} = {}  # {}", line.key, line.value, line.origin),
                    false => println!("{} = {}", line.key, line.value),
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Tells all that is wrong, and ends as the first of it says.
fn check(sources: &Sources) -> ExitCode {
    let Err(faults) = Config::examine(sources) else {
        println!("The settings are valid.");
        return ExitCode::SUCCESS;
    };
    let json = sources.asks_for_json();
    let codes: Vec<_> = faults.iter().map(|fault| failure::report(fault, json)).collect();
    codes.into_iter().next().unwrap_or(ExitCode::FAILURE)
}
