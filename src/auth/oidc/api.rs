//! `/api/v1/instance/oidc-providers`: the console's page of providers.

use super::{
    model::{ClientAuth, Preset, Settings},
    ops, queries,
    trial::{self, OidcTest},
    view::OidcProvider,
};
use crate::{
    access::InstanceScope,
    error::{Error, Result},
    http::{
        extract::{Id, Server},
        reply::{Created, NoContent, Reply},
    },
};
use poem_openapi::{Object, OpenApi, payload::Json};

/// A provider to be added. What a preset knows may stay empty.
#[derive(Debug, Object)]
pub struct NewOidcProvider {
    /// Part of its addresses; cannot be changed.
    pub slug: String,
    /// On the button.
    pub name: String,
    /// `login_gov`, `login_gov_sandbox` or `generic`.
    pub preset: String,
    /// Its name for itself, exactly.
    pub issuer: Option<String>,
    /// Our name there.
    pub client_id: String,
    /// `private_key_jwt`, `pkce` or `client_secret`.
    pub client_auth: String,
    /// The shared secret, for `client_secret`. Never shown again.
    pub client_secret: Option<String>,
    /// What we ask to know, separated by spaces.
    pub scopes: Option<String>,
    /// How sure the provider has to be, separated by spaces.
    pub acr_values: Option<String>,
    /// Refuse who did not show a card there.
    pub require_card: Option<bool>,
    /// People who are new get an account at once.
    pub auto_provision: Option<bool>,
    /// Offered at sign-in.
    pub enabled: Option<bool>,
}

/// What may be changed about a provider; absent parts stay.
#[derive(Debug, Object)]
pub struct OidcProviderPatch {
    /// On the button.
    pub name: Option<String>,
    /// Its name for itself, exactly.
    pub issuer: Option<String>,
    /// Our name there.
    pub client_id: Option<String>,
    /// `private_key_jwt`, `pkce` or `client_secret`.
    pub client_auth: Option<String>,
    /// Another shared secret; empty keeps the stored one.
    pub client_secret: Option<String>,
    /// What we ask to know, separated by spaces.
    pub scopes: Option<String>,
    /// How sure the provider has to be, separated by spaces.
    pub acr_values: Option<String>,
    /// Refuse who did not show a card there.
    pub require_card: Option<bool>,
    /// People who are new get an account at once.
    pub auto_provision: Option<bool>,
    /// Offered at sign-in.
    pub enabled: Option<bool>,
}

/// OpenID Connect providers.
#[derive(Debug)]
pub struct OidcProvidersApi;

#[OpenApi(prefix_path = "/api/v1/instance/oidc-providers")]
impl OidcProvidersApi {
    /// Providers
    #[oai(path = "/", method = "get", operation_id = "list_oidc_providers")]
    async fn list(&self, app: Server, _scope: InstanceScope) -> Result<Reply<Vec<OidcProvider>>> {
        let rows = queries::list(&app).await?;
        let views: Vec<_> = rows.into_iter().map(|row| OidcProvider::new(&app, row)).collect();
        Reply::new(&views)
    }

    /// Add a provider
    ///
    /// With `private_key_jwt` a key is made; register its certificate with the provider.
    #[oai(path = "/", method = "post", operation_id = "create_oidc_provider")]
    async fn create(
        &self,
        app: Server,
        scope: InstanceScope,
        body: Json<NewOidcProvider>,
    ) -> Result<Created<OidcProvider>> {
        let body = body.0;
        let settings = Settings {
            slug: body.slug,
            name: body.name,
            preset: preset(&body.preset)?,
            issuer: body.issuer.unwrap_or_default(),
            client_id: body.client_id,
            client_auth: client_auth(&body.client_auth)?,
            client_secret: body.client_secret,
            scopes: body.scopes.unwrap_or_default(),
            acr_values: body.acr_values.unwrap_or_default(),
            require_card: body.require_card.unwrap_or_default(),
            auto_provision: body.auto_provision.unwrap_or_default(),
            enabled: body.enabled.unwrap_or_default(),
        };
        let row = ops::create(&app, scope.actor.user_id, settings).await?;
        Created::new(&OidcProvider::new(&app, row))
    }

    /// Change a provider
    #[oai(path = "/:provider_id", method = "patch", operation_id = "update_oidc_provider")]
    async fn patch(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
        body: Json<OidcProviderPatch>,
    ) -> Result<Reply<OidcProvider>> {
        let body = body.0;
        let patch = ops::Patch {
            name: body.name,
            issuer: body.issuer,
            client_id: body.client_id,
            client_auth: body.client_auth.as_deref().map(client_auth).transpose()?,
            client_secret: body.client_secret,
            scopes: body.scopes,
            acr_values: body.acr_values,
            require_card: body.require_card,
            auto_provision: body.auto_provision,
            enabled: body.enabled,
        };
        let row = ops::update(&app, scope.actor.user_id, id.0, patch).await?;
        Reply::new(&OidcProvider::new(&app, row))
    }

    /// Remove a provider
    ///
    /// Ends the sessions that it opened. Adding the same issuer again finds the same people.
    #[oai(path = "/:provider_id", method = "delete", operation_id = "delete_oidc_provider")]
    async fn delete(&self, app: Server, scope: InstanceScope, id: Id<0>) -> Result<NoContent> {
        ops::delete(&app, scope.actor.user_id, id.0).await?;
        Ok(NoContent::default())
    }

    /// Try a provider without a person
    #[oai(path = "/:provider_id/test", method = "post", operation_id = "test_oidc_provider")]
    async fn test(&self, app: Server, _scope: InstanceScope, id: Id<0>) -> Result<Reply<OidcTest>> {
        let row = queries::known_as(&app, queries::get(&app, id.0).await?);
        Reply::new(&trial::run(&app, &row).await)
    }

    /// Make a new key
    ///
    /// The one before is used as long as the provider does not know the new certificate, and is
    /// forgotten at the next call.
    #[oai(
        path = "/:provider_id/rotate-key",
        method = "post",
        operation_id = "rotate_oidc_provider_key"
    )]
    async fn rotate_key(
        &self,
        app: Server,
        scope: InstanceScope,
        id: Id<0>,
    ) -> Result<Reply<OidcProvider>> {
        let row = ops::rotate_key(&app, scope.actor.user_id, id.0).await?;
        Reply::new(&OidcProvider::new(&app, row))
    }
}

fn preset(text: &str) -> Result<Preset> {
    Preset::parse(text).ok_or_else(|| {
        Error::invalid("preset", "Must be one of: login_gov, login_gov_sandbox, generic.")
    })
}

fn client_auth(text: &str) -> Result<ClientAuth> {
    ClientAuth::parse(text).ok_or_else(|| {
        Error::invalid("client_auth", "Must be one of: private_key_jwt, pkce, client_secret.")
    })
}
