//! Accepts connections and drives an endpoint with them.
//!
//! poem's own server has no deadline for a request's header, no limit of connections, and spins
//! when the process runs out of file descriptors; it also forgets WebSockets at shutdown. So this
//! is an accept loop of our own over hyper, with: a semaphore for connections, deadlines for the
//! TLS handshake and the header, a pause after failed accepts, and every connection counted in
//! [`Lifecycle::tasks`].
//!
//! One TLS listener serves two hosts. The name that the client asks for (SNI) chooses: the card host
//! asks for a certificate, the main host never does. What was shown travels with the connection
//! ([`Connection`]).

use super::{
    connection::{Connection, Door},
    tls::Certificate,
};
use crate::{config::Http, lifecycle::Lifecycle, telemetry::metrics};
use hyper_util::{
    rt::{TokioExecutor, TokioIo, TokioTimer},
    server::{conn::auto, graceful::GracefulShutdown},
};
use poem::{
    Addr, Endpoint, Request, Response,
    http::uri::Scheme,
    web::{LocalAddr, RemoteAddr},
};
use std::{convert::Infallible, io, net::SocketAddr, sync::Arc, time::Duration};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::Semaphore,
};
use tokio_rustls::{LazyConfigAcceptor, server::TlsStream};
use tokio_util::sync::CancellationToken;

/// After an accept failed for want of file descriptors, connections must end before the next try
/// can succeed.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
/// A load balancer sends a certificate chain of up to 16 KiB beside 64 KiB of other headers.
const HEADER_MAX_BYTES: usize = 128 * 1024;
const HTTP2_HEADER_MAX_BYTES: u32 = 32 * 1024;
const LOAD_BALANCER_HTTP2_HEADER_MAX_BYTES: u32 = 128 * 1024;
const HTTP2_STREAMS_MAX: u32 = 200;

/// Limits of a listener.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Time for a TLS handshake.
    pub handshake_timeout: Duration,
    /// Time for a request's header, and for the pause before the next one.
    pub header_timeout: Duration,
    /// Connections at once.
    pub max_connections: usize,
    /// Time for open requests at shutdown.
    pub drain_timeout: Duration,
}

impl Options {
    /// The configured limits.
    pub fn new(http: &Http) -> Self {
        Self {
            handshake_timeout: Duration::from_secs(http.handshake_timeout_s),
            header_timeout: Duration::from_secs(http.header_timeout_s),
            max_connections: usize::try_from(http.max_connections).unwrap_or(usize::MAX),
            drain_timeout: Duration::from_secs(http.drain_timeout_s),
        }
    }
}

/// A socket that accepts, and what it offers.
#[derive(Debug)]
pub struct Socket {
    /// The socket.
    pub listener: TcpListener,
    /// For whom it is.
    pub door: Door,
    /// The main host's certificate; without one the socket speaks plain HTTP.
    pub certificate: Option<Arc<Certificate>>,
    /// The card host's name and certificate.
    pub card_host: Option<CardHost>,
}

impl Socket {
    /// The main door without TLS.
    pub fn plain(listener: TcpListener) -> Self {
        Self { listener, door: Door::Main, certificate: None, card_host: None }
    }
}

/// The host on which browsers are asked for a card.
#[derive(Clone, Debug)]
pub struct CardHost {
    /// Its name, in lower case.
    pub name: String,
    /// Its certificate.
    pub certificate: Arc<Certificate>,
}

/// A listener's parts that all its connections share.
struct Shared<E> {
    endpoint: E,
    builder: auto::Builder<TokioExecutor>,
    door: Door,
    certificate: Option<Arc<Certificate>>,
    card_host: Option<CardHost>,
    options: Options,
    lifecycle: Lifecycle,
}

/// Serves until `stop` is cancelled, then drains: idle connections close, WebSockets are told by
/// [`Lifecycle::closing`], requests in flight finish within the drain timeout.
pub async fn serve<E: Endpoint<Output = Response> + 'static>(
    socket: Socket,
    endpoint: E,
    options: Options,
    lifecycle: Lifecycle,
    stop: CancellationToken,
) {
    let Socket { listener, door, certificate, card_host } = socket;
    let builder = http_builder(door, &options);
    let shared =
        Arc::new(Shared { endpoint, builder, door, certificate, card_host, options, lifecycle });
    let permits = Arc::new(Semaphore::new(options.max_connections.min(Semaphore::MAX_PERMITS)));
    let graceful = GracefulShutdown::new();
    while let Some(accepted) = stop.run_until_cancelled(accept(&listener, &permits)).await {
        let Some((socket, peer, permit)) = accepted else { continue };
        let watcher = graceful.watcher();
        let shared = Arc::clone(&shared);
        let tasks = shared.lifecycle.tasks.clone();
        tasks.spawn(async move {
            let _permit = permit;
            let open = &metrics::get().connections;
            open.inc();
            if let Err(error) = shared.connection(socket, peer, watcher).await {
                tracing::debug!(%peer, %error, "connection ended early");
            }
            open.dec();
        });
    }
    drop(listener);
    drain(&shared.lifecycle, graceful, options.drain_timeout).await;
}

