//! The way to Amazon Web Services, beside the guarded client.
//!
//! What AWS offers may have a private address in our network (a VPC endpoint), which the guarded
//! client refuses, and files need a connection that is kept. So this client has an allowance of its
//! own, and a narrow one: the names that AWS has, and the endpoints that the operator configured;
//! public and private addresses, but never a metadata service, and this machine only for an endpoint
//! that says so itself. No address that people enter comes here, redirects are not followed, and TLS
//! is as in the guarded client.

use super::{
    OutboundError, Resolve,
    addresses::{Verdict, judge},
    connect, host,
};
use crate::config;
use bytes::Bytes;
use http::{Request, Response, Uri};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper_rustls::HttpsConnector;
use hyper_util::{
    client::legacy::Client,
    rt::{TokioExecutor, TokioIo, TokioTimer},
};
use ipnet::IpNet;
use object_store::client::HttpRequestBody;
use std::{
    net::IpAddr,
    pin::Pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll},
    time::Duration,
};
use tokio::net::TcpStream;
use tower_service::Service;
use url::Url;

/// What the names of AWS end with, in its partitions.
const NAMES: [&str; 5] =
    [".amazonaws.com", ".api.aws", ".amazonaws.com.cn", ".c2s.ic.gov", ".sc2s.sgov.gov"];
/// Addresses that a VPC may have.
const PRIVATE: [&str; 5] =
    ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "fd00::/8"];
/// From the request to the answer's header; a part of an upload is sent within it.
const HEADER_WITHIN: Duration = Duration::from_secs(60);
const IDLE_FOR: Duration = Duration::from_secs(20);

type Pool = Client<HttpsConnector<Guarded>, HttpRequestBody>;

/// A client for AWS. Connections are kept for a while; nothing is read or opened until the first use.
pub struct AwsClient {
    hosts: Arc<Hosts>,
    tls: connect::Tls,
    pool: OnceLock<Pool>,
}

impl std::fmt::Debug for AwsClient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AwsClient")
    }
}

impl AwsClient {
    /// For the names of AWS and for these endpoints.
    pub fn new(
        outbound: &config::Outbound,
        endpoints: Vec<Url>,
        resolver: Arc<dyn Resolve>,
    ) -> anyhow::Result<Self> {
        let private = PRIVATE.iter().map(|range| range.parse()).collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            hosts: Arc::new(Hosts { endpoints, private, resolver }),
            tls: connect::Tls::new(&outbound.ca_file)?,
            pool: OnceLock::new(),
        })
    }

    fn pool(&self) -> Result<&Pool, rustls::Error> {
        if let Some(pool) = self.pool.get() {
            return Ok(pool);
        }
        let connector = hyper_rustls::HttpsConnectorBuilder::new()
            .with_tls_config(self.tls.for_pool()?)
            .https_or_http()
            .enable_http1()
            .wrap_connector(Guarded { hosts: Arc::clone(&self.hosts) });
        let pool = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(IDLE_FOR)
            .pool_timer(TokioTimer::new())
            .build(connector);
        Ok(self.pool.get_or_init(|| pool))
    }

    /// Sends a request; the answer's body is not read yet. Any status is an answer.
    pub async fn send(
        &self,
        request: Request<HttpRequestBody>,
    ) -> Result<Response<Incoming>, OutboundError> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        let pool = self.pool().map_err(|error| OutboundError::Exchange {
            host: host.clone(),
            reason: format!("TLS: {error}"),
        })?;
        match tokio::time::timeout(HEADER_WITHIN, pool.request(request)).await {
            Ok(Ok(answer)) => Ok(answer),
            Ok(Err(error)) => Err(explain(host, &error)),
            Err(_) => Err(OutboundError::TooSlow(host)),
        }
    }

    /// As [`AwsClient::send`], with the whole body, which is at most `bytes` long and there within
    /// the time.
    pub async fn ask(
        &self,
        request: Request<Bytes>,
        bytes: usize,
        within: Duration,
    ) -> Result<super::Response, OutboundError> {
        let host = request.uri().host().unwrap_or_default().to_owned();
        let asking = async {
            let (parts, body) = self.send(request.map(HttpRequestBody::from)).await?.into_parts();
            let whole =
                Limited::new(body, bytes).collect().await.map_err(|error| match error
                    .is::<LengthLimitError>(
                ) {
                    true => OutboundError::TooLarge(host.clone()),
                    false => broken(&host, &*error),
                })?;
            Ok(Response::from_parts(parts, whole.to_bytes()))
        };
        tokio::time::timeout(within, asking)
            .await
            .unwrap_or_else(|_| Err(OutboundError::TooSlow(host.clone())))
    }
}

fn broken(host: &str, error: &dyn std::error::Error) -> OutboundError {
    OutboundError::Exchange {
        host: host.to_owned(),
        reason: format!("the exchange broke: {error}"),
    }
}

