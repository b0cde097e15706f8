//! `serve`: database, migrations, listeners; then wait for the end and end in order.

use super::database::Database;
use crate::{
    app::App,
    auth::piv,
    config::{Config, Http, PivMode},
    crypto::Module,
    events::reader,
    fault::{self, Fault},
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
    lifecycle::{Lifecycle, inherited, notify::Manager},
    migrate,
    notifications::reader::Notifications,
    webhooks::reader::WebhookReader,
};
use anyhow::Context;
use futures_util::future::OptionFuture;
use poem::EndpointExt;
use sqlx::PgPool;
use std::{
    io::ErrorKind,
    net::SocketAddr,
    path::Path,
    process::{ExitCode, ExitStatus},
    sync::{Arc, atomic::Ordering},
    time::{Duration, Instant},
};
use tokio::{
    net::TcpListener,
    signal::unix::{Signal, SignalKind, signal},
    time::timeout,
};
use tokio_util::sync::CancellationToken;

/// As shells report a process that was ended by Ctrl-C.
const INTERRUPTED: i32 = 130;
/// A request to a database that has just ended may fail before its end is seen.
const REASON_WITHIN: Duration = Duration::from_millis(500);
const HOUSEKEEPING_INTERVAL: Duration = Duration::from_secs(60);

pub(super) async fn run(config: Arc<Config>, role: Role) -> anyhow::Result<ExitCode> {
    // Before anything is started, so that a signal during start-up is not lost.
    let mut signals = Signals::new()?;
    let (manager, inherited) = (Manager::of_process(), inherited::listener()?);
    let begun = Instant::now();
    log_crypto();
    let certificate = match config.http.tls.enabled() {
        true => Some(Arc::new(Certificate::load(&config.http.tls)?)),
        false => None,
    };
    let card_host = card_host(&config)?;
    manager.status("Opening the database");
    let mut database = tokio::select! {
        opened = open(&config) => opened?,
        () = signals.end() => return Ok(ExitCode::SUCCESS),
    };
    let lifecycle = Lifecycle::default();
    let data_dir = config.data_dir.clone();
    let server = Server { config, role, certificate, card_host, lifecycle, manager };
    let mut outcome = server.run(&mut database, &mut signals, (begun, inherited)).await;
    if outcome.is_err()
        && let Ok(status) = timeout(REASON_WITHIN, database.ended()).await
    {
        // Whatever failed first failed because of this.
        outcome = Err(ended_by_itself(status, &data_dir));
    }
    database.close().await;
    outcome.map(|()| ExitCode::SUCCESS)
}

async fn open(config: &Config) -> anyhow::Result<Database> {
    let database = Database::open_for_server(config).await?;
    super::database::require_writable(&config.data_dir)?;
    Ok(database)
}

fn ended_by_itself(status: ExitStatus, data_dir: &Path) -> anyhow::Error {
    let log = data_dir.join("postgres/postgres.log");
    Fault::PostgresEnded.because(format!(
        "the private PostgreSQL ended by itself ({status}); its log is {}",
        log.display()
    ))
}

/// What the parts of a running server share.
struct Server {
    config: Arc<Config>,
    role: Role,
    certificate: Option<Arc<Certificate>>,
    card_host: Option<CardHost>,
    lifecycle: Lifecycle,
    manager: Manager,
}

