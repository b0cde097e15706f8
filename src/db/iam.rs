//! Passwords for Amazon RDS and Aurora that are signed requests instead of secrets.
//!
//! A token is the address of a `connect` request, signed by the instance's AWS credentials; the server
//! believes it for 15 minutes, and only looks when a connection is made. So pools get a new one every
//! ten minutes ([`super::endpoint`]), and connections that are open stay so.

use crate::{
    aws::{
        Aws, Credentials, SecretLogin,
        sign::{Address, EMPTY_SHA256, Signing, presign},
    },
    clock::Clock,
    config::Config,
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use std::sync::Arc;

const SERVICE: &str = "rds-db";
const VALID_S: u32 = 900;

/// Knows the passwords that change.
#[async_trait::async_trait]
pub trait Tokens: std::fmt::Debug + Send + Sync {
    /// The name and the password with which one may connect to the server now instead of `user`;
    /// nothing when the address has what is needed.
    async fn login(
        &self,
        host: &str,
        port: u16,
        user: &str,
    ) -> anyhow::Result<Option<(String, String)>>;

    /// The server did not believe the last one.
    async fn refused(&self) {}
}

/// Tokens signed with AWS credentials.
#[derive(Debug)]
pub struct Signer {
    region: String,
    aws: Arc<Aws>,
}

impl Signer {
    /// What makes the tokens, when the configuration wants them.
    pub fn new(config: &Config, aws: &Arc<Aws>) -> Option<Self> {
        let region = config.database.iam_region.clone();
        config.database.iam_auth.then(|| Self { region, aws: Arc::clone(aws) })
    }

    /// The password with which `user` may connect to the server now.
    pub async fn token(&self, host: &str, port: u16, user: &str) -> anyhow::Result<String> {
        let credentials = self.aws.role.get().await?;
        let region = match self.region.as_str() {
            "" => region_of(host)?,
            region => region,
        };
        token((host, port, user), region, &credentials, Clock::System.now())
    }
}

/// What knows the passwords that change: tokens, or a secret that is rotated.
pub fn tokens(config: &Config, aws: &Arc<Aws>) -> Option<Arc<dyn Tokens>> {
    if let Some(signer) = Signer::new(config, aws) {
        return Some(Arc::new(signer));
    }
    let login = SecretLogin::new(aws, &config.database)?;
    Some(Arc::new(login))
}

#[async_trait::async_trait]
impl Tokens for Signer {
    async fn login(
        &self,
        host: &str,
        port: u16,
        user: &str,
    ) -> anyhow::Result<Option<(String, String)>> {
        let token = self.token(host, port, user).await.context("making an IAM token")?;
        Ok(Some((user.to_owned(), token)))
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
    let request = Address {
        host: &host,
        path: "/",
        query: vec![("Action", "connect"), ("DBUser", user)],
        payload_sha256: EMPTY_SHA256,
        valid_s: VALID_S,
    };
    let signing = Signing { region, service: SERVICE, keys: credentials };
    Ok(format!("{host}/?{}", presign(request, signing, now)))
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
