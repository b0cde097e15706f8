//! Reading single work items, and what writing needs to know.

use super::view::{COLUMNS, WorkItem};
use crate::{
    access::{Permission, ProjectScope},
    db::Tx,
    error::{Error, Result},
};
use entity::{work_item, work_item_assignee, work_item_label};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect, Select,
    Statement,
};
use std::fmt::Write;
use uuid::Uuid;

/// SQL that keeps to what lists show.
pub const LISTED: &str = "w.deleted_at IS NULL AND w.archived_at IS NULL AND NOT w.is_draft";

/// The items of a project that a person may see: neither deleted, archived nor drafts, and for
/// some guests only their own.
fn visible(scope: &ProjectScope) -> Result<Select<work_item::Entity>> {
    scope.require(Permission::ViewProject).map_err(|_| Error::NotFound("work item"))?;
    let select = work_item::Entity::in_project(scope.project_id)
        .filter(work_item::Column::ArchivedAt.is_null())
        .filter(work_item::Column::IsDraft.eq(false));
    Ok(match scope.only_own() {
        Some(user) => select.filter(work_item::Column::CreatedBy.eq(user)),
        None => select,
    })
}

/// One item that the person may see.
pub async fn visible_item(tx: &Tx, scope: &ProjectScope, id: Uuid) -> Result<work_item::Model> {
    visible(scope)?
        .filter(work_item::Column::Id.eq(id))
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("work item"))
}

/// As [`visible_item`], locked until the transaction ends.
pub async fn visible_item_for_update(
    tx: &Tx,
    scope: &ProjectScope,
    id: Uuid,
) -> Result<work_item::Model> {
    visible(scope)?
        .filter(work_item::Column::Id.eq(id))
        .lock_exclusive()
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("work item"))
}

/// How to name one item.
#[derive(Clone, Debug)]
pub enum ItemName {
    /// By its id.
    Id(Uuid),
    /// By the number in its key.
    Number(i32),
    /// By where it comes from: source and id.
    External(String, String),
}

/// The view of one item that the person may see.
pub async fn view(tx: &Tx, scope: &ProjectScope, name: ItemName) -> Result<WorkItem> {
    scope.require(Permission::ViewProject).map_err(|_| Error::NotFound("work item"))?;
    let mut values: Vec<sea_orm::Value> = vec![scope.project_id.into()];
    let condition = match name {
        ItemName::Id(id) => {
            values.push(id.into());
            "w.id = $2"
        }
        ItemName::Number(number) => {
            values.push(number.into());
            "w.sequence_id = $2"
        }
        ItemName::External(source, id) => {
            values.extend([source.into(), id.into()]);
            "w.external_source = $2 AND w.external_id = $3"
        }
    };
    let mut sql = format!(
        "SELECT {COLUMNS} FROM work_items w WHERE w.project_id = $1 AND {LISTED} AND {condition}"
    );
    if let Some(user) = scope.only_own() {
        values.push(user.into());
        let _ = write!(sql, " AND w.created_by = ${}", values.len());
    }
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values))
        .await?
        .ok_or(Error::NotFound("work item"))?;
    WorkItem::from_row(&row)
}

/// Who works on an item.
pub async fn assignees(tx: &Tx, id: Uuid) -> Result<Vec<Uuid>> {
    Ok(work_item_assignee::Entity::find()
        .select_only()
        .column(work_item_assignee::Column::AssigneeId)
        .filter(work_item_assignee::Column::WorkItemId.eq(id))
        .into_tuple()
        .all(&**tx)
        .await?)
}

/// The labels of an item.
pub async fn labels(tx: &Tx, id: Uuid) -> Result<Vec<Uuid>> {
    Ok(work_item_label::Entity::find()
        .select_only()
        .column(work_item_label::Column::LabelId)
        .filter(work_item_label::Column::WorkItemId.eq(id))
        .into_tuple()
        .all(&**tx)
        .await?)
}

/// Whether `ancestor` stands above `item`, or is it. Parents are followed 100 levels at most.
pub async fn is_above(tx: &Tx, ancestor: Uuid, item: Uuid) -> Result<bool> {
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "WITH RECURSIVE up(id, parent_id, depth) AS (
                 SELECT id, parent_id, 0 FROM work_items WHERE id = $2
                 UNION ALL
                 SELECT w.id, w.parent_id, up.depth + 1 FROM work_items w JOIN up ON w.id = up.parent_id
                 WHERE up.depth < 100)
             SELECT EXISTS (SELECT 1 FROM up WHERE id = $1)",
            [ancestor.into(), item.into()],
        ))
        .await?;
    Ok(row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default())
}
