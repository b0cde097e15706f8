//! Reminders, and forgetting what is old.

use super::{ops, reminders};
use crate::jobs::{Job, Outcome, Run};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Reminds people of what is due or late. Hourly, because mornings come at different hours.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct RemindOfDue {}

impl Job for RemindOfDue {
    const NAME: &'static str = "remind_of_due";
    const ABOUT: &'static str = "Reminds people of work items that are due or overdue.";
    const CONCURRENCY: usize = 1;

    // Each page commits by itself. Running it again changes nothing: a reminder has a key.
    async fn run(self, run: &Run) -> Outcome {
        let mut after = Uuid::nil();
        while let Some(last) = reminders::page(&run.app, after).await? {
            after = last;
        }
        Ok(())
    }
}

/// Deletes old notifications, and what was told by mail.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ForgetNotifications {}

impl Job for ForgetNotifications {
    const NAME: &'static str = "forget_notifications";
    const ABOUT: &'static str = "Deletes notifications that were read more than 90 days ago.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        while ops::forget_old(&run.app).await? > 0 {}
        Ok(())
    }
}