type Accepted = (TcpStream, SocketAddr, tokio::sync::OwnedSemaphorePermit);

/// The next connection, or `None` after a failure and a pause.
async fn accept(listener: &TcpListener, permits: &Arc<Semaphore>) -> Option<Accepted> {
    // Taken first: beyond the limit connections wait in the kernel, where they cost us nothing.
    let permit = Arc::clone(permits).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((socket, peer)) => Some((socket, peer, permit)),
        Err(error) => {
            tracing::warn!(%error, "cannot accept a connection");
            tokio::time::sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}

fn http_builder(door: Door, options: &Options) -> auto::Builder<TokioExecutor> {
    let http2_header_max = match door {
        Door::Main => HTTP2_HEADER_MAX_BYTES,
        Door::LoadBalancer => LOAD_BALANCER_HTTP2_HEADER_MAX_BYTES,
    };
    let mut builder = auto::Builder::new(TokioExecutor::new());
    builder
        .http1()
        .timer(TokioTimer::new())
        .header_read_timeout(options.header_timeout)
        .max_buf_size(HEADER_MAX_BYTES);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_concurrent_streams(HTTP2_STREAMS_MAX)
        .max_header_list_size(http2_header_max)
        .keep_alive_interval(Some(Duration::from_secs(30)))
        .keep_alive_timeout(Duration::from_secs(20));
    builder
}

async fn drain(lifecycle: &Lifecycle, graceful: GracefulShutdown, timeout: Duration) {
    lifecycle.closing.cancel();
    lifecycle.tasks.close();
    tracing::debug!(open = lifecycle.tasks.len(), "draining");
    let finished = async { tokio::join!(graceful.shutdown(), lifecycle.tasks.wait()) };
    if tokio::time::timeout(timeout, finished).await.is_err() {
        tracing::warn!(open = lifecycle.tasks.len(), "drain timeout, dropping what is open");
    }
}

/// What each request of a connection is told about it.
#[derive(Clone)]
struct Ends {
    local: LocalAddr,
    remote: RemoteAddr,
    scheme: Scheme,
    connection: Connection,
}

impl<E: Endpoint<Output = Response> + 'static> Shared<E> {
    async fn connection(
        self: Arc<Self>,
        socket: TcpStream,
        peer: SocketAddr,
        watcher: hyper_util::server::graceful::Watcher,
    ) -> anyhow::Result<()> {
        // Answers are written whole; waiting to fill packets only adds delay.
        socket.set_nodelay(true)?;
        let local = LocalAddr(Addr::socket(socket.local_addr()?));
        let remote = RemoteAddr(Addr::socket(peer));
        let mut connection = Connection { door: self.door, ..Connection::default() };
        if self.certificate.is_none() {
            let ends = Ends { local, remote, scheme: Scheme::HTTP, connection };
            return self.speak(socket, ends, watcher).await;
        }
        let handshake = tokio::time::timeout(self.options.handshake_timeout, self.secure(socket));
        let (stream, is_to_card_host) =
            handshake.await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        connection.is_to_card_host = is_to_card_host;
        if is_to_card_host && let Some(chain) = stream.get_ref().1.peer_certificates() {
            connection.chain = chain.iter().map(|certificate| certificate.to_vec()).collect();
        }
        let ends = Ends { local, remote, scheme: Scheme::HTTPS, connection };
        self.speak(stream, ends, watcher).await
    }

    /// The TLS handshake, with the certificate of the host that the client names.
    async fn secure(&self, socket: TcpStream) -> io::Result<(TlsStream<TcpStream>, bool)> {
        let start = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), socket).await?;
        let hello = start.client_hello();
        let card_host = self.card_host.as_ref().filter(|host| {
            hello.server_name().is_some_and(|name| name.eq_ignore_ascii_case(&host.name))
        });
        let certificate = card_host.map(|host| &host.certificate).or(self.certificate.as_ref());
        let config = certificate.ok_or(io::ErrorKind::Unsupported)?.current();
        Ok((start.into_stream(config).await?, card_host.is_some()))
    }

    async fn speak<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
        self: Arc<Self>,
        stream: S,
        ends: Ends,
        watcher: hyper_util::server::graceful::Watcher,
    ) -> anyhow::Result<()> {
        let shared = Arc::clone(&self);
        let service = hyper::service::service_fn(move |request| {
            let shared = Arc::clone(&shared);
            let Ends { local, remote, scheme, connection } = ends.clone();
            async move {
                let mut request: Request = (request, local, remote, scheme).into();
                request.set_data(connection);
                request.set_data(shared.lifecycle.clone());
                let response = shared.endpoint.get_response(request).await;
                Ok::<hyper::Response<_>, Infallible>(response.into())
            }
        });
        let connection = self.builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
        watcher.watch(connection.into_owned()).await.map_err(|error| anyhow::anyhow!(error))
    }
}
