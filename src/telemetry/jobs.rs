//! Numbers about jobs: runs of this process, and what the queue holds.

use prometheus_client::{
    encoding::EncodeLabelSet,
    metrics::{
        counter::Counter,
        family::{Family, MetricConstructor},
        gauge::Gauge,
        histogram::Histogram,
    },
    registry::{Registry, Unit},
};
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Upper bounds in seconds: from a row's deletion to a slow server's answer.
const BUCKETS_S: [f64; 10] = [0.005, 0.025, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0, 600.0];

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct RunLabels {
    kind: &'static str,
    outcome: &'static str,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct KindLabels {
    kind: &'static str,
}

#[derive(Clone)]
struct Buckets;

impl std::fmt::Debug for Buckets {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Buckets")
    }
}

impl MetricConstructor<Histogram> for Buckets {
    fn new_metric(&self) -> Histogram {
        Histogram::new(BUCKETS_S)
    }
}

/// What the queue holds of one kind.
#[derive(Clone, Copy, Debug, Default)]
pub struct Held {
    /// Jobs that wait, also for their time.
    pub ready: i64,
    /// Jobs that run.
    pub running: i64,
    /// Jobs that have failed for good.
    pub dead: i64,
    /// Seconds since the time of the one that is overdue the longest.
    pub late_s: i64,
}

/// Numbers about jobs.
#[derive(Debug)]
pub struct Jobs {
    runs: Family<RunLabels, Counter>,
    durations: Family<KindLabels, Histogram, Buckets>,
    ready: Family<KindLabels, Gauge>,
    running: Family<KindLabels, Gauge>,
    dead: Family<KindLabels, Gauge>,
    late: Family<KindLabels, Gauge>,
    held: Mutex<BTreeMap<&'static str, Held>>,
}

impl Default for Jobs {
    fn default() -> Self {
        Self {
            runs: Family::default(),
            durations: Family::new_with_constructor(Buckets),
            ready: Family::default(),
            running: Family::default(),
            dead: Family::default(),
            late: Family::default(),
            held: Mutex::default(),
        }
    }
}

impl Jobs {
    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register("job_runs", "Runs of jobs that ended here", self.runs.clone());
        let help = "Time that a run took";
        registry.register_with_unit(
            "job_run_duration",
            help,
            Unit::Seconds,
            self.durations.clone(),
        );
        let help = "Jobs of all instances that wait, also for their time";
        registry.register("jobs_ready", help, self.ready.clone());
        registry.register("jobs_running", "Jobs that run on any instance", self.running.clone());
        registry.register("jobs_dead", "Jobs that have failed for good", self.dead.clone());
        let help = "Seconds by which the most overdue job is late";
        registry.register("jobs_late_seconds", help, self.late.clone());
    }

    /// Counts a run that has ended: `success`, `failure`, `gave_up` or `lost`.
    pub fn count(&self, kind: &'static str, outcome: &'static str) {
        self.runs.get_or_create(&RunLabels { kind, outcome }).inc();
    }

    /// As [`Jobs::count`], with the time it took.
    pub fn observe(&self, kind: &'static str, outcome: &'static str, elapsed: Duration) {
        self.count(kind, outcome);
        self.durations.get_or_create(&KindLabels { kind }).observe(elapsed.as_secs_f64());
    }

    /// Sets what the queue holds of a kind.
    pub fn set(&self, kind: &'static str, held: Held) {
        let labels = KindLabels { kind };
        self.ready.get_or_create(&labels).set(held.ready);
        self.running.get_or_create(&labels).set(held.running);
        self.dead.get_or_create(&labels).set(held.dead);
        self.late.get_or_create(&labels).set(held.late_s);
        self.held.lock().unwrap_or_else(PoisonError::into_inner).insert(kind, held);
    }

    /// What the queue holds of all kinds: the sums, and the longest delay.
    pub fn total(&self) -> Held {
        let all = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        all.values().fold(Held::default(), |sum, held| Held {
            ready: sum.ready + held.ready,
            running: sum.running + held.running,
            dead: sum.dead + held.dead,
            late_s: sum.late_s.max(held.late_s),
        })
    }
}
