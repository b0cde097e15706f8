//! Open pages are told that there is something new.

use super::{create, inbox_path, tell};
use crate::{
    realtime::client::{Page, listen},
    support::TestApp,
};
use serde_json::json;
use treasury_plane::access::Role;

#[tokio::test]
async fn what_is_new_is_heard_by_its_receiver_only() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let worker = t.project_member(&project, Role::Member).await;
    let address = listen(&t).await;
    let own = format!("user:{}", worker.id);
    let mut page = Page::of(&t, address, &worker).await;
    assert_eq!(page.follow(&t, &own).await, "subscribed");
    let mut other = Page::of(&t, address, &project.admin).await;
    assert_eq!(other.subscribe(&own, None).await, "refused");
    assert_eq!(
        other.follow(&t, &format!("workspace:{}", project.workspace.id)).await,
        "subscribed"
    );

    let body = json!({"name": "First", "assignees": [worker.id.to_string()]});
    create(&project.admin, &project, body).await;
    tell(&t).await;
    let change = page.hear().await;
    assert_eq!((&change["entity"], &change["verb"]), (&json!("notification"), &json!("created")));
    assert_eq!(change["topic"], json!(own));
    let (id, cursor) = (change["id"].as_str().unwrap(), change["cursor"].as_str().unwrap());
    other.hears_nothing().await;

    // A page that was away catches up with what was done elsewhere meanwhile.
    page.say(json!({"type": "unsubscribe", "topic": own})).await;
    page.hears_nothing().await;
    let path = format!("{}/{id}/read", inbox_path(&project.workspace));
    worker.post(&path, json!({})).await.expect(200);
    tell(&t).await;
    assert_eq!(page.subscribe(&own, Some(cursor)).await, "subscribed");
    let change = page.hear().await;
    assert_eq!((&change["id"], &change["verb"]), (&json!(id), &json!("updated")));
    page.hears_nothing().await;
}
