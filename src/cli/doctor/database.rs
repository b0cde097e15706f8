//! Whether the database is a writer, has room for all instances, and has the reader that was promised.

use super::{Finding, State};
use crate::{
    config,
    db::{self, Login, POOL_MAX, Room},
};
use anyhow::{Context, ensure};
use sqlx::PgConnection;

pub(super) async fn probe(connection: &mut PgConnection, config: &config::Config) -> Vec<Finding> {
    let mut findings = vec![
        Finding::of("database.writer", writer(connection).await),
        connections(connection, &config.database).await,
    ];
    if config.database.reader_url.is_set() {
        findings.push(Finding::of("database.reader", reader(config).await));
    }
    findings
}

async fn writer(connection: &mut PgConnection) -> anyhow::Result<String> {
    db::require_writer(connection).await?;
    Ok("takes writes".to_owned())
}

async fn connections(connection: &mut PgConnection, config: &config::Database) -> Finding {
    const ID: &str = "database.connections";
    let room = match Room::of(connection).await {
        Ok(room) => room,
        Err(error) => return Finding::of(ID, Err(error)),
    };
    let (state, message) = explain(room, config);
    Finding::new(ID, state, message)
}

fn explain(server: Room, config: &config::Database) -> (State, String) {
    let instances = config.instances_expected;
    let room = match config.max_connections {
        0 => server,
        configured => Room { connections: configured, ..server },
    };
    let (size, why) = match config.pool_size {
        0 => (room.pool_size(instances), format!("computed, at most {POOL_MAX}")),
        size => (size, "as database.pool_size says".to_owned()),
    };
    let taken = Room::taken(size, instances);
    let usable = server.connections.saturating_sub(server.reserved);
    let message = format!(
        "{size} in the pool of each instance ({why}); {instances} instances take up to {taken} of \
         the server's {usable}"
    );
    if taken > usable {
        let advice = "; lower database.pool_size, or use fewer instances or a larger server";
        return (State::Failure, message + advice);
    }
    (State::Ok, message)
}

async fn reader(config: &config::Config) -> anyhow::Result<String> {
    let url = db::address(config, config.database.reader_url.expose()).await?;
    let connection = Login::new(&url, None)?.connect("doctor").await;
    let mut connection = connection.context("database.reader_url: cannot connect")?;
    let is_standby: bool = sqlx::query_scalar("SELECT pg_is_in_recovery()")
        .fetch_one(&mut connection)
        .await
        .context("database.reader_url")?;
    let knows: bool = sqlx::query_scalar("SELECT to_regclass('seaql_migrations') IS NOT NULL")
        .fetch_one(&mut connection)
        .await?;
    ensure!(knows, "database.reader_url: is another database, without our tables");
    Ok(if is_standby { "a standby" } else { "the writer itself, which is allowed" }.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn too_many_instances_are_a_failure() {
        let server = Room { connections: 100, reserved: 3 };
        let mut config = config::Config::from_defaults("/tmp").unwrap().database;
        config.instances_expected = 4;
        let (state, message) = explain(server, &config);
        assert_eq!(state, State::Ok, "{message}");
        assert!(message.starts_with("16 in the pool of each instance"), "{message}");
        config.pool_size = 30;
        let (state, message) = explain(server, &config);
        assert_eq!(state, State::Failure);
        assert!(message.contains("132 of the server's 97"), "{message}");
    }
}
