//! The bytes arrive: with the right token, in time, of the right type and size, once.

use crate::support::{Answer, PNG, Project, TestApp};
use chrono::Duration;
use serde_json::{Value, json};

async fn announce(size: usize, kind: &str) -> (TestApp, Project, Value) {
    let t = TestApp::new().await;
    let project = t.project().await;
    let item = t.work_item(&project).await;
    let body = json!({"name": "a", "type": kind, "size": size});
    let path = format!("{}/attachments", item.path);
    let announced = project.admin.post(&path, body).await.expect(200).json;
    (t, project, announced)
}

async fn send(t: &TestApp, announced: &Value, token: &str, bytes: Option<&[u8]>) -> Answer {
    let url = announced["upload_data"]["url"].as_str().unwrap();
    t.anonymous().post_form(url, &[("key", "x"), ("token", token)], bytes).await
}

fn token(announced: &Value) -> &str {
    announced["upload_data"]["fields"]["token"].as_str().unwrap()
}

#[tokio::test]
async fn a_token_works_once() {
    let (t, _project, announced) = announce(3, "text/plain").await;
    send(&t, &announced, "", Some(b"abc")).await.expect(403);
    send(&t, &announced, "wrong", Some(b"abc")).await.expect(403);
    send(&t, &announced, token(&announced), Some(b"abc")).await.expect(204);
    send(&t, &announced, token(&announced), Some(b"abc")).await.expect(403);
}

#[tokio::test]
async fn a_token_is_for_one_file_and_one_hour() {
    let (t, project, announced) = announce(3, "text/plain").await;
    let item = t.work_item(&project).await;
    let path = format!("{}/attachments", item.path);
    let body = json!({"name": "b", "type": "text/plain", "size": 3});
    let other = project.admin.post(&path, body).await.expect(200).json;
    send(&t, &other, token(&announced), Some(b"abc")).await.expect(403);
    t.advance(Duration::minutes(61));
    send(&t, &announced, token(&announced), Some(b"abc")).await.expect(403);
}

#[tokio::test]
async fn bytes_that_are_not_the_image_they_claim_to_be_are_refused() {
    let (t, _project, announced) = announce(100, "image/png").await;
    for bytes in [&b"<html><script>"[..], b"\xff\xd8\xff\xe0\0\x10JFIF", b""] {
        let refused = send(&t, &announced, token(&announced), Some(bytes)).await;
        refused.expect_fault("file");
    }
    // The token is not spent by a mistake.
    send(&t, &announced, token(&announced), Some(PNG)).await.expect(204);
}

#[tokio::test]
async fn more_bytes_than_announced_are_refused() {
    let (t, _project, announced) = announce(10, "text/plain").await;
    let refused = send(&t, &announced, token(&announced), Some(&[b'a'; 11])).await.expect(413);
    assert_eq!(refused.text("error"), "REQUEST_BODY_TOO_LARGE");
    let huge = vec![b'a'; 6 * 1024 * 1024];
    send(&t, &announced, token(&announced), Some(&huge)).await.expect(413);
    let incoming = t.app.config.files.directory.join("incoming");
    // It is made with the first file that is too long for one piece.
    assert_eq!(std::fs::read_dir(incoming).map_or(0, Iterator::count), 0);
    send(&t, &announced, token(&announced), Some(b"less")).await.expect(204);
}

#[tokio::test]
async fn a_form_must_be_one() {
    let (t, project, announced) = announce(3, "text/plain").await;
    send(&t, &announced, token(&announced), None).await.expect_fault("file");
    let url = announced["upload_data"]["url"].as_str().unwrap();
    t.anonymous().post(url, json!({})).await.expect(400);
    let broken = t
        .anonymous()
        .request(http::Method::POST, url)
        .content_type("multipart/form-data; boundary=x")
        .body("--x\r\ncontent-disposition: form-data; name=\"token\"\r\n\r\nabc");
    t.anonymous().call(broken).await.expect(400);
    let nowhere = format!("/api/v1/uploads/{}", project.id);
    t.anonymous().post_form(&nowhere, &[("token", "x")], Some(b"a")).await.expect(403);
    t.anonymous().post_form("/api/v1/uploads/x", &[], Some(b"a")).await.expect(404);
}

#[tokio::test]
async fn unnamed_types_are_read_off_the_bytes() {
    let (t, project, announced) = announce(PNG.len(), "").await;
    send(&t, &announced, token(&announced), Some(PNG)).await.expect(204);
    let path = format!("{}/assets/{}", project.workspace.path, announced["id"].as_str().unwrap());
    project.admin.patch(&path, json!({"is_uploaded": true})).await.expect(204);
    let asset = project.admin.get(&path).await.expect(200);
    assert_eq!(asset.text("asset_type"), "image/png");
}
