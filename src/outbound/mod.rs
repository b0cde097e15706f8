//! The one client: everything that this process asks of other servers goes through here.
//!
//! Addresses come from people (a provider's issuer, a list of revoked certificates, a webhook), so
//! a request could be aimed at what only we can reach: a neighbour, a metadata service, ourselves.
//! Hence, for every request and every redirect anew: the scheme and port are checked; the name is
//! resolved **once**, all its addresses are judged ([`addresses`]), and the connection goes to
//! exactly an address that was judged, so that a name that changes its answer gains nothing. Size,
//! time and redirects are limited. No proxy is used and no variable of the environment is read.
//!
//! It is hyper on a connection of our own rather than a client with a pool: a pool picks addresses
//! by itself, and our requests are few. TLS is rustls on aws-lc with the authorities of the system,
//! or our own where it has none ([`roots`]), and those of `outbound.ca_file`.
//!
//! Two doors beside it are for AWS alone, and no address that people enter leads there: [`AwsClient`]
//! and [`Metadata`].

pub mod addresses;
mod aws;
mod connect;
mod exchange;
mod metadata;
pub mod names;
pub mod roots;

pub use aws::AwsClient;
pub use connect::{Resolve, SystemResolver};
pub use exchange::AGENT;
pub use metadata::Metadata;

use crate::config::{self, Config};
use addresses::Verdict;
use bytes::Bytes;
use ipnet::IpNet;
use std::{net::IpAddr, sync::Arc, time::Duration};
use url::Url;

const JUDGE_TIMEOUT: Duration = Duration::from_secs(5);

/// What came back: status, headers, and the whole body.
pub type Response = http::Response<Bytes>;

/// How much an exchange may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the answer's body.
    pub bytes: usize,
    /// Time from looking the name up to the body's last byte, redirects included.
    pub time: Duration,
    /// Redirects that are followed, each checked like the first address. GET only.
    pub redirects: u8,
    /// A longer body is cut at `bytes` rather than refused, for answers that are only looked at.
    pub cut: bool,
}

impl Limits {
    /// Documents of protocols: a mebibyte, ten seconds, no redirect.
    pub const SMALL: Self =
        Self { bytes: 1 << 20, time: Duration::from_secs(10), redirects: 0, cut: false };
}

/// What a request is for. Decides whether plain http will do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// An OpenID Connect provider.
    Provider,
    /// Signed data, which no one on the way can change: lists of revoked certificates, issuers.
    SignedData,
    /// A webhook of a workspace.
    Webhook,
}

/// Why there is no answer. The text is for logs and for administrators.
#[derive(Debug, thiserror::Error)]
pub enum OutboundError {
    /// Not an address of the web, or one with a user name.
    #[error("\"{0}\" is not an address that can be asked")]
    Address(String),
    /// Plain http where it does not do.
    #[error("{0}: only https is allowed")]
    Scheme(String),
    /// A port that is not in `outbound.allowed_ports`.
    #[error("{host}: port {port} is not in outbound.allowed_ports")]
    Port {
        /// The host.
        host: String,
        /// The port.
        port: u16,
    },
    /// An address that is not public.
    #[error(
        "{host}: {address} is {}; outbound.allowed_private_cidrs can allow private ranges",
        kind(*.verdict)
    )]
    Forbidden {
        /// The host.
        host: String,
        /// What it resolved to.
        address: IpAddr,
        /// What is wrong with it.
        verdict: Verdict,
    },
    /// The name does not resolve.
    #[error("{0}: the name does not resolve")]
    Name(String),
    /// No connection, TLS refused, or the exchange broke.
    #[error("{host}: {reason}")]
    Exchange {
        /// The host.
        host: String,
        /// What went wrong.
        reason: String,
    },
    /// More bytes than allowed.
    #[error("{0}: the answer is larger than allowed")]
    TooLarge(String),
    /// More time than allowed.
    #[error("{0}: no complete answer in time")]
    TooSlow(String),
    /// More redirects than allowed.
    #[error("{0}: redirects are not followed here")]
    Redirect(String),
}

fn kind(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Loopback => "this machine",
        Verdict::Metadata => "a cloud's metadata service",
        Verdict::Allowed | Verdict::NotPublic => "not a public address",
    }
}

/// The client.
pub struct Outbound {
    allowed: Vec<IpNet>,
    ports: Vec<u16>,
    development: bool,
    resolver: Arc<dyn Resolve>,
    tls: connect::Tls,
}

impl std::fmt::Debug for Outbound {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Outbound")
    }
}

impl Outbound {
    /// As configured. Fails when `outbound.ca_file` cannot be read.
    pub fn new(config: &Config) -> anyhow::Result<Self> {
        Self::with_resolver(config, Arc::new(SystemResolver))
    }

    /// As [`Outbound::new`], with names looked up elsewhere: for tests.
    pub fn with_resolver(config: &Config, resolver: Arc<dyn Resolve>) -> anyhow::Result<Self> {
        Ok(Self {
            allowed: config.outbound.allowed_private_cidrs.clone(),
            ports: config.outbound.allowed_ports.clone(),
            development: config.auth.development,
            resolver,
            tls: connect::Tls::new(&config.outbound.ca_file)?,
        })
    }