/// Our own refusals come wrapped in those of the pool.
fn explain(host: String, error: &hyper_util::client::legacy::Error) -> OutboundError {
    let mut reason = "no connection".to_owned();
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        reason = error.to_string();
        cause = error.source();
    }
    // The innermost cause says what happened, and names the host already when it is ours.
    let reason = reason.strip_prefix(&format!("{host}: ")).map(str::to_owned).unwrap_or(reason);
    OutboundError::Exchange { host, reason }
}

/// Who may be reached.
struct Hosts {
    endpoints: Vec<Url>,
    private: Vec<IpNet>,
    resolver: Arc<dyn Resolve>,
}

impl Hosts {
    async fn connect(&self, uri: &Uri) -> Result<TcpStream, OutboundError> {
        let shown = || OutboundError::Address(uri.host().unwrap_or_default().to_owned());
        let url = Url::parse(&uri.to_string()).map_err(|_| shown())?;
        let port = url.port_or_known_default().ok_or_else(shown)?;
        let name = host(&url);
        let own = self.endpoints.iter().find(|own| serves(own, &url));
        if own.is_none() && !(is_name_of_aws(&url) && url.scheme() == "https" && port == 443) {
            return Err(shown());
        }
        let may_be_here = own.is_some_and(config::Outbound::is_loopback);
        let addresses = match url.host() {
            Some(url::Host::Ipv4(address)) => vec![IpAddr::from(address)],
            Some(url::Host::Ipv6(address)) => vec![IpAddr::from(address)],
            _ => self.resolver.resolve(&name).await.unwrap_or_default(),
        };
        if addresses.is_empty() {
            return Err(OutboundError::Name(name));
        }
        for address in &addresses {
            match judge(*address, &self.private) {
                Verdict::Allowed => {}
                Verdict::Loopback if may_be_here => {}
                verdict => {
                    return Err(OutboundError::Forbidden {
                        host: name,
                        address: *address,
                        verdict,
                    });
                }
            }
        }
        connect::tcp(&name, &addresses, port).await
    }
}

/// Whether `url` is at the configured endpoint: the same name, or a bucket's name before it.
fn serves(endpoint: &Url, url: &Url) -> bool {
    let (Some(own), Some(asked)) = (endpoint.host_str(), url.host_str()) else { return false };
    let is_name = asked == own || asked.strip_suffix(own).is_some_and(|rest| rest.ends_with('.'));
    is_name
        && endpoint.scheme() == url.scheme()
        && endpoint.port_or_known_default() == url.port_or_known_default()
}

fn is_name_of_aws(url: &Url) -> bool {
    match url.host() {
        Some(url::Host::Domain(name)) => NAMES.iter().any(|ending| name.ends_with(ending)),
        _ => false,
    }
}

#[derive(Clone)]
struct Guarded {
    hosts: Arc<Hosts>,
}

impl Service<Uri> for Guarded {
    type Response = TokioIo<TcpStream>;
    type Error = OutboundError;
    type Future =
        Pin<Box<dyn Future<Output = Result<TokioIo<TcpStream>, OutboundError>> + Send + 'static>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), OutboundError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let hosts = Arc::clone(&self.hosts);
        Box::pin(async move { hosts.connect(&uri).await.map(TokioIo::new) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use std::io;

    struct Fixed(&'static str);

    #[async_trait::async_trait]
    impl Resolve for Fixed {
        async fn resolve(&self, _: &str) -> io::Result<Vec<IpAddr>> {
            Ok(vec![self.0.parse().unwrap()])
        }
    }

    async fn refusal(url: &str, endpoint: &str, address: &'static str) -> OutboundError {
        let config = Config::from_defaults("/tmp").unwrap().outbound;
        let endpoints = Url::parse(endpoint).into_iter().collect();
        let client = AwsClient::new(&config, endpoints, Arc::new(Fixed(address))).unwrap();
        let request = Request::get(url).body(Bytes::new()).unwrap();
        client.ask(request, 100, Duration::from_secs(5)).await.unwrap_err()
    }

    #[tokio::test]
    async fn only_names_of_aws_and_configured_endpoints_are_reached() {
        for url in [
            "https://evil.example/",
            "https://amazonaws.com.evil.example/",
            "http://s3.us-east-1.amazonaws.com/",
            "https://s3.us-east-1.amazonaws.com:8443/",
            "https://10.0.0.1/",
            "https://own.example.evil/",
            "https://notown.example/",
        ] {
            let error = refusal(url, "https://own.example/", "10.0.0.1").await.to_string();
            assert!(error.contains("is not an address that can be asked"), "{url}: {error}");
        }
    }

    #[tokio::test]
    async fn no_name_leads_to_this_machine_or_to_a_metadata_service() {
        for url in ["https://s3.us-east-1.amazonaws.com/", "https://own.example/"] {
            let at = |address| refusal(url, "https://own.example/", address);
            let here = at("127.0.0.1").await.to_string();
            assert!(here.contains("is this machine"), "{url}: {here}");
            let metadata = at("169.254.169.254").await.to_string();
            assert!(metadata.contains("metadata service"), "{url}: {metadata}");
        }
    }
}
