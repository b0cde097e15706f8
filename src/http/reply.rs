//! Answers of the API.
//!
//! poem-openapi's own `Json` builds a tree of values before it writes text; these write the text
//! straight from the view and keep only the view's type for the OpenAPI document.

use crate::error::{Error, Result};
use poem::{
    IntoResponse, Response,
    http::{HeaderValue, StatusCode, header},
};
use poem_openapi::{
    ApiResponse, Object,
    payload::{Json, Payload},
    registry::{MetaMediaType, MetaResponse, MetaResponses, MetaSchemaRef, Registry},
    types::Type,
};
use serde::Serialize;
use std::marker::PhantomData;

/// A body of JSON that describes a `T`, with status `STATUS`.
#[derive(Debug)]
pub struct Reply<T, const STATUS: u16 = 200> {
    body: Vec<u8>,
    cookie: Option<HeaderValue>,
    of: PhantomData<fn() -> T>,
}

/// 201 with the new thing.
pub type Created<T> = Reply<T, 201>;

impl<T: Serialize, const STATUS: u16> Reply<T, STATUS> {
    /// Writes the view.
    pub fn new(view: &T) -> Result<Self> {
        let body = serde_json::to_vec(view).map_err(|e| Error::Internal(e.into()))?;
        Ok(Self::from_bytes(body))
    }
}

impl<T, const STATUS: u16> Reply<T, STATUS> {
    /// Text that was written elsewhere and describes a `T`.
    pub fn from_bytes(body: Vec<u8>) -> Self {
        Self { body, cookie: None, of: PhantomData }
    }

    /// Sets a cookie with the answer.
    pub fn with_cookie(mut self, cookie: HeaderValue) -> Self {
        self.cookie = Some(cookie);
        self
    }
}

impl<T: Send, const STATUS: u16> IntoResponse for Reply<T, STATUS> {
    fn into_response(self) -> Response {
        let mut response = Response::builder()
            .status(StatusCode::from_u16(STATUS).unwrap_or(StatusCode::OK))
            .header(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .body(self.body);
        if let Some(cookie) = self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

impl<T: Type, const STATUS: u16> ApiResponse for Reply<T, STATUS> {
    fn meta() -> MetaResponses {
        MetaResponses { responses: vec![describe(STATUS, "Done.", Some(T::schema_ref()))] }
    }

    fn register(registry: &mut Registry) {
        T::register(registry);
    }
}

/// 204: done, nothing to say.
#[derive(Debug, Default)]
pub struct NoContent {
    cookie: Option<HeaderValue>,
}

impl NoContent {
    /// Sets a cookie with the answer.
    pub fn with_cookie(cookie: HeaderValue) -> Self {
        Self { cookie: Some(cookie) }
    }
}

impl IntoResponse for NoContent {
    fn into_response(self) -> Response {
        let mut response = Response::builder().status(StatusCode::NO_CONTENT).finish();
        if let Some(cookie) = self.cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

impl ApiResponse for NoContent {
    fn meta() -> MetaResponses {
        MetaResponses { responses: vec![describe(204, "Done.", None)] }
    }

    fn register(_: &mut Registry) {}
}

/// 302 to another address.
#[derive(Debug)]
pub struct Found(pub String);

impl IntoResponse for Found {
    fn into_response(self) -> Response {
        Response::builder().status(StatusCode::FOUND).header(header::LOCATION, self.0).finish()
    }
}

impl ApiResponse for Found {
    fn meta() -> MetaResponses {
        MetaResponses { responses: vec![describe(302, "The file is at `Location`.", None)] }
    }

    fn register(_: &mut Registry) {}
}

/// 303: the browser goes on to another page.
#[derive(Debug)]
pub struct SeeOther {
    /// Where.
    pub to: String,
    /// Cookies to set.
    pub cookies: Vec<HeaderValue>,
}

impl IntoResponse for SeeOther {
    fn into_response(self) -> Response {
        let mut response = Response::builder()
            .status(StatusCode::SEE_OTHER)
            .header(header::LOCATION, self.to)
            .finish();
        for cookie in self.cookies {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

impl ApiResponse for SeeOther {
    fn meta() -> MetaResponses {
        MetaResponses { responses: vec![describe(303, "Go on to `Location`.", None)] }
    }

    fn register(_: &mut Registry) {}
}

/// What an error says. Which keys are present depends on the status.
#[derive(Debug, Serialize, Object)]
#[oai(rename = "Problem")]
pub struct Problem {
    /// A rule that was broken, or what is not there.
    pub error: Option<String>,
    /// Why the caller is refused.
    pub detail: Option<String>,
    /// What is wrong with the object as a whole. Faults of single fields stand under their names.
    pub non_field_errors: Option<Vec<String>>,
    /// 409: the existing thing.
    pub id: Option<String>,
    /// 429: 5900.
    pub error_code: Option<i32>,
    /// 429: `RATE_LIMIT_EXCEEDED`.
    pub error_message: Option<String>,
    /// 500: what to tell the operator.
    pub request_id: Option<String>,
}

impl ApiResponse for Error {
    fn meta() -> MetaResponses {
        let problem = || Some(Json::<Problem>::schema_ref());
        MetaResponses {
            responses: vec![
                describe(400, "A field or a rule is broken.", problem()),
                describe(401, "Sign in first.", problem()),
                describe(403, "Not allowed.", problem()),
                describe(404, "Not here, or not for you.", problem()),
                describe(409, "Exists already.", problem()),
                describe(429, "Too many requests; see `Retry-After`.", problem()),
            ],
        }
    }

    fn register(registry: &mut Registry) {
        Problem::register(registry);
    }
}

fn describe(status: u16, text: &'static str, schema: Option<MetaSchemaRef>) -> MetaResponse {
    MetaResponse {
        description: text,
        status: Some(status),
        status_range: None,
        content: schema
            .map(|schema| MetaMediaType { content_type: "application/json", schema })
            .into_iter()
            .collect(),
        headers: vec![],
    }
}
