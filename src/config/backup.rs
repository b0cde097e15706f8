//! `[backup]`: archives of everything, by the clock.

use anyhow::{Context, ensure};
use croner::{Cron, parser::CronParser};
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Settings of scheduled backups.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Backup {
    /// A directory or an address of an object store. Filled in when loading.
    pub to: String,
    /// Minute, hour, day of the month, month, day of the week, in UTC. Empty: never.
    pub schedule: String,
    /// Public key that archives are sealed for. Empty: not sealed.
    pub recipient_file: PathBuf,
    /// The newest that are kept.
    pub keep: usize,
    /// Days of which the newest is kept besides.
    pub keep_daily: usize,
}

impl Backup {
    pub(super) fn resolve(&mut self, data_dir: &Path) {
        if self.to.is_empty() {
            self.to = format!("{}/", data_dir.join("backups").display());
        } else if !self.to.contains("://") && !self.to.ends_with('/') {
            // A directory, whether it is there already or not.
            self.to.push('/');
        }
    }

    pub(super) fn validate(&self) -> anyhow::Result<()> {
        self.cron()?;
        ensure!(self.keep > 0, "backup.keep: must be at least 1");
        Ok(())
    }

    /// When backups are made; nothing when they are not.
    pub fn cron(&self) -> anyhow::Result<Option<Cron>> {
        if self.schedule.is_empty() {
            return Ok(None);
        }
        let parsed = CronParser::builder().build().parse(&self.schedule);
        let context =
            || format!("backup.schedule: \"{}\" is not like \"15 3 * * *\"", self.schedule);
        Ok(Some(parsed.with_context(context)?))
    }
}
