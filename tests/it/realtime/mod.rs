//! Live updates over real sockets.

pub mod client;

use crate::support::{Project, TestApp};
use client::{Heard, Page, cookie, cut_connections, forget_beginning, listen};
use serde_json::json;
use std::net::SocketAddr;
use treasury_plane::{
    access::Role,
    auth::session::{self, Which},
    db::Context,
    events::{self, NewEvent, Verb},
};
use uuid::Uuid;

async fn start() -> (TestApp, SocketAddr, Project, String) {
    let t = TestApp::new().await;
    let project = t.project().await;
    let address = listen(&t).await;
    let topic = format!("project:{}", project.id);
    (t, address, project, topic)
}

async fn create(project: &Project, name: &str) -> Uuid {
    let path = format!("{}/work-items", project.path);
    project.admin.post(&path, json!({"name": name})).await.expect(201).id()
}

async fn rename(project: &Project, item: Uuid, name: &str) {
    let path = format!("{}/work-items/{item}", project.path);
    project.admin.patch(&path, json!({"name": name})).await.expect(200);
}

fn comment(project: &Project, item: Uuid) -> NewEvent {
    NewEvent {
        workspace_id: project.workspace.id,
        project_id: Some(project.id),
        work_item_id: Some(item),
        actor_id: None,
        entity: "comment",
        entity_id: Uuid::new_v4(),
        verb: Verb::Created,
        changes: vec![],
    }
}

#[tokio::test]
async fn a_change_reaches_those_who_follow() {
    let (t, address, project, topic) = start().await;
    let mut page = Page::of(&t, address, &project.admin).await;
    assert_eq!(page.follow(&t, &topic).await, "subscribed");
    let item = create(&project, "Fresh").await;
    let change = page.hear().await;
    assert_eq!((&change["type"], &change["verb"]), (&json!("change"), &json!("created")));
    assert_eq!((&change["id"], &change["row"]["name"]), (&json!(item), &json!("Fresh")));
    assert_eq!(change["actor"], json!(project.admin.id));
    project.admin.delete(&format!("{}/work-items/{item}", project.path)).await.expect(204);
    let change = page.hear().await;
    assert_eq!((&change["verb"], change.get("row")), (&json!("deleted"), None));
    page.say(json!({"type": "unsubscribe", "topic": topic})).await;
    page.hears_nothing().await;
    create(&project, "Unseen").await;
    page.hears_nothing().await;
}

#[tokio::test]
async fn strangers_and_other_sites_are_refused() {
    let (t, address, project, topic) = start().await;
    assert_eq!(Page::connect(address, None).await.err(), Some(401));
    let own = cookie(&t, &project.admin).await;
    let evil = Page::connect_from(address, Some(&own), "https://evil.example").await;
    assert_eq!(evil.err(), Some(403));
    let outsider = t.user().await;
    let mut page = Page::of(&t, address, &outsider).await;
    for topic in [topic, format!("workspace:{}", project.workspace.id), "nonsense".to_owned()] {
        assert_eq!(page.subscribe(&topic, None).await, "refused");
    }
    let unknown = format!("project:{}", Uuid::new_v4());
    assert_eq!(page.subscribe(&unknown, None).await, "refused");
}

#[tokio::test]
async fn a_page_that_was_away_catches_up_from_its_cursor() {
    let (t, address, project, topic) = start().await;
    let item = create(&project, "One").await;
    let snapshot = project.admin.get(&format!("{}/snapshot", project.path)).await.expect(200);
    let mut page = Page::of(&t, address, &project.admin).await;
    assert_eq!(page.subscribe(&topic, Some(snapshot.text("cursor"))).await, "subscribed");
    rename(&project, item, "Two").await;
    // What the snapshot has already may come once more.
    let mut seen = page.hear().await;
    while seen["row"]["name"] != "Two" {
        seen = page.hear().await;
    }
    drop(page);

    rename(&project, item, "Three").await;
    let second = create(&project, "Second").await;
    let mut page = Page::of(&t, address, &project.admin).await;
    assert_eq!(page.subscribe(&topic, seen["cursor"].as_str()).await, "subscribed");
    assert_eq!(page.hear().await["row"]["name"], "Three");
    let last = page.hear().await;
    assert_eq!((&last["id"], &last["verb"]), (&json!(second), &json!("created")));
    page.hears_nothing().await;
}

#[tokio::test]
async fn cursors_that_lead_nowhere_ask_for_a_reload() {
    let (t, address, project, topic) = start().await;
    create(&project, "One").await;
    let mut page = Page::of(&t, address, &project.admin).await;
    assert_eq!(page.subscribe(&topic, Some("0-0")).await, "subscribed");
    assert_eq!(page.hear().await["type"], "change");
    drop(page);
    forget_beginning(&t, project.id).await;
    let mut page = Page::of(&t, address, &project.admin).await;
    for cursor in ["0-0", "9000000000000-0", "junk"] {
        assert_eq!(page.subscribe(&topic, Some(cursor)).await, "reload", "{cursor}");
    }
    let workspace = format!("workspace:{}", project.workspace.id);
    assert_eq!(page.subscribe(&workspace, Some("junk")).await, "reload");
}

