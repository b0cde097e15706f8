//! Settings of the whole instance: one row.

use sea_orm::entity::prelude::*;

/// Row of `instance_settings`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "instance_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i16,
    pub name: String,
    pub setup_at: Option<DateTimeUtc>,
    pub allow_workspace_creation: bool,
    pub session_idle_minutes: Option<i32>,
    pub session_absolute_hours: Option<i32>,
    pub password_enabled: bool,
    pub notice_enabled: bool,
    pub notice_title: String,
    pub notice_text: String,
    pub sessions_per_user_max: Option<i32>,
    pub trust_version: i64,
    pub magic_link_enabled: bool,
    pub updated_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
