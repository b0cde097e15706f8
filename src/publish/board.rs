//! From an anchor to the project behind it, and what surrounds its work items.

use super::{
    ops,
    view::{BoardLabel, BoardMember, BoardProject, BoardSettings, BoardState, BoardWorkspace},
};
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    workspaces,
};
use entity::{label, project, project_member, state, user};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryOrder, Statement,
};
use std::collections::HashMap;
use uuid::Uuid;

/// The project behind an anchor.
#[derive(Clone, Debug)]
pub struct Board {
    /// Names the board in its address.
    pub anchor: String,
    /// The workspace.
    pub workspace_id: Uuid,
    /// The project.
    pub project_id: Uuid,
}

impl Board {
    /// Finds the published project; starts the transaction in which it is read, perhaps at a standby.
    pub async fn open(app: &App, anchor: &str) -> Result<(Self, Tx)> {
        let unknown = || Error::NotFound("board");
        let is_hex = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
        if anchor.len() != 32 || !anchor.chars().all(is_hex) {
            return Err(unknown());
        }
        let tx = app.db.begin(Context::default()).await?;
        let row = tx
            .query_one_raw(Statement::from_sql_and_values(
                DbBackend::Postgres,
                "SELECT workspace_id, project_id FROM resolve_anchor($1)",
                [anchor.into()],
            ))
            .await?
            .ok_or_else(unknown)?;
        let (workspace_id, project_id) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        let board = Self { anchor: anchor.to_owned(), workspace_id, project_id };
        if !app.db.has_reader() {
            tx.enter_workspace(workspace_id).await?;
            return Ok((board, tx));
        }
        tx.end().await?;
        // What was unpublished is gone at once: only the rest may come from a standby.
        let tx = app.db.begin_read(Context::workspace(workspace_id)).await?;
        Ok((board, tx))
    }

    /// The project.
    pub async fn project(&self, tx: &Tx) -> Result<BoardProject> {
        let row = project::Entity::in_workspace(self.workspace_id)
            .filter(project::Column::Id.eq(self.project_id))
            .one(&**tx)
            .await?
            .ok_or(Error::NotFound("board"))?;
        Ok(BoardProject {
            id: row.id,
            name: row.name,
            identifier: row.identifier,
            description: row.description,
            logo_props: row.logo_props,
            cover_image_url: row.cover_image.clone(),
            cover_image: row.cover_image,
            icon_prop: row.icon_prop,
            emoji: row.emoji,
        })
    }

    /// What the board offers.
    pub async fn settings(&self, tx: &Tx) -> Result<BoardSettings> {
        let row = ops::find(tx, self.project_id).await?.ok_or(Error::NotFound("board"))?;
        let workspace = workspaces::view::row(tx, self.workspace_id).await?;
        Ok(BoardSettings {
            anchor: row.anchor,
            is_comments_enabled: row.is_comments_enabled,
            is_reactions_enabled: row.is_reactions_enabled,
            is_votes_enabled: row.is_votes_enabled,
            view_props: row.view_props,
            project_details: self.project(tx).await?,
            workspace_detail: BoardWorkspace {
                name: workspace.name,
                slug: workspace.slug,
                id: workspace.id,
            },
        })
    }

    /// The states, in their order.
    pub async fn states(&self, tx: &Tx) -> Result<Vec<BoardState>> {
        let rows = state::Entity::in_project(self.project_id)
            .filter(state::Column::Group.ne("triage"))
            .order_by_asc(state::Column::Sequence)
            .order_by_asc(state::Column::Id)
            .all(&**tx)
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| BoardState {
                id: row.id,
                name: row.name,
                group: row.group,
                color: row.color,
                sequence: row.sequence,
            })
            .collect())
    }

    /// The labels, in their order.
    pub async fn labels(&self, tx: &Tx) -> Result<Vec<BoardLabel>> {
        let rows = label::Entity::in_project(self.project_id)
            .order_by_asc(label::Column::SortOrder)
            .order_by_asc(label::Column::Name)
            .all(&**tx)
            .await?;
        Ok(rows
            .into_iter()
            .map(|row| BoardLabel {
                id: row.id,
                name: row.name,
                color: row.color,
                parent: row.parent_id,
            })
            .collect())
    }

    /// The people of the project, by the name they show.
    pub async fn members(&self, tx: &Tx) -> Result<Vec<BoardMember>> {
        let rows = project_member::Entity::active_in(self.project_id)
            .order_by_asc(project_member::Column::CreatedAt)
            .order_by_asc(project_member::Column::Id)
            .all(&**tx)
            .await?;
        let ids = rows.iter().map(|row| row.member_id);
        let people = user::Entity::find().filter(user::Column::Id.is_in(ids)).all(&**tx).await?;
        let mut people: HashMap<Uuid, user::Model> =
            people.into_iter().map(|person| (person.id, person)).collect();
        Ok(rows
            .into_iter()
            .filter_map(|row| {
                let person = people.remove(&row.member_id)?;
                Some(BoardMember {
                    id: row.id,
                    member: person.id,
                    display_name: person.display_name,
                    avatar: person.avatar,
                    project: row.project_id,
                    workspace: row.workspace_id,
                })
            })
            .collect())
    }
}
