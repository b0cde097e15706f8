//! Reading projects.

use super::view::{Project, Standing};
use crate::{
    db::Tx,
    error::{Error, Result},
};
use entity::{project, project_member, publication};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, JoinType, Order, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait, IntoCondition, NullOrdering},
};
use std::collections::HashMap;
use uuid::Uuid;

/// Whose view of which projects.
#[derive(Clone, Copy, Debug)]
pub struct Viewer {
    /// The caller.
    pub user_id: Uuid,
    /// The workspace.
    pub workspace_id: Uuid,
    /// Sees public projects they do not belong to.
    pub sees_public: bool,
    /// Sees all projects.
    pub sees_all: bool,
}

/// By what a list of projects may be ordered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProjectOrder {
    /// The caller's own order.
    #[default]
    Manual,
    /// The name.
    Name,
    /// When they were made.
    Created,
}

impl ProjectOrder {
    /// Reads `order_by`; a leading minus reverses.
    pub fn parse(text: &str) -> Result<(Self, bool)> {
        let (name, reverse) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let order = match name {
            "sort_order" => Self::Manual,
            "name" => Self::Name,
            "created_at" => Self::Created,
            _ => return Err(Error::invalid("order_by", "Must be sort_order, name or created_at.")),
        };
        Ok((order, reverse))
    }
}

/// A page of the projects that a viewer may see, and how many there are.
pub async fn list(
    tx: &Tx,
    viewer: Viewer,
    (order, reverse): (ProjectOrder, bool),
    limit: u64,
    offset: u64,
) -> Result<(Vec<Project>, u64)> {
    let user_id = viewer.user_id;
    let mut seen = Condition::any()
        .add(Expr::col((project_member::Entity, project_member::Column::Id)).is_not_null());
    if viewer.sees_public {
        seen = seen.add(project::Column::Network.eq(2));
    }
    if viewer.sees_all {
        seen = Condition::all();
    }
    let mine = project::Entity::belongs_to(project_member::Entity)
        .from(project::Column::Id)
        .to(project_member::Column::ProjectId)
        .on_condition(move |_, member| {
            Expr::col((member.clone(), project_member::Column::MemberId))
                .eq(user_id)
                .and(Expr::col((member, project_member::Column::IsActive)).eq(true))
                .into_condition()
        })
        .into();
    let select = project::Entity::in_workspace(viewer.workspace_id)
        .join(JoinType::LeftJoin, mine)
        .filter(seen);
    let total = select.clone().count(&**tx).await?;
    let direction = if reverse { Order::Desc } else { Order::Asc };
    let select = match order {
        ProjectOrder::Manual => select.order_by_with_nulls(
            Expr::col((project_member::Entity, project_member::Column::SortOrder)),
            direction,
            NullOrdering::Last,
        ),
        ProjectOrder::Name => select.order_by(project::Column::Name, direction),
        ProjectOrder::Created => select.order_by(project::Column::CreatedAt, direction),
    };
    let rows = select
        .order_by_asc(project::Column::Name)
        .order_by_asc(project::Column::Id)
        .limit(limit)
        .offset(offset)
        .all(&**tx)
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let mut standings = standings(tx, user_id, &ids).await?;
    let views = rows
        .into_iter()
        .map(|row| {
            let standing = standings.remove(&row.id).unwrap_or_default();
            Project::new(row, standing)
        })
        .collect();
    Ok((views, total))
}

/// One project for a caller.
pub async fn view(tx: &Tx, user_id: Uuid, project_id: Uuid) -> Result<Project> {
    let row = find(tx, project_id).await?;
    let standing = standings(tx, user_id, &[project_id]).await?.remove(&project_id);
    Ok(Project::new(row, standing.unwrap_or_default()))
}

/// The row of a project.
pub async fn find(tx: &Tx, project_id: Uuid) -> Result<project::Model> {
    project::Entity::find_by_id(project_id)
        .filter(project::Column::DeletedAt.is_null())
        .one(&**tx)
        .await?
        .ok_or(Error::NotFound("project"))
}

/// The project with an identifier.
pub async fn find_by_identifier(
    tx: &Tx,
    workspace_id: Uuid,
    identifier: &str,
) -> Result<Option<project::Model>> {
    Ok(project::Entity::in_workspace(workspace_id)
        .filter(project::Column::Identifier.eq(identifier))
        .one(&**tx)
        .await?)
}

async fn standings(tx: &Tx, user_id: Uuid, ids: &[Uuid]) -> Result<HashMap<Uuid, Standing>> {
    let mut standings: HashMap<Uuid, Standing> = HashMap::with_capacity(ids.len());
    let counts: Vec<(Uuid, i64)> = project_member::Entity::find()
        .select_only()
        .column(project_member::Column::ProjectId)
        .column_as(project_member::Column::Id.count(), "members")
        .filter(project_member::Column::ProjectId.is_in(ids.iter().copied()))
        .filter(project_member::Column::IsActive.eq(true))
        .group_by(project_member::Column::ProjectId)
        .into_tuple()
        .all(&**tx)
        .await?;
    for (id, members) in counts {
        standings.entry(id).or_default().total_members = members;
    }
    let mine = project_member::Entity::find()
        .filter(project_member::Column::ProjectId.is_in(ids.iter().copied()))
        .filter(project_member::Column::MemberId.eq(user_id))
        .filter(project_member::Column::IsActive.eq(true))
        .all(&**tx)
        .await?;
    for row in mine {
        let standing = standings.entry(row.project_id).or_default();
        standing.role = Some(row.role);
        standing.sort_order = Some(row.sort_order);
    }
    let published = publication::Entity::find()
        .filter(publication::Column::ProjectId.is_in(ids.iter().copied()))
        .all(&**tx)
        .await?;
    for row in published {
        standings.entry(row.project_id).or_default().is_deployed = true;
    }
    Ok(standings)
}
