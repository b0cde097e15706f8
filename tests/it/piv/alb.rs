//! A load balancer as AWS documents it: it ends TLS, asks for a certificate without judging it, and
//! writes what was shown into headers, percent-encoded with `+`, `=` and `/` as they are.

use super::{
    wire::{self, Reply, Shown},
    world::{CARD_HOST, World},
};
use chrono::{DateTime, SecondsFormat};
use std::{fmt::Write, sync::Arc};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::TlsAcceptor;
use treasury_plane::{
    config::{AlbMode, Piv},
    http::tls::Certificate,
};

/// How AWS encodes PEM for a header.
pub(crate) fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            b'+' | b'=' | b'/' => out.push(char::from(byte)),
            _ => write!(out, "%{byte:02X}").unwrap(),
        }
        out
    })
}

/// PEM of certificates, one after the other.
pub(crate) fn pem(chain: &[&[u8]]) -> String {
    let block = |der: &&[u8]| {
        let certificate = rustls::pki_types::CertificateDer::from(der.to_vec());
        let text = base64::Engine::encode(
            &base64::engine::general_purpose::STANDARD,
            certificate.as_ref(),
        );
        let lines: Vec<&str> =
            text.as_bytes().chunks(64).map(|l| std::str::from_utf8(l).unwrap()).collect();
        format!("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n", lines.join("\n"))
    };
    chain.iter().map(block).collect()
}

/// The header lines for a chain, as the load balancer writes them in a mode.
pub(crate) fn header_lines(mode: AlbMode, chain: &[Vec<u8>]) -> String {
    let Some(leaf) = chain.first() else { return String::new() };
    let all: Vec<&[u8]> = chain.iter().map(Vec::as_slice).collect();
    match mode {
        AlbMode::Passthrough => format!("X-Amzn-Mtls-Clientcert: {}\r\n", encode(&pem(&all))),
        AlbMode::Verify => {
            let parsed = pki::Certificate::from_der(leaf).unwrap();
            format!(
                "X-Amzn-Mtls-Clientcert-Serial-Number: {}\r\n\
                 X-Amzn-Mtls-Clientcert-Issuer: CN=whatever\r\n\
                 X-Amzn-Mtls-Clientcert-Subject: CN=somebody else\r\n\
                 X-Amzn-Mtls-Clientcert-Validity: {}\r\n\
                 X-Amzn-Mtls-Clientcert-Leaf: {}\r\n",
                parsed.serial_hex().to_uppercase(),
                validity(&parsed),
                encode(&pem(&[leaf])),
            )
        }
    }
}

pub(crate) fn validity(certificate: &pki::Certificate) -> String {
    let text = |seconds| {
        let time = DateTime::from_timestamp(seconds, 0).unwrap();
        time.to_rfc3339_opts(SecondsFormat::Secs, true)
    };
    let (before, after) = (certificate.not_before(), certificate.not_after());
    format!("NotBefore={};NotAfter={}", text(before), text(after))
}

/// The load balancer, in front of a world's listener for it.
pub(crate) struct Alb {
    address: std::net::SocketAddr,
}

impl Alb {
    pub(crate) async fn before(world: &World, mode: AlbMode) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let piv: &Piv = &world.t.app.config.piv;
        let certificate = Certificate::load_card_host(piv).unwrap();
        let acceptor = TlsAcceptor::from(certificate.current());
        let target = world.alb;
        world.t.app.lifecycle.tasks.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                // One request a connection is enough for tests.
                let Ok(stream) = acceptor.accept(socket).await else { continue };
                drop(forward(stream, target, mode).await);
            }
        });
        Self { address }
    }

    /// A request of a browser, by TLS.
    pub(crate) async fn ask(&self, world: &World, path: &str, shown: Option<&Shown>) -> Reply {
        let versions = [&rustls::version::TLS13];
        let config = Arc::new(wire::client(&world.roots, shown, &versions));
        let stream = wire::connect(self.address, CARD_HOST, config).await.unwrap();
        wire::exchange(stream, &wire::get(CARD_HOST, path, "")).await.unwrap()
    }
}

async fn forward(
    mut browser: tokio_rustls::server::TlsStream<TcpStream>,
    target: std::net::SocketAddr,
    mode: AlbMode,
) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(browser.read_u8().await?);
    }
    let chain: Vec<Vec<u8>> = browser
        .get_ref()
        .1
        .peer_certificates()
        .map(|chain| chain.iter().map(|der| der.to_vec()).collect())
        .unwrap_or_default();
    let lines = format!(
        "{}X-Forwarded-For: 203.0.113.9\r\nX-Forwarded-Proto: https\r\n\r\n",
        header_lines(mode, &chain)
    );
    head.truncate(head.len() - 2);
    head.extend_from_slice(lines.as_bytes());
    let mut server = TcpStream::connect(target).await?;
    server.write_all(&head).await?;
    tokio::io::copy(&mut server, &mut browser).await?;
    browser.shutdown().await
}
