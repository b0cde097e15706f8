//! What receivers get: bodies, headers and signatures that they know from Plane.

use super::{
    receiver::Received,
    stage::{Hook, Stage, masked, signature},
};
use serde_json::{Value, json};

fn body(received: &Received) -> Value {
    masked(received.json())
}

#[track_caller]
fn assert_signed(received: &Received, hook: &Hook) {
    assert_eq!(received.header("x-plane-signature"), signature(&hook.secret, &received.text));
}

#[tokio::test]
async fn a_new_item_is_told_once_with_its_state_labels_and_assignees() {
    let s = Stage::new().await;
    let hook = s.hook("/in?key=1").await;
    let label = json!({"name": "bug", "color": "#ff0000"});
    let admin = &s.project.admin;
    let label = admin.post(&format!("{}/labels", s.project.path), label).await.expect(201).id();
    let body_of_item = json!({
        "name": "Café 😀", "description_html": "<p>\u{e9}</p>", "priority": "high",
        "labels": [label], "assignees": [admin.id],
    });
    let path = format!("{}/work-items", s.project.path);
    let item = admin.post(&path, body_of_item).await.expect(201).id();
    let received = s.settle().await;
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].path, "/in");
    let json = received[0].json();
    assert_eq!(json["data"]["id"], json!(item));
    assert_eq!(json["data"]["labels"][0]["id"], json!(label));
    assert_eq!(json["data"]["assignees"][0]["id"], json!(admin.id));
    assert_eq!(
        (&json["webhook_id"], &json["workspace_id"]),
        (&json!(hook.id), &json!(s.project.workspace.id))
    );
    insta::assert_json_snapshot!("issue_created", body(&received[0]));
}

