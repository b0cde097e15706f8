//! Nothing is lost while sockets, listeners and slow transactions come and go: every event is
//! counted.

use super::{Backend, Fleet, both_ways, comment, page, record};
use crate::{
    realtime::client::{Page, cut_connections, settle_on},
    support::Project,
};
use serde_json::json;
use std::net::SocketAddr;
use treasury_plane::{db::Context, events};
use uuid::Uuid;

both_ways!(
    a_socket_that_moves_between_instances_misses_nothing,
    a_listener_that_is_cut_in_a_burst_misses_nothing,
    a_transaction_that_commits_late_is_not_skipped_elsewhere,
);

/// A page that follows a project wherever it can, and notes what it is told.
pub(super) struct Follower<'a> {
    project: &'a Project,
    page: Page,
    cursor: Option<String>,
    pub(super) seen: Vec<Uuid>,
}

impl<'a> Follower<'a> {
    /// From now on.
    pub(super) async fn start(address: SocketAddr, project: &'a Project) -> Self {
        let page = page(address, &project.admin).await;
        let mut follower = Self { project, page, cursor: None, seen: Vec::new() };
        assert_eq!(follower.subscribe().await, "subscribed");
        follower
    }

    async fn subscribe(&mut self) -> String {
        let topic = format!("project:{}", self.project.id);
        self.page.subscribe(&topic, self.cursor.as_deref()).await
    }

    /// Goes to another instance, with its cursor.
    pub(super) async fn move_to(&mut self, address: SocketAddr) {
        self.page = page(address, &self.project.admin).await;
        assert_eq!(self.subscribe().await, "subscribed");
    }

    /// Notes what comes, up to this thing; the same thing never comes twice.
    pub(super) async fn hear_until(&mut self, last: Uuid) {
        while self.seen.last() != Some(&last) {
            let change = self.page.hear().await;
            self.note(&change);
        }
    }

    pub(super) fn note(&mut self, change: &serde_json::Value) {
        assert_eq!(change["type"], "change", "{change}");
        let id = change["id"].as_str().unwrap().parse().unwrap();
        assert!(!self.seen.contains(&id), "twice");
        self.seen.push(id);
        self.cursor = Some(change["cursor"].as_str().unwrap().to_owned());
    }

    /// What comes next, or nothing when the connection is lost.
    pub(super) async fn hear_or_lose(&mut self) -> bool {
        match self.page.next().await {
            crate::realtime::client::Heard::Text(change) => self.note(&change),
            crate::realtime::client::Heard::Closed(_) => return false,
        }
        true
    }
}

async fn a_socket_that_moves_between_instances_misses_nothing(backend: Backend) {
    let fleet = Fleet::of(3, backend).await;
    let project = fleet.t.project().await;
    let addresses = fleet.listen().await;
    settle_on(&fleet.t, &fleet.t.app).await;
    let mut follower = Follower::start(addresses[0], &project).await;
    // The beginning of what is missed while the socket is away.
    let mut sent = vec![record(&fleet.t.app, &project).await.unwrap()];
    follower.hear_until(sent[0]).await;
    for round in 0..6 {
        for app in fleet.all().chain(fleet.all()).chain(fleet.all()) {
            for _ in 0..3 {
                sent.push(record(app, &project).await.unwrap());
            }
        }
        let address = addresses[round % addresses.len()];
        follower.move_to(address).await;
        let last = record(&fleet.others[round % 2], &project).await.unwrap();
        sent.push(last);
        // Not all is heard before the socket is dropped again.
        follower.hear_until(sent[sent.len() - 8]).await;
    }
    follower.hear_until(*sent.last().unwrap()).await;
    assert_eq!(follower.seen, sent);
}

async fn a_listener_that_is_cut_in_a_burst_misses_nothing(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let project = fleet.t.project().await;
    let addresses = fleet.listen().await;
    settle_on(&fleet.t, &fleet.others[0]).await;
    let mut follower = Follower::start(addresses[1], &project).await;
    let mut sent = Vec::new();
    for n in 0..90 {
        if n % 20 == 10 {
            cut_connections(&fleet.t, "treasury-plane events").await;
        }
        sent.push(record(&fleet.t.app, &project).await.unwrap());
    }
    follower.hear_until(*sent.last().unwrap()).await;
    assert_eq!(follower.seen, sent);
}

async fn a_transaction_that_commits_late_is_not_skipped_elsewhere(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let project = fleet.t.project().await;
    let addresses = fleet.listen().await;
    settle_on(&fleet.t, &fleet.others[0]).await;
    let mut follower = Follower::start(addresses[1], &project).await;
    let first = record(&fleet.t.app, &project).await.unwrap();
    follower.hear_until(first).await;
    let slow = fleet.t.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
    let late = comment(&project);
    let late_id = late.entity_id;
    events::record(&slow, late, fleet.t.now()).await.unwrap();
    let mut sent = vec![first, late_id];
    for _ in 0..5 {
        sent.push(record(&fleet.t.app, &project).await.unwrap());
    }
    // It also comes to a socket that resumes while the transaction is open.
    follower.move_to(addresses[0]).await;
    slow.commit().await.unwrap();
    follower.hear_until(*sent.last().unwrap()).await;
    assert_eq!(follower.seen, sent);
    assert_eq!(json!(follower.seen[1]), json!(late_id));
}
