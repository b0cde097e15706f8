//! All kinds of jobs, then all schedules.

use super::{Job, Outcome, Run, Schedule};
use crate::{
    audit, auth, backup, files, instance, mail, notifications, projects, realtime, trust, webhooks,
    work_items, workspaces,
};
use futures_util::future::BoxFuture;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    sync::{Mutex, OnceLock, PoisonError},
    time::Duration,
};

type Handler = fn(Value, Run) -> BoxFuture<'static, Outcome>;

/// A kind of job, without its type.
#[derive(Clone, Debug)]
pub struct Kind {
    /// The stored name.
    pub name: &'static str,
    /// What administrators read about it.
    pub about: &'static str,
    /// Runs before a job is dead.
    pub attempts_max: i32,
    /// Runs at once in one instance.
    pub concurrency: usize,
    /// How long a run may take.
    pub time_max: Duration,
    pub(super) run: Handler,
}

impl Kind {
    /// The kind of this type of job.
    pub fn of<J: Job>() -> Self {
        Self {
            name: J::NAME,
            about: J::ABOUT,
            attempts_max: J::ATTEMPTS_MAX,
            concurrency: J::CONCURRENCY,
            time_max: J::TIME_MAX,
            run: |payload, run| {
                Box::pin(async move {
                    let job: J = serde_json::from_value(payload).map_err(|error| {
                        super::JobError::GiveUp(format!("The job's fields make no sense: {error}"))
                    })?;
                    job.run(&run).await
                })
            },
        }
    }
}

static ALSO: Mutex<Vec<Kind>> = Mutex::new(Vec::new());

/// Further kinds, for tests: they must be added before the first use of [`kinds`].
pub fn also(kinds: Vec<Kind>) {
    ALSO.lock().unwrap_or_else(PoisonError::into_inner).extend(kinds);
}

/// Every kind by its name.
pub fn kinds() -> &'static BTreeMap<&'static str, Kind> {
    static KINDS: OnceLock<BTreeMap<&'static str, Kind>> = OnceLock::new();
    KINDS.get_or_init(|| {
        let also = ALSO.lock().unwrap_or_else(PoisonError::into_inner).clone();
        all().into_iter().chain(also).map(|kind| (kind.name, kind)).collect()
    })
}

fn all() -> Vec<Kind> {
    vec![
        // Who are you.
        Kind::of::<auth::jobs::PurgeSessions>(),
        Kind::of::<auth::jobs::PurgeSignInRecords>(),
        Kind::of::<auth::mail_link::MailLink>(),
        Kind::of::<auth::oidc::jobs::CheckOidcProviders>(),
        // What card sign-in trusts.
        Kind::of::<trust::jobs::FindDueCrls>(),
        Kind::of::<trust::jobs::FetchCrl>(),
        Kind::of::<trust::jobs::WarnOfEndings>(),
        // What is written down.
        Kind::of::<audit::jobs::SignAuditCheckpoint>(),
        // What is kept elsewhere.
        Kind::of::<backup::jobs::MakeBackup>(),
        // The product.
        Kind::of::<instance::jobs::CountDay>(),
        Kind::of::<workspaces::jobs::PurgeInvitations>(),
        Kind::of::<workspaces::jobs::PurgeWorkspaces>(),
        Kind::of::<projects::jobs::PurgeProjects>(),
        Kind::of::<work_items::jobs::PurgeWorkItems>(),
        Kind::of::<work_items::jobs::PutAwayOldWorkItems>(),
        Kind::of::<files::jobs::PurgeFiles>(),
        Kind::of::<files::jobs::CollectBytes>(),
        Kind::of::<notifications::jobs::RemindOfDue>(),
        Kind::of::<notifications::jobs::ForgetNotifications>(),
        Kind::of::<mail::jobs::SendMail>(),
        Kind::of::<mail::digest::MailDigests>(),
        Kind::of::<mail::jobs::PurgeMails>(),
        Kind::of::<webhooks::jobs::DeliverWebhook>(),
        Kind::of::<webhooks::jobs::PurgeWebhooks>(),
        // What instances share for a moment.
        Kind::of::<realtime::seats::PurgeSeats>(),
        // The queue itself.
        Kind::of::<super::housekeeping::PurgeCache>(),
        Kind::of::<super::housekeeping::PurgeDeadJobs>(),
        #[cfg(test)]
        Kind::of::<super::runner::tests::Echo>(),
    ]
}

