//! How files appear in answers.

use super::ops::Announced;
use crate::{app::App, auth::Via};
use chrono::{DateTime, Utc};
use entity::file;
use poem_openapi::Object;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// What was announced about a file.
#[derive(Clone, Debug, Serialize, Object)]
pub struct FileAttributes {
    /// Its name.
    pub name: String,
    /// Its type.
    #[serde(rename = "type")]
    #[oai(rename = "type")]
    pub content_type: String,
    /// Its size in bytes.
    pub size: i64,
}

/// An attachment.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Attachment {
    /// The attachment's id.
    pub id: Uuid,
    /// Name, type and size.
    pub attributes: FileAttributes,
    /// The same as `asset_url`.
    pub asset: String,
    /// Where its bytes are.
    pub asset_url: String,
    /// `ISSUE_ATTACHMENT`.
    pub entity_type: String,
    /// The work item, as text.
    pub entity_identifier: Option<String>,
    /// The system that knows it too.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
    /// Always false: deleted attachments are not shown.
    pub is_deleted: bool,
    /// Always false.
    pub is_archived: bool,
    /// Whether the bytes have arrived and were confirmed.
    pub is_uploaded: bool,
    /// Bytes.
    pub size: i64,
    /// Always null.
    pub storage_metadata: Option<Value>,
    /// When it was announced.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// Always null.
    pub deleted_at: Option<DateTime<Utc>>,
    /// Who added it.
    pub created_by: Option<Uuid>,
    /// The same as `created_by`.
    pub updated_by: Option<Uuid>,
    /// The workspace.
    pub workspace: Uuid,
    /// The project.
    pub project: Option<Uuid>,
    /// The work item.
    pub issue: Option<Uuid>,
}

impl Attachment {
    /// The view of a row of the workspace named `slug`.
    pub fn new(row: file::Model, slug: &str) -> Self {
        let url = asset_url(slug, row.id);
        Self {
            id: row.id,
            attributes: FileAttributes {
                name: row.name,
                content_type: row.content_type,
                size: row.size_bytes,
            },
            asset: url.clone(),
            asset_url: url,
            entity_type: row.entity_type,
            entity_identifier: row.work_item_id.map(|id| id.to_string()),
            external_source: row.external_source,
            external_id: row.external_id,
            is_deleted: false,
            is_archived: false,
            is_uploaded: row.is_uploaded,
            size: row.size_bytes,
            storage_metadata: None,
            created_at: row.created_at,
            updated_at: row.updated_at,
            deleted_at: None,
            created_by: row.created_by,
            updated_by: row.created_by,
            workspace: row.workspace_id,
            project: row.project_id,
            issue: row.work_item_id,
        }
    }
}

/// The fields that a form with the bytes must carry before them.
#[derive(Clone, Debug, Serialize, Object)]
pub struct UploadFields {
    /// The announced type.
    #[serde(rename = "Content-Type")]
    #[oai(rename = "Content-Type")]
    pub content_type: String,
    /// The file's id.
    pub key: String,
    /// Allows the upload, once.
    pub token: String,
}

/// Where to send the bytes: a form with all `fields` and then the bytes as `file`.
#[derive(Clone, Debug, Serialize, Object)]
pub struct UploadData {
    /// Where to post the form.
    pub url: String,
    /// What the form must carry.
    pub fields: UploadFields,
}

impl UploadData {
    /// Browsers post to where they are; scripts need the whole address.
    pub fn new(app: &App, announced: &Announced, via: Via) -> Self {
        let id = announced.row.id;
        let path = format!("/api/v1/uploads/{id}");
        Self {
            url: match via {
                Via::Session(_) => path,
                Via::ApiToken(_) => app.web_url(&path),
            },
            fields: UploadFields {
                content_type: announced.row.content_type.clone(),
                key: id.to_string(),
                token: announced.token.clone(),
            },
        }
    }
}

/// An attachment that was announced, with where to send its bytes.
#[derive(Clone, Debug, Serialize, Object)]
pub struct AnnouncedAttachment {
    /// Where to send the bytes.
    pub upload_data: UploadData,
    /// The attachment's id.
    pub asset_id: Uuid,
    /// The attachment.
    pub attachment: Attachment,
    /// The attachment once more, for clients that look for its keys here.
    #[serde(flatten)]
    #[oai(flatten)]
    pub keys: Attachment,
}

/// An image that was announced, with where to send its bytes.
#[derive(Clone, Debug, Serialize, Object)]
pub struct AnnouncedAsset {
    /// Where to send the bytes.
    pub upload_data: UploadData,
    /// The file's id.
    pub asset_id: Uuid,
    /// Where the bytes will be: the `src` of the image.
    pub asset_url: String,
}

/// A file that has arrived.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Asset {
    /// The file's id.
    pub asset_id: Uuid,
    /// Where its bytes are.
    pub asset_url: String,
    /// Its name.
    pub asset_name: String,
    /// Its type.
    pub asset_type: String,
}

/// Where the bytes of a file are, for members.
pub fn asset_url(slug: &str, id: Uuid) -> String {
    format!("{}{id}", asset_prefix(slug))
}

/// What the address of every file of a workspace begins with.
pub fn asset_prefix(slug: &str) -> String {
    format!("/api/v1/workspaces/{slug}/files/")
}
