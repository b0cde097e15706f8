//! Somebody who sends requests.

use super::answer::Answer;
use poem::{Body, Endpoint, Request, Response, endpoint::BoxEndpoint, http::Method};
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

/// The password of everybody who has one.
pub const PASSWORD: &str = "tall-river-copper-41";
const BOUNDARY: &str = "----treasury-plane-test";

/// How a caller proves who they are.
#[derive(Clone, Debug)]
enum Proof {
    Nothing,
    Cookie(String),
    Token(String),
}

/// Somebody, with or without credentials; cheap to clone.
#[derive(Clone)]
pub struct Caller {
    endpoint: Arc<BoxEndpoint<'static, Response>>,
    proof: Proof,
    /// The cookie with which browsers show that the notice was agreed to.
    notice: Option<String>,
    /// The person; nil for nobody.
    pub id: Uuid,
    /// Their address.
    pub email: String,
}

impl Caller {
    pub fn anonymous(endpoint: Arc<BoxEndpoint<'static, Response>>) -> Self {
        Self {
            endpoint,
            proof: Proof::Nothing,
            notice: None,
            id: Uuid::nil(),
            email: String::new(),
        }
    }

    /// Agreed to this version of the notice, or to none.
    pub fn with_notice(&self, version: Option<&str>) -> Self {
        let notice = version.map(|version| format!("treasury_plane_notice={version}"));
        Self { notice, ..self.clone() }
    }

    /// The same person, asking another instance.
    pub fn asking(&self, endpoint: Arc<BoxEndpoint<'static, Response>>) -> Self {
        Self { endpoint, ..self.clone() }
    }

    /// The same way in, as `id`.
    pub fn named(&self, id: Uuid, email: &str) -> Self {
        Self { id, email: email.to_owned(), ..self.clone() }
    }

    /// With the session of a `Set-Cookie` value.
    pub fn with_cookie(&self, set_cookie: &str) -> Self {
        let cookie = set_cookie.split(';').next().unwrap_or_default().to_owned();
        Self { proof: Proof::Cookie(cookie), ..self.clone() }
    }

    /// The cookie of the session, as `name=value`.
    pub fn cookie(&self) -> Option<&str> {
        match &self.proof {
            Proof::Cookie(cookie) => Some(cookie),
            Proof::Nothing | Proof::Token(_) => None,
        }
    }

    /// With an API token.
    pub fn with_token(&self, token: &str) -> Self {
        Self { proof: Proof::Token(token.to_owned()), ..self.clone() }
    }

    /// With an API token that the person makes for it.
    pub async fn by_token(&self) -> Self {
        let made = self.post("/api/v1/users/me/api-tokens", json!({"label": "test"})).await;
        self.with_token(made.expect(201).text("token"))
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answer {
        self.send(Method::POST, path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Answer {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.send(Method::DELETE, path, None).await
    }

    pub async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Answer {
        let request = self.request(method, path);
        let request = match body {
            Some(body) => {
                request.content_type("application/json").body(Body::from_json(body).unwrap())
            }
            None => request.finish(),
        };
        self.call(request).await
    }

    /// A form with fields and then, if there are any, the bytes of `file`.
    pub async fn post_form(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        file: Option<&[u8]>,
    ) -> Answer {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.into_bytes());
        }
        if let Some(file) = file {
            let head = format!(
                "--{BOUNDARY}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"f\"\r\n\
                 content-type: application/octet-stream\r\n\r\n"
            );
            body.extend(head.into_bytes());
            body.extend(file);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        let request = self
            .request(Method::POST, path)
            .content_type(&format!("multipart/form-data; boundary={BOUNDARY}"))
            .header("content-length", body.len())
            .body(body);
        self.call(request).await
    }

    /// A request with the caller's proof, to be completed.
    pub fn request(&self, method: Method, path: &str) -> poem::RequestBuilder {
        let builder = Request::builder().method(method).uri_str(path).header("host", "plane.test");
        let builder = match &self.notice {
            Some(notice) => builder.header("cookie", notice),
            None => builder,
        };
        match &self.proof {
            Proof::Nothing => builder,
            Proof::Cookie(cookie) => builder.header("cookie", cookie),
            Proof::Token(token) => builder.header("x-api-key", token),
        }
    }

    pub async fn call(&self, request: Request) -> Answer {
        Answer::read(self.endpoint.get_response(request).await).await
    }
}
