//! A backup that was made whole.

use sea_orm::entity::prelude::*;

/// Row of `backups`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "backups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub taken_at: DateTimeUtc,
    pub size_bytes: i64,
    pub rows: i64,
    pub files: i64,
    pub is_sealed: bool,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
