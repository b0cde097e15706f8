//! Everything between a socket and the API: the shell.
//!
//! [`listener`] accepts connections and speaks TLS and HTTP; each request then goes through
//! [`Shell`], in this order: the [`gate`], which knows the doors and the card host; request id and
//! client address; health endpoints; for `/api` and
//! `/auth` the origin check, rate limit, body limit and timeout, then the API itself, whose errors
//! become answers in [`error`], compressed if large; everything else is a file of the three apps
//! ([`assets`]). On the way out each answer gets its security headers and one line in the log.
//!
//! The shell is plain functions in one visible order rather than a tower of middlewares, because
//! the order is what matters: nothing is parsed before it is limited, and no answer leaves
//! without its headers, not even after a panic.

pub mod assets;
pub mod client_address;
mod compression;
pub mod connection;
mod csrf;
pub mod encoding;
pub mod error;
pub mod extract;
pub mod gate;
mod headers;
pub mod health;
pub mod listener;
pub mod metrics;
pub mod openapi;
pub mod page;
pub mod rate_limit;
pub mod reply;
mod request_body;
mod request_id;
mod request_log;
pub mod routes;
pub mod security_txt;
pub mod shared_limits;
pub mod tls;

pub use client_address::ClientAddress;
pub use request_id::RequestId;

use crate::{
    config::Config,
    error::{Error, Result},
    lifecycle::Lifecycle,
};
use assets::Assets;
use futures_util::FutureExt;
use gate::{Gate, Passage, incidents::Incidents};
use health::Readiness;
use poem::{
    Body, Endpoint, PathPattern, Request, Response,
    http::{HeaderValue, Method, Uri, header},
};
use rate_limit::{Facts, RateLimits};
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration, time::Instant};
use tracing::Instrument;

/// Wraps the API in everything that every request needs.
pub fn shell<E: Endpoint>(api: E, config: &Arc<Config>, readiness: Readiness) -> Shell<E> {
    Shell {
        api,
        gate: Gate::new(config, Incidents::channel().0),
        assets: Assets::embedded(&config.http),
        security: headers::SecurityHeaders::new(&config.http),
        own_origins: own_origins(&config.http),
        limits: Arc::new(RateLimits::new(&config.limits)),
        config: Arc::clone(config),
        readiness,
    }
}

/// The outermost endpoint. It never fails: every error is an answer by then.
pub struct Shell<E> {
    api: E,
    gate: Gate,
    assets: Assets,
    security: headers::SecurityHeaders,
    own_origins: Vec<String>,
    limits: Arc<RateLimits>,
    config: Arc<Config>,
    readiness: Readiness,
}

/// What a path belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Area {
    Live,
    Ready,
    SecurityText,
    Api,
    Assets,
}

impl Area {
    fn of(path: &str) -> Self {
        let below = |prefix: &str| {
            path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        match path {
            "/livez" => Self::Live,
            "/readyz" => Self::Ready,
            security_txt::PATH => Self::SecurityText,
            _ if below("/api") || below("/auth") => Self::Api,
            _ => Self::Assets,
        }
    }
}

impl<E: Endpoint> Endpoint for Shell<E> {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        let begun = Instant::now();
        let http = &self.config.http;
        let peer = client_address::peer(&request);
        let passage = self.gate.pass(&mut request, peer);
        let area = match passage {
            Passage::Main | Passage::CardHost => Area::of(request.uri().path()),
            Passage::Stop(_) => Area::Api,
        };
        let id = RequestId::of(&request, client_address::is_trusted(peer, &http.trusted_proxies));
        if area == Area::Assets {
            let mut response = self.assets.respond(&request);
            self.finish(&mut response, &id, request.method());
            request_log::asset(&response, begun);
            return Ok(response);
        }
        let address = client_address::resolve(peer, request.headers(), &http.trusted_proxies);
        let facts = Facts::default();
        let line = request_log::Line::begin(&request, address, begun);
        request.set_data(id.clone());
        request.set_data(address);
        request.set_data(facts.clone());
        request.set_data(Arc::clone(&self.limits));
        let span = tracing::info_span!("request", id = id.as_str());
        let is_card_host = matches!(passage, Passage::CardHost);
        let dispatch = async {
            match passage {
                Passage::Stop(response) => response,
                Passage::Main | Passage::CardHost => self.dispatch(area, request, &id).await,
            }
        };
        let work = crate::audit::with_address(address.0.to_string(), dispatch);
        let work = AssertUnwindSafe(work).catch_unwind();
        let mut response = match work.instrument(span.clone()).await {
            Ok(response) => response,
            // The panic hook has logged the message and the place.
            Err(_) => span.in_scope(|| {
                error::respond(&Error::Internal(anyhow::anyhow!("a handler panicked")), id.as_str())
            }),
        };
        if is_card_host {
            Gate::finish(&mut response);
        }
        headers::no_store(response.headers_mut());
        facts.apply(&mut response);
        self.finish(&mut response, &id, line.method());
        span.in_scope(|| line.end(&response, &facts));
        Ok(response)
    }
}