#[tokio::test]
async fn guests_are_told_without_the_row_of_what_is_not_theirs() {
    let (t, address, project, topic) = start().await;
    let guest = t.project_member(&project, Role::Guest).await;
    let mut page = Page::of(&t, address, &guest).await;
    assert_eq!(page.follow(&t, &topic).await, "subscribed");
    let item = create(&project, "Secret").await;
    let change = page.hear().await;
    assert_eq!((&change["id"], change.get("row")), (&json!(item), None));
    assert!(!change.to_string().contains("Secret"));
}

#[tokio::test]
async fn signing_out_closes_the_socket() {
    let (t, address, project, _) = start().await;
    let mut page = Page::of(&t, address, &project.admin).await;
    page.hears_nothing().await;
    session::end(&t.app, project.admin.id, Which::All).await.unwrap();
    assert!(matches!(page.next().await, Heard::Closed(Some(4401))));
}

#[tokio::test]
async fn whoever_is_removed_hears_no_more() {
    let (t, address, project, topic) = start().await;
    let person = t.project_member(&project, Role::Member).await;
    let mut page = Page::of(&t, address, &person).await;
    assert_eq!(page.follow(&t, &topic).await, "subscribed");
    let members = project.admin.get(&format!("{}/members", project.path)).await.expect(200);
    let row = members.rows().iter().find(|row| row["id"] == json!(person.id)).unwrap().clone();
    let membership = row["membership_id"].as_str().unwrap();
    project.admin.delete(&format!("{}/members/{membership}", project.path)).await.expect(204);
    assert_eq!(page.hear().await, json!({"type": "refused", "topic": topic}));
    create(&project, "Private").await;
    page.hears_nothing().await;
    assert_eq!(page.subscribe(&topic, None).await, "refused");
}

#[tokio::test]
async fn a_commit_that_comes_late_is_not_skipped() {
    let (t, address, project, topic) = start().await;
    let item = create(&project, "One").await;
    let mut page = Page::of(&t, address, &project.admin).await;
    assert_eq!(page.follow(&t, &topic).await, "subscribed");
    let slow = t.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
    events::record(&slow, comment(&project, item), t.now()).await.unwrap();
    rename(&project, item, "Two").await;
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    slow.commit().await.unwrap();
    let (first, second) = (page.hear().await, page.hear().await);
    assert_eq!((&first["entity"], &first["work_item"]), (&json!("comment"), &json!(item)));
    assert_eq!(second["row"]["name"], "Two");
}

#[tokio::test]
async fn losing_its_connections_in_a_burst_loses_no_change() {
    let (t, address, project, topic) = start().await;
    let item = create(&project, "One").await;
    let mut page = Page::of(&t, address, &project.admin).await;
    assert_eq!(page.follow(&t, &topic).await, "subscribed");
    let mut sent = Vec::new();
    for n in 0..60 {
        if n % 20 == 10 {
            cut_connections(&t, "treasury-plane events").await;
        }
        let event = comment(&project, item);
        sent.push(json!(event.entity_id));
        let tx = t.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
        events::record(&tx, event, t.now()).await.unwrap();
        // Every other one as from another instance: without a signal inside this process.
        if n % 2 == 0 { tx.commit().await.unwrap() } else { tx.end().await.unwrap() }
    }
    for id in sent {
        assert_eq!(page.hear().await["id"], id);
    }
}

#[tokio::test]
async fn a_burst_asks_for_a_reload_once() {
    let (t, address, project, topic) = start().await;
    let mut page = Page::of(&t, address, &project.admin).await;
    assert_eq!(page.follow(&t, &topic).await, "subscribed");
    let tx = t.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
    let many =
        (0..400).map(|_| NewEvent { entity: "work_item", ..comment(&project, Uuid::new_v4()) });
    events::record_all(&tx, many.collect(), t.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(page.hear().await, json!({"type": "reload", "topic": topic}));
    create(&project, "Later").await;
    page.hears_nothing().await;
}

#[tokio::test]
async fn the_end_of_the_server_is_announced() {
    let (t, address, project, _) = start().await;
    let mut page = Page::of(&t, address, &project.admin).await;
    page.hears_nothing().await;
    assert_eq!(t.app.realtime.sockets(), 1);
    t.app.lifecycle.closing.cancel();
    assert!(
        page.hear().await["retry_after_ms"].as_u64().is_some_and(|ms| (500..5000).contains(&ms))
    );
    assert!(matches!(page.next().await, Heard::Closed(Some(1001))));
}

#[tokio::test]
async fn sessions_that_another_instance_ends_lose_their_sockets() {
    let (t, address, project, _) = start().await;
    let mut page = Page::of(&t, address, &project.admin).await;
    page.hears_nothing().await;
    let other = t.another_instance().await;
    session::end(&other, project.admin.id, Which::All).await.unwrap();
    let heard = page.next().await;
    assert!(matches!(heard, Heard::Closed(_)), "{heard:?}");
    other.db.close().await;
}
