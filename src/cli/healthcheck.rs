//! `healthcheck`: asks `/readyz` of the running server, for containers and service managers.

use crate::config::Config;
use anyhow::{Context, bail};
use hyper_util::rt::TokioIo;
use poem::http::{StatusCode, header};
use rustls::{
    ClientConfig, DigitallySignedStruct, SignatureScheme,
    client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime},
};
use std::{net::SocketAddr, process::ExitCode, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
};
use tokio_rustls::TlsConnector;

const TIMEOUT: Duration = Duration::from_secs(5);

pub(super) async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let mut address = config.http.bind;
    if address.ip().is_unspecified() {
        address.set_ip(std::net::Ipv4Addr::LOCALHOST.into());
    }
    let ask = ask(address, config.http.tls.enabled());
    let status = match tokio::time::timeout(TIMEOUT, ask).await {
        Ok(outcome) => outcome?,
        Err(_) => bail!("no answer from {address} within {} s", TIMEOUT.as_secs()),
    };
    if status == StatusCode::OK {
        println!("ready");
        return Ok(ExitCode::SUCCESS);
    }
    println!("not ready: {address} answers {status}");
    Ok(ExitCode::FAILURE)
}

async fn ask(address: SocketAddr, tls: bool) -> anyhow::Result<StatusCode> {
    let socket = TcpStream::connect(address)
        .await
        .with_context(|| format!("nothing answers at {address}"))?;
    if !tls {
        return get(socket, address).await;
    }
    let provider = crate::crypto::provider();
    let client = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(AnyCertificate(provider)))
        .with_no_client_auth();
    let name = ServerName::from(address.ip());
    let stream = TlsConnector::from(Arc::new(client)).connect(name, socket).await?;
    get(stream, address).await
}

async fn get<S>(stream: S, address: SocketAddr) -> anyhow::Result<StatusCode>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) =
        hyper::client::conn::http1::handshake::<_, String>(TokioIo::new(stream)).await?;
    let request = hyper::Request::get("/readyz")
        .header(header::HOST, address.to_string())
        .body(String::new())?;
    // The connection must be driven while the answer is awaited.
    tokio::select! {
        response = sender.send_request(request) => Ok(response?.status()),
        ended = connection => {
            ended?;
            bail!("the connection closed without an answer")
        }
    }
}

/// The question is whether our own server answers, at an address of this machine where its
/// certificate's name cannot match. Nothing secret is sent.
#[derive(Debug)]
struct AnyCertificate(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.0.signature_verification_algorithms;
        verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}
