//! How the chain grows, and that the runtime role can do nothing to it.

use super::{act, problems};
use crate::support::TestApp;
use migration::{Migrator, MigratorTrait};
use sqlx::{AssertSqlSafe, Executor, Row};
use treasury_plane::{audit::Entry, db::Context};

#[tokio::test]
async fn fifty_writers_at_once_leave_one_chain_in_the_order_of_commits() {
    let t = TestApp::with(|config| config.database.pool_size = 20).await;
    let writers = (0..50).map(async |n| {
        for _ in 0..4 {
            act(&t, &n.to_string()).await;
        }
    });
    futures_util::future::join_all(writers).await;
    let row = sqlx::query(
        "SELECT count(*), min(seq), max(seq), count(DISTINCT entry_id) FROM audit_chain",
    );
    let row = row.fetch_one(t.app.db.pool()).await.unwrap();
    let numbers: [i64; 4] = std::array::from_fn(|at| row.get(at));
    assert_eq!(numbers, [200, 1, 200, 200]);
    assert_eq!(problems(&t).await, []);
}

#[tokio::test]
async fn places_follow_commits_and_not_ids() {
    let t = TestApp::new().await;
    let slow = t.app.db.begin(Context::default()).await.unwrap();
    Entry::new("test.slow").write(&slow, t.now()).await.unwrap();
    // Another commits meanwhile: nobody waits before the commit.
    act(&t, "quick").await;
    slow.commit().await.unwrap();
    let actions: Vec<String> = sqlx::query_scalar(
        "SELECT a.action FROM audit_chain c JOIN audit_log a ON a.id = c.entry_id ORDER BY c.seq",
    )
    .fetch_all(t.app.db.pool())
    .await
    .unwrap();
    assert_eq!(actions, ["test.acted", "test.slow"]);
    assert_eq!(problems(&t).await, []);
}

#[tokio::test]
async fn an_act_that_is_rolled_back_leaves_nothing_and_no_gap() {
    let t = TestApp::new().await;
    act(&t, "one").await;
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    Entry::new("test.undone").write(&tx, t.now()).await.unwrap();
    drop(tx);
    act(&t, "two").await;
    assert_eq!(problems(&t).await, []);
}

#[tokio::test]
async fn every_kind_of_value_hashes_alike_in_the_database_and_here() {
    let t = TestApp::new().await;
    let person = t.user().await;
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    Entry::new("test.all")
        .by(person.id)
        .on("user", person.id)
        .within(person.id)
        .from("2001:db8::1")
        .because("Grüße: \"a\"\n|=\\ 雪 🎿")
        .with("z", 1.5e300)
        .with("a", serde_json::json!({"b": [1, null, "\u{7}é"], "aa": -0.0}))
        .failed()
        .write(&tx, t.now() + chrono::Duration::microseconds(1))
        .await
        .unwrap();
    let old = "1969-12-31T23:59:59.999999Z".parse().unwrap();
    Entry::new("test.old").write(&tx, old).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(problems(&t).await, []);
}

#[tokio::test]
async fn the_runtime_role_can_only_add() {
    let t = TestApp::new().await;
    act(&t, "one").await;
    for sql in [
        "UPDATE audit_log SET reason = 'x'",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log CASCADE",
        "INSERT INTO audit_log (id, at, action, outcome) OVERRIDING SYSTEM VALUE VALUES (99, now(), 'a.b', 'success')",
        "ALTER TABLE audit_log DISABLE TRIGGER audit_log_chain",
        "DROP TRIGGER audit_log_chain ON audit_log",
        "DROP TABLE audit_chain",
        "CREATE OR REPLACE FUNCTION audit_chain_entry() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
        "SET session_replication_role = replica",
        "INSERT INTO audit_chain VALUES (99, 1, sha256('x'))",
        "UPDATE audit_chain SET hash = sha256('x')",
        "DELETE FROM audit_chain",
        "TRUNCATE audit_chain",
        "INSERT INTO audit_checkpoints VALUES (1, sha256('x'), now(), 'k', 'x')",
        "UPDATE audit_checkpoints SET at = now()",
        "DELETE FROM audit_checkpoints",
        "SELECT audit_append(a) FROM audit_log a",
    ] {
        // Its own transaction, as the role that requests have.
        let error = t.app.db.pool().execute(sql).await.map(|_| sql).unwrap_err().to_string();
        let refused = ["permission denied", "must be owner", "must be able to"];
        assert!(refused.iter().any(|word| error.contains(word)), "{sql}: {error}");
    }
    // A checkpoint that does not fit the chain is not taken.
    let taken: bool =
        sqlx::query_scalar("SELECT audit_checkpoint(1, sha256('x'), now(), 'k', 'x')")
            .fetch_one(t.app.db.pool())
            .await
            .unwrap();
    assert!(!taken);
    assert_eq!(problems(&t).await, []);
}

#[tokio::test]
async fn a_table_of_the_same_name_in_the_session_does_not_catch_entries() {
    let t = TestApp::new().await;
    let mut connection = t.app.db.pool().acquire().await.unwrap();
    let sql = "BEGIN; CREATE TEMP TABLE audit_chain (seq bigint, entry_id bigint, hash bytea);
        INSERT INTO audit_log (at, action, outcome) VALUES (now(), 'test.acted', 'success'); COMMIT";
    connection.execute(sql).await.unwrap();
    drop(connection.detach());
    assert_eq!(problems(&t).await, []);
}

#[tokio::test]
async fn not_even_the_owner_changes_the_log_by_accident() {
    let t = TestApp::new().await;
    act(&t, "one").await;
    let mut superuser = t.superuser().await;
    superuser.execute("SET ROLE treasury_plane_owner").await.unwrap();
    for table in ["audit_log", "audit_chain", "audit_checkpoints"] {
        for sql in [format!("DELETE FROM {table}"), format!("TRUNCATE {table} CASCADE")] {
            let error = superuser.execute(AssertSqlSafe(sql.clone())).await.unwrap_err();
            assert!(error.to_string().contains("only ever added to"), "{sql}: {error}");
        }
    }
}

#[tokio::test]
async fn entries_from_before_are_chained_by_the_migration() {
    let t = TestApp::new().await;
    let person = t.user().await;
    act(&t, "one").await;
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    Entry::new("test.by").by(person.id).write(&tx, t.now()).await.unwrap();
    tx.commit().await.unwrap();
    let options: sqlx::postgres::PgConnectOptions = t.superuser_url().parse().unwrap();
    let options = options.options([("role", "treasury_plane_owner")]);
    let pool = sqlx::PgPool::connect_with(options).await.unwrap();
    let db = sea_orm::SqlxPostgresConnector::from_sqlx_postgres_pool(pool.clone());
    let name = "m20261125_000014_chain_audit_log";
    let steps = Migrator::migrations().iter().rev().take_while(|m| m.name() != name).count() + 1;
    Migrator::down(&db, Some(u32::try_from(steps).unwrap())).await.unwrap();
    Migrator::up(&db, None).await.unwrap();
    pool.close().await;
    let label: String =
        sqlx::query_scalar("SELECT actor_label FROM audit_log WHERE action = 'test.by'")
            .fetch_one(&mut t.superuser().await)
            .await
            .unwrap();
    assert!(label.contains(&person.email), "{label}");
    let chained: i64 = sqlx::query_scalar("SELECT count(*) FROM audit_chain")
        .fetch_one(&mut t.superuser().await)
        .await
        .unwrap();
    assert_eq!(chained, 2);
    act(&t, "two").await;
    assert_eq!(problems(&t).await, []);
}
