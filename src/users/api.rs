//! `/api/v1/users/me`: the signed-in person, their sessions and tokens.

use super::{
    ops::{ProfilePatch, update_profile},
    view::Me,
};
use crate::{
    auth::{
        CurrentUser, Via, require_session,
        session::{self, Which},
        sign_in, tokens,
    },
    error::{Error, Result},
    http::{
        extract::{Id, Server},
        reply::{Created, NoContent, Reply},
    },
};
use chrono::{DateTime, Utc};
use entity::api_token;
use poem_openapi::{Object, OpenApi, payload::Json};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// What a person changes about themselves.
#[derive(Debug, Object)]
pub struct MePatch {
    /// Given name.
    pub first_name: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// The name to show.
    pub display_name: Option<String>,
    /// IANA time zone.
    pub user_timezone: Option<String>,
    /// Merged over the present ones; null removes a key.
    pub preferences: Option<Value>,
}

/// A change of password.
#[derive(Debug, Object)]
pub struct PasswordChange {
    /// The present password.
    pub old_password: String,
    /// At least 12 characters (14 where PBKDF2 hashes it), not easy to guess.
    pub new_password: String,
}

/// A browser that is signed in.
#[derive(Debug, Serialize, Object)]
pub struct SessionView {
    /// The session's id.
    pub id: Uuid,
    /// Sign-in.
    pub created_at: DateTime<Utc>,
    /// Last request, to the minute.
    pub last_seen_at: DateTime<Utc>,
    /// Its end in any case.
    pub expires_at: DateTime<Utc>,
    /// The browser's name for itself.
    pub user_agent: String,
    /// The address at sign-in.
    pub ip_address: String,
    /// `password`, `link`, `piv` or `oidc`.
    pub method: String,
    /// When its owner last proved who they are.
    pub authenticated_at: DateTime<Utc>,
    /// This is the session that asks.
    pub current: bool,
}

/// An API token, without its text.
#[derive(Debug, Serialize, Object)]
#[oai(rename = "ApiToken")]
pub struct ApiTokenView {
    /// The token's id.
    pub id: Uuid,
    /// Its name.
    pub label: String,
    /// What uses it.
    pub description: String,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends; null for never.
    pub expired_at: Option<DateTime<Utc>>,
    /// When it was last used, to the minute.
    pub last_used: Option<DateTime<Utc>>,
    /// Whether it works.
    pub is_active: bool,
    /// The one workspace it works in, or null for all.
    pub workspace: Option<Uuid>,
    /// The token itself: present only in the answer that creates it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// A token to be made.
#[derive(Debug, Object)]
pub struct NewApiToken {
    /// Its name.
    pub label: String,
    /// What uses it.
    pub description: Option<String>,
    /// When it ends; never, when absent.
    pub expired_at: Option<DateTime<Utc>>,
}

impl From<api_token::Model> for ApiTokenView {
    fn from(row: api_token::Model) -> Self {
        Self {
            id: row.id,
            label: row.label,
            description: row.description,
            created_at: row.created_at,
            expired_at: row.expired_at,
            last_used: row.last_used,
            is_active: row.is_active,
            workspace: row.workspace_id,
            token: None,
        }
    }
}

/// The signed-in person.
#[derive(Debug)]
pub struct UsersApi;

#[OpenApi(prefix_path = "/api/v1/users/me")]
impl UsersApi {
    /// Me
    #[oai(path = "/", method = "get", operation_id = "get_me")]
    async fn get(&self, app: Server, user: CurrentUser) -> Result<Reply<Me>> {
        Reply::new(&Me::load(&app, user.0.user_id).await?)
    }

    /// Change my profile
    #[oai(path = "/", method = "patch", operation_id = "update_me")]
    async fn patch(
        &self,
        app: Server,
        user: CurrentUser,
        body: Json<MePatch>,
    ) -> Result<Reply<Me>> {
        let body = body.0;
        let preferences = match body.preferences {
            None => None,
            Some(Value::Object(map)) => Some(map),
            Some(_) => return Err(Error::invalid("preferences", "Must be an object.")),
        };
        let patch = ProfilePatch {
            first_name: body.first_name,
            last_name: body.last_name,
            display_name: body.display_name,
            user_timezone: body.user_timezone,
            preferences,
        };
        update_profile(&app, user.0.user_id, patch).await?;
        Reply::new(&Me::load(&app, user.0.user_id).await?)
    }

