//! A backup while people write: it shows one moment, of all tables.

use super::{back_up, restore_to};
use crate::support::TestApp;
use serde_json::json;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use treasury_plane::audit::verify;

/// In CI a few; `BACKUP_WRITERS=200` for the real thing.
fn writers() -> usize {
    let wanted = std::env::var_os("BACKUP_WRITERS").and_then(|count| count.into_string().ok());
    wanted.and_then(|count| count.parse().ok()).unwrap_or(12)
}

/// What must be true at any one moment, as queries that answer 0.
const INVARIANTS: &[&str] = &[
    // The trigger's counter, the numbers and the rows.
    "SELECT count(*) FROM project_counters c JOIN (SELECT project_id, count(*) AS items, max(sequence_id) AS last
     FROM work_items GROUP BY 1) w USING (project_id) WHERE c.last_sequence <> w.last OR w.items <> w.last",
    // An item and its event are one transaction.
    "SELECT count(*) FROM work_items w WHERE NOT EXISTS (SELECT FROM events e
     WHERE e.entity = 'work_item' AND e.verb = 'created' AND e.entity_id = w.id)",
    "SELECT count(*) FROM events e WHERE e.entity = 'work_item' AND e.verb = 'created'
     AND NOT EXISTS (SELECT FROM work_items w WHERE w.id = e.entity_id)",
    "SELECT count(*) FROM events e WHERE e.entity = 'comment' AND e.verb = 'created'
     AND NOT EXISTS (SELECT FROM comments c WHERE c.id = e.entity_id)",
    // Each entry of the log has its link.
    "SELECT abs((SELECT count(*) FROM audit_log) - (SELECT count(*) FROM audit_chain))",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_backup_shows_one_moment_whoever_writes() {
    let t = TestApp::with(|config| config.database.pool_size = 20).await;
    let project = t.project().await;
    let (stop, written) = (AtomicBool::new(false), AtomicUsize::new(0));
    let path = format!("{}/work-items", project.path);
    let write = async |writer: usize| {
        while !stop.load(Ordering::Relaxed) {
            let name = json!({"name": format!("Of {writer}")});
            let item = project.admin.post(&path, name).await.expect(201).id();
            let comments = format!("{path}/{item}/comments");
            let body = json!({"comment_html": "<p>Here</p>"});
            project.admin.post(&comments, body).await.expect(201);
            if writer == 0 {
                t.workspace().await;
            }
            written.fetch_add(1, Ordering::Relaxed);
        }
    };
    let back_up = async {
        // Not before there is something, and while there is more and more of it.
        while written.load(Ordering::Relaxed) < writers() {
            tokio::task::yield_now().await;
        }
        let archive = back_up(&t).await;
        stop.store(true, Ordering::Relaxed);
        archive
    };
    let writing = futures_util::future::join_all((0..writers()).map(write));
    let (archive, _) = futures_util::join!(back_up, writing);
    let items = archive.made.manifest.table("work_items").unwrap().rows;
    assert!(items >= writers() as u64);

    let files = tempfile::tempdir().unwrap();
    let (database, _) = restore_to(&archive.source, None, files.path()).await;
    let mut connection = PgConnection::connect(&database.url()).await.unwrap();
    for sql in INVARIANTS {
        let wrong: i64 =
            sqlx::query_scalar(AssertSqlSafe(*sql)).fetch_one(&mut connection).await.unwrap();
        assert_eq!(wrong, 0, "{sql}");
    }
    drop(connection);
    let revived = super::revive(&t, database, files.path()).await;
    let report = verify::run(&revived.app, None, None).await.unwrap();
    assert!(report.passed() && report.entries > 1, "{:?}", report.problems);
}
