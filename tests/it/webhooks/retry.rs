//! Which answers are tried again, when, and when a webhook is paused.

use super::{
    receiver::{NAME, Reply},
    stage::{Hook, Stage},
};
use chrono::Duration;
use entity::audit_entry;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use treasury_plane::db::Context;

async fn stage() -> (Stage, Hook) {
    let s = Stage::new().await;
    let hook = s.hook_with("/in", json!({"issue": true})).await;
    (s, hook)
}

/// Lets hours pass, minute by minute at first, and counts the requests.
async fn pass(s: &Stage, hours: i64) -> usize {
    let mut count = 0;
    for _ in 0..hours * 6 {
        s.t.advance(Duration::minutes(10));
        count += s.settle().await.len();
    }
    count
}

#[tokio::test]
async fn a_receiver_that_is_down_is_asked_eight_times_in_a_day() {
    let (s, hook) = stage().await;
    s.receiver.answers(|_| Reply::status(500));
    s.create_item("One").await;
    let first = s.settle().await;
    assert_eq!(first.len(), 1);
    assert!(s.settle().await.is_empty(), "not at once");
    let delivery = s.deliveries(&hook).await.remove(0);
    assert_eq!((delivery.state.as_str(), delivery.attempts), ("waiting", 1));
    assert_eq!(delivery.response_status, Some(500));
    let pause = delivery.next_attempt_at - s.t.now();
    assert!((10..=11).contains(&pause.num_seconds()), "{pause}");
    assert_eq!(pass(&s, 30).await, 7);
    let delivery = s.deliveries(&hook).await.remove(0);
    assert_eq!((delivery.state.as_str(), delivery.attempts), ("failed", 8));
    assert_eq!(delivery.last_error.as_deref(), Some("The receiver answered 500."));
    assert_eq!(pass(&s, 24).await, 0);
}

#[tokio::test]
async fn it_is_the_same_message_each_time() {
    let (s, hook) = stage().await;
    s.receiver.answers(|_| Reply::status(502));
    let item = s.create_item("One").await;
    let mut all = s.settle().await;
    // What happens to the item meanwhile is another message.
    s.change_item(item, json!({"name": "Two"})).await;
    s.t.advance(Duration::minutes(1));
    all.extend(s.settle().await);
    assert_eq!(all.len(), 2);
    assert_eq!((all[0].id(), &all[0].text), (all[1].id(), &all[1].text));
    assert_eq!(all[1].name(), "One");
    assert_eq!(all[0].header("x-plane-signature"), all[1].header("x-plane-signature"));
    assert_eq!(s.deliveries(&hook).await.len(), 2);
}

#[tokio::test]
async fn a_refusal_is_final() {
    let (s, hook) = stage().await;
    s.receiver.answers(|_| Reply::status(422));
    s.create_item("One").await;
    assert_eq!(s.settle().await.len(), 1);
    assert_eq!(pass(&s, 2).await, 0);
    let delivery = s.deliveries(&hook).await.remove(0);
    assert_eq!((delivery.state.as_str(), delivery.attempts), ("failed", 1));
    assert_eq!(delivery.response_body.as_deref(), Some("thanks"));
}

#[tokio::test]
async fn no_connection_is_tried_again() {
    let (s, hook) = stage().await;
    s.names.set(NAME, &[&[]]);
    s.create_item("One").await;
    assert!(s.settle().await.is_empty());
    let delivery = s.deliveries(&hook).await.remove(0);
    assert_eq!((delivery.state.as_str(), delivery.attempts), ("waiting", 1));
    assert_eq!(delivery.last_error.as_deref(), Some("The name does not resolve."));
    s.names.set(NAME, &[&["127.0.0.1"]]);
    s.t.advance(Duration::seconds(12));
    assert_eq!(s.settle().await.len(), 1);
}

#[tokio::test]
async fn whoever_asks_for_peace_gets_it_for_all_messages() {
    let (s, _) = stage().await;
    s.receiver
        .answers(|_| Reply::Answer(429, vec![("Retry-After", "600".to_owned())], String::new()));
    s.create_item("One").await;
    assert_eq!(s.settle().await.len(), 1);
    s.create_item("Two").await;
    s.t.advance(Duration::seconds(590));
    assert!(s.settle().await.is_empty());
    s.receiver.answers(|_| Reply::status(200));
    s.t.advance(Duration::seconds(11));
    assert_eq!(s.settle().await.len(), 2);
}

#[tokio::test]
async fn ten_failures_in_a_row_pause_a_webhook_until_it_is_switched_on() {
    let (s, hook) = stage().await;
    let admin = &s.project.admin;
    s.receiver.answers(|r| Reply::status(if r.name() == "Good" { 200 } else { 404 }));
    let fail = async |count: usize| {
        for _ in 0..count {
            s.create_item("Bad").await;
        }
        s.settle().await.len()
    };
    assert_eq!(fail(9).await, 9);
    s.create_item("Good").await;
    assert_eq!(s.settle().await.len(), 1);
    assert_eq!(fail(9).await, 9);
    assert_eq!(admin.get(&hook.path).await.expect(200).json["is_active"], true);
    assert_eq!(fail(1).await, 1);
    let paused = admin.get(&hook.path).await.expect(200);
    assert_eq!(paused.json["is_active"], false);
    assert_eq!(
        paused.text("pause_reason"),
        "10 messages in a row could not be delivered. The receiver answered 404."
    );
    assert!(paused.json["paused_at"].is_string());
    s.create_item("Good").await;
    assert!(s.settle().await.is_empty());
    let tx = s.t.app.db.begin(Context::default()).await.unwrap();
    let entries = audit_entry::Entity::find()
        .filter(audit_entry::Column::Action.eq("webhook.paused"))
        .all(&*tx)
        .await
        .unwrap();
    assert_eq!((entries.len(), entries[0].object_id), (1, Some(hook.id)));
    tx.end().await.unwrap();
    let on = admin.patch(&hook.path, json!({"is_active": true})).await.expect(200);
    assert_eq!((&on.json["paused_at"], &on.json["pause_reason"]), (&json!(null), &json!(null)));
    s.create_item("Good").await;
    assert_eq!(s.settle().await.len(), 1);
}

#[tokio::test]
async fn what_waits_while_a_webhook_is_off_is_sent_when_it_is_on() {
    let (s, hook) = stage().await;
    let admin = &s.project.admin;
    s.receiver.answers(|_| Reply::status(503));
    s.create_item("One").await;
    assert_eq!(s.settle().await.len(), 1);
    s.receiver.answers(|_| Reply::status(200));
    admin.patch(&hook.path, json!({"is_active": false})).await.expect(200);
    assert_eq!(pass(&s, 2).await, 0);
    let admin = s.t.sign_in(admin.id, &admin.email).await;
    admin.patch(&hook.path, json!({"is_active": true})).await.expect(200);
    assert_eq!(s.settle().await.len(), 1);
}

#[tokio::test]
async fn an_answer_without_end_is_cut() {
    let (s, hook) = stage().await;
    let long = "y".repeat(1 << 20);
    s.receiver.answers(move |_| Reply::Answer(200, vec![], long.clone()));
    s.create_item("One").await;
    assert_eq!(s.settle().await.len(), 1);
    let delivery = s.deliveries(&hook).await.remove(0);
    assert_eq!(delivery.state, "delivered");
    assert_eq!(delivery.response_body.unwrap().len(), 16 * 1024);
}
