//! AWS credentials of this process: of the environment, else of the instance's role.
//!
//! The role's come from the metadata service, version 2 (a token is asked for first, which no forged
//! request of a browser can do). They end after some hours and are asked for again before.

use crate::{
    clock::Clock,
    config::{self, Secret},
};
use anyhow::{Context, bail, ensure};
use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use http_body_util::{BodyExt, Empty, Limited};
use hyper::{Request, client::conn::http1, header::HOST};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use std::{net::SocketAddr, time::Duration};
use tokio::{net::TcpStream, sync::Mutex, task::JoinSet};

const METADATA: SocketAddr =
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::new(169, 254, 169, 254)), 80);
const ROLE_PATH: &str = "/latest/meta-data/iam/security-credentials/";
const TIMEOUT: Duration = Duration::from_secs(3);
const ANSWER_MAX: usize = 64 * 1024;
/// Asked for anew when they end within this time; AWS has new ones by then.
const RENEW_BEFORE: TimeDelta = TimeDelta::minutes(5);

/// A pair of keys, and the session for which they are good.
#[derive(Clone, Debug)]
pub struct Credentials {
    pub(super) id: String,
    pub(super) secret: Secret,
    pub(super) session: Option<String>,
    ends_at: Option<DateTime<Utc>>,
}

impl Credentials {
    /// Keys that do not end by themselves.
    pub fn new(id: &str, secret: &str, session: Option<String>) -> Self {
        Self { id: id.to_owned(), secret: Secret::new(secret), session, ends_at: None }
    }
}

/// Where they come from.
#[derive(Debug)]
pub enum Source {
    /// They were given.
    Fixed(Credentials),
    /// The metadata service is asked, and the last answer kept for as long as it is good.
    Role {
        /// Address of the service.
        service: SocketAddr,
        /// The last answer.
        last: Mutex<Option<Credentials>>,
    },
}

impl Source {
    /// `AWS_ACCESS_KEY_ID` and its companions, as for AWS's own programs; else the instance's role.
    pub fn of_process() -> anyhow::Result<Self> {
        let variable = config::aws_variable;
        match (variable("AWS_ACCESS_KEY_ID"), variable("AWS_SECRET_ACCESS_KEY")) {
            (Some(id), Some(secret)) => {
                let session = variable("AWS_SESSION_TOKEN");
                Ok(Self::Fixed(Credentials::new(&id, &secret, session)))
            }
            (None, None) => Ok(Self::role(METADATA)),
            _ => bail!("AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY: set both or none"),
        }
    }

    /// The role of the instance whose metadata `service` has.
    pub fn role(service: SocketAddr) -> Self {
        Self::Role { service, last: Mutex::default() }
    }

    /// Credentials that are good now.
    pub(super) async fn get(&self) -> anyhow::Result<Credentials> {
        let (service, last) = match self {
            Self::Fixed(credentials) => return Ok(credentials.clone()),
            Self::Role { service, last } => (*service, last),
        };
        let mut last = last.lock().await;
        let is_good = |credentials: &Credentials| {
            credentials.ends_at.is_none_or(|end| end > Clock::System.now() + RENEW_BEFORE)
        };
        if let Some(credentials) = last.as_ref().filter(|credentials| is_good(credentials)) {
            return Ok(credentials.clone());
        }
        let asked = tokio::time::timeout(TIMEOUT, ask(service)).await;
        let credentials = asked
            .map_err(|_| anyhow::anyhow!("no answer"))
            .flatten()
            .context("credentials of the instance's role (set AWS_ACCESS_KEY_ID outside of EC2)")?;
        Ok(last.insert(credentials).clone())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    access_key_id: String,
    secret_access_key: String,
    token: String,
    expiration: DateTime<Utc>,
}

async fn ask(service: SocketAddr) -> anyhow::Result<Credentials> {
    let lifetime = ("x-aws-ec2-metadata-token-ttl-seconds", "60");
    let pass = send(service, "PUT", "/latest/api/token", lifetime).await?;
    let pass = ("x-aws-ec2-metadata-token", pass.trim());
    let roles = send(service, "GET", ROLE_PATH, pass).await?;
    let role = roles.lines().next().context("the instance has no role")?;
    let answer = send(service, "GET", &format!("{ROLE_PATH}{role}"), pass).await?;
    let answer: Answer = serde_json::from_str(&answer).context("the role's credentials")?;
    Ok(Credentials {
        id: answer.access_key_id,
        secret: Secret::new(answer.secret_access_key),
        session: Some(answer.token),
        ends_at: Some(answer.expiration),
    })
}

/// The guarded client refuses this address, and should: only this place asks for it.
async fn send(
    service: SocketAddr,
    method: &str,
    path: &str,
    (header, value): (&str, &str),
) -> anyhow::Result<String> {
    let stream = TcpStream::connect(service).await?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // Ends with this function.
    let mut carrier = JoinSet::new();
    carrier.spawn(connection);
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header(HOST, service.to_string())
        .header(header, value)
        .body(Empty::<Bytes>::new())?;
    let answer = sender.send_request(request).await?;
    let status = answer.status();
    ensure!(status.is_success(), "{method} {path}: {status}");
    let body = Limited::new(answer.into_body(), ANSWER_MAX).collect().await;
    let body = body.map_err(|error| anyhow::anyhow!("{error}"))?.to_bytes();
    Ok(String::from_utf8(body.into())?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };
    use tokio::io::{AsyncReadExt, AsyncWriteExt};

    /// Speaks as the metadata service does; credentials end after `minutes`.
    #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
    async fn metadata(minutes: i64) -> (SocketAddr, Arc<AtomicU32>) {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let count = Arc::new(AtomicU32::new(0));
        let passes = Arc::clone(&count);
        tokio::spawn(async move {
            loop {
                let (mut socket, _) = listener.accept().await.unwrap();
                let mut text = String::new();
                while !text.contains("\r\n\r\n") {
                    let mut part = [0; 1024];
                    let length = socket.read(&mut part).await.unwrap();
                    text.push_str(std::str::from_utf8(&part[..length]).unwrap());
                }
                let has_pass = text.contains("x-aws-ec2-metadata-token: pass");
                let end = Clock::System.now() + TimeDelta::minutes(minutes);
                let body = match text.split(' ').take(2).collect::<Vec<_>>()[..] {
                    ["PUT", "/latest/api/token"] => {
                        passes.fetch_add(1, Ordering::Relaxed);
                        "pass".to_owned()
                    }
                    ["GET", ROLE_PATH] if has_pass => "plane".to_owned(),
                    ["GET", path] if has_pass && path == format!("{ROLE_PATH}plane") => {
                        serde_json::json!({ "Code": "Success", "AccessKeyId": "ASIA",
                            "SecretAccessKey": "s", "Token": "t", "Expiration": end })
                        .to_string()
                    }
                    _ => String::new(),
                };
                let status = if body.is_empty() { "401 Unauthorized" } else { "200 OK" };
                let length = body.len();
                let answer = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n\r\n{body}");
                socket.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        (address, count)
    }

    #[tokio::test]
    async fn the_role_is_asked_with_a_pass_and_kept_until_shortly_before_its_end() {
        let (address, asked) = metadata(60).await;
        let source = Source::role(address);
        for _ in 0..3 {
            let credentials = source.get().await.unwrap();
            assert_eq!((credentials.id.as_str(), credentials.secret.expose()), ("ASIA", "s"));
            assert_eq!(credentials.session.as_deref(), Some("t"));
        }
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        let (address, asked) = metadata(4).await;
        let source = Source::role(address);
        source.get().await.unwrap();
        source.get().await.unwrap();
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    }
}
