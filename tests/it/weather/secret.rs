//! A password that Secrets Manager changes while the server runs.

use super::server::Server;
use crate::support::moto::{Moto, POLICY};
use serde_json::json;
use std::time::Duration;
use treasury_plane::{
    aws::Aws,
    config::{Config, Secret},
    db::{Context, Db, Settings},
};

const SECRET: &str = "tp/db-credentials";

/// A server whose login has the password of the secret, and a pool that was opened with it.
async fn stage(refresh_s: u64) -> (Server, Moto, Db) {
    let server = Server::start().await;
    let role = "CREATE ROLE plane_login LOGIN IN ROLE treasury_plane_app PASSWORD 'first'";
    server.run(&[role]).await;
    server.allow_first("host all plane_login,plane_other 127.0.0.1/32 scram-sha-256").await;
    let moto = Moto::start(POLICY);
    moto.create_secret(SECRET, &secret("plane_login", "first"));
    let mut config = Config::from_defaults("/tmp").unwrap();
    moto.apply(&mut config);
    "tp/".clone_into(&mut config.aws.secrets_prefix);
    config.aws.refresh_s = refresh_s;
    let url =
        format!("postgres://plane_login:first@127.0.0.1:{}/plane?sslmode=disable", server.port);
    config.database.url = Secret::new(&url);
    let aws = Aws::new(&config).unwrap();
    let db = Db::connect(&Settings::with_tokens(&config, &url, &aws).unwrap()).await.unwrap();
    (server, moto, db)
}

fn secret(username: &str, password: &str) -> String {
    json!({ "username": username, "password": password }).to_string()
}

async fn cut(server: &Server) {
    let cut = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
               WHERE usename IN ('plane_login', 'plane_other')";
    server.run(&[cut]).await;
}

async fn is_connected(server: &Server) -> bool {
    let sql = "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE usename = 'plane_other')";
    sqlx::query_scalar(sql).fetch_one(&mut server.connect("postgres").await).await.unwrap()
}

async fn works(db: &Db) {
    db.begin(Context::default()).await.unwrap().end().await.unwrap();
}

/// The secret changes together with the role, long before anybody would look at it again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_rotated_password_is_picked_up_when_the_old_one_is_refused() {
    let (server, moto, db) = stage(3600).await;
    works(&db).await;
    // A password that was refused is not asked for again within a second of the last time.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    server.run(&["ALTER ROLE plane_login PASSWORD 'second'"]).await;
    moto.put_secret(SECRET, &secret("plane_login", "second"));
    cut(&server).await;
    works(&db).await;
}

/// Two roles that take turns: the one before stays good, so nothing is ever refused.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn another_role_is_used_at_the_next_look() {
    let (server, moto, db) = stage(1).await;
    works(&db).await;
    let role = "CREATE ROLE plane_other LOGIN IN ROLE treasury_plane_app PASSWORD 'third'";
    server.run(&[role]).await;
    moto.put_secret(SECRET, &secret("plane_other", "third"));
    super::until("the other role", Duration::from_secs(20), async || {
        cut(&server).await;
        works(&db).await;
        is_connected(&server).await
    })
    .await;
}

/// While Secrets Manager is away, the last password stays in use.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_secrets_manager_the_last_password_is_used() {
    let (server, moto, db) = stage(1).await;
    drop(moto);
    tokio::time::sleep(Duration::from_millis(1500)).await;
    cut(&server).await;
    works(&db).await;
}
