//! The database itself ends and comes back: a server of the test's own.

use super::{record, resume::Follower, until};
use crate::{
    realtime::client::listen,
    support::{Database, TestApp},
};
use chrono::Duration;
use std::os::unix::fs::PermissionsExt;
use tempfile::TempDir;
use treasury_plane::{
    cache, migrate,
    postgres::{self, Running, Settings},
};

struct Server {
    directory: TempDir,
    running: Option<Running>,
}

impl Server {
    async fn start() -> Self {
        let directory = tempfile::tempdir().unwrap();
        // Started by root, the server runs as another user, who must pass through.
        let others_pass = std::fs::Permissions::from_mode(0o711);
        std::fs::set_permissions(directory.path(), others_pass).unwrap();
        let mut server = Self { directory, running: None };
        server.come_back().await;
        migrate::up(&server.running.as_ref().unwrap().addresses.owner).await.unwrap();
        server
    }

    async fn application(&self) -> TestApp {
        // As in other tests: who is connected takes the role that it needs.
        let addresses = &self.running.as_ref().unwrap().addresses;
        let superuser = addresses.superuser.split('@').next().unwrap();
        let database = addresses.app.split('@').nth(1).unwrap();
        TestApp::on(Database::at(format!("{superuser}@{database}")), |_| {}).await
    }

    async fn come_back(&mut self) {
        let settings = Settings::for_tests(self.directory.path().join("postgres"));
        // What was acknowledged must survive a crash.
        let settings = Settings { fast: false, ..settings };
        self.running = Some(postgres::start(settings).await.unwrap());
    }

    /// In order: what is not logged is kept.
    async fn restart(&mut self) {
        self.running.take().unwrap().stop().await;
        self.come_back().await;
    }

    /// Without a word: what is not logged is lost.
    async fn crash(&mut self) {
        let mut running = self.running.take().unwrap();
        let file = self.directory.path().join("postgres/data/postmaster.pid");
        let text = std::fs::read_to_string(file).unwrap();
        let pid = text.lines().next().unwrap();
        let sent = std::process::Command::new("kill").args(["-QUIT", pid]).status().unwrap();
        assert!(sent.success());
        running.exited().await;
        drop(running);
        self.come_back().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_event_is_lost_when_the_database_restarts() {
    let mut server = Server::start().await;
    let t = server.application().await;
    let project = t.project().await;
    let address = listen(&t).await;
    let first = record(&t.app, &project).await.unwrap();
    crate::realtime::client::settle(&t).await;
    let mut follower = Follower::start(address, &project).await;
    let mut acknowledged = vec![];
    for n in 0..60 {
        match n {
            20 => server.restart().await,
            40 => server.crash().await,
            _ => {}
        }
        // Connections of before are found dead one after the other.
        until("a write is acknowledged", async || match record(&t.app, &project).await {
            Ok(id) => {
                acknowledged.push(id);
                true
            }
            Err(_) => false,
        })
        .await;
    }
    follower.hear_until(*acknowledged.last().unwrap()).await;
    // What was not acknowledged may have happened all the same.
    let seen: Vec<_> =
        follower.seen.iter().copied().filter(|id| acknowledged.contains(id)).collect();
    assert_eq!(seen, acknowledged);
    assert!(!follower.seen.contains(&first));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn values_count_in_one_life_of_the_server_only() {
    let mut server = Server::start().await;
    let t = server.application().await;
    cache::set(&t.app, "answer", &42, Duration::hours(1)).await;
    let other = t.another_instance().await;
    assert_eq!(cache::get::<i32>(&other, "answer").await, Some(42));

    // Kept by the server, but perhaps from before something that was lost.
    server.restart().await;
    let rows = async |t: &TestApp| -> i64 {
        let mut rows = None;
        until("the database is back", async || {
            let counted = sqlx::query_scalar("SELECT count(*) FROM cache");
            rows = counted.fetch_one(t.app.db.pool()).await.ok();
            rows.is_some()
        })
        .await;
        rows.unwrap()
    };
    assert_eq!(rows(&t).await, 1);
    let another = t.another_instance().await;
    assert_eq!(cache::get::<i32>(&another, "answer").await, None);
    cache::set(&another, "answer", &43, Duration::hours(1)).await;
    let yet_another = t.another_instance().await;
    assert_eq!(cache::get::<i32>(&yet_another, "answer").await, Some(43));

    // Lost by the server.
    server.crash().await;
    assert_eq!(rows(&t).await, 0);
    let last = t.another_instance().await;
    assert_eq!(cache::get::<i32>(&last, "answer").await, None);
    cache::set(&last, "answer", &44, Duration::hours(1)).await;
    let after = t.another_instance().await;
    assert_eq!(cache::get::<i32>(&after, "answer").await, Some(44));
}
