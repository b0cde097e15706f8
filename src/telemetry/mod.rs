//! What operators see: logs here, numbers in [`metrics`].

pub mod jobs;
pub mod metrics;

use crate::config::{Log, LogFormat};
use std::io::IsTerminal;
use tracing_subscriber::{EnvFilter, fmt, layer::SubscriberExt, util::SubscriberInitExt};

/// Quiet unless asked for by name: sqlx repeats the server's notices and slow statements with
/// their text, hyper and rustls report what strangers do to open ports.
const QUIET: &str =
    "sqlx=error,sea_orm=warn,sea_orm_migration=warn,hyper=warn,rustls=error,h2=warn";

/// Starts logging to standard error. Called once; later calls change nothing. Returns whether the
/// lines are JSON.
pub fn start_logs(log: &Log) -> bool {
    let filter = EnvFilter::try_new(format!("{QUIET},{}", log.filter))
        .unwrap_or_else(|_| EnvFilter::new(format!("{QUIET},info")));
    let is_terminal = std::io::stderr().is_terminal();
    let json = match log.format {
        LogFormat::Json => true,
        LogFormat::Human => false,
        LogFormat::Auto => !is_terminal,
    };
    let registry = tracing_subscriber::registry().with(filter);
    let outcome = if json {
        let layer = fmt::layer().json().flatten_event(true).with_current_span(true);
        registry.with(layer.with_span_list(false).with_writer(std::io::stderr)).try_init()
    } else {
        let layer = fmt::layer().with_target(false).with_ansi(is_terminal);
        registry.with(layer.with_writer(std::io::stderr)).try_init()
    };
    // Tests and embedding programs may have a subscriber already.
    drop(outcome);
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        let message = panic.payload_as_str().unwrap_or("no message");
        tracing::error!(place, message, "panic");
    }));
    json
}
