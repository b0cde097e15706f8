//! One line in the log and one count in the metrics for each request.

use super::{ClientAddress, rate_limit::Facts};
use crate::telemetry::metrics;
use poem::{
    PathPattern, Request, Response,
    http::{Method, StatusCode},
};
use std::time::Instant;

/// What is known about a request before it is answered.
#[derive(Debug)]
pub(super) struct Line {
    method: Method,
    path: String,
    address: ClientAddress,
    begun: Instant,
}

impl Line {
    pub(super) fn begin(request: &Request, address: ClientAddress, begun: Instant) -> Self {
        let path = request.uri().path().to_owned();
        Self { method: request.method().clone(), path, address, begun }
    }

    pub(super) fn method(&self) -> &Method {
        &self.method
    }

    /// Writes the line. Query strings are left out: they may hold one-time tokens, and so may
    /// paths, of which the matched pattern is logged.
    pub(super) fn end(self, response: &Response, facts: &Facts) {
        let status = response.status();
        let route = match response.data::<PathPattern>() {
            Some(pattern) => &*pattern.0,
            None if matches!(self.path.as_str(), "/livez" | "/readyz") => &self.path,
            None => "unmatched",
        };
        let elapsed = self.begun.elapsed();
        metrics::get().count(&self.method, route, status, elapsed);
        let elapsed_ms = elapsed.as_secs_f64() * 1000.0;
        let (method, status) = (self.method.as_str(), status.as_u16());
        let address = self.address.0;
        let user = facts.user().map(tracing::field::display);
        match response.status() {
            _ if self.path == "/livez" || self.path == "/readyz" => {
                tracing::debug!(method, route, status, elapsed_ms, "request");
            }
            code if code.is_server_error() && code != StatusCode::SERVICE_UNAVAILABLE => {
                tracing::error!(method, route, status, elapsed_ms, %address, user, "request");
            }
            _ => tracing::info!(method, route, status, elapsed_ms, %address, user, "request"),
        }
    }
}

/// Files are counted but not logged: they are many and say little.
pub(super) fn asset(response: &Response, begun: Instant) {
    metrics::get().count_asset(response.status(), begun.elapsed());
}
