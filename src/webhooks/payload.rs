//! What messages say: the thing and who acted are written down once an event; the body is put
//! together from that, the same bytes at each attempt.

use super::{
    dump::dump,
    model::{Topic, is_gone},
    reader::read_changes,
};
use crate::{
    app::App,
    db::{Context, Tx},
    error::{Error, Result},
    events::Change,
    projects, random,
    users::view::UserLite,
    work_items::{
        comments::view::Comment,
        expand::Shape,
        view::{COLUMNS, WorkItem},
    },
};
use entity::{comment, event, user, webhook_delivery, webhook_payload};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter, Statement,
    sea_query::OnConflict,
};
use serde::Serialize;
use serde_json::{Value, json, value::RawValue};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

/// Events that are written down at a time.
const BATCH: i64 = 25;
/// A longer text is left empty in messages; whoever needs it asks the API.
const HTML_MAX_BYTES: usize = 256 * 1024;

/// Writes down what all waiting messages of a workspace say that have nothing yet. Things are read
/// first, so that the transaction writes for a moment only.
pub async fn prepare(app: &App, workspace_id: Uuid) -> Result<()> {
    loop {
        let tx = app.db.begin(Context::workspace(workspace_id)).await?;
        lock(&tx, workspace_id).await?;
        let ids = unprepared(&tx, workspace_id).await?;
        if ids.is_empty() {
            return tx.rollback().await;
        }
        let events = event::Entity::find().filter(event::Column::Id.is_in(ids.clone())).all(&*tx);
        let events = events.await?;
        write(app, &tx, workspace_id, &events).await?;
        give_up_lost(&tx, workspace_id, ids).await?;
        tx.commit().await?;
    }
}

/// One writer a workspace: otherwise what a later event says could be older than what an earlier
/// one says.
async fn lock(tx: &Tx, workspace_id: Uuid) -> Result<()> {
    tx.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT pg_advisory_xact_lock(hashtextextended('webhook_payloads ' || $1::text, 0))",
        [workspace_id.into()],
    ))
    .await?;
    Ok(())
}

async fn unprepared(tx: &Tx, workspace_id: Uuid) -> Result<Vec<i64>> {
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT DISTINCT event_id FROM webhook_deliveries
             WHERE workspace_id = $1 AND state = 'waiting' AND payload_id IS NULL
             ORDER BY event_id LIMIT $2",
            [workspace_id.into(), BATCH.into()],
        ))
        .await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}

/// Messages about events that the log has forgotten must not keep others waiting.
async fn give_up_lost(tx: &Tx, workspace_id: Uuid, ids: Vec<i64>) -> Result<()> {
    tx.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        "UPDATE webhook_deliveries SET state = 'failed', last_error = 'The event is not known any more.'
         WHERE workspace_id = $1 AND event_id = ANY ($2) AND state = 'waiting' AND payload_id IS NULL",
        [workspace_id.into(), ids.into()],
    ))
    .await?;
    Ok(())
}

async fn write(app: &App, tx: &Tx, workspace_id: Uuid, events: &[event::Model]) -> Result<()> {
    let data = load_data(tx, workspace_id, events).await?;
    let actors = load_actors(tx, events).await?;
    let now = app.clock.now();
    let mut rows: BTreeMap<i64, webhook_payload::ActiveModel> = BTreeMap::new();
    for event in events {
        let thing = data.get(&event.entity_id);
        let thing = thing.cloned().unwrap_or_else(|| json!({"id": event.entity_id}));
        let actor = event.actor_id.and_then(|id| actors.get(&id)).unwrap_or(&Value::Null);
        let row = webhook_payload::ActiveModel {
            id: Set(random::id(now)),
            workspace_id: Set(workspace_id),
            event_id: Set(Some(event.id)),
            data: Set(dump(&thing)?),
            actor: Set(dump(actor)?),
            created_at: Set(now),
        };
        rows.insert(event.id, row);
    }
    let ids: Vec<i64> = rows.keys().copied().collect();
    let known = OnConflict::new().do_nothing().to_owned();
    webhook_payload::Entity::insert_many(rows.into_values())
        .on_conflict(known)
        .try_insert()
        .exec_without_returning(&**tx)
        .await?;
    tx.execute_raw(Statement::from_sql_and_values(
        DbBackend::Postgres,
        "UPDATE webhook_deliveries d SET payload_id = p.id FROM webhook_payloads p
         WHERE p.workspace_id = $1 AND p.event_id = ANY ($2) AND d.workspace_id = $1
           AND d.event_id = p.event_id AND d.state = 'waiting' AND d.payload_id IS NULL",
        [workspace_id.into(), ids.into()],
    ))
    .await?;
    Ok(())
}

/// The things that the events are about, by their ids; those that are gone are left out.
async fn load_data(
    tx: &Tx,
    workspace_id: Uuid,
    events: &[event::Model],
) -> Result<HashMap<Uuid, Value>> {
    let mut wanted: HashMap<Topic, HashSet<Uuid>> = HashMap::new();
    for event in events {
        if let Some(topic) = Topic::of_entity(&event.entity)
            && !is_gone(&event.verb, &read_changes(event))
        {
            wanted.entry(topic).or_default().insert(event.entity_id);
        }
    }
    let mut found = HashMap::new();
    for (topic, ids) in wanted {
        let ids: Vec<Uuid> = ids.into_iter().collect();
        match topic {
            Topic::Project => load_projects(tx, ids, &mut found).await?,
            Topic::Issue => load_issues(tx, workspace_id, ids, &mut found).await?,
            Topic::IssueComment => load_comments(tx, ids, &mut found).await?,
            // There are no such things yet.
            Topic::Cycle | Topic::Module => {}
        }
    }
    Ok(found)
}

