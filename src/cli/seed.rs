//! `seed`: something to look at.

use super::database::Database;
use crate::{
    app::App,
    config::Config,
    lifecycle::Lifecycle,
    migrate,
    transfer::{seed, target},
};
use clap::Subcommand;
use std::{process::ExitCode, sync::Arc};

/// What to create.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Create a demonstration workspace with two projects and 120 work items.
    Demo {
        /// Address of the person who owns it; otherwise the first instance administrator.
        #[arg(long = "as", value_name = "EMAIL")]
        actor: Option<String>,
    },
}

pub(super) async fn run(action: Action, config: &Arc<Config>) -> anyhow::Result<ExitCode> {
    let Action::Demo { actor } = action;
    let database = Database::open(config).await?;
    let outcome = demo(actor.as_deref(), config, &database).await;
    database.close().await;
    outcome
}

async fn demo(
    actor: Option<&str>,
    config: &Arc<Config>,
    database: &Database,
) -> anyhow::Result<ExitCode> {
    migrate::up(&database.owner_url).await?;
    let app = App::start(Arc::clone(config), &database.url, Lifecycle::default()).await?;
    let outcome = async {
        let owner = match actor {
            Some(email) => target::known_user(&app, email).await?,
            None => target::first_admin(&app).await?,
        };
        seed::demo(&app, owner).await
    }
    .await;
    app.db.close().await;
    let count = outcome?;
    println!("{count} work items in two projects, at {}", app.web_url(&format!("/{}", seed::SLUG)));
    Ok(ExitCode::SUCCESS)
}
