//! An instance is killed: a real process on the test's database.

use super::{page, record, resume::Follower, until};
use crate::{
    realtime::client::{listen, settle_on},
    shell::{Process, command},
    support::TestApp,
};
use chrono::Duration;
use serde_json::json;
use std::net::SocketAddr;
use tempfile::TempDir;
use treasury_plane::realtime::seats::PurgeSeats;

/// The test's time becomes the real one, which processes live in.
fn come_to_the_present(t: &TestApp) {
    let now = treasury_plane::clock::Clock::System.now();
    t.advance(now - t.now());
}

async fn process(t: &TestApp, directory: &TempDir) -> (Process, SocketAddr) {
    let mut command = command(directory.path(), &["serve"]);
    command.env("TREASURY_PLANE_DATABASE__URL", t.superuser_url());
    let key = std::fs::read_to_string(t.app.config.data_dir.join("secret.key")).unwrap();
    command.env("TREASURY_PLANE_AUTH__SECRET_KEY", key.trim());
    let process = tokio::task::spawn_blocking(move || Process::serve(command)).await.unwrap();
    let address = process.address.parse().unwrap();
    (process, address)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_sockets_of_a_killed_instance_resume_elsewhere_without_loss() {
    let t = TestApp::new().await;
    come_to_the_present(&t);
    let project = t.project().await;
    let here = listen(&t).await;
    let directory = tempfile::tempdir().unwrap();
    let (mut victim, there) = process(&t, &directory).await;
    settle_on(&t, &t.app).await;
    let mut follower = Follower::start(there, &project).await;
    let mut sent = vec![record(&t.app, &project).await.unwrap()];
    follower.hear_until(sent[0]).await;
    for n in 0..60 {
        sent.push(record(&t.app, &project).await.unwrap());
        if n == 30 {
            victim.signal("KILL");
        }
    }
    victim.wait();
    while follower.hear_or_lose().await {}
    assert!(follower.seen.len() < sent.len());
    follower.move_to(here).await;
    follower.hear_until(*sent.last().unwrap()).await;
    assert_eq!(follower.seen, sent);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_people_of_a_killed_instance_vanish() {
    let t = TestApp::new().await;
    come_to_the_present(&t);
    let project = t.project().await;
    let item = t.work_item(&project).await;
    come_to_the_present(&t);
    let other = t.project_member(&project, treasury_plane::access::Role::Member).await;
    let here = listen(&t).await;
    let directory = tempfile::tempdir().unwrap();
    let (mut victim, there) = process(&t, &directory).await;
    let present = json!({"type": "present", "project": project.id, "work_item": item.id});
    let mut mine = page(here, &project.admin).await;
    mine.say(present.clone()).await;
    assert_eq!(mine.hear().await["people"], json!([project.admin.id]));
    let mut theirs = page(there, &other).await;
    theirs.say(present).await;
    let mut both = [project.admin.id, other.id];
    both.sort();
    assert_eq!(theirs.hear().await["people"], json!(both));
    assert_eq!(mine.hear().await["people"], json!(both));
    victim.signal("KILL");
    victim.wait();
    // Its last lease counts from the real time, however long the process took until here.
    come_to_the_present(&t);
    // Not before the lease ends.
    treasury_plane::realtime::presence::look(&t.app).await.unwrap();
    mine.hears_nothing().await;
    t.app.clock.advance(Duration::seconds(31));
    until("the other is gone", async || {
        t.app.realtime.presence().look_at_all();
        tokio::time::timeout(std::time::Duration::from_millis(500), mine.hear())
            .await
            .is_ok_and(|told| told["people"] == json!([project.admin.id]))
    })
    .await;
    // What it left is removed.
    t.run_job(PurgeSeats {}).await;
    let mut superuser = t.superuser().await;
    let left: i64 = sqlx::query_scalar("SELECT count(*) FROM presence WHERE user_id = $1")
        .bind(other.id)
        .fetch_one(&mut superuser)
        .await
        .unwrap();
    assert_eq!(left, 0);
}
