//! Jobs that send messages to webhooks, or forget them.

use super::super::{
    killed::{Case, World},
    prepare, texts,
};
use super::ago;
use crate::{
    support::{Project, TestApp},
    webhooks::stage::Stage,
};
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

impl World for Stage {
    async fn start() -> Self {
        Self::new().await
    }

    fn app(&self) -> &TestApp {
        &self.t
    }
}

/// Four messages about three work items wait.
pub struct DeliverWebhook {
    workspace: Uuid,
    webhook: Uuid,
    /// Where the receiver gets them.
    path: String,
}

impl Case<Stage> for DeliverWebhook {
    async fn prepare(s: &Stage) -> Self {
        let project = s.t.project().await;
        let (admin, workspace) = (&project.admin, &project.workspace);
        let path = format!("/in/{}", s.t.unique());
        let body = json!({"url": s.url(&path), "issue": true});
        let webhook = admin.post(&format!("{}/webhooks", workspace.path), body).await.expect(201);
        let items = format!("{}/work-items", project.path);
        let mut last = Uuid::nil();
        for name in ["One", "Two", "Three"] {
            last = admin.post(&items, json!({"name": name})).await.expect(201).id();
        }
        let body = json!({"priority": "high"});
        admin.patch(&format!("{items}/{last}"), body).await.expect(200);
        s.read().await;
        // The harness enqueues its own.
        prepare(&s.t, "DELETE FROM jobs").await;
        Self { workspace: workspace.id, webhook: webhook.id(), path }
    }

    fn payload(&self) -> Value {
        json!({"workspace_id": self.workspace, "webhook_id": self.webhook})
    }

    // An attempt whose process died is made again, and counted: the receiver knows the message by
    // its id, and it is the same to the byte.
    async fn look(&self, s: &Stage) -> Value {
        let log = format!(
            "SELECT concat_ws(' ', event, action, state, response_status, last_error)
             FROM webhook_deliveries WHERE webhook_id = '{}' ORDER BY number",
            self.webhook
        );
        let mut known = HashMap::new();
        let mut told: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for request in s.receiver.received() {
            if request.path != self.path {
                continue;
            }
            let text = known.entry(request.id().to_owned()).or_insert_with(|| {
                let what = request.json()["action"].as_str().unwrap().to_owned();
                // In the order of what happened to the thing; things are in none.
                told.entry(request.name()).or_default().push(what);
                request.text.clone()
            });
            assert_eq!(*text, request.text);
        }
        json!([texts(&s.t, &log).await, told])
    }
}

/// More of each sort than one transaction takes.
pub struct PurgeWebhooks(Project);

impl Case for PurgeWebhooks {
    async fn prepare(t: &TestApp) -> Self {
        let project = t.project().await;
        let (workspace, old, young, now) =
            (project.workspace.id, ago(t, 31), ago(t, 29), ago(t, 0));
        prepare(
            t,
            &format!(
                "INSERT INTO webhooks (id, workspace_id, url, secret_sealed, created_at, updated_at, deleted_at)
                 SELECT gen_random_uuid(), '{workspace}', 'https://' || url, sealed, {old}, {old}, gone
                 FROM (VALUES ('there', 'x'::bytea, NULL::timestamptz), ('gone', NULL, {now}),
                    ('gone without messages', NULL, {now})) x (url, sealed, gone);
                 INSERT INTO webhook_payloads (id, workspace_id, data, actor, created_at)
                 SELECT gen_random_uuid(), '{workspace}', what, '', made
                 FROM (VALUES ('unused', 510, {old}), ('sent again', 1, {old}), ('young', 5, {young}))
                    x (what, count, made), generate_series(1, count);
                 INSERT INTO webhook_deliveries (id, workspace_id, webhook_id, payload_id, event_id,
                    object_id, event, action, state, next_attempt_at, created_at)
                 SELECT gen_random_uuid(), '{workspace}', w.id,
                    (SELECT p.id FROM webhook_payloads p
                     WHERE p.workspace_id = '{workspace}' AND p.data = x.payload LIMIT 1),
                    1, gen_random_uuid(), 'issue', what, 'delivered', {old}, made
                 FROM (VALUES ('there', 'old', 510, NULL, {old}), ('there', 'again', 5, 'sent again', {young}),
                    ('gone', 'of one that is gone', 510, 'young', {now})) x (url, what, count, payload, made)
                 JOIN webhooks w ON w.workspace_id = '{workspace}' AND w.url = 'https://' || x.url,
                    generate_series(1, count)"
            ),
        )
        .await;
        Self(project)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let mut seen = Vec::new();
        for (table, what) in
            [("webhooks", "url"), ("webhook_payloads", "data"), ("webhook_deliveries", "action")]
        {
            let left = format!(
                "SELECT concat_ws(' ', {what}, count(*)) FROM {table}
                 WHERE workspace_id = '{}' GROUP BY {what} ORDER BY 1",
                self.0.workspace.id
            );
            seen.push(texts(t, &left).await);
        }
        json!(seen)
    }
}
