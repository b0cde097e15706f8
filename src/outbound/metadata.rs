//! The instance's metadata service, version 2, which gives out credentials.
//!
//! The guarded client refuses its address, whoever names it, and should. This is the one place that
//! asks it, for two paths that no person has a say in. A token is asked for first (version 2), which
//! no forged request of a browser could do, and which we would not get through a proxy.

use anyhow::{Context, ensure};
use bytes::Bytes;
use http_body_util::{BodyExt, Empty, Limited};
use hyper::{Request, StatusCode, client::conn::http1, header::HOST};
use hyper_util::rt::TokioIo;
use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::Duration,
};
use tokio::{net::TcpStream, task::JoinSet};
use url::Url;

/// Where it is on every instance.
const ADDRESS: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::new(169, 254, 169, 254)), 80);
const TIMEOUT: Duration = Duration::from_secs(3);
const ANSWER_MAX: usize = 64 * 1024;

/// The service.
#[derive(Clone, Copy, Debug)]
pub struct Metadata {
    service: SocketAddr,
}

impl Metadata {
    /// The instance's, or one at this address of this machine.
    pub fn new(own: Option<&Url>) -> anyhow::Result<Self> {
        let Some(url) = own else { return Ok(Self { service: ADDRESS }) };
        let addresses = url.socket_addrs(|| None).context("aws.metadata_url")?;
        let service = *addresses.first().context("aws.metadata_url: is no address")?;
        ensure!(service.ip().is_loopback(), "aws.metadata_url: must be on this machine");
        Ok(Self { service })
    }

    /// What stands under the path.
    pub async fn read(&self, path: &str) -> anyhow::Result<String> {
        self.within(async {
            let token = self.token().await?;
            self.get(path, &token).await
        })
        .await
    }

    /// What stands under the first name that `path` lists, below it.
    pub async fn read_first_below(&self, path: &str) -> anyhow::Result<String> {
        self.within(async {
            let token = self.token().await?;
            let names = self.get(path, &token).await?;
            let name = names.lines().next().context("the instance has no role")?;
            self.get(&format!("{path}{name}"), &token).await
        })
        .await
    }

    async fn within<T>(
        &self,
        asking: impl Future<Output = anyhow::Result<T>>,
    ) -> anyhow::Result<T> {
        let answer = tokio::time::timeout(TIMEOUT, asking).await;
        answer.unwrap_or_else(|_| Err(anyhow::anyhow!("it does not answer")))
    }

    async fn token(&self) -> anyhow::Result<String> {
        let lifetime = ("x-aws-ec2-metadata-token-ttl-seconds", "60");
        let token = self.send("PUT", "/latest/api/token", lifetime).await?;
        Ok(token.trim().to_owned())
    }

    async fn get(&self, path: &str, token: &str) -> anyhow::Result<String> {
        self.send("GET", path, ("x-aws-ec2-metadata-token", token)).await
    }

    async fn send(
        &self,
        method: &str,
        path: &str,
        (header, value): (&str, &str),
    ) -> anyhow::Result<String> {
        let stream = TcpStream::connect(self.service).await?;
        let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        // Ends with this function.
        let mut carrier = JoinSet::new();
        carrier.spawn(connection);
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, self.service.to_string())
            .header(header, value)
            .body(Empty::<Bytes>::new())?;
        let answer = sender.send_request(request).await?;
        let status = answer.status();
        ensure!(status != StatusCode::NOT_FOUND, "it has nothing at {path}");
        ensure!(status.is_success(), "{method} {path}: {status}");
        let body = Limited::new(answer.into_body(), ANSWER_MAX).collect().await;
        let body = body.map_err(|error| anyhow::anyhow!("{error}"))?.to_bytes();
        Ok(String::from_utf8(body.into())?)
    }
}
