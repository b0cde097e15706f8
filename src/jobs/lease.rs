//! What one instance does for all: a row with an end, which its holder keeps moving.
//!
//! A lease is advice, not a lock: a holder that was stopped for a while may believe in it too long.
//! What must happen once is decided elsewhere, by rows (see [`super::schedule`]).

use crate::{
    db::{Context, Db},
    error::Result,
};
use chrono::{DateTime, Duration, Utc};
use entity::lease as row;
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement};
use uuid::Uuid;

/// The lease of the instance that enqueues scheduled jobs.
pub const LEADER: &str = "scheduler";
/// How long a lease holds without being renewed.
pub const LASTS: Duration = Duration::seconds(15);

/// Takes the lease or keeps it. Says whether `holder` has it now.
pub async fn take(db: &Db, name: &str, holder: Uuid, now: DateTime<Utc>) -> Result<bool> {
    let tx = db.begin(Context::default()).await?;
    let taken = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "INSERT INTO leases AS l (name, holder, expires_at) VALUES ($1, $2, $3)
             ON CONFLICT (name) DO UPDATE SET holder = $2, expires_at = $3
             WHERE l.holder = $2 OR l.expires_at <= $4
             RETURNING name",
            [name.into(), holder.into(), (now + LASTS).into(), now.into()],
        ))
        .await?;
    tx.end().await?;
    Ok(taken.is_some())
}

/// Gives it up, so that another instance need not wait for its end.
pub async fn give_up(db: &Db, name: &str, holder: Uuid) -> Result<()> {
    let tx = db.begin(Context::default()).await?;
    row::Entity::delete_many()
        .filter(row::Column::Name.eq(name))
        .filter(row::Column::Holder.eq(holder))
        .exec(&*tx)
        .await?;
    tx.end().await
}
