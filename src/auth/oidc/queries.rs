//! Reads providers.

use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
};
use entity::oidc_provider::{Column, Entity, Model};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use uuid::Uuid;

/// All providers, by name.
pub async fn list(app: &App) -> Result<Vec<Model>> {
    let tx = app.db.begin(Context::default()).await?;
    let rows = Entity::find().order_by_asc(Column::Name).order_by_asc(Column::Id).all(&*tx).await?;
    tx.end().await?;
    Ok(rows)
}

/// Those that are offered at sign-in, by name.
pub async fn enabled(app: &App) -> Result<Vec<Model>> {
    Ok(list(app).await?.into_iter().filter(|row| row.enabled).collect())
}

/// The provider with this part in its addresses.
pub async fn by_slug(app: &App, slug: &str) -> Result<Option<Model>> {
    let tx = app.db.begin(Context::default()).await?;
    let row = Entity::find().filter(Column::Slug.eq(slug)).one(&*tx).await?;
    tx.end().await?;
    Ok(row.map(|row| known_as(app, row)))
}

/// With the name that we have there according to credentials outside the database.
pub fn known_as(app: &App, mut row: Model) -> Model {
    let outside = app.oidc_credentials.load();
    if let Some(oidc) = outside.of(&row.slug).filter(|oidc| !oidc.client_id.is_empty()) {
        row.client_id.clone_from(&oidc.client_id);
    }
    row
}

/// A provider inside a transaction.
pub async fn find(tx: &Tx, id: Uuid) -> Result<Model> {
    Entity::find_by_id(id).one(&**tx).await?.ok_or(Error::NotFound("provider"))
}

/// A provider.
pub async fn get(app: &App, id: Uuid) -> Result<Model> {
    let tx = app.db.begin(Context::default()).await?;
    let row = find(&tx, id).await?;
    tx.end().await?;
    Ok(row)
}
