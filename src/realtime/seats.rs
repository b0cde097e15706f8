//! How many sockets a person has on all instances together.
//!
//! Each instance keeps a row for each of its people. The rows count for as long as the instance holds
//! its lease, which it renews while it has sockets; so what a killed instance had is forgotten soon.
//! When the database cannot be asked, the count of this instance alone decides.

use super::hub::RETRY_AFTER_S;
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    jobs::{Job, Outcome, Run},
};
use chrono::Duration;
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use serde::{Deserialize, Serialize};
use std::{sync::Arc, time::Duration as StdDuration};
use uuid::Uuid;

/// Rows of an instance that says nothing for this long no longer count.
const LEASE: Duration = Duration::seconds(30);
const RENEW_EVERY: StdDuration = StdDuration::from_secs(10);
/// Closed sockets are written down together.
const GATHER: StdDuration = StdDuration::from_millis(300);
const PEOPLE_MAX: usize = 500;

const RENEW: &str = "
    INSERT INTO leases (name, holder, expires_at) VALUES ('sockets:' || $1, $1, $2)
    ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at";
/// Writes how many there are here, and returns how many there are elsewhere.
const OPENED: &str = "
    WITH own AS (
        INSERT INTO socket_counts (user_id, instance_id, sockets) VALUES ($1, $2, $3)
        ON CONFLICT (user_id, instance_id) DO UPDATE SET sockets = excluded.sockets)
    SELECT coalesce(sum(c.sockets), 0)::bigint FROM socket_counts c
    WHERE c.user_id = $1 AND c.instance_id <> $2 AND EXISTS (
        SELECT FROM leases l WHERE l.name = 'sockets:' || c.instance_id AND l.expires_at > $4)";
const CLOSED: &str = "
    UPDATE socket_counts c SET sockets = n.sockets
    FROM unnest($2::uuid[], $3::integer[]) AS n (user_id, sockets)
    WHERE c.user_id = n.user_id AND c.instance_id = $1 AND n.sockets > 0";
const GONE: &str = "DELETE FROM socket_counts WHERE instance_id = $1 AND user_id = ANY ($2)";
const LEAVE: [&str; 3] = [
    "DELETE FROM presence WHERE instance_id = $1",
    "DELETE FROM socket_counts WHERE instance_id = $1",
    "DELETE FROM leases WHERE name = 'sockets:' || $1",
];
// Of instances that ended without a word.
const SWEEP: [&str; 3] = [
    "DELETE FROM leases WHERE name LIKE 'sockets:%' AND expires_at <= $1",
    "DELETE FROM presence p WHERE NOT EXISTS (
         SELECT FROM leases l WHERE l.name = 'sockets:' || p.instance_id)",
    "DELETE FROM socket_counts c WHERE NOT EXISTS (
         SELECT FROM leases l WHERE l.name = 'sockets:' || c.instance_id)",
];

/// Whether the person, who has just got a seat here, has few enough sockets everywhere.
pub(super) async fn admit(app: &App, user_id: Uuid) -> Result<()> {
    match count(app, user_id).await {
        Ok(total) if total > i64::from(app.config.limits.sockets_per_user) => {
            Err(Error::TooMany { retry_after_s: RETRY_AFTER_S })
        }
        Ok(_) => Ok(()),
        Err(error) => {
            tracing::warn!(%error, "sockets of other instances are not counted");
            Ok(())
        }
    }
}

async fn count(app: &App, user_id: Uuid) -> anyhow::Result<i64> {
    if is_due(app) {
        let tx = app.db.begin(Context::default()).await?;
        renew(app, &tx).await?;
        tx.end().await?;
    }
    let here = app.realtime.sockets_of(user_id);
    // One statement by itself: nobody's rows are concerned, and many sockets may open at once.
    let elsewhere: i64 = sqlx::query_scalar(OPENED)
        .bind(user_id)
        .bind(app.id)
        .bind(i32::try_from(here).unwrap_or(i32::MAX))
        .bind(app.clock.now())
        .fetch_one(app.db.pool())
        .await?;
    Ok(elsewhere + i64::from(here))
}

fn is_due(app: &App) -> bool {
    app.realtime.presence().lease_ends_at() - app.clock.now() < LEASE / 2
}

/// Says that this instance is alive, unless it has done so lately.
pub(super) async fn renew(app: &App, tx: &Tx) -> Result<()> {
    if is_due(app) {
        let ends_at = app.clock.now() + LEASE;
        run(tx, RENEW, [app.id.into(), ends_at.into()]).await?;
        app.realtime.presence().set_lease_end(ends_at);
    }
    Ok(())
}

/// Renews the lease while there are sockets, and writes down which were closed.
pub(super) async fn follow(app: Arc<App>) -> anyhow::Result<()> {
    loop {
        let closed = tokio::time::timeout(RENEW_EVERY, app.realtime.seats_changed()).await;
        if closed.is_ok() {
            tokio::time::sleep(GATHER).await;
        }
        let changed = app.realtime.take_changed();
        if changed.is_empty() && app.realtime.sockets() == 0 {
            continue;
        }
        if let Err(error) = write(&app, &changed).await {
            app.realtime.put_back(changed.into_iter().map(|(id, _)| id));
            return Err(error.into());
        }
    }
}

async fn write(app: &App, changed: &[(Uuid, u32)]) -> Result<()> {
    let own = app.id;
    let tx = app.db.begin(Context::default()).await?;
    renew(app, &tx).await?;
    for people in changed.chunks(PEOPLE_MAX) {
        let ids: Vec<Uuid> = people.iter().map(|(id, _)| *id).collect();
        let counts: Vec<i32> =
            people.iter().map(|(_, n)| i32::try_from(*n).unwrap_or(i32::MAX)).collect();
        run(&tx, CLOSED, [own.into(), ids.into(), counts.into()]).await?;
        let gone = people.iter().filter(|(_, count)| *count == 0).map(|(id, _)| *id);
        run(&tx, GONE, [own.into(), gone.collect::<Vec<_>>().into()]).await?;
    }
    tx.end().await
}

/// The end of this instance: its people are nowhere any more.
pub(super) async fn leave(app: &App) {
    let left = async {
        let tx = app.db.begin(Context::default()).await?;
        for sql in LEAVE {
            run(&tx, sql, [app.id.into()]).await?;
        }
        tx.end().await
    };
    if let Err(error) = left.await {
        tracing::debug!(%error, "the lease of the sockets ends by itself");
    }
}

/// Removes what instances left that ended without a word. Their rows do not count any more; they
/// only take room.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeSeats {}

impl Job for PurgeSeats {
    const NAME: &'static str = "purge_seats";
    const ABOUT: &'static str = "Removes sockets and presence of instances that are gone.";
    const CONCURRENCY: usize = 1;

    async fn run(self, this: &Run) -> Outcome {
        let tx = this.app.db.begin(Context::default()).await?;
        let [leases, rest @ ..] = SWEEP;
        run(&tx, leases, [this.app.clock.now().into()]).await?;
        for sql in rest {
            run(&tx, sql, []).await?;
        }
        this.done_in(&tx).await?;
        Ok(tx.end().await?)
    }
}

async fn run<const N: usize>(tx: &Tx, sql: &str, values: [Value; N]) -> Result<()> {
    tx.execute_raw(statement(sql, values)).await?;
    Ok(())
}

fn statement<const N: usize>(sql: &str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}
