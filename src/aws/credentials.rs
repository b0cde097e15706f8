//! AWS credentials of this process: those of the instance's role.

use crate::{clock::Clock, config::Secret, outbound::Metadata};
use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use serde::Deserialize;
use tokio::sync::Mutex;

const ROLE_PATH: &str = "/latest/meta-data/iam/security-credentials/";
/// Asked for anew when they end within this time; AWS has new ones by then.
const RENEW_BEFORE: TimeDelta = TimeDelta::minutes(5);

/// A pair of keys, and the session for which they are good.
#[derive(Clone, Debug)]
pub struct Credentials {
    pub(crate) id: String,
    pub(crate) secret: Secret,
    pub(crate) session: Option<String>,
    ends_at: Option<DateTime<Utc>>,
}

impl Credentials {
    /// Keys that do not end by themselves.
    pub fn new(id: &str, secret: &str, session: Option<String>) -> Self {
        Self { id: id.to_owned(), secret: Secret::new(secret), session, ends_at: None }
    }

    fn are_good(&self) -> bool {
        self.ends_at.is_none_or(|end| end > Clock::System.now() + RENEW_BEFORE)
    }
}

/// The instance's role: the metadata service is asked, and the last answer kept while it is good.
#[derive(Debug)]
pub struct Role {
    metadata: Metadata,
    last: Mutex<Option<Credentials>>,
}

impl Role {
    /// The role of the instance that this service is of.
    pub fn new(metadata: Metadata) -> Self {
        Self { metadata, last: Mutex::default() }
    }

    /// Credentials that are good now.
    pub async fn get(&self) -> anyhow::Result<Credentials> {
        let mut last = self.last.lock().await;
        if let Some(credentials) = last.as_ref().filter(|credentials| credentials.are_good()) {
            return Ok(credentials.clone());
        }
        let credentials = ask(&self.metadata).await.context("the instance's role")?;
        Ok(last.insert(credentials).clone())
    }

    /// The last ones are not good, whatever they say.
    pub async fn forget(&self) {
        *self.last.lock().await = None;
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

async fn ask(metadata: &Metadata) -> anyhow::Result<Credentials> {
    let answer = metadata.read_first_below(ROLE_PATH).await?;
    // The answer would be in the error's text.
    let answer: Answer = serde_json::from_str(&answer)
        .map_err(|_| anyhow::anyhow!("the metadata service's answer has no keys"))?;
    Ok(Credentials {
        id: answer.access_key_id,
        secret: Secret::new(answer.secret_access_key),
        session: Some(answer.token),
        ends_at: Some(answer.expiration),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::{
        net::SocketAddr,
        sync::{
            Arc,
            atomic::{AtomicU32, Ordering},
        },
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

    fn role(address: SocketAddr) -> Role {
        let url = format!("http://{address}").parse().unwrap();
        Role::new(Metadata::new(Some(&url)).unwrap())
    }

    #[tokio::test]
    async fn the_role_is_asked_with_a_pass_and_kept_until_shortly_before_its_end() {
        let (address, asked) = metadata(60).await;
        let asking = role(address);
        for _ in 0..3 {
            let credentials = asking.get().await.unwrap();
            assert_eq!((credentials.id.as_str(), credentials.secret.expose()), ("ASIA", "s"));
            assert_eq!(credentials.session.as_deref(), Some("t"));
        }
        assert_eq!(asked.load(Ordering::Relaxed), 1);
        let (address, asked) = metadata(4).await;
        let asking = role(address);
        asking.get().await.unwrap();
        asking.get().await.unwrap();
        assert_eq!(asked.load(Ordering::Relaxed), 2);
    }
}
