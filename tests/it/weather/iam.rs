//! Passwords that are good for a while only.

use super::{
    server::{Server, address},
    until,
};
use sqlx::PgConnection;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use treasury_plane::{
    config::Config,
    db::{Context, Db, Settings, iam::Tokens},
};

/// Makes tokens as AWS does, as far as the server can tell: the last one is good, others are not.
#[derive(Debug)]
struct Rotating {
    superuser: String,
    made: AtomicU32,
}

impl Rotating {
    async fn make(&self) -> String {
        use sqlx::Connection;
        let token = format!("token-{}", self.made.fetch_add(1, Ordering::Relaxed));
        let mut connection = PgConnection::connect(&self.superuser).await.unwrap();
        let sql = format!("ALTER ROLE plane_login PASSWORD '{token}'");
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
        token
    }
}

#[async_trait::async_trait]
impl Tokens for Rotating {
    async fn login(
        &self,
        _host: &str,
        _port: u16,
        user: &str,
    ) -> anyhow::Result<Option<(String, String)>> {
        assert_eq!(user, "plane_login");
        Ok(Some((user.to_owned(), self.make().await)))
    }
}

async fn cut(server: &Server) {
    server
        .run(&["SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity \
                WHERE usename = 'plane_login'"])
        .await;
}

/// A server whose role has the password of the newest token, and a pool that renews it so often.
async fn rotating(token_every: Duration) -> (Server, Arc<Rotating>, Db) {
    let server = Server::start().await;
    server.run(&["CREATE ROLE plane_login LOGIN IN ROLE treasury_plane_app"]).await;
    server.allow_first("host all plane_login 127.0.0.1/32 scram-sha-256").await;
    let tokens = Arc::new(Rotating {
        superuser: address(server.port, "postgres"),
        made: AtomicU32::default(),
    });
    let config = Config::from_defaults("/tmp").unwrap().database;
    let url = format!("postgres://plane_login@127.0.0.1:{}/plane?sslmode=disable", server.port);
    let settings = Settings {
        tokens: Some(Arc::<Rotating>::clone(&tokens)),
        token_every,
        ..Settings::new(&config, &url).unwrap()
    };
    let db = Db::connect(&settings).await.unwrap();
    (server, tokens, db)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn new_connections_use_the_token_of_the_hour() {
    let (server, tokens, db) = rotating(Duration::from_millis(500)).await;
    let works = async || match db.begin(Context::default()).await {
        Ok(tx) => tx.end().await.is_ok(),
        Err(_) => false,
    };
    assert!(works().await);
    let first = tokens.made.load(Ordering::Relaxed);
    until("three more tokens", Duration::from_secs(10), async || {
        tokens.made.load(Ordering::Relaxed) >= first + 3
    })
    .await;
    cut(&server).await;
    assert!(works().await, "with the token of the last renewal");
}

/// After a pause of the process, the token has ended and the renewal has not run yet.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_has_ended_is_renewed_at_once() {
    let (server, _, db) = rotating(Duration::from_secs(600)).await;
    // The renewal is not asked again within a second of the last one.
    tokio::time::sleep(Duration::from_millis(1100)).await;
    server.run(&["ALTER ROLE plane_login PASSWORD 'another'"]).await;
    cut(&server).await;
    db.begin(Context::default()).await.unwrap().end().await.unwrap();
}
