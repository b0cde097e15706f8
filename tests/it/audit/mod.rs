//! The audit log: its chain, who may read it, what is noticed when somebody tampers with it.

mod acts;
mod api;
mod chain;
mod exports;
mod live;
mod tampering;

use crate::support::TestApp;
use sqlx::{AssertSqlSafe, Executor, Row};
use treasury_plane::{
    audit::{Entry, verify},
    db::Context,
};

/// Writes an entry of its own transaction.
async fn act(t: &TestApp, label: &str) {
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    let entry = Entry::new("test.acted").called(label);
    entry.with("n", 1).write(&tx, t.now()).await.unwrap();
    tx.commit().await.unwrap();
}

/// What `verify` finds: the entry and the words.
async fn problems(t: &TestApp) -> Vec<(Option<i64>, String)> {
    let report = verify::run(&t.app, None, None).await.unwrap();
    report.problems.into_iter().map(|problem| (problem.entry_id, problem.what)).collect()
}

/// Runs statements as the superuser, past triggers: what an intruder in the database could do.
async fn tamper(t: &TestApp, sql: &str) {
    let sql = format!("SET session_replication_role = replica; {sql}");
    t.superuser().await.execute(AssertSqlSafe(sql)).await.unwrap();
}

/// The ids of entries of [`act`], in the order of the chain.
async fn acted(t: &TestApp) -> Vec<i64> {
    let rows = sqlx::query(
        "SELECT a.id FROM audit_log a JOIN audit_chain c ON c.entry_id = a.id
         WHERE a.action = 'test.acted' ORDER BY c.seq",
    );
    let rows = rows.fetch_all(t.app.db.pool()).await.unwrap();
    rows.iter().map(|row| row.get(0)).collect()
}
