//! Who works on an item.

use sea_orm::entity::prelude::*;

/// Row of `work_item_assignees`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_item_assignees")]
pub struct Model {
    pub workspace_id: Uuid,
    pub project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub work_item_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub assignee_id: Uuid,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
