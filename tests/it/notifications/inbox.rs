//! Reading, snoozing, putting away, deleting.

use super::{comment, create, heard, inbox, inbox_path, mention, pass};
use crate::support::{Caller, Project, TestApp};
use chrono::Duration;
use serde_json::{Value, json};
use treasury_plane::{access::Role, db::Context};
use uuid::Uuid;

/// Somebody with three notifications, one of them a mention.
async fn start() -> (TestApp, Project, Caller) {
    let t = TestApp::new().await;
    let project = t.project().await;
    let worker = t.project_member(&project, Role::Member).await;
    let body = json!({"name": "First", "assignees": [worker.id.to_string()]});
    let item = create(&project.admin, &project, body).await;
    pass(&t).await;
    comment(&project.admin, &item, "<p>a</p>").await;
    pass(&t).await;
    comment(&project.admin, &item, &mention(worker.id)).await;
    pass(&t).await;
    (t, project, worker)
}

async fn unread(person: &Caller, project: &Project) -> (i64, i64) {
    let path = format!("{}/unread", inbox_path(&project.workspace));
    let counts = person.get(&path).await.expect(200).json;
    let count = |name: &str| counts[name].as_i64().unwrap();
    (count("total_unread_notifications_count"), count("mention_unread_notifications_count"))
}

async fn listed(person: &Caller, project: &Project, query: &str) -> usize {
    let path = format!("{}?{query}", inbox_path(&project.workspace));
    person.get(&path).await.expect(200).rows().len()
}

#[tokio::test]
async fn counts_follow_what_is_read_snoozed_and_put_away() {
    let (t, project, worker) = start().await;
    assert_eq!(unread(&worker, &project).await, (3, 1));
    let rows = inbox(&worker, &project).await;
    let path = |n: usize| {
        format!("{}/{}", inbox_path(&project.workspace), rows.rows()[n]["id"].as_str().unwrap())
    };
    let read = worker.post(&format!("{}/read", path(0)), json!({})).await.expect(200);
    assert!(read.json["read_at"].is_string());
    assert_eq!(unread(&worker, &project).await, (2, 0));
    let answer = worker.delete(&format!("{}/read", path(0))).await;
    assert_eq!(answer.expect(200).json["read_at"], Value::Null);
    assert_eq!(unread(&worker, &project).await, (3, 1));

    let till = t.now() + Duration::minutes(5);
    worker.patch(&path(1), json!({"snoozed_till": till})).await.expect(200);
    assert_eq!(unread(&worker, &project).await, (2, 1));
    assert_eq!(listed(&worker, &project, "snoozed=true").await, 1);
    assert_eq!(listed(&worker, &project, "").await, 2);
    t.advance(Duration::minutes(6));
    assert_eq!(unread(&worker, &project).await, (3, 1), "it wakes by itself");
    let till = t.now() + Duration::minutes(5);
    worker.patch(&path(1), json!({"snoozed_till": till})).await.expect(200);
    worker.patch(&path(1), json!({"snoozed_till": null})).await.expect(200);
    assert_eq!(unread(&worker, &project).await, (3, 1));

    worker.post(&format!("{}/archive", path(2)), json!({})).await.expect(200);
    assert_eq!(unread(&worker, &project).await, (2, 1));
    assert_eq!(listed(&worker, &project, "archived=true").await, 1);
    worker.delete(&format!("{}/archive", path(2))).await.expect(200);
    worker.delete(&path(2)).await.expect(204);
    worker.get(&path(2)).await.expect(404);
    assert_eq!(unread(&worker, &project).await, (2, 1));
}

#[tokio::test]
async fn filters_narrow_the_list_and_what_is_marked() {
    let (_t, project, worker) = start().await;
    assert_eq!(listed(&worker, &project, "mentioned=true").await, 1);
    assert_eq!(listed(&worker, &project, "type=assigned").await, 3);
    assert_eq!(listed(&worker, &project, "type=created,subscribed").await, 0);
    assert_eq!(listed(&worker, &project, "read=true").await, 0);
    assert_eq!(listed(&worker, &project, "per_page=2&cursor=2:1:0").await, 1);
    let path = format!("{}/mark-all-read", inbox_path(&project.workspace));
    worker.post(&path, json!({"type": "created"})).await.expect(200);
    assert_eq!(unread(&worker, &project).await, (3, 1));
    worker.post(&path, json!({"mentioned": true})).await.expect(200);
    assert_eq!(unread(&worker, &project).await, (2, 0));
    worker.post(&path, json!({})).await.expect(200);
    assert_eq!(unread(&worker, &project).await, (0, 0));
    assert_eq!(listed(&worker, &project, "read=true").await, 3);
}

#[tokio::test]
async fn only_the_receiver_reads_and_changes_it() {
    let (t, project, worker) = start().await;
    let rows = inbox(&worker, &project).await;
    let id = rows.rows()[0]["id"].as_str().unwrap();
    let path = format!("{}/{id}", inbox_path(&project.workspace));
    for person in [&project.admin, &t.project_member(&project, Role::Member).await] {
        person.get(&path).await.expect(404);
        person.delete(&path).await.expect(404);
        person.post(&format!("{path}/read"), json!({})).await.expect(404);
        person.patch(&path, json!({"snoozed_till": null})).await.expect(404);
        assert!(heard(person, &project).await.is_empty());
    }
    // Nor by way of another workspace, nor past the queries.
    let elsewhere = t.workspace().await;
    t.join_workspace(&elsewhere, &worker, Role::Member).await;
    worker.get(&format!("{}/{id}", inbox_path(&elsewhere))).await.expect(404);
    let workspace = project.workspace.id;
    assert_eq!(stored(&t, Context::member(worker.id, workspace)).await, 3);
    assert_eq!(stored(&t, Context::member(project.admin.id, workspace)).await, 0);
    assert_eq!(stored(&t, Context::member(worker.id, elsewhere.id)).await, 0);
}

async fn stored(t: &TestApp, context: Context) -> usize {
    let tx = t.app.db.begin(context).await.unwrap();
    let rows = <entity::notification::Entity as sea_orm::EntityTrait>::find().all(&*tx).await;
    rows.unwrap().len()
}

#[tokio::test]
async fn nonsense_is_refused() {
    let (t, project, worker) = start().await;
    let path = inbox_path(&project.workspace);
    worker.get(&format!("{path}?type=mine")).await.expect_fault("type");
    worker.get(&format!("{path}?per_page=0")).await.expect_fault("per_page");
    worker.get(&format!("{path}?cursor=x")).await.expect(400);
    worker.get(&format!("{path}?read=perhaps")).await.expect(400);
    worker.get(&format!("{path}/nonsense")).await.expect(404);
    worker.get(&format!("{path}/{}", Uuid::new_v4())).await.expect(404);
    worker.post(&format!("{path}/mark-all-read"), json!({"type": "x"})).await.expect_fault("type");
    let rows = inbox(&worker, &project).await;
    let one = format!("{path}/{}", rows.rows()[0]["id"].as_str().unwrap());
    for till in [json!(t.now()), json!(t.now() + Duration::days(400))] {
        worker.patch(&one, json!({"snoozed_till": till})).await.expect_fault("snoozed_till");
    }
    worker.patch(&one, json!({"snoozed_till": "soon"})).await.expect(400);
}
