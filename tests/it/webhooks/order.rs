//! At least once, and in order for each thing, whatever happens to receivers and processes.
#![expect(clippy::disallowed_methods, reason = "tasks of a test end with its runtime")]

use super::{receiver::Reply, stage::Stage};
use chrono::Duration;
use serde_json::json;
use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};
use treasury_plane::{
    events::reader,
    jobs::{self, Role, queue, runner},
    webhooks::{reader::WebhookReader, record},
};

#[tokio::test]
async fn what_comes_later_waits_for_what_came_first() {
    let s = Stage::new().await;
    let hook = s.hook_with("/in", json!({"issue": true})).await;
    let (slow, other) = (s.create_item("One").await, s.create_item("Other").await);
    s.receiver.answers(move |r| {
        let is_slow = r.json()["data"]["id"] == json!(slow);
        Reply::status(if is_slow { 503 } else { 200 })
    });
    s.change_item(slow, json!({"name": "Two"})).await;
    s.change_item(slow, json!({"name": "Three"})).await;
    s.change_item(other, json!({"name": "Another"})).await;
    // The other item does not wait.
    let received = s.settle().await;
    let of_slow = received.iter().filter(|r| r.json()["data"]["id"] == json!(slow)).count();
    assert_eq!((received.len(), of_slow), (3, 1));
    // Time alone brings only the first.
    s.t.advance(Duration::seconds(12));
    let again = s.settle().await;
    assert_eq!(again.len(), 1);
    assert_eq!(again[0].json()["action"], "created");
    s.receiver.answers(|_| Reply::status(200));
    s.t.advance(Duration::minutes(2));
    let told: Vec<_> =
        s.settle().await.iter().map(|r| r.json()["activity"]["new_value"].clone()).collect();
    assert_eq!(told, [json!(null), json!("Two"), json!("Three")]);
    assert!(s.deliveries(&hook).await.iter().all(|delivery| delivery.state == "delivered"));
}

#[tokio::test]
async fn a_message_that_finally_failed_lets_the_next_one_through() {
    let s = Stage::new().await;
    s.hook_with("/in", json!({"issue": true})).await;
    s.receiver.answers(|r| Reply::status(if r.json()["action"] == "created" { 400 } else { 200 }));
    let item = s.create_item("One").await;
    s.change_item(item, json!({"name": "Two"})).await;
    let actions: Vec<_> = s.settle().await.iter().map(|r| r.json()["action"].clone()).collect();
    assert_eq!(actions, ["created", "updated"]);
}

#[tokio::test]
async fn a_process_that_dies_in_the_middle_repeats_the_same_message() {
    let s = Stage::new().await;
    let hook = s.hook_with("/in", json!({"issue": true})).await;
    s.create_item("One").await;
    s.read().await;
    s.receiver.answers(|_| Reply::Nothing);
    let app = Arc::clone(&s.t.app);
    let process = tokio::spawn(async move { runner::drain(&app).await });
    s.receiver.wait_for(1).await;
    process.abort();
    assert!(process.await.unwrap_err().is_cancelled());
    let first = s.receiver.take().remove(0);
    s.receiver.answers(|_| Reply::status(200));
    assert!(s.settle().await.is_empty(), "the lease still holds");
    s.t.advance(queue::LEASE + Duration::seconds(1));
    assert_eq!(queue::reclaim(&s.t.app.db, s.t.now()).await.unwrap(), 1);
    let second = s.settle().await;
    assert_eq!(second.len(), 1);
    assert_eq!((second[0].id(), &second[0].text), (first.id(), &first.text));
    let delivery = s.deliveries(&hook).await.remove(0);
    assert_eq!((delivery.state.as_str(), delivery.attempts), ("delivered", 2));
}

#[tokio::test]
async fn two_instances_tell_each_event_once() {
    let s = Stage::new().await;
    let hook = s.hook_with("/in", json!({"issue": true})).await;
    let sibling = s.t.another_instance().await;
    for round in 0..5 {
        for n in 0..8 {
            s.create_item(&format!("Item {round}-{n}")).await;
        }
        let both = tokio::join!(
            reader::catch_up(&s.t.app, &WebhookReader),
            reader::catch_up(&sibling, &WebhookReader)
        );
        both.0.and(both.1).unwrap();
    }
    let received = s.settle().await;
    assert_eq!(received.len(), 40);
    assert_eq!(received.iter().map(|r| r.name()).collect::<HashSet<_>>().len(), 40);
    assert_eq!(s.deliveries(&hook).await.len(), 40);
}

