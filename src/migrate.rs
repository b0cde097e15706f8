//! Brings the schema up to date, one process at a time.
//!
//! SeaORM's migrator takes no lock, so two instances that start together would race; an advisory
//! lock on a connection of its own makes the second wait and then find nothing to do. A schema
//! with migrations that this binary does not know was made by a newer release and is refused.

use crate::{
    db::{self, Login},
    fault::{Failure, Fault},
};
use anyhow::{Context, ensure};
use migration::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, DbErr, TransactionTrait};
use sqlx::{
    Connection, Executor, PgConnection,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use std::{
    str::FromStr,
    time::{Duration, Instant},
};

/// Any number will do, as long as it is always the same.
const LOCK_KEY: i64 = 0x7470_6d69_6772_6174;

/// A server that starts beside its database, or during a failover, waits this long for a writer.
const WAIT_MAX: Duration = Duration::from_secs(30);
/// The setting that holds the address.
const OWNER: &str = "database.owner_url, or database.url when that is empty";
/// PostgreSQL 15.
const OLDEST_VERSION: u32 = 150_000;
const ASK_EVERY: Duration = Duration::from_millis(500);

/// Where the schema stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Status {
    /// Known and applied.
    pub applied: Vec<String>,
    /// Known and not applied yet.
    pub pending: Vec<String>,
    /// Applied by a release that knows more than this one.
    pub unknown: Vec<String>,
}

impl Status {
    /// Whether the schema is exactly the one of this release.
    pub fn is_current(&self) -> bool {
        self.pending.is_empty() && self.unknown.is_empty()
    }

    fn of(applied: Vec<String>) -> Self {
        let known: Vec<String> =
            Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
        let (pending, done) = known.iter().cloned().partition(|name| !applied.contains(name));
        let unknown = applied.into_iter().filter(|name| !known.contains(name)).collect();
        Self { applied: done, pending, unknown }
    }

    fn refuse_newer(&self) -> anyhow::Result<()> {
        if let Some(name) = self.unknown.last() {
            return Err(Fault::SchemaNewer.because(format!(
                "the database was migrated by a newer Treasury Plane (it has \"{name}\", which \
                 this release {} does not know); run that release or a later one, or restore the \
                 backup made before the upgrade",
                env!("CARGO_PKG_VERSION")
            )));
        }
        Ok(())
    }
}

/// Reads where the schema stands; changes nothing.
pub async fn status(url: &str) -> anyhow::Result<Status> {
    let connection = Login::new(url, None)?.connect("migrate").await;
    let mut connection = connection.map_err(|error| db::explain(error, OWNER))?;
    require_version(connection.server_version_num())?;
    let status = read(&mut connection).await?;
    connection.close().await?;
    Ok(status)
}

/// As [`status`], on a connection that is there already.
pub async fn read(connection: &mut PgConnection) -> anyhow::Result<Status> {
    let exists: bool = sqlx::query_scalar("SELECT to_regclass('seaql_migrations') IS NOT NULL")
        .fetch_one(&mut *connection)
        .await?;
    if !exists {
        return Ok(Status::of(Vec::new()));
    }
    let applied = sqlx::query_scalar("SELECT version FROM seaql_migrations ORDER BY version")
        .fetch_all(connection)
        .await
        .context("reading the list of migrations")?;
    Ok(Status::of(applied))
}

/// Applies what is pending as the owner role and returns the names.
pub async fn up(owner_url: &str) -> anyhow::Result<Vec<String>> {
    up_within(owner_url, WAIT_MAX).await
}

/// As [`up`], waiting no longer than `patience` for the database.
pub async fn up_within(owner_url: &str, patience: Duration) -> anyhow::Result<Vec<String>> {
    let mut lock = connect_to_writer(owner_url, patience).await?;
    // The common case takes no lock: nothing to do.
    let status = read(&mut lock).await?;
    status.refuse_newer()?;
    if status.is_current() {
        lock.close().await?;
        return Ok(Vec::new());
    }
    lock.execute("SET lock_timeout = '10min'").await?;
    sqlx::query("SELECT pg_advisory_lock($1)")
        .bind(LOCK_KEY)
        .execute(&mut lock)
        .await
        .context("waiting for another process that migrates")?;
    let status = read(&mut lock).await?;
    status.refuse_newer()?;
    if !status.is_current() {
        let role: String =
            sqlx::query_scalar("SELECT current_user::text").fetch_one(&mut lock).await?;
        let applied = apply(owner_url, None).await;
        applied.map_err(|error| explain(error, status.pending.len(), &role))?;
        // `/readyz` of each instance compares the list with its own.
        lock.execute("GRANT SELECT ON seaql_migrations TO treasury_plane_app").await?;
    }
    lock.close().await?;
    Ok(status.pending)
}

/// Why migrations were not applied. All of them run in one transaction, so none of them was.
fn explain(error: anyhow::Error, pending: usize, role: &str) -> anyhow::Error {
    let said = error.chain().find_map(db::inside).and_then(sqlx::Error::as_database_error);
    let words = said.map_or_else(|| format!("{error:#}"), |said| said.message().to_owned());
    let code = said.and_then(sqlx::error::DatabaseError::code).map(std::borrow::Cow::into_owned);
    match code.as_deref() {
        Some("42501") => Fault::SchemaOld.over(
            error,
            format!(
                "{pending} migrations are pending, and the role {role} may not apply them ({words}); \
                 set database.owner_url to the owner of the database, or run `treasury-plane \
                 migrate up` as that role"
            ),
        ),
        Some("0A000" | "58P01") if words.contains("extension") => Fault::DatabaseExtension.over(
            error,
            format!("the database's server lacks an extension ({words}); install pg_trgm there"),
        ),
        Some(code) if code.starts_with("53") || code.starts_with("08") => {
            db::explain(error, "migrating")
        }
        _ => Fault::MigrationFailed.over(
            error,
            format!(
                "a migration failed and the schema is as it was: {words}; mend that and run \
                 `treasury-plane migrate up`"
            ),
        ),
    }
}

