//! `upgrade-check`: what the next start of this release would do to the database. Changes nothing.

use super::database::Database;
use crate::{
    config::Config,
    db::Login,
    finding::{Finding, report},
    upgrade,
};
use anyhow::Context;
use std::process::ExitCode;

pub(super) async fn run(config: &Config, json: bool) -> anyhow::Result<ExitCode> {
    let database = Database::open(config).await?;
    let outcome = check(config, &database).await;
    database.close().await;
    report(&outcome?, json)
}

async fn check(config: &Config, database: &Database) -> anyhow::Result<Vec<Finding>> {
    let connection = Login::new(&database.owner_url, None)?.connect("upgrade-check").await;
    let mut connection = connection.context("cannot connect to the database")?;
    let disk = (!config.database.url.is_set()).then_some(config.data_dir.as_path());
    upgrade::check(&mut connection, disk).await
}
