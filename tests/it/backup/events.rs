//! Readers of the event log go on where they were: nothing is lost and nothing is told twice.

use super::{back_up, restore_to, revive};
use crate::{
    notifications::tell,
    realtime::client::{Page, listen},
    support::TestApp,
};
use serde_json::json;
use sqlx::AssertSqlSafe;
use treasury_plane::access::Role;

async fn number(t: &TestApp, sql: &str) -> i64 {
    let mut connection = t.superuser().await;
    sqlx::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut connection).await.unwrap()
}

const TOLD: &str = "SELECT count(*) FROM notifications";
/// Events that a reader has before it.
const UNREAD: &str = "SELECT count(*) FROM events e JOIN event_cursors c
    ON (e.xid, e.id) > (c.xid, c.id) WHERE c.name = ";

#[tokio::test]
async fn each_reader_goes_on_exactly_where_it_was() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let worker = t.project_member(&project, Role::Member).await;
    let path = format!("{}/work-items", project.path);
    let assigned = json!({"name": "First", "assignees": [worker.id.to_string()]});
    let item = project.admin.post(&path, assigned).await.expect(201).id();
    // One reader has told of that, the other has not.
    tell(&t).await;
    let comments = format!("{path}/{item}/comments");
    project.admin.post(&comments, json!({"comment_html": "<p>Unread</p>"})).await.expect(201);
    let told = number(&t, TOLD).await;
    let unread = [
        number(&t, &format!("{UNREAD}'notifications'")).await,
        number(&t, &format!("{UNREAD}'webhooks'")).await,
    ];
    assert!(told > 0 && unread[0] > 0 && unread[1] > unread[0], "{told} {unread:?}");

    let archive = back_up(&t).await;
    let files = tempfile::tempdir().unwrap();
    let (database, _) = restore_to(&archive.source, None, files.path()).await;
    let revived = revive(&t, database, files.path()).await;
    assert_eq!(number(&revived, &format!("{UNREAD}'notifications'")).await, unread[0]);
    assert_eq!(number(&revived, &format!("{UNREAD}'webhooks'")).await, unread[1]);
    tell(&t).await;
    tell(&revived).await;
    let wanted = number(&t, TOLD).await;
    assert!(wanted > told);
    assert_eq!(number(&revived, TOLD).await, wanted);
    // What happens now comes after all that was.
    let project = revived.project().await;
    revived.work_item(&project).await;
    assert!(number(&revived, &format!("{UNREAD}'notifications'")).await > 0);
    tell(&revived).await;
}

#[tokio::test]
async fn pages_from_before_the_restore_load_anew() {
    let t = TestApp::new().await;
    let project = t.project().await;
    t.work_item(&project).await;
    let snapshot = project.admin.get(&format!("{}/snapshot", project.path)).await.expect(200);
    let before = snapshot.text("cursor").to_owned();
    let archive = back_up(&t).await;
    let files = tempfile::tempdir().unwrap();
    let (database, _) = restore_to(&archive.source, None, files.path()).await;
    let revived = revive(&t, database, files.path()).await;
    let address = listen(&revived).await;
    // Sessions do not come back.
    let admin = revived.sign_in(project.admin.id, "").await;
    let mut page = Page::of(&revived, address, &admin).await;
    let topic = format!("project:{}", project.id);
    for cursor in [before.as_str(), "0-0"] {
        assert_eq!(page.subscribe(&topic, Some(cursor)).await, "reload", "{cursor}");
    }
    let fresh = admin.get(&format!("{}/snapshot", project.path)).await.expect(200);
    assert_eq!(page.subscribe(&topic, Some(fresh.text("cursor"))).await, "subscribed");
}
