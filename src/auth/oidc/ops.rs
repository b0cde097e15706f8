//! What administrators do to providers.

use super::{
    client::SEAL,
    keys,
    model::{ClientAuth, Preset, Settings},
    queries,
};
use crate::{
    app::App,
    audit,
    db::Context,
    error::{Error, Result},
    outbound::Purpose,
    random,
};
use entity::{
    identity,
    oidc_provider::{ActiveModel, Model},
    session,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait,
    QueryFilter, sea_query::Expr,
};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// What may be changed; absent parts stay.
#[derive(Clone, Default)]
pub struct Patch {
    /// On the button.
    pub name: Option<String>,
    /// Its name for itself.
    pub issuer: Option<String>,
    /// Our name there.
    pub client_id: Option<String>,
    /// Our proof there.
    pub client_auth: Option<ClientAuth>,
    /// A new shared secret.
    pub client_secret: Option<String>,
    /// What we ask to know.
    pub scopes: Option<String>,
    /// How sure it has to be.
    pub acr_values: Option<String>,
    /// Only with a card.
    pub require_card: Option<bool>,
    /// New people get an account at once.
    pub auto_provision: Option<bool>,
    /// Offered at sign-in.
    pub enabled: Option<bool>,
}

/// Adds a provider.
pub async fn create(app: &App, actor: Uuid, mut settings: Settings) -> Result<Model> {
    settings.complete(app.config.auth.development);
    settings.check(issuer(app, &settings), false)?;
    let now = app.clock.now();
    let mut row = ActiveModel {
        id: Set(random::id(now)),
        slug: Set(settings.slug.clone()),
        preset: Set(settings.preset.as_str().to_owned()),
        created_at: Set(now),
        ..Default::default()
    };
    fill(app, &mut row, &settings)?;
    if settings.client_auth == ClientAuth::PrivateKeyJwt {
        add_key(app, &mut row).await?;
    }
    let tx = app.db.begin(Context::user(actor)).await?;
    let taken = Error::invalid("slug", "Another provider has this short name.");
    let row = row.insert(&*tx).await.map_err(|error| match Error::from(error) {
        Error::Conflict { .. } => taken,
        other => other,
    })?;
    audit::Entry::new("oidc_provider.created")
        .by(actor)
        .on("oidc_provider", row.id)
        .with("settings", Value::Object(shown(&row)))
        .write(&tx, now)
        .await?;
    tx.commit().await?;
    Ok(row)
}

/// Changes a provider.
pub async fn update(app: &App, actor: Uuid, id: Uuid, patch: Patch) -> Result<Model> {
    let before = queries::get(app, id).await?;
    let mut settings = patched(&before, patch)?;
    settings.complete(app.config.auth.development);
    settings.check(issuer(app, &settings), before.client_secret_sealed.is_some())?;
    let mut row = before.clone().into_active_model();
    fill(app, &mut row, &settings)?;
    if settings.client_auth == ClientAuth::PrivateKeyJwt && before.private_key_sealed.is_none() {
        add_key(app, &mut row).await?;
    }
    let now = app.clock.now();
    let tx = app.db.begin(Context::user(actor)).await?;
    queries::find(&tx, id).await?;
    let row = row.update(&*tx).await?;
    let entry = audit::Entry::new("oidc_provider.updated")
        .by(actor)
        .on("oidc_provider", id)
        .with("name", row.name.clone())
        .with("changes", changes(&before, &row))
        .with("secret_replaced", settings.client_secret.is_some());
    entry.write(&tx, now).await?;
    tx.commit().await?;
    app.oidc.forget(app, &before.issuer).await;
    app.oidc.forget(app, &row.issuer).await;
    Ok(row)
}

/// Makes a new key; the one before stays in use until the next time.
pub async fn rotate_key(app: &App, actor: Uuid, id: Uuid) -> Result<Model> {
    let before = queries::get(app, id).await?;
    if before.client_auth != ClientAuth::PrivateKeyJwt.as_str() {
        return Err(Error::rule("This provider does not use a key of ours."));
    }
    let made = keys::make(&key_name(app, &before.slug), app.clock.now()).await?;
    let now = app.clock.now();
    let tx = app.db.begin(Context::user(actor)).await?;
    let current = queries::find(&tx, id).await?;
    let mut row = current.clone().into_active_model();
    row.previous_key_sealed = Set(current.private_key_sealed);
    row.previous_certificate = Set(current.certificate);
    row.private_key_sealed = Set(Some(app.keys.seal(SEAL, &made.private_key)?));
    row.certificate = Set(Some(made.certificate));
    row.updated_at = Set(now);
    let row = row.update(&*tx).await?;
    audit::Entry::new("oidc_provider.key_rotated")
        .by(actor)
        .on("oidc_provider", id)
        .with("name", row.name.clone())
        .write(&tx, now)
        .await?;
    tx.commit().await?;
    Ok(row)
}

