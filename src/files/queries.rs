//! Finding files.

use super::model::Purpose;
use crate::{
    db::Tx,
    error::{Error, Result},
};
use entity::file;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    Statement,
};
use std::collections::HashSet;
use uuid::Uuid;

/// Attachments that a work item may have.
pub const ATTACHMENTS_MAX: u64 = 1000;

/// A file of the workspace, whether its bytes have arrived or not.
pub async fn find(tx: &Tx, workspace_id: Uuid, id: Uuid) -> Result<file::Model> {
    file::Entity::in_workspace(workspace_id)
        .filter(file::Column::Id.eq(id))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("file"))
}

/// An attachment of a work item, whether its bytes have arrived or not.
pub async fn find_attachment(tx: &Tx, item_id: Uuid, id: Uuid) -> Result<file::Model> {
    attachments(item_id)
        .filter(file::Column::Id.eq(id))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("attachment"))
}

/// The attachments of a work item that have arrived, oldest first.
pub async fn list_attachments(tx: &Tx, item_id: Uuid) -> Result<Vec<file::Model>> {
    Ok(attachments(item_id)
        .filter(file::Column::IsUploaded.eq(true))
        .order_by_asc(file::Column::CreatedAt)
        .order_by_asc(file::Column::Id)
        .limit(ATTACHMENTS_MAX)
        .all(&**tx)
        .await?)
}

/// The attachments of a work item.
pub fn attachments(item_id: Uuid) -> sea_orm::Select<file::Entity> {
    file::Entity::find()
        .filter(file::Column::WorkItemId.eq(item_id))
        .filter(file::Column::EntityType.eq(Purpose::Attachment.as_str()))
        .filter(file::Column::DeletedAt.is_null())
}

/// An image of a description in a project, once it has arrived.
pub async fn find_description_image(tx: &Tx, project_id: Uuid, id: Uuid) -> Result<file::Model> {
    file::Entity::find_by_id(id)
        .filter(file::Column::ProjectId.eq(project_id))
        .filter(file::Column::EntityType.eq(Purpose::DescriptionImage.as_str()))
        .filter(file::Column::IsUploaded.eq(true))
        .filter(file::Column::DeletedAt.is_null())
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("file"))
}

/// The file that another system knows by this id.
pub async fn find_external(
    tx: &Tx,
    project_id: Uuid,
    source: &str,
    id: &str,
) -> Result<Option<file::Model>> {
    Ok(file::Entity::find()
        .filter(file::Column::ProjectId.eq(project_id))
        .filter(file::Column::ExternalSource.eq(source))
        .filter(file::Column::ExternalId.eq(id))
        .filter(file::Column::DeletedAt.is_null())
        .one(&**tx)
        .await?)
}

/// Which of these keys of stored bytes some row of some workspace names.
pub async fn named_keys(tx: &Tx, keys: &[String]) -> Result<HashSet<String>> {
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT named_storage_keys($1)",
            [keys.to_vec().into()],
        ))
        .await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}

/// Holds off who would remove these bytes, until the transaction ends. Others who keep the same bytes
/// need not wait.
pub async fn lock_bytes(tx: &Tx, key: &str) -> Result<()> {
    let sql = "SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 6281))";
    tx.query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [key.into()]))
        .await?;
    Ok(())
}

/// Takes the right to remove these bytes, until the transaction ends. Says no while somebody keeps
/// the same bytes.
pub async fn try_lock_bytes(tx: &Tx, key: &str) -> Result<bool> {
    let sql = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 6281))";
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, [key.into()]))
        .await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}
