//! `doctor`: real probes of what the server needs, each with a name that stays the same.

mod address;
mod backup;
mod cards;
mod crypto;
mod database;
mod disk;
mod rows;
mod servers;

use super::database::Database;
use crate::{
    aws::Aws,
    clock::Clock,
    config::Config,
    db::Login,
    files::FileStore,
    finding::{Finding, State, report},
    migrate, outbound,
    trust::model::WARN_AHEAD,
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use sqlx::PgConnection;
use std::{process::ExitCode, time::Duration};

const BUCKET_WITHIN: Duration = Duration::from_secs(20);
const SKEW_WARNING_MS: i64 = 1_000;
const SKEW_FAILURE_MS: i64 = 30_000;

pub(super) async fn run(config: &Config, json: bool) -> anyhow::Result<ExitCode> {
    let mut findings = address::probe(config).await;
    findings.extend([authorities(), crypto::module()]);
    findings.extend(cards::probe(config));
    match Database::open(config).await {
        Ok(database) => {
            probe_database(&database, config, &mut findings).await;
            findings.extend(servers::mail(config, Some(&database.url)).await);
            database.close().await;
        }
        Err(error) => {
            findings.push(Finding::of("database.reachable", Err(error)));
            findings.extend(servers::mail(config, None).await);
        }
    }
    findings.extend(servers::redis(config).await);
    findings.extend(disk::probe(config));
    findings.extend(bucket(config).await);
    findings.sort_by(|a, b| a.id.cmp(&b.id));
    report(&findings, json)
}

fn authorities() -> Finding {
    Finding::new("outbound.authorities", State::Ok, outbound::roots::described())
}

/// A few bytes go up into the bucket, come back and are removed.
async fn bucket(config: &Config) -> Option<Finding> {
    let bucket = &config.files.s3_bucket;
    if bucket.is_empty() {
        return None;
    }
    let trial = async {
        let store = FileStore::open(&config.files, &Aws::new(config)?).await?;
        let tried = tokio::time::timeout(BUCKET_WITHIN, store.try_out()).await;
        tried.unwrap_or_else(|_| Err(anyhow::anyhow!("it does not answer"))).with_context(|| {
            format!(
                "the bucket {bucket}: allow s3:GetObject, s3:PutObject and s3:DeleteObject on its \
                 objects, and kms:GenerateDataKey and kms:Decrypt on its key"
            )
        })?;
        Ok(format!("bucket {bucket}"))
    };
    Some(Finding::of("files.writable", trial.await))
}

async fn probe_database(database: &Database, config: &Config, findings: &mut Vec<Finding>) {
    let connection = match Login::new(&database.url, None) {
        Ok(login) => login.connect("doctor").await,
        Err(error) => Err(error),
    };
    let mut connection = match connection.context("cannot connect") {
        Ok(connection) => connection,
        Err(error) => return findings.push(Finding::of("database.reachable", Err(error))),
    };
    findings.push(Finding::new("database.reachable", State::Ok, "connected"));
    findings.push(Finding::of("database.version", migrate::server_version(&mut connection).await));
    findings.push(Finding::of("database.extensions", migrate::extensions(&mut connection).await));
    findings.extend(rows::probe(&mut connection).await);
    findings.push(clock(&mut connection).await);
    findings.extend(crypto::passwords(&mut connection, config.crypto.password_hash).await);
    findings.extend(trust(&mut connection, config.piv.is_on()).await);
    findings.extend(database::probe(&mut connection, config).await);
    findings.extend(backup::probe(&mut connection, &config.backup).await);
    findings.push(migrations(&database.owner_url).await);
}

async fn clock(connection: &mut PgConnection) -> Finding {
    const ID: &str = "clock.skew";
    let before = Clock::System.now();
    let theirs: Result<DateTime<Utc>, _> =
        sqlx::query_scalar("SELECT clock_timestamp()").fetch_one(connection).await;
    let theirs = match theirs {
        Ok(theirs) => theirs,
        Err(error) => return Finding::of(ID, Err(error.into())),
    };
    let middle = before + (Clock::System.now() - before) / 2;
    let skew_ms = (theirs - middle).num_milliseconds();
    Finding::new(ID, skew(skew_ms), format!("the database's clock differs by {skew_ms} ms"))
}

fn skew(skew_ms: i64) -> State {
    match skew_ms.abs() {
        ..SKEW_WARNING_MS => State::Ok,
        SKEW_WARNING_MS..SKEW_FAILURE_MS => State::Warning,
        _ => State::Failure,
    }
}

/// What card sign-in trusts and what of it ends within 60 days or is out of date. A schema that has
/// no trust store yet is told about by `migrations.current`.
async fn trust(connection: &mut PgConnection, by_card: bool) -> Option<Finding> {
    const ID: &str = "trust.current";
    let is_there: bool = sqlx::query_scalar("SELECT to_regclass('trust_anchors') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await
        .ok()?;
    if !is_there {
        return None;
    }
    let counts: Result<(i64, i64, i64, i64), _> = sqlx::query_as(
        "SELECT (SELECT count(*) FROM trust_anchors WHERE enabled),
                (SELECT count(*) FROM trust_anchors WHERE enabled AND not_after < $1)
                + (SELECT count(*) FROM trust_certificates WHERE not_after < $1),
                (SELECT count(*) FROM trust_crls WHERE next_update < $2),
                (SELECT count(*) FROM trust_crl_sources WHERE enabled AND failures > 0)",
    )
    .bind(Clock::System.now() + WARN_AHEAD)
    .bind(Clock::System.now())
    .fetch_one(connection)
    .await;
    Some(match counts {
        Ok((0, ..)) if by_card => {
            let message = "piv.mode is on and no anchor is enabled: nobody signs in by card";
            Finding::new(ID, State::Warning, message)
        }
        Ok((0, ..)) => Finding::new(ID, State::Ok, "no anchors: nobody signs in by card"),
        Ok((anchors, 0, 0, 0)) => Finding::new(ID, State::Ok, format!("{anchors} anchors")),
        Ok((_, ending, lists, sources)) => {
            let message = format!(
                "{ending} certificates end within 60 days, {lists} revocation lists are out of \
                 date, {sources} sources of lists fail; see `trust list`"
            );
            Finding::new(ID, State::Warning, message)
        }
        Err(error) => Finding::of(ID, Err(error.into())),
    })
}

async fn migrations(owner_url: &str) -> Finding {
    const ID: &str = "migrations.current";
    match migrate::status(owner_url).await {
        Ok(status) if !status.unknown.is_empty() => {
            let message = "the schema belongs to a newer release; this one refuses to start";
            Finding::new(ID, State::Failure, message)
        }
        Ok(status) if !status.pending.is_empty() => {
            let message = format!("{} pending, applied at the next start", status.pending.len());
            Finding::new(ID, State::Warning, message)
        }
        Ok(status) => Finding::new(ID, State::Ok, format!("{} applied", status.applied.len())),
        Err(error) => Finding::of(ID, Err(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::{State, skew};

    #[test]
    fn clocks_may_differ_by_a_second() {
        for (ms, state) in [
            (0, State::Ok),
            (-999, State::Ok),
            (1_000, State::Warning),
            (-29_999, State::Warning),
            (30_000, State::Failure),
            (-86_400_000, State::Failure),
        ] {
            assert_eq!(skew(ms), state, "{ms}");
        }
    }
}