/// The real runner and reader, while people work: a message whose job was just ending must not be
/// left behind.
#[tokio::test]
async fn nothing_is_left_behind_while_jobs_come_and_go() {
    let s = Stage::new().await;
    let hook = s.hook_with("/in", json!({"issue": true})).await;
    jobs::start(&s.t.app, Role::All);
    reader::start(&s.t.app, WebhookReader);
    treasury_plane::realtime::start(&s.t.app).await.unwrap();
    let items = [s.create_item("0").await, s.create_item("0").await, s.create_item("0").await];
    for n in 1..=20 {
        for item in items {
            s.change_item(item, json!({"name": n.to_string()})).await;
        }
        if n % 5 == 0 {
            s.receiver.wait_for(3 + n * 3).await;
        }
    }
    s.receiver.wait_for(63).await;
    let mut names: HashMap<String, Vec<u32>> = HashMap::new();
    for received in s.receiver.take() {
        let json = received.json();
        let told = json["activity"]["new_value"].as_str().unwrap_or("0").parse().unwrap();
        names.entry(json["data"]["id"].to_string()).or_default().push(told);
    }
    for told in names.values() {
        assert_eq!(told, &(0..=20).collect::<Vec<u32>>());
    }
    s.t.app.lifecycle.closing.cancel();
    assert_eq!((names.len(), s.deliveries(&hook).await.len()), (3, 63));
}

/// Requests to the dead one wait for half a minute each; nobody else does.
#[tokio::test]
async fn a_dead_receiver_holds_up_nobody_else() {
    let s = Stage::new().await;
    let dead = s.hook_with("/dead", json!({"issue": true})).await;
    s.hook_with("/alive", json!({"issue": true})).await;
    s.receiver.answers(|r| match r.path.as_str() {
        "/dead" => Reply::Nothing,
        _ => Reply::status(200),
    });
    for n in 0..10 {
        s.create_item(&format!("Item {n}")).await;
    }
    s.read().await;
    jobs::start(&s.t.app, Role::All);
    // All for the one, and for the other as many as may be open at a time.
    s.receiver.wait_for(14).await;
    let received = s.receiver.take();
    let count = |path: &str| received.iter().filter(|r| r.path == path).count();
    assert_eq!((count("/alive"), count("/dead")), (10, 4));
    s.t.app.lifecycle.closing.cancel();
    assert!(s.deliveries(&dead).await.iter().all(|delivery| delivery.state == "waiting"));
}

#[tokio::test]
async fn two_never_begin_the_same_attempt() {
    let s = Stage::new().await;
    let hook = s.hook_with("/in", json!({"issue": true})).await;
    s.create_item("One").await;
    s.read().await;
    let delivery = s.deliveries(&hook).await.remove(0);
    assert!(record::begin(&s.t.app, &delivery).await.unwrap());
    assert!(!record::begin(&s.t.app, &delivery).await.unwrap());
    // Whoever reads it anew may.
    assert_eq!(s.settle().await.len(), 1);
    assert_eq!(s.deliveries(&hook).await[0].attempts, 2);
}

#[tokio::test]
async fn a_message_about_an_event_that_the_log_forgot_lets_others_through() {
    let s = Stage::new().await;
    let hook = s.hook_with("/in", json!({"issue": true})).await;
    let item = s.create_item("One").await;
    s.read().await;
    let mut connection = s.t.superuser().await;
    sqlx::query("DELETE FROM events WHERE entity = 'work_item'")
        .execute(&mut connection)
        .await
        .unwrap();
    s.change_item(item, json!({"name": "Two"})).await;
    let received = s.settle().await;
    assert_eq!(received.len(), 1);
    assert_eq!(received[0].json()["activity"]["new_value"], "Two");
    let states: Vec<_> = s.deliveries(&hook).await.into_iter().map(|d| d.state).collect();
    assert_eq!(states, ["failed", "delivered"]);
}
