//! What a stretch of the log means to one topic: several events of one thing become one change.

use super::topic::Topic;
use crate::events::{Position, Verb};
use entity::event;
use std::collections::HashMap;
use uuid::Uuid;

/// More changed items than this in one stretch, and loading the snapshot again is cheaper.
pub const ITEMS_MAX: usize = 300;

/// The kind of thing that comes with a row.
pub const WORK_ITEM: &str = "work_item";

/// One thing that differs now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Of the last event that went into it.
    pub position: Position,
    /// The kind of thing.
    pub entity: String,
    /// What happened to it, all in all.
    pub verb: Verb,
    /// The thing.
    pub id: Uuid,
    /// The work item that the thing belongs to, unless it is one.
    pub work_item: Option<Uuid>,
    /// Who did the last of it.
    pub actor: Option<Uuid>,
}

/// A stretch of the log, as one topic sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Digest {
    /// In order of their positions.
    Changes(Vec<Change>),
    /// Too many.
    Reload(Position),
}

/// Whether an event may have changed who may listen to what.
pub fn concerns_access(event: &event::Model) -> bool {
    matches!(event.entity.as_str(), "workspace" | "workspace_member" | "project" | "project_member")
}

/// The topics that an event is sent to.
pub fn topics(event: &event::Model) -> impl Iterator<Item = Topic> {
    let of_workspace =
        matches!(event.entity.as_str(), "workspace" | "workspace_member" | "project");
    let for_all = event.recipient_id.is_none();
    let project = event.project_id.map(Topic::Project).filter(|_| for_all);
    let workspace = (for_all && of_workspace).then_some(Topic::Workspace(event.workspace_id));
    project.into_iter().chain(workspace).chain(event.recipient_id.map(Topic::User))
}

/// The position of an event.
pub fn position(event: &event::Model) -> Position {
    Position { xid: event.xid, id: event.id }
}

/// Sums up the events of one topic, which come in the order of the log.
pub fn digest(events: &[&event::Model]) -> Digest {
    let mut changes: HashMap<(&str, Uuid), Change> = HashMap::new();
    let mut items = 0_usize;
    for event in events {
        let key = (event.entity.as_str(), event.entity_id);
        let is_new = !changes.contains_key(&key);
        items += usize::from(is_new && event.entity == WORK_ITEM);
        let verb = changes.get(&key).map_or(verb(event), |before| sum(before.verb, verb(event)));
        let change = Change {
            position: position(event),
            entity: event.entity.clone(),
            verb,
            id: event.entity_id,
            work_item: event.work_item_id.filter(|_| event.entity != WORK_ITEM),
            actor: event.actor_id,
        };
        changes.insert(key, change);
    }
    if items > ITEMS_MAX || events.iter().any(|event| is_reordering(event)) {
        return Digest::Reload(events.last().map(|event| position(event)).unwrap_or_default());
    }
    let mut changes: Vec<_> = changes.into_values().collect();
    changes.sort_by_key(|change| change.position);
    Digest::Changes(changes)
}

/// All items of the project got new places at once, which is recorded as one change of the project.
fn is_reordering(event: &event::Model) -> bool {
    let fields = event.changes.as_array().into_iter().flatten();
    event.entity == "project" && fields.into_iter().any(|change| change["field"] == "sort_order")
}

fn verb(event: &event::Model) -> Verb {
    match event.verb.as_str() {
        "created" => Verb::Created,
        "deleted" => Verb::Deleted,
        _ => Verb::Updated,
    }
}

/// New and then changed is new; gone and then back is new as well, for whoever follows along.
fn sum(before: Verb, then: Verb) -> Verb {
    match (before, then) {
        (_, Verb::Deleted) => Verb::Deleted,
        (Verb::Created | Verb::Deleted, _) => Verb::Created,
        (Verb::Updated, then) => then,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn event(id: i64, entity: &str, thing: u128, verb: Verb) -> event::Model {
        event::Model {
            id,
            xid: 100 + id / 10,
            workspace_id: Uuid::from_u128(1),
            project_id: Some(Uuid::from_u128(2)),
            work_item_id: (entity != "state").then(|| Uuid::from_u128(thing)),
            actor_id: None,
            entity: entity.to_owned(),
            entity_id: Uuid::from_u128(thing),
            verb: verb.as_str().to_owned(),
            changes: serde_json::json!([]),
            created_at: chrono::DateTime::default(),
            recipient_id: None,
        }
    }

    fn changes(events: &[event::Model]) -> Vec<(i64, u128, Verb)> {
        let events: Vec<_> = events.iter().collect();
        let Digest::Changes(changes) = digest(&events) else { panic!("reload") };
        changes.iter().map(|c| (c.position.id, c.id.as_u128(), c.verb)).collect()
    }

    #[test]
    fn events_of_one_item_become_one_change_at_the_last_position() {
        use Verb::{Created, Deleted, Updated};
        let log = [
            event(1, WORK_ITEM, 7, Created),
            event(2, WORK_ITEM, 8, Updated),
            event(3, WORK_ITEM, 7, Updated),
            event(4, WORK_ITEM, 9, Updated),
            event(5, WORK_ITEM, 9, Deleted),
            event(6, WORK_ITEM, 8, Deleted),
            event(7, WORK_ITEM, 8, Updated),
        ];
        assert_eq!(changes(&log), [(3, 7, Created), (5, 9, Deleted), (7, 8, Created)]);
    }

    #[test]
    fn a_burst_asks_for_a_reload() {
        let many = |n: u128| -> Vec<event::Model> {
            (0..n).map(|i| event(i as i64, WORK_ITEM, i, Verb::Updated)).collect()
        };
        assert_eq!(changes(&many(ITEMS_MAX as u128)).len(), ITEMS_MAX);
        let log = many(ITEMS_MAX as u128 + 1);
        let log: Vec<_> = log.iter().collect();
        assert_eq!(digest(&log), Digest::Reload(position(log.last().unwrap())));
    }

    #[test]
    fn new_places_for_everything_ask_for_a_reload() {
        let mut spread = event(1, "project", 2, Verb::Updated);
        assert_eq!(changes(&[spread.clone()]).len(), 1);
        spread.changes = serde_json::json!([{"field": "sort_order"}]);
        assert_eq!(digest(&[&spread]), Digest::Reload(position(&spread)));
    }

    #[test]
    fn a_comment_names_its_work_item_and_a_project_is_told_twice() {
        let comment = event(1, "comment", 5, Verb::Created);
        let Digest::Changes(found) = digest(&[&comment]) else { panic!() };
        assert_eq!(found[0].work_item, comment.work_item_id);
        assert_eq!(topics(&comment).count(), 1);
        assert_eq!(topics(&event(1, "project", 2, Verb::Updated)).count(), 2);
    }

    #[test]
    fn what_is_for_one_person_goes_to_nobody_else() {
        let mut told = event(1, "project", 5, Verb::Created);
        told.recipient_id = Some(Uuid::from_u128(9));
        assert!(topics(&told).eq([Topic::User(Uuid::from_u128(9))]));
    }
}