impl Server {
    async fn run(
        mut self,
        database: &mut Database,
        signals: &mut Signals,
        (begun, inherited): (Instant, Option<std::net::TcpListener>),
    ) -> anyhow::Result<()> {
        self.manager.status("Bringing the database's schema up to date");
        let patience = Duration::from_secs(self.config.database.start_wait_s);
        let applied = migrate::up_within(&database.owner_url, patience).await?;
        if !applied.is_empty() {
            tracing::info!(count = applied.len(), "migrations applied");
        }
        self.manager.status("Starting");
        let listener = match inherited {
            Some(listener) => adopt(listener)?,
            None => bind("http.bind", self.config.http.bind).await?,
        };
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
        self.manager.start_watchdog(&self.lifecycle);
        self.manager.ready(&self.serving());

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
                    Wish::Leave if self.lifecycle.is_draining() => {
                        tracing::warn!("interrupted again, leaving at once");
                        std::process::exit(INTERRUPTED);
                    }
                    Wish::Leave => self.begin_to_end(stop),
                    Wish::Reload => self.reload(),
                },
                status = database.ended() => {
                    return ended_by_itself(status, &self.config.data_dir);
                }
            }
        }
    }

    /// What `systemctl status` shows of a server that is well.
    fn serving(&self) -> String {
        format!("Serving {}", self.config.http.public_url)
    }

    /// Reads the certificates again and says how that went.
    fn reload(&self) {
        self.manager.reloading();
        let failed = self.certificates().filter(|certificate| !certificate.reload()).count();
        match failed {
            0 => self.manager.ready(&self.serving()),
            _ => self.manager.ready(&format!(
                "{}, by the old certificate: the new one is not usable, see the log",
                self.serving()
            )),
        }
    }

    /// Says "not ready", waits for the load balancer to notice, closes the listener.
    ///
    /// The same wish again changes nothing: systemd sends SIGTERM twice when a shell stands between
    /// it and us, as on Elastic Beanstalk. A second Ctrl-C leaves at once; the kernel stops the
    /// private PostgreSQL with us.
    fn begin_to_end(&self, stop: &CancellationToken) {
        if self.lifecycle.draining.swap(true, Ordering::Relaxed) {
            return;
        }
        tracing::info!("shutting down");
        self.manager.stopping();
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
        let listener = match bind("metrics.bind", self.config.metrics.bind).await {
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
        let listener = bind("alb.bind", alb.bind.parse().context("alb.bind")?).await?;
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

/// Auditors look for this line.
fn log_crypto() {
    let Module { name, version, fips, state } = crate::crypto::module();
    tracing::info!(module = name, version, fips, state, "cryptographic module");
}

/// While there is no account, whoever has this link makes the first. It goes to the terminal and
/// not to the log, where it would be kept.
async fn print_setup_link(app: &App) -> anyhow::Result<()> {
    if let Some(link) = crate::auth::api::setup_link(app).await? {
        println!("\nTo set up Treasury Plane, open\n\n  {link}\n");
    }
    Ok(())
}

/// Takes the listener that systemd has opened in place of `http.bind`.
fn adopt(listener: std::net::TcpListener) -> anyhow::Result<TcpListener> {
    let listener = TcpListener::from_std(listener)?;
    let address = listener.local_addr()?;
    tracing::info!(%address, "listening on the socket of systemd, not on http.bind");
    Ok(listener)
}

/// `key`: the setting that holds the address.
async fn bind(key: &str, address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => {
            let sentence = format!(
                "{address} is in use by another program; stop it, or set {key} to another address"
            );
            Fault::PortTaken.over(error, sentence)
        }
        ErrorKind::PermissionDenied => {
            let sentence = format!(
                "{key}: cannot listen on {address}: ports below 1024 need a right that this user \
                 does not have; choose another port, or let systemd listen: systemctl enable --now \
                 treasury-plane.socket"
            );
            Fault::PortDenied.over(error, sentence)
        }
        _ => {
            let words = fault::in_words(&error);
            let sentence = format!(
                "{key}: cannot listen on {address}: {words}; choose an address of this host"
            );
            Fault::PortDenied.over(error, sentence)
        }
    })
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
    /// As `End`, by somebody at a terminal, who may lose patience.
    Leave,
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
            _ = self.interrupt.recv() => Wish::Leave,
            _ = self.hangup.recv() => Wish::Reload,
        }
    }

    async fn end(&mut self) {
        while matches!(self.next().await, Wish::Reload) {}
    }
}
