//! `/api/v1/users/me/notification-preferences`.

use super::preferences::{self, PreferencesPatch};
use crate::{
    auth::CurrentUser,
    error::Result,
    http::{extract::Server, reply::Reply},
};
use entity::notification_preference::Model;
use poem_openapi::{Object, OpenApi, payload::Json};
use serde::Serialize;

/// What the person wants to be told by mail, and when.
#[derive(Debug, Serialize, Object)]
pub struct NotificationPreferences {
    /// A field of an item that the person follows changed.
    pub property_change: bool,
    /// It has another state.
    pub state_change: bool,
    /// Somebody commented.
    pub comment: bool,
    /// Somebody named the person.
    pub mention: bool,
    /// It was completed.
    pub issue_completed: bool,
    /// It is due today or tomorrow.
    pub due_soon: bool,
    /// It is late.
    pub overdue: bool,
    /// `soon`, `daily` or `off`.
    pub email_digest: String,
    /// Whether there are hours without mails.
    pub quiet_hours_enabled: bool,
    /// Their beginning, in the person's time zone.
    pub quiet_from: String,
    /// Their end.
    pub quiet_until: String,
}

/// What changes about it.
#[derive(Debug, Object)]
pub struct NotificationPreferencesPatch {
    /// A field of an item that the person follows changed.
    pub property_change: Option<bool>,
    /// It has another state.
    pub state_change: Option<bool>,
    /// Somebody commented.
    pub comment: Option<bool>,
    /// Somebody named the person.
    pub mention: Option<bool>,
    /// It was completed.
    pub issue_completed: Option<bool>,
    /// It is due today or tomorrow.
    pub due_soon: Option<bool>,
    /// It is late.
    pub overdue: Option<bool>,
    /// `soon`, `daily` or `off`.
    pub email_digest: Option<String>,
    /// Whether there are hours without mails.
    pub quiet_hours_enabled: Option<bool>,
    /// Their beginning, `HH:MM` in the person's time zone.
    pub quiet_from: Option<String>,
    /// Their end.
    pub quiet_until: Option<String>,
}

impl From<Model> for NotificationPreferences {
    fn from(row: Model) -> Self {
        Self {
            property_change: row.property_change,
            state_change: row.state_change,
            comment: row.comment,
            mention: row.mention,
            issue_completed: row.issue_completed,
            due_soon: row.due_soon,
            overdue: row.overdue,
            email_digest: row.email_digest,
            quiet_hours_enabled: row.quiet_hours_enabled,
            quiet_from: row.quiet_from.format("%H:%M").to_string(),
            quiet_until: row.quiet_until.format("%H:%M").to_string(),
        }
    }
}

/// Preferences.
#[derive(Debug)]
pub struct PreferencesApi;

#[OpenApi(prefix_path = "/api/v1/users/me")]
impl PreferencesApi {
    /// What I want to be told
    #[oai(
        path = "/notification-preferences",
        method = "get",
        operation_id = "get_notification_preferences"
    )]
    async fn get(&self, app: Server, user: CurrentUser) -> Result<Reply<NotificationPreferences>> {
        Reply::new(&NotificationPreferences::from(preferences::get(&app, user.0.user_id).await?))
    }

    /// Change what I want to be told
    #[oai(
        path = "/notification-preferences",
        method = "patch",
        operation_id = "update_notification_preferences"
    )]
    async fn patch(
        &self,
        app: Server,
        user: CurrentUser,
        body: Json<NotificationPreferencesPatch>,
    ) -> Result<Reply<NotificationPreferences>> {
        let body = body.0;
        let patch = PreferencesPatch {
            property_change: body.property_change,
            state_change: body.state_change,
            comment: body.comment,
            mention: body.mention,
            issue_completed: body.issue_completed,
            due_soon: body.due_soon,
            overdue: body.overdue,
            email_digest: body.email_digest,
            quiet_hours_enabled: body.quiet_hours_enabled,
            quiet_from: body.quiet_from,
            quiet_until: body.quiet_until,
        };
        let row = preferences::update(&app, user.0.user_id, patch).await?;
        Reply::new(&NotificationPreferences::from(row))
    }
}
