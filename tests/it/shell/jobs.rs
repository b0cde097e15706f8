//! Jobs from outside: an instance that is killed at work, and instances with a role each.

use super::{
    Process, command, get,
    process::{self, database},
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

/// Work items that were deleted long ago: many runs of two hundred.
const DELETED: i64 = 12_000;

const FILL: &str = "
INSERT INTO users (id, email) VALUES ('00000000-0000-0000-0000-000000000001', 'a@agency.example');
INSERT INTO workspaces (id, name, slug, owner_id, created_at, updated_at)
VALUES ('00000000-0000-0000-0000-000000000002', 'A', 'a', '00000000-0000-0000-0000-000000000001', now(), now());
INSERT INTO projects (id, workspace_id, name, identifier, created_at, updated_at)
VALUES ('00000000-0000-0000-0000-000000000003', '00000000-0000-0000-0000-000000000002', 'A', 'A', now(), now());
INSERT INTO states (id, workspace_id, project_id, name, color, \"group\", created_at, updated_at)
VALUES ('00000000-0000-0000-0000-000000000004', '00000000-0000-0000-0000-000000000002',
    '00000000-0000-0000-0000-000000000003', 'A', '#000000', 'backlog', now(), now());
INSERT INTO work_items (id, workspace_id, project_id, state_id, name, sequence_id, created_at, updated_at, deleted_at)
SELECT gen_random_uuid(), '00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000003',
    '00000000-0000-0000-0000-000000000004', 'Item ' || n, n, now(), now(),
    CASE WHEN n <= 12000 THEN now() - interval '61 days' END
FROM generate_series(1, 12010) n;
INSERT INTO jobs (name, run_at, created_at) VALUES ('purge_work_items', now(), now())";

fn serve(directory: &Path, (url, owner_url): &(String, String), arguments: &[&str]) -> Command {
    let mut command = command(directory, arguments);
    command.env("TREASURY_PLANE_DATABASE__URL", url);
    command.env("TREASURY_PLANE_DATABASE__OWNER_URL", owner_url);
    command
}

async fn number(connection: &mut PgConnection, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql).fetch_one(connection).await.unwrap()
}

/// Waits until the number is so; not for ever.
async fn until(connection: &mut PgConnection, sql: &'static str, is_so: impl Fn(i64) -> bool) {
    let begun = Instant::now();
    loop {
        let seen = number(connection, sql).await;
        if is_so(seen) {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(120), "{sql}: still {seen}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn an_instance_that_is_killed_at_work_is_taken_over() {
    let data = process::data_dir();
    let urls = database("jobs").await;
    let mut server = Process::serve(serve(data.path(), &urls, &["serve"]));
    let mut owner = PgConnection::connect(&urls.1).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(FILL)).execute(&mut owner).await.unwrap();
    let deleted = "SELECT count(*) FROM work_items WHERE deleted_at IS NOT NULL";
    until(&mut owner, deleted, |left| left < DELETED).await;
    server.signal("KILL");
    assert!(!server.wait().success());
    let left = number(&mut owner, deleted).await;
    assert!(left > 0 && left < DELETED, "it was killed in the middle: {left} are left");
    let first = "SELECT count(*) FROM leases WHERE name = 'scheduler'";
    assert_eq!(number(&mut owner, first).await, 1, "it led");

    let other = Process::serve(serve(data.path(), &urls, &["serve"]));
    until(&mut owner, "SELECT count(*) FROM jobs WHERE name = 'purge_work_items'", |n| n == 0)
        .await;
    assert_eq!(number(&mut owner, deleted).await, 0);
    assert_eq!(number(&mut owner, "SELECT count(*) FROM work_items").await, 10);
    let dead = "SELECT count(*) FROM jobs WHERE state = 'dead'";
    assert_eq!(number(&mut owner, dead).await, 0);
    // It leads now, and what comes every minute has come.
    let leads = "SELECT count(*) FROM leases l JOIN instances i ON i.id = l.holder
                 WHERE l.expires_at > now() AND i.started_at = (SELECT max(started_at) FROM instances)";
    until(&mut owner, leads, |n| n == 1).await;
    let ticked = "SELECT count(*) FROM job_schedules
                  WHERE name = 'sign_audit_checkpoint' AND last_finished_at IS NOT NULL";
    until(&mut owner, ticked, |n| n == 1).await;
    assert_eq!(number(&mut owner, "SELECT count(*) FROM audit_checkpoints").await, 1);
    assert!(other.stop().success());
}

#[tokio::test]
async fn some_instances_answer_and_others_work() {
    let (web_data, worker_data) = (process::data_dir(), process::data_dir());
    let urls = database("roles").await;
    let web = Process::serve(serve(web_data.path(), &urls, &["serve", "--role", "web"]));
    let mut owner = PgConnection::connect(&urls.1).await.unwrap();
    until(&mut owner, "SELECT count(*) FROM instances WHERE role = 'web'", |n| n == 1).await;
    let enqueue = "INSERT INTO jobs (name, run_at, created_at) VALUES ('count_day', now(), now())";
    sqlx::raw_sql(enqueue).execute(&mut owner).await.unwrap();
    // Longer than a worker would leave it.
    tokio::time::sleep(Duration::from_secs(2)).await;
    assert_eq!(number(&mut owner, "SELECT count(*) FROM jobs WHERE state = 'ready'").await, 1);
    assert_eq!(number(&mut owner, "SELECT count(*) FROM leases").await, 0);
    assert_eq!(get(&web.address, "/auth/methods").0, 200);

    // Two instances of one database share its key.
    std::fs::copy(web_data.path().join("secret.key"), worker_data.path().join("secret.key"))
        .unwrap();
    let worker = Process::serve(serve(worker_data.path(), &urls, &["serve", "--role", "worker"]));
    until(&mut owner, "SELECT count(*) FROM daily_counts", |n| n == 1).await;
    assert_eq!(get(&worker.address, "/readyz").0, 200);
    for path in ["/auth/methods", "/api/v1/users/me", "/api/v1/instance"] {
        assert_eq!(get(&worker.address, path).0, 404, "{path}");
    }
    // Both go in order, and are gone at once.
    assert!(worker.stop().success());
    assert!(web.stop().success());
    assert_eq!(number(&mut owner, "SELECT count(*) FROM instances").await, 0);
}
