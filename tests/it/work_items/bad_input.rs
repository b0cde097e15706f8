//! What bad input gets: 400 with the field where it is known, never a 500, never a partial write.

use super::{items, start};
use poem::{Body, http::Method};
use serde_json::{Value, json};
use uuid::Uuid;

#[tokio::test]
async fn broken_bodies_are_refused_and_change_nothing() {
    let (_t, project, item) = start().await;
    let before = project.admin.get(&item.path).await.expect(200).json;
    for (kind, body) in [
        ("application/json", "{"),
        ("application/json", "[]"),
        ("application/json", "null"),
        ("application/json", "\"x\""),
        ("application/json", "{\"name\": {}}"),
        ("application/json", "{\"assignees\": \"x\"}"),
        ("application/json", "{\"state\": \"not an id\"}"),
        ("application/json", "{\"target_date\": \"tomorrow\"}"),
        ("application/json", "{\"sort_order\": \"1e400\"}"),
        ("application/json", "{\"name\": \"\u{0}\"}"),
    ] {
        let request = project.admin.request(Method::PATCH, &item.path);
        let request = request.content_type(kind).body(Body::from(body.to_owned()));
        let answer = project.admin.call(request).await;
        assert_eq!(answer.status, 400, "{body}: {}", answer.json);
        assert!(answer.json.is_object(), "{body}");
    }
    let request = project.admin.request(Method::PATCH, &item.path).content_type("text/plain");
    assert_eq!(project.admin.call(request.body("{}")).await.status, 415);
    assert_eq!(project.admin.get(&item.path).await.expect(200).json, before);
}

#[tokio::test]
async fn values_out_of_bounds_name_their_field() {
    let (_t, project, item) = start().await;
    for (field, value) in [
        ("name", json!("")),
        ("name", json!("   ")),
        ("name", json!("x".repeat(256))),
        ("name", json!("a\u{0}b")),
        ("priority", json!("highest")),
        ("description_html", json!("<p>\u{0}</p>")),
        ("external_id", json!("x".repeat(256))),
        ("assignees", json!(vec![Uuid::nil(); 101])),
        ("properties", json!({"a": "\u{0}"})),
        ("properties", json!("text")),
    ] {
        let mut body = json!({});
        body[field] = value;
        project.admin.patch(&item.path, body).await.expect_fault(field);
    }
}

#[tokio::test]
async fn a_body_of_ten_megabytes_is_too_large() {
    let (_t, project, item) = start().await;
    let body = json!({"description_html": "x".repeat(10 * 1024 * 1024)});
    let answer = project.admin.patch(&item.path, body).await.expect(413);
    assert_eq!(answer.text("error"), "REQUEST_BODY_TOO_LARGE");
}

#[tokio::test]
async fn queries_out_of_bounds_are_refused() {
    let (_t, project, _) = start().await;
    for query in [
        "per_page=0",
        "per_page=-1",
        "per_page=1001",
        "per_page=99999999999999999999",
        "per_page=x",
        "cursor=1",
        "cursor=1:2:3:4",
        "cursor=a:b:c",
        "cursor=100:-1:0",
        "cursor=100:9223372036854775807:0",
        "state=x",
        "priority=x",
        "labels=x",
        "created_after=x",
        "search=%00",
    ] {
        let answer = project.admin.get(&format!("{}?{query}", items(&project))).await;
        assert_eq!(answer.status, 400, "{query}: {}", answer.json);
    }
}

#[tokio::test]
async fn unknown_ids_and_those_of_other_workspaces_get_the_same_answer() {
    let (t, ours, item) = start().await;
    let theirs = t.project().await;
    let foreign = t.work_item(&theirs).await;
    let nothing = ours.admin.get(&format!("{}/{}", items(&ours), Uuid::nil())).await.expect(404);
    for path in [
        format!("{}/{}", items(&ours), foreign.id),
        format!("{}/not-an-id", items(&ours)),
        foreign.path.clone(),
        format!("{}/projects/{}/work-items/{}", ours.workspace.path, theirs.id, foreign.id),
        format!("{}/projects/{}/work-items/{}", ours.workspace.path, theirs.id, item.id),
        format!("/api/v1/workspaces/nowhere/projects/{}/work-items/{}", ours.id, item.id),
    ] {
        let answer = ours.admin.get(&path).await;
        assert_eq!((answer.status, &answer.json), (404, &nothing.json), "{path}");
        ours.admin.patch(&path, json!({"name": "x"})).await.expect(404);
        ours.admin.delete(&path).await.expect(404);
    }
    let stored = theirs.admin.get(&foreign.path).await.expect(200);
    assert_eq!(stored.json["name"], Value::from("Item 1"));
}
