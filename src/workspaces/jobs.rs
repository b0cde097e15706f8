//! Clean-up of workspaces and invitations.

use crate::{
    audit,
    db::Tx,
    error::Result,
    jobs::{
        Job, Outcome, Run,
        sweep::{self, Place, ROWS, Stale, Sweep},
    },
    projects::jobs::delete_items,
};
use entity::workspace;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Deletes invitations that were answered, withdrawn or have ended long ago.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeInvitations(Place);

impl Job for PurgeInvitations {
    const NAME: &'static str = "purge_invitations";
    const ABOUT: &'static str =
        "Deletes invitations that were answered, withdrawn or have ended long ago.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        sweep::step(self, run).await
    }
}

impl From<Place> for PurgeInvitations {
    fn from(place: Place) -> Self {
        Self(place)
    }
}

impl Sweep for PurgeInvitations {
    fn place(&self) -> Place {
        self.0
    }

    async fn batch(run: &Run, tx: &Tx, _: Uuid) -> Result<u64> {
        let stale = Stale {
            table: "invitations",
            key: "id",
            condition: "coalesce(deleted_at, responded_at, expires_at) < $1",
            values: vec![before(run).into()],
        };
        stale.delete(tx).await
    }
}

/// Deletes for good the workspaces that were deleted long ago, with all that is in them.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct PurgeWorkspaces(Place);

impl Job for PurgeWorkspaces {
    const NAME: &'static str = "purge_workspaces";
    const ABOUT: &'static str =
        "Deletes for good the workspaces that were deleted long ago, with all that is in them.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        sweep::step(self, run).await
    }
}

impl From<Place> for PurgeWorkspaces {
    fn from(place: Place) -> Self {
        Self(place)
    }
}

impl Sweep for PurgeWorkspaces {
    fn place(&self) -> Place {
        self.0
    }

    /// Work items go first and by and by; the rest is little and goes with the workspace.
    async fn batch(run: &Run, tx: &Tx, workspace_id: Uuid) -> Result<u64> {
        let found = workspace::Entity::find_by_id(workspace_id)
            .filter(workspace::Column::DeletedAt.lt(before(run)))
            .one(&**tx)
            .await?;
        let Some(found) = found else { return Ok(0) };
        if delete_items(tx, None).await? > 0 {
            return Ok(ROWS);
        }
        workspace::Entity::delete_by_id(workspace_id).exec(&**tx).await?;
        audit::Entry::new("workspace.purged")
            .on("workspace", workspace_id)
            .called(&found.name)
            .write(tx, run.app.clock.now())
            .await?;
        Ok(1)
    }
}

fn before(run: &Run) -> chrono::DateTime<chrono::Utc> {
    run.app.clock.now() - run.app.config.jobs.hard_delete_after()
}
