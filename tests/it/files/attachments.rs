//! Attachments of work items.

use super::send;
use crate::support::{Caller, Item, PNG, Project, TestApp};
use entity::event;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use treasury_plane::{access::Role, db::Context};
use uuid::Uuid;

fn attachments(item: &Item) -> String {
    format!("{}/attachments", item.path)
}

async fn start() -> (TestApp, Project, Item) {
    let t = TestApp::new().await;
    let project = t.project().await;
    let item = t.work_item(&project).await;
    (t, project, item)
}

/// Attaches a file in all three steps; says its path and its id.
async fn attach(
    t: &TestApp,
    by: &Caller,
    item: &Item,
    what: (&str, &str),
    bytes: &[u8],
) -> (String, Uuid) {
    let path = attachments(item);
    let id = send(t, by, &path, what, bytes).await;
    by.patch(&format!("{path}/{id}"), json!({"is_uploaded": true})).await.expect(204);
    (format!("{path}/{id}"), id)
}

#[tokio::test]
async fn an_attachment_is_announced_sent_confirmed_and_read() {
    let (t, project, item) = start().await;
    let (ana, path) = (&project.admin, attachments(&item));
    let body = json!({"name": "notes.txt", "type": "text/plain", "size": 5});
    let announced = ana.post(&path, body).await.expect(200);
    assert_eq!(announced.json["id"], announced.json["asset_id"]);
    assert_eq!(announced.json["attachment"]["attributes"]["name"], "notes.txt");
    assert_eq!(announced.json["is_uploaded"], false);
    let one = format!("{path}/{}", announced.id());
    ana.get(&one).await.expect(400);
    ana.patch(&one, json!({"is_uploaded": true})).await.expect(400);

    super::post(&t, &announced.json, b"hello").await;
    assert!(ana.get(&path).await.expect(200).rows().is_empty());
    ana.patch(&one, json!({"is_uploaded": true})).await.expect(204);
    ana.patch(&one, json!({"is_uploaded": true})).await.expect(204);
    let listed = ana.get(&path).await.expect(200);
    assert_eq!(listed.rows().len(), 1);
    assert_eq!(listed.rows()[0]["is_uploaded"], true);

    let found = ana.get(&one).await.expect(302);
    let bytes = ana.get(found.header("location").unwrap()).await.expect(200);
    assert_eq!(bytes.bytes, b"hello");
    ana.delete(&one).await.expect(204);
    ana.get(&one).await.expect(404);
    ana.get(found.header("location").unwrap()).await.expect(404);
    assert!(ana.get(&path).await.expect(200).rows().is_empty());
}

#[tokio::test]
async fn adding_and_deleting_is_recorded_once() {
    let (t, project, item) = start().await;
    let (one, _) = attach(&t, &project.admin, &item, ("a.txt", "text/plain"), b"a").await;
    project.admin.patch(&one, json!({"is_uploaded": true})).await.expect(204);
    project.admin.delete(&one).await.expect(204);
    // One that never arrived leaves no trace.
    let body = json!({"name": "b.txt", "type": "text/plain", "size": 1});
    let path = attachments(&item);
    let pending = project.admin.post(&path, body).await.expect(200);
    project.admin.delete(&format!("{path}/{}", pending.id())).await.expect(204);
    let tx = t.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
    let events: Vec<(String, String)> = event::Entity::find()
        .filter(event::Column::WorkItemId.eq(item.id))
        .filter(event::Column::Entity.eq("attachment"))
        .all(&*tx)
        .await
        .unwrap()
        .into_iter()
        .map(|event| {
            let change = &event.changes[0];
            let name = change["new"].as_str().or(change["old"].as_str()).unwrap();
            (event.verb, name.to_owned())
        })
        .collect();
    let expected = [("created", "a.txt"), ("deleted", "a.txt")];
    assert_eq!(events, expected.map(|(verb, name)| (verb.to_owned(), name.to_owned())));
}

#[tokio::test]
async fn downloads_cannot_run_anything() {
    let (t, project, item) = start().await;
    let html = b"<script>alert(1)</script>";
    let what = ("r\u{e9}sum\u{e9}.html", "text/html");
    let (_, id) = attach(&t, &project.admin, &item, what, html).await;
    let url = format!("{}/files/{id}", project.workspace.path);
    let page = project.admin.get(&url).await.expect(200);
    let disposition = page.header("content-disposition").unwrap();
    assert_eq!(
        disposition,
        "attachment; filename=\"r_sum_.html\"; filename*=UTF-8''r%C3%A9sum%C3%A9.html"
    );
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
    assert_eq!(page.header("content-security-policy"), Some("sandbox; default-src 'none'"));
    assert!(page.header("cache-control").unwrap().starts_with("private"));

    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>";
    let (_, id) = attach(&t, &project.admin, &item, ("a.svg", "image/svg+xml"), svg).await;
    let url = format!("{}/files/{id}", project.workspace.path);
    let answer = project.admin.get(&url).await.expect(200);
    assert!(answer.header("content-disposition").unwrap().starts_with("attachment"));

    let (_, id) = attach(&t, &project.admin, &item, ("a.png", "image/png"), PNG).await;
    let url = format!("{}/files/{id}", project.workspace.path);
    let image = project.admin.get(&url).await.expect(200);
    assert!(image.header("content-disposition").unwrap().starts_with("inline"));
    assert_eq!(image.header("content-type"), Some("image/png"));
}

