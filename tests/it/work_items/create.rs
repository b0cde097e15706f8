use super::{feed, items, start, state};
use crate::support::TestApp;
use serde_json::{Value, json};
use treasury_plane::access::Role;

#[tokio::test]
async fn an_item_gets_the_next_number_the_default_state_and_a_place_at_the_end() {
    let (_t, project, _) = start().await;
    let made = project.admin.post(&items(&project), json!({"name": " Second "})).await.expect(201);
    assert_eq!(made.json["sequence_id"], 2);
    assert_eq!(made.json["name"], "Second");
    assert_eq!(made.json["priority"], "none");
    assert_eq!(made.json["state"], state(&project, "Backlog").await);
    assert_eq!(made.json["sort_order"], 11_000.0);
    assert_eq!(made.json["description_html"], "<p></p>");
    let path = format!("{}/{}", items(&project), made.id());
    assert_eq!(project.admin.get(&path).await.expect(200).json, made.json);
    let entry = ("created".to_owned(), String::new(), String::new(), String::new());
    assert_eq!(feed(&project, &path).await, [entry]);
}

#[tokio::test]
async fn a_number_is_never_given_twice() {
    let (_t, project, item) = start().await;
    project.admin.delete(&item.path).await.expect(204);
    let made = project.admin.post(&items(&project), json!({"name": "Next"})).await.expect(201);
    assert_eq!(made.json["sequence_id"], 2);
}

#[tokio::test]
async fn items_made_at_once_get_different_numbers() {
    let (_t, project, _) = start().await;
    let path = items(&project);
    let make = |n: u32| {
        let (admin, path) = (project.admin.clone(), path.clone());
        async move { admin.post(&path, json!({"name": n.to_string()})).await.expect(201) }
    };
    let (a, b, c, d) = tokio::join!(make(1), make(2), make(3), make(4));
    let mut numbers: Vec<_> =
        [a, b, c, d].iter().map(|made| made.json["sequence_id"].as_i64().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, [2, 3, 4, 5]);
}

#[tokio::test]
async fn html_is_cleaned_before_it_is_stored() {
    let (_t, project, _) = start().await;
    let dirty = r#"<p onclick="x()">Hi<script>alert(1)</script><a href=" javascript:x">l</a></p>"#;
    let body = json!({"name": "<img src=x onerror=alert(1)>", "description_html": dirty});
    let made = project.admin.post(&items(&project), body).await.expect(201);
    let html = made.text("description_html");
    for bad in ["onclick", "script", "javascript"] {
        assert!(!html.contains(bad), "{html}");
    }
    // A title is text, not HTML: it is kept as it is and shown as text.
    assert_eq!(made.text("name"), "<img src=x onerror=alert(1)>");
}

#[tokio::test]
async fn only_members_who_are_not_guests_are_assigned() {
    let (t, project, _) = start().await;
    let member = t.project_member(&project, Role::Member).await;
    let guest = t.project_member(&project, Role::Guest).await;
    let outsider = t.user().await;
    let body = json!({"name": "x", "assignees": [member.id, guest.id, outsider.id]});
    let made = project.admin.post(&items(&project), body).await.expect(201);
    assert_eq!(made.json["assignees"], json!([member.id]));
}

#[tokio::test]
async fn the_default_assignee_gets_what_nobody_is_named_for() {
    let (t, project, _) = start().await;
    let member = t.project_member(&project, Role::Member).await;
    let body = json!({"default_assignee": member.id});
    project.admin.patch(&project.path, body).await.expect(200);
    let made = project.admin.post(&items(&project), json!({"name": "x"})).await.expect(201);
    assert_eq!(made.json["assignees"], json!([member.id]));
}

#[tokio::test]
async fn things_of_another_project_are_refused_or_left_out() {
    let t = TestApp::new().await;
    let (ours, theirs) = (t.project().await, t.project().await);
    let item = t.work_item(&theirs).await;
    let label = json!({"name": "bug", "color": "#ff0000"});
    let label = theirs.admin.post(&format!("{}/labels", theirs.path), label).await.expect(201);
    let their_state = state(&theirs, "Done").await;
    let post = async |body: Value| ours.admin.post(&items(&ours), body).await;
    post(json!({"name": "x", "state": their_state})).await.expect_fault("state");
    post(json!({"name": "x", "parent": item.id})).await.expect_fault("parent");
    post(json!({"name": "x", "move": {"after": item.id}})).await.expect_fault("move");
    let made = post(json!({"name": "x", "labels": [label.id()]})).await.expect(201);
    assert_eq!(made.json["labels"], json!([]));
}

#[tokio::test]
async fn an_external_id_is_used_once() {
    let (_t, project, _) = start().await;
    let body = json!({"name": "x", "external_source": "csv", "external_id": "A-1"});
    let made = project.admin.post(&items(&project), body.clone()).await.expect(201);
    let again = project.admin.post(&items(&project), body).await.expect(409);
    assert_eq!(again.id(), made.id());
    let query = "external_source=csv&external_id=A-1";
    let found = project.admin.get(&format!("{}?{query}", items(&project))).await.expect(200);
    assert_eq!(found.json, made.json);
    let query = "external_source=csv&external_id=A-2";
    project.admin.get(&format!("{}?{query}", items(&project))).await.expect(404);
}

#[tokio::test]
async fn the_old_name_of_the_path_works() {
    let (_t, project, item) = start().await;
    let old = format!("{}/issues", project.path);
    project.admin.post(&format!("{old}/"), json!({"name": "x"})).await.expect(201);
    let found = project.admin.get(&format!("{old}/{}/", item.id)).await.expect(200);
    assert_eq!(found.id(), item.id);
    assert_eq!(project.admin.get(&format!("{old}/?per_page=1")).await.expect(200).rows().len(), 1);
}

#[tokio::test]
async fn nothing_is_made_in_an_archived_project() {
    let (_t, project, item) = start().await;
    project.admin.post(&format!("{}/archive", project.path), json!({})).await.expect(204);
    project.admin.post(&items(&project), json!({"name": "x"})).await.expect(400);
    project.admin.patch(&item.path, json!({"name": "x"})).await.expect(400);
    project.admin.get(&item.path).await.expect(200);
}
