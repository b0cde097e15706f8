//! Numbers about this process, in Prometheus' text form.

use super::jobs::Jobs;
pub use super::watched::Watched;
use poem::http::{Method, StatusCode};
use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{
        counter::Counter,
        family::{Family, MetricConstructor},
        gauge::Gauge,
        histogram::Histogram,
    },
    registry::{Registry, Unit},
};
use sqlx::PgPool;
use std::{
    fmt::Write,
    sync::{
        Arc, LazyLock, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// Upper bounds of the latency buckets in seconds, around the budgets.
const BUCKETS_S: [f64; 12] =
    [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0];

/// Kernel ticks per second, the same on every Linux that we run on.
const TICKS_PER_S: f64 = 100.0;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RequestLabels {
    method: &'static str,
    route: Arc<str>,
    status: u16,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RouteLabels {
    route: Arc<str>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct IssuerLabels {
    issuer: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OutcomeLabels {
    outcome: &'static str,
}

/// What happens where cards are shown.
#[derive(Debug, Default)]
pub struct Cards {
    /// Requests with a certificate header where none is honoured.
    pub headers_dropped: Counter,
    /// Requests of strangers to the load balancer's listener.
    pub strangers: Counter,
    sign_ins: Family<OutcomeLabels, Counter>,
}

impl Cards {
    /// Counts a sign-in: `signed_in`, `linked` or why it was refused.
    pub fn count(&self, outcome: &'static str) {
        self.sign_ins.get_or_create(&OutcomeLabels { outcome }).inc();
    }

    fn register(&self, registry: &mut Registry) {
        let help = "Requests with a certificate header where none is honoured";
        registry.register("certificate_headers_dropped", help, self.headers_dropped.clone());
        let help = "Requests of strangers to the load balancer's listener";
        registry.register("load_balancer_refusals", help, self.strangers.clone());
        registry.register("card_sign_ins", "Sign-ins by card that ended", self.sign_ins.clone());
    }
}

/// What card sign-in trusts.
#[derive(Debug, Default)]
struct Trust {
    crl_age: Family<IssuerLabels, Gauge>,
    crl_left: Family<IssuerLabels, Gauge>,
    crl_fetches: Family<OutcomeLabels, Counter>,
    ending: Gauge,
}

impl Trust {
    fn register(&self, registry: &mut Registry) {
        let age = "Seconds since the issue of a revocation list, the oldest of an issuer";
        registry.register("crl_age_seconds", age, self.crl_age.clone());
        let left = "Seconds until a revocation list ends, the first of an issuer; negative after";
        registry.register("crl_left_seconds", left, self.crl_left.clone());
        registry.register("crl_fetches", "Revocation lists fetched", self.crl_fetches.clone());
        let ending = "Certificates of the trust store that end within 60 days";
        registry.register("trust_certificates_ending", ending, self.ending.clone());
    }
}

#[derive(Clone)]
struct Buckets;

impl MetricConstructor<Histogram> for Buckets {
    fn new_metric(&self) -> Histogram {
        Histogram::new(BUCKETS_S)
    }
}

/// The numbers. There is one set per process, see [`get`].
#[derive(Debug)]
pub struct Metrics {
    /// Open connections of the main listener.
    pub connections: Gauge,
    /// Open WebSockets; the realtime hub counts them.
    pub sockets: Gauge,
    /// What happens where cards are shown.
    pub cards: Cards,
    /// Jobs and their queue.
    pub jobs: Jobs,
    /// When the last backup's snapshot was taken, in seconds since 1970; 0 when there is none.
    pub last_backup: Gauge,
    /// Those who wait for a connection to the database.
    pub waiting: Gauge,
    requests: Family<RequestLabels, Counter>,
    durations: Family<RouteLabels, Histogram, Buckets>,
    is_watched: AtomicBool,
    watched: Mutex<Watched>,
    trust: Trust,
    asset_label: Arc<str>,
    registry: Registry,
    started: Instant,
}

impl std::fmt::Debug for Buckets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Buckets")
    }
}

static METRICS: LazyLock<Metrics> = LazyLock::new(Metrics::new);

/// The numbers of this process.
pub fn get() -> &'static Metrics {
    &METRICS
}

impl Metrics {
    fn new() -> Self {
        let mut registry = Registry::with_prefix("treasury_plane");
        let requests = Family::default();
        let durations = Family::new_with_constructor(Buckets);
        let (connections, sockets) = (Gauge::default(), Gauge::default());
        registry.register("http_requests", "Requests answered", requests.clone());
        let help = "Time from a request's header to its answer's header";
        registry.register_with_unit(
            "http_request_duration",
            help,
            Unit::Seconds,
            durations.clone(),
        );
        registry.register("http_connections", "Open connections", connections.clone());
        registry.register("realtime_sockets", "Open WebSockets", sockets.clone());
        let (waiting, help) = (Gauge::default(), "Those who wait for a database connection");
        registry.register("database_connections_waiting", help, waiting.clone());
        let cards = Cards::default();
        cards.register(&mut registry);
        let trust = Trust::default();
        trust.register(&mut registry);
        let jobs = Jobs::default();
        jobs.register(&mut registry);
        let last_backup = Gauge::default();
        let help = "When the last good backup was made, in seconds since 1970; 0 without one";
        registry.register("last_backup_timestamp_seconds", help, last_backup.clone());
        let asset_label = "assets".into();
        Self {
            connections,
            sockets,
            cards,
            jobs,
            last_backup,
            waiting,
            requests,
            durations,
            is_watched: AtomicBool::new(false),
            watched: Default::default(),
            trust,
            asset_label,
            registry,
            started: Instant::now(),
        }
    }

    /// Counts a request. `route` is the matched pattern: a path would make a series per id.
    pub fn count(&self, method: &Method, route: &str, status: StatusCode, elapsed: Duration) {
        self.count_labelled(known(method), route.into(), status, elapsed);
    }

    /// Counts a file of the apps.
    pub fn count_asset(&self, status: StatusCode, elapsed: Duration) {
        self.count_labelled("GET", Arc::clone(&self.asset_label), status, elapsed);
    }

    fn count_labelled(
        &self,
        method: &'static str,
        route: Arc<str>,
        status: StatusCode,
        elapsed: Duration,
    ) {
        let labels = RequestLabels { method, route: Arc::clone(&route), status: status.as_u16() };
        self.requests.get_or_create(&labels).inc();
        self.durations.get_or_create(&RouteLabels { route }).observe(elapsed.as_secs_f64());
        if self.is_watched.load(Ordering::Relaxed) {
            self.watched().add(status.as_u16(), elapsed);
        }
    }

    /// From now on requests are also kept for [`Metrics::take_watched`].
    pub fn watch_requests(&self) {
        self.is_watched.store(true, Ordering::Relaxed);
    }

    /// The requests since the last time.
    pub fn take_watched(&self) -> Watched {
        std::mem::take(&mut *self.watched())
    }

    fn watched(&self) -> MutexGuard<'_, Watched> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Somebody waits for a connection to the database until the answer is dropped.
    pub fn wait_for_connection(&self) -> Waiting<'_> {
        self.waiting.inc();
        Waiting(&self.waiting)
    }

    /// Counts an attempt to fetch a revocation list.
    pub fn count_crl_fetch(&self, succeeded: bool) {
        let outcome = if succeeded { "success" } else { "failure" };
        self.trust.crl_fetches.get_or_create(&OutcomeLabels { outcome }).inc();
    }

    /// Sets what is known of the trust store: for each list its issuer, its age and the seconds
    /// that it still counts; and how many certificates end soon.
    pub fn set_trust(&self, lists: impl Iterator<Item = (String, i64, i64)>, ending: usize) {
        self.trust.crl_age.clear();
        self.trust.crl_left.clear();
        let mut seen = std::collections::HashSet::new();
        for (issuer, age, left) in lists {
            let is_first = seen.insert(issuer.clone());
            let labels = IssuerLabels { issuer };
            let oldest = self.trust.crl_age.get_or_create(&labels);
            oldest.set(if is_first { age } else { age.max(oldest.get()) });
            let next = self.trust.crl_left.get_or_create(&labels);
            next.set(if is_first { left } else { left.min(next.get()) });
        }
        self.trust.ending.set(i64::try_from(ending).unwrap_or(i64::MAX));
    }

    /// All numbers as text.
    pub fn render(&self, pool: Option<&PgPool>) -> String {
        let mut text = String::with_capacity(16 * 1024);
        if let Err(error) = encode(&mut text, &self.registry) {
            tracing::error!(%error, "metrics cannot be written");
        }
        // The format's end mark stands after everything.
        let mut text = text.trim_end().trim_end_matches("# EOF").to_owned();
        if let Some(pool) = pool {
            let idle = pool.num_idle();
            let open = usize::try_from(pool.size()).unwrap_or_default();
            let busy = open.saturating_sub(idle);
            gauge(&mut text, "treasury_plane_database_connections_open", open as f64);
            gauge(&mut text, "treasury_plane_database_connections_busy", busy as f64);
        }
        let process = Process::read();
        gauge(&mut text, "process_resident_memory_bytes", process.resident_bytes);
        gauge(&mut text, "process_open_fds", process.open_files);
        let _ = writeln!(text, "# TYPE process_cpu_seconds counter");
        let _ = writeln!(text, "process_cpu_seconds_total {}", process.cpu_s);
        gauge(&mut text, "treasury_plane_uptime_seconds", self.started.elapsed().as_secs_f64());
        text.push_str("# EOF\n");
        text
    }
}

/// Somebody waits.
#[derive(Debug)]
pub struct Waiting<'a>(&'a Gauge);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

