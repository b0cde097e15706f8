//! All items of a project in one compact answer, for the tracker's local store.
//!
//! Items are arrays in the order of `fields`; states, labels and people are given once and named by
//! their place. The text is written straight from the rows: at ten thousand items a tree of values
//! would cost more than the query. `cursor` is where live updates go on.

use crate::{
    access::{Permission, ProjectScope},
    app::App,
    db::Tx,
    error::{Error, Result},
    events,
    projects::{labels, states},
    work_items::{model::PRIORITIES, queries::LISTED},
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::{label, project_member, state, user};
use poem_openapi::Object;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QueryResult, Statement,
};
use serde::Serialize;
use serde_json::Value;
use std::{collections::HashMap, io::Write};
use uuid::Uuid;

/// The names of the places in an item.
const FIELDS: [&str; 15] = [
    "id",
    "sequence_id",
    "name",
    "state",
    "priority",
    "assignees",
    "labels",
    "parent",
    "start_date",
    "target_date",
    "sort_order",
    "created_at",
    "updated_at",
    "completed_at",
    "created_by",
];

const ITEMS: &str = "SELECT w.id, w.sequence_id, w.name, w.state_id, w.priority, w.parent_id, \
    w.start_date, w.target_date, w.sort_order, w.created_at, w.updated_at, w.completed_at, \
    w.created_by FROM work_items w WHERE w.project_id = $1";

// People and labels are read on their own and joined here: whatever the planner believes about a
// table that was just filled, three scans of one project are cheap.
const ASSIGNEES: &str =
    "SELECT work_item_id, assignee_id FROM work_item_assignees WHERE project_id = $1 ORDER BY 1, 2";
const LABELS: &str =
    "SELECT work_item_id, label_id FROM work_item_labels WHERE project_id = $1 ORDER BY 1, 2";

/// A state, as snapshots name it.
#[derive(Clone, Debug, Serialize, Object)]
pub struct SnapshotState {
    /// The state's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// `#rrggbb`.
    pub color: String,
    /// What it means.
    pub group: String,
    /// Its place among the states.
    pub sequence: f64,
    /// New items get it.
    pub default: bool,
}

/// A label, as snapshots name it.
#[derive(Clone, Debug, Serialize, Object)]
pub struct SnapshotLabel {
    /// The label's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// `#rrggbb`, or empty.
    pub color: String,
    /// The label above it.
    pub parent: Option<Uuid>,
}

/// A person, as snapshots name them.
#[derive(Clone, Debug, Serialize, Object)]
pub struct SnapshotMember {
    /// The person's id.
    pub id: Uuid,
    /// The name to show.
    pub display_name: String,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where the picture is.
    pub avatar_url: Option<String>,
    /// 20 admin, 15 member, 5 guest.
    pub role: i16,
    /// Belongs to the project now.
    pub is_active: bool,
}

/// All items of a project.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Snapshot {
    /// Where live updates go on.
    pub cursor: String,
    /// Whether the caller may change items of others.
    pub can_edit: bool,
    /// The project's states in their order.
    pub states: Vec<SnapshotState>,
    /// The project's labels in their order.
    pub labels: Vec<SnapshotLabel>,
    /// The project's people, also those who left.
    pub members: Vec<SnapshotMember>,
    /// The names of the places in an item.
    pub fields: Vec<String>,
    /// The items: arrays in the order of `fields`.
    pub items: Vec<Value>,
}

/// Writes the snapshot of a project as the person may see it.
pub async fn write(app: &App, scope: &ProjectScope) -> Result<Vec<u8>> {
    scope.require(Permission::ViewProject)?;
    let tx = app.db.begin(scope.context()).await?;
    // Read first: everything that the later statements do not see yet comes after it.
    let cursor = events::snapshot_position(&tx).await?;
    let states = states::list(&tx, scope.project_id).await?;
    let labels = labels::list(&tx, scope.project_id).await?;
    let members = members(&tx, scope.project_id).await?;
    let rows = rows(&tx, scope).await?;
    let assignees = links(&tx, ASSIGNEES, scope.project_id).await?;
    let labelled = links(&tx, LABELS, scope.project_id).await?;
    tx.end().await?;
    let place = |ids: &mut dyn Iterator<Item = Uuid>| ids.zip(0..).collect::<HashMap<_, u32>>();
    let places = Places {
        states: place(&mut states.iter().map(|state| state.id)),
        labels: place(&mut labels.iter().map(|label| label.id)),
        members: place(&mut members.iter().map(|member| member.id)),
        assignees,
        labelled,
    };
    let head = Snapshot {
        cursor: cursor.to_string(),
        can_edit: scope.allows(Permission::EditWorkItem) && !scope.archived,
        states: states.into_iter().map(SnapshotState::from).collect(),
        labels: labels.into_iter().map(SnapshotLabel::from).collect(),
        members,
        fields: FIELDS.map(str::to_owned).to_vec(),
        items: vec![],
    };
    let mut out = Vec::with_capacity(rows.len() * 180 + 16 * 1024);
    serde_json::to_writer(&mut out, &head).map_err(|e| Error::Internal(e.into()))?;
    // The head ends in `"items":[]}`; the items go between the brackets.
    out.truncate(out.len() - 2);
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        write_item(&mut out, row, &places)?;
    }
    out.extend_from_slice(b"]}");
    Ok(out)
}

struct Places {
    states: HashMap<Uuid, u32>,
    labels: HashMap<Uuid, u32>,
    members: HashMap<Uuid, u32>,
    assignees: Links,
    labelled: Links,
}

