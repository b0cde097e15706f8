//! What the page Jobs of the console shows.

use super::{Schedule, queries::Counts, registry};
use chrono::{DateTime, Utc};
use entity::{instance, job, job_schedule, lease};
use poem_openapi::Object;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// The queue, the schedules, and who is there.
#[derive(Debug, Serialize, Object)]
pub struct Jobs {
    /// Kinds of jobs, by name.
    pub kinds: Vec<JobKind>,
    /// What comes again and again, by name.
    pub schedules: Vec<JobSchedule>,
    /// The instance that enqueues scheduled jobs; null while there is none.
    pub leader: Option<JobLeader>,
    /// Instances that were seen within a minute.
    pub instances: Vec<InstanceProcess>,
}

/// A kind of job and what the queue holds of it.
#[derive(Debug, Serialize, Object)]
pub struct JobKind {
    /// The stored name.
    pub name: String,
    /// What it does; empty for a kind that this version of the program does not know.
    pub about: String,
    /// Jobs that wait, also for their time.
    pub ready: i64,
    /// Jobs that run.
    pub running: i64,
    /// Jobs that have failed for good.
    pub dead: i64,
    /// Since when the one that has waited for longest could run.
    pub oldest_ready_at: Option<DateTime<Utc>>,
    /// Runs at once in one instance.
    pub concurrency: u64,
}

impl JobKind {
    /// Every kind that there is, here or in the queue.
    pub fn all(mut counts: Vec<Counts>) -> Vec<Self> {
        let mut kinds: Vec<_> = registry::kinds()
            .values()
            .map(|kind| {
                let at = counts.iter().position(|counts| counts.name == kind.name);
                let counts = at.map(|at| counts.swap_remove(at));
                let concurrency = u64::try_from(kind.concurrency).unwrap_or(u64::MAX);
                Self::new(kind.name, kind.about, concurrency, counts.as_ref())
            })
            .collect();
        let unknown = counts.iter().map(|counts| Self::new(&counts.name, "", 0, Some(counts)));
        kinds.extend(unknown);
        kinds.sort_by(|one, other| one.name.cmp(&other.name));
        kinds
    }

    fn new(name: &str, about: &str, concurrency: u64, counts: Option<&Counts>) -> Self {
        Self {
            name: name.to_owned(),
            about: about.to_owned(),
            ready: counts.map_or(0, |counts| counts.ready),
            running: counts.map_or(0, |counts| counts.running),
            dead: counts.map_or(0, |counts| counts.dead),
            oldest_ready_at: counts.and_then(|counts| counts.oldest_ready_at),
            concurrency,
        }
    }
}

/// A job that comes again and again.
#[derive(Debug, Serialize, Object)]
pub struct JobSchedule {
    /// The kind of job.
    pub name: String,
    /// What it does.
    pub about: String,
    /// When, in UTC: second, minute, hour, day of the month, month, day of the week.
    pub cron: String,
    /// When it is due next.
    pub next_run_at: Option<DateTime<Utc>>,
    /// When it was last due; null until an instance has led.
    pub last_due_at: Option<DateTime<Utc>>,
    /// When a run last began.
    pub last_started_at: Option<DateTime<Utc>>,
    /// When a run last ended.
    pub last_finished_at: Option<DateTime<Utc>>,
    /// Why that run failed; null when it did not.
    pub last_error: Option<String>,
}

impl JobSchedule {
    /// A schedule and its row, if there is one.
    pub fn new(schedule: &Schedule, row: Option<&job_schedule::Model>, now: DateTime<Utc>) -> Self {
        Self {
            name: schedule.name.to_owned(),
            about: schedule.about.to_owned(),
            cron: schedule.cron.to_owned(),
            next_run_at: schedule.next_after(now),
            last_due_at: row.map(|row| row.last_due_at),
            last_started_at: row.and_then(|row| row.last_started_at),
            last_finished_at: row.and_then(|row| row.last_finished_at),
            last_error: row.and_then(|row| row.last_error.clone()),
        }
    }
}

/// The instance that enqueues scheduled jobs.
#[derive(Debug, Serialize, Object)]
pub struct JobLeader {
    /// Which one.
    pub instance_id: Uuid,
    /// Until when, unless it renews its lease.
    pub expires_at: DateTime<Utc>,
}

impl From<lease::Model> for JobLeader {
    fn from(row: lease::Model) -> Self {
        Self { instance_id: row.holder, expires_at: row.expires_at }
    }
}

/// A process that serves this database.
#[derive(Debug, Serialize, Object)]
pub struct InstanceProcess {
    /// Made anew at each start.
    pub id: Uuid,
    /// The host's name.
    pub host_name: String,
    /// The version of the program.
    pub version: String,
    /// `all`, `web` or `worker`.
    pub role: String,
    /// When it started.
    pub started_at: DateTime<Utc>,
    /// When it last said that it is there.
    pub seen_at: DateTime<Utc>,
}

impl From<instance::Model> for InstanceProcess {
    fn from(row: instance::Model) -> Self {
        Self {
            id: row.id,
            host_name: row.host_name,
            version: row.version,
            role: row.role,
            started_at: row.started_at,
            seen_at: row.seen_at,
        }
    }
}

/// A job.
#[derive(Debug, Serialize, Object)]
pub struct Job {
    /// Its number.
    pub id: i64,
    /// Its kind.
    pub name: String,
    /// What it does.
    pub about: String,
    /// `ready`, `running` or `dead`.
    pub state: String,
    /// Runs so far.
    pub attempts: i32,
    /// Runs at most.
    pub attempts_max: i32,
    /// When it may run.
    pub run_at: DateTime<Utc>,
    /// When it last began to run.
    pub started_at: Option<DateTime<Utc>>,
    /// When it failed for good.
    pub died_at: Option<DateTime<Utc>>,
    /// Why it last failed.
    pub last_error: Option<String>,
    /// When it was put into the queue.
    pub created_at: DateTime<Utc>,
    /// Its fields.
    pub payload: Value,
}

impl From<job::Model> for Job {
    fn from(row: job::Model) -> Self {
        let kind = registry::kinds().get(row.name.as_str());
        Self {
            id: row.id,
            about: kind.map_or("", |kind| kind.about).to_owned(),
            name: row.name,
            state: row.state,
            attempts: row.attempts,
            attempts_max: row.attempts_max,
            run_at: row.run_at,
            started_at: row.started_at,
            died_at: row.died_at,
            last_error: row.last_error,
            created_at: row.created_at,
            payload: row.payload,
        }
    }
}

/// How many jobs were put back.
#[derive(Debug, Serialize, Object)]
pub struct RetriedJobs {
    /// Jobs.
    pub count: u64,
}
