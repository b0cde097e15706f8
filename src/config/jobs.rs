//! `[jobs]`: work outside requests.

use anyhow::ensure;
use chrono::Duration;
use serde::{Deserialize, Serialize};

/// Settings of clean-up.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Jobs {
    /// Days after which what people have deleted is deleted for good.
    pub hard_delete_after_days: u16,
}

impl Jobs {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        ensure!(
            self.hard_delete_after_days > 0,
            "jobs.hard_delete_after_days: must be at least 1, so that a mistake can be undone"
        );
        Ok(())
    }

    /// The same as a duration.
    pub fn hard_delete_after(&self) -> Duration {
        Duration::days(i64::from(self.hard_delete_after_days))
    }
}
