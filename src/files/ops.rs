//! Announcing, confirming, reading and deleting files.

use super::{
    model::{NewFile, Purpose},
    queries,
};
use crate::{
    access::{Permission, ProjectScope, WorkspaceScope, project_scope},
    app::App,
    db::Tx,
    error::{Error, Result},
    events::{self, Change, NewEvent, Verb},
    random,
    work_items::queries::visible_item,
};
use entity::file;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel, PaginatorTrait};
use std::sync::Arc;
use uuid::Uuid;

/// A file that was announced, and the token with which its bytes may be sent.
#[derive(Debug)]
pub struct Announced {
    /// The row.
    pub row: file::Model,
    /// Works once.
    pub token: String,
}

/// Announces an attachment of a work item.
pub async fn announce_attachment(
    app: &App,
    scope: &ProjectScope,
    item_id: Uuid,
    new: NewFile,
) -> Result<Announced> {
    new.check(Purpose::Attachment, app.config.files.max_size_bytes)?;
    let tx = app.db.begin(scope.context()).await?;
    let item = visible_item(&tx, scope, item_id).await?;
    scope.require(Permission::Contribute)?;
    scope.require_open()?;
    if queries::attachments(item.id).count(&*tx).await? >= queries::ATTACHMENTS_MAX {
        return Err(Error::rule("A work item may have at most 1000 attachments."));
    }
    let announced = insert(app, &tx, scope, Purpose::Attachment, Some(item.id), new).await?;
    tx.commit().await?;
    Ok(announced)
}

/// Announces an image for a text, or, by integrations, a file of the project at large.
pub async fn announce_asset(
    app: &App,
    scope: &ProjectScope,
    purpose: Purpose,
    new: NewFile,
) -> Result<Announced> {
    new.check(purpose, app.config.files.max_size_bytes)?;
    scope.require(Permission::Contribute)?;
    scope.require_open()?;
    let tx = app.db.begin(scope.context()).await?;
    let announced = insert(app, &tx, scope, purpose, None, new).await?;
    tx.commit().await?;
    Ok(announced)
}

async fn insert(
    app: &App,
    tx: &Tx,
    scope: &ProjectScope,
    purpose: Purpose,
    item_id: Option<Uuid>,
    new: NewFile,
) -> Result<Announced> {
    if let (Some(source), Some(id)) = (&new.external_source, &new.external_id)
        && let Some(known) = queries::find_external(tx, scope.project_id, source, id).await?
    {
        let message = "A file with this external id exists already.";
        return Err(Error::conflict(message, Some(known.id)));
    }
    let now = app.clock.now();
    let token = random::token("")?;
    let row = file::ActiveModel {
        id: Set(random::id(now)),
        workspace_id: Set(scope.workspace.workspace_id),
        project_id: Set(Some(scope.project_id)),
        work_item_id: Set(item_id),
        entity_type: Set(purpose.as_str().to_owned()),
        name: Set(new.name),
        content_type: Set(new.content_type),
        size_bytes: Set(new.size_bytes),
        storage_key: Set(None),
        is_uploaded: Set(false),
        upload_token_hash: Set(Some(token.hash)),
        external_source: Set(new.external_source),
        external_id: Set(new.external_id),
        created_by: Set(Some(scope.user_id())),
        created_at: Set(now),
        updated_at: Set(now),
        deleted_at: Set(None),
    };
    Ok(Announced { row: row.insert(&**tx).await?, token: token.text })
}

/// Confirms that the bytes of an attachment have been sent. Doing so again changes nothing.
pub async fn confirm_attachment(
    app: &App,
    scope: &ProjectScope,
    item_id: Uuid,
    id: Uuid,
) -> Result<()> {
    let tx = app.db.begin(scope.context()).await?;
    let item = visible_item(&tx, scope, item_id).await?;
    let row = queries::find_attachment(&tx, item.id, id).await?;
    let name = row.name.clone();
    if confirm(app, &tx, scope, row).await? {
        let change = Change { new_id: Some(id), ..Change::value("attachment", None, Some(name)) };
        record(app, &tx, scope, (item.id, id), (Verb::Created, change)).await?;
    }
    tx.commit().await
}

