//! Backups by the clock.

use crate::support::TestApp;
use chrono::Duration;
use std::path::Path;
use treasury_plane::backup::jobs::{MakeBackup, last};

async fn scheduled(directory: &Path) -> TestApp {
    let to = format!("{}/", directory.display());
    TestApp::with(move |config| {
        config.backup.to = to;
        config.backup.schedule = "0 * * * *".to_owned();
        config.backup.keep = 2;
        config.backup.keep_daily = 0;
    })
    .await
}

fn count(directory: &Path) -> usize {
    std::fs::read_dir(directory).unwrap().count()
}

#[tokio::test]
async fn a_backup_is_made_when_it_is_due_and_old_ones_go() {
    let directory = tempfile::tempdir().unwrap();
    let t = scheduled(directory.path()).await;
    for (minutes, made) in [(0, 1), (20, 1), (40, 2), (59, 2), (1, 2)] {
        t.advance(Duration::minutes(minutes));
        t.run_job(MakeBackup::default()).await;
        assert_eq!(count(directory.path()), made, "after {minutes} minutes more");
    }
    assert_eq!(last(&t.app).await.unwrap().unwrap().taken_at, t.now());
    let noted =
        "SELECT count(*) FROM audit_log WHERE action = 'backup.made' AND object_label <> ''";
    let noted: i64 = sqlx::query_scalar(noted).fetch_one(t.app.db.pool()).await.unwrap();
    assert_eq!(noted, 3);
}

#[tokio::test]
async fn nothing_is_made_without_a_schedule() {
    let t = TestApp::new().await;
    t.run_job(MakeBackup::default()).await;
    assert!(last(&t.app).await.unwrap().is_none());
}
