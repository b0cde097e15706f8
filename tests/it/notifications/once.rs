//! A change is told once, whoever dies.

use super::{PATIENCE, comment, create, heard, is_at_end, pass, tell};
use crate::support::TestApp;
use entity::event;
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use treasury_plane::{
    access::Role,
    app::App,
    db::Tx,
    error::{Error, Result},
    events::reader::{self, Reader},
    notifications::reader::Notifications,
};

/// Fails once, after it has written everything.
struct Dies(Arc<AtomicBool>);

impl Reader for Dies {
    const NAME: &'static str = Notifications::NAME;

    async fn read(&self, app: &App, tx: &Tx, batch: &[event::Model]) -> Result<()> {
        Notifications.read(app, tx, batch).await?;
        if self.0.swap(true, Ordering::Relaxed) { Ok(()) } else { Err(Error::rule("killed")) }
    }
}

#[tokio::test]
async fn a_batch_that_was_cut_off_is_told_once() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let worker = t.project_member(&project, Role::Member).await;
    let body = json!({"name": "First", "assignees": [worker.id.to_string()]});
    let item = create(&project.admin, &project, body).await;
    comment(&project.admin, &item, "<p>a</p>").await;
    let (dies, begun) = (Dies(Arc::default()), Instant::now());
    while reader::catch_up(&t.app, &dies).await.is_ok() {
        assert!(begun.elapsed() < PATIENCE, "it never failed");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    assert!(heard(&worker, &project).await.is_empty());
    tell(&t).await;
    let mut told = heard(&worker, &project).await;
    told.sort();
    assert_eq!(told, ["commented", "created the work item"]);
}

#[tokio::test]
async fn of_two_instances_one_tells() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let worker = t.project_member(&project, Role::Member).await;
    let body = json!({"name": "First", "assignees": [worker.id.to_string()]});
    let item = create(&project.admin, &project, body).await;
    pass(&t).await;
    let other = t.another_instance().await;
    let read = async |app: &App| {
        let (begun, mut connection) = (Instant::now(), t.superuser().await);
        loop {
            reader::catch_up(app, &Notifications).await.unwrap();
            let told = heard(&worker, &project).await.len();
            if told > 20 && is_at_end(&mut connection).await {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "only {told}");
        }
    };
    let write = async {
        for n in 0..20 {
            comment(&project.admin, &item, &format!("<p>{n}</p>")).await;
        }
    };
    tokio::join!(write, read(&t.app), read(&other));
    assert_eq!(heard(&worker, &project).await.len(), 21);
}