/// Confirms that the bytes of an image or other asset have been sent.
pub async fn confirm_asset(app: &App, scope: &WorkspaceScope, id: Uuid) -> Result<()> {
    let (project, row) = readable(app, scope, id).await?;
    let tx = app.db.begin(scope.context()).await?;
    confirm(app, &tx, &project, row).await?;
    tx.commit().await
}

/// Says whether the file was not confirmed before.
async fn confirm(app: &App, tx: &Tx, scope: &ProjectScope, row: file::Model) -> Result<bool> {
    scope.require_or_own(Permission::ModerateContributions, row.created_by)?;
    if row.is_uploaded {
        return Ok(false);
    }
    if row.storage_key.is_none() {
        return Err(Error::rule("The file has not arrived yet. Send its bytes first."));
    }
    let mut row = row.into_active_model();
    row.is_uploaded = Set(true);
    row.updated_at = Set(app.clock.now());
    row.update(&**tx).await?;
    Ok(true)
}

/// The attachments of a work item.
pub async fn list_attachments(
    app: &App,
    scope: &ProjectScope,
    item_id: Uuid,
) -> Result<Vec<file::Model>> {
    let tx = app.db.begin(scope.context()).await?;
    let item = visible_item(&tx, scope, item_id).await?;
    let rows = queries::list_attachments(&tx, item.id).await?;
    tx.end().await?;
    Ok(rows)
}

/// An attachment whose bytes can be read.
pub async fn get_attachment(
    app: &App,
    scope: &ProjectScope,
    item_id: Uuid,
    id: Uuid,
) -> Result<file::Model> {
    let tx = app.db.begin(scope.context()).await?;
    let item = visible_item(&tx, scope, item_id).await?;
    let row = queries::find_attachment(&tx, item.id, id).await?;
    tx.end().await?;
    require_uploaded(row)
}

/// Refuses a file whose bytes have not been confirmed.
pub fn require_uploaded(row: file::Model) -> Result<file::Model> {
    if row.is_uploaded { Ok(row) } else { Err(Error::rule("The file has not arrived yet.")) }
}

/// Deletes an attachment: one's own, or anybody's for administrators of the project.
pub async fn delete_attachment(
    app: &App,
    scope: &ProjectScope,
    item_id: Uuid,
    id: Uuid,
) -> Result<()> {
    let tx = app.db.begin(scope.context()).await?;
    let item = visible_item(&tx, scope, item_id).await?;
    let row = queries::find_attachment(&tx, item.id, id).await?;
    scope.require_or_own(Permission::ModerateContributions, row.created_by)?;
    scope.require_open()?;
    let (name, was_shown) = (row.name.clone(), row.is_uploaded);
    let now = app.clock.now();
    let mut gone = row.into_active_model();
    gone.deleted_at = Set(Some(now));
    gone.updated_at = Set(now);
    gone.upload_token_hash = Set(None);
    gone.update(&*tx).await?;
    if was_shown {
        let change = Change { old_id: Some(id), ..Change::value("attachment", Some(name), None) };
        record(app, &tx, scope, (item.id, id), (Verb::Deleted, change)).await?;
    }
    tx.commit().await
}

/// A file of the workspace that the person may read, and their place in its project.
pub async fn readable(
    app: &App,
    scope: &WorkspaceScope,
    id: Uuid,
) -> Result<(ProjectScope, file::Model)> {
    let tx = app.db.begin(scope.context()).await?;
    let row = queries::find(&tx, scope.workspace_id, id).await?;
    let project_id = row.project_id.ok_or(Error::NotFound("file"))?;
    let project = project_scope(app, Arc::clone(&scope.actor), &scope.slug, project_id).await?;
    if !project.allows(Permission::ViewProject) {
        return Err(Error::NotFound("file"));
    }
    if let Some(item_id) = row.work_item_id {
        visible_item(&tx, &project, item_id).await?;
    }
    tx.end().await?;
    Ok((project, row))
}

async fn record(
    app: &App,
    tx: &Tx,
    scope: &ProjectScope,
    (item_id, id): (Uuid, Uuid),
    (verb, change): (Verb, Change),
) -> Result<()> {
    let event = NewEvent {
        workspace_id: scope.workspace.workspace_id,
        project_id: Some(scope.project_id),
        work_item_id: Some(item_id),
        actor_id: Some(scope.user_id()),
        entity: "attachment",
        entity_id: id,
        verb,
        changes: vec![change],
    };
    events::record(tx, event, app.clock.now()).await
}
