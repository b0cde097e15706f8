//! Accepts connections and drives an endpoint with them.
//!
//! poem's own server has no deadline for a request's header, no limit of connections, and spins
//! when the process runs out of file descriptors; it also forgets WebSockets at shutdown. So this
//! is an accept loop of our own over hyper, with: a semaphore for connections, deadlines for the
//! TLS handshake and the header, a pause after failed accepts, and every connection counted in
//! [`Lifecycle::tasks`].

use super::tls::Certificate;
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
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

/// After an accept failed for want of file descriptors, connections must end before the next try
/// can succeed.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
const HEADER_MAX_BYTES: usize = 64 * 1024;
const HTTP2_HEADER_MAX_BYTES: u32 = 32 * 1024;
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

/// A listener's parts that all its connections share.
struct Shared<E> {
    endpoint: E,
    builder: auto::Builder<TokioExecutor>,
    certificate: Option<Arc<Certificate>>,
    options: Options,
    lifecycle: Lifecycle,
}

/// Serves until `stop` is cancelled, then drains: idle connections close, WebSockets are told by
/// [`Lifecycle::closing`], requests in flight finish within the drain timeout.
pub async fn serve<E: Endpoint<Output = Response> + 'static>(
    listener: TcpListener,
    endpoint: E,
    certificate: Option<Arc<Certificate>>,
    options: Options,
    lifecycle: Lifecycle,
    stop: CancellationToken,
) {
    let builder = http_builder(&options);
    let shared = Arc::new(Shared { endpoint, builder, certificate, options, lifecycle });
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

fn http_builder(options: &Options) -> auto::Builder<TokioExecutor> {
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
        .max_header_list_size(HTTP2_HEADER_MAX_BYTES)
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
        let Some(certificate) = &self.certificate else {
            return self.clone().speak(socket, (local, remote, Scheme::HTTP), watcher).await;
        };
        let acceptor = TlsAcceptor::from(certificate.current());
        let handshake =
            tokio::time::timeout(self.options.handshake_timeout, acceptor.accept(socket));
        let stream = handshake.await.map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        self.clone().speak(stream, (local, remote, Scheme::HTTPS), watcher).await
    }

    async fn speak<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
        self: Arc<Self>,
        stream: S,
        ends: (LocalAddr, RemoteAddr, Scheme),
        watcher: hyper_util::server::graceful::Watcher,
    ) -> anyhow::Result<()> {
        let shared = Arc::clone(&self);
        let service = hyper::service::service_fn(move |request| {
            let shared = Arc::clone(&shared);
            let (local, remote, scheme) = ends.clone();
            async move {
                let mut request: Request = (request, local, remote, scheme).into();
                request.set_data(shared.lifecycle.clone());
                let response = shared.endpoint.get_response(request).await;
                Ok::<hyper::Response<_>, Infallible>(response.into())
            }
        });
        let connection = self.builder.serve_connection_with_upgrades(TokioIo::new(stream), service);
        watcher.watch(connection.into_owned()).await.map_err(|error| anyhow::anyhow!(error))
    }
}
