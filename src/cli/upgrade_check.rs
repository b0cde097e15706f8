//! `upgrade-check`: what the next start of this release would do to the database. Changes nothing.

use super::database::Database;
use crate::{
    config::Config,
    db::Login,
    upgrade::{self, Finding, State},
};
use anyhow::Context;
use std::process::ExitCode;

pub(super) async fn run(config: &Config, json: bool) -> anyhow::Result<ExitCode> {
    let database = Database::open(config).await?;
    let outcome = check(config, &database).await;
    database.close().await;
    let findings = outcome?;
    print(&findings, json)?;
    Ok(match findings.iter().map(|finding| finding.state).max() {
        Some(State::Failure) => ExitCode::from(2),
        Some(State::Warning) => ExitCode::from(1),
        _ => ExitCode::SUCCESS,
    })
}

async fn check(config: &Config, database: &Database) -> anyhow::Result<Vec<Finding>> {
    let connection = Login::new(&database.owner_url, None)?.connect("upgrade-check").await;
    let mut connection = connection.context("cannot connect to the database")?;
    let disk = (!config.database.url.is_set()).then_some(config.data_dir.as_path());
    upgrade::check(&mut connection, disk).await
}

fn print(findings: &[Finding], json: bool) -> anyhow::Result<()> {
    if json {
        println!("{}", serde_json::to_string_pretty(findings)?);
        return Ok(());
    }
    for Finding { id, state, message } in findings {
        let mark = match state {
            State::Ok => "ok  ",
            State::Warning => "warn",
            State::Failure => "FAIL",
        };
        println!("{mark}  {id:<22}  {message}");
    }
    Ok(())
}