#[tokio::test]
async fn downloads_come_in_parts_or_not_at_all() {
    let (t, project, item) = start().await;
    let (_, id) = attach(&t, &project.admin, &item, ("a.txt", "text/plain"), b"0123456789").await;
    let url = format!("{}/files/{id}", project.workspace.path);
    let get = async |name: &str, value: &str| {
        let request = project.admin.request(http::Method::GET, &url).header(name, value);
        project.admin.call(request.finish()).await
    };
    let part = get("range", "bytes=2-4").await.expect(206);
    assert_eq!(
        (part.bytes.as_slice(), part.header("content-range")),
        (&b"234"[..], Some("bytes 2-4/10"))
    );
    get("range", "bytes=10-").await.expect(416);
    let whole = get("range", "nonsense").await.expect(200);
    let tag = whole.header("etag").unwrap();
    let none = get("if-none-match", tag).await.expect(304);
    assert!(none.bytes.is_empty());
    get("if-none-match", "\"other\"").await.expect(200);
}

#[tokio::test]
async fn only_who_added_it_and_administrators_delete_it() {
    let (t, project, item) = start().await;
    let ben = t.project_member(&project, Role::Member).await;
    let cy = t.project_member(&project, Role::Member).await;
    let (one, _) = attach(&t, &ben, &item, ("a.txt", "text/plain"), b"a").await;
    cy.get(&one).await.expect(302);
    cy.delete(&one).await.expect(403);
    project.admin.delete(&one).await.expect(204);
    let body = json!({"name": "b.txt", "type": "text/plain", "size": 1});
    let pending = ben.post(&attachments(&item), body).await.expect(200);
    super::post(&t, &pending.json, b"b").await;
    let pending = format!("{}/{}", attachments(&item), pending.id());
    cy.patch(&pending, json!({"is_uploaded": true})).await.expect(403);
}

#[tokio::test]
async fn a_file_is_seen_by_who_sees_its_work_item() {
    let (t, project, item) = start().await;
    let (one, id) = attach(&t, &project.admin, &item, ("a.txt", "text/plain"), b"a").await;
    let url = format!("{}/files/{id}", project.workspace.path);
    let guest = t.project_member(&project, Role::Guest).await;
    let colleague = t.member(&project.workspace, Role::Member).await;
    let elsewhere = t.project().await;
    for stranger in [&guest, &colleague, &elsewhere.admin] {
        stranger.get(&one).await.expect(404);
        stranger.get(&url).await.expect(404);
        stranger.get(&attachments(&item)).await.expect(404);
        stranger.delete(&one).await.expect(404);
    }
    t.anonymous().get(&url).await.expect(401);
    // The right id under the wrong roof.
    elsewhere.admin.get(&format!("{}/files/{id}", elsewhere.workspace.path)).await.expect(404);
    let other = t.work_item(&project).await;
    project.admin.get(&format!("{}/{id}", attachments(&other))).await.expect(404);
    t.show_guests_everything(&project).await;
    guest.get(&url).await.expect(200);
}

#[tokio::test]
async fn what_cannot_be_taken_is_refused_when_announced() {
    let (t, project, item) = start().await;
    let (ana, path) = (&project.admin, attachments(&item));
    let limit = t.app.config.files.max_size_bytes;
    let body =
        |name: &str, size: u64, kind: &str| json!({"name": name, "size": size, "type": kind});
    for (field, bad) in [
        ("name", body("", 1, "text/plain")),
        ("name", body(&"x".repeat(256), 1, "text/plain")),
        ("name", body("a\0.txt", 1, "text/plain")),
        ("size", body("a.txt", limit + 1, "text/plain")),
        ("size", json!({"name": "a.txt", "size": -1, "type": "text/plain"})),
        ("type", body("a.exe", 1, "application/x-msdownload")),
        ("type", body("a", 1, "not a type")),
    ] {
        ana.post(&path, bad).await.expect_fault(field);
    }
    ana.post(&path, json!({"name": "a.txt"})).await.expect(400);
    ana.post(&path, json!({"name": "a.txt", "size": "big"})).await.expect(400);
    let known = json!({"name": "a", "size": 1, "external_source": "s", "external_id": "1"});
    let first = ana.post(&path, known.clone()).await.expect(200);
    assert_eq!(ana.post(&path, known).await.expect(409).id(), first.id());
}

#[tokio::test]
async fn a_script_uploads_with_its_token_at_the_whole_address() {
    let (t, project, item) = start().await;
    let script = project.admin.by_token().await;
    let path = format!("{}/issues/{}/issue-attachments/", project.path, item.id);
    let body = json!({"name": "a.bin", "size": 3});
    let announced = script.post(&path, body).await.expect(200);
    let url = announced.json["upload_data"]["url"].as_str().unwrap();
    let base = &t.app.config.http.public_url;
    assert_eq!(url, format!("{base}/api/v1/uploads/{}", announced.id()));
    super::post(&t, &announced.json, b"abc").await;
    let one = format!("{path}{}/", announced.id());
    script.patch(&one, json!({"is_uploaded": true})).await.expect(204);
    script.get(&one).await.expect(302);
}
