//! How people appear in answers.

use super::ops::is_placeholder;
use crate::{
    app::App,
    db::Context,
    error::{Error, Result},
};
use chrono::{DateTime, Utc};
use entity::user;
use poem_openapi::Object;
use sea_orm::{
    ConnectionTrait, EntityTrait, FromQueryResult, QuerySelect, QueryTrait, sea_query::Expr,
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// A person, in short.
#[derive(Clone, Debug, Serialize, Object)]
pub struct UserLite {
    /// The person's id.
    pub id: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Address; hidden from guests, null for somebody who has none.
    pub email: Option<String>,
    /// Old name of `avatar_url`.
    pub avatar: String,
    /// Where the picture is.
    pub avatar_url: Option<String>,
    /// The name to show.
    pub display_name: String,
}

impl From<user::Model> for UserLite {
    fn from(row: user::Model) -> Self {
        Self {
            id: row.id,
            first_name: row.first_name,
            last_name: row.last_name,
            email: (!is_placeholder(&row.email)).then_some(row.email),
            avatar_url: (!row.avatar.is_empty()).then(|| row.avatar.clone()),
            avatar: row.avatar,
            display_name: row.display_name,
        }
    }
}

/// The signed-in person.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Me {
    /// The person's id.
    pub id: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Address.
    pub email: Option<String>,
    /// Old name of `avatar_url`.
    pub avatar: String,
    /// Where the picture is.
    pub avatar_url: Option<String>,
    /// The name to show.
    pub display_name: String,
    /// Administers the instance.
    pub is_instance_admin: bool,
    /// IANA time zone.
    pub user_timezone: String,
    /// What the person set: `theme`, `single_key_shortcuts`, …
    pub preferences: Value,
    /// Where the person was last.
    pub last_workspace_slug: Option<String>,
    /// Whether the person may create workspaces.
    pub can_create_workspace: bool,
    /// `email` stands in for an address that is not known.
    pub email_is_placeholder: bool,
    /// The last sign-in: this one, when it is the latest.
    pub last_login_at: Option<DateTime<Utc>>,
    /// The one before.
    pub previous_login_at: Option<DateTime<Utc>>,
    /// From which address that was.
    pub previous_login_ip: String,
}

const LAST_WORKSPACE_SLUG: &str = "(SELECT w.slug FROM workspaces w \
    WHERE w.id = users.last_workspace_id AND w.deleted_at IS NULL)";

impl Me {
    /// Reads the person.
    pub async fn load(app: &App, user_id: Uuid) -> Result<Self> {
        let settings = app.settings().await?;
        let tx = app.db.begin(Context::user(user_id)).await?;
        let select = user::Entity::find_by_id(user_id)
            .expr_as(Expr::cust(LAST_WORKSPACE_SLUG), "last_workspace_slug")
            .into_query();
        let found = tx.query_one(&select).await?.ok_or(Error::NotFound("user"))?;
        tx.end().await?;
        let row = user::Model::from_query_result(&found, "")?;
        let lite = UserLite::from(row.clone());
        Ok(Self {
            id: lite.id,
            first_name: lite.first_name,
            last_name: lite.last_name,
            email_is_placeholder: is_placeholder(&row.email),
            email: Some(row.email),
            avatar: lite.avatar,
            avatar_url: lite.avatar_url,
            display_name: lite.display_name,
            is_instance_admin: row.is_instance_admin,
            user_timezone: row.user_timezone,
            preferences: row.preferences,
            last_workspace_slug: found.try_get("", "last_workspace_slug")?,
            can_create_workspace: row.is_instance_admin || settings.allow_workspace_creation,
            last_login_at: row.last_login_at,
            previous_login_at: row.previous_login_at,
            previous_login_ip: row.previous_login_ip,
        })
    }
}
