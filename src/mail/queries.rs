//! Reading the outbox.

use crate::{db::Tx, error::Result};
use entity::mail;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

/// A page of the log, newest first, and how many there are.
pub async fn log(
    tx: &Tx,
    state: Option<&str>,
    limit: u64,
    offset: u64,
) -> Result<(Vec<mail::Model>, u64)> {
    let mut select = mail::Entity::find();
    if let Some(state) = state {
        select = select.filter(mail::Column::State.eq(state));
    }
    let total = select.clone().count(&**tx).await?;
    let rows = select
        .order_by_desc(mail::Column::CreatedAt)
        .order_by_desc(mail::Column::Id)
        .limit(limit)
        .offset(offset)
        .all(&**tx)
        .await?;
    Ok((rows, total))
}
