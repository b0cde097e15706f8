//! Creating and changing accounts.

use crate::{
    app::App,
    check::Check,
    db::{Context, Tx},
    error::{Error, Result},
    random,
};
use entity::user;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter,
};
use serde_json::{Map, Value};
use uuid::Uuid;

/// The largest preferences, in bytes of JSON.
const PREFERENCES_MAX: usize = 8 * 1024;

/// Where the addresses of people are who have none here; RFC 2606 keeps it from ever existing.
const PLACEHOLDER_HOST: &str = "@no-address.invalid";

/// An address that nobody has, for somebody who came by card without one.
pub fn placeholder_email(id: Uuid) -> String {
    format!("{id}{PLACEHOLDER_HOST}")
}

/// Whether an address is a stand-in.
pub fn is_placeholder(email: &str) -> bool {
    email.ends_with(PLACEHOLDER_HOST)
}

/// An account to be created.
#[derive(Clone, Debug, Default)]
pub struct NewUser {
    /// Address; the account's name when signing in.
    pub email: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Administers the instance.
    pub is_instance_admin: bool,
    /// Whether the person may sign in; imports create people who may not.
    pub is_active: bool,
}

/// What a person changes about themselves; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct ProfilePatch {
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// The name to show.
    pub display_name: Option<String>,
    /// IANA time zone.
    pub user_timezone: Option<String>,
    /// Merged over the present preferences; null removes a key.
    pub preferences: Option<Map<String, Value>>,
}

/// Creates an account in the caller's transaction. 409 when the address is taken.
pub async fn create(app: &App, tx: &Tx, new: NewUser) -> Result<user::Model> {
    let email = new.email.trim().to_lowercase();
    Check::new()
        .email("email", &email)
        .text("first_name", new.first_name.trim(), 0..=255)
        .text("last_name", new.last_name.trim(), 0..=255)
        .finish()?;
    let taken = user::Entity::find().filter(user::Column::Email.eq(&email)).one(&**tx).await?;
    if let Some(taken) = taken {
        return Err(Error::Conflict {
            field: "email",
            message: "There is an account with this address already.".to_owned(),
            id: Some(taken.id),
        });
    }
    let now = app.clock.now();
    let full_name = format!("{} {}", new.first_name.trim(), new.last_name.trim());
    let before_at = email.split('@').next().unwrap_or_default();
    let display_name = if full_name.trim().is_empty() { before_at } else { full_name.trim() };
    let row = user::ActiveModel {
        id: Set(random::id(now)),
        display_name: Set(display_name.chars().take(255).collect()),
        email: Set(email.clone()),
        first_name: Set(new.first_name.trim().to_owned()),
        last_name: Set(new.last_name.trim().to_owned()),
        avatar: Set(String::new()),
        is_active: Set(new.is_active),
        is_instance_admin: Set(new.is_instance_admin),
        is_bot: Set(false),
        is_pending: Set(false),
        user_timezone: Set("UTC".to_owned()),
        preferences: Set(Value::Object(Map::new())),
        last_workspace_id: Set(None),
        last_login_at: Set(None),
        last_login_ip: Set(String::new()),
        previous_login_at: Set(None),
        previous_login_ip: Set(String::new()),
        created_at: Set(now),
        updated_at: Set(now),
    };
    Ok(row.insert(&**tx).await?)
}

/// Changes the signed-in person's profile.
pub async fn update_profile(app: &App, user_id: Uuid, patch: ProfilePatch) -> Result<()> {
    let mut check = Check::new();
    check.optional_text("first_name", patch.first_name.as_deref(), 255).optional_text(
        "last_name",
        patch.last_name.as_deref(),
        255,
    );
    if let Some(name) = &patch.display_name {
        check.text("display_name", name.trim(), 1..=255);
    }
    if let Some(zone) = &patch.user_timezone {
        check.timezone("user_timezone", zone);
    }
    check.finish()?;
    let tx = app.db.begin(Context::user(user_id)).await?;
    let row = user::Entity::find_by_id(user_id).one(&*tx).await?.ok_or(Error::NotFound("user"))?;
    let preferences = merge(&row.preferences, patch.preferences)?;
    let mut row = row.into_active_model();
    if let Some(preferences) = preferences {
        row.preferences = Set(preferences);
    }
    if let Some(name) = patch.first_name {
        row.first_name = Set(name.trim().to_owned());
    }
    if let Some(name) = patch.last_name {
        row.last_name = Set(name.trim().to_owned());
    }
    if let Some(name) = patch.display_name {
        row.display_name = Set(name.trim().to_owned());
    }
    if let Some(zone) = patch.user_timezone {
        row.user_timezone = Set(zone);
    }
    row.updated_at = Set(app.clock.now());
    row.update(&*tx).await?;
    tx.commit().await
}

fn merge(present: &Value, over: Option<Map<String, Value>>) -> Result<Option<Value>> {
    let Some(over) = over else { return Ok(None) };
    let mut merged = present.as_object().cloned().unwrap_or_default();
    for (key, value) in over {
        if value.is_null() {
            merged.remove(&key);
        } else {
            merged.insert(key, value);
        }
    }
    let merged = Value::Object(merged);
    if merged.to_string().len() > PREFERENCES_MAX {
        return Err(Error::invalid("preferences", "Too large."));
    }
    Ok(Some(merged))
}

/// Remembers where the person is, so that signing in leads back there.
pub async fn visited(tx: &Tx, user_id: Uuid, workspace_id: Uuid) -> Result<()> {
    user::ActiveModel {
        id: Set(user_id),
        last_workspace_id: Set(Some(workspace_id)),
        ..Default::default()
    }
    .update(&**tx)
    .await?;
    Ok(())
}
