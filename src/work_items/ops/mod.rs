//! Writing work items: each function asks for the right, loads, checks the rules, and writes item,
//! links and event in one transaction.

mod create;
mod delete;
mod links;
pub mod place;
mod update;

pub use create::create;
pub use delete::delete;
pub use update::update;

use crate::{
    db::Tx,
    error::{Error, Result},
};
use entity::{state, work_item};
use sea_orm::{ColumnTrait, QueryFilter};
use uuid::Uuid;

/// The state that an item is to have: the named one, or the project's default.
async fn state_for(tx: &Tx, project_id: Uuid, wanted: Option<Uuid>) -> Result<state::Model> {
    let states = state::Entity::in_project(project_id).filter(state::Column::Group.ne("triage"));
    let found = match wanted {
        Some(id) => states.filter(state::Column::Id.eq(id)).one(&**tx).await?,
        None => states.filter(state::Column::Default.eq(true)).one(&**tx).await?,
    };
    found.ok_or_else(|| Error::invalid("state", "Must be a state of this project."))
}

/// Refuses when another item of the project has the same place in the same outside source.
async fn refuse_same_external(
    tx: &Tx,
    project_id: Uuid,
    own: Option<Uuid>,
    (source, external): (&str, &str),
) -> Result<()> {
    let mut same = work_item::Entity::in_project(project_id)
        .filter(work_item::Column::ExternalSource.eq(source))
        .filter(work_item::Column::ExternalId.eq(external));
    if let Some(own) = own {
        same = same.filter(work_item::Column::Id.ne(own));
    }
    match same.one(&**tx).await? {
        Some(same) => {
            let message = "There is a work item with this external id and source already.";
            Err(Error::conflict(message, Some(same.id)))
        }
        None => Ok(()),
    }
}

/// The parent that an item is to have, which must be in the same project and listed.
async fn parent_for(tx: &Tx, project_id: Uuid, parent: Uuid) -> Result<work_item::Model> {
    work_item::Entity::in_project(project_id)
        .filter(work_item::Column::Id.eq(parent))
        .one(&**tx)
        .await?
        .ok_or_else(|| Error::invalid("parent", "Must be a work item of this project."))
}
