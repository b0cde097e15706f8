//! Writing, changing and deleting comments.

use super::queries;
use crate::{
    access::{Permission, ProjectScope},
    app::App,
    check::Check,
    db::Tx,
    error::{Error, Result},
    events::{self, Change, NewEvent, Verb},
    html, random,
    work_items::{mentions, queries::visible_item},
};
use entity::comment;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
use uuid::Uuid;

/// The longest comment, in characters of HTML.
const HTML_MAX: usize = 1_000_000;

/// A comment about to be written.
#[derive(Clone, Debug)]
pub struct NewComment {
    /// The text, as HTML.
    pub html: String,
    /// `INTERNAL` or `EXTERNAL`.
    pub access: Option<String>,
    /// The comment that it answers.
    pub parent: Option<Uuid>,
    /// The system that knows it too.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
}

/// What changes about a comment; absent parts stay.
#[derive(Clone, Debug)]
pub struct CommentPatch {
    /// The text, as HTML.
    pub html: Option<String>,
    /// `INTERNAL` or `EXTERNAL`.
    pub access: Option<String>,
    /// The system that knows it too.
    pub external_source: Option<String>,
    /// Its id there.
    pub external_id: Option<String>,
}

/// Writes a comment.
pub async fn create(
    app: &App,
    scope: &ProjectScope,
    item_id: Uuid,
    new: NewComment,
) -> Result<comment::Model> {
    let text = Text::parse(&new.html)?;
    check(new.access.as_deref(), new.external_source.as_deref(), new.external_id.as_deref())?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let item = visible_item(&tx, scope, item_id).await?;
    scope.require(Permission::Contribute)?;
    scope.require_open()?;
    if let Some(parent) = new.parent {
        let found = queries::find(&tx, item.id, parent).await;
        found.map_err(|error| match error {
            Error::NotFound(_) => Error::invalid("parent", "Must be a comment on this work item."),
            other => other,
        })?;
    }
    let external = (new.external_source.as_deref(), new.external_id.as_deref());
    refuse_known(&tx, scope.project_id, external, None).await?;
    let row = comment::ActiveModel {
        id: Set(random::id(now)),
        workspace_id: Set(scope.workspace.workspace_id),
        project_id: Set(scope.project_id),
        work_item_id: Set(item.id),
        parent_id: Set(new.parent),
        actor_id: Set(Some(scope.user_id())),
        comment_html: Set(text.html),
        comment_stripped: Set(text.stripped),
        access: Set(new.access.unwrap_or_else(|| "INTERNAL".to_owned())),
        external_source: Set(new.external_source),
        external_id: Set(new.external_id),
        edited_at: Set(None),
        created_by: Set(Some(scope.user_id())),
        updated_by: Set(Some(scope.user_id())),
        created_at: Set(now),
        updated_at: Set(now),
        deleted_at: Set(None),
    };
    let row = row.insert(&*tx).await?;
    let mentions = mentions::new_ones(&tx, scope.project_id, "", &row.comment_html).await?;
    record(app, &tx, scope, &row, (Verb::Created, mentions)).await?;
    tx.commit().await?;
    Ok(row)
}

/// Changes a comment: one's own, or anybody's for administrators of the project.
pub async fn update(
    app: &App,
    scope: &ProjectScope,
    (item_id, id): (Uuid, Uuid),
    patch: CommentPatch,
) -> Result<comment::Model> {
    let text = patch.html.as_deref().map(Text::parse).transpose()?;
    check(patch.access.as_deref(), patch.external_source.as_deref(), patch.external_id.as_deref())?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let found = own(&tx, scope, item_id, id).await?;
    let external = (
        patch.external_source.as_deref().or(found.external_source.as_deref()),
        patch.external_id.as_deref().or(found.external_id.as_deref()),
    );
    refuse_known(&tx, scope.project_id, external, Some(id)).await?;
    let old_html = found.comment_html.clone();
    let mut row = found.into_active_model();
    if let Some(text) = text {
        row.comment_html = Set(text.html);
        row.comment_stripped = Set(text.stripped);
        row.edited_at = Set(Some(now));
    }
    if let Some(access) = patch.access {
        row.access = Set(access);
    }
    if let Some(source) = patch.external_source {
        row.external_source = Set(Some(source));
    }
    if let Some(external_id) = patch.external_id {
        row.external_id = Set(Some(external_id));
    }
    row.updated_by = Set(Some(scope.user_id()));
    row.updated_at = Set(now);
    let row = row.update(&*tx).await?;
    let mentions = mentions::new_ones(&tx, scope.project_id, &old_html, &row.comment_html).await?;
    record(app, &tx, scope, &row, (Verb::Updated, mentions)).await?;
    tx.commit().await?;
    Ok(row)
}

