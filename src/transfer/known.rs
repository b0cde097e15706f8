//! What an import needs to know of its project: states, labels, people.

use super::{
    insert::Place,
    people::{self, People},
};
use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    events::{self, NewEvent, Verb},
    random,
};
use entity::{label, state};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::{BTreeSet, HashMap};
use uuid::Uuid;

/// Colours of new labels, readable on light and dark.
const COLORS: [&str; 12] = [
    "#3b82f6", "#16a34a", "#d97706", "#dc2626", "#7c3aed", "#0891b2", "#db2777", "#65a30d",
    "#ea580c", "#4f46e5", "#0d9488", "#9333ea",
];
const LABEL_STEP: f64 = 10_000.0;

/// The states, labels and people that there are, kept up with what the import adds.
#[derive(Clone, Debug)]
pub struct Known {
    to: Place,
    states: HashMap<String, (Uuid, bool)>,
    default_state: (Uuid, bool),
    labels: HashMap<String, Uuid>,
    people: People,
    /// People who are part of the project already, as far as we looked.
    joined: BTreeSet<Uuid>,
}

impl Known {
    /// Reads them.
    pub async fn load(tx: &Tx, to: Place, slug: &str) -> Result<Self> {
        let states = state::Entity::in_project(to.project_id)
            .filter(state::Column::Group.ne("triage"))
            .order_by_asc(state::Column::Sequence)
            .all(&**tx)
            .await?;
        let default = states.iter().find(|state| state.default).or_else(|| states.first());
        let default_state = default
            .map(pair)
            .ok_or_else(|| Error::rule("The project has no state for new work items."))?;
        let labels = label::Entity::in_project(to.project_id).all(&**tx).await?;
        Ok(Self {
            to,
            default_state,
            states: states.iter().map(|state| (state.name.to_lowercase(), pair(state))).collect(),
            labels: labels.into_iter().map(|label| (label.name, label.id)).collect(),
            people: People::load(tx, to.workspace_id, slug).await?,
            joined: BTreeSet::new(),
        })
    }

    /// The state of that name and whether it means done; the default state for an unknown name.
    pub fn state(&self, name: Option<&str>) -> (Uuid, bool) {
        name.and_then(|name| self.states.get(&name.to_lowercase()).copied())
            .unwrap_or(self.default_state)
    }

    /// Whether the project has a state of that name.
    pub fn has_state(&self, name: &str) -> bool {
        self.states.contains_key(&name.to_lowercase())
    }

    /// The label of that name.
    pub fn label(&self, name: &str) -> Option<Uuid> {
        self.labels.get(name).copied()
    }

    /// The person of that address or name.
    pub fn person(&self, name: &str) -> Option<Uuid> {
        self.people.find(name)
    }

    /// Creates the labels among `names` that are missing; says how many those were.
    pub async fn add_labels<'a>(
        &mut self,
        app: &App,
        tx: &Tx,
        names: impl Iterator<Item = &'a str>,
    ) -> Result<usize> {
        let missing: BTreeSet<&str> =
            names.filter(|name| !self.labels.contains_key(*name)).collect();
        if missing.is_empty() {
            return Ok(0);
        }
        let now = app.clock.now();
        let (mut rows, mut log) = (vec![], vec![]);
        for (name, place) in missing.iter().zip(self.labels.len()..) {
            let id = random::id(now);
            rows.push(new_label(self.to, id, name, place, now));
            log.push(label_created(self.to, id));
            self.labels.insert((*name).to_owned(), id);
        }
        label::Entity::insert_many(rows).exec_without_returning(&**tx).await?;
        events::record_all(tx, log, now).await?;
        Ok(missing.len())
    }

    /// Adds the people among `names` who are missing; says how many accounts are new.
    pub async fn add_people<'a>(
        &mut self,
        app: &App,
        tx: &Tx,
        names: impl Iterator<Item = &'a str>,
    ) -> Result<usize> {
        let mut added = 0;
        for name in names {
            if self.people.find(name).is_none() {
                let (_, is_new) = self.people.add(app, tx, self.to, name).await?;
                added += usize::from(is_new);
            }
        }
        Ok(added)
    }

    /// Makes people part of the project.
    pub async fn join(
        &mut self,
        app: &App,
        tx: &Tx,
        people: impl Iterator<Item = Uuid>,
    ) -> Result<()> {
        let new: BTreeSet<Uuid> = people.filter(|id| !self.joined.contains(id)).collect();
        if !new.is_empty() {
            let list: Vec<Uuid> = new.iter().copied().collect();
            people::join_project(app, tx, self.to, &list).await?;
            self.joined.extend(new);
        }
        Ok(())
    }
}

fn pair(state: &state::Model) -> (Uuid, bool) {
    (state.id, state.group == "completed")
}

fn new_label(
    to: Place,
    id: Uuid,
    name: &str,
    place: usize,
    now: chrono::DateTime<chrono::Utc>,
) -> label::ActiveModel {
    let color = COLORS.iter().cycle().nth(place % COLORS.len()).copied().unwrap_or_default();
    let steps = u32::try_from(place).unwrap_or(u32::MAX);
    label::ActiveModel {
        id: Set(id),
        workspace_id: Set(to.workspace_id),
        project_id: Set(to.project_id),
        parent_id: Set(None),
        name: Set(name.to_owned()),
        description: Set(String::new()),
        color: Set(color.to_owned()),
        sort_order: Set(65_535.0 + LABEL_STEP * f64::from(steps)),
        external_source: Set(None),
        external_id: Set(None),
        created_by: Set(Some(to.actor_id)),
        updated_by: Set(None),
        created_at: Set(now),
        updated_at: Set(now),
        deleted_at: Set(None),
    }
}

fn label_created(to: Place, id: Uuid) -> NewEvent {
    NewEvent {
        workspace_id: to.workspace_id,
        project_id: Some(to.project_id),
        work_item_id: None,
        actor_id: Some(to.actor_id),
        entity: "label",
        entity_id: id,
        verb: Verb::Created,
        changes: vec![],
    }
}