fn gauge(text: &mut String, name: &str, value: f64) {
    let _ = writeln!(text, "# TYPE {name} gauge\n{name} {value}");
}

/// Clients may invent methods; each would be a series.
fn known(method: &Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}

/// What the kernel says about us.
#[derive(Debug, Default)]
pub(super) struct Process {
    pub(super) resident_bytes: f64,
    cpu_s: f64,
    open_files: f64,
}

impl Process {
    pub(super) fn read() -> Self {
        let text = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let status = text("/proc/self/status");
        let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = resident.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
        let stat = text("/proc/self/stat");
        // The command's name stands in parentheses and may hold anything.
        let after_name = stat.rsplit_once(") ").map(|(_, rest)| rest).unwrap_or_default();
        let times = after_name.split(' ').skip(11).take(2);
        let ticks: f64 = times.filter_map(|n| n.parse::<f64>().ok()).sum();
        let open_files = std::fs::read_dir("/proc/self/fd").map(Iterator::count);
        Self {
            resident_bytes: kilobytes.unwrap_or(0.0) * 1024.0,
            cpu_s: ticks / TICKS_PER_S,
            open_files: open_files.unwrap_or_default() as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Metrics;
    use poem::http::{Method, StatusCode};
    use std::time::Duration;

    #[test]
    fn requests_are_counted_by_route_and_status() {
        let metrics = Metrics::new();
        let elapsed = Duration::from_millis(3);
        metrics.count(&Method::GET, "/api/v1/users/me", StatusCode::OK, elapsed);
        metrics.count_asset(StatusCode::NOT_FOUND, elapsed);
        let text = metrics.render(None);
        let line = r#"treasury_plane_http_requests_total{method="GET",route="/api/v1/users/me",status="200"} 1"#;
        assert!(text.contains(line), "{text}");
        assert!(text.contains("process_resident_memory_bytes"));
        assert!(text.ends_with("# EOF\n") && text.matches("# EOF").count() == 1, "{text}");
    }
}