/// Removes a provider and ends the sessions that it opened. Identities stay, so that adding the
/// same issuer again finds the same people.
pub async fn delete(app: &App, actor: Uuid, id: Uuid) -> Result<()> {
    let tx = app.db.begin(Context::user(actor)).await?;
    let row = queries::find(&tx, id).await?;
    let ended = session::Entity::delete_many()
        .filter(session::Column::ProviderId.eq(id))
        .exec(&*tx)
        .await?
        .rows_affected;
    identity::Entity::update_many()
        .col_expr(identity::Column::ProviderId, Expr::value(None::<Uuid>))
        .filter(identity::Column::ProviderId.eq(id))
        .exec(&*tx)
        .await?;
    audit::Entry::new("oidc_provider.deleted")
        .by(actor)
        .on("oidc_provider", id)
        .with("settings", Value::Object(shown(&row)))
        .with("sessions_ended", ended)
        .write(&tx, app.clock.now())
        .await?;
    let issuer = row.issuer.clone();
    row.delete(&*tx).await?;
    tx.commit().await?;
    app.oidc.forget(app, &issuer).await;
    crate::auth::session::told(app);
    Ok(())
}

fn issuer(app: &App, settings: &Settings) -> std::result::Result<(), String> {
    app.outbound.check(&settings.issuer, Purpose::Provider).map_err(|error| error.to_string())
}

fn patched(row: &Model, patch: Patch) -> Result<Settings> {
    let damaged = || Error::Internal(anyhow::anyhow!("a provider's row does not make sense"));
    Ok(Settings {
        slug: row.slug.clone(),
        preset: Preset::parse(&row.preset).ok_or_else(damaged)?,
        name: patch.name.unwrap_or_else(|| row.name.clone()),
        issuer: patch.issuer.unwrap_or_else(|| row.issuer.clone()),
        client_id: patch.client_id.unwrap_or_else(|| row.client_id.clone()),
        client_auth: match patch.client_auth {
            Some(auth) => auth,
            None => ClientAuth::parse(&row.client_auth).ok_or_else(damaged)?,
        },
        client_secret: patch.client_secret,
        scopes: patch.scopes.unwrap_or_else(|| row.scopes.clone()),
        acr_values: patch.acr_values.unwrap_or_else(|| row.acr_values.clone()),
        require_card: patch.require_card.unwrap_or(row.require_card),
        auto_provision: patch.auto_provision.unwrap_or(row.auto_provision),
        enabled: patch.enabled.unwrap_or(row.enabled),
    })
}

fn fill(app: &App, row: &mut ActiveModel, settings: &Settings) -> Result<()> {
    row.name = Set(settings.name.clone());
    row.issuer = Set(settings.issuer.clone());
    row.client_id = Set(settings.client_id.clone());
    row.client_auth = Set(settings.client_auth.as_str().to_owned());
    row.scopes = Set(settings.scopes.clone());
    row.acr_values = Set(settings.acr_values.clone());
    row.require_card = Set(settings.require_card);
    row.auto_provision = Set(settings.auto_provision);
    row.enabled = Set(settings.enabled);
    row.updated_at = Set(app.clock.now());
    if let Some(secret) = &settings.client_secret {
        row.client_secret_sealed = Set(Some(app.keys.seal(SEAL, secret.as_bytes())?));
    }
    Ok(())
}

async fn add_key(app: &App, row: &mut ActiveModel) -> Result<()> {
    let slug = row.slug.as_ref();
    let made = keys::make(&key_name(app, slug), app.clock.now()).await?;
    row.private_key_sealed = Set(Some(app.keys.seal(SEAL, &made.private_key)?));
    row.certificate = Set(Some(made.certificate));
    Ok(())
}

/// Whose key it is, for the list at the provider.
fn key_name(app: &App, slug: &str) -> String {
    let url = app.web_url("");
    let host = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    format!("Treasury Plane at {host}, {slug}").chars().take(64).collect()
}

/// Everything about a provider that is no secret.
fn shown(row: &Model) -> Map<String, Value> {
    let value = json!({
        "slug": row.slug,
        "name": row.name,
        "preset": row.preset,
        "issuer": row.issuer,
        "client_id": row.client_id,
        "client_auth": row.client_auth,
        "scopes": row.scopes,
        "acr_values": row.acr_values,
        "require_card": row.require_card,
        "auto_provision": row.auto_provision,
        "enabled": row.enabled,
    });
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

fn changes(before: &Model, after: &Model) -> Value {
    let (before, after) = (shown(before), shown(after));
    let mut changes = Map::new();
    for (key, new) in after {
        let old = before.get(&key).cloned().unwrap_or_default();
        if old != new {
            changes.insert(key, json!({"from": old, "to": new}));
        }
    }
    Value::Object(changes)
}
