//! Files: the three steps of an upload, downloads, who may do what.

mod attachments;
mod images;
mod upload;

use crate::support::{Caller, TestApp};
use serde_json::{Value, json};
use uuid::Uuid;

/// Announces an attachment and posts its bytes; says its id.
pub async fn send(
    t: &TestApp,
    by: &Caller,
    path: &str,
    (name, kind): (&str, &str),
    bytes: &[u8],
) -> Uuid {
    let body = json!({"name": name, "type": kind, "size": bytes.len()});
    let announced = by.post(path, body).await.expect(200).json;
    post(t, &announced, bytes).await;
    announced["asset_id"].as_str().unwrap().parse().unwrap()
}

/// Posts the bytes as the answer to announcing them says, without credentials.
async fn post(t: &TestApp, announced: &Value, bytes: &[u8]) {
    let data = &announced["upload_data"];
    let fields = data["fields"].as_object().unwrap();
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str().unwrap())).collect();
    let url = data["url"].as_str().unwrap();
    t.anonymous().post_form(url, &fields, Some(bytes)).await.expect(204);
}
