//! The page Jobs of the console.

use super::{acts, dead_job, enqueue, number, prepare, texts};
use crate::support::TestApp;
use serde_json::{Value, json};
use treasury_plane::jobs::{Role, instances, registry, scheduler};

const JOBS: &str = "/api/v1/instance/jobs";

async fn audited(t: &TestApp) -> Vec<String> {
    texts(
        t,
        "SELECT concat_ws(' ', action, nullif(object_label, ''), detail->>'name', detail->>'count')
         FROM audit_log WHERE action LIKE 'job.%' OR action LIKE 'schedule.%' ORDER BY id",
    )
    .await
}

fn kind<'a>(page: &'a Value, name: &str) -> &'a Value {
    page["kinds"].as_array().unwrap().iter().find(|kind| kind["name"] == name).unwrap()
}

#[tokio::test]
async fn the_page_shows_queue_schedules_leader_and_instances() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let empty = admin.get(JOBS).await.expect(200).json;
    assert_eq!(empty["leader"], Value::Null);
    assert_eq!(empty["kinds"].as_array().unwrap().len(), registry::kinds().len());
    assert_eq!(empty["schedules"].as_array().unwrap().len(), registry::schedules().len());

    scheduler::step(&t.app).await.unwrap();
    instances::beat(&t.app, Role::All).await.unwrap();
    enqueue(&t, "purge_cache", json!({})).await;
    dead_job(&t, "purge_cache").await;
    enqueue(&t, "from_the_future", json!({})).await;
    let page = admin.get(JOBS).await.expect(200).json;
    let cache = kind(&page, "purge_cache");
    assert_eq!(
        (&cache["ready"], &cache["running"], &cache["dead"]),
        (&json!(1), &json!(0), &json!(1))
    );
    assert_eq!(cache["oldest_ready_at"], json!("2026-03-02T09:00:00Z"));
    assert_eq!(cache["about"], "Takes what has expired out of the shared cache and counters.");
    assert_eq!(kind(&page, "from_the_future")["concurrency"], 0);
    let schedules = page["schedules"].as_array().unwrap();
    let purge = schedules.iter().find(|one| one["name"] == "purge_work_items").unwrap();
    assert_eq!(purge["cron"], "0 10 0 * * *");
    assert_eq!(purge["next_run_at"], "2026-03-03T00:10:00Z");
    assert_eq!(purge["last_due_at"], "2026-03-02T09:00:00Z");
    assert_eq!(page["leader"]["instance_id"], t.app.id.to_string());
    assert_eq!(page["instances"][0]["id"], t.app.id.to_string());
    assert_eq!(page["instances"][0]["role"], "all");
}

#[tokio::test]
async fn jobs_are_listed_by_state_and_kind() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let dead = dead_job(&t, "purge_cache").await;
    dead_job(&t, "count_day").await;
    enqueue(&t, "count_day", json!({})).await;
    let all = admin.get(&format!("{JOBS}/list")).await.expect(200);
    assert_eq!(all.rows().len(), 2, "the dead, if nothing else is asked for");
    let of_kind = admin.get(&format!("{JOBS}/list?state=dead&name=purge_cache")).await.expect(200);
    let row = &of_kind.rows()[0];
    assert_eq!((&row["id"], &row["last_error"]), (&json!(dead), &json!("It broke.")));
    assert_eq!(row["payload"], json!({}));
    let ready = admin.get(&format!("{JOBS}/list?state=ready&per_page=1")).await.expect(200);
    assert_eq!(ready.column("name"), ["count_day"]);
    admin.get(&format!("{JOBS}/list?state=asleep")).await.expect_fault("state");
}

#[tokio::test]
async fn a_dead_job_is_run_again_or_forgotten() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let first = dead_job(&t, "purge_cache").await;
    let second = dead_job(&t, "count_day").await;
    admin.post(&format!("{JOBS}/{first}/retry"), json!({})).await.expect(204);
    admin.post(&format!("{JOBS}/{first}/retry"), json!({})).await.expect(404);
    assert_eq!(texts(&t, "SELECT state || attempts FROM jobs ORDER BY id").await[0], "ready0");
    assert_eq!(t.run_jobs().await, 1);
    admin.delete(&format!("{JOBS}/{second}")).await.expect(204);
    admin.delete(&format!("{JOBS}/{second}")).await.expect(404);
    let ready = enqueue(&t, "count_day", json!({})).await;
    admin.delete(&format!("{JOBS}/{ready}")).await.expect(404);
    admin.delete(&format!("{JOBS}/all")).await.expect(404);
    assert_eq!(audited(&t).await, ["job.retried purge_cache", "job.deleted count_day"]);
}

#[tokio::test]
async fn dead_jobs_are_run_again_one_for_each_thing() {
    let t = acts::app().await;
    let admin = t.instance_admin().await;
    for _ in 0..3 {
        dead_job(&t, "test_act").await;
        dead_job(&t, "purge_cache").await;
    }
    // Two that died for the same thing, and one whose thing has a job already.
    prepare(
        &t,
        "UPDATE jobs SET unique_key = CASE WHEN id < 5 THEN 'same' ELSE 'taken' END
                 WHERE name = 'test_act'",
    )
    .await;
    let waiting = enqueue(&t, "test_act", json!({"what": "note"})).await;
    prepare(&t, &format!("UPDATE jobs SET unique_key = 'taken' WHERE id = {waiting}")).await;
    let taken =
        number(&t, "SELECT max(id) FROM jobs WHERE state = 'dead' AND unique_key = 'taken'");
    admin.post(&format!("{JOBS}/{}/retry", taken.await), json!({})).await.expect(409);
    let retried = admin.post(&format!("{JOBS}/retry-dead"), json!({"name": "test_act"})).await;
    assert_eq!(retried.expect(200).json, json!({"count": 1}));
    let retried = admin.post(&format!("{JOBS}/retry-dead"), json!({})).await;
    assert_eq!(retried.expect(200).json, json!({"count": 3}));
    assert_eq!(number(&t, "SELECT count(*) FROM jobs WHERE state = 'dead'").await, 2);
    assert_eq!(audited(&t).await, ["job.all_retried test_act 1", "job.all_retried 3"]);
}

#[tokio::test]
async fn a_schedules_job_is_run_on_demand() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let run = "/api/v1/instance/schedules/count_day/run";
    admin.post(run, json!({})).await.expect(204);
    admin.post(run, json!({})).await.expect(409);
    assert_eq!(t.run_jobs().await, 1);
    admin.post(run, json!({})).await.expect(204);
    admin.post("/api/v1/instance/schedules/make_tea/run", json!({})).await.expect(404);
    assert_eq!(audited(&t).await, ["schedule.run count_day", "schedule.run count_day"]);
}

#[tokio::test]
async fn numbers_of_days_show_in_the_console() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    t.project().await;
    enqueue(&t, "count_day", json!({})).await;
    t.run_jobs().await;
    t.advance(chrono::Duration::days(1));
    t.project().await;
    enqueue(&t, "count_day", json!({})).await;
    enqueue(&t, "count_day", json!({})).await;
    t.run_jobs().await;
    let admin = t.sign_in(admin.id, &admin.email).await;
    let days = &admin.get("/api/v1/instance").await.expect(200).json["daily_counts"];
    let seen: Vec<_> = days
        .as_array()
        .unwrap()
        .iter()
        .map(|day| (day["day"].as_str().unwrap(), day["projects"].as_i64().unwrap()))
        .collect();
    assert_eq!(seen, [("2026-03-03", 2), ("2026-03-02", 1)]);
}
