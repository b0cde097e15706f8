//! `/metrics` on a listener of its own: numbers are for the collector, not for users, and a
//! failing main listener must not hide them.

use crate::telemetry::metrics;
use poem::{
    Endpoint, Request, Response,
    http::{Method, StatusCode},
};
use sqlx::PgPool;

const TEXT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Answers `GET /metrics` and nothing else.
#[derive(Clone, Debug)]
pub struct Endpoints {
    pool: Option<PgPool>,
}

impl Endpoints {
    /// Numbers of the process and, when given, of `pool`.
    pub fn new(pool: Option<PgPool>) -> Self {
        Self { pool }
    }
}

impl Endpoint for Endpoints {
    type Output = Response;

    async fn call(&self, request: Request) -> poem::Result<Response> {
        if request.uri().path() != "/metrics" {
            return Ok(StatusCode::NOT_FOUND.into());
        }
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Ok(StatusCode::METHOD_NOT_ALLOWED.into());
        }
        let text = metrics::get().render(self.pool.as_ref());
        Ok(Response::builder().content_type(TEXT).body(text))
    }
}
