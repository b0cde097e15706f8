//! `[aws]`: what the process takes from Amazon Web Services.

use super::{Outbound, SecretName};
use anyhow::{Context, ensure};
use serde::{Deserialize, Serialize};
use url::Url;

/// Region, endpoints, and the settings that are kept in Secrets Manager.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Aws {
    /// Region. Empty: as the environment or the instance's metadata say.
    pub region: String,
    /// Whether requests go to the endpoints with validated cryptography.
    pub use_fips_endpoint: bool,
    /// What the names of our secrets begin with. Empty: none are read.
    pub secrets_prefix: String,
    /// Which of the secrets are read.
    pub secrets: Vec<SecretName>,
    /// Seconds that the start waits for an answer of AWS.
    pub startup_wait_s: u64,
    /// Seconds after which the secrets are looked at again.
    pub refresh_s: u64,
    /// Address of the API instead of the region's own.
    pub endpoint_url: String,
    /// Address of the metadata service instead of the link-local one: for tests.
    pub metadata_url: String,
}

impl Aws {
    /// Whether settings are read from Secrets Manager.
    pub fn has_secrets(&self) -> bool {
        !self.secrets_prefix.is_empty()
    }

    /// The full name of a secret.
    pub fn secret_id(&self, name: &str) -> String {
        format!("{}{name}", self.secrets_prefix)
    }

    pub(super) fn validate(&self) -> anyhow::Result<()> {
        ensure!(
            self.region.is_empty() || is_region(&self.region),
            "aws.region: \"{}\" is not the name of a region, such as us-gov-west-1",
            self.region
        );
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "/_+=.@-".contains(c);
        ensure!(
            self.secrets_prefix.len() <= 256 && self.secrets_prefix.chars().all(is_plain),
            "aws.secrets_prefix: may have letters, digits and / _ + = . @ -"
        );
        ensure!(self.refresh_s > 0, "aws.refresh_s: must be at least 1");
        endpoint("aws.endpoint_url", &self.endpoint_url)?;
        if !self.metadata_url.is_empty() {
            let url = endpoint("aws.metadata_url", &self.metadata_url)?;
            ensure!(
                url.is_some_and(|url| url.scheme() == "http"),
                "aws.metadata_url: must be an http address on this machine"
            );
        }
        Ok(())
    }
}

/// Whether a text is a region's name: it becomes part of host names.
pub fn is_region(text: &str) -> bool {
    (4..=32).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && text.contains('-')
        && !text.starts_with('-')
        && !text.ends_with('-')
}

/// Reads an endpoint: https, or plain http on this machine. Nothing when it is not set.
pub(super) fn endpoint(key: &str, text: &str) -> anyhow::Result<Option<Url>> {
    if text.is_empty() {
        return Ok(None);
    }
    let url = Url::parse(text).with_context(|| format!("{key}: is not an address"))?;
    ensure!(
        url.scheme() == "https" || (url.scheme() == "http" && Outbound::is_loopback(&url)),
        "{key}: must start with https://, or be an http address on this machine"
    );
    let is_bare = url.username().is_empty()
        && url.password().is_none()
        && url.path() == "/"
        && url.query().is_none()
        && url.fragment().is_none();
    ensure!(is_bare, "{key}: must be a host name and a port, and nothing else");
    Ok(Some(url))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn refusal(change: impl FnOnce(&mut Aws)) -> String {
        let mut aws = Config::from_defaults("/tmp").unwrap().aws;
        change(&mut aws);
        aws.validate().map_or_else(|error| error.to_string(), |()| String::new())
    }

    #[test]
    fn what_becomes_part_of_an_address_is_checked() {
        for good in ["us-gov-west-1", "us-east-1", "us-iso-east-1"] {
            assert_eq!(refusal(|aws| good.clone_into(&mut aws.region)), "");
        }
        for bad in ["evil.example/", "US-EAST-1", "east", "-a-b", "us-east-1#"] {
            let text = refusal(|aws| bad.clone_into(&mut aws.region));
            assert!(text.contains("aws.region"), "{bad}: {text}");
        }
        for good in ["http://127.0.0.1:5000", "https://vpce-1.secretsmanager.vpce.example", ""] {
            assert_eq!(refusal(|aws| good.clone_into(&mut aws.endpoint_url)), "", "{good}");
        }
        for bad in ["http://10.0.0.1", "https://u:p@h", "https://h/path", "ftp://127.0.0.1", "x"] {
            let text = refusal(|aws| bad.clone_into(&mut aws.endpoint_url));
            assert!(text.contains("aws.endpoint_url"), "{bad}: {text}");
        }
        let far = refusal(|aws| "https://169.254.169.254".clone_into(&mut aws.metadata_url));
        assert!(far.contains("aws.metadata_url"), "{far}");
    }
}
