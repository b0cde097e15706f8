//! Approving accounts and ending the sessions of others.

use crate::{
    app::App,
    audit,
    auth::session::{self, Which},
    db::Context,
    error::{Error, Result},
};
use entity::user;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect};
use uuid::Uuid;

/// Lets somebody in whose account was made at their first sign-in.
pub async fn approve(app: &App, actor: Uuid, user_id: Uuid) -> Result<user::Model> {
    let now = app.clock.now();
    let tx = app.db.begin(Context::user(actor)).await?;
    let person = user::Entity::find_by_id(user_id)
        .lock_exclusive()
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound("user"))?;
    if !person.is_pending {
        return Err(Error::rule("This account does not wait for approval."));
    }
    let mut row = person.into_active_model();
    row.is_pending = Set(false);
    row.is_active = Set(true);
    row.updated_at = Set(now);
    let person = row.update(&*tx).await?;
    audit::Entry::new("user.approved").by(actor).on("user", user_id).write(&tx, now).await?;
    tx.commit().await?;
    Ok(person)
}

/// Ends all sessions of a person.
pub async fn sign_out(app: &App, actor: Uuid, user_id: Uuid) -> Result<()> {
    exists(app, user_id).await?;
    session::end_by(app, Some(actor), user_id, Which::All).await?;
    Ok(())
}

/// Refuses when there is no such account.
pub async fn exists(app: &App, user_id: Uuid) -> Result<()> {
    let tx = app.db.begin(Context::default()).await?;
    let found = user::Entity::find_by_id(user_id).one(&*tx).await?;
    tx.end().await?;
    found.map(|_| ()).ok_or(Error::NotFound("user"))
}
