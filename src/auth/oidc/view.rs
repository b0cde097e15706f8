//! A provider as the console sees it.

use super::{client, logout};
use crate::app::App;
use chrono::{DateTime, Utc};
use entity::oidc_provider::Model;
use poem_openapi::Object;
use serde::Serialize;
use uuid::Uuid;

/// An OpenID Connect provider.
#[derive(Debug, Serialize, Object)]
pub struct OidcProvider {
    /// Its id.
    pub id: Uuid,
    /// Part of its addresses.
    pub slug: String,
    /// On the button.
    pub name: String,
    /// `login_gov`, `login_gov_sandbox` or `generic`.
    pub preset: String,
    /// Its name for itself.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// `private_key_jwt`, `pkce` or `client_secret`.
    pub client_auth: String,
    /// A shared secret is stored.
    pub has_secret: bool,
    /// The certificate of our key in PEM, to be registered with the provider.
    pub public_certificate: Option<String>,
    /// What we ask to know, separated by spaces.
    pub scopes: String,
    /// How sure the provider has to be, separated by spaces.
    pub acr_values: String,
    /// Refuses who did not show a card there.
    pub require_card: bool,
    /// People who are new get an account at once; else an administrator approves them.
    pub auto_provision: bool,
    /// Offered at sign-in.
    pub enabled: bool,
    /// The redirect address to register.
    pub callback_url: String,
    /// The address after signing out to register.
    pub post_logout_url: String,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

impl OidcProvider {
    /// From its row.
    pub fn new(app: &App, row: Model) -> Self {
        Self {
            callback_url: client::callback_url(app, &row.slug),
            post_logout_url: logout::post_logout_url(app, &row.slug),
            has_secret: row.client_secret_sealed.is_some(),
            public_certificate: row.certificate,
            id: row.id,
            slug: row.slug,
            name: row.name,
            preset: row.preset,
            issuer: row.issuer,
            client_id: row.client_id,
            client_auth: row.client_auth,
            scopes: row.scopes,
            acr_values: row.acr_values,
            require_card: row.require_card,
            auto_provision: row.auto_provision,
            enabled: row.enabled,
            created_at: row.created_at,
        }
    }
}
