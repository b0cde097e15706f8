//! The connection beneath SMTP: to the server, through TLS, with a bound on what is read.
//!
//! STARTTLS is spoken here, byte by byte, and not by the mail library: nothing that arrived before
//! TLS is carried over into it, so nobody on the way can put answers into a protected conversation.

use super::transport::{Fault, Smtp, Step};
use crate::outbound;
use anyhow::Context as _;
use lettre::transport::smtp::client::AsyncTokioStream;
use rustls::{
    ClientConfig,
    pki_types::{CertificateDer, ServerName, pem::PemObject},
};
use std::{
    io,
    net::SocketAddr,
    path::Path,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf},
    net::TcpStream,
};
use tokio_rustls::{TlsConnector, client::TlsStream};

/// More than any server says in one conversation.
const READ_MAX: usize = 64 * 1024;
/// The longest answer before TLS.
const REPLY_MAX: usize = 8 * 1024;

/// A stream that ends when the server has said too much. With `greeting`, that is read first: after
/// STARTTLS the server greets nobody a second time, but the mail library waits for it.
#[derive(Debug)]
pub(super) struct Bounded<S> {
    inner: S,
    address: SocketAddr,
    left: usize,
    greeting: &'static [u8],
}

impl<S> Bounded<S> {
    pub(super) fn new(inner: S, address: SocketAddr) -> Self {
        Self { inner, address, left: READ_MAX, greeting: b"" }
    }

    fn greeted(inner: S, address: SocketAddr) -> Self {
        Self { greeting: b"220 TLS\r\n", ..Self::new(inner, address) }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Bounded<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.greeting.is_empty() {
            let count = self.greeting.len().min(buffer.remaining());
            let (now, later) = self.greeting.split_at(count);
            buffer.put_slice(now);
            self.greeting = later;
            return Poll::Ready(Ok(()));
        }
        let before = buffer.filled().len();
        let outcome = Pin::new(&mut self.inner).poll_read(context, buffer);
        let count = buffer.filled().len().saturating_sub(before);
        match self.left.checked_sub(count) {
            Some(left) => self.left = left,
            None => return Poll::Ready(Err(io::Error::other("the server says too much"))),
        }
        outcome
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Bounded<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.inner).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_shutdown(context)
    }
}

impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin + std::fmt::Debug> AsyncTokioStream
    for Bounded<S>
{
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Ok(self.address)
    }
}

/// TLS from the first byte.
pub(super) async fn tls(
    smtp: &Smtp,
    stream: TcpStream,
    address: SocketAddr,
) -> Result<Bounded<TlsStream<TcpStream>>, Fault> {
    Ok(Bounded::new(shake_hands(smtp, stream).await?, address))
}

/// TLS after STARTTLS, which the server must offer.
pub(super) async fn starttls(
    smtp: &Smtp,
    mut stream: TcpStream,
    address: SocketAddr,
) -> Result<Bounded<TlsStream<TcpStream>>, Fault> {
    expect(&mut stream, "220", Step::Connect).await?;
    say(&mut stream, &format!("EHLO {}\r\n", smtp.hello)).await?;
    let offers = expect(&mut stream, "250", Step::Connect).await?;
    if !offers.iter().any(|line| line.eq_ignore_ascii_case("STARTTLS")) {
        let text = "the server does not offer STARTTLS, so nothing is sent";
        return Err(Fault::temporary(Step::Encrypt, text));
    }
    say(&mut stream, "STARTTLS\r\n").await?;
    expect(&mut stream, "220", Step::Encrypt).await?;
    Ok(Bounded::greeted(shake_hands(smtp, stream).await?, address))
}

async fn say(stream: &mut TcpStream, line: &str) -> Result<(), Fault> {
    let lost = |error| Fault::temporary(Step::Connect, format!("the connection broke: {error}"));
    stream.write_all(line.as_bytes()).await.map_err(lost)
}

/// Reads one answer, not a byte further, and insists on its code. Gives the texts of its lines.
async fn expect(stream: &mut TcpStream, code: &str, step: Step) -> Result<Vec<String>, Fault> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    for _ in 0..REPLY_MAX {
        let byte = match stream.read_u8().await {
            Ok(byte) => byte,
            Err(_) => return Err(Fault::temporary(step, "the server hung up")),
        };
        if byte != b'\n' {
            line.push(byte);
            continue;
        }
        let text = String::from_utf8_lossy(&std::mem::take(&mut line)).trim_end().to_owned();
        let is_code = text.get(..3).is_some_and(|found| found.bytes().all(|b| b.is_ascii_digit()));
        if !is_code {
            return Err(Fault::temporary(step, "what answers does not speak SMTP"));
        }
        if text.get(..3) != Some(code) {
            return Err(Fault::temporary(step, format!("the server answers: {}", shown(&text))));
        }
        lines.push(text.get(4..).unwrap_or_default().to_owned());
        if text.as_bytes().get(3) != Some(&b'-') {
            return Ok(lines);
        }
    }
    Err(Fault::temporary(step, "the server says too much"))
}

/// What a server says, fit for people.
pub(super) fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect()
}

async fn shake_hands(smtp: &Smtp, stream: TcpStream) -> Result<TlsStream<TcpStream>, Fault> {
    let fault = |text: String| Fault::temporary(Step::Encrypt, text);
    let name = ServerName::try_from(smtp.host.clone()).map_err(|_| {
        fault(format!("\"{}\" is not a name that a certificate can have", smtp.host))
    })?;
    let config = client_config(&smtp.ca_file).map_err(|error| fault(format!("{error:#}")))?;
    TlsConnector::from(Arc::new(config))
        .connect(name, stream)
        .await
        .map_err(|error| fault(format!("TLS with {}: {error}", smtp.host)))
}

fn client_config(ca_file: &Path) -> anyhow::Result<ClientConfig> {
    let mut roots = outbound::roots::store();
    if !ca_file.as_os_str().is_empty() {
        let own = CertificateDer::pem_file_iter(ca_file)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .with_context(|| format!("mail.ca_file: cannot read {}", ca_file.display()))?;
        roots.add_parsable_certificates(own);
    }
    let provider = crate::crypto::provider();
    Ok(ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth())
}
