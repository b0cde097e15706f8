//! `config check` and `config print`.

use crate::config::{Config, lines};
use clap::Subcommand;
use figment::Figment;
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

pub(super) fn run(action: &Action, config: &Config, layers: &Figment) -> anyhow::Result<ExitCode> {
    match action {
        Action::Check => println!("The settings are valid."),
        Action::Print { show_secrets, origin, .. } => {
            for line in lines(config, layers, *show_secrets)? {
                match origin {
                    true => println!("{} = {}  # {}", line.key, line.value, line.origin),
                    false => println!("{} = {}", line.key, line.value),
                }
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}
