//! What administrators do: secrets, the log, tests, repetitions.

use super::{
    receiver::Reply,
    stage::{Stage, masked, signature},
};
use chrono::Duration;
use entity::{audit_entry, webhook, webhook_payload};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use treasury_plane::{db::Context, webhooks::jobs::PurgeWebhooks};

#[tokio::test]
async fn a_secret_is_shown_once_and_stored_sealed() {
    let s = Stage::new().await;
    let admin = &s.project.admin;
    let body = json!({"url": s.url("/in"), "issue": true});
    let made = admin.post(&s.path, body).await.expect(201);
    let secret = made.text("secret_key").to_owned();
    assert!(secret.starts_with("plane_wh_") && secret.len() == 41, "{secret}");
    insta::assert_json_snapshot!("webhook", {
        let mut shown = masked(made.json.clone());
        shown["url"] = "<url>".into();
        shown["secret_key"] = "<secret>".into();
        shown
    });
    let path = format!("{}/{}", s.path, made.id());
    for answer in [
        admin.get(&path).await.expect(200),
        admin.get(&s.path).await.expect(200),
        admin.patch(&path, json!({"module": true})).await.expect(200),
    ] {
        let text = answer.json.to_string();
        assert!(!text.contains("secret_key") && !text.contains(&secret), "{text}");
    }
    let tx = s.t.app.db.begin(Context::workspace(s.project.workspace.id)).await.unwrap();
    let row = webhook::Entity::find().one(&*tx).await.unwrap().unwrap();
    let sealed = row.secret_sealed.unwrap();
    assert!(!sealed.windows(9).any(|part| part == b"plane_wh_"));
    assert!(row.module && row.issue && !row.project);
}

#[tokio::test]
async fn an_address_is_used_once_a_workspace() {
    let s = Stage::new().await;
    let admin = &s.project.admin;
    let hook = s.hook("/in").await;
    let answer = admin.post(&s.path, json!({"url": s.url("/in#part")})).await.expect(409);
    assert_eq!(answer.id(), hook.id);
    let other = s.hook("/other").await;
    admin.patch(&other.path, json!({"url": s.url("/in")})).await.expect(409);
    admin.patch(&hook.path, json!({"url": s.url("/in")})).await.expect(200);
    admin.delete(&hook.path).await.expect(204);
    admin.post(&s.path, json!({"url": s.url("/in")})).await.expect(201);
}

#[tokio::test]
async fn a_workspace_has_fifty_webhooks_at_most() {
    let s = Stage::new().await;
    for n in 0..50 {
        s.hook(&format!("/{n}")).await;
    }
    s.project.admin.post(&s.path, json!({"url": s.url("/more")})).await.expect(400);
}

#[tokio::test]
async fn both_secrets_sign_for_a_day_after_a_rotation() {
    let s = Stage::new().await;
    let hook = s.hook("/in").await;
    let rotate = format!("{}/regenerate", hook.path);
    let answer = s.project.admin.post(&rotate, json!({})).await.expect(200);
    let new = answer.text("secret_key").to_owned();
    assert_ne!(new, hook.secret);
    assert_eq!(answer.json["previous_secret_until"], json!("2026-03-03T09:00:00Z"));
    s.create_item("One").await;
    let received = s.settle().await.remove(0);
    assert_eq!(received.header("x-plane-signature"), signature(&new, &received.text));
    let previous = received.header("x-plane-signature-previous");
    assert_eq!(previous, signature(&hook.secret, &received.text));
    s.t.advance(Duration::hours(24));
    let admin = s.t.sign_in(s.project.admin.id, &s.project.admin.email).await;
    let items = format!("{}/work-items", s.project.path);
    admin.post(&items, json!({"name": "Two"})).await.expect(201);
    let received = s.settle().await.remove(0);
    assert_eq!(received.header("x-plane-signature"), signature(&new, &received.text));
    assert!(!received.headers.contains_key("x-plane-signature-previous"));
}

