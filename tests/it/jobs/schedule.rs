//! What is due, who says so, and who is there.

use super::{number, texts};
use crate::support::TestApp;
use chrono::Duration;
use treasury_plane::jobs::{Role, instances, registry, schedule, scheduler};

async fn waiting(t: &TestApp) -> Vec<String> {
    texts(t, "SELECT name FROM jobs ORDER BY name").await
}

fn all() -> Vec<String> {
    let mut names: Vec<_> = registry::schedules().iter().map(|one| one.name.to_owned()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_new_schedule_begins_at_now_and_missed_ticks_run_once() {
    let t = TestApp::new().await;
    assert_eq!(scheduler::step(&t.app).await.unwrap(), (true, 0), "nothing is due at first");
    assert_eq!(waiting(&t).await, Vec::<String>::new());
    let begun = texts(&t, "SELECT DISTINCT last_due_at::text FROM job_schedules").await;
    assert_eq!(begun, ["2026-03-02 09:00:00+00"]);
    // Nobody leads for three days: every schedule has missed some or many ticks.
    t.advance(Duration::days(3));
    assert_eq!(scheduler::step(&t.app).await.unwrap(), (true, all().len()));
    assert_eq!(waiting(&t).await, all());
    assert_eq!(scheduler::step(&t.app).await.unwrap(), (true, 0));
    t.run_jobs().await;
    assert_eq!(scheduler::step(&t.app).await.unwrap(), (true, 0), "that time is done");
    let nightly =
        texts(&t, "SELECT last_due_at::text FROM job_schedules WHERE name = 'purge_work_items'");
    assert_eq!(nightly.await, ["2026-03-05 00:10:00+00"]);
}

#[tokio::test]
async fn each_due_time_is_enqueued_once_even_if_two_believe_to_lead() {
    let t = TestApp::new().await;
    schedule::enqueue_due(&t.app).await.unwrap();
    t.advance(Duration::minutes(5));
    let other = t.another_instance().await;
    let (ours, theirs) = tokio::join!(schedule::enqueue_due(&t.app), schedule::enqueue_due(&other));
    let due = [
        "find_due_crls",
        "mail_digests",
        "make_backup",
        "purge_cache",
        "purge_seats",
        "remind_of_due",
        "sign_audit_checkpoint",
    ];
    assert_eq!(ours.unwrap() + theirs.unwrap(), due.len());
    assert_eq!(waiting(&t).await, due);
    // After the jobs are gone, so that no unique key could be what keeps them from coming again.
    t.run_jobs().await;
    assert_eq!(schedule::enqueue_due(&other).await.unwrap(), 0);
}

#[tokio::test]
async fn a_job_that_still_waits_or_runs_is_not_enqueued_a_second_time() {
    let t = TestApp::new().await;
    for _ in 0..4 {
        schedule::enqueue_due(&t.app).await.unwrap();
        t.advance(Duration::minutes(5));
    }
    assert_eq!(number(&t, "SELECT count(*) FROM jobs WHERE name = 'purge_cache'").await, 1);
}

#[tokio::test]
async fn one_instance_leads_and_another_takes_over_when_it_falls_silent() {
    let t = TestApp::new().await;
    let (first, second) = (&t.app, t.another_instance().await);
    assert!(scheduler::step(first).await.unwrap().0);
    assert!(!scheduler::step(&second).await.unwrap().0);
    for _ in 0..3 {
        t.advance(Duration::seconds(10));
        assert!(scheduler::step(first).await.unwrap().0, "it renews its lease");
        assert!(!scheduler::step(&second).await.unwrap().0);
    }
    t.advance(Duration::seconds(15));
    assert!(scheduler::step(&second).await.unwrap().0, "the lease has ended");
    // The old leader comes back, notices, and enqueues nothing.
    t.advance(Duration::minutes(5));
    assert!(scheduler::step(&second).await.unwrap().0);
    let before = waiting(&t).await;
    t.advance(Duration::seconds(10));
    assert_eq!(scheduler::step(first).await.unwrap(), (false, 0));
    assert_eq!(waiting(&t).await, before);
}

#[tokio::test]
async fn a_schedules_row_says_how_its_last_run_went() {
    let t = TestApp::new().await;
    schedule::enqueue_due(&t.app).await.unwrap();
    t.advance(Duration::minutes(5));
    schedule::enqueue_due(&t.app).await.unwrap();
    t.run_jobs().await;
    let row = "SELECT concat_ws(' ', last_started_at, last_finished_at, last_error)
               FROM job_schedules WHERE name = 'purge_cache'";
    assert_eq!(texts(&t, row).await, ["2026-03-02 09:05:00+00 2026-03-02 09:05:00+00"]);
    // What no run can do: the table is away.
    super::prepare(&t, "ALTER TABLE cache RENAME TO cash").await;
    t.advance(Duration::minutes(5));
    schedule::enqueue_due(&t.app).await.unwrap();
    t.run_jobs().await;
    let fault = "SELECT last_error FROM job_schedules WHERE name = 'purge_cache'";
    assert!(texts(&t, fault).await[0].contains("cache"), "{:?}", texts(&t, fault).await);
    super::prepare(&t, "ALTER TABLE cash RENAME TO cache").await;
    t.advance(Duration::minutes(1));
    t.run_jobs().await;
    let healed =
        "SELECT count(*) FROM job_schedules WHERE name = 'purge_cache' AND last_error IS NULL";
    assert_eq!(number(&t, healed).await, 1);
}

#[tokio::test]
async fn a_schedule_that_fails_for_weeks_leaves_one_dead_job() {
    let t = TestApp::new().await;
    super::prepare(&t, "ALTER TABLE cache RENAME TO cash").await;
    schedule::enqueue_due(&t.app).await.unwrap();
    for _ in 0..60 {
        t.advance(Duration::hours(7));
        schedule::enqueue_due(&t.app).await.unwrap();
        t.run_jobs().await;
    }
    let dead = "SELECT count(*) FROM jobs WHERE name = 'purge_cache' AND state = 'dead'";
    assert!(number(&t, dead).await <= 1);
    assert!(number(&t, "SELECT count(*) FROM jobs WHERE name = 'purge_cache'").await <= 2);
}

#[tokio::test]
async fn instances_are_listed_while_they_are_there() {
    let t = TestApp::new().await;
    let other = t.another_instance().await;
    let listed = "SELECT concat_ws(' ', role, version, length(host_name) > 0) FROM instances
                  ORDER BY role";
    instances::beat(&t.app, Role::All).await.unwrap();
    instances::beat(&other, Role::Worker).await.unwrap();
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(
        texts(&t, listed).await,
        [format!("all {version} t"), format!("worker {version} t")]
    );
    t.advance(Duration::seconds(50));
    instances::beat(&t.app, Role::All).await.unwrap();
    assert_eq!(texts(&t, listed).await.len(), 2);
    t.advance(Duration::seconds(11));
    instances::beat(&t.app, Role::All).await.unwrap();
    assert_eq!(texts(&t, listed).await, [format!("all {version} t")], "one has gone silent");
    instances::leave(&t.app).await.unwrap();
    assert_eq!(texts(&t, listed).await, Vec::<String>::new());
}
