//! Clean-up of work items and comments.

use crate::{
    db::Tx,
    error::Result,
    jobs::{
        Job, Outcome, Run,
        sweep::{self, Place, ROWS, Sweep, statement},
    },
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Deletes for good the work items and comments that were deleted long ago.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeWorkItems(Place);

impl Job for PurgeWorkItems {
    const NAME: &'static str = "purge_work_items";
    const ABOUT: &'static str =
        "Deletes for good the work items and comments that were deleted long ago.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        sweep::step(self, run).await
    }
}

impl From<Place> for PurgeWorkItems {
    fn from(place: Place) -> Self {
        Self(place)
    }
}

impl Sweep for PurgeWorkItems {
    fn place(&self) -> Place {
        self.0
    }

    /// Comments go with their item, answers to a comment and items below an item stay without it.
    async fn batch(run: &Run, tx: &Tx, _: Uuid) -> Result<u64> {
        let before = run.app.clock.now() - run.app.config.jobs.hard_delete_after();
        let mut count = 0;
        for table in ["comments", "work_items"] {
            // Locked first, so that what is chosen is what goes.
            let chosen = tx
                .query_all_raw(statement(
                    &format!(
                        "SELECT id FROM {table} WHERE deleted_at < $1 ORDER BY deleted_at
                         LIMIT {ROWS} FOR UPDATE SKIP LOCKED"
                    ),
                    [before.into()],
                ))
                .await?;
            let chosen: Vec<Uuid> =
                chosen.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
            if chosen.is_empty() {
                continue;
            }
            let free = format!("UPDATE {table} SET parent_id = NULL WHERE parent_id = ANY ($1)");
            tx.execute_raw(statement(&free, [chosen.clone().into()])).await?;
            let delete = format!("DELETE FROM {table} WHERE id = ANY ($1)");
            count += tx.execute_raw(statement(&delete, [chosen.into()])).await?.rows_affected();
        }
        Ok(count)
    }
}