#[tokio::test]
async fn the_log_shows_what_was_sent_and_answered_but_no_signature() {
    let s = Stage::new().await;
    let hook = s.hook("/in").await;
    let admin = &s.project.admin;
    s.receiver
        .answers(|_| Reply::Answer(201, vec![("X-Trace", "7".to_owned())], "ok\0".to_owned()));
    for name in ["One", "Two", "Three"] {
        s.create_item(name).await;
    }
    let received = s.settle().await;
    let log = format!("{}/deliveries", hook.path);
    let page = admin.get(&format!("{log}?per_page=2")).await.expect(200);
    assert_eq!(page.json["total_count"], 3);
    assert_eq!((page.rows().len(), &page.json["next_page_results"]), (2, &json!(true)));
    let next = page.text("next_cursor");
    let second = admin.get(&format!("{log}?per_page=2&cursor={next}")).await.expect(200);
    let id = second.rows()[0]["id"].as_str().unwrap();
    let mut row = masked(second.rows()[0].clone());
    row["duration_ms"] = "<ms>".into();
    insta::assert_json_snapshot!("delivery", row);
    let detail = admin.get(&format!("{log}/{id}")).await.expect(200);
    let sent = received.iter().find(|r| r.id() == id).unwrap();
    assert_eq!(
        (detail.text("request_body"), detail.text("response_body")),
        (sent.text.as_str(), "ok\u{fffd}")
    );
    assert_eq!(detail.json["response_headers"]["x-trace"], "7");
    assert_eq!(detail.json["request_headers"]["x-plane-event"], "issue");
    let text = detail.json.to_string();
    assert!(!text.contains(sent.header("x-plane-signature")) && !text.contains(&hook.secret));
    // What older clients know.
    let logs = format!("{}/webhook-logs/{}", s.project.workspace.path, hook.id);
    let logs = admin.get(&logs).await.expect(200);
    assert_eq!((logs.rows().len(), &logs.rows()[2]["id"]), (3, &json!(id)));
    let mut old: Value = masked(logs.rows()[2].clone());
    for key in ["request_body", "request_headers", "response_headers"] {
        assert!(old[key].is_string(), "{old}");
        old[key] = "<text>".into();
    }
    insta::assert_json_snapshot!("webhook_log", old);
}

#[tokio::test]
async fn a_test_goes_out_once_and_also_while_the_webhook_is_off() {
    let s = Stage::new().await;
    let hook = s.hook_with("/in", json!({"is_active": false})).await;
    let test = format!("{}/test", hook.path);
    let made = s.project.admin.post(&test, json!({})).await.expect(201);
    assert_eq!((made.text("event"), made.text("state")), ("ping", "waiting"));
    let received = s.settle().await;
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].header("x-plane-event"), "ping");
    assert_eq!(received[0].header("x-plane-signature"), signature(&hook.secret, &received[0].text));
    insta::assert_json_snapshot!("ping", masked(received[0].json()));
    s.receiver.answers(|_| Reply::status(500));
    for _ in 0..5 {
        s.project.admin.post(&test, json!({})).await.expect(201);
    }
    s.project.admin.post(&test, json!({})).await.expect(400);
    assert_eq!(s.settle().await.len(), 5);
    s.t.advance(Duration::minutes(10));
    assert!(s.settle().await.is_empty(), "a test is not tried again");
    assert_eq!(s.deliveries(&hook).await.last().unwrap().state, "failed");
}

