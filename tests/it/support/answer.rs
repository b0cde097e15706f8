//! What came back.

use poem::{Response, http::HeaderMap};
use serde_json::Value;
use uuid::Uuid;

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    /// The body as JSON, or null.
    pub json: Value,
}

impl Answer {
    pub async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = body.into_vec().await.unwrap();
        let json = serde_json::from_slice(&bytes).unwrap_or_default();
        Self { status: parts.status.as_u16(), headers: parts.headers, bytes, json }
    }

    /// Insists on the status.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        let text = String::from_utf8_lossy(&self.bytes);
        assert_eq!(self.status, status, "{}", text.chars().take(500).collect::<String>());
        self
    }

    /// Insists on 400 with a fault of this field.
    #[track_caller]
    pub fn expect_fault(self, field: &str) -> Self {
        let answer = self.expect(400);
        assert!(answer.json.get(field).is_some_and(Value::is_array), "{}", answer.json);
        answer
    }

    /// The id of the thing in the body.
    #[track_caller]
    pub fn id(&self) -> Uuid {
        self.json["id"].as_str().and_then(|id| id.parse().ok()).expect("an id")
    }

    /// A text in the body.
    #[track_caller]
    pub fn text(&self, key: &str) -> &str {
        self.json[key].as_str().unwrap_or_else(|| panic!("no text {key} in {}", self.json))
    }

    /// The rows of a page, or of a plain array.
    #[track_caller]
    pub fn rows(&self) -> &[Value] {
        let rows = if self.json.is_array() { &self.json } else { &self.json["results"] };
        rows.as_array().unwrap_or_else(|| panic!("no rows in {}", self.json))
    }

    /// One text of each row.
    #[track_caller]
    pub fn column(&self, key: &str) -> Vec<&str> {
        self.rows().iter().map(|row| row[key].as_str().unwrap_or_default()).collect()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }
}
