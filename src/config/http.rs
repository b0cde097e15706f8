//! `[http]`: the listener.

use anyhow::{Context, ensure};
use http::Uri;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use std::{net::SocketAddr, path::PathBuf};

/// The listener and what it believes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Http {
    /// Address and port of the listener.
    pub bind: SocketAddr,
    /// The address that people type, without a slash at the end. Filled in when loading.
    pub public_url: String,
    /// Proxies whose forwarding headers are believed.
    #[serde(deserialize_with = "address_ranges")]
    pub trusted_proxies: Vec<IpNet>,
    /// Open connections at once.
    pub max_connections: u32,
    /// Seconds for a client to send a request's header.
    pub header_timeout_s: u64,
    /// Seconds for a TLS handshake.
    pub handshake_timeout_s: u64,
    /// Seconds from a request's header to the answer's first byte.
    pub request_timeout_s: u64,
    /// Largest request body in bytes.
    pub max_body_bytes: usize,
    /// Seconds between "not ready" and closing the listener.
    pub drain_delay_s: u64,
    /// Seconds that open requests get at shutdown.
    pub drain_timeout_s: u64,
    /// Host names of the three apps.
    pub hosts: Hosts,
    /// Certificate and key.
    pub tls: Tls,
}

/// `[http.hosts]`: one host name per app instead of one path per app. Empty texts mean paths.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hosts {
    /// Host name of the tracker.
    pub web: String,
    /// Host name of the instance console.
    pub admin: String,
    /// Host name of the published boards.
    pub space: String,
}

/// `[http.tls]`: PEM files. Both or neither.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The certificate chain, leaf first.
    pub cert_file: PathBuf,
    /// The private key of the leaf.
    pub key_file: PathBuf,
}

impl Tls {
    /// Whether the listener speaks HTTPS.
    pub fn enabled(&self) -> bool {
        !self.cert_file.as_os_str().is_empty()
    }
}

impl Http {
    /// Fills `public_url` when it is not set.
    pub(super) fn resolve(&mut self) {
        if self.public_url.is_empty() {
            self.public_url = self.derived_url(self.bind);
        }
        while self.public_url.ends_with('/') {
            self.public_url.pop();
        }
    }

    /// The address for people on this machine when the listener sits at `bind`.
    pub fn derived_url(&self, bind: SocketAddr) -> String {
        let scheme = if self.tls.enabled() { "https" } else { "http" };
        let mut reachable = bind;
        if bind.ip().is_unspecified() {
            reachable.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
        }
        format!("{scheme}://{reachable}")
    }

    /// Whether people reach us by HTTPS, here or at a proxy: cookies are `Secure`, HSTS is sent.
    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    pub(super) fn validate(&self) -> anyhow::Result<()> {
        let url: Uri = self.public_url.parse().with_context(|| {
            format!("http.public_url: \"{}\" is not an address", self.public_url)
        })?;
        ensure!(
            matches!(url.scheme_str(), Some("http" | "https")) && url.host().is_some(),
            "http.public_url: \"{}\" must start with http:// or https:// and name a host",
            self.public_url
        );
        ensure!(
            url.path() == "/" && url.query().is_none(),
            "http.public_url: must not have a path or a query"
        );
        ensure!(
            self.tls.enabled() != self.tls.key_file.as_os_str().is_empty(),
            "http.tls: set both cert_file and key_file, or neither"
        );
        ensure!(self.max_connections > 0, "http.max_connections: must be at least 1");
        ensure!(self.max_body_bytes >= 1024, "http.max_body_bytes: must be at least 1024");
        for (name, seconds) in [
            ("header_timeout_s", self.header_timeout_s),
            ("handshake_timeout_s", self.handshake_timeout_s),
            ("request_timeout_s", self.request_timeout_s),
        ] {
            ensure!(seconds > 0, "http.{name}: must be at least 1");
        }
        Ok(())
    }
}

/// Ranges, or single addresses, which are ranges of one.
pub(super) fn address_ranges<'de, D: serde::Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<IpNet>, D::Error> {
    Vec::<String>::deserialize(deserializer)?
        .iter()
        .map(|text| {
            let text = text.trim();
            text.parse::<IpNet>()
                .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
                .map_err(|_| {
                    serde::de::Error::custom(format!("\"{text}\" is not an address or a range"))
                })
        })
        .collect()
}
