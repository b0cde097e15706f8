//! What happens to the database while people work: connections cut, a writer lost or demoted, a
//! standby promoted, a reader behind, passwords that change.

mod circuit;
mod cut;
mod failover;
mod iam;
mod proxy;
mod reader;
mod secret;
mod server;

use crate::support::{Caller, Database, Project, TestApp};
use serde_json::json;
use std::time::Duration;
use tokio::time::Instant;

/// Waits until `holds`; fails when that takes too long.
async fn until(what: &str, within: Duration, holds: impl AsyncFn() -> bool) -> Duration {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < within, "waited {within:?} for: {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    begun.elapsed()
}

fn items(project: &Project) -> String {
    format!("{}/work-items", project.path)
}

/// Creates an item; says whether that was acknowledged.
async fn create(person: &Caller, project: &Project, name: &str) -> u16 {
    person.post(&items(project), json!({ "name": name })).await.status
}

/// An application on a server of its own, reached through `port`.
async fn app_at(port: u16, change: impl FnOnce(&mut treasury_plane::config::Config)) -> TestApp {
    TestApp::on(Database::at(server::address(port, "plane")), change).await
}
