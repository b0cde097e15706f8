//! Places in the manual order.

use super::super::model::{Move, SORT_FIRST, SORT_STEP, between};
use crate::{
    access::ProjectScope,
    app::App,
    db::Tx,
    error::{Error, Result},
    events::{self, Change, NewEvent, Verb},
};
use entity::work_item;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, Order, QueryFilter, QueryOrder, QuerySelect, Statement,
};
use uuid::Uuid;

/// The end of a state's items, where new ones go.
pub async fn last_in_state(tx: &Tx, project_id: Uuid, state_id: Uuid) -> Result<f64> {
    let last: Option<f64> = work_item::Entity::in_project(project_id)
        .select_only()
        .column(work_item::Column::SortOrder)
        .filter(work_item::Column::StateId.eq(state_id))
        .filter(work_item::Column::ArchivedAt.is_null())
        .filter(work_item::Column::IsDraft.eq(false))
        .order_by_desc(work_item::Column::SortOrder)
        .limit(1)
        .into_tuple()
        .one(&**tx)
        .await?;
    Ok(last.map_or(SORT_FIRST, |last| last + SORT_STEP))
}

/// The sort key for a place between two items. When they are so close that there is no room, the
/// whole project is spread out once and everybody who looks at it loads it again.
pub async fn resolve(
    app: &App,
    tx: &Tx,
    scope: &ProjectScope,
    moved: Uuid,
    place: Move,
) -> Result<f64> {
    if let Some(key) = try_resolve(tx, scope.project_id, moved, place).await? {
        return Ok(key);
    }
    spread(app, tx, scope).await?;
    try_resolve(tx, scope.project_id, moved, place).await?.ok_or_else(|| {
        Error::Internal(anyhow::anyhow!("no room in the order of project {}", scope.project_id))
    })
}

async fn try_resolve(tx: &Tx, project_id: Uuid, moved: Uuid, place: Move) -> Result<Option<f64>> {
    let above = key_of(tx, project_id, place.after).await?;
    let below = key_of(tx, project_id, place.before).await?;
    Ok(match (above, below) {
        // The client saw an older order: what it dropped below decides.
        (Some(above), Some(below)) if below <= above => {
            between(Some(above), neighbour(tx, project_id, moved, above, Order::Asc).await?)
        }
        (Some(above), None) => {
            between(Some(above), neighbour(tx, project_id, moved, above, Order::Asc).await?)
        }
        (None, Some(below)) => {
            between(neighbour(tx, project_id, moved, below, Order::Desc).await?, Some(below))
        }
        (above, below) => between(above, below),
    })
}

async fn key_of(tx: &Tx, project_id: Uuid, id: Option<Uuid>) -> Result<Option<f64>> {
    let Some(id) = id else { return Ok(None) };
    let key: Option<f64> = work_item::Entity::in_project(project_id)
        .select_only()
        .column(work_item::Column::SortOrder)
        .filter(work_item::Column::Id.eq(id))
        .into_tuple()
        .one(&**tx)
        .await?;
    let message = "Must name work items of this project.";
    key.map(Some).ok_or_else(|| Error::invalid("move", message))
}

async fn neighbour(
    tx: &Tx,
    project_id: Uuid,
    moved: Uuid,
    key: f64,
    direction: Order,
) -> Result<Option<f64>> {
    let column = work_item::Column::SortOrder;
    let select = work_item::Entity::in_project(project_id)
        .select_only()
        .column(column)
        .filter(work_item::Column::Id.ne(moved));
    let select = match direction {
        Order::Asc => select.filter(column.gt(key)).order_by_asc(column),
        _ => select.filter(column.lt(key)).order_by_desc(column),
    };
    Ok(select.limit(1).into_tuple().one(&**tx).await?)
}

async fn spread(app: &App, tx: &Tx, scope: &ProjectScope) -> Result<()> {
    tx.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        "UPDATE work_items w SET sort_order = n.place * 10000
         FROM (SELECT id, row_number() OVER (ORDER BY sort_order, sequence_id) AS place
               FROM work_items WHERE project_id = $1 AND deleted_at IS NULL) n
         WHERE w.id = n.id",
        [scope.project_id.into()],
    ))
    .await?;
    let event = NewEvent {
        workspace_id: scope.workspace.workspace_id,
        project_id: Some(scope.project_id),
        work_item_id: None,
        actor_id: Some(scope.user_id()),
        entity: "project",
        entity_id: scope.project_id,
        verb: Verb::Updated,
        changes: vec![Change::value("sort_order", None, None)],
    };
    events::record(tx, event, app.clock.now()).await
}
