//! Images in descriptions and comments.

use super::post;
use crate::support::{PNG, Project, TestApp};
use serde_json::{Value, json};
use treasury_plane::access::Role;

fn image(project: &Project) -> Value {
    json!({
        "name": "a.png", "type": "image/png", "size": PNG.len(),
        "project_id": project.id, "entity_type": "ISSUE_DESCRIPTION",
    })
}

#[tokio::test]
async fn an_image_is_announced_sent_confirmed_and_shown() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let (ana, path) = (&project.admin, format!("{}/assets", project.workspace.path));
    let announced = ana.post(&path, image(&project)).await.expect(200);
    let one = format!("{path}/{}", announced.text("asset_id"));
    ana.get(&one).await.expect(400);
    ana.patch(&one, json!({"is_uploaded": true})).await.expect(400);
    ana.get(announced.text("asset_url")).await.expect(404);
    post(&t, &announced.json, PNG).await;
    ana.patch(&one, json!({"is_uploaded": false})).await.expect_fault("is_uploaded");
    ana.patch(&one, json!({"is_uploaded": true})).await.expect(204);
    assert_eq!(ana.get(&one).await.expect(200).text("asset_name"), "a.png");
    let shown = ana.get(announced.text("asset_url")).await.expect(200);
    assert_eq!(shown.bytes, PNG);
    let guest = t.project_member(&project, Role::Guest).await;
    guest.get(announced.text("asset_url")).await.expect(200);
    let colleague = t.member(&project.workspace, Role::Member).await;
    colleague.get(announced.text("asset_url")).await.expect(404);
    colleague.get(&one).await.expect(404);
    colleague.patch(&one, json!({"is_uploaded": true})).await.expect(404);
}

#[tokio::test]
async fn its_address_survives_sanitising() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let path = format!("{}/assets", project.workspace.path);
    let announced = project.admin.post(&path, image(&project)).await.expect(200);
    let html = format!(r#"<p><img src="{}" alt="A chart"></p>"#, announced.text("asset_url"));
    let item = t.work_item(&project).await;
    let body = json!({"comment_html": html});
    let made = project.admin.post(&format!("{}/comments", item.path), body).await.expect(201);
    assert!(made.text("comment_html").contains(announced.text("asset_url")));
}

#[tokio::test]
async fn images_are_of_four_types_and_of_a_project_one_belongs_to() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let elsewhere = t.project().await;
    let (ana, path) = (&project.admin, format!("{}/assets", project.workspace.path));
    let with = |key: &str, value: Value| {
        let mut body = image(&project);
        body[key] = value;
        body
    };
    for (field, value) in [
        ("type", json!("image/svg+xml")),
        ("type", json!("text/html")),
        ("entity_type", json!("USER_AVATAR")),
        ("project_id", json!(elsewhere.id)),
        ("size", json!(t.app.config.files.max_size_bytes + 1)),
    ] {
        ana.post(&path, with(field, value)).await.expect_fault(field);
    }
    ana.post(&path, with("project_id", json!("x"))).await.expect(400);
    let colleague = t.member(&project.workspace, Role::Member).await;
    colleague.post(&path, image(&project)).await.expect(403);
    elsewhere.admin.post(&path, image(&project)).await.expect(404);
    t.anonymous().post(&path, image(&project)).await.expect(401);
}
