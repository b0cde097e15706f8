//! The people and labels of an item: which of the wanted ones count, and what changed.

use crate::{db::Tx, error::Result, events::Change};
use entity::{label, project_member, user, work_item, work_item_assignee, work_item_label};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Of `wanted`, those who may be assigned: active members of the project who are not guests.
/// Others are left out silently, as clients of this API expect.
pub async fn assignable(tx: &Tx, project_id: Uuid, wanted: Vec<Uuid>) -> Result<BTreeSet<Uuid>> {
    if wanted.is_empty() {
        return Ok(BTreeSet::new());
    }
    let members = project_member::Entity::active_in(project_id)
        .filter(project_member::Column::MemberId.is_in(wanted))
        .filter(project_member::Column::Role.gte(15))
        .all(&**tx)
        .await?;
    Ok(members.into_iter().map(|member| member.member_id).collect())
}

/// Of `wanted`, the labels of the project.
pub async fn own_labels(tx: &Tx, project_id: Uuid, wanted: Vec<Uuid>) -> Result<BTreeSet<Uuid>> {
    if wanted.is_empty() {
        return Ok(BTreeSet::new());
    }
    let labels = label::Entity::in_project(project_id)
        .filter(label::Column::Id.is_in(wanted))
        .all(&**tx)
        .await?;
    Ok(labels.into_iter().map(|label| label.id).collect())
}

/// Makes `wanted` the assignees of `item`; one change for each who came or went.
pub async fn set_assignees(
    tx: &Tx,
    item: &work_item::Model,
    present: BTreeSet<Uuid>,
    wanted: BTreeSet<Uuid>,
) -> Result<Vec<Change>> {
    let gone: Vec<_> = present.difference(&wanted).copied().collect();
    let new: Vec<_> = wanted.difference(&present).copied().collect();
    if !gone.is_empty() {
        work_item_assignee::Entity::delete_many()
            .filter(work_item_assignee::Column::WorkItemId.eq(item.id))
            .filter(work_item_assignee::Column::AssigneeId.is_in(gone.iter().copied()))
            .exec(&**tx)
            .await?;
    }
    if !new.is_empty() {
        let rows = new.iter().map(|assignee_id| {
            sea_orm::IntoActiveModel::into_active_model(work_item_assignee::Model {
                workspace_id: item.workspace_id,
                project_id: item.project_id,
                work_item_id: item.id,
                assignee_id: *assignee_id,
            })
        });
        work_item_assignee::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    if gone.is_empty() && new.is_empty() {
        return Ok(vec![]);
    }
    let people = user::Entity::find()
        .filter(user::Column::Id.is_in(gone.iter().chain(&new).copied()))
        .all(&**tx)
        .await?;
    let names = people.into_iter().map(|person| (person.id, person.display_name)).collect();
    Ok(changes("assignees", &gone, &new, &names))
}

/// Makes `wanted` the labels of `item`; one change for each that came or went.
pub async fn set_labels(
    tx: &Tx,
    item: &work_item::Model,
    present: BTreeSet<Uuid>,
    wanted: BTreeSet<Uuid>,
) -> Result<Vec<Change>> {
    let gone: Vec<_> = present.difference(&wanted).copied().collect();
    let new: Vec<_> = wanted.difference(&present).copied().collect();
    if !gone.is_empty() {
        work_item_label::Entity::delete_many()
            .filter(work_item_label::Column::WorkItemId.eq(item.id))
            .filter(work_item_label::Column::LabelId.is_in(gone.iter().copied()))
            .exec(&**tx)
            .await?;
    }
    if !new.is_empty() {
        let rows = new.iter().map(|label_id| {
            sea_orm::IntoActiveModel::into_active_model(work_item_label::Model {
                workspace_id: item.workspace_id,
                project_id: item.project_id,
                work_item_id: item.id,
                label_id: *label_id,
            })
        });
        work_item_label::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
    }
    if gone.is_empty() && new.is_empty() {
        return Ok(vec![]);
    }
    let labels = label::Entity::in_project(item.project_id)
        .filter(label::Column::Id.is_in(gone.iter().chain(&new).copied()))
        .all(&**tx)
        .await?;
    let names = labels.into_iter().map(|label| (label.id, label.name)).collect();
    Ok(changes("labels", &gone, &new, &names))
}

fn changes(field: &str, gone: &[Uuid], new: &[Uuid], names: &HashMap<Uuid, String>) -> Vec<Change> {
    let out = gone.iter().map(|id| Change {
        field: field.to_owned(),
        old: names.get(id).cloned(),
        old_id: Some(*id),
        ..Change::default()
    });
    let into = new.iter().map(|id| Change {
        field: field.to_owned(),
        new: names.get(id).cloned(),
        new_id: Some(*id),
        ..Change::default()
    });
    out.chain(into).collect()
}
