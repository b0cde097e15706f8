//! `[outbound]`: what this process may reach when it acts as a client.

use super::http::address_ranges;
use anyhow::ensure;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Limits of the one outbound client.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Outbound {
    /// Ranges that are not public and may be reached all the same.
    #[serde(deserialize_with = "address_ranges")]
    pub allowed_private_cidrs: Vec<IpNet>,
    /// Ports that may be reached.
    #[serde(deserialize_with = "ports")]
    pub allowed_ports: Vec<u16>,
    /// PEM file with certificate authorities besides those of the system.
    pub ca_file: PathBuf,
}

impl Outbound {
    /// Whether an address names this machine, in its text itself.
    pub fn is_loopback(url: &url::Url) -> bool {
        match url.host() {
            Some(url::Host::Domain(name)) => name == "localhost",
            Some(url::Host::Ipv4(address)) => address.is_loopback(),
            Some(url::Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    pub(super) fn validate(&self) -> anyhow::Result<()> {
        ensure!(
            self.allowed_private_cidrs.iter().all(|range| range.prefix_len() > 0),
            "outbound.allowed_private_cidrs: a range that holds every address would open everything"
        );
        ensure!(!self.allowed_ports.contains(&0), "outbound.allowed_ports: there is no port 0");
        Ok(())
    }
}

/// Numbers, or texts of numbers: the environment has texts only.
fn ports<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<u16>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Port {
        Number(u16),
        Text(String),
    }
    Vec::<Port>::deserialize(deserializer)?
        .into_iter()
        .map(|port| match port {
            Port::Number(port) => Ok(port),
            Port::Text(text) => text
                .trim()
                .parse()
                .map_err(|_| serde::de::Error::custom(format!("\"{text}\" is not a port"))),
        })
        .collect()
}
