//! Passwords for Amazon RDS and Aurora that are signed requests instead of secrets.
//!
//! A token is the address of a `connect` request, signed by the instance's AWS credentials; the server
//! believes it for 15 minutes, and only looks when a connection is made. So pools get a new one every
//! ten minutes ([`super::endpoint`]), and connections that are open stay so.

mod credentials;
mod sign;

pub use credentials::{Credentials, Source};

use crate::{clock::Clock, config};
use anyhow::Context;
use chrono::{DateTime, Utc};
use sign::{Request, presign};
use std::sync::Arc;

const SERVICE: &str = "rds-db";
const VALID_S: u32 = 900;

/// Makes passwords.
#[async_trait::async_trait]
pub trait Tokens: std::fmt::Debug + Send + Sync {
    /// The password with which `user` may connect to the server now.
    async fn token(&self, host: &str, port: u16, user: &str) -> anyhow::Result<String>;
}

/// Tokens signed with AWS credentials.
#[derive(Debug)]
pub struct Signer {
    region: String,
    source: Source,
}

/// What makes the tokens, when the configuration wants them.
pub fn tokens(config: &config::Database) -> anyhow::Result<Option<Arc<dyn Tokens>>> {
    if !config.iam_auth {
        return Ok(None);
    }
    let region = config.iam_region.clone();
    Ok(Some(Arc::new(Signer { region, source: Source::of_process()? })))
}

#[async_trait::async_trait]
impl Tokens for Signer {
    async fn token(&self, host: &str, port: u16, user: &str) -> anyhow::Result<String> {
        let credentials = self.source.get().await?;
        let region = match self.region.as_str() {
            "" => region_of(host)?,
            region => region,
        };
        token((host, port, user), region, &credentials, Clock::System.now())
    }
}

/// The token for a time.
fn token(
    (host, port, user): (&str, u16, &str),
    region: &str,
    credentials: &Credentials,
    now: DateTime<Utc>,
) -> anyhow::Result<String> {
    let host = format!("{host}:{port}");
    let request = Request {
        host: &host,
        path: "/",
        query: vec![("Action", "connect"), ("DBUser", user)],
        payload_sha256: sign::EMPTY_SHA256,
        region,
        service: SERVICE,
        valid_s: VALID_S,
    };
    Ok(format!("{host}/?{}", presign(request, credentials, now)))
}

/// `name.id.us-gov-west-1.rds.amazonaws.com` is in us-gov-west-1.
fn region_of(host: &str) -> anyhow::Result<&str> {
    let region =
        host.split_once(".rds.amazonaws.com").and_then(|(name, _)| name.rsplit('.').next());
    region
        .filter(|region| region.contains('-'))
        .context("database.iam_region: the host name does not tell; set it")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn credentials(id: &str, secret: &str, session: Option<&str>) -> Credentials {
        Credentials::new(id, secret, session.map(str::to_owned))
    }

    /// Inputs and signatures of the tests that AWS publishes with botocore and with its Rust SDK.
    #[test]
    fn tokens_are_those_of_the_sdks() {
        let server = "prod-instance.us-east-1.rds.amazonaws.com";
        for (user, keys, at, signature) in [
            (
                "someusername",
                ("akid", "skid"),
                "2016-11-07T17:39:33Z",
                "d1138cdbc0ca63eec012ec0fc6c2267e03642168f5884a7795320d4c18374c61",
            ),
            (
                "peccy",
                ("akid", "secret"),
                "2024-08-26T22:00:00Z",
                "dd0cba843009474347af724090233265628ace491ea17ce3eb3da098b983ad89",
            ),
        ] {
            let keys = credentials(keys.0, keys.1, None);
            let token = token((server, 3306, user), "us-east-1", &keys, at.parse().unwrap());
            let token = token.unwrap();
            let start = format!("{server}:3306/?Action=connect&DBUser={user}&X-Amz-Algorithm=");
            assert!(token.starts_with(&start), "{token}");
            assert!(token.ends_with(&format!("&X-Amz-Signature={signature}")), "{token}");
        }
    }

    #[test]
    fn temporary_credentials_name_their_session_inside_the_signature() {
        let at = "2024-08-26T22:00:00Z".parse().unwrap();
        let of = |session| {
            let keys = credentials("akid", "secret", session);
            token(("db.example", 5432, "app"), "us-east-1", &keys, at).unwrap()
        };
        let (with, without) = (of(Some("a/b+c=")), of(None));
        assert!(with.contains("&X-Amz-Security-Token=a%2Fb%2Bc%3D&"), "{with}");
        let signature = |token: &str| token.rsplit_once('=').unwrap().1.to_owned();
        assert_ne!(signature(&with), signature(&without));
    }

    #[test]
    fn host_names_tell_their_region() {
        for host in [
            "plane.cluster-abc.us-gov-west-1.rds.amazonaws.com",
            "plane.cluster-ro-abc.us-gov-west-1.rds.amazonaws.com",
        ] {
            assert_eq!(region_of(host).unwrap(), "us-gov-west-1");
        }
        assert!(region_of("db.agency.example").is_err());
    }
}
