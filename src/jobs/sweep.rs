//! Clean-up in steps: each run is one short transaction that ends with the job being done, or ready
//! again for what is left.
//!
//! Rows of a workspace are seen from inside it only, so a [`Sweep`] goes over all workspaces and
//! enters one after the other. Its place is in the job's fields.

use super::{Job, Outcome, Run};
use crate::{
    db::{Context, Tx},
    error::Result,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Rows that one run touches, more or less.
pub const ROWS: u64 = 200;
/// Workspaces that one run looks at when there is nothing to do in them.
const WORKSPACES: usize = 50;

/// Up to which workspace a sweep has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The last workspace that is done.
    #[serde(default)]
    pub after: Option<Uuid>,
}

/// A job that goes over all workspaces, deleted ones too.
pub trait Sweep: Job + From<Place> {
    /// Where it is.
    fn place(&self) -> Place;

    /// Does at most [`ROWS`] rows of the workspace that `tx` is in. Says how many; as many as that
    /// make it come back to this workspace.
    fn batch(run: &Run, tx: &Tx, workspace_id: Uuid) -> impl Future<Output = Result<u64>> + Send;
}

/// One run of a sweep.
pub async fn step<S: Sweep>(job: S, run: &Run) -> Outcome {
    let tx = run.app.db.begin(Context::default()).await?;
    let mut place = job.place();
    let ids = workspaces(&tx, place.after).await?;
    let mut is_more = ids.len() == WORKSPACES;
    let mut rows = 0;
    for id in ids {
        tx.enter_workspace(id).await?;
        let count = S::batch(run, &tx, id).await?;
        if count < ROWS {
            place.after = Some(id);
        }
        rows += count;
        if rows >= ROWS {
            is_more = true;
            break;
        }
    }
    if is_more {
        run.goes_on_in(&tx, &S::from(place)).await?;
    } else {
        run.done_in(&tx).await?;
    }
    Ok(tx.commit().await?)
}

async fn workspaces(tx: &Tx, after: Option<Uuid>) -> Result<Vec<Uuid>> {
    let limit = i32::try_from(WORKSPACES).unwrap_or(i32::MAX);
    let rows =
        tx.query_all_raw(statement("SELECT workspace_ids($1, $2)", [after.into(), limit.into()]));
    Ok(rows.await?.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}

/// Rows of a table that are of no use any more.
#[derive(Debug)]
pub struct Stale {
    /// The table.
    pub table: &'static str,
    /// Its key.
    pub key: &'static str,
    /// Which rows, in SQL; `$1` and so on are `values`.
    pub condition: &'static str,
    /// The values.
    pub values: Vec<Value>,
}

impl Stale {
    /// Deletes at most [`ROWS`] of them. Says how many. Rows that somebody works on are left for the
    /// next time.
    pub async fn delete(self, tx: &Tx) -> Result<u64> {
        let Self { table, key, condition, values } = self;
        let sql = format!(
            "DELETE FROM {table} WHERE {key} IN (SELECT {key} FROM {table} WHERE {condition}
             LIMIT {ROWS} FOR UPDATE SKIP LOCKED)"
        );
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        Ok(tx.execute_raw(statement).await?.rows_affected())
    }
}

/// One run of a job that deletes stale rows of the instance.
pub async fn delete<J: Job>(job: &J, run: &Run, stale: Vec<Stale>) -> Outcome {
    let tx = run.app.db.begin(Context::default()).await?;
    let mut is_more = false;
    for stale in stale {
        is_more |= stale.delete(&tx).await? >= ROWS;
    }
    if is_more {
        run.goes_on_in(&tx, job).await?;
    } else {
        run.done_in(&tx).await?;
    }
    Ok(tx.end().await?)
}

/// A statement with its values.
pub fn statement<const N: usize>(sql: &str, values: [Value; N]) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}
