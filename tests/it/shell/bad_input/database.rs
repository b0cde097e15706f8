//! Databases that are away, closed, too old or ahead, and migrations that fail.

use super::{
    Refusal, command, contents,
    fake_postgres::{self, Manner},
    process::{self, database},
    refused,
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::process::Command;

/// Does not wait for the database.
fn serve(data: &std::path::Path, url: &str, owner_url: &str) -> Command {
    let mut command = command(data, &["serve"]);
    command.env("TREASURY_PLANE_DATABASE__START_WAIT_S", "0");
    command.env("TREASURY_PLANE_DATABASE__URL", url);
    command.env("TREASURY_PLANE_DATABASE__OWNER_URL", owner_url);
    command
}

/// How a start ends with a database that no server of ours would use.
fn at(url: &str) -> Refusal {
    let data = process::data_dir();
    let refusal = refused(serve(data.path(), url, ""));
    assert!(!refusal.sentence.contains("hunter2"), "{}", refusal.sentence);
    assert!(contents(data.path()).is_empty(), "nothing was made");
    refusal
}

#[test]
fn a_database_that_is_down() {
    let refusal = at("postgres://somebody:hunter2@127.0.0.1:1/plane");
    refusal.expect("database-unreachable", 69, &["database.url", "connection refused", "start"]);
}

#[test]
fn an_address_that_is_none() {
    at("postgres://somebody:hunter2@:x/plane").expect("config-invalid", 78, &["postgres://user:"]);
}

#[test]
fn a_name_without_an_address() {
    let refusal = at("postgres://somebody:hunter2@database.invalid/plane");
    refusal.expect("database-unreachable", 69, &["database.url", "correct host and port"]);
}

#[test]
fn a_wrong_password() {
    let text = "password authentication failed for user \"somebody\"";
    let refusal = at(&fake_postgres::start(Manner::Refuse("28P01", text)));
    refusal.expect("database-denied", 77, &[text, "correct user and password"]);
}

#[test]
fn a_server_without_room() {
    let text = "sorry, too many clients already";
    let refusal = at(&fake_postgres::start(Manner::Refuse("53300", text)));
    refusal.expect("database-exhausted", 69, &[text, "database.pool_size"]);
}

#[test]
fn a_server_that_is_too_old() {
    let refusal = at(&fake_postgres::start(Manner::Version("14.9")));
    refusal.expect("database-too-old", 76, &["PostgreSQL 14.9", "15 or newer"]);
}

#[test]
fn a_standby() {
    let refusal = at(&fake_postgres::start(Manner::Standby));
    refusal.expect("database-read-only", 69, &["standby", "writer"]);
}

#[tokio::test]
async fn a_database_that_is_not_there() {
    let (url, _) = database("gone").await;
    at(&url.replace("/shell_gone?", "/shell_never_made?")).expect(
        "database-missing",
        78,
        &["shell_never_made", "create the database"],
    );
}

#[tokio::test]
async fn an_authority_that_did_not_sign() {
    let data = process::data_dir();
    let refusal = refused({
        let mut command = serve(data.path(), &fake_postgres::start(Manner::Version("17.2")), "");
        let authority = rcgen::generate_simple_self_signed(["elsewhere".to_owned()]).unwrap();
        let file = data.path().join("authority.pem");
        std::fs::write(&file, authority.cert.pem()).unwrap();
        command.env("TREASURY_PLANE_DATABASE__CA_FILE", file);
        command
    });
    refusal.expect("database-tls", 78, &["database.ca_file"]);
}

#[tokio::test]
async fn a_schema_that_is_ahead() {
    let data = process::data_dir();
    let (url, owner_url) = database("ahead").await;
    let served = serve(data.path(), &url, &owner_url);
    let mut migrate = command(data.path(), &["migrate", "up"]);
    migrate.envs(served.get_envs().filter_map(|(name, value)| Some((name, value?))));
    assert!(migrate.output().unwrap().status.success());
    let mut connection = PgConnection::connect(&owner_url).await.unwrap();
    let later = "INSERT INTO seaql_migrations VALUES ('m20990101_000001_later', 0)";
    sqlx::query(later).execute(&mut connection).await.unwrap();
    let before = tables(&mut connection).await;
    let refusal = refused(serve(data.path(), &url, &owner_url));
    let words = ["m20990101_000001_later", "run that release or a later one"];
    refusal.expect("schema-newer", 76, &words);
    assert_eq!(tables(&mut connection).await, before);
}

#[tokio::test]
async fn a_role_that_may_not_migrate() {
    let data = process::data_dir();
    let (url, owner_url) = database("no_owner").await;
    let refusal = refused(serve(data.path(), &url, ""));
    let words = ["treasury_plane_app", "set database.owner_url"];
    refusal.expect("schema-old", 77, &words);
    let mut connection = PgConnection::connect(&owner_url).await.unwrap();
    assert!(tables(&mut connection).await.is_empty());
}

#[tokio::test]
async fn migrations_that_fail_midway_leave_the_schema_as_it_was() {
    let data = process::data_dir();
    let (url, owner_url) = database("midway").await;
    let mut connection = PgConnection::connect(&owner_url).await.unwrap();
    // In the way of one of the last migrations.
    let obstacle = "CREATE TABLE webhooks (mine text); INSERT INTO webhooks VALUES ('kept')";
    sqlx::raw_sql(obstacle).execute(&mut connection).await.unwrap();
    let refusal = refused(serve(data.path(), &url, &owner_url));
    refusal.expect("migration-failed", 65, &["webhooks", "the schema is as it was"]);
    assert_eq!(tables(&mut connection).await, ["webhooks"]);
    let kept: String =
        sqlx::query_scalar("SELECT mine FROM webhooks").fetch_one(&mut connection).await.unwrap();
    assert_eq!(kept, "kept");
    // Once it is out of the way, all is well.
    sqlx::query("DROP TABLE webhooks").execute(&mut connection).await.unwrap();
    treasury_plane::migrate::up(&owner_url).await.unwrap();
}

async fn tables(connection: &mut PgConnection) -> Vec<String> {
    let sql = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1";
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(connection).await.unwrap()
}
