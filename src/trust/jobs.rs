//! What the trust store needs done now and then.

use super::{expiry, ops::sources, refresh};
use crate::{
    db::Context,
    jobs::{self, Job, Outcome, Run, When},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use uuid::Uuid;

/// Sources that are looked at in one go; the next minute sees the rest.
const SOURCES_MAX: u64 = 200;

/// Finds the sources of revocation lists that are due and gives each a job.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct FindDueCrls {}

impl Job for FindDueCrls {
    const NAME: &'static str = "find_due_crls";
    const ABOUT: &'static str = "Finds the sources of revocation lists that are due.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        let now = run.app.clock.now();
        let tx = run.app.db.begin(Context::default()).await?;
        for source in sources::due(&tx, now, SOURCES_MAX).await? {
            FetchCrl::enqueue(&tx, source, now).await?;
        }
        run.done_in(&tx).await?;
        Ok(tx.commit().await?)
    }
}

/// Fetches one revocation list. Fetching it twice does no harm: a list is stored when it is newer.
#[derive(Debug, Serialize, Deserialize)]
pub struct FetchCrl {
    /// Where from.
    pub source: Uuid,
}

impl FetchCrl {
    /// One job for each source: who asks while it waits or runs is served by that one.
    pub(super) async fn enqueue(
        tx: &crate::db::Tx,
        source: Uuid,
        now: chrono::DateTime<chrono::Utc>,
    ) -> crate::error::Result<bool> {
        jobs::enqueue(tx, &Self { source }, When::now().unique(source.to_string()), now).await
    }
}

impl Job for FetchCrl {
    const NAME: &'static str = "fetch_crl";
    const ABOUT: &'static str = "Fetches one revocation list.";
    /// A list that hangs must not hold up all others.
    const CONCURRENCY: usize = 3;
    /// The download alone may take five minutes.
    const TIME_MAX: Duration = Duration::from_secs(600);

    async fn run(self, run: &Run) -> Outcome {
        let app = &run.app;
        // Nothing to do when the source was removed or switched off meanwhile.
        let Some(source) = sources::take(app, self.source).await? else { return Ok(()) };
        // A fault is no failure of the job: it is written down with the source, which has pauses of
        // its own between attempts.
        let attempt = refresh::attempt(app, &source).await;
        let tx = app.db.begin(Context::default()).await?;
        sources::record(app, &tx, &source, attempt).await?;
        run.done_in(&tx).await?;
        Ok(tx.commit().await?)
    }
}

/// Warns of what ends soon.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct WarnOfEndings {}

impl Job for WarnOfEndings {
    const NAME: &'static str = "warn_of_endings";
    const ABOUT: &'static str =
        "Logs which anchors, certificates and revocation lists end soon or have ended.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        expiry::warn(&run.app).await?;
        Ok(())
    }
}
