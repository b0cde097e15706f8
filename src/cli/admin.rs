//! `admin`: what an operator with access to the host may do to accounts.

use super::database::Database;
use crate::{
    app::App, auth::break_glass, config::Config, instance::ops, lifecycle::Lifecycle,
    users::ops::NewUser,
};
use clap::Subcommand;
use std::{process::ExitCode, sync::Arc};

/// What to do to accounts.
#[derive(Debug, Subcommand)]
pub(super) enum Action {
    /// Create an account and print the link with which its owner chooses a password.
    CreateUser {
        /// Address; the account's name when signing in.
        #[arg(long)]
        email: String,
        /// Given name.
        #[arg(long, default_value = "")]
        first_name: String,
        /// Family name.
        #[arg(long, default_value = "")]
        last_name: String,
        /// The account administers the instance.
        #[arg(long)]
        instance_admin: bool,
    },
    /// Print a link with which a person chooses another password.
    ResetLink {
        /// Address of the account.
        email: String,
    },
    /// Print a link that signs an administrator in once, when passwords, cards and providers all
    /// fail. Loud: it is in the audit log and in the server's log.
    BreakGlass {
        /// Address of an account that administers the instance; made when there is none.
        #[arg(long)]
        email: String,
        /// Minutes until the link, and the session that it opens, end.
        #[arg(long, default_value_t = 30)]
        minutes: u32,
    },
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
    let link = match action {
        Action::CreateUser { email, first_name, last_name, instance_admin } => {
            let new = NewUser {
                email,
                first_name,
                last_name,
                is_instance_admin: instance_admin,
                is_active: true,
            };
            ops::create_user(&app, None, new).await.map(|(_, link)| link)
        }
        Action::ResetLink { email } => match ops::find_user_by_email(&app, &email).await {
            Ok(person) => ops::reset_link(&app, None, person.id).await,
            Err(error) => Err(error),
        },
        Action::BreakGlass { email, minutes } => break_glass::create(&app, &email, minutes).await,
    };
    app.db.close().await;
    let link = link?;
    println!("{}", link.url);
    eprintln!("The link works once, until {}.", link.expires_at.format("%Y-%m-%d %H:%M UTC"));
    Ok(ExitCode::SUCCESS)
}
