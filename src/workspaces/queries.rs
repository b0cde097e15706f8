//! Reading workspaces.

use super::view::Workspace;
use crate::{access::Role, db::Tx, error::Result};
use entity::{workspace, workspace_member};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// The workspaces that a person belongs to, in the order in which they joined; `only` keeps to one.
pub async fn of_person(tx: &Tx, user_id: Uuid, only: Option<Uuid>) -> Result<Vec<Workspace>> {
    let mut memberships = workspace_member::Entity::find()
        .filter(workspace_member::Column::MemberId.eq(user_id))
        .filter(workspace_member::Column::IsActive.eq(true));
    if let Some(id) = only {
        memberships = memberships.filter(workspace_member::Column::WorkspaceId.eq(id));
    }
    let memberships =
        memberships.order_by_asc(workspace_member::Column::CreatedAt).all(&**tx).await?;
    let mut views = Vec::with_capacity(memberships.len());
    for membership in memberships {
        // Members and projects can be counted only from inside.
        tx.enter_workspace(membership.workspace_id).await?;
        let found = workspace::Entity::find_by_id(membership.workspace_id)
            .filter(workspace::Column::DeletedAt.is_null())
            .one(&**tx)
            .await?;
        if let (Some(row), Some(role)) = (found, Role::from_stored(membership.role)) {
            views.push(Workspace::load(tx, row, role).await?);
        }
    }
    Ok(views)
}
