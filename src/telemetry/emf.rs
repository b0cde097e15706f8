//! Numbers for Amazon CloudWatch: a line in its embedded metric format every minute.
//!
//! The line goes to standard output like any other; whoever carries the log to CloudWatch needs not
//! know, and needs no right but to write logs. `docs/MONITORING.md` lists the names, which alarms
//! are built on and which therefore stay.

use super::metrics::{self, Process, Watched};
use crate::{app::App, clock::Clock, db};
use chrono::{DateTime, Utc};
use serde_json::{Map, Value, json};
use sqlx::PgPool;
use std::{io::Write, sync::Arc, time::Duration};

const EVERY: Duration = Duration::from_secs(60);
const SERVICE: &str = "treasury-plane";

/// What is known of a minute.
#[derive(Debug, Default)]
struct Minute {
    requests: Watched,
    in_use: u64,
    idle: u64,
    waiting: i64,
    ready: i64,
    running: i64,
    dead: i64,
    late_s: i64,
    sockets: i64,
    connections: i64,
    resident_bytes: f64,
}

/// Writes the lines until the server ends, if they are wanted.
pub fn start(app: &Arc<App>) {
    let namespace = app.config.metrics.cloudwatch_namespace.clone();
    if namespace.is_empty() {
        return;
    }
    metrics::get().watch_requests();
    // "treasury-plane web <host>-<process>".
    let instance = db::name("web").split(' ').next_back().unwrap_or_default().to_owned();
    let (closing, pool) = (app.lifecycle.closing.clone(), app.db.pool().clone());
    app.lifecycle.tasks.spawn(async move {
        let sleep = || tokio::time::sleep(EVERY);
        // Once more at the end, so that the last requests count too.
        loop {
            let goes_on = closing.run_until_cancelled(sleep()).await.is_some();
            write(&line(&namespace, &instance, Clock::System.now(), Minute::read(&pool)));
            if !goes_on {
                break;
            }
        }
    });
}

fn write(line: &Value) {
    let mut out = std::io::stdout().lock();
    // Nobody reads it any more: not a reason to stop.
    drop(writeln!(out, "{line}").and_then(|()| out.flush()));
}

impl Minute {
    fn read(pool: &PgPool) -> Self {
        let metrics = metrics::get();
        let idle = u64::try_from(pool.num_idle()).unwrap_or_default();
        let queue = metrics.jobs.total();
        Self {
            requests: metrics.take_watched(),
            in_use: u64::from(pool.size()).saturating_sub(idle),
            idle,
            waiting: metrics.waiting.get(),
            ready: queue.ready,
            running: queue.running,
            dead: queue.dead,
            late_s: queue.late_s,
            sockets: metrics.sockets.get(),
            connections: metrics.connections.get(),
            resident_bytes: Process::read().resident_bytes,
        }
    }
}

fn line(namespace: &str, instance: &str, now: DateTime<Utc>, minute: Minute) -> Value {
    let requests = minute.requests;
    let mut metrics = vec![
        ("Requests", "Count", json!(requests.count)),
        ("Errors4xx", "Count", json!(requests.client_errors)),
        ("Errors5xx", "Count", json!(requests.server_errors)),
        ("DatabaseConnectionsInUse", "Count", json!(minute.in_use)),
        ("DatabaseConnectionsIdle", "Count", json!(minute.idle)),
        ("DatabaseConnectionsWaiting", "Count", json!(minute.waiting)),
        ("JobsReady", "Count", json!(minute.ready)),
        ("JobsRunning", "Count", json!(minute.running)),
        ("JobsDead", "Count", json!(minute.dead)),
        ("JobsLate", "Seconds", json!(minute.late_s)),
        ("Sockets", "Count", json!(minute.sockets)),
        ("HttpConnections", "Count", json!(minute.connections)),
        ("Memory", "Bytes", json!(minute.resident_bytes)),
    ];
    // CloudWatch takes percentiles of values, but refuses an empty list.
    if !requests.latencies_ms.is_empty() {
        metrics.push(("Latency", "Milliseconds", json!(requests.latencies_ms)));
    }
    let names: Vec<Value> =
        metrics.iter().map(|(name, unit, _)| json!({ "Name": name, "Unit": unit })).collect();
    let mut line = Map::new();
    let directive =
        json!({ "Namespace": namespace, "Dimensions": [["Service"]], "Metrics": names });
    let about = json!({ "Timestamp": now.timestamp_millis(), "CloudWatchMetrics": [directive] });
    line.insert("_aws".to_owned(), about);
    line.insert("Service".to_owned(), json!(SERVICE));
    line.insert("Instance".to_owned(), json!(instance));
    line.insert("Version".to_owned(), json!(env!("CARGO_PKG_VERSION")));
    for (name, _, value) in metrics {
        line.insert(name.to_owned(), value);
    }
    Value::Object(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The units that CloudWatch knows.
    const UNITS: &str = "Seconds Microseconds Milliseconds Bytes Kilobytes Megabytes Gigabytes \
        Terabytes Bits Kilobits Megabits Gigabits Terabits Percent Count Bytes/Second Count/Second None";

    /// The rules of the "Embedded Metric Format Specification".
    fn check(line: &Value) {
        let text = line.to_string();
        assert!(text.len() < 256 * 1024 && !text.contains('\n'), "one event of a log");
        let about = line["_aws"].as_object().unwrap();
        assert!(about["Timestamp"].as_u64().is_some_and(|at| at > 1_600_000_000_000));
        let directives = about["CloudWatchMetrics"].as_array().unwrap();
        assert!(!directives.is_empty());
        for directive in directives {
            assert!(!directive["Namespace"].as_str().unwrap().is_empty());
            for set in directive["Dimensions"].as_array().unwrap() {
                assert!(set.as_array().unwrap().len() <= 30);
                for name in set.as_array().unwrap() {
                    let value = line[name.as_str().unwrap()].as_str();
                    assert!(value.is_some_and(|v| (1..=1024).contains(&v.len())), "{name}");
                }
            }
            let metrics = directive["Metrics"].as_array().unwrap();
            assert!((1..=100).contains(&metrics.len()));
            for metric in metrics {
                let name = metric["Name"].as_str().unwrap();
                let unit = metric["Unit"].as_str().unwrap();
                assert!(UNITS.split_whitespace().any(|known| known == unit), "{unit}");
                let is_number = match &line[name] {
                    Value::Array(values) => {
                        (1..=100).contains(&values.len()) && values.iter().all(Value::is_number)
                    }
                    value => value.is_number(),
                };
                assert!(is_number, "{name}: {}", line[name]);
            }
        }
    }

    fn at(minute: Minute) -> Value {
        line("TreasuryPlane", "host-1", "2026-03-02T09:00:00Z".parse().unwrap(), minute)
    }

    #[test]
    fn lines_follow_the_specification() {
        let quiet = at(Minute::default());
        check(&quiet);
        assert!(quiet.get("Latency").is_none(), "there is no latency of no requests");
        let mut requests = Watched::default();
        for n in 0..250_u32 {
            requests.add(if n < 3 { 500 } else { 404 }, Duration::from_millis(n.into()));
        }
        let busy = at(Minute { requests, ..Minute::default() });
        check(&busy);
        assert_eq!((&busy["Requests"], &busy["Errors5xx"]), (&json!(250), &json!(3)));
        assert_eq!(busy["Errors4xx"], 247);
        assert_eq!(busy["Latency"].as_array().unwrap().len(), 100);
    }
}
