//! An instance at work: how much at once, what happens to it at the end.

use super::{
    acts::{Act, GATE, WAITING, act, app, notes, until, until_waiting},
    number, texts,
};
use crate::support::TestApp;
use chrono::Duration;
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration as StdDuration,
};
use tokio_util::task::TaskTracker;
use treasury_plane::{
    app::App,
    jobs::{
        self, Job, Role, When, queue,
        runner::{self, Running},
    },
};

async fn jobs_left(t: &TestApp) -> i64 {
    number(t, "SELECT count(*) FROM jobs").await
}

/// Lets an instance work; the answer is what it runs.
fn work(app: &Arc<App>) -> Arc<Running> {
    let running = Arc::new(Running::default());
    let following = runner::follow(Arc::clone(app), Arc::clone(&running));
    TaskTracker::new().spawn(following);
    running
}

#[tokio::test]
async fn an_instance_runs_as_many_of_a_kind_at_once_as_the_kind_allows() {
    let t = app().await;
    for n in 0..8 {
        act(&t, "wait", &n.to_string(), When::now()).await;
    }
    work(&t.app);
    until_waiting(3).await;
    // The others stay in the queue, for whoever has room.
    assert_eq!(number(&t, "SELECT count(*) FROM jobs WHERE state = 'running'").await, 3);
    let other = t.another_instance().await;
    work(&other);
    until_waiting(6).await;
    assert_eq!(number(&t, "SELECT count(*) FROM jobs WHERE state = 'ready'").await, 2);
    GATE.add_permits(8);
    until(async || jobs_left(&t).await == 0).await;
    assert_eq!(notes().len(), 8);
}

#[tokio::test]
async fn a_job_is_begun_as_soon_as_it_is_committed() {
    let t = app().await;
    work(&t.app);
    // Let it find nothing and fall asleep, so that the commit is what wakes it.
    tokio::time::sleep(StdDuration::from_millis(100)).await;
    let begun = std::time::Instant::now();
    act(&t, "note", "woken", When::now()).await;
    until(async || !notes().is_empty()).await;
    assert!(begun.elapsed() < StdDuration::from_millis(800), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn at_the_end_nothing_new_is_claimed_and_what_runs_is_waited_for() {
    let t = app().await;
    act(&t, "wait", "the last", When::now()).await;
    jobs::start(&t.app, Role::All);
    until_waiting(1).await;
    // Let it look once more and fall asleep: what it claims before the end begins is begun.
    tokio::time::sleep(StdDuration::from_millis(300)).await;
    let life = &t.app.lifecycle;
    life.closing.cancel();
    life.tasks.close();
    act(&t, "note", "too late", When::now()).await;
    let ended = tokio::time::timeout(StdDuration::from_millis(1500), life.tasks.wait()).await;
    assert!(ended.is_err(), "it did not wait for the job that runs");
    assert_eq!(
        texts(&t, "SELECT state || ' ' || (payload->>'name') FROM jobs ORDER BY id").await,
        ["running the last", "ready too late"]
    );
    GATE.add_permits(1);
    tokio::time::timeout(StdDuration::from_secs(20), life.tasks.wait()).await.unwrap();
    assert_eq!(notes(), ["wait the last"]);
    assert_eq!(texts(&t, "SELECT payload->>'name' FROM jobs").await, ["too late"]);
    // Its place as leader and in the list of instances is free at once.
    assert_eq!(number(&t, "SELECT count(*) FROM leases").await, 0);
    assert_eq!(number(&t, "SELECT count(*) FROM instances").await, 0);
}

#[tokio::test]
async fn leases_are_kept_until_the_last_job_has_ended() {
    let t = app().await;
    act(&t, "wait", "", When::now()).await;
    let running = work(&t.app);
    until_waiting(1).await;
    t.app.lifecycle.closing.cancel();
    t.advance(Duration::seconds(25));
    let beating = runner::beat(Arc::clone(&t.app), Arc::clone(&running));
    let beating = TaskTracker::new().spawn(beating);
    until(async || {
        let kept = format!(
            "SELECT count(*) FROM jobs WHERE leased_until > '{}'",
            (t.now() + Duration::seconds(20)).to_rfc3339()
        );
        number(&t, &kept).await == 1
    })
    .await;
    GATE.add_permits(1);
    tokio::time::timeout(StdDuration::from_secs(5), beating).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_run_whose_lease_is_lost_is_ended_at_the_next_beat() {
    let t = app().await;
    act(&t, "wait", "", When::now()).await;
    let running = work(&t.app);
    until_waiting(1).await;
    // As if the process had been stopped for a while, and another had looked meanwhile.
    t.advance(Duration::seconds(31));
    let other = t.another_instance().await;
    assert_eq!(queue::reclaim(&other.db, t.now()).await.unwrap(), 1);
    let taken = queue::claim(&other.db, &[(Act::NAME, 1)], t.now()).await.unwrap().remove(0);
    runner::beat_once(&t.app, &running).await.unwrap();
    GATE.add_permits(1);
    WAITING.store(0, Ordering::SeqCst);
    runner::run(&other, taken).await;
    assert_eq!(jobs_left(&t).await, 0);
    // One permit and one note: the first run has not gone on.
    assert_eq!(notes(), ["wait "]);
    assert_eq!(GATE.available_permits(), 0);
}
