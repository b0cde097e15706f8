//! Numbers by day.

use crate::{
    db::Context,
    jobs::{Job, Outcome, Run, sweep::statement},
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

/// Notes how much there is today. A second run of a day counts anew.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CountDay {}

impl Job for CountDay {
    const NAME: &'static str = "count_day";
    const ABOUT: &'static str =
        "Notes how many accounts, workspaces, projects and work items there are.";
    const CONCURRENCY: usize = 1;

    async fn run(self, run: &Run) -> Outcome {
        let now = run.app.clock.now();
        let tx = run.app.db.begin(Context::default()).await?;
        tx.execute_raw(statement(
            "INSERT INTO daily_counts (day, users, workspaces, projects, work_items, counted_at)
             SELECT $1, c.users, c.workspaces, c.projects, c.work_items, $2 FROM instance_counts() c
             ON CONFLICT (day) DO UPDATE SET users = excluded.users,
                workspaces = excluded.workspaces, projects = excluded.projects,
                work_items = excluded.work_items, counted_at = excluded.counted_at",
            [now.date_naive().into(), now.into()],
        ))
        .await?;
        run.done_in(&tx).await?;
        Ok(tx.end().await?)
    }
}
