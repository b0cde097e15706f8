//! API tokens: how programs act for a person.

use super::actor::{Actor, Via};
use crate::{
    app::App,
    audit,
    check::Check,
    db::{Context, Tx},
    error::{Error, Result},
    random,
};
use chrono::{DateTime, Duration, Utc};
use entity::{api_token, user};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait,
    QueryFilter, QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// How many tokens a person may have.
const TOKENS_MAX: usize = 100;
const LOG_USE_EVERY: Duration = Duration::hours(1);

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
pub async fn find_actor(app: &App, hash: Vec<u8>, address: &str) -> Result<Actor> {
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
    note_use(&tx, token, address, now).await?;
    tx.end().await?;
    Ok(actor)
}

/// Keeps when a token was last used, to the minute. The first use, and uses from a new address at
/// most once an hour, go to the audit log.
async fn note_use(
    tx: &Tx,
    token: api_token::Model,
    address: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let is_new_address = token.last_used_ip != address;
    let is_logged = token.use_logged_at.is_some_and(|at| now - at < LOG_USE_EVERY);
    let is_fresh = token.last_used.is_some_and(|at| now - at < Duration::seconds(60));
    let logs = is_new_address && !is_logged;
    if is_fresh && !logs {
        return Ok(());
    }
    if logs {
        audit::Entry::new("api_token.used")
            .by(token.user_id)
            .on("api_token", token.id)
            .called(&token.label)
            .from(address)
            .because(if token.use_logged_at.is_none() { "first_use" } else { "new_address" })
            .write(tx, now)
            .await?;
    }
    let mut used = token.into_active_model();
    used.last_used = Set(Some(now));
    if logs {
        used.last_used_ip = Set(address.to_owned());
        used.use_logged_at = Set(Some(now));
    }
    used.update(&**tx).await?;
    Ok(())
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
        last_used_ip: Set(String::new()),
        use_logged_at: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let row = row.insert(&*tx).await?;
    audit::Entry::new("api_token.created")
        .by(user_id)
        .on("api_token", row.id)
        .called(&row.label)
        .with("expires_at", row.expired_at.map(|at| at.to_rfc3339()))
        .write(&tx, now)
        .await?;
    tx.commit().await?;
    Ok((row, token.text))
}

/// Revokes a token for good.
pub async fn revoke(app: &App, user_id: Uuid, id: Uuid) -> Result<()> {
    let tx = app.db.begin(Context::user(user_id)).await?;
    let gone = api_token::Entity::find_by_id(id)
        .filter(api_token::Column::UserId.eq(user_id))
        .one(&*tx)
        .await?
        .ok_or(Error::NotFound("api token"))?;
    let label = gone.label.clone();
    gone.delete(&*tx).await?;
    audit::Entry::new("api_token.revoked")
        .by(user_id)
        .on("api_token", id)
        .called(&label)
        .write(&tx, app.clock.now())
        .await?;
    tx.commit().await?;
    app.identities.clear();
    Ok(())
}