/// The people, or the labels, of each item that has any.
type Links = HashMap<Uuid, Vec<Uuid>>;

async fn links(tx: &Tx, sql: &str, project_id: Uuid) -> Result<Links> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [project_id.into()]);
    let mut links = Links::new();
    for row in tx.query_all_raw(statement).await? {
        let (item, linked): (Uuid, Uuid) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
        links.entry(item).or_default().push(linked);
    }
    Ok(links)
}

async fn rows(tx: &Tx, scope: &ProjectScope) -> Result<Vec<QueryResult>> {
    let mut values: Vec<sea_orm::Value> = vec![scope.project_id.into()];
    let own = scope.only_own().map_or("", |user| {
        values.push(user.into());
        " AND w.created_by = $2"
    });
    let sql = format!("{ITEMS} AND {LISTED}{own} ORDER BY w.sort_order, w.sequence_id");
    Ok(tx.query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?)
}

async fn members(tx: &Tx, project_id: Uuid) -> Result<Vec<SnapshotMember>> {
    let memberships = project_member::Entity::find()
        .filter(project_member::Column::ProjectId.eq(project_id))
        .all(&**tx)
        .await?;
    let people: HashMap<Uuid, user::Model> = user::Entity::find()
        .filter(user::Column::Id.is_in(memberships.iter().map(|row| row.member_id)))
        .all(&**tx)
        .await?
        .into_iter()
        .map(|person| (person.id, person))
        .collect();
    let mut members: Vec<_> = memberships
        .into_iter()
        .filter_map(|row| {
            let person = people.get(&row.member_id)?;
            Some(SnapshotMember {
                id: person.id,
                display_name: person.display_name.clone(),
                first_name: person.first_name.clone(),
                last_name: person.last_name.clone(),
                avatar_url: Some(person.avatar.clone()).filter(|avatar| !avatar.is_empty()),
                role: row.role,
                is_active: row.is_active && person.is_active,
            })
        })
        .collect();
    members.sort_by(|a, b| a.display_name.cmp(&b.display_name).then(a.id.cmp(&b.id)));
    Ok(members)
}

fn write_item(out: &mut Vec<u8>, row: &QueryResult, places: &Places) -> Result<()> {
    let id: Uuid = row.try_get_by_index(0)?;
    let sequence_id: i32 = row.try_get_by_index(1)?;
    let name: String = row.try_get_by_index(2)?;
    let state: Uuid = row.try_get_by_index(3)?;
    let priority: String = row.try_get_by_index(4)?;
    let parent: Option<Uuid> = row.try_get_by_index(5)?;
    let start: Option<NaiveDate> = row.try_get_by_index(6)?;
    let target: Option<NaiveDate> = row.try_get_by_index(7)?;
    let sort_order: f64 = row.try_get_by_index(8)?;
    let created_at: DateTime<Utc> = row.try_get_by_index(9)?;
    let updated_at: DateTime<Utc> = row.try_get_by_index(10)?;
    let completed_at: Option<DateTime<Utc>> = row.try_get_by_index(11)?;
    let created_by: Option<Uuid> = row.try_get_by_index(12)?;
    let priority = PRIORITIES.iter().position(|p| **p == priority).unwrap_or(PRIORITIES.len() - 1);
    let state = places.states.get(&state).copied().unwrap_or_default();
    let result = (|| -> std::io::Result<()> {
        write!(out, "[\"{id}\",{sequence_id},")?;
        serde_json::to_writer(&mut *out, &name)?;
        write!(out, ",{state},{priority},")?;
        write_places(out, places.assignees.get(&id), &places.members)?;
        out.push(b',');
        write_places(out, places.labelled.get(&id), &places.labels)?;
        write_text(out, parent)?;
        write_text(out, start)?;
        write_text(out, target)?;
        out.push(b',');
        serde_json::to_writer(&mut *out, &sort_order)?;
        write!(out, ",{},{},", created_at.timestamp(), updated_at.timestamp())?;
        write_number(out, completed_at.map(|at| at.timestamp()))?;
        out.push(b',');
        let creator = created_by.and_then(|id| places.members.get(&id));
        write_number(out, creator.copied().map(i64::from))?;
        out.push(b']');
        Ok(())
    })();
    result.map_err(|e| Error::Internal(e.into()))
}

fn write_places(
    out: &mut Vec<u8>,
    ids: Option<&Vec<Uuid>>,
    places: &HashMap<Uuid, u32>,
) -> std::io::Result<()> {
    out.push(b'[');
    let known = ids.into_iter().flatten().filter_map(|id| places.get(id));
    for (n, place) in known.enumerate() {
        if n > 0 {
            out.push(b',');
        }
        write!(out, "{place}")?;
    }
    out.push(b']');
    Ok(())
}

fn write_text(out: &mut Vec<u8>, value: Option<impl std::fmt::Display>) -> std::io::Result<()> {
    match value {
        Some(value) => write!(out, ",\"{value}\""),
        None => write!(out, ",null"),
    }
}

fn write_number(out: &mut Vec<u8>, value: Option<i64>) -> std::io::Result<()> {
    match value {
        Some(value) => write!(out, "{value}"),
        None => write!(out, "null"),
    }
}

impl From<state::Model> for SnapshotState {
    fn from(row: state::Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            color: row.color,
            group: row.group,
            sequence: row.sequence,
            default: row.default,
        }
    }
}

impl From<label::Model> for SnapshotLabel {
    fn from(row: label::Model) -> Self {
        Self { id: row.id, name: row.name, color: row.color, parent: row.parent_id }
    }
}