/// Deletes a comment: one's own, or anybody's for administrators of the project.
pub async fn delete(app: &App, scope: &ProjectScope, item_id: Uuid, id: Uuid) -> Result<()> {
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    let mut gone = own(&tx, scope, item_id, id).await?.into_active_model();
    gone.deleted_at = Set(Some(now));
    gone.updated_at = Set(now);
    gone.updated_by = Set(Some(scope.user_id()));
    let gone = gone.update(&*tx).await?;
    record(app, &tx, scope, &gone, (Verb::Deleted, vec![])).await?;
    tx.commit().await
}

async fn own(tx: &Tx, scope: &ProjectScope, item_id: Uuid, id: Uuid) -> Result<comment::Model> {
    let item = visible_item(tx, scope, item_id).await?;
    let found = queries::find(tx, item.id, id).await?;
    scope.require_or_own(Permission::ModerateContributions, found.actor_id)?;
    scope.require_open()?;
    Ok(found)
}

/// A text as it is stored.
struct Text {
    html: String,
    stripped: String,
}

impl Text {
    fn parse(raw: &str) -> Result<Self> {
        Check::new().text("comment_html", raw, 1..=HTML_MAX).finish()?;
        let html = html::sanitize(raw);
        let stripped = html::strip(&html);
        let shows_something = ["<img", "<image-component", "<mention-component"];
        if stripped.trim().is_empty() && !shows_something.iter().any(|tag| html.contains(tag)) {
            return Err(Error::invalid("comment_html", "May not be blank."));
        }
        Ok(Self { html, stripped })
    }
}

fn check(access: Option<&str>, source: Option<&str>, id: Option<&str>) -> Result<()> {
    Check::new()
        .one_of("access", access.unwrap_or("INTERNAL"), &["INTERNAL", "EXTERNAL"])
        .optional_text("external_source", source, 255)
        .optional_text("external_id", id, 255)
        .finish()
}

async fn refuse_known(
    tx: &Tx,
    project_id: Uuid,
    external: (Option<&str>, Option<&str>),
    except: Option<Uuid>,
) -> Result<()> {
    let (Some(source), Some(id)) = external else { return Ok(()) };
    let known = queries::find_external(tx, project_id, source, id).await?;
    match known.filter(|known| Some(known.id) != except) {
        Some(known) => {
            let message = "A comment with this external id exists already.";
            Err(Error::conflict(message, Some(known.id)))
        }
        None => Ok(()),
    }
}

async fn record(
    app: &App,
    tx: &Tx,
    scope: &ProjectScope,
    row: &comment::Model,
    (verb, mentions): (Verb, Vec<Change>),
) -> Result<()> {
    let mut changes = vec![Change { new_id: Some(row.id), ..Change::value("comment", None, None) }];
    changes.extend(mentions);
    let event = NewEvent {
        workspace_id: scope.workspace.workspace_id,
        project_id: Some(scope.project_id),
        work_item_id: Some(row.work_item_id),
        actor_id: Some(scope.user_id()),
        entity: "comment",
        entity_id: row.id,
        verb,
        changes,
    };
    events::record(tx, event, app.clock.now()).await
}