/// As somebody sees them who has nothing to do with them.
async fn load_projects(tx: &Tx, ids: Vec<Uuid>, found: &mut HashMap<Uuid, Value>) -> Result<()> {
    for id in ids {
        match projects::queries::view(tx, Uuid::nil(), id).await {
            Ok(view) => {
                found.insert(id, value(&view)?);
            }
            Err(Error::NotFound(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// With state, labels and assignees as objects. Archived ones too.
async fn load_issues(
    tx: &Tx,
    workspace_id: Uuid,
    ids: Vec<Uuid>,
    found: &mut HashMap<Uuid, Value>,
) -> Result<()> {
    let html = format!(
        "CASE WHEN octet_length(w.description_html) <= {HTML_MAX_BYTES} THEN w.description_html ELSE '' END"
    );
    let columns = COLUMNS.replace("w.description_html", &html);
    let sql = format!(
        "SELECT {columns} FROM work_items w WHERE w.id = ANY ($1) AND w.deleted_at IS NULL"
    );
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [ids.into()]);
    let rows = tx.query_all_raw(statement).await?;
    let mut by_project: HashMap<Uuid, Vec<WorkItem>> = HashMap::new();
    for row in &rows {
        let item = WorkItem::from_row(row)?;
        by_project.entry(item.project).or_default().push(item);
    }
    let shape = Shape::parse(None, Some("state,labels,assignees"));
    for (project_id, items) in by_project {
        let values = shape.apply_in(tx, (workspace_id, project_id), &items).await?;
        for (item, mut value) in items.iter().zip(values) {
            if let Some(keys) = value.as_object_mut() {
                // Receivers know the keys; the things are of domains to come.
                keys.insert("cycle".to_owned(), Value::Null);
                keys.insert("module".to_owned(), Value::Null);
            }
            found.insert(item.id, value);
        }
    }
    Ok(())
}

async fn load_comments(tx: &Tx, ids: Vec<Uuid>, found: &mut HashMap<Uuid, Value>) -> Result<()> {
    let rows = comment::Entity::find()
        .filter(comment::Column::Id.is_in(ids))
        .filter(comment::Column::DeletedAt.is_null())
        .all(&**tx)
        .await?;
    for mut row in rows {
        if row.comment_html.len() > HTML_MAX_BYTES {
            row.comment_html.clear();
        }
        found.insert(row.id, value(&Comment::from(row))?);
    }
    Ok(())
}

async fn load_actors(tx: &Tx, events: &[event::Model]) -> Result<HashMap<Uuid, Value>> {
    let ids: HashSet<Uuid> = events.iter().filter_map(|event| event.actor_id).collect();
    let rows = user::Entity::find().filter(user::Column::Id.is_in(ids)).all(&**tx).await?;
    rows.into_iter().map(|row| Ok((row.id, actor(row)?))).collect()
}

/// A person as `activity.actor`.
pub fn actor(row: user::Model) -> Result<Value> {
    let is_bot = row.is_bot;
    let mut lite = value(&UserLite::from(row))?;
    if let Some(keys) = lite.as_object_mut() {
        keys.insert("is_bot".to_owned(), is_bot.into());
    }
    Ok(lite)
}

fn value(view: &impl Serialize) -> Result<Value> {
    serde_json::to_value(view).map_err(|error| Error::Internal(error.into()))
}

#[derive(Serialize)]
struct Body<'a> {
    event: &'a str,
    action: &'a str,
    webhook_id: Uuid,
    workspace_id: Uuid,
    data: &'a RawValue,
    activity: Activity<'a>,
}

#[derive(Serialize)]
struct Activity<'a> {
    field: Option<String>,
    new_value: Option<String>,
    old_value: Option<String>,
    actor: &'a RawValue,
    old_identifier: Option<Uuid>,
    new_identifier: Option<Uuid>,
}

/// The body of a message: the same text each time.
pub fn body(
    delivery: &webhook_delivery::Model,
    payload: &webhook_payload::Model,
) -> Result<String> {
    let read = |error: serde_json::Error| Error::Internal(error.into());
    let change: Option<Change> =
        delivery.change.clone().map(serde_json::from_value).transpose().map_err(read)?;
    let field = change.as_ref().map(|change| change.field.clone());
    let change = change.unwrap_or_default();
    dump(&Body {
        event: &delivery.event,
        action: &delivery.action,
        webhook_id: delivery.webhook_id,
        workspace_id: delivery.workspace_id,
        data: serde_json::from_str(&payload.data).map_err(read)?,
        activity: Activity {
            field,
            new_value: change.new,
            old_value: change.old,
            actor: serde_json::from_str(&payload.actor).map_err(read)?,
            old_identifier: change.old_id,
            new_identifier: change.new_id,
        },
    })
}
