//! The one reader of the whole log in a process.

use super::{
    change::{self, Digest},
    hub::{Hub, Message},
    protocol::change_text,
    row,
    topic::Topic,
};
use crate::{
    app::App,
    db::{Context, Db},
    error::Result,
    events::{Position, snapshot_position},
    signals::Reason,
};
use entity::event;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
    time::Duration,
};
use uuid::Uuid;

const BATCH: i32 = 1000;
/// A burst of commits is read in few steps: the first at once, the next after this time.
const READ_EVERY: Duration = Duration::from_millis(10);

/// The end of the log: what is not there yet comes after it.
pub async fn head(app: &App) -> Result<Position> {
    let tx = app.db.begin(Context::default()).await?;
    let head = snapshot_position(&tx).await?;
    tx.end().await?;
    Ok(head)
}

/// Follows the log. The position is kept in the hub, so that a restart of the task skips nothing.
pub async fn follow(app: Arc<App>) -> anyhow::Result<()> {
    loop {
        let mut reason = app.signals.wait_for_events().await;
        loop {
            let batch = read(&app.db, app.realtime.position()).await?;
            publish(&app, &batch).await?;
            if let Some(last) = batch.last() {
                app.realtime.advance(change::position(last));
            }
            if batch.len() < BATCH as usize {
                break;
            }
            reason = Reason::Committed;
        }
        if reason != Reason::Poll {
            tokio::time::sleep(READ_EVERY).await;
        }
    }
}

async fn read(db: &Db, after: Position) -> Result<Vec<event::Model>> {
    let tx = db.begin(Context::default()).await?;
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT * FROM events_after($1, $2, $3)",
            [after.xid.into(), after.id.into(), BATCH.into()],
        ))
        .await?;
    tx.end().await?;
    Ok(rows.iter().map(|row| event::Model::from_query_result(row, "")).collect::<Result<_, _>>()?)
}

async fn publish(app: &App, batch: &[event::Model]) -> Result<()> {
    let hub = &app.realtime;
    batch.iter().filter_map(|event| event.actor_id).for_each(|actor| app.db.wrote(actor));
    if batch.iter().any(change::concerns_access) {
        app.scopes.clear();
        let workspaces: HashSet<Uuid> = batch
            .iter()
            .filter(|event| change::concerns_access(event))
            .map(|event| event.workspace_id)
            .collect();
        // Before the changes of the same batch, so that whoever was removed gets none of them.
        hub.check_access(&workspaces);
    }
    for (topic, events) in by_topic(hub, batch) {
        for message in messages(&app.db, topic, &events).await? {
            hub.send(topic, &Arc::new(message));
        }
    }
    Ok(())
}

/// Topics that nobody listens to cost no more than this look.
fn by_topic<'a>(hub: &Hub, batch: &'a [event::Model]) -> HashMap<Topic, Vec<&'a event::Model>> {
    let mut found: HashMap<Topic, Vec<&event::Model>> = HashMap::new();
    for event in batch {
        for topic in change::topics(event).filter(|topic| hub.has_listeners(*topic)) {
            found.entry(topic).or_default().push(event);
        }
    }
    found
}

/// What a topic is told about events of its own, with the rows as they are now.
pub async fn messages(db: &Db, topic: Topic, events: &[&event::Model]) -> Result<Vec<Message>> {
    let changes = match change::digest(events) {
        Digest::Reload(position) => return Ok(vec![Message::reload(position)]),
        Digest::Changes(changes) => changes,
    };
    let rows = match (topic, events.first()) {
        (Topic::Project(project_id), Some(first)) => {
            let items = changes.iter().filter(|change| change.entity == change::WORK_ITEM);
            let ids = items.map(|change| change.id).collect();
            row::load(db, first.workspace_id, project_id, ids).await?
        }
        _ => HashMap::new(),
    };
    Ok(changes.into_iter().map(|change| message(topic, change, &rows)).collect())
}

fn message(topic: Topic, mut change: change::Change, rows: &HashMap<Uuid, row::Row>) -> Message {
    use crate::events::Verb;
    let row = rows.get(&change.id).filter(|_| change.entity == change::WORK_ITEM);
    if change.entity == change::WORK_ITEM {
        change.verb = match (row, change.verb) {
            // Out of sight: deleted, archived or made a draft, by this event or a later one.
            (None, _) => Verb::Deleted,
            // It came back after the event.
            (Some(_), Verb::Deleted) => Verb::Created,
            (Some(_), verb) => verb,
        };
    }
    let full = change_text(topic, &change, row);
    let thin = row.map(|_| change_text(topic, &change, None));
    Message::change(change.position, full, thin, row.and_then(|row| row.created_by))
}

#[cfg(test)]
mod tests {
    use super::{super::change::tests::event, *};
    use crate::events::Verb;

    fn sent(event: &event::Model, rows: &HashMap<Uuid, row::Row>) -> serde_json::Value {
        let Digest::Changes(mut changes) = change::digest(&[event]) else { panic!("reload") };
        let topic = Topic::Project(Uuid::from_u128(2));
        let message = message(topic, changes.remove(0), rows);
        serde_json::from_str(message.text_for(None).unwrap()).unwrap()
    }

    fn row(id: u128, owner: u128) -> row::Row {
        row::Row {
            id: Uuid::from_u128(id),
            sequence_id: 1,
            name: "A title".to_owned(),
            state: Uuid::from_u128(3),
            priority: "none".to_owned(),
            assignees: vec![],
            labels: vec![],
            parent: None,
            start_date: None,
            target_date: chrono::NaiveDate::from_ymd_opt(2026, 1, 31),
            sort_order: 1.5,
            created_at: chrono::DateTime::from_timestamp(10, 5).unwrap(),
            updated_at: chrono::DateTime::from_timestamp(11, 0).unwrap(),
            completed_at: None,
            created_by: Some(Uuid::from_u128(owner)),
        }
    }

    #[test]
    fn an_item_out_of_sight_is_deleted_and_one_in_sight_carries_its_row() {
        let updated = event(1, change::WORK_ITEM, 7, Verb::Updated);
        let gone = sent(&updated, &HashMap::new());
        assert_eq!((&gone["verb"], gone.get("row")), (&"deleted".into(), None));
        let rows = HashMap::from([(Uuid::from_u128(7), row(7, 1))]);
        let here = sent(&updated, &rows);
        assert_eq!(here["verb"], "updated");
        assert_eq!(here["cursor"], "100-1");
        assert_eq!(here["row"]["created_at"], 10);
        assert_eq!(here["row"]["target_date"], "2026-01-31");
        assert_eq!(here["row"]["completed_at"], serde_json::Value::Null);
        assert_eq!(here["actor"], serde_json::Value::Null);
    }

    #[test]
    fn guests_get_rows_of_their_own_items_only() {
        let updated = event(1, change::WORK_ITEM, 7, Verb::Updated);
        let Digest::Changes(mut changes) = change::digest(&[&updated]) else { panic!("reload") };
        let rows = HashMap::from([(Uuid::from_u128(7), row(7, 1))]);
        let message = message(Topic::Project(Uuid::from_u128(2)), changes.remove(0), &rows);
        let sees_row = |who: Option<u128>| {
            message.text_for(who.map(Uuid::from_u128)).unwrap().contains("A title")
        };
        assert!(sees_row(None) && sees_row(Some(1)) && !sees_row(Some(2)));
    }
}
