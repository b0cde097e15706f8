//! Work to be done outside a request.

use sea_orm::entity::prelude::*;

/// Row of `jobs`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub name: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub payload: Json,
    pub unique_key: Option<String>,
    pub state: String,
    pub attempts: i32,
    pub attempts_max: i32,
    pub run_at: DateTimeUtc,
    pub leased_until: Option<DateTimeUtc>,
    pub last_error: Option<String>,
    pub created_at: DateTimeUtc,
    pub leased_by: Option<Uuid>,
    pub started_at: Option<DateTimeUtc>,
    pub died_at: Option<DateTimeUtc>,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
