//! Changing how people may sign in.

use super::super::queries;
use crate::{
    app::App,
    audit,
    auth::identities::manage::administrators_with_identity,
    check::Check,
    db::Context,
    error::{Error, Result},
};
use entity::instance_setting;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel, QuerySelect};
use uuid::Uuid;

/// What may be changed; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct Patch {
    /// Whether passwords work.
    pub password_enabled: Option<bool>,
    /// Whether people may ask for a link that signs in.
    pub magic_link_enabled: Option<bool>,
    /// Whether the notice must be agreed to.
    pub notice_enabled: Option<bool>,
    /// Its title.
    pub notice_title: Option<String>,
    /// Its text.
    pub notice_text: Option<String>,
    /// Minutes without a request after which a session ends.
    pub session_idle_minutes: Option<i32>,
    /// Hours after which a session ends in any case.
    pub session_absolute_hours: Option<i32>,
    /// Sessions that a person may have at once; 0 for no limit.
    pub sessions_per_user_max: Option<i32>,
}

/// The row of settings.
pub async fn settings(app: &App) -> Result<instance_setting::Model> {
    let tx = app.db.begin(Context::default()).await?;
    let row = queries::settings(&tx).await?;
    tx.end().await?;
    Ok(row)
}

/// Changes the settings. Passwords go off only while an administrator has another way in.
pub async fn update(app: &App, actor: Uuid, patch: Patch) -> Result<()> {
    check(&patch)?;
    let now = app.clock.now();
    let tx = app.db.begin(Context::user(actor)).await?;
    // Waits for changes of accounts, which ask the same question.
    let row = instance_setting::Entity::find_by_id(1_i16)
        .lock_exclusive()
        .one(&*tx)
        .await?
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("instance_settings has no row")))?;
    if patch.password_enabled == Some(false) && administrators_with_identity(&tx).await? == 0 {
        let text = "Passwords can be switched off once an administrator of the instance has a card or a provider's account.";
        return Err(Error::conflict(text, None));
    }
    let mut entry = audit::Entry::new("instance.authentication_changed").by(actor);
    let mut row = row.into_active_model();
    if let Some(enabled) = patch.password_enabled {
        row.password_enabled = Set(enabled);
        entry = entry.with("password_enabled", enabled);
    }
    if let Some(enabled) = patch.magic_link_enabled {
        row.magic_link_enabled = Set(enabled);
        entry = entry.with("magic_link_enabled", enabled);
    }
    if let Some(enabled) = patch.notice_enabled {
        row.notice_enabled = Set(enabled);
        entry = entry.with("notice_enabled", enabled);
    }
    if let Some(title) = patch.notice_title {
        row.notice_title = Set(title.trim().to_owned());
        entry = entry.with("notice", "changed");
    }
    if let Some(text) = patch.notice_text {
        row.notice_text = Set(text.trim().to_owned());
        entry = entry.with("notice", "changed");
    }
    if let Some(minutes) = patch.session_idle_minutes {
        row.session_idle_minutes = Set(Some(minutes));
        entry = entry.with("session_idle_minutes", minutes);
    }
    if let Some(hours) = patch.session_absolute_hours {
        row.session_absolute_hours = Set(Some(hours));
        entry = entry.with("session_absolute_hours", hours);
    }
    if let Some(most) = patch.sessions_per_user_max {
        row.sessions_per_user_max = Set((most > 0).then_some(most));
        entry = entry.with("sessions_per_user_max", most);
    }
    row.updated_at = Set(now);
    row.update(&*tx).await?;
    entry.write(&tx, now).await?;
    tx.commit().await?;
    app.settings_changed();
    app.identities.clear();
    Ok(())
}

fn check(patch: &Patch) -> Result<()> {
    let mut check = Check::new();
    if let Some(title) = &patch.notice_title {
        check.text("notice_title", title.trim(), 1..=120);
    }
    if let Some(text) = &patch.notice_text {
        check.text("notice_text", text.trim(), 1..=8000);
    }
    let idle = patch.session_idle_minutes.is_none_or(|n| (5..=43200).contains(&n));
    let absolute = patch.session_absolute_hours.is_none_or(|n| (1..=2160).contains(&n));
    let most = patch.sessions_per_user_max.is_none_or(|n| (0..=100).contains(&n));
    check
        .rule("session_idle_minutes", idle, "Must lie between 5 and 43200.")
        .rule("session_absolute_hours", absolute, "Must lie between 1 and 2160.")
        .rule("sessions_per_user_max", most, "Must lie between 0 and 100.")
        .finish()
}
