//! The mail server, as the console sets it: one row.

use sea_orm::entity::prelude::*;

/// Row of `mail_settings`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i16,
    pub enabled: bool,
    pub host: String,
    pub port: i32,
    pub security: String,
    pub username: String,
    pub password_sealed: Option<Vec<u8>>,
    pub from_address: String,
    pub from_name: String,
    pub updated_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