/// Every schedule. Times are UTC: second, minute, hour, day of the month, month, day of the week.
/// Nights are spread, so that not everything comes at once.
pub fn schedules() -> &'static [Schedule] {
    static SCHEDULES: OnceLock<Vec<Schedule>> = OnceLock::new();
    SCHEDULES.get_or_init(|| {
        vec![
            // Lists are due at times of their own; each that is gets a job.
            Schedule::of::<trust::jobs::FindDueCrls>("20 * * * * *"),
            // Signs when as many minutes have passed as the settings say.
            Schedule::of::<audit::jobs::SignAuditCheckpoint>("40 * * * * *"),
            // Makes one when the time in the settings has come.
            Schedule::of::<backup::jobs::MakeBackup>("50 * * * * *"),
            // Rows that are of no use to anybody within the hour.
            Schedule::of::<super::housekeeping::PurgeCache>("0 */5 * * * *"),
            Schedule::of::<realtime::seats::PurgeSeats>("10 */5 * * * *"),
            Schedule::of::<auth::jobs::PurgeSessions>("0 7 * * * *"),
            Schedule::of::<auth::jobs::PurgeSignInRecords>("0 17 * * * *"),
            // Before people find out that a provider has gone.
            Schedule::of::<auth::oidc::jobs::CheckOidcProviders>("0 27 * * * *"),
            // Numbers of the day that begins.
            Schedule::of::<instance::jobs::CountDay>("5 0 0 * * *"),
            // What was deleted long ago; things inside before what they are in.
            Schedule::of::<work_items::jobs::PurgeWorkItems>("0 10 0 * * *"),
            Schedule::of::<projects::jobs::PurgeProjects>("0 20 0 * * *"),
            Schedule::of::<workspaces::jobs::PurgeInvitations>("0 30 0 * * *"),
            Schedule::of::<workspaces::jobs::PurgeWorkspaces>("0 35 0 * * *"),
            Schedule::of::<super::housekeeping::PurgeDeadJobs>("0 45 0 * * *"),
            // What nobody has touched for the months that its project sets.
            Schedule::of::<work_items::jobs::PutAwayOldWorkItems>("0 0 1 * * *"),
            // Rows of files, and later the bytes that no row names.
            Schedule::of::<files::jobs::PurgeFiles>("0 0 2 * * *"),
            Schedule::of::<files::jobs::CollectBytes>("0 15 2 * * *"),
            // What has come up since is told by mail, when it is not too late in the day for it.
            Schedule::of::<mail::digest::MailDigests>("30 */5 * * * *"),
            Schedule::of::<mail::jobs::PurgeMails>("0 45 2 * * *"),
            Schedule::of::<webhooks::jobs::PurgeWebhooks>("0 40 2 * * *"),
            // Each hour it is morning somewhere.
            Schedule::of::<notifications::jobs::RemindOfDue>("0 5 * * * *"),
            Schedule::of::<notifications::jobs::ForgetNotifications>("0 35 2 * * *"),
            // In the morning of the east coast, when somebody may read it.
            Schedule::of::<trust::jobs::WarnOfEndings>("0 0 11 * * *"),
        ]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_name_of_its_own_and_each_schedule_a_kind_and_a_time() {
        assert_eq!(kinds().len(), all().len(), "two kinds share a name");
        let mut names = std::collections::BTreeSet::new();
        for schedule in schedules() {
            assert!(kinds().contains_key(schedule.name), "{} has no kind", schedule.name);
            assert!(names.insert(schedule.name), "{} is scheduled twice", schedule.name);
            let now = "2026-03-02T09:00:00Z".parse().unwrap();
            assert!(schedule.next_after(now).is_some_and(|next| next > now), "{}", schedule.name);
        }
        for kind in kinds().values() {
            assert!(kind.about.ends_with('.') && kind.name.len() <= 80, "{}", kind.name);
            assert!(kind.concurrency > 0 && kind.attempts_max > 0, "{}", kind.name);
        }
    }
}
