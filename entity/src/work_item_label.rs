//! Which labels an item carries.

use sea_orm::entity::prelude::*;

/// Row of `work_item_labels`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "work_item_labels")]
pub struct Model {
    pub workspace_id: Uuid,
    pub project_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub work_item_id: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub label_id: Uuid,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