    /// Change my password
    ///
    /// Ends all other sessions.
    #[oai(path = "/password", method = "post", operation_id = "change_my_password")]
    async fn password(
        &self,
        app: Server,
        user: CurrentUser,
        body: Json<PasswordChange>,
    ) -> Result<NoContent> {
        require_session(&user.0)?;
        sign_in::change(&app, &user.0, &body.old_password, &body.new_password).await?;
        Ok(NoContent::default())
    }

    /// Where I am signed in
    #[oai(path = "/sessions", method = "get", operation_id = "list_my_sessions")]
    async fn sessions(&self, app: Server, user: CurrentUser) -> Result<Reply<Vec<SessionView>>> {
        let rows = session::list(&app, user.0.user_id).await?;
        let views: Vec<_> = rows
            .into_iter()
            .map(|row| SessionView {
                current: user.0.via == Via::Session(row.id),
                id: row.id,
                created_at: row.created_at,
                method: row.method,
                authenticated_at: row.authenticated_at.unwrap_or(row.created_at),
                last_seen_at: row.last_seen_at,
                expires_at: row.expires_at,
                user_agent: row.user_agent,
                ip_address: row.ip_address,
            })
            .collect();
        Reply::new(&views)
    }

    /// End all my other sessions
    #[oai(path = "/sessions", method = "delete", operation_id = "end_my_other_sessions")]
    async fn end_others(&self, app: Server, user: CurrentUser) -> Result<NoContent> {
        let keep = require_session(&user.0)?;
        session::end(&app, user.0.user_id, Which::AllBut(keep)).await?;
        Ok(NoContent::default())
    }

    /// End one of my sessions
    #[oai(path = "/sessions/:session_id", method = "delete", operation_id = "end_my_session")]
    async fn end_one(&self, app: Server, user: CurrentUser, id: Id<0>) -> Result<NoContent> {
        require_session(&user.0)?;
        match session::end(&app, user.0.user_id, Which::One(id.0)).await? {
            0 => Err(Error::NotFound("session")),
            _ => Ok(NoContent::default()),
        }
    }

    /// My API tokens
    #[oai(path = "/api-tokens", method = "get", operation_id = "list_my_api_tokens")]
    async fn tokens(&self, app: Server, user: CurrentUser) -> Result<Reply<Vec<ApiTokenView>>> {
        let rows = tokens::list(&app, user.0.user_id).await?;
        Reply::new(&rows.into_iter().map(ApiTokenView::from).collect::<Vec<_>>())
    }

    /// Create an API token
    ///
    /// The token's text is in this answer and nowhere else.
    #[oai(path = "/api-tokens", method = "post", operation_id = "create_my_api_token")]
    async fn create_token(
        &self,
        app: Server,
        user: CurrentUser,
        body: Json<NewApiToken>,
    ) -> Result<Created<ApiTokenView>> {
        require_session(&user.0)?;
        let body = body.0;
        let new = tokens::NewApiToken {
            label: body.label,
            description: body.description.unwrap_or_default(),
            expired_at: body.expired_at,
        };
        let (row, text) = tokens::create(&app, user.0.user_id, new).await?;
        Created::new(&ApiTokenView { token: Some(text), ..ApiTokenView::from(row) })
    }

    /// Revoke an API token
    #[oai(path = "/api-tokens/:token_id", method = "delete", operation_id = "revoke_my_api_token")]
    async fn revoke_token(&self, app: Server, user: CurrentUser, id: Id<0>) -> Result<NoContent> {
        require_session(&user.0)?;
        tokens::revoke(&app, user.0.user_id, id.0).await?;
        Ok(NoContent::default())
    }
}