#[tokio::test]
async fn headers_and_signature_are_those_that_receivers_check() {
    let s = Stage::new().await;
    let hook = s.hook("/in").await;
    s.create_item("Caf\u{e9} \u{1f600}").await;
    let received = s.settle().await.remove(0);
    assert_signed(&received, &hook);
    let delivery = &s.deliveries(&hook).await[0];
    assert_eq!(received.id(), delivery.id.to_string());
    assert_eq!(received.header("x-plane-event"), "issue");
    assert_eq!(received.header("content-type"), "application/json");
    let agent = received.header("user-agent");
    assert!(agent.starts_with("treasury-plane/"), "{agent}");
    assert!(!received.headers.contains_key("x-plane-signature-previous"));
    // As Python writes JSON, because that is what others sign.
    let start = r#"{"event": "issue", "action": "created", "webhook_id": ""#;
    assert!(received.text.starts_with(start), "{}", received.text);
    assert!(received.text.contains(r#""name": "Caf\u00e9 \ud83d\ude00""#), "{}", received.text);
    assert!(received.text.is_ascii());
}

#[tokio::test]
async fn a_change_is_told_field_by_field() {
    let s = Stage::new().await;
    let item = s.create_item("One").await;
    s.read().await;
    s.hook("/in").await;
    s.change_item(item, json!({"name": "Two", "priority": "urgent"})).await;
    // Nothing that people see.
    s.change_item(item, json!({"sort_order": 5.5})).await;
    let received = s.settle().await;
    let activities: Vec<_> =
        received.iter().map(|r| masked(r.json()["activity"].clone())).collect();
    insta::assert_json_snapshot!("issue_updated", activities);
    assert!(received.iter().all(|r| r.json()["action"] == "updated" && r.name() == "Two"));
    assert!(received[0].id() != received[1].id());
}

#[tokio::test]
async fn what_is_put_away_has_changed_and_what_is_deleted_is_gone() {
    let s = Stage::new().await;
    s.hook_with("/in", json!({"issue": true})).await;
    let (put_away, deleted) = (s.create_item("A").await, s.create_item("B").await);
    s.settle().await;
    s.change_item(put_away, json!({"archived_at": "2026-03-02"})).await;
    let mut received = s.settle().await;
    let path = format!("{}/work-items/{deleted}", s.project.path);
    s.project.admin.delete(&path).await.expect(204);
    received.extend(s.settle().await);
    let told: Vec<_> = received
        .iter()
        .map(|r| (r.json()["action"].clone(), r.json()["activity"]["field"].clone()))
        .collect();
    assert_eq!(told, [(json!("updated"), json!("archived_at")), (json!("deleted"), json!(null))]);
    assert_eq!(received[0].json()["data"]["archived_at"], "2026-03-02");
    assert_eq!(received[1].json()["data"], json!({"id": deleted}));
    insta::assert_json_snapshot!("issue_deleted", body(&received[1]));
}

#[tokio::test]
async fn comments_are_told() {
    let s = Stage::new().await;
    let item = s.create_item("One").await;
    s.read().await;
    s.hook_with("/in", json!({"issue_comment": true})).await;
    let admin = &s.project.admin;
    let path = format!("{}/work-items/{item}/comments", s.project.path);
    let comment = admin.post(&path, json!({"comment_html": "<p>Hi</p>"})).await.expect(201).id();
    let created = s.settle().await;
    let path = format!("{path}/{comment}");
    admin.patch(&path, json!({"comment_html": "<p>Ho</p>"})).await.expect(200);
    let updated = s.settle().await;
    admin.delete(&path).await.expect(204);
    let deleted = s.settle().await;
    let all = [&created, &updated, &deleted];
    assert!(all.iter().all(|r| r.len() == 1), "{all:?}");
    assert_eq!(created[0].header("x-plane-event"), "issue_comment");
    insta::assert_json_snapshot!("comment", all.map(|received| body(&received[0])));
}

#[tokio::test]
async fn projects_are_told() {
    let s = Stage::new().await;
    s.hook_with("/in", json!({"project": true})).await;
    let admin = &s.project.admin;
    let projects = format!("{}/projects", s.project.workspace.path);
    let new = json!({"name": "Fresh", "identifier": "FRESH"});
    let path = format!("{projects}/{}", admin.post(&projects, new).await.expect(201).id());
    let created = s.settle().await;
    let change = json!({"name": "Renamed", "description": "Long", "module_view": false});
    admin.patch(&path, change).await.expect(200);
    let updated = s.settle().await;
    admin.delete(&path).await.expect(204);
    let deleted = s.settle().await;
    assert_eq!((created.len(), deleted.len()), (1, 1));
    assert_eq!(created[0].json()["data"]["name"], "Fresh");
    let mut shown = body(&created[0]);
    // Its colour is random.
    shown["data"]["logo_props"] = "<logo>".into();
    insta::assert_json_snapshot!("project_created", shown);
    let activities: Vec<_> = updated.iter().map(|r| masked(r.json()["activity"].clone())).collect();
    insta::assert_json_snapshot!("project_updated", activities);
    assert_eq!(body(&deleted[0])["data"], json!({"id": "<id>"}));
}

#[tokio::test]
async fn switches_decide_what_is_told_and_workspaces_are_apart() {
    let s = Stage::new().await;
    s.hook_with("/items", json!({"issue": true})).await;
    s.hook_with("/nothing", json!({"cycle": true, "module": true})).await;
    s.hook_with("/off", json!({"issue": true, "is_active": false})).await;
    let other = s.t.project().await;
    let path = format!("{}/work-items", other.path);
    other.admin.post(&path, json!({"name": "Elsewhere"})).await.expect(201);
    let item = s.create_item("Here").await;
    let comments = format!("{}/work-items/{item}/comments", s.project.path);
    s.project.admin.post(&comments, json!({"comment_html": "<p>x</p>"})).await.expect(201);
    let received = s.settle().await;
    assert_eq!(received.len(), 1);
    assert_eq!((received[0].path.as_str(), received[0].name().as_str()), ("/items", "Here"));
}

#[tokio::test]
async fn all_webhooks_are_told_the_same_and_a_text_that_is_too_long_stays_home() {
    let s = Stage::new().await;
    let (one, two) = (s.hook("/one").await, s.hook("/two").await);
    let long = format!("<p>{}</p>", "x".repeat(300 * 1024));
    let path = format!("{}/work-items", s.project.path);
    let new = json!({"name": "Long", "description_html": long});
    s.project.admin.post(&path, new).await.expect(201);
    let received = s.settle().await;
    assert_eq!(received.len(), 2);
    let [a, b] = [0, 1].map(|n| received[n].json()["data"].clone());
    assert_eq!(a, b);
    assert_eq!(a["description_html"], "");
    let ids: Vec<_> = [&s.deliveries(&one).await[0], &s.deliveries(&two).await[0]]
        .map(|delivery| delivery.payload_id)
        .to_vec();
    assert_eq!(ids[0], ids[1]);
}
