//! What this release would do to a database that an older one uses, before it does it.
//!
//! It only reads. Releases run beside each other for the time of a rolling upgrade, so a migration
//! first adds (expand), and what is not used any more goes a release later (contract): a contract
//! step is refused while an instance of an older release is there.

pub mod statements;

use crate::{
    clock::Clock,
    finding::{Finding, State},
    jobs::instances::SILENT_AFTER,
    migrate,
};
use anyhow::Context;
use chrono::{DateTime, Duration, Utc};
use sqlx::PgConnection;
use std::{collections::BTreeSet, path::Path};

/// Below this a long migration may fill the disk.
const FREE_MIN: u64 = 1024 * 1024 * 1024;
const BACKUP_AGE_MAX: Duration = Duration::hours(24);

/// Looks at the database. `disk` is a directory on the disk that it fills, when that is ours.
pub async fn check(
    connection: &mut PgConnection,
    disk: Option<&Path>,
) -> anyhow::Result<Vec<Finding>> {
    let status = migrate::read(connection).await?;
    let older = older_instances(connection, status.applied.is_empty()).await?;
    let mut findings = vec![
        schema(&status),
        Finding::of("server", migrate::server_version(connection).await),
        instances(&older, &status),
    ];
    let mut made = BTreeSet::new();
    for name in &status.pending {
        let source = migration::SOURCES.iter().find(|(known, _)| known == name);
        let mut effects = statements::effects(source.map_or("", |(_, source)| *source));
        // Tables that the steps before it make are empty and nobody's.
        effects.locks.retain(|lock| !made.contains(&lock.table));
        findings.push(migration_step(name, &effects, !older.is_empty()));
        made.append(&mut effects.makes);
    }
    findings.push(Finding::of("extensions", migrate::extensions(connection).await));
    findings.push(space(connection, disk).await?);
    findings.extend(backup(connection, &status).await?);
    Ok(findings)
}

fn schema(status: &migrate::Status) -> Finding {
    const ID: &str = "schema";
    if let Some(newer) = status.unknown.last() {
        let message = format!(
            "the database belongs to a newer release (it has {newer}); this one would not start"
        );
        return Finding::new(ID, State::Failure, message);
    }
    let message = match status.pending.len() {
        0 => "nothing to migrate".to_owned(),
        count => format!("{count} migrations would be applied at the next start"),
    };
    Finding::new(ID, State::Ok, message)
}

fn migration_step(name: &str, effects: &statements::Effects, older_is_there: bool) -> Finding {
    let id = format!("migration.{name}");
    let locks: Vec<String> = effects
        .locks
        .iter()
        .map(|lock| {
            let how_long = if lock.is_long { "long" } else { "short" };
            format!("{} ({how_long}: {})", lock.table, lock.doing)
        })
        .collect();
    let locks = match locks.as_slice() {
        [] => "locks no table that is there".to_owned(),
        locks => format!("locks {}", locks.join(", ")),
    };
    if effects.is_contract && older_is_there {
        let message = format!(
            "takes away what the running older release uses; stop its instances first; {locks}"
        );
        return Finding::new(id, State::Failure, message);
    }
    let is_long = effects.locks.iter().any(|lock| lock.is_long);
    let state = if is_long || effects.is_contract { State::Warning } else { State::Ok };
    Finding::new(id, state, locks)
}

/// Instances of other releases that were seen lately: host and version.
async fn older_instances(
    connection: &mut PgConnection,
    is_empty: bool,
) -> anyhow::Result<Vec<(String, String)>> {
    let is_there: bool = sqlx::query_scalar("SELECT to_regclass('instances') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await?;
    if is_empty || !is_there {
        return Ok(Vec::new());
    }
    sqlx::query_as(
        "SELECT host_name, version FROM instances WHERE seen_at > $1 AND version <> $2
         ORDER BY started_at",
    )
    .bind(Clock::System.now() - SILENT_AFTER)
    .bind(env!("CARGO_PKG_VERSION"))
    .fetch_all(connection)
    .await
    .context("reading the instances")
}

fn instances(others: &[(String, String)], status: &migrate::Status) -> Finding {
    const ID: &str = "instances";
    if others.is_empty() {
        return Finding::new(ID, State::Ok, "no instance of another release is there");
    }
    let list: Vec<String> =
        others.iter().map(|(host, version)| format!("{host} runs {version}")).collect();
    let state = if status.pending.is_empty() { State::Ok } else { State::Warning };
    let message = format!("{}; it goes on beside the new schema", list.join(", "));
    Finding::new(ID, state, message)
}

async fn space(connection: &mut PgConnection, disk: Option<&Path>) -> anyhow::Result<Finding> {
    const ID: &str = "disk";
    let size: i64 = sqlx::query_scalar("SELECT pg_database_size(current_database())")
        .fetch_one(connection)
        .await?;
    let size = u64::try_from(size).unwrap_or_default();
    let mb = |bytes: u64| bytes / (1024 * 1024);
    let Some(disk) = disk else {
        let message = format!("the database has {} MB; its disk is its server's", mb(size));
        return Ok(Finding::new(ID, State::Ok, message));
    };
    let found = rustix::fs::statvfs(disk).with_context(|| disk.display().to_string())?;
    let free = found.f_bavail.saturating_mul(found.f_frsize);
    let state = if free < FREE_MIN.max(size) { State::Warning } else { State::Ok };
    let message = format!("{} MB free, the database has {} MB", mb(free), mb(size));
    Ok(Finding::new(ID, state, message))
}

async fn backup(
    connection: &mut PgConnection,
    status: &migrate::Status,
) -> anyhow::Result<Option<Finding>> {
    const ID: &str = "backup";
    if status.pending.is_empty() {
        return Ok(None);
    }
    let is_there: bool = sqlx::query_scalar("SELECT to_regclass('backups') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await?;
    let last: Option<DateTime<Utc>> = match is_there {
        true => {
            sqlx::query_scalar("SELECT max(taken_at) FROM backups").fetch_one(connection).await?
        }
        false => None,
    };
    Ok(Some(match last {
        Some(at) if Clock::System.now() - at < BACKUP_AGE_MAX => {
            Finding::new(ID, State::Ok, format!("the last one is of {}", at.format("%F %H:%M UTC")))
        }
        _ => {
            let message = "there is none of the last day; make one before (`backup create`)";
            Finding::new(ID, State::Warning, message)
        }
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_step_waits_for_older_instances() {
        let source = "//! Contract: nobody reads it.\nconst UP: &str = \"ALTER TABLE users DROP COLUMN x;\";";
        let effects = statements::effects(source);
        assert_eq!(migration_step("m", &effects, true).state, State::Failure);
        let alone = migration_step("m", &effects, false);
        assert_eq!(alone.state, State::Warning);
        assert_eq!(alone.message, "locks users (short: changes its definition)");
    }
}
