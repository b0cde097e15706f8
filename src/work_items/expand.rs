//! `fields` and `expand`: fewer keys, or objects in place of ids.

use super::view::WorkItem;
use crate::{
    access::ProjectScope,
    db::Tx,
    error::{Error, Result},
    users::view::UserLite,
};
use entity::{label, project, state, user, work_item, workspace};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Map, Value, json};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Names that either parameter may list.
const NAMES_MAX: usize = 50;

/// What the caller wants of each item.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    fields: Option<Vec<String>>,
    expand: Vec<String>,
}

impl Shape {
    /// Reads the two parameters: names separated by commas. Unknown names are ignored.
    pub fn parse(fields: Option<&str>, expand: Option<&str>) -> Self {
        let names = |text: &str| -> Vec<String> {
            let names = text.split(',').map(str::trim).filter(|name| !name.is_empty());
            names.take(NAMES_MAX).map(str::to_owned).collect()
        };
        Self {
            fields: fields.map(names).filter(|names| !names.is_empty()),
            expand: expand.map(names).unwrap_or_default(),
        }
    }

    /// Whether items stay as they are.
    pub fn is_plain(&self) -> bool {
        self.fields.is_none() && self.expand.is_empty()
    }

    /// The items as the caller wants them.
    pub async fn apply(
        &self,
        tx: &Tx,
        scope: &ProjectScope,
        items: &[WorkItem],
    ) -> Result<Vec<Value>> {
        let place = (scope.workspace.workspace_id, scope.project_id);
        self.apply_in(tx, place, items).await
    }

    /// As [`Shape::apply`] for items of one project, named by its workspace and its own id.
    pub async fn apply_in(
        &self,
        tx: &Tx,
        place: (Uuid, Uuid),
        items: &[WorkItem],
    ) -> Result<Vec<Value>> {
        let mut objects = HashMap::new();
        for name in &self.expand {
            load(tx, place, name, items, &mut objects).await?;
        }
        items.iter().map(|item| self.shape(item, &objects)).collect()
    }

    fn shape(&self, item: &WorkItem, objects: &Objects) -> Result<Value> {
        let value = serde_json::to_value(item).map_err(|e| Error::Internal(e.into()))?;
        let Value::Object(mut keys) = value else { return Ok(value) };
        for name in &self.expand {
            if let Some(value) = keys.get_mut(name) {
                expand(value, objects);
            }
        }
        if let Some(fields) = &self.fields {
            keys = fields
                .iter()
                .filter_map(|name| keys.remove_entry(name))
                .collect::<Map<String, Value>>();
        }
        Ok(Value::Object(keys))
    }
}

/// The objects behind ids.
type Objects = HashMap<Uuid, Value>;

fn expand(value: &mut Value, objects: &Objects) {
    match value {
        Value::String(text) => {
            if let Some(object) = Uuid::try_parse(text).ok().and_then(|id| objects.get(&id)) {
                *value = object.clone();
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| expand(value, objects)),
        _ => {}
    }
}

async fn load(
    tx: &Tx,
    (workspace_id, project_id): (Uuid, Uuid),
    name: &str,
    items: &[WorkItem],
    objects: &mut Objects,
) -> Result<()> {
    let ids = |of: &dyn Fn(&WorkItem) -> Vec<Uuid>| -> HashSet<Uuid> {
        items.iter().flat_map(of).collect()
    };
    match name {
        "state" => {
            for row in state::Entity::in_project(project_id).all(&**tx).await? {
                let lite =
                    json!({"id": row.id, "name": row.name, "color": row.color, "group": row.group});
                objects.insert(row.id, lite);
            }
        }
        "labels" => {
            for row in label::Entity::in_project(project_id).all(&**tx).await? {
                objects.insert(row.id, json!({"id": row.id, "name": row.name, "color": row.color}));
            }
        }
        "assignees" => people(tx, ids(&|item| item.assignees.clone()), objects).await?,
        "created_by" => {
            people(tx, ids(&|item| item.created_by.into_iter().collect()), objects).await?
        }
        "updated_by" => {
            people(tx, ids(&|item| item.updated_by.into_iter().collect()), objects).await?
        }
        "parent" => {
            let parents = ids(&|item| item.parent.into_iter().collect());
            let rows = work_item::Entity::in_project(project_id)
                .filter(work_item::Column::Id.is_in(parents))
                .all(&**tx)
                .await?;
            for row in rows {
                let lite = json!({"id": row.id, "sequence_id": row.sequence_id, "project_id": row.project_id});
                objects.insert(row.id, lite);
            }
        }
        "project" => {
            if let Some(row) = project::Entity::find_by_id(project_id).one(&**tx).await? {
                objects.insert(row.id, json!({
                    "id": row.id, "identifier": row.identifier, "name": row.name,
                    "cover_image": row.cover_image, "icon_prop": row.icon_prop, "emoji": row.emoji,
                    "description": row.description, "cover_image_url": row.cover_image
                }));
            }
        }
        "workspace" => {
            let id = workspace_id;
            if let Some(row) = workspace::Entity::find_by_id(id).one(&**tx).await? {
                objects.insert(id, json!({"id": id, "name": row.name, "slug": row.slug}));
            }
        }
        _ => {}
    }
    Ok(())
}

async fn people(tx: &Tx, ids: HashSet<Uuid>, objects: &mut Objects) -> Result<()> {
    for row in user::Entity::find().filter(user::Column::Id.is_in(ids)).all(&**tx).await? {
        let id = row.id;
        let lite =
            serde_json::to_value(UserLite::from(row)).map_err(|e| Error::Internal(e.into()))?;
        objects.insert(id, lite);
    }
    Ok(())
}
