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
    work_items::{
        json::{self, Kind},
        model::PRIORITIES,
        queries::LISTED,
    },
};
use entity::{label, project_member, state, user};
use poem_openapi::Object;
use sea_orm::{ColumnTrait, DbBackend, EntityTrait, QueryFilter, Statement};
use serde::Serialize;
use serde_json::Value;
use sqlx::postgres::PgRow;
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
    let tx = app.db.begin_read(scope.context()).await?;
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

/// Items with their people, or labels, in the order of the items.
type Links = Vec<(Uuid, Uuid)>;

async fn links(tx: &Tx, sql: &str, project_id: Uuid) -> Result<Links> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [project_id.into()]);
    let rows = tx.rows(statement).await?;
    let id = |row: &PgRow, column| {
        let id = json::bytes(row, column)?.and_then(|bytes| Uuid::from_slice(bytes).ok());
        id.ok_or_else(|| json::unexpected(column, Kind::Uuid))
    };
    rows.iter().map(|row| Ok((id(row, 0)?, id(row, 1)?))).collect()
}

async fn rows(tx: &Tx, scope: &ProjectScope) -> Result<Vec<PgRow>> {
    let mut values: Vec<sea_orm::Value> = vec![scope.project_id.into()];
    let own = scope.only_own().map_or("", |user| {
        values.push(user.into());
        " AND w.created_by = $2"
    });
    let sql = format!("{ITEMS} AND {LISTED}{own} ORDER BY w.sort_order, w.sequence_id");
    Ok(tx.rows(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?)
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

fn write_item(out: &mut Vec<u8>, row: &PgRow, places: &Places) -> Result<()> {
    let place_of = |places: &HashMap<Uuid, u32>, column| -> Result<Option<u32>> {
        let id = json::bytes(row, column)?.and_then(|bytes| Uuid::from_slice(bytes).ok());
        Ok(id.and_then(|id| places.get(&id).copied()))
    };
    out.push(b'[');
    json::write_column(out, row, 0, Kind::Uuid)?;
    out.push(b',');
    json::write_column(out, row, 1, Kind::Int)?;
    out.push(b',');
    json::write_column(out, row, 2, Kind::Text)?;
    write_number(out, Some(i64::from(place_of(&places.states, 3)?.unwrap_or_default())));
    let priority = json::bytes(row, 4)?.unwrap_or_default();
    let priority = PRIORITIES.iter().position(|name| name.as_bytes() == priority);
    let priority = priority.unwrap_or(PRIORITIES.len() - 1);
    write_number(out, i64::try_from(priority).ok());
    let id = json::bytes(row, 0)?.and_then(|bytes| Uuid::from_slice(bytes).ok());
    let id = id.ok_or_else(|| json::unexpected(0, Kind::Uuid))?;
    write_places(out, id, &places.assignees, &places.members);
    write_places(out, id, &places.labelled, &places.labels);
    for (column, kind) in [(5, Kind::Uuid), (6, Kind::Date), (7, Kind::Date), (8, Kind::Float)] {
        out.push(b',');
        json::write_column(out, row, column, kind)?;
    }
    for column in [9, 10, 11] {
        write_number(out, json::bytes(row, column)?.and_then(json::unix_seconds));
    }
    write_number(out, place_of(&places.members, 12)?.map(i64::from));
    out.push(b']');
    Ok(())
}

fn write_places(out: &mut Vec<u8>, item: Uuid, links: &Links, places: &HashMap<Uuid, u32>) {
    out.extend_from_slice(b",[");
    let first = links.partition_point(|(of, _)| *of < item);
    let own = links.iter().skip(first).take_while(|(of, _)| *of == item);
    for (n, place) in own.filter_map(|(_, linked)| places.get(linked)).enumerate() {
        let comma = if n > 0 { "," } else { "" };
        // Writing to a Vec cannot fail.
        let _ = write!(out, "{comma}{place}");
    }
    out.push(b']');
}

fn write_number(out: &mut Vec<u8>, value: Option<i64>) {
    let _ = match value {
        Some(value) => write!(out, ",{value}"),
        None => write!(out, ",null"),
    };
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