impl<E: Endpoint> Shell<E> {
    /// Tells what happens at the doors to the reader of `incidents`.
    #[must_use]
    pub fn telling(mut self, incidents: Incidents) -> Self {
        self.gate = Gate::new(&self.config, incidents);
        self
    }

    /// The buckets, for housekeeping.
    pub fn rate_limits(&self) -> Arc<RateLimits> {
        Arc::clone(&self.limits)
    }

    async fn dispatch(&self, area: Area, mut request: Request, id: &RequestId) -> Response {
        match area {
            Area::Live => health::live(),
            Area::Ready => self.readiness.respond().await,
            Area::SecurityText => security_txt::respond(&self.config, request.method()),
            Area::Api | Area::Assets => {
                let rest = request_body::share(&mut request, &self.config);
                let response = match self.admit(&mut request) {
                    Ok(()) => self.answer(request, id).await,
                    Err(refusal) => error::respond(&refusal, id.as_str()),
                };
                rest.discard().await;
                response
            }
        }
    }

    /// What a request must pass before anything of it is read.
    fn admit(&self, request: &mut Request) -> Result<()> {
        if !csrf::is_allowed(request, &self.own_origins) {
            return Err(Error::Forbidden("The request comes from another site."));
        }
        if is_anonymous(request) {
            self.limits.take_anonymous(ClientAddress::of(request))?;
        }
        request_body::check(request, &self.config)?;
        trim_slash(request);
        Ok(())
    }

    async fn answer(&self, request: Request, id: &RequestId) -> Response {
        let accepts = encoding::Accepted::of(request.headers());
        let limit = Duration::from_secs(self.config.http.request_timeout_s);
        match tokio::time::timeout(limit, self.api.get_response_or_error(request)).await {
            Ok(Ok(response)) => compression::compress(response, accepts),
            Ok(Err(error)) => {
                let route = error.data::<PathPattern>().cloned();
                let mut response = error::from_poem(error, id.as_str());
                if let Some(route) = route {
                    response.set_data(route);
                }
                response
            }
            Err(_) => error::respond(&Error::Unavailable("the request took too long"), id.as_str()),
        }
    }

    fn finish(&self, response: &mut Response, id: &RequestId, method: &Method) {
        if method == Method::HEAD {
            drop_body(response);
        }
        self.security.apply(response);
        response.headers_mut().insert(request_id::HEADER, id.header());
    }
}

/// The answer to HEAD: all headers, no body. hyper leaves the body away in HTTP/1 only.
fn drop_body(response: &mut Response) {
    let size = compression::body_size(response);
    if size > 0 {
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    }
    response.set_body(Body::empty());
}

/// Calls an endpoint of any output type.
trait ResponseOrError: Endpoint {
    async fn get_response_or_error(&self, request: Request) -> poem::Result<Response> {
        self.call(request).await.map(poem::IntoResponse::into_response)
    }
}

impl<E: Endpoint> ResponseOrError for E {}

/// Paths that need no account are limited by address, and so is whoever shows no credentials.
/// Wrong credentials are counted where they are checked.
fn is_anonymous(request: &Request) -> bool {
    let path = request.uri().path();
    if path.starts_with("/auth") || path.starts_with("/api/public") {
        return true;
    }
    ["cookie", "x-api-key", "authorization"].iter().all(|name| request.header(name).is_none())
}

/// Plane's paths end with a slash, ours need not: both mean the same.
fn trim_slash(request: &mut Request) {
    let uri = request.uri();
    let path = uri.path();
    let trimmed = path.trim_end_matches('/');
    if trimmed.len() == path.len() {
        return;
    }
    let mut text = trimmed.to_owned();
    if let Some(query) = uri.query() {
        text.push('?');
        text.push_str(query);
    }
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = text.parse().ok();
    if let Ok(uri) = Uri::from_parts(parts) {
        *request.uri_mut() = uri;
    }
}

/// Origins that pages of ours have besides the name in the request.
fn own_origins(http: &crate::config::Http) -> Vec<String> {
    let scheme = if http.is_https() { "https" } else { "http" };
    let hosts = [&http.hosts.web, &http.hosts.admin, &http.hosts.space];
    let named = hosts.iter().filter(|host| !host.is_empty());
    let mut origins: Vec<_> = named.map(|host| format!("{scheme}://{host}")).collect();
    origins.push(http.public_url.clone());
    origins
}

/// What long-lived parts of a request's handler need to see shutdown coming.
pub fn lifecycle(request: &Request) -> Option<&Lifecycle> {
    request.data::<Lifecycle>()
}

#[cfg(test)]
mod tests;