#[tokio::test]
async fn a_message_is_sent_again_as_a_new_one_behind_what_waits() {
    let s = Stage::new().await;
    let hook = s.hook_with("/in", json!({"issue": true})).await;
    let admin = &s.project.admin;
    let item = s.create_item("One").await;
    let first = s.settle().await.remove(0);
    s.receiver.answers(|_| Reply::status(503));
    s.change_item(item, json!({"name": "Two"})).await;
    let waiting = s.settle().await.remove(0);
    let path = |id: &str| format!("{}/deliveries/{id}/redeliver", hook.path);
    admin.post(&path(waiting.id()), json!({})).await.expect(400);
    s.receiver.answers(|_| Reply::status(200));
    let again = admin.post(&path(first.id()), json!({})).await.expect(201);
    assert_eq!(again.text("redelivery_of"), first.id());
    // What waited is not left for later, and keeps its place.
    let received = s.settle().await;
    assert_eq!(received.len(), 2);
    assert_eq!(received[0].id(), waiting.id());
    assert_eq!((received[1].id(), &received[1].text), (again.text("id"), &first.text));
    admin.patch(&hook.path, json!({"is_active": false})).await.expect(200);
    admin.post(&path(first.id()), json!({})).await.expect(400);
}

#[tokio::test]
async fn administrators_acts_are_audited_and_a_deleted_webhook_is_silent() {
    let s = Stage::new().await;
    let hook = s.hook("/in?key=word").await;
    let admin = &s.project.admin;
    s.create_item("One").await;
    s.read().await;
    admin.patch(&hook.path, json!({"issue": false})).await.expect(200);
    admin.post(&format!("{}/regenerate", hook.path), json!({})).await.expect(200);
    admin.delete(&hook.path).await.expect(204);
    s.create_item("Two").await;
    assert!(s.settle().await.is_empty());
    for path in [hook.path.clone(), format!("{}/deliveries", hook.path)] {
        admin.get(&path).await.expect(404);
    }
    let tx = s.t.app.db.begin(Context::workspace(s.project.workspace.id)).await.unwrap();
    let row = webhook::Entity::find_by_id(hook.id).one(&*tx).await.unwrap().unwrap();
    assert_eq!((row.secret_sealed, row.previous_secret_sealed), (None, None));
    let entries = audit_entry::Entity::find()
        .filter(audit_entry::Column::ObjectId.eq(hook.id))
        .order_by_asc(audit_entry::Column::Id)
        .all(&*tx)
        .await
        .unwrap();
    let actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
    let all = ["webhook.created", "webhook.updated", "webhook.secret_rotated", "webhook.deleted"];
    assert_eq!(actions, all);
    assert!(entries.iter().all(|entry| entry.actor_id == Some(admin.id)));
    let text = format!("{entries:?}");
    assert!(!text.contains("word") && !text.contains("plane_wh_"), "{text}");
}

#[tokio::test]
async fn old_messages_and_deleted_webhooks_are_forgotten() {
    let s = Stage::new().await;
    let (hook, gone) = (s.hook("/in").await, s.hook("/gone").await);
    s.create_item("Old").await;
    assert_eq!(s.settle().await.len(), 2);
    s.t.advance(Duration::days(20));
    let admin = s.t.sign_in(s.project.admin.id, &s.project.admin.email).await;
    let items = format!("{}/work-items", s.project.path);
    admin.post(&items, json!({"name": "New"})).await.expect(201);
    assert_eq!(s.settle().await.len(), 2);
    admin.delete(&gone.path).await.expect(204);
    s.t.advance(Duration::days(11));
    s.t.run_job(PurgeWebhooks {}).await;
    let left = s.deliveries(&hook).await;
    assert_eq!(left.len(), 1);
    assert!(s.deliveries(&gone).await.is_empty());
    let tx = s.t.app.db.begin(Context::workspace(s.project.workspace.id)).await.unwrap();
    let hooks = webhook::Entity::find().all(&*tx).await.unwrap();
    assert_eq!(hooks.iter().map(|row| row.id).collect::<Vec<_>>(), [hook.id]);
    let payloads = webhook_payload::Entity::find().all(&*tx).await.unwrap();
    assert_eq!(payloads.iter().map(|row| Some(row.id)).collect::<Vec<_>>(), [left[0].payload_id]);
}
