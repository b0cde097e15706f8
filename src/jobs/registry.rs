//! All kinds of jobs, then all schedules.

use super::{Job, Outcome, Run};
use futures_util::future::BoxFuture;
use serde_json::Value;
use std::{collections::BTreeMap, sync::OnceLock};

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
    pub(super) run: Handler,
}

impl Kind {
    fn of<J: Job>() -> Self {
        Self {
            name: J::NAME,
            about: J::ABOUT,
            attempts_max: J::ATTEMPTS_MAX,
            concurrency: J::CONCURRENCY,
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

/// Every kind by its name.
pub fn kinds() -> &'static BTreeMap<&'static str, Kind> {
    static KINDS: OnceLock<BTreeMap<&'static str, Kind>> = OnceLock::new();
    KINDS.get_or_init(|| all().into_iter().map(|kind| (kind.name, kind)).collect())
}

fn all() -> Vec<Kind> {
    vec![
        Kind::of::<crate::auth::jobs::MailLink>(),
        Kind::of::<crate::mail::jobs::SendMail>(),
        // Every five minutes: 0 */5 * * * *
        Kind::of::<crate::mail::digest::MailDigests>(),
        // Daily: 0 45 2 * * *
        Kind::of::<crate::mail::jobs::PurgeMails>(),
        #[cfg(test)]
        Kind::of::<super::runner::tests::Echo>(),
    ]
}
