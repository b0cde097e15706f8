//! API tokens: how programs act for a person.

use super::actor::{Actor, Via};
use crate::{
    app::App,
    audit,
    check::Check,
    db::Context,
    error::{Error, Result},
    random,
};
use chrono::{DateTime, Duration, Utc};
use entity::{api_token, user};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// How many tokens a person may have.
const TOKENS_MAX: usize = 100;

/// What a new token is for.
#[derive(Clone, Debug)]
pub struct NewApiToken {
    /// Its name in the list.
    pub label: String,
    /// What uses it.
    pub description: String,
    /// When it stops working; never, when absent.
    pub expired_at: Option<DateTime<Utc>>,
}

/// The actor behind an API token. An unknown, expired or revoked one is refused, not asked again.
pub async fn find_actor(app: &App, hash: Vec<u8>) -> Result<Actor> {
    let now = app.clock.now();
    let refused = Error::Forbidden("This API token is not valid.");
    let tx = app.db.begin(Context::default()).await?;
    let Some(token) = api_token::Entity::find()
        .filter(api_token::Column::TokenHash.eq(hash))
        .filter(api_token::Column::IsActive.eq(true))
        .one(&*tx)
        .await?
        .filter(|token| token.expired_at.is_none_or(|end| end > now))
    else {
        return Err(refused);
    };
    let user = user::Entity::find_by_id(token.user_id).one(&*tx).await?;
    let Some(user) = user.filter(|user| user.is_active) else { return Err(refused) };
    let actor = Actor {
        user_id: user.id,
        via: Via::ApiToken(token.id),
        // A leaked token must not open the instance console.
        is_instance_admin: false,
        only_workspace: token.workspace_id,
        ends_at: token.expired_at.unwrap_or(now + Duration::hours(1)),
    };
    if token.last_used.is_none_or(|at| now - at >= Duration::seconds(60)) {
        let mut used = token.into_active_model();
        used.last_used = Set(Some(now));
        used.update(&*tx).await?;
    }
    tx.end().await?;
    Ok(actor)
}

/// The tokens of a person, newest first.
pub async fn list(app: &App, user_id: Uuid) -> Result<Vec<api_token::Model>> {
    let tx = app.db.begin(Context::user(user_id)).await?;
    let rows = api_token::Entity::find()
        .filter(api_token::Column::UserId.eq(user_id))
        .order_by_desc(api_token::Column::CreatedAt)
        .limit(TOKENS_MAX as u64)
        .all(&*tx)
        .await?;
    tx.end().await?;
    Ok(rows)
}

/// Creates a token; its text is returned this once.
pub async fn create(
    app: &App,
    user_id: Uuid,
    new: NewApiToken,
) -> Result<(api_token::Model, String)> {
    let now = app.clock.now();
    Check::new()
        .text("label", new.label.trim(), 1..=255)
        .text("description", &new.description, 0..=1000)
        .rule("expired_at", new.expired_at.is_none_or(|at| at > now), "Must lie in the future.")
        .finish()?;
    if list(app, user_id).await?.len() >= TOKENS_MAX {
        return Err(Error::rule("You have 100 API tokens. Revoke one before creating another."));
    }
    let token = random::token("plane_api_")?;
    let tx = app.db.begin(Context::user(user_id)).await?;
    let row = api_token::ActiveModel {
        id: Set(random::id(now)),
        user_id: Set(user_id),
        workspace_id: Set(None),
        label: Set(new.label.trim().to_owned()),
        description: Set(new.description),
        token_hash: Set(token.hash),
        is_active: Set(true),
        expired_at: Set(new.expired_at),
        last_used: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let row = row.insert(&*tx).await?;
    audit::Entry::new("api_token.created")
        .by(user_id)
        .on("api_token", row.id)
        .write(&tx, now)
        .await?;
    tx.commit().await?;
    Ok((row, token.text))
}

/// Revokes a token for good.
pub async fn revoke(app: &App, user_id: Uuid, id: Uuid) -> Result<()> {
    let tx = app.db.begin(Context::user(user_id)).await?;
    let gone = api_token::Entity::delete_many()
        .filter(api_token::Column::Id.eq(id))
        .filter(api_token::Column::UserId.eq(user_id))
        .exec(&*tx)
        .await?;
    if gone.rows_affected == 0 {
        return Err(Error::NotFound("api token"));
    }
    audit::Entry::new("api_token.revoked")
        .by(user_id)
        .on("api_token", id)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await?;
    app.identities.clear();
    Ok(())
}
