//! Finding comments.

use crate::{
    db::Tx,
    error::{Error, Result},
    http::page::Paging,
};
use entity::comment;
use sea_orm::{
    ColumnTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// A page of the comments on a work item, and how many there are in all.
pub async fn list(
    tx: &Tx,
    item_id: Uuid,
    newest_first: bool,
    paging: Paging,
) -> Result<(Vec<comment::Model>, u64)> {
    let order = if newest_first { Order::Desc } else { Order::Asc };
    let total = comment::Entity::on_item(item_id).count(&**tx).await?;
    let rows = comment::Entity::on_item(item_id)
        .order_by(comment::Column::CreatedAt, order.clone())
        .order_by(comment::Column::Id, order)
        .offset(paging.offset())
        .limit(paging.per_page)
        .all(&**tx)
        .await?;
    Ok((rows, total))
}

/// A comment on a work item.
pub async fn find(tx: &Tx, item_id: Uuid, id: Uuid) -> Result<comment::Model> {
    comment::Entity::on_item(item_id)
        .filter(comment::Column::Id.eq(id))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("comment"))
}

/// The comment that another system knows by this id.
pub async fn find_external(
    tx: &Tx,
    project_id: Uuid,
    source: &str,
    id: &str,
) -> Result<Option<comment::Model>> {
    Ok(comment::Entity::find()
        .filter(comment::Column::ProjectId.eq(project_id))
        .filter(comment::Column::ExternalSource.eq(source))
        .filter(comment::Column::ExternalId.eq(id))
        .filter(comment::Column::DeletedAt.is_null())
        .one(&**tx)
        .await?)
}