    /// Asks for what is at `url`.
    pub async fn get(
        &self,
        url: &str,
        limits: Limits,
        purpose: Purpose,
    ) -> Result<Response, OutboundError> {
        let request = http::Request::get(url)
            .body(Bytes::new())
            .map_err(|_| OutboundError::Address(shown(url)))?;
        self.send(request, limits, purpose).await
    }

    /// Sends a request of any kind. Redirects are answers unless it is a GET and the limits allow
    /// some. Any status is an answer.
    pub async fn send(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
        purpose: Purpose,
    ) -> Result<Response, OutboundError> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        tokio::time::timeout(limits.time, self.follow(request, limits, purpose))
            .await
            .map_err(|_| OutboundError::TooSlow(host))?
    }

    /// Whether an address could be asked, as far as its text shows: for checking a form. What the
    /// name resolves to is judged at each request.
    pub fn check(&self, url: &str, purpose: Purpose) -> Result<(), OutboundError> {
        self.target(url, purpose).map(|_| ())
    }

    /// As [`Outbound::check`], and judges what the name resolves to at the moment. No connection
    /// is made.
    pub async fn judge(&self, url: &str, purpose: Purpose) -> Result<(), OutboundError> {
        let url = self.target(url, purpose)?;
        let looking = tokio::time::timeout(JUDGE_TIMEOUT, self.addresses(&url));
        looking.await.map_err(|_| OutboundError::TooSlow(host(&url)))?.map(|_| ())
    }

    async fn follow(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
        purpose: Purpose,
    ) -> Result<Response, OutboundError> {
        let mut url = self.target(&request.uri().to_string(), purpose)?;
        let mut left = limits.redirects;
        let (mut parts, body) = request.into_parts();
        loop {
            let stream = self.connect(&url).await?;
            let answer = exchange::once(stream, &url, &parts, body.clone(), limits).await?;
            let next = exchange::redirect(&answer).filter(|_| parts.method == http::Method::GET);
            let Some(next) = next.filter(|_| limits.redirects > 0) else { return Ok(answer) };
            let next = url.join(next).map_err(|_| OutboundError::Address(shown(next)))?;
            left = left.checked_sub(1).ok_or_else(|| OutboundError::Redirect(host(&url)))?;
            if url.scheme() == "https" && next.scheme() != "https" {
                return Err(OutboundError::Scheme(host(&next)));
            }
            if next.origin() != url.origin() {
                parts.headers.remove(http::header::AUTHORIZATION);
            }
            url = self.target(next.as_str(), purpose)?;
        }
    }

    /// Reads an address and checks what can be checked before the name is looked up.
    fn target(&self, text: &str, purpose: Purpose) -> Result<Url, OutboundError> {
        let url = Url::parse(text).map_err(|_| OutboundError::Address(shown(text)))?;
        let has_user = !url.username().is_empty() || url.password().is_some();
        if url.host().is_none() || has_user || !matches!(url.scheme(), "http" | "https") {
            return Err(OutboundError::Address(shown(text)));
        }
        let is_local = self.development && config::Outbound::is_loopback(&url);
        if url.scheme() == "http" && purpose != Purpose::SignedData && !is_local {
            return Err(OutboundError::Scheme(host(&url)));
        }
        let port = url.port_or_known_default().unwrap_or_default();
        if !self.ports.contains(&port) && !is_local {
            return Err(OutboundError::Port { host: host(&url), port });
        }
        Ok(url)
    }

    async fn connect(&self, url: &Url) -> Result<connect::Stream, OutboundError> {
        let host = host(url);
        let port = url.port_or_known_default().unwrap_or_default();
        let addresses = self.addresses(url).await?;
        let stream = connect::tcp(&host, &addresses, port).await?;
        if url.scheme() == "http" {
            return Ok(connect::Stream::Plain(stream));
        }
        self.tls.wrap(&host, stream).await
    }

    /// The addresses behind a name, each of which may be reached.
    async fn addresses(&self, url: &Url) -> Result<Vec<IpAddr>, OutboundError> {
        let host = host(url);
        let addresses = match url.host() {
            Some(url::Host::Ipv4(address)) => vec![address.into()],
            Some(url::Host::Ipv6(address)) => vec![address.into()],
            _ => self.resolver.resolve(&host).await.unwrap_or_default(),
        };
        if addresses.is_empty() {
            return Err(OutboundError::Name(host));
        }
        // One bad address spoils the name: an honest one does not mix them.
        for address in &addresses {
            match addresses::judge(*address, &self.allowed) {
                Verdict::Allowed => {}
                Verdict::Loopback if self.development && config::Outbound::is_loopback(url) => {}
                verdict => {
                    return Err(OutboundError::Forbidden { host, address: *address, verdict });
                }
            }
        }
        Ok(addresses)
    }
}

/// The host without brackets.
fn host(url: &Url) -> String {
    url.host_str().unwrap_or_default().trim_matches(['[', ']']).to_owned()
}

/// What is shown of an address that makes no sense; a query could hold a secret.
fn shown(text: &str) -> String {
    text.split(['?', '#']).next().unwrap_or_default().chars().take(200).collect()
}

#[cfg(test)]
mod tests;
