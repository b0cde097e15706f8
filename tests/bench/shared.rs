//! What instances share, by PostgreSQL alone and by Redis, side by side: is Redis worth it here?

use super::{Bench, load::percentile, table::ms};
use anyhow::Context;
use std::{
    path::Path,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::task::JoinSet;
use treasury_plane::{
    app::App,
    cache,
    config::{Config, Secret},
    db::Context as Scope,
    events::{self, NewEvent, Verb},
    lifecycle::Lifecycle,
    realtime,
};
use uuid::Uuid;

const WAKES: usize = 100;
const CALLS: usize = 2_000;
const AT_ONCE: usize = 16;
const ARRIVES_WITHIN: Duration = Duration::from_secs(5);

/// One row each, PostgreSQL's figure first.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let directory = tempfile::tempdir()?;
    let socket = directory.path().join("redis.sock");
    let postgres = Pair::start(bench, directory.path(), None).await?;
    let redis = match RedisServer::start(&socket).await {
        Some(server) => {
            let url = format!("unix://{}", socket.display());
            Some((Pair::start(bench, directory.path(), Some(url)).await?, server))
        }
        None => None,
    };
    let note = if redis.is_some() { "PostgreSQL | Redis" } else { "redis-server is not installed" };
    let mut values: [Vec<String>; 4] = Default::default();
    for pair in [Some(&postgres), redis.as_ref().map(|(pair, _)| pair)].into_iter().flatten() {
        let wakes = pair.wakes(bench).await?;
        let (p50, p99) = (percentile(&wakes, 0.5), percentile(&wakes, 0.99));
        values[0].push(format!("p50 {}, p99 {}", ms(p50), ms(p99)));
        let calls = [What::Set, What::Get, What::Count];
        for (what, values) in calls.into_iter().zip(values.iter_mut().skip(1)) {
            let one = pair.calls(what, 1).await?;
            let many = pair.calls(what, AT_ONCE).await?;
            values.push(format!("{:.2} ms, {many:.0}/s", 1000.0 / one));
        }
    }
    let names = ["commit to another instance", "cache, set", "cache, get", "counter of a limit"];
    for (name, values) in names.into_iter().zip(values) {
        bench.table.row(name, values.join(" | "), "", note);
    }
    Ok(())
}

#[derive(Clone, Copy)]
enum What {
    Set,
    Get,
    Count,
}

/// Two instances on the bench's database.
struct Pair {
    here: Arc<App>,
    there: Arc<App>,
}

impl Pair {
    async fn start(bench: &Bench, directory: &Path, redis: Option<String>) -> anyhow::Result<Self> {
        let mut config = Config::from_defaults(directory.join("data"))?;
        config.redis.url = Secret::new(redis.unwrap_or_default());
        let (config, url) = (Arc::new(config), bench.server.database()?.app);
        let start = || App::start(Arc::clone(&config), &url, Lifecycle::default());
        let (here, there) = (start().await?, start().await?);
        for app in [&here, &there] {
            realtime::start(app).await?;
            // Connections are made before they are measured.
            cache::count(app, "warm", 1_000_000).await.context("no store answers")?;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
        Ok(Self { here, there })
    }

    /// From a commit here to the event's arrival there.
    async fn wakes(&self, bench: &Bench) -> anyhow::Result<Vec<Duration>> {
        let mut times = Vec::new();
        let mut position = self.there.realtime.watch_position();
        for _ in 0..WAKES {
            let tx = self.here.db.begin(Scope::workspace(bench.site.workspace)).await?;
            let event = NewEvent {
                workspace_id: bench.site.workspace,
                project_id: Some(bench.site.project),
                work_item_id: None,
                actor_id: None,
                entity: "comment",
                entity_id: Uuid::new_v4(),
                verb: Verb::Created,
                changes: vec![],
            };
            events::record(&tx, event, self.here.clock.now()).await?;
            position.mark_unchanged();
            tx.commit().await?;
            let committed = Instant::now();
            tokio::time::timeout(ARRIVES_WITHIN, position.changed()).await??;
            times.push(committed.elapsed());
            // Two must not meet in one wake-up.
            tokio::time::sleep(Duration::from_millis(60)).await;
        }
        times.sort_unstable();
        Ok(times)
    }

    /// Calls a second, with so many at once; past the memory of the process.
    async fn calls(&self, what: What, at_once: usize) -> anyhow::Result<f64> {
        let value = "x".repeat(200);
        let lifetime = chrono::Duration::minutes(5);
        if matches!(what, What::Get) {
            for n in 0..CALLS {
                cache::set(&self.here, &format!("bench:{at_once}:{n}"), &value, lifetime).await;
            }
        }
        let begun = Instant::now();
        let mut workers = JoinSet::new();
        for worker in 0..at_once {
            let (here, there) = (Arc::clone(&self.here), Arc::clone(&self.there));
            let value = value.clone();
            workers.spawn(async move {
                for n in (worker..CALLS).step_by(at_once) {
                    let key = format!("bench:{at_once}:{n}");
                    match what {
                        What::Set => cache::set(&here, &key, &value, lifetime).await,
                        What::Get => {
                            let found = cache::get::<String>(&there, &key).await;
                            anyhow::ensure!(found.is_some(), "a value is not there");
                        }
                        What::Count => {
                            let key = format!("bench:{}", n % 50);
                            cache::count(&here, &key, 1_000_000).await.context("not counted")?;
                        }
                    }
                }
                anyhow::Ok(())
            });
        }
        while let Some(done) = workers.join_next().await {
            done??;
        }
        Ok(CALLS as f64 / begun.elapsed().as_secs_f64())
    }
}

impl Drop for Pair {
    fn drop(&mut self) {
        for app in [&self.here, &self.there] {
            app.lifecycle.closing.cancel();
        }
    }
}

/// Debian's server on a socket of its own; killed when dropped.
struct RedisServer(Child);

impl RedisServer {
    async fn start(socket: &Path) -> Option<Self> {
        let mut command = Command::new("redis-server");
        command.args(["--port", "0", "--save", ""]).arg("--unixsocket").arg(socket);
        let server = Self(command.stdout(Stdio::null()).spawn().ok()?);
        for _ in 0..200 {
            if std::os::unix::net::UnixStream::connect(socket).is_ok() {
                return Some(server);
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        None
    }
}

impl Drop for RedisServer {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
