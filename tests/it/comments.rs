//! Comments on work items.

use crate::support::{Item, Project, TestApp};
use serde_json::json;
use treasury_plane::access::Role;

fn comments(item: &Item) -> String {
    format!("{}/comments", item.path)
}

async fn start() -> (TestApp, Project, Item) {
    let t = TestApp::new().await;
    let project = t.project().await;
    let item = t.work_item(&project).await;
    (t, project, item)
}

#[tokio::test]
async fn a_comment_is_written_changed_and_deleted() {
    let (t, project, item) = start().await;
    let (ana, path) = (&project.admin, comments(&item));
    let made = ana.post(&path, json!({"comment_html": "<p>One</p>"})).await.expect(201);
    assert_eq!(made.json["actor"], json!(ana.id));
    assert_eq!(made.json["issue"], json!(item.id));
    assert_eq!(made.json["edited_at"], json!(null));
    let one = format!("{path}/{}", made.id());

    t.advance(chrono::Duration::seconds(5));
    let changed = ana.patch(&one, json!({"comment_html": "<p>Two</p>"})).await.expect(200);
    assert_eq!(changed.text("comment_html"), "<p>Two</p>");
    assert_eq!(changed.text("edited_at"), "2026-03-02T09:00:06Z");
    assert_eq!(ana.get(&one).await.expect(200).json, changed.json);

    ana.delete(&one).await.expect(204);
    ana.get(&one).await.expect(404);
    assert_eq!(ana.get(&path).await.expect(200).json["total_count"], 0);
}

#[tokio::test]
async fn comments_are_paged_in_both_orders() {
    let (t, project, item) = start().await;
    let path = comments(&item);
    for text in ["a", "b", "c"] {
        t.advance(chrono::Duration::seconds(1));
        let body = json!({"comment_html": format!("<p>{text}</p>")});
        project.admin.post(&path, body).await.expect(201);
    }
    let get = async |query: &str| project.admin.get(&format!("{path}?{query}")).await;
    let oldest = get("order_by=created_at&per_page=2").await.expect(200);
    assert_eq!(oldest.column("comment_html"), ["<p>a</p>", "<p>b</p>"]);
    assert_eq!(oldest.json["next_page_results"], true);
    let cursor = oldest.text("next_cursor");
    let rest = get(&format!("order_by=created_at&per_page=2&cursor={cursor}")).await.expect(200);
    assert_eq!(rest.column("comment_html"), ["<p>c</p>"]);
    let newest = get("order_by=-created_at&per_page=1").await.expect(200);
    assert_eq!(newest.column("comment_html"), ["<p>c</p>"]);
    get("order_by=actor").await.expect_fault("order_by");
    get("per_page=0").await.expect_fault("per_page");
    get("per_page=1001").await.expect_fault("per_page");
    get("cursor=x").await.expect(400);
}

#[tokio::test]
async fn script_does_not_survive_and_blank_text_is_refused() {
    let (_t, project, item) = start().await;
    let path = comments(&item);
    let html =
        r#"<p onclick="x()">Hi<script>alert(1)</script><img src="https://evil.example/a.png"></p>"#;
    let made = project.admin.post(&path, json!({"comment_html": html})).await.expect(201);
    let stored = made.text("comment_html");
    assert!(stored.starts_with("<p>Hi"), "{stored}");
    for bad in ["script", "alert", "onclick", "evil.example"] {
        assert!(!stored.contains(bad), "{stored}");
    }
    for blank in ["", "   ", "<p></p>", "<p>&nbsp;</p>", "<script>x</script>", "a\0b"] {
        let answer = project.admin.post(&path, json!({"comment_html": blank})).await;
        answer.expect_fault("comment_html");
    }
    let image = r#"<img src="/api/v1/workspaces/a/files/1" alt="">"#;
    project.admin.post(&path, json!({"comment_html": image})).await.expect(201);
    let long = "x".repeat(1_000_001);
    project.admin.post(&path, json!({"comment_html": long})).await.expect_fault("comment_html");
    project.admin.post(&path, json!({"comment_html": []})).await.expect(400);
    project.admin.post(&path, json!({})).await.expect(400);
}

