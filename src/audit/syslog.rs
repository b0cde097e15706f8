//! Syslog over TLS: messages of RFC 5424, framed by their length (RFC 5425).
//!
//! Syslog has no acknowledgement. A batch counts as sent when it has been written and the server
//! has not hung up; what was under way when a connection broke is sent again.

use super::link::{Fields, Link};
use crate::{config::Audit, outbound};
use anyhow::{Context, ensure};
use chrono::SecondsFormat;
use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use std::{path::Path, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

/// "log audit" in RFC 5424.
const FACILITY: u8 = 13;
const WARNING: u8 = 4;
const INFORMATIONAL: u8 = 6;
/// Below the minute after which the database ends a transaction that waits.
const PATIENCE: Duration = Duration::from_secs(15);
/// How long a server that hangs up may take to say so.
const LISTEN: Duration = Duration::from_millis(20);

/// A syslog server and, most of the time, a connection to it.
#[derive(Debug)]
pub struct Syslog {
    address: String,
    name: ServerName<'static>,
    tls: TlsConnectorDebug,
    hostname: String,
    connection: Option<TlsStream<TcpStream>>,
}

struct TlsConnectorDebug(TlsConnector);

impl std::fmt::Debug for TlsConnectorDebug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("TlsConnector")
    }
}

impl Syslog {
    /// Reads the certificate authorities. `public_url` names this instance in messages.
    pub fn new(settings: &Audit, public_url: &str) -> anyhow::Result<Self> {
        let address = settings.syslog_address.clone();
        let host = address.rsplit_once(':').map_or(address.as_str(), |(host, _)| host);
        let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned())
            .with_context(|| format!("audit.syslog_address: \"{host}\" is not a host"))?;
        let provider = crate::crypto::provider();
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots(&settings.syslog_ca_file)?)
            .with_no_client_auth();
        let tls = TlsConnectorDebug(TlsConnector::from(Arc::new(config)));
        let uri = public_url.parse::<http::Uri>().ok();
        let hostname = uri.as_ref().and_then(http::Uri::host).unwrap_or("-").to_owned();
        Ok(Self { address, name, tls, hostname, connection: None })
    }

    /// Sends a batch; after a failure the next one connects anew.
    pub async fn send(&mut self, batch: &[Link]) -> anyhow::Result<()> {
        let mut bytes = Vec::new();
        for link in batch {
            bytes.extend(framed(link, &self.hostname));
        }
        let outcome = timeout(PATIENCE, self.write(&bytes)).await;
        let outcome = outcome.context("the syslog server does not answer").and_then(|done| done);
        if outcome.is_err() {
            self.connection = None;
        }
        outcome
    }

    async fn write(&mut self, bytes: &[u8]) -> anyhow::Result<()> {
        let mut open = match self.connection.take() {
            Some(open) => open,
            None => self.connect().await?,
        };
        open.write_all(bytes).await?;
        open.flush().await?;
        let mut answer = [0; 256];
        match timeout(LISTEN, open.read(&mut answer)).await {
            Ok(Ok(0)) => anyhow::bail!("the syslog server hung up"),
            Ok(Err(error)) => return Err(error).context("the syslog server hung up"),
            // Nothing is heard, as it should be, or something that means nothing to us.
            Ok(Ok(_)) | Err(_) => {}
        }
        self.connection = Some(open);
        Ok(())
    }

    async fn connect(&self) -> anyhow::Result<TlsStream<TcpStream>> {
        let address = &self.address;
        let socket = TcpStream::connect(address.as_str())
            .await
            .with_context(|| format!("cannot reach the syslog server {address}"))?;
        let open = self.tls.0.connect(self.name.clone(), socket).await;
        open.with_context(|| format!("TLS with the syslog server {address}"))
    }
}

fn roots(file: &Path) -> anyhow::Result<RootCertStore> {
    if file.as_os_str().is_empty() {
        return Ok(outbound::roots::store());
    }
    let shown = file.display();
    let mut roots = RootCertStore::empty();
    let found = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("audit.syslog_ca_file: cannot read {shown}"))?;
    let (added, _) = roots.add_parsable_certificates(found);
    ensure!(added > 0, "audit.syslog_ca_file: {shown} holds no certificate");
    Ok(roots)
}

/// `LENGTH SP MESSAGE`.
fn framed(link: &Link, hostname: &str) -> Vec<u8> {
    let Some((entry, json)) = link.entry.as_ref().zip(link.json()) else { return Vec::new() };
    let message = format!("{}{json}", header(entry, hostname));
    format!("{} {message}", message.len()).into_bytes()
}

fn header(entry: &Fields, hostname: &str) -> String {
    let severity = if entry.outcome == "failure" { WARNING } else { INFORMATIONAL };
    let priority = FACILITY * 8 + severity;
    let at = entry.at.to_rfc3339_opts(SecondsFormat::Micros, true);
    // MSGID: at most 32 printable ASCII characters.
    let action: String = entry.action.chars().filter(char::is_ascii_graphic).take(32).collect();
    format!("<{priority}>1 {at} {hostname} treasury-plane - {action} - ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::link::BEGINNING;
    use chrono::DateTime;

    #[test]
    fn a_message_is_framed_by_its_length_in_bytes() {
        let entry = Fields {
            id: 7,
            at: DateTime::from_timestamp_micros(1_700_000_000_000_001).unwrap(),
            actor_id: None,
            actor_label: "Zoë".to_owned(),
            action: "sign_in.password".to_owned(),
            outcome: "failure".to_owned(),
            reason: String::new(),
            object_type: None,
            object_id: None,
            object_label: String::new(),
            workspace_id: None,
            ip_address: String::new(),
            detail: "{}".to_owned(),
        };
        let link = Link { seq: 1, hash: BEGINNING, entry_id: 7, entry: Some(entry) };
        let frame = String::from_utf8(framed(&link, "plane.example")).unwrap();
        let (length, message) = frame.split_once(' ').unwrap();
        assert_eq!(length.parse::<usize>().unwrap(), message.len());
        let head = "<108>1 2023-11-14T22:13:20.000001Z plane.example treasury-plane - sign_in.password - {";
        assert!(message.starts_with(head), "{message}");
        assert!(message.contains("Zoë"));
    }
}
