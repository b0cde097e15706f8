//! Clean-up of projects with their labels and states.

use crate::{
    audit,
    db::Tx,
    error::Result,
    jobs::{
        Job, Outcome, Run,
        sweep::{self, Place, ROWS, Stale, Sweep, statement},
    },
};
use entity::project;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Deletes for good the projects, labels and states that were deleted long ago.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeProjects(Place);

impl Job for PurgeProjects {
    const NAME: &'static str = "purge_projects";
    const ABOUT: &'static str =
        "Deletes for good the projects, labels and states that were deleted long ago.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        sweep::step(self, run).await
    }
}

impl From<Place> for PurgeProjects {
    fn from(place: Place) -> Self {
        Self(place)
    }
}

impl Sweep for PurgeProjects {
    fn place(&self) -> Place {
        self.0
    }

    async fn batch(run: &Run, tx: &Tx, _: Uuid) -> Result<u64> {
        let now = run.app.clock.now();
        let before = now - run.app.config.jobs.hard_delete_after();
        let labels = Stale {
            table: "labels",
            key: "id",
            // Labels below one have moved up when it was deleted.
            condition: "deleted_at < $1
                AND NOT EXISTS (SELECT FROM labels c WHERE c.parent_id = labels.id)",
            values: vec![before.into()],
        };
        let states = Stale {
            table: "states",
            key: "id",
            // An item that was deleted later may still be in it.
            condition: "deleted_at < $1 AND NOT EXISTS (
                SELECT FROM work_items w
                WHERE w.workspace_id = states.workspace_id AND w.project_id = states.project_id
                  AND w.state_id = states.id)",
            values: vec![before.into()],
        };
        let count = labels.delete(tx).await? + states.delete(tx).await?;
        let found = project::Entity::find()
            .filter(project::Column::DeletedAt.lt(before))
            .order_by_asc(project::Column::Id)
            .one(&**tx)
            .await?;
        let Some(found) = found else { return Ok(count) };
        if delete_items(tx, Some(found.id)).await? == 0 {
            project::Entity::delete_by_id(found.id).exec(&**tx).await?;
            audit::Entry::new("project.purged")
                .on("project", found.id)
                .called(&found.name)
                .within(found.workspace_id)
                .write(tx, now)
                .await?;
        }
        // There may be another project.
        Ok(ROWS)
    }
}

/// Deletes at most [`ROWS`] work items of a project, or of the whole workspace that `tx` is in, with
/// what hangs on them. Says how many.
pub async fn delete_items(tx: &Tx, project_id: Option<Uuid>) -> Result<u64> {
    // What is below an item that goes stays for a later batch, without its parent.
    let done = tx
        .execute_raw(statement(
            &format!(
                "WITH gone AS MATERIALIZED (
                    SELECT id FROM work_items
                    WHERE $1::uuid IS NULL OR project_id = $1 ORDER BY id LIMIT {ROWS}
                 ), freed AS (
                    UPDATE work_items SET parent_id = NULL
                    WHERE parent_id IN (SELECT id FROM gone) AND id NOT IN (SELECT id FROM gone)
                 )
                 DELETE FROM work_items WHERE id IN (SELECT id FROM gone)"
            ),
            [project_id.into()],
        ))
        .await?;
    Ok(done.rows_affected())
}
