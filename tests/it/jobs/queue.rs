//! Rows: who claims them, how long a claim holds, how failures come back.

use super::{
    acts::{Act, act, app, notes},
    enqueue, number, texts,
};
use crate::support::TestApp;
use chrono::Duration;
use serde_json::json;
use sqlx::Connection;
use std::collections::HashSet;
use treasury_plane::{
    db::Context,
    jobs::{
        self, Job, When,
        queue::{self, Claimed},
        runner,
    },
};

const KIND: &str = Act::NAME;

async fn claim(t: &TestApp, most: usize) -> Vec<Claimed> {
    queue::claim(&t.app.db, &[(KIND, most)], t.now()).await.unwrap()
}

async fn state(t: &TestApp) -> Vec<String> {
    texts(t, "SELECT concat_ws(' ', state, attempts, last_error) FROM jobs ORDER BY id").await
}

#[tokio::test]
async fn several_instances_claim_each_job_once() {
    let t = app().await;
    for n in 0..60 {
        act(&t, "note", &n.to_string(), When::now()).await;
    }
    let now = t.now();
    let instances = [
        t.another_instance().await,
        t.another_instance().await,
        t.another_instance().await,
        t.another_instance().await,
    ];
    let claims = instances.iter().map(|app| async move {
        let mut ids = Vec::new();
        loop {
            let claimed = queue::claim(&app.db, &[(KIND, 7)], now).await.unwrap();
            assert!(claimed.len() <= 7);
            if claimed.is_empty() {
                return ids;
            }
            ids.extend(claimed.into_iter().map(|job| job.id));
        }
    });
    let ids: Vec<i64> = futures_util::future::join_all(claims).await.concat();
    assert_eq!(ids.len(), 60);
    assert_eq!(ids.iter().collect::<HashSet<_>>().len(), 60, "a job was claimed twice");
}

