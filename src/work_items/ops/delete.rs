//! Deleting work items.

use super::super::queries;
use crate::{
    access::{Permission, ProjectScope},
    app::App,
    error::Result,
    events::{self, Change, NewEvent, Verb},
};
use entity::work_item;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ColumnTrait, IntoActiveModel, QueryFilter};
use uuid::Uuid;

/// Deletes an item: its creator or an administrator of the project. Items below it stay and lose
/// their parent, so that deleting one thing never takes another with it.
pub async fn delete(app: &App, scope: &ProjectScope, id: Uuid) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let found = queries::visible_item_for_update(&tx, scope, id).await?;
    scope.require_or_own(Permission::DeleteWorkItem, found.created_by)?;
    scope.require_open()?;
    let event = |item: Uuid, verb: Verb, changes: Vec<Change>| NewEvent {
        workspace_id: scope.workspace.workspace_id,
        project_id: Some(scope.project_id),
        work_item_id: Some(item),
        actor_id: Some(scope.user_id()),
        entity: "work_item",
        entity_id: item,
        verb,
        changes,
    };
    let children = work_item::Entity::in_project(scope.project_id)
        .filter(work_item::Column::ParentId.eq(id))
        .all(&*tx)
        .await?;
    let mut happened = Vec::with_capacity(children.len() + 1);
    for child in children {
        let change = Change {
            field: "parent".to_owned(),
            old: Some(found.name.clone()),
            old_id: Some(id),
            ..Change::default()
        };
        happened.push(event(child.id, Verb::Updated, vec![change]));
        let mut child = child.into_active_model();
        child.parent_id = Set(None);
        child.updated_at = Set(now);
        child.update(&*tx).await?;
    }
    let mut gone = found.into_active_model();
    gone.deleted_at = Set(Some(now));
    gone.parent_id = Set(None);
    gone.update(&*tx).await?;
    happened.push(event(id, Verb::Deleted, vec![]));
    events::record_all(&tx, happened, now).await?;
    tx.commit().await
}
