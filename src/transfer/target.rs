//! Where commands of an operator write to: a workspace by its slug, a project by its identifier,
//! in whose name.

use super::insert::Place;
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    instance::ops::find_user_by_email,
    projects::{self, model::NewProject},
};
use entity::{project, user, workspace_member};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Statement,
};
use uuid::Uuid;

/// The id and the owner of the workspace with this slug.
pub async fn workspace(app: &App, slug: &str) -> Result<Option<(Uuid, Uuid)>> {
    let tx = app.db.begin(Context::default()).await?;
    let row = tx
        .query_one_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT id, owner_id FROM instance_workspaces($1) WHERE slug = $1",
            [slug.into()],
        ))
        .await?;
    tx.end().await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((row.try_get("", "id")?, row.try_get("", "owner_id")?)))
}

/// The project with this identifier, in the name of somebody who belongs to the workspace: the one
/// who is named, else the owner. It is created when `new_name` says how to call it.
pub async fn project(
    app: &App,
    slug: &str,
    identifier: &str,
    new_name: Option<&str>,
    email: Option<&str>,
) -> Result<Place> {
    let found = workspace(app, slug).await?;
    let (workspace_id, owner) =
        found.ok_or_else(|| Error::rule(format!("There is no workspace \"{slug}\".")))?;
    let actor_id = match email {
        Some(email) => known_user(app, email).await?,
        None => owner,
    };
    let tx = app.db.begin(Context::member(actor_id, workspace_id)).await?;
    require_member(&tx, workspace_id, actor_id, slug).await?;
    let identifier = projects::model::normalise_identifier(identifier);
    let present = project::Entity::in_workspace(workspace_id)
        .filter(project::Column::Identifier.eq(&identifier))
        .one(&*tx)
        .await?;
    let project_id = match (present, new_name) {
        (Some(project), _) if project.archived_at.is_some() => {
            return Err(Error::rule(format!("The project {identifier} is archived.")));
        }
        (Some(project), _) => project.id,
        (None, Some(name)) => {
            let new = NewProject {
                name: name.to_owned(),
                identifier: identifier.clone(),
                ..NewProject::default()
            };
            projects::ops::insert(app, &tx, workspace_id, actor_id, new).await?
        }
        (None, None) => {
            return Err(Error::rule(format!(
                "There is no project {identifier} in \"{slug}\"; --create-project NAME makes it."
            )));
        }
    };
    tx.commit().await?;
    Ok(Place { workspace_id, project_id, actor_id })
}

async fn require_member(tx: &Tx, workspace_id: Uuid, person: Uuid, slug: &str) -> Result<()> {
    let member = workspace_member::Entity::active_in(workspace_id)
        .filter(workspace_member::Column::MemberId.eq(person))
        .one(&**tx)
        .await?;
    if member.is_none() {
        let message = format!("That person does not belong to \"{slug}\"; name another with --as.");
        return Err(Error::rule(message));
    }
    Ok(())
}

/// The account with this address.
pub async fn known_user(app: &App, email: &str) -> Result<Uuid> {
    let found = find_user_by_email(app, &email.trim().to_lowercase()).await;
    match found {
        Ok(user) => Ok(user.id),
        Err(Error::NotFound(_)) => Err(Error::rule(format!("There is no account {email}."))),
        Err(error) => Err(error),
    }
}

/// The first administrator of the instance.
pub async fn first_admin(app: &App) -> Result<Uuid> {
    let tx = app.db.begin(Context::default()).await?;
    let found = user::Entity::find()
        .filter(user::Column::IsInstanceAdmin.eq(true))
        .filter(user::Column::IsActive.eq(true))
        .order_by_asc(user::Column::CreatedAt)
        .one(&*tx)
        .await?;
    tx.end().await?;
    found.map(|user| user.id).ok_or_else(|| {
        Error::rule("There is no account yet. Open the setup link first, or name one with --as.")
    })
}
