//! How notifications appear in answers.

use crate::users::view::UserLite;
use chrono::{DateTime, Utc};
use entity::user;
use poem_openapi::Object;
use sea_orm::FromQueryResult;
use serde::Serialize;
use serde_json::Value;
use std::collections::HashMap;
use uuid::Uuid;

/// What is read for one.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Row {
    /// Its id.
    pub id: Uuid,
    workspace_id: Uuid,
    project_id: Uuid,
    work_item_id: Uuid,
    receiver_id: Uuid,
    /// Who did what it tells of.
    pub triggered_by: Option<Uuid>,
    sender: String,
    title: String,
    message_stripped: String,
    data: Value,
    read_at: Option<DateTime<Utc>>,
    snoozed_till: Option<DateTime<Utc>>,
    archived_at: Option<DateTime<Utc>>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    comment: Option<String>,
}

/// Something that the person was told.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Notification {
    /// Its id.
    pub id: Uuid,
    /// When it happened.
    pub created_at: DateTime<Utc>,
    /// When it was last read, put away or the like.
    pub updated_at: DateTime<Utc>,
    /// Who did it.
    pub triggered_by_details: Option<UserLite>,
    /// The person was named in a text.
    pub is_mentioned_notification: bool,
    /// `issue`, what it was then, and `issue_activity`, the change.
    pub data: Value,
    /// The work item.
    pub entity_identifier: Uuid,
    /// Always `issue`.
    pub entity_name: String,
    /// What happened, in a sentence.
    pub title: String,
    /// The text of the comment, if it is about one that is still there.
    pub message_stripped: String,
    /// Why the person is told: `in_app:issue_activities:created`, `:assigned`, `:subscribed` or
    /// `:mentioned`, or `in_app:reminders:due_soon` or `:overdue`.
    pub sender: String,
    /// When it was read.
    pub read_at: Option<DateTime<Utc>>,
    /// It sleeps until then.
    pub snoozed_till: Option<DateTime<Utc>>,
    /// When it was put away.
    pub archived_at: Option<DateTime<Utc>>,
    /// The project.
    pub project: Uuid,
    /// The workspace.
    pub workspace: Uuid,
    /// Who did it.
    pub triggered_by: Option<Uuid>,
    /// Who is told.
    pub receiver: Uuid,
}

impl Notification {
    /// The view of a row; `people` knows who did it, and guests get no addresses.
    pub fn new(row: Row, people: &HashMap<Uuid, user::Model>, hides_email: bool) -> Self {
        let who = row.triggered_by.and_then(|id| people.get(&id)).cloned().map(UserLite::from);
        let email = |who: &UserLite| who.email.clone().filter(|_| !hides_email);
        Self {
            id: row.id,
            created_at: row.created_at,
            updated_at: row.updated_at,
            triggered_by_details: who.map(|who| UserLite { email: email(&who), ..who }),
            is_mentioned_notification: row.sender.ends_with(":mentioned"),
            data: row.data,
            entity_identifier: row.work_item_id,
            entity_name: "issue".to_owned(),
            title: row.title,
            message_stripped: row.comment.unwrap_or(row.message_stripped),
            sender: row.sender,
            read_at: row.read_at,
            snoozed_till: row.snoozed_till,
            archived_at: row.archived_at,
            project: row.project_id,
            workspace: row.workspace_id,
            triggered_by: row.triggered_by,
            receiver: row.receiver_id,
        }
    }
}
