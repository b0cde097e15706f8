//! Attachments, images in texts, and the bytes of both.

use super::{
    api_download::Download,
    model::{NewFile, Purpose},
    ops, upload,
    view::{AnnouncedAsset, AnnouncedAttachment, Asset, Attachment, UploadData, asset_url},
};
use crate::{
    access::{ProjectScope, WorkspaceScope, project_scope},
    error::{Error, Result},
    http::{
        extract::{Id, Server},
        reply::{Found, NoContent, Reply},
    },
};
use poem::{
    Request,
    web::{Field, Multipart},
};
use poem_openapi::{Object, OpenApi, payload::Json};
use std::sync::Arc;
use tokio::io::AsyncReadExt;
use uuid::Uuid;

/// Fields of an upload form before the bytes, at most.
const FORM_FIELDS_MAX: usize = 20;
/// Bytes of a field before the bytes, at most.
const FORM_FIELD_BYTES_MAX: u64 = 4096;

/// A file to be attached.
#[derive(Debug, Object)]
pub struct NewAttachment {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: i64,
    /// Its type; recognised from the bytes when absent.
    #[oai(rename = "type")]
    pub content_type: Option<String>,
    /// A system that knows it too.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
}

/// An image to stand in a text.
#[derive(Debug, Object)]
pub struct NewAsset {
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub size: i64,
    /// `image/jpeg`, `image/png`, `image/webp` or `image/gif`.
    #[oai(rename = "type")]
    pub content_type: Option<String>,
    /// The project in whose text it will stand.
    pub project_id: Uuid,
    /// `ISSUE_DESCRIPTION` or `COMMENT_DESCRIPTION`; without it, any file for integrations.
    pub entity_type: Option<String>,
    /// A system that knows it too.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
}

/// The confirmation that the bytes were sent.
#[derive(Debug, Object)]
pub struct UploadConfirmation {
    /// True.
    pub is_uploaded: Option<bool>,
}

/// Files.
#[derive(Debug)]
pub struct FilesApi;