#[tokio::test]
async fn only_the_author_and_administrators_change_a_comment() {
    let (t, project, item) = start().await;
    let path = comments(&item);
    let ben = t.project_member(&project, Role::Member).await;
    let cy = t.project_member(&project, Role::Member).await;
    let made = ben.post(&path, json!({"comment_html": "mine"})).await.expect(201);
    let one = format!("{path}/{}", made.id());
    cy.get(&one).await.expect(200);
    cy.patch(&one, json!({"comment_html": "taken"})).await.expect(403);
    cy.delete(&one).await.expect(403);
    ben.patch(&one, json!({"comment_html": "mine still"})).await.expect(200);
    project.admin.patch(&one, json!({"comment_html": "moderated"})).await.expect(200);
    project.admin.delete(&one).await.expect(204);
    ben.delete(&one).await.expect(404);
}

#[tokio::test]
async fn guests_comment_on_what_they_see() {
    let (t, project, item) = start().await;
    let guest = t.project_member(&project, Role::Guest).await;
    let body = json!({"comment_html": "hello"});
    guest.get(&comments(&item)).await.expect(404);
    guest.post(&comments(&item), body.clone()).await.expect(404);
    t.show_guests_everything(&project).await;
    guest.post(&comments(&item), body).await.expect(201);
}

#[tokio::test]
async fn outsiders_find_nothing() {
    let (t, project, item) = start().await;
    let path = comments(&item);
    let made = project.admin.post(&path, json!({"comment_html": "secret"})).await.expect(201);
    let one = format!("{path}/{}", made.id());
    let elsewhere = t.project().await;
    let colleague = t.member(&project.workspace, Role::Member).await;
    for stranger in [&elsewhere.admin, &colleague] {
        stranger.get(&path).await.expect(404);
        stranger.post(&path, json!({"comment_html": "x"})).await.expect(404);
        stranger.get(&one).await.expect(404);
        stranger.patch(&one, json!({"comment_html": "x"})).await.expect(404);
        stranger.delete(&one).await.expect(404);
    }
    t.anonymous().get(&path).await.expect(401);
    // The right id under the wrong roof.
    let other_item = t.work_item(&elsewhere).await;
    let crossed = format!("{}/comments/{}", other_item.path, made.id());
    elsewhere.admin.get(&crossed).await.expect(404);
    let crossed = format!("{}/work-items/{}/comments", elsewhere.path, item.id);
    elsewhere.admin.post(&crossed, json!({"comment_html": "x"})).await.expect(404);
    project.admin.get(&format!("{path}/not-an-id")).await.expect(404);
}

#[tokio::test]
async fn an_answer_stays_on_its_work_item() {
    let (t, project, item) = start().await;
    let other = t.work_item(&project).await;
    let ana = &project.admin;
    let first = ana.post(&comments(&item), json!({"comment_html": "?"})).await.expect(201);
    let answer = json!({"comment_html": "!", "parent": first.id()});
    let made = ana.post(&comments(&item), answer.clone()).await.expect(201);
    assert_eq!(made.json["parent"], json!(first.id()));
    ana.post(&comments(&other), answer).await.expect_fault("parent");
}

#[tokio::test]
async fn external_ids_are_unique_in_a_project() {
    let (_t, project, item) = start().await;
    let (ana, path) = (&project.admin, comments(&item));
    let body = json!({"comment_html": "x", "external_source": "jira", "external_id": "7"});
    let first = ana.post(&path, body.clone()).await.expect(201);
    let again = ana.post(&path, body.clone()).await.expect(409);
    assert_eq!(again.id(), first.id());
    let plain = ana.post(&path, json!({"comment_html": "y"})).await.expect(201);
    let taking = json!({"external_source": "jira", "external_id": "7"});
    ana.patch(&format!("{path}/{}", plain.id()), taking.clone()).await.expect(409);
    ana.patch(&format!("{path}/{}", first.id()), taking).await.expect(200);
    ana.delete(&format!("{path}/{}", first.id())).await.expect(204);
    ana.post(&path, body).await.expect(201);
}

#[tokio::test]
async fn nothing_changes_in_an_archived_project() {
    let (_t, project, item) = start().await;
    let (ana, path) = (&project.admin, comments(&item));
    let made = ana.post(&path, json!({"comment_html": "x"})).await.expect(201);
    ana.post(&format!("{}/archive", project.path), json!({})).await.expect(204);
    ana.get(&path).await.expect(200);
    ana.post(&path, json!({"comment_html": "y"})).await.expect(400);
    ana.delete(&format!("{path}/{}", made.id())).await.expect(400);
}

#[tokio::test]
async fn the_older_path_and_the_slash_work() {
    let (_t, project, item) = start().await;
    let older = format!("{}/issues/{}/comments/", project.path, item.id);
    project.admin.post(&older, json!({"comment_html": "x"})).await.expect(201);
    assert_eq!(project.admin.get(&older).await.expect(200).rows().len(), 1);
}
