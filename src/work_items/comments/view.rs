//! How comments appear in answers.

use chrono::{DateTime, Utc};
use entity::comment;
use poem_openapi::Object;
use serde::Serialize;
use uuid::Uuid;

/// A comment.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Comment {
    /// The comment's id.
    pub id: Uuid,
    /// The text, as sanitised HTML.
    pub comment_html: String,
    /// Who wrote it.
    pub actor: Option<Uuid>,
    /// `INTERNAL` or `EXTERNAL`.
    pub access: String,
    /// The comment that this one answers.
    pub parent: Option<Uuid>,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// When its text last changed.
    pub edited_at: Option<DateTime<Utc>>,
    /// Always null: deleted comments are not shown.
    pub deleted_at: Option<DateTime<Utc>>,
    /// The system that knows it too.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
    /// Always empty: images stand in the text.
    pub attachments: Vec<String>,
    /// Whether the caller belongs to the project: always true.
    pub is_member: bool,
    /// Always null.
    pub description: Option<Uuid>,
    /// The work item.
    pub issue: Uuid,
    /// The project.
    pub project: Uuid,
    /// The workspace.
    pub workspace: Uuid,
    /// Who wrote it.
    pub created_by: Option<Uuid>,
    /// Who changed it last.
    pub updated_by: Option<Uuid>,
}

impl From<comment::Model> for Comment {
    fn from(row: comment::Model) -> Self {
        Self {
            id: row.id,
            comment_html: row.comment_html,
            actor: row.actor_id,
            access: row.access,
            parent: row.parent_id,
            created_at: row.created_at,
            updated_at: row.updated_at,
            edited_at: row.edited_at,
            deleted_at: row.deleted_at,
            external_source: row.external_source,
            external_id: row.external_id,
            attachments: Vec::new(),
            is_member: true,
            description: None,
            issue: row.work_item_id,
            project: row.project_id,
            workspace: row.workspace_id,
            created_by: row.created_by,
            updated_by: row.updated_by,
        }
    }
}
