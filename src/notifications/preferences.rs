//! What a person wants to be told by mail, and when.

use crate::{
    app::App,
    check::Check,
    db::Context,
    error::{Error, Result},
};
use chrono::{DateTime, NaiveTime, Utc};
use entity::notification_preference::{self as preference, Model};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, QuerySelect, sea_query::OnConflict};
use uuid::Uuid;

/// When mails come: soon after the change, once a day, or never.
pub const DIGESTS: [&str; 3] = ["soon", "daily", "off"];

/// What changes; absent parts stay.
#[derive(Clone, Debug, Default)]
pub struct PreferencesPatch {
    /// Mails about changed fields.
    pub property_change: Option<bool>,
    /// Mails about new states.
    pub state_change: Option<bool>,
    /// Mails about comments.
    pub comment: Option<bool>,
    /// Mails about mentions.
    pub mention: Option<bool>,
    /// Mails about completed items.
    pub issue_completed: Option<bool>,
    /// Mails about what is due.
    pub due_soon: Option<bool>,
    /// Mails about what is late.
    pub overdue: Option<bool>,
    /// One of [`DIGESTS`].
    pub email_digest: Option<String>,
    /// Whether there are hours without mails.
    pub quiet_hours_enabled: Option<bool>,
    /// Their beginning, `HH:MM` in the person's time zone.
    pub quiet_from: Option<String>,
    /// Their end.
    pub quiet_until: Option<String>,
}

fn at(hour: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default()
}

/// What holds for somebody who has said nothing; the database has the same defaults.
fn defaults(user_id: Uuid, now: DateTime<Utc>) -> Model {
    Model {
        user_id,
        property_change: true,
        state_change: true,
        comment: true,
        mention: true,
        issue_completed: true,
        due_soon: true,
        overdue: true,
        email_digest: "soon".to_owned(),
        quiet_hours_enabled: false,
        quiet_from: at(22),
        quiet_until: at(7),
        updated_at: now,
    }
}

/// A person's preferences.
pub async fn get(app: &App, user_id: Uuid) -> Result<Model> {
    let tx = app.db.begin(Context::user(user_id)).await?;
    let found = preference::Entity::find_by_id(user_id).one(&*tx).await?;
    tx.end().await?;
    Ok(found.unwrap_or_else(|| defaults(user_id, app.clock.now())))
}

/// Changes them.
pub async fn update(app: &App, user_id: Uuid, patch: PreferencesPatch) -> Result<Model> {
    let now = app.clock.now();
    let mut check = Check::new();
    if let Some(digest) = &patch.email_digest {
        check.one_of("email_digest", digest, &DIGESTS);
    }
    check.finish()?;
    let from = patch.quiet_from.as_deref().map(|text| time("quiet_from", text)).transpose()?;
    let until = patch.quiet_until.as_deref().map(|text| time("quiet_until", text)).transpose()?;
    let tx = app.db.begin(Context::user(user_id)).await?;
    // So that two pages that change different parts at once both count.
    preference::Entity::insert(defaults(user_id, now).into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .try_insert()
        .exec_without_returning(&*tx)
        .await?;
    let found = preference::Entity::find_by_id(user_id).lock_exclusive().one(&*tx).await?;
    let old = found.ok_or(Error::NotFound("user"))?;
    let row = Model {
        user_id,
        property_change: patch.property_change.unwrap_or(old.property_change),
        state_change: patch.state_change.unwrap_or(old.state_change),
        comment: patch.comment.unwrap_or(old.comment),
        mention: patch.mention.unwrap_or(old.mention),
        issue_completed: patch.issue_completed.unwrap_or(old.issue_completed),
        due_soon: patch.due_soon.unwrap_or(old.due_soon),
        overdue: patch.overdue.unwrap_or(old.overdue),
        email_digest: patch.email_digest.unwrap_or(old.email_digest),
        quiet_hours_enabled: patch.quiet_hours_enabled.unwrap_or(old.quiet_hours_enabled),
        quiet_from: from.unwrap_or(old.quiet_from),
        quiet_until: until.unwrap_or(old.quiet_until),
        updated_at: now,
    };
    let all = row.clone().into_active_model().reset_all();
    preference::Entity::update(all).exec(&*tx).await?;
    tx.commit().await?;
    Ok(row)
}

fn time(field: &str, text: &str) -> Result<NaiveTime> {
    NaiveTime::parse_from_str(text, "%H:%M")
        .map_err(|_| Error::invalid(field, "Must be a time such as 22:00."))
}
