//! From a judged address to a stream.

use super::{OutboundError, roots};
use anyhow::Context;
use async_trait::async_trait;
use rustls::{
    ClientConfig,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use std::{
    io,
    net::IpAddr,
    path::Path,
    sync::{Arc, OnceLock},
    time::Duration,
};
use tokio::net::TcpStream;
use tokio_rustls::{TlsConnector, client::TlsStream};

/// An address that does not answer must leave time for the next one.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(4);
const ADDRESSES_TRIED_MAX: usize = 4;

/// Looks names up.
#[async_trait]
pub trait Resolve: Send + Sync {
    /// The addresses of a name.
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>>;
}

/// The system's way: its hosts file, its name servers.
#[derive(Clone, Copy, Debug)]
pub struct SystemResolver;

#[async_trait]
impl Resolve for SystemResolver {
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let mut found = Vec::new();
        for address in tokio::net::lookup_host((name, 0)).await? {
            if !found.contains(&address.ip()) {
                found.push(address.ip());
            }
        }
        Ok(found)
    }
}

/// A connection, with or without TLS.
pub enum Stream {
    /// Plain.
    Plain(TcpStream),
    /// TLS.
    Tls(Box<TlsStream<TcpStream>>),
}

/// Connects to the first of the addresses that answers, and to nothing else.
pub async fn tcp(host: &str, addresses: &[IpAddr], port: u16) -> Result<TcpStream, OutboundError> {
    let mut reason = "no connection".to_owned();
    for address in addresses.iter().take(ADDRESSES_TRIED_MAX) {
        let connecting = TcpStream::connect((*address, port));
        match tokio::time::timeout(CONNECT_TIMEOUT, connecting).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => reason = format!("no connection: {error}"),
            Err(_) => "no connection in time".clone_into(&mut reason),
        }
    }
    Err(OutboundError::Exchange { host: host.to_owned(), reason })
}

/// TLS as a client. The system's authorities are read at the first use.
pub struct Tls {
    own: Vec<CertificateDer<'static>>,
    config: OnceLock<Arc<ClientConfig>>,
}

impl Tls {
    /// With further authorities from a PEM file; an empty path means none.
    pub fn new(ca_file: &Path) -> anyhow::Result<Self> {
        let own = if ca_file.as_os_str().is_empty() { Vec::new() } else { read(ca_file)? };
        Ok(Self { own, config: OnceLock::new() })
    }

    /// Shakes hands and checks that the certificate is `host`'s.
    pub async fn wrap(&self, host: &str, stream: TcpStream) -> Result<Stream, OutboundError> {
        let fault = |reason: String| OutboundError::Exchange { host: host.to_owned(), reason };
        let name = ServerName::try_from(host.to_owned())
            .map_err(|_| OutboundError::Address(host.to_owned()))?;
        let config = self.config().map_err(|error| fault(error.to_string()))?;
        let stream = TlsConnector::from(config)
            .connect(name, stream)
            .await
            .map_err(|error| fault(format!("TLS: {error}")))?;
        Ok(Stream::Tls(Box::new(stream)))
    }

    /// The same for a pool, which says itself which protocol it speaks.
    pub fn for_pool(&self) -> Result<ClientConfig, rustls::Error> {
        let mut config = ClientConfig::clone(&*self.config()?);
        config.alpn_protocols.clear();
        Ok(config)
    }

    fn config(&self) -> Result<Arc<ClientConfig>, rustls::Error> {
        if let Some(config) = self.config.get() {
            return Ok(Arc::clone(config));
        }
        let mut roots = roots::store();
        roots.add_parsable_certificates(self.own.iter().cloned());
        let provider = crate::crypto::provider();
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_root_certificates(roots)
            .with_no_client_auth();
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::clone(self.config.get_or_init(|| Arc::new(config))))
    }
}

fn read(file: &Path) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let certificates = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("outbound.ca_file: cannot read {}", file.display()))?;
    anyhow::ensure!(
        !certificates.is_empty(),
        "outbound.ca_file: {} holds no certificate",
        file.display()
    );
    Ok(certificates)
}
