//! `[redis]`: an optional server for what instances share for a moment.

use super::Secret;
use anyhow::ensure;
use serde::{Deserialize, Serialize};

/// `[redis]`: wake-ups, cache and counters, when there is one.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redis {
    /// Its address. Not set: PostgreSQL does it.
    pub url: Secret,
}

impl Redis {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        let url = self.url.expose();
        let is_known =
            ["redis://", "rediss://", "unix://"].iter().any(|kind| url.starts_with(kind));
        ensure!(
            url.is_empty() || is_known,
            "redis.url: must start with redis://, rediss:// or unix://"
        );
        Ok(())
    }
}