#[OpenApi(prefix_path = "/api/v1")]
impl FilesApi {
    /// Attachments of a work item
    #[oai(
        path = "/workspaces/:slug/projects/:project_id/work-items/:work_item_id/attachments",
        method = "get",
        operation_id = "list_attachments"
    )]
    async fn list(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
    ) -> Result<Reply<Vec<Attachment>>> {
        let rows = ops::list_attachments(&app, &scope, item.0).await?;
        let slug = &scope.workspace.slug;
        let views: Vec<_> = rows.into_iter().map(|row| Attachment::new(row, slug)).collect();
        Reply::new(&views)
    }

    /// Announce an attachment
    ///
    /// Post the bytes to `upload_data.url` next, as a form with all `upload_data.fields` and then
    /// `file`, and confirm with PATCH.
    #[oai(
        path = "/workspaces/:slug/projects/:project_id/work-items/:work_item_id/attachments",
        method = "post",
        operation_id = "create_attachment"
    )]
    async fn create(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
        body: Json<NewAttachment>,
    ) -> Result<Reply<AnnouncedAttachment>> {
        let body = body.0;
        let new = NewFile {
            external_source: body.external_source,
            external_id: body.external_id,
            ..NewFile::new(&body.name, body.size, body.content_type.as_deref())
        };
        let announced = ops::announce_attachment(&app, &scope, item.0, new).await?;
        let upload_data = UploadData::new(&app, &announced, scope.workspace.actor.via);
        let attachment = Attachment::new(announced.row, &scope.workspace.slug);
        Reply::new(&AnnouncedAttachment {
            upload_data,
            asset_id: attachment.id,
            keys: attachment.clone(),
            attachment,
        })
    }

    /// Where an attachment's bytes are
    #[oai(
        path = "/workspaces/:slug/projects/:project_id/work-items/:work_item_id/attachments/:attachment_id",
        method = "get",
        operation_id = "get_attachment"
    )]
    async fn get(&self, app: Server, scope: ProjectScope, item: Id<2>, id: Id<3>) -> Result<Found> {
        let row = ops::get_attachment(&app, &scope, item.0, id.0).await?;
        Ok(Found(asset_url(&scope.workspace.slug, row.id)))
    }

    /// Confirm that an attachment's bytes were sent
    #[oai(
        path = "/workspaces/:slug/projects/:project_id/work-items/:work_item_id/attachments/:attachment_id",
        method = "patch",
        operation_id = "confirm_attachment"
    )]
    async fn confirm(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
        id: Id<3>,
        body: Json<UploadConfirmation>,
    ) -> Result<NoContent> {
        require_confirmation(&body)?;
        ops::confirm_attachment(&app, &scope, item.0, id.0).await?;
        Ok(NoContent::default())
    }

    /// Delete an attachment
    #[oai(
        path = "/workspaces/:slug/projects/:project_id/work-items/:work_item_id/attachments/:attachment_id",
        method = "delete",
        operation_id = "delete_attachment"
    )]
    async fn delete(
        &self,
        app: Server,
        scope: ProjectScope,
        item: Id<2>,
        id: Id<3>,
    ) -> Result<NoContent> {
        ops::delete_attachment(&app, &scope, item.0, id.0).await?;
        Ok(NoContent::default())
    }

    /// Announce an image for a text
    ///
    /// Then post the bytes as for attachments, confirm with PATCH, and use `asset_url` as the
    /// image's `src`.
    #[oai(path = "/workspaces/:slug/assets", method = "post", operation_id = "create_asset")]
    async fn create_asset(
        &self,
        app: Server,
        scope: WorkspaceScope,
        body: Json<NewAsset>,
    ) -> Result<Reply<AnnouncedAsset>> {
        let body = body.0;
        let purpose = Purpose::parse(body.entity_type.as_deref())?;
        let actor = Arc::clone(&scope.actor);
        let project = match project_scope(&app, actor, &scope.slug, body.project_id).await {
            Err(Error::NotFound(_)) => {
                return Err(Error::invalid("project_id", "There is no such project here."));
            }
            found => found?,
        };
        let new = NewFile {
            external_source: body.external_source,
            external_id: body.external_id,
            ..NewFile::new(&body.name, body.size, body.content_type.as_deref())
        };
        let announced = ops::announce_asset(&app, &project, purpose, new).await?;
        Reply::new(&AnnouncedAsset {
            upload_data: UploadData::new(&app, &announced, scope.actor.via),
            asset_id: announced.row.id,
            asset_url: asset_url(&scope.slug, announced.row.id),
        })
    }

    /// An image or other asset
    #[oai(path = "/workspaces/:slug/assets/:asset_id", method = "get", operation_id = "get_asset")]
    async fn get_asset(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
    ) -> Result<Reply<Asset>> {
        let row = ops::require_uploaded(ops::readable(&app, &scope, id.0).await?.1)?;
        Reply::new(&Asset {
            asset_id: row.id,
            asset_url: asset_url(&scope.slug, row.id),
            asset_name: row.name,
            asset_type: row.content_type,
        })
    }

    /// Confirm that an image's bytes were sent
    #[oai(
        path = "/workspaces/:slug/assets/:asset_id",
        method = "patch",
        operation_id = "confirm_asset"
    )]
    async fn confirm_asset(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
        body: Json<UploadConfirmation>,
    ) -> Result<NoContent> {
        require_confirmation(&body)?;
        ops::confirm_asset(&app, &scope, id.0).await?;
        Ok(NoContent::default())
    }

    /// The bytes of a file
    ///
    /// Images are shown in place, everything else is a download.
    #[oai(
        path = "/workspaces/:slug/files/:file_id",
        method = "get",
        operation_id = "download_file"
    )]
    async fn download(
        &self,
        app: Server,
        scope: WorkspaceScope,
        id: Id<1>,
        request: &Request,
    ) -> Result<Download> {
        let (_, row) = ops::readable(&app, &scope, id.0).await?;
        Download::open(&app, &row, request).await
    }

    /// Send the bytes of an announced file
    ///
    /// A form (`multipart/form-data`) with the fields that announcing the file answered, and then
    /// the bytes as `file`. Needs no credentials: the field `token` allows it, once.
    #[oai(path = "/uploads/:file_id", method = "post", operation_id = "upload_file")]
    async fn upload(&self, app: Server, id: Id<0>, mut form: Multipart) -> Result<NoContent> {
        let mut token = String::new();
        for _ in 0..FORM_FIELDS_MAX {
            let Some(field) = form.next_field().await.map_err(|_| unreadable())? else { break };
            match field.name() {
                Some("token") => token = text(field).await?,
                Some("file") => {
                    upload::accept(&app, id.0, &token, field.into_async_read()).await?;
                    return Ok(NoContent::default());
                }
                _ => {}
            }
        }
        Err(Error::invalid("file", "Send the bytes as the last field of the form."))
    }
}

fn require_confirmation(body: &UploadConfirmation) -> Result<()> {
    if body.is_uploaded == Some(true) {
        Ok(())
    } else {
        Err(Error::invalid("is_uploaded", "Must be true."))
    }
}

async fn text(field: Field) -> Result<String> {
    let mut text = String::new();
    let mut reader = std::pin::pin!(field.into_async_read().take(FORM_FIELD_BYTES_MAX));
    reader.read_to_string(&mut text).await.map_err(|_| unreadable())?;
    Ok(text)
}

fn unreadable() -> Error {
    Error::rule("The form in the request cannot be read.")
}
