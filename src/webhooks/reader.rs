//! From the event log to messages that wait to be sent.
//!
//! Only ids and changed fields are written here, in one statement a workspace, because the reader's
//! transaction holds up everybody's live updates. What a message says is looked up by its job.

use super::{
    jobs::DeliverWebhook,
    model::{Topic, happenings},
};
use crate::{
    app::App,
    db::Tx,
    error::{Error, Result},
    events::{Change, reader::Reader},
};
use entity::event;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Follows the log for webhooks.
#[derive(Clone, Copy, Debug)]
pub struct WebhookReader;

impl Reader for WebhookReader {
    const NAME: &'static str = "webhooks";

    async fn read(&self, app: &App, tx: &Tx, batch: &[event::Model]) -> Result<()> {
        let mut by_workspace: BTreeMap<Uuid, Vec<&event::Model>> = BTreeMap::new();
        for event in batch {
            if Topic::of_entity(&event.entity).is_some() {
                by_workspace.entry(event.workspace_id).or_default().push(event);
            }
        }
        for (workspace_id, events) in by_workspace {
            tx.enter_workspace(workspace_id).await?;
            for webhook_id in write(app, tx, workspace_id, &events).await? {
                DeliverWebhook { workspace_id, webhook_id }.hurry(app, tx).await?;
            }
        }
        Ok(())
    }
}

/// The number of each message is given in the order of the log.
const INSERT: &str = "
WITH written AS (
    INSERT INTO webhook_deliveries (id, workspace_id, webhook_id, event_id, object_id, event, action,
                                    change, state, next_attempt_at, created_at)
    SELECT gen_random_uuid(), w.workspace_id, w.id, m.event_id, m.object_id, m.event, m.action,
           nullif(m.change, '')::jsonb, 'waiting', $7, $7
    FROM unnest($2::bigint[], $3::uuid[], $4::text[], $5::text[], $6::text[]) WITH ORDINALITY
         AS m (event_id, object_id, event, action, change, place)
    JOIN webhooks w ON w.workspace_id = $1 AND w.is_active AND w.deleted_at IS NULL
     AND CASE m.event WHEN 'project' THEN w.project WHEN 'issue' THEN w.issue
              WHEN 'cycle' THEN w.cycle WHEN 'module' THEN w.module
              WHEN 'issue_comment' THEN w.issue_comment ELSE false END
    ORDER BY m.place
    RETURNING webhook_id)
SELECT DISTINCT webhook_id FROM written ORDER BY 1";

/// Writes the messages of one workspace and says which webhooks have some.
async fn write(
    app: &App,
    tx: &Tx,
    workspace_id: Uuid,
    events: &[&event::Model],
) -> Result<Vec<Uuid>> {
    let (mut ids, mut objects) = (Vec::new(), Vec::new());
    let (mut names, mut actions, mut changes) = (Vec::new(), Vec::new(), Vec::new());
    for event in events {
        let Some(topic) = Topic::of_entity(&event.entity) else { continue };
        for happening in happenings(topic, &event.verb, &read_changes(event)) {
            ids.push(event.id);
            objects.push(event.entity_id);
            names.push(topic.as_str().to_owned());
            actions.push(happening.action.to_owned());
            changes.push(match happening.change {
                Some(change) => serde_json::to_string(&change).map_err(internal)?,
                None => String::new(),
            });
        }
    }
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let values: [sea_orm::Value; 7] = [
        workspace_id.into(),
        ids.into(),
        objects.into(),
        names.into(),
        actions.into(),
        changes.into(),
        app.clock.now().into(),
    ];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, INSERT, values);
    let rows = tx.query_all_raw(statement).await?;
    Ok(rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?)
}

/// The changed fields of an event.
pub(super) fn read_changes(event: &event::Model) -> Vec<Change> {
    serde_json::from_value(event.changes.clone()).unwrap_or_default()
}

fn internal(error: serde_json::Error) -> Error {
    Error::Internal(error.into())
}
