//! An OpenID Connect provider; its secret and our private keys are sealed.

use sea_orm::entity::prelude::*;

/// Row of `oidc_providers`.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "oidc_providers")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub slug: String,
    pub name: String,
    pub preset: String,
    pub issuer: String,
    pub client_id: String,
    pub client_auth: String,
    pub client_secret_sealed: Option<Vec<u8>>,
    pub private_key_sealed: Option<Vec<u8>>,
    pub certificate: Option<String>,
    pub previous_key_sealed: Option<Vec<u8>>,
    pub previous_certificate: Option<String>,
    pub scopes: String,
    pub acr_values: String,
    pub require_card: bool,
    pub auto_provision: bool,
    pub enabled: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

/// Joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
