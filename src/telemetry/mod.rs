//! What operators see: logs here, numbers in [`metrics`] and, for CloudWatch, in
//! [`emf`].

pub mod emf;
pub mod jobs;
pub mod metrics;
mod watched;

use crate::config::{Log, LogFormat};
use std::io::IsTerminal;
use tracing::{Subscriber, subscriber::DefaultGuard};
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Quiet unless asked for by name: sqlx repeats the server's notices and slow statements with
/// their text, hyper and rustls report what strangers do to open ports.
const QUIET: &str =
    "sqlx=error,sea_orm=warn,sea_orm_migration=warn,hyper=warn,rustls=error,h2=warn";

/// Starts logging to standard error. Called once; later calls change nothing. Returns whether the
/// lines are JSON.
pub fn start_logs(log: &Log) -> bool {
    let (subscriber, json) = subscriber(log);
    // Tests and embedding programs may have a subscriber already.
    drop(subscriber.try_init());
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let message = panic.payload_as_str().unwrap_or("no message");
        tracing::error!(place, message, "panic");
    }));
    json
}

/// Logs what this thread says, until the answer is dropped: before all settings are known.
pub fn start_logs_here(log: &Log) -> DefaultGuard {
    subscriber(log).0.set_default()
}

/// And whether its lines are JSON.
fn subscriber(log: &Log) -> (Box<dyn Subscriber + Send + Sync>, bool) {
    let filter = EnvFilter::try_new(format!("{QUIET},{}", log.filter))
        .unwrap_or_else(|_| EnvFilter::new(format!("{QUIET},info")));
    let is_terminal = std::io::stderr().is_terminal();
    let json = match log.format {
        LogFormat::Json => true,
        LogFormat::Human => false,
        LogFormat::Auto => !is_terminal,
    };
    let registry = tracing_subscriber::registry().with(filter);
    let subscriber: Box<dyn Subscriber + Send + Sync> = if json {
        let layer = fmt::layer().json().flatten_event(true).with_current_span(true);
        Box::new(registry.with(layer.with_span_list(false).with_writer(std::io::stderr)))
    } else {
        let layer = fmt::layer().with_target(false).with_ansi(is_terminal);
        Box::new(registry.with(layer.with_writer(std::io::stderr)))
    };
    (subscriber, json)
}
