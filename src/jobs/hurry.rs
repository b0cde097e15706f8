//! Work that is asked for sooner than it was planned.

use super::{Job, queue};
use crate::{db::Tx, error::Result};
use chrono::{DateTime, Utc};
use entity::job;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// Makes sure that the only job with this key runs now: enqueues it, or brings forward the one that
/// waits for a later time. One that runs already is left alone, so its kind has to look once more
/// for work when it ends, under a lock that whoever brings work holds too.
pub async fn hurry<J: Job>(tx: &Tx, job: &J, key: &str, now: DateTime<Utc>) -> Result<()> {
    if queue::enqueue(tx, job, queue::When::now().unique(key), now).await? {
        return Ok(());
    }
    job::Entity::update_many()
        .col_expr(job::Column::RunAt, Expr::value(now))
        .filter(job::Column::Name.eq(J::NAME))
        .filter(job::Column::UniqueKey.eq(key))
        .filter(job::Column::State.eq("ready"))
        .filter(job::Column::RunAt.gt(now))
        .exec(&**tx)
        .await?;
    Ok(())
}
