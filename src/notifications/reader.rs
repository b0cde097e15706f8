//! Reads the event log and tells people.

use super::{
    deliver::{self, Occasion},
    model::{self, Tells},
    subscribers::{self, Follow},
};
use crate::{
    app::App,
    db::Tx,
    error::Result,
    events::{Change, reader::Reader},
};
use entity::event;
use serde_json::json;
use uuid::Uuid;

/// More changes than this in one event are told as far as this goes.
const CHANGES_MAX: usize = 20;
/// The longest value that is repeated in a notification.
const VALUE_MAX: usize = 300;

/// The reader.
#[derive(Clone, Copy, Debug)]
pub struct Notifications;

impl Reader for Notifications {
    const NAME: &'static str = "notifications";
    // Each may be told to hundreds of people, and the transaction must be short.
    const BATCH: i32 = 50;

    async fn read(&self, app: &App, tx: &Tx, batch: &[event::Model]) -> Result<()> {
        let now = app.clock.now();
        for part in batch.chunk_by(|one, next| one.workspace_id == next.workspace_id) {
            let Some(first) = part.first() else { continue };
            let (follows, occasions) = sort_out(part);
            if follows.is_empty() && occasions.is_empty() {
                continue;
            }
            tx.enter_workspace(first.workspace_id).await?;
            subscribers::follow(tx, &follows).await?;
            deliver::tell(tx, first.workspace_id, &occasions, now).await?;
        }
        Ok(())
    }
}

/// Who follows what from now on, and what there is to tell.
fn sort_out(events: &[event::Model]) -> (Vec<Follow>, Vec<Occasion>) {
    let (mut follows, mut occasions) = (Vec::new(), Vec::new());
    for event in events {
        let Some(item) = event.work_item_id else { continue };
        let changes: Vec<Change> =
            serde_json::from_value(event.changes.clone()).unwrap_or_default();
        let named = |field: &str| -> Vec<Uuid> {
            let changes = changes.iter().filter(|change| change.field == field);
            changes.filter_map(|change| change.new_id).collect()
        };
        let mentioned = named("mentions");
        let is_imported = changes.iter().any(|change| change.field == "imported");
        if model::makes_follow(&event.entity, &event.verb) {
            let is_new_item = event.entity == "work_item" && event.verb == "created";
            let follow = |person| Follow { item, person, at: event.created_at };
            follows.extend(event.actor_id.map(Some).map(follow));
            follows.extend(mentioned.iter().copied().map(Some).map(follow));
            follows.extend(named("assignees").into_iter().map(Some).map(follow));
            follows.extend(is_new_item.then(|| follow(None)));
        }
        // A thousand imported items are no news for a thousand mails.
        if is_imported {
            continue;
        }
        let whole = (event.verb == "created" && event.entity == "work_item").then(Change::default);
        for change in whole.iter().chain(&changes).take(CHANGES_MAX) {
            let found = occasion(event, item, change, &mentioned, occasions.len());
            occasions.extend(found);
        }
    }
    (follows, occasions)
}

fn occasion(
    event: &event::Model,
    item: Uuid,
    change: &Change,
    mentioned: &[Uuid],
    n: usize,
) -> Option<Occasion> {
    let rule = model::rule_for(&event.entity, &event.verb, &change.field)?;
    let (people, sender) = match rule.tells {
        Tells::Nobody => return None,
        Tells::Subscribers => (None, None),
        Tells::Mentioned => (Some(vec![change.new_id?]), Some("in_app:issue_activities:mentioned")),
    };
    let id = Uuid::from_u64_pair(u64::try_from(event.id).unwrap_or_default(), n as u64);
    let is_comment = event.entity == "comment";
    let field = match (is_comment, change.field.as_str()) {
        (_, "") => None,
        (true, "mentions") => Some("comment"),
        (_, field) => Some(field),
    };
    let new_id = if is_comment { Some(event.entity_id) } else { change.new_id };
    let activity = json!({
        "id": id, "verb": event.verb, "field": field, "actor": event.actor_id,
        "old_value": short(change.old.as_deref()), "new_value": short(change.new.as_deref()),
        "issue_comment": is_comment.then_some(event.entity_id),
        "old_identifier": change.old_id, "new_identifier": new_id,
    });
    let told = Change {
        old: short(change.old.as_deref()),
        new: short(change.new.as_deref()),
        ..change.clone()
    };
    Some(Occasion {
        item,
        actor: event.actor_id,
        people,
        skip: mentioned.to_vec(),
        sender,
        mail: rule.mail.as_str(),
        says: model::says(&event.entity, &event.verb, &told),
        once: None,
        activity,
        at: event.created_at,
    })
}

fn short(value: Option<&str>) -> Option<String> {
    value.map(|value| value.chars().take(VALUE_MAX).collect())
}
