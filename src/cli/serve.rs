//! `serve`: database, migrations, listeners; then wait for the end and end in order.

use super::database::Database;
use crate::{
    app::App,
    auth::piv,
    config::{Config, Http, PivMode},
    events::reader,
    http::{
        connection::Door,
        gate::incidents::Incidents,
        health::Readiness,
        listener::{self, CardHost, Options, Socket},
        metrics::Endpoints,
        rate_limit::RateLimits,
        routes, shell,
        tls::Certificate,
    },
    jobs::Role,
    lifecycle::Lifecycle,
    migrate,
    notifications::reader::Notifications,
    webhooks::reader::WebhookReader,
};
use anyhow::{Context, bail};
use futures_util::future::OptionFuture;
use poem::EndpointExt;
use sqlx::PgPool;
use std::{
    net::SocketAddr,
    process::ExitCode,
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
};
use tokio_util::sync::CancellationToken;

/// As shells report a process that was ended by Ctrl-C.
const INTERRUPTED: i32 = 130;
const HOUSEKEEPING_INTERVAL: Duration = Duration::from_secs(60);

pub(super) async fn run(config: Arc<Config>, role: Role) -> anyhow::Result<ExitCode> {
    // Before anything is started, so that a signal during start-up is not lost.
    let mut signals = Signals::new()?;
    let begun = Instant::now();
    let certificate = match config.http.tls.enabled() {
        true => Some(Arc::new(Certificate::load(&config.http.tls)?)),
        false => None,
    };
    let card_host = card_host(&config)?;
    let mut database = tokio::select! {
        opened = Database::open_for_server(&config) => opened?,
        () = signals.end() => return Ok(ExitCode::SUCCESS),
    };
    let lifecycle = Lifecycle::default();
    let server = Server { config, role, certificate, card_host, lifecycle };
    let outcome = server.run(&mut database, &mut signals, begun).await;
    database.close().await;
    outcome.map(|()| ExitCode::SUCCESS)
}

/// What the parts of a running server share.
struct Server {
    config: Arc<Config>,
    role: Role,
    certificate: Option<Arc<Certificate>>,
    card_host: Option<CardHost>,
    lifecycle: Lifecycle,
}

impl Server {
    async fn run(
        mut self,
        database: &mut Database,
        signals: &mut Signals,
        begun: Instant,
    ) -> anyhow::Result<()> {
        let applied = migrate::up(&database.owner_url).await?;
        if !applied.is_empty() {
            tracing::info!(count = applied.len(), "migrations applied");
        }
        let listener = bind(self.config.http.bind).await?;
        let for_load_balancer = self.bind_for_load_balancer().await?;
        self.config = with_actual_port(&self.config, listener.local_addr()?);
        let (config, role) = (Arc::clone(&self.config), self.role);
        let app = App::start(config, &database.url, self.lifecycle.clone()).await?;
        crate::realtime::start(&app).await?;
        crate::audit::live::start(&app).await?;
        crate::jobs::start(&app, role);
        if role.works() {
            reader::start(&app, Notifications);
            reader::start(&app, WebhookReader);
        }
        crate::audit::checkpoint::write_at_end(&app);
        crate::trust::start(&app);
        crate::aws::rotation::start(&app);
        crate::telemetry::emf::start(&app);
        let readiness = Readiness::new(Some(app.db.clone()), self.lifecycle.clone());
        let (incidents, told) = Incidents::channel();
        // Who only runs jobs has no API. Questions after its health are answered by the shell.
        let routes = match role.serves() {
            true => routes::build(Arc::clone(&app)).boxed(),
            false => poem::Route::new().map_to_response().boxed(),
        };
        let shell = Arc::new(shell(routes, &self.config, readiness).telling(incidents));
        self.lifecycle.tasks.spawn(piv::incidents::record(Arc::clone(&app), told));
        self.start_helpers(shell.rate_limits(), &app).await;
        let elapsed_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(elapsed_ms, url = self.config.http.public_url, "ready");
        print_setup_link(&app).await?;

        let stop = CancellationToken::new();
        let main =
            Socket { card_host: self.card_host.clone(), ..self.socket(listener, Door::Main) };
        let serve = |socket| {
            let (options, life) = (Options::new(&self.config.http), self.lifecycle.clone());
            listener::serve(socket, Arc::clone(&shell), options, life, stop.clone())
        };
        let beside = for_load_balancer.map(|listener| self.socket(listener, Door::LoadBalancer));
        let serving = async {
            tokio::join!(serve(main), OptionFuture::from(beside.map(serve)));
        };
        let outcome = tokio::select! {
            () = serving => Ok(()),
            failure = self.control(database, signals, &stop) => Err(failure),
        };
        app.db.close().await;
        outcome
    }

    /// Reacts to signals for as long as the listener runs. Returns only when serving on makes no
    /// sense.
    async fn control(
        &self,
        database: &mut Database,
        signals: &mut Signals,
        stop: &CancellationToken,
    ) -> anyhow::Error {
        loop {
            tokio::select! {
                what = signals.next() => match what {
                    Wish::End => self.begin_to_end(stop),
                    Wish::Reload => self.certificates().for_each(|certificate| certificate.reload()),
                },
                status = database.ended() => {
                    return anyhow::anyhow!("the private PostgreSQL ended by itself ({status})");
                }
            }
        }
    }

