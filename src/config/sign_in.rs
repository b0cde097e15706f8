//! `[piv]`, `[alb]`, `[trust]`, `[audit]`: cards, the load balancer that asks for them, copies of the audit log.

use super::{Http, http::address_ranges};
use anyhow::ensure;
use ipnet::IpNet;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// Who asks the browser for the card's certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PivMode {
    /// Nobody: no sign-in by card.
    Off,
    /// This process, on the card host.
    Native,
    /// An AWS load balancer, which passes the certificate on in a header.
    Alb,
}

/// `[piv]`: sign-in by smart card.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Piv {
    /// Who asks for the certificate.
    pub mode: PivMode,
    /// Host name that only card sign-in uses.
    pub host: String,
    /// The card host's address as browsers reach it. Filled in when loading.
    pub public_url: String,
    /// The card host's certificate chain, leaf first.
    pub cert_file: PathBuf,
    /// The private key of its leaf.
    pub key_file: PathBuf,
}

impl Piv {
    /// Whether people may sign in by card.
    pub fn is_on(&self) -> bool {
        self.mode != PivMode::Off
    }

    /// Fills `public_url` when it is not set.
    pub(super) fn resolve(&mut self, http: &Http) {
        self.host = self.host.trim().to_ascii_lowercase();
        if self.public_url.is_empty() && !self.host.is_empty() {
            let uri = http.public_url.parse::<http::Uri>().ok();
            let port = uri.and_then(|uri| uri.port_u16()).map(|port| format!(":{port}"));
            self.public_url = format!("https://{}{}", self.host, port.unwrap_or_default());
        }
        while self.public_url.ends_with('/') {
            self.public_url.pop();
        }
    }

    pub(super) fn validate(&self, http: &Http, alb: &Alb) -> anyhow::Result<()> {
        if !self.is_on() {
            return Ok(());
        }
        ensure!(!self.host.is_empty(), "piv.host: sign-in by card needs a host name of its own");
        let main = http.public_url.parse::<http::Uri>().ok();
        let main = main.as_ref().and_then(http::Uri::host).unwrap_or_default();
        let others = [main, &http.hosts.web, &http.hosts.admin, &http.hosts.space];
        ensure!(
            others.iter().all(|other| !other.eq_ignore_ascii_case(&self.host)),
            "piv.host: must differ from the names of the other hosts"
        );
        ensure!(
            self.public_url.starts_with("https://"),
            "piv.public_url: must start with https://"
        );
        match self.mode {
            PivMode::Native => {
                let empty = |path: &PathBuf| path.as_os_str().is_empty();
                ensure!(
                    !empty(&self.cert_file) && !empty(&self.key_file),
                    "piv.cert_file, piv.key_file: the card host needs a server certificate of its own"
                );
                ensure!(
                    http.tls.enabled(),
                    "piv.mode \"native\" needs http.tls: browsers send cards by TLS only"
                );
            }
            PivMode::Alb => ensure!(
                !alb.bind.is_empty(),
                "alb.bind: piv.mode \"alb\" needs a listener that only the load balancer reaches"
            ),
            PivMode::Off => {}
        }
        Ok(())
    }
}

/// What the load balancer does with the certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AlbMode {
    /// Passes the whole chain on, unjudged.
    Passthrough,
    /// Judges it by its own trust store and passes the leaf on.
    Verify,
}

/// `[alb]`: the listener that honours certificate headers.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alb {
    /// Address and port. Empty: no such listener.
    pub bind: String,
    /// Addresses of the load balancer.
    #[serde(deserialize_with = "address_ranges")]
    pub trusted_cidrs: Vec<IpNet>,
    /// What the load balancer does with the certificate.
    pub mode: AlbMode,
    /// Header with the chain, in passthrough.
    pub clientcert_header: String,
    /// Header with the leaf, in verify.
    pub leaf_header: String,
    /// Header with the serial number, in verify.
    pub serial_header: String,
    /// Header with the validity, in verify.
    pub validity_header: String,
}

impl Alb {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        for (name, value) in [
            ("clientcert_header", &self.clientcert_header),
            ("leaf_header", &self.leaf_header),
            ("serial_header", &self.serial_header),
            ("validity_header", &self.validity_header),
        ] {
            ensure!(
                value.parse::<http::HeaderName>().is_ok(),
                "alb.{name}: \"{value}\" is not the name of a header"
            );
        }
        if self.bind.is_empty() {
            return Ok(());
        }
        ensure!(
            self.bind.parse::<std::net::SocketAddr>().is_ok(),
            "alb.bind: \"{}\" is not an address and port",
            self.bind
        );
        ensure!(
            !self.trusted_cidrs.is_empty(),
            "alb.trusted_cidrs: name the load balancer's subnets; whoever may write the header is the user"
        );
        ensure!(
            self.trusted_cidrs.iter().all(|range| range.prefix_len() > 0),
            "alb.trusted_cidrs: a range that holds every address would let anybody be anybody"
        );
        Ok(())
    }
}

/// `[trust]`: what card sign-in may be told to leave out.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trust {
    /// Administrators may switch the check of revocation off for an anchor.
    pub allow_revocation_off: bool,
}

/// `[audit]`: copies of the audit log.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Audit {
    /// Each entry as a line of JSON on standard output.
    pub stdout: bool,
    /// `host:port` of a syslog server that speaks TLS. Empty: none.
    pub syslog_address: String,
    /// PEM file of that server's certificate authority. Empty: those of the system.
    pub syslog_ca_file: PathBuf,
    /// Minutes between signed checkpoints.
    pub checkpoint_minutes: u32,
}

impl Audit {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        ensure!(self.checkpoint_minutes > 0, "audit.checkpoint_minutes: must be at least 1");
        let port = self.syslog_address.rsplit_once(':').map(|(_, port)| port.parse::<u16>());
        ensure!(
            self.syslog_address.is_empty() || matches!(port, Some(Ok(_))),
            "audit.syslog_address: \"{}\" is not host:port",
            self.syslog_address
        );
        Ok(())
    }
}
