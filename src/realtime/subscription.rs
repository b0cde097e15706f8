//! What one socket may hear of one topic.

use super::topic::Topic;
use crate::{
    access::{Permission, project_scope, workspace_scope},
    app::App,
    auth::Actor,
    db::Context,
    error::{Error, Result},
    events::Position,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::sync::Arc;
use uuid::Uuid;

/// A person's right to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Access {
    /// The workspace that the topic belongs to.
    pub workspace_id: Uuid,
    /// `Some` when the person sees only the work items that they made.
    pub only_own: Option<Uuid>,
}

/// A topic that a socket follows.
#[derive(Clone, Copy, Debug)]
pub struct Subscription {
    /// On what grounds.
    pub access: Access,
    /// Up to where the socket has been told.
    pub sent: Position,
}

/// The person's right to listen to the topic; nothing when it does not exist for them.
pub async fn access(app: &App, actor: &Arc<Actor>, topic: Topic) -> Result<Option<Access>> {
    match find(app, actor, topic).await {
        Ok(access) => Ok(Some(access)),
        Err(Error::NotFound(_) | Error::Forbidden(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn find(app: &App, actor: &Arc<Actor>, topic: Topic) -> Result<Access> {
    if let Topic::User(id) = topic {
        // It belongs to no workspace, so no change of memberships ends it.
        let is_own = id == actor.user_id;
        let access = Access { workspace_id: Uuid::nil(), only_own: None };
        return if is_own { Ok(access) } else { Err(Error::NotFound("user")) };
    }
    let slug = slug(app, actor.user_id, topic).await?.ok_or(Error::NotFound("workspace"))?;
    match topic {
        Topic::Workspace(_) => {
            let scope = workspace_scope(app, Arc::clone(actor), &slug).await?;
            Ok(Access { workspace_id: scope.workspace_id, only_own: None })
        }
        Topic::Project(id) => {
            let scope = project_scope(app, Arc::clone(actor), &slug, id).await?;
            scope.require(Permission::ViewProject)?;
            let workspace_id = scope.workspace.workspace_id;
            Ok(Access { workspace_id, only_own: scope.only_own() })
        }
        Topic::User(_) => Err(Error::NotFound("topic")),
    }
}

async fn slug(app: &App, user_id: Uuid, topic: Topic) -> Result<Option<String>> {
    let (workspace, project) = match topic {
        Topic::Workspace(id) => (Some(id), None),
        Topic::Project(id) => (None, Some(id)),
        Topic::User(_) => return Ok(None),
    };
    let tx = app.db.begin(Context::user(user_id)).await?;
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT workspace_slug($1, $2, $3)",
            [user_id.into(), workspace.into(), project.into()],
        ))
        .await?;
    tx.end().await?;
    let slug: Option<Option<String>> = row.map(|row| row.try_get_by_index(0)).transpose()?;
    Ok(slug.flatten())
}