    /// First signal: say "not ready", wait for the load balancer to notice, close the listener.
    /// Second signal: leave at once; the kernel stops the private PostgreSQL with us.
    fn begin_to_end(&self, stop: &CancellationToken) {
        if self.lifecycle.draining.swap(true, Ordering::Relaxed) {
            tracing::warn!("second signal, leaving at once");
            std::process::exit(INTERRUPTED);
        }
        tracing::info!("shutting down");
        let delay = Duration::from_secs(self.config.http.drain_delay_s);
        let stop = stop.clone();
        self.lifecycle.tasks.spawn(async move {
            tokio::time::sleep(delay).await;
            stop.cancel();
        });
    }

    /// What runs beside the main listener until it closes.
    async fn start_helpers(&self, limits: Arc<RateLimits>, app: &Arc<App>) {
        let (closing, part) = (self.lifecycle.closing.clone(), Arc::clone(app));
        self.lifecycle.tasks.spawn(async move {
            let sleep = || tokio::time::sleep(HOUSEKEEPING_INTERVAL);
            while closing.run_until_cancelled(sleep()).await.is_some() {
                limits.forget_idle();
                part.limits.forget_idle();
            }
        });
        for certificate in self.certificates() {
            let closing = self.lifecycle.closing.clone();
            self.lifecycle.tasks.spawn(Arc::clone(certificate).watch(closing));
        }
        if let Some(card_host) = &self.card_host {
            let certificate = Arc::clone(&card_host.certificate);
            self.lifecycle.tasks.spawn(piv::hints::keep(Arc::clone(app), certificate));
        }
        if self.config.metrics.enabled {
            self.start_metrics(app.db.pool().clone()).await;
        }
    }

    /// A second server on this host finds the port taken; that must not keep it from serving.
    async fn start_metrics(&self, pool: PgPool) {
        let listener = match bind(self.config.metrics.bind).await {
            Ok(listener) => listener,
            Err(error) => {
                return tracing::warn!(error = format!("{error:#}"), "no metrics listener");
            }
        };
        let options = Options { max_connections: 16, ..Options::new(&self.config.http) };
        let (endpoints, stop) = (Endpoints::new(Some(pool)), self.lifecycle.closing.clone());
        let own = Lifecycle::default();
        let serving = listener::serve(Socket::plain(listener), endpoints, options, own, stop);
        self.lifecycle.tasks.spawn(serving);
    }

    /// The main certificate and the card host's.
    fn certificates(&self) -> impl Iterator<Item = &Arc<Certificate>> {
        let card_host = self.card_host.as_ref().map(|host| &host.certificate);
        self.certificate.iter().chain(card_host)
    }

    /// A socket that serves the product, by TLS when there is a certificate.
    fn socket(&self, listener: TcpListener, door: Door) -> Socket {
        Socket { door, certificate: self.certificate.clone(), ..Socket::plain(listener) }
    }

    /// The listener that honours certificate headers.
    async fn bind_for_load_balancer(&self) -> anyhow::Result<Option<TcpListener>> {
        let alb = &self.config.alb;
        if alb.bind.is_empty() {
            return Ok(None);
        }
        let listener = bind(alb.bind.parse().context("alb.bind")?).await?;
        let address = listener.local_addr()?;
        tracing::info!(%address, "listening for the load balancer");
        Ok(Some(listener))
    }
}

/// The card host, when browsers show their cards to us.
fn card_host(config: &Config) -> anyhow::Result<Option<CardHost>> {
    let (piv, http) = (&config.piv, &config.http);
    if piv.mode != PivMode::Native {
        return Ok(None);
    }
    let certificate = Certificate::load_card_host(piv)?;
    let main: Option<http::Uri> = http.public_url.parse().ok();
    let main = main.as_ref().and_then(http::Uri::host).unwrap_or_default();
    if !certificate.covers(&piv.host)? {
        tracing::warn!(host = piv.host, "piv.cert_file: is not for the card host's name");
    }
    if certificate.covers(main).unwrap_or(false) {
        tracing::warn!(
            host = main,
            "piv.cert_file: is good for the main host too; browsers may then never ask for a card"
        );
    }
    Ok(Some(CardHost { name: piv.host.clone(), certificate: Arc::new(certificate) }))
}

/// While there is no account, whoever has this link makes the first. It goes to the terminal and
/// not to the log, where it would be kept.
async fn print_setup_link(app: &App) -> anyhow::Result<()> {
    if let Some(link) = crate::auth::api::setup_link(app).await? {
        println!("\nTo set up Treasury Plane, open\n\n  {link}\n");
    }
    Ok(())
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    match TcpListener::bind(address).await {
        Ok(listener) => Ok(listener),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            bail!("{address} is in use by another program; choose another address to bind")
        }
        Err(error) => Err(error).with_context(|| format!("cannot listen on {address}")),
    }
}

/// With port 0 the system chooses one, and only now do we know the address to print.
fn with_actual_port(config: &Arc<Config>, actual: SocketAddr) -> Arc<Config> {
    let http: &Http = &config.http;
    if http.bind.port() != 0 || http.public_url != http.derived_url(http.bind) {
        return Arc::clone(config);
    }
    let mut config = Config::clone(config);
    config.http.public_url = config.http.derived_url(actual);
    Arc::new(config)
}

/// What a signal asks for.
#[derive(Clone, Copy, Debug)]
enum Wish {
    End,
    Reload,
}

/// The signals that mean something to us.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hangup: Signal,
}

impl Signals {
    fn new() -> anyhow::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    async fn next(&mut self) -> Wish {
        tokio::select! {
            _ = self.terminate.recv() => Wish::End,
            _ = self.interrupt.recv() => Wish::End,
            _ = self.hangup.recv() => Wish::Reload,
        }
    }

    async fn end(&mut self) {
        while !matches!(self.next().await, Wish::End) {}
    }
}