/// The server's version, if this release can use it.
pub async fn server_version(connection: &mut PgConnection) -> anyhow::Result<String> {
    require_version(connection.server_version_num())?;
    let version: String = sqlx::query_scalar("SELECT current_setting('server_version')")
        .fetch_one(connection)
        .await?;
    Ok(format!("PostgreSQL {version}"))
}

/// Whether the server has the extension that the schema needs.
pub async fn extensions(connection: &mut PgConnection) -> anyhow::Result<String> {
    let is_available: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'pg_trgm')",
    )
    .fetch_one(connection)
    .await?;
    ensure!(is_available, "the database's server lacks the extension pg_trgm; install it there");
    Ok("pg_trgm is available".to_owned())
}

/// `number` as PostgreSQL counts: 150004 is 15.4.
fn require_version(number: Option<u32>) -> anyhow::Result<()> {
    let Some(number) = number.filter(|number| *number < OLDEST_VERSION) else { return Ok(()) };
    Err(Fault::DatabaseTooOld.because(format!(
        "the database runs PostgreSQL {}.{}, which is too old; upgrade it to 15 or newer",
        number / 10_000,
        number % 10_000
    )))
}

/// Applies the first `count` migrations to an empty database: the schema of an older release.
pub async fn up_to(owner_url: &str, count: usize) -> anyhow::Result<()> {
    let mut lock = connect_to_writer(owner_url, Duration::ZERO).await?;
    sqlx::query("SELECT pg_advisory_lock($1)").bind(LOCK_KEY).execute(&mut lock).await?;
    let status = read(&mut lock).await?;
    ensure!(status == Status::of(Vec::new()), "the database has a schema already");
    let count = u32::try_from(count).context("so many migrations")?;
    apply(owner_url, Some(count)).await.context("making the schema")?;
    lock.execute("GRANT SELECT ON seaql_migrations TO treasury_plane_app").await?;
    lock.close().await?;
    Ok(())
}

async fn apply(owner_url: &str, count: Option<u32>) -> anyhow::Result<()> {
    // A migration that waits for a table's lock blocks everyone queued behind it, so it gives up
    // early and can be run again.
    let options = PgConnectOptions::from_str(owner_url)?
        .application_name(&db::name("migrate"))
        .options([("lock_timeout", "15s"), ("client_min_messages", "warning")]);
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .connect_with(options)
        .await?;
    let db = sea_orm::SqlxPostgresConnector::from_sqlx_postgres_pool(pool.clone());
    let outcome = all_or_none(&db, count).await;
    pool.close().await;
    Ok(outcome?)
}

/// Each migration has a transaction of its own, which is a savepoint in this one: when one fails, the
/// schema is that of the release that ran before, and that release can go on.
async fn all_or_none(db: &DatabaseConnection, count: Option<u32>) -> Result<(), DbErr> {
    let transaction = db.begin().await?;
    match Migrator::up(&transaction, count).await {
        Ok(()) => transaction.commit().await,
        Err(error) => {
            transaction.rollback().await?;
            Err(error)
        }
    }
}

/// A connection that can write; waits for the server to be there and to be the writer.
async fn connect_to_writer(url: &str, patience: Duration) -> anyhow::Result<PgConnection> {
    let login = Login::new(url, None)?;
    let deadline = Instant::now() + patience;
    let mut is_told = false;
    loop {
        let attempt = async {
            let mut connection = login.connect("migrate").await?;
            require_version(connection.server_version_num())?;
            db::require_writer(&mut connection).await?;
            anyhow::Ok(connection)
        };
        let error = match attempt.await {
            Ok(connection) => return Ok(connection),
            Err(error) => error,
        };
        let may_pass = error.downcast_ref::<sqlx::Error>().is_none_or(db::is_passing)
            && error.downcast_ref::<Failure>().is_none();
        if !may_pass || Instant::now() >= deadline {
            return Err(db::explain(error, OWNER));
        }
        if !std::mem::replace(&mut is_told, true) {
            tracing::warn!(error = format!("{error:#}"), "waiting for the database");
        }
        tokio::time::sleep(ASK_EVERY).await;
    }
}

#[cfg(test)]
mod tests {
    use super::{Status, require_version};
    use migration::{Migrator, MigratorTrait};

    #[test]
    fn a_newer_schema_is_refused_with_its_name() {
        let mut applied: Vec<String> =
            Migrator::migrations().iter().map(|m| m.name().to_owned()).collect();
        assert!(Status::of(applied.clone()).is_current());
        assert_eq!(Status::of(Vec::new()).pending, applied);
        applied.push("m20990101_000001_later".to_owned());
        let refusal = Status::of(applied).refuse_newer().unwrap_err().to_string();
        assert!(refusal.contains("m20990101_000001_later"), "{refusal}");
    }

    #[test]
    fn an_old_server_is_refused_with_its_version() {
        let refusal = require_version(Some(140_009)).unwrap_err().to_string();
        assert!(refusal.contains("PostgreSQL 14.9"), "{refusal}");
        assert!(require_version(Some(150_000)).is_ok());
        assert!(require_version(None).is_ok());
    }
}
