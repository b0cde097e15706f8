//! Several instances on one database, with PostgreSQL alone and with Redis: the same tests.

mod cache;
mod crash;
mod fan_out;
mod kill;
mod limits;
mod presence;
mod redis_away;
mod resume;

use crate::{
    realtime::client::{PATIENCE, Page, listen_on},
    support::{Caller, Project, RedisServer, TestApp},
};
use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};
use treasury_plane::{
    app::App,
    config::{Config, Secret},
    db::Context,
    events::{self, NewEvent, Verb},
};
use uuid::Uuid;

/// What carries signals, cache and counters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Backend {
    Postgres,
    Redis,
}

/// Runs each test with PostgreSQL alone and with Redis.
macro_rules! both_ways {
    ($($name:ident),* $(,)?) => {
        mod postgres {
            $(#[tokio::test]
            async fn $name() {
                super::$name($crate::scale::Backend::Postgres).await;
            })*
        }
        mod redis {
            $(#[tokio::test]
            async fn $name() {
                super::$name($crate::scale::Backend::Redis).await;
            })*
        }
    };
}
use both_ways;

/// Several instances; the first is the test's application itself.
struct Fleet {
    t: TestApp,
    others: Vec<Arc<App>>,
    redis: Option<RedisServer>,
}

impl Fleet {
    async fn of(instances: usize, backend: Backend) -> Self {
        Self::with(instances, backend, |_| {}).await
    }

    async fn with(instances: usize, backend: Backend, change: impl FnOnce(&mut Config)) -> Self {
        let redis = (backend == Backend::Redis).then(RedisServer::start);
        let url = redis.as_ref().map(RedisServer::url);
        let t = TestApp::with(|config| {
            config.redis.url = Secret::new(url.unwrap_or_default());
            change(config);
        })
        .await;
        let mut others = Vec::new();
        for _ in 1..instances {
            others.push(t.another_instance().await);
        }
        Self { t, others, redis }
    }

    fn all(&self) -> impl Iterator<Item = &Arc<App>> {
        std::iter::once(&self.t.app).chain(&self.others)
    }

    /// Starts all listeners.
    async fn listen(&self) -> Vec<SocketAddr> {
        let mut addresses = Vec::new();
        for app in self.all() {
            addresses.push(listen_on(app).await);
        }
        addresses
    }
}

/// A socket of the person's own session.
async fn page(address: SocketAddr, person: &Caller) -> Page {
    Page::connect(address, person.cookie()).await.unwrap()
}

/// Waits until something holds.
async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let begun = Instant::now();
    while !holds().await {
        assert!(begun.elapsed() < PATIENCE, "never: {what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

fn comment(project: &Project) -> NewEvent {
    let id = Uuid::new_v4();
    NewEvent {
        workspace_id: project.workspace.id,
        project_id: Some(project.id),
        work_item_id: Some(project.id),
        actor_id: None,
        entity: "comment",
        entity_id: id,
        verb: Verb::Created,
        changes: vec![],
    }
}

/// Records an event through an instance; its thing, once that is acknowledged.
async fn record(app: &App, project: &Project) -> treasury_plane::error::Result<Uuid> {
    let event = comment(project);
    let id = event.entity_id;
    let tx = app.db.begin(Context::workspace(project.workspace.id)).await?;
    events::record(&tx, event, app.clock.now()).await?;
    tx.commit().await?;
    Ok(id)
}
