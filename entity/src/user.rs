//! A person, or a program that acts under a name.

use sea_orm::entity::prelude::*;

/// Row of `users`.
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub email: String,
    pub first_name: String,
    pub last_name: String,
    pub display_name: String,
    pub avatar: String,
    pub is_active: bool,
    pub is_instance_admin: bool,
    pub is_bot: bool,
    pub is_pending: bool,
    pub user_timezone: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub preferences: Json,
    pub last_workspace_id: Option<Uuid>,
    pub last_login_at: Option<DateTimeUtc>,
    pub last_login_ip: String,
    pub previous_login_at: Option<DateTimeUtc>,
    pub previous_login_ip: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