#[tokio::test]
async fn a_row_that_somebody_holds_is_passed_over() {
    let t = app().await;
    act(&t, "note", "held", When::now()).await;
    act(&t, "note", "free", When::now()).await;
    let mut other = t.superuser().await;
    let mut holding = other.begin().await.unwrap();
    sqlx::query("SELECT id FROM jobs WHERE payload->>'name' = 'held' FOR UPDATE")
        .fetch_one(&mut *holding)
        .await
        .unwrap();
    let claimed = claim(&t, 10).await;
    let names: Vec<_> = claimed.iter().map(|job| job.payload["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["free"]);
    holding.rollback().await.unwrap();
    assert_eq!(claim(&t, 10).await.len(), 1);
}

#[tokio::test]
async fn each_kind_has_its_own_limit_and_the_oldest_come_first() {
    let t = app().await;
    for n in 0..4 {
        act(&t, "note", &n.to_string(), When::at(t.now() - Duration::minutes(n))).await;
        enqueue(&t, "purge_cache", json!({})).await;
    }
    let claimed = queue::claim(&t.app.db, &[(KIND, 2), ("purge_cache", 3)], t.now()).await.unwrap();
    let mut acts: Vec<_> = claimed.iter().filter(|job| job.name == KIND).collect();
    acts.sort_by_key(|job| job.id);
    let names: Vec<_> = acts.iter().map(|job| job.payload["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["2", "3"]);
    assert_eq!(claimed.len(), 5);
}

#[tokio::test]
async fn a_job_waits_for_its_time() {
    let t = app().await;
    act(&t, "note", "later", When::at(t.now() + Duration::hours(1))).await;
    assert_eq!(t.run_jobs().await, 0);
    t.advance(Duration::hours(1));
    assert_eq!(t.run_jobs().await, 1);
    assert_eq!(notes(), ["note later"]);
}

#[tokio::test]
async fn a_unique_job_is_there_once_while_it_waits_and_while_it_runs() {
    let t = app().await;
    let mine = || When::now().unique("item 7");
    assert!(act(&t, "note", "", mine()).await);
    assert!(!act(&t, "note", "", mine()).await, "it waits already");
    assert!(act(&t, "note", "", When::now().unique("item 8")).await, "another thing");
    let claimed = claim(&t, 10).await;
    assert!(!act(&t, "note", "", mine()).await, "it runs already");
    for job in claimed {
        runner::run(&t.app, job).await;
    }
    assert!(act(&t, "give up", "", mine()).await, "it has run");
    t.run_jobs().await;
    assert_eq!(state(&t).await, ["dead 1 there is no such printer"]);
    assert!(act(&t, "note", "", mine()).await, "a dead one is in nobody's way");
}

#[tokio::test]
async fn a_job_goes_with_the_transaction_that_asked_for_it() {
    let t = app().await;
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    jobs::enqueue(&tx, &Act::default(), When::now(), t.now()).await.unwrap();
    tx.rollback().await.unwrap();
    assert_eq!(t.run_jobs().await, 0);
}

#[tokio::test]
async fn failures_come_back_later_and_later_until_the_job_is_dead() {
    let t = app().await;
    act(&t, "fail", "", When::now()).await;
    assert_eq!(t.run_jobs().await, 1);
    assert_eq!(state(&t).await, ["ready 1 the printer is on fire"]);
    t.advance(Duration::seconds(4));
    assert_eq!(t.run_jobs().await, 0, "the first pause is five seconds or more");
    t.advance(Duration::seconds(3));
    assert_eq!(t.run_jobs().await, 1);
    t.advance(Duration::seconds(9));
    assert_eq!(t.run_jobs().await, 0, "the second is ten or more");
    t.advance(Duration::seconds(4));
    assert_eq!(t.run_jobs().await, 1);
    assert_eq!(state(&t).await, ["dead 3 the printer is on fire"]);
    t.advance(Duration::days(1));
    assert_eq!(t.run_jobs().await, 0, "dead jobs wait for an administrator");
}

#[tokio::test]
async fn a_job_may_name_the_time_of_its_next_try_or_give_up() {
    let t = app().await;
    act(&t, "later", "", When::now()).await;
    act(&t, "give up", "", When::now()).await;
    assert_eq!(t.run_jobs().await, 2);
    assert_eq!(
        state(&t).await,
        ["ready 1 not before two hours have passed", "dead 1 there is no such printer"]
    );
    t.advance(Duration::minutes(119));
    assert_eq!(t.run_jobs().await, 0);
    t.advance(Duration::minutes(1));
    assert_eq!(t.run_jobs().await, 1);
}

#[tokio::test]
async fn a_panic_is_a_failure_of_that_job_only() {
    let t = app().await;
    act(&t, "panic", "", When::now()).await;
    act(&t, "note", "after", When::now()).await;
    assert_eq!(t.run_jobs().await, 2);
    assert_eq!(notes(), ["note after"]);
    assert_eq!(state(&t).await, ["ready 1 The job panicked; the server's log says where."]);
}

#[tokio::test]
async fn a_run_that_takes_too_long_is_ended() {
    let t = app().await;
    enqueue(&t, "test_endless", json!({})).await;
    assert_eq!(t.run_jobs().await, 1);
    assert_eq!(state(&t).await, ["ready 1 The run took longer than 50ms."]);
}

#[tokio::test]
async fn kinds_of_another_version_are_left_alone() {
    let t = app().await;
    enqueue(&t, "from_the_future", json!({"depth": 3})).await;
    assert_eq!(t.run_jobs().await, 0);
    assert_eq!(state(&t).await, ["ready 0"]);
}

#[tokio::test]
async fn fields_that_make_no_sense_are_not_tried_again() {
    let t = app().await;
    enqueue(&t, KIND, json!({"what": 7})).await;
    assert_eq!(t.run_jobs().await, 1);
    let state = state(&t).await;
    assert!(state[0].starts_with("dead 1 The job's fields make no sense: "), "{state:?}");
}

#[tokio::test]
async fn a_lease_lives_by_its_heartbeat_and_ends_without() {
    let t = app().await;
    act(&t, "note", "", When::now()).await;
    let leases: Vec<_> = claim(&t, 1).await.iter().map(|job| job.leased_by).collect();
    for _ in 0..3 {
        t.advance(Duration::seconds(20));
        assert_eq!(queue::beat(&t.app.db, &leases, t.now()).await.unwrap(), leases);
        assert_eq!(queue::reclaim(&t.app.db, t.now()).await.unwrap(), 0);
    }
    t.advance(Duration::seconds(31));
    assert_eq!(queue::reclaim(&t.app.db, t.now()).await.unwrap(), 1);
    assert!(queue::beat(&t.app.db, &leases, t.now()).await.unwrap().is_empty());
    assert_eq!(state(&t).await, ["ready 1 The instance that ran it has gone silent."]);
    assert_eq!(t.run_jobs().await, 1);
}

#[tokio::test]
async fn a_job_that_kills_its_instance_each_time_is_dead_at_last() {
    let t = app().await;
    act(&t, "note", "", When::now()).await;
    for attempt in 1..=3 {
        assert_eq!(claim(&t, 1).await[0].attempts, attempt);
        t.advance(Duration::seconds(31));
        queue::reclaim(&t.app.db, t.now()).await.unwrap();
    }
    assert_eq!(state(&t).await, ["dead 3 The instance that ran it has gone silent."]);
}

#[tokio::test]
async fn a_run_that_lost_its_lease_changes_nothing() {
    let t = app().await;
    act(&t, "write", "effect", When::now()).await;
    let slow = claim(&t, 1).await.remove(0);
    t.advance(Duration::seconds(31));
    queue::reclaim(&t.app.db, t.now()).await.unwrap();
    let quick = claim(&t, 1).await.remove(0);
    assert_eq!(quick.id, slow.id);
    // The slow one comes to its end first: its effect is rolled back, and the job is still the other's.
    runner::run(&t.app, slow.clone()).await;
    assert_eq!(number(&t, "SELECT count(*) FROM cache").await, 0);
    assert_eq!(state(&t).await, ["running 2 The instance that ran it has gone silent."]);
    runner::run(&t.app, quick).await;
    // And last: nothing is done a second time.
    runner::run(&t.app, slow).await;
    assert_eq!(texts(&t, "SELECT value::text FROM cache").await, ["1"]);
    assert_eq!(state(&t).await, Vec::<String>::new());
}

#[tokio::test]
async fn a_failure_of_a_run_that_lost_its_lease_does_not_count() {
    let t = app().await;
    act(&t, "fail", "", When::now()).await;
    let slow = claim(&t, 1).await.remove(0);
    t.advance(Duration::seconds(31));
    queue::reclaim(&t.app.db, t.now()).await.unwrap();
    let quick = claim(&t, 1).await.remove(0);
    runner::run(&t.app, slow).await;
    assert_eq!(state(&t).await, ["running 2 The instance that ran it has gone silent."]);
    runner::run(&t.app, quick).await;
    assert_eq!(state(&t).await, ["ready 2 the printer is on fire"]);
}
