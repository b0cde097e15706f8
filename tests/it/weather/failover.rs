//! A primary is lost under load, and its standby promoted: what was acknowledged is there, and the
//! application goes on by itself.

use super::{
    app_at, create, items,
    proxy::{Proxy, State},
    server::{self, Server},
    until,
};
use crate::support::{Caller, Project, TestApp};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::{task::JoinSet, time::Instant};

const WRITERS: usize = 16;
const RECOVERY_MAX: Duration = Duration::from_secs(10);

/// What the writers saw.
#[derive(Default)]
struct Load {
    is_over: AtomicBool,
    counter: AtomicU32,
    acknowledged: Mutex<Vec<(Instant, String)>>,
    refused: Mutex<HashMap<u16, u32>>,
}

async fn write(load: Arc<Load>, person: Caller, project: Project) {
    while !load.is_over.load(Ordering::Relaxed) {
        let name = format!("item {}", load.counter.fetch_add(1, Ordering::Relaxed));
        match create(&person, &project, &name).await {
            201 => load.acknowledged.lock().unwrap().push((Instant::now(), name)),
            status => {
                *load.refused.lock().unwrap().entry(status).or_default() += 1;
                // A name is used once: whether a refused write happened is not known.
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
        }
    }
}

async fn count_until(load: &Load, least: usize) {
    until("writes", Duration::from_secs(30), async || {
        load.acknowledged.lock().unwrap().len() >= least
    })
    .await;
}

/// How often each acknowledged name is in the database.
async fn verify(load: &Load, server: &Server) {
    let mut connection = server.connect("plane").await;
    let names: Vec<String> =
        sqlx::query_scalar("SELECT name FROM work_items").fetch_all(&mut connection).await.unwrap();
    let mut found: HashMap<String, u32> = HashMap::new();
    for name in names {
        *found.entry(name).or_default() += 1;
    }
    let acknowledged = load.acknowledged.lock().unwrap();
    for (_, name) in acknowledged.iter() {
        assert_eq!(found.get(name), Some(&1), "{name} was acknowledged");
    }
}

fn start(t: &TestApp, project: &Project) -> (Arc<Load>, JoinSet<()>) {
    let load = Arc::new(Load::default());
    assert!(t.app.config.database.pool_size < WRITERS as u32);
    let tasks = (0..WRITERS)
        .map(|_| write(Arc::clone(&load), project.admin.clone(), project.clone()))
        .collect();
    (load, tasks)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_promoted_standby_has_every_acknowledged_write_and_is_found_at_once() {
    let mut primary = Server::start().await;
    let proxy = Proxy::to(primary.port).await;
    let t = app_at(proxy.port, |config| config.database.pool_size = 8).await;
    let project = t.project().await;
    let standby = primary.standby().await;
    primary.commit_at_standby_too().await;
    let (load, tasks) = start(&t, &project);
    count_until(&load, 100).await;

    let lost = Instant::now();
    primary.kill();
    // The name leads to the standby before it is promoted, as in a real failover.
    proxy.set(State::To(standby.port));
    tokio::time::sleep(Duration::from_millis(1500)).await;
    standby.run(&["SELECT pg_promote(true, 60)"]).await;
    let promoted = Instant::now();
    let before = load.acknowledged.lock().unwrap().len();
    assert!(
        load.acknowledged.lock().unwrap().iter().all(|(at, _)| *at < promoted),
        "a standby took a write"
    );
    count_until(&load, before + 100).await;
    load.is_over.store(true, Ordering::Relaxed);
    tasks.join_all().await;
    let first =
        load.acknowledged.lock().unwrap().iter().map(|(at, _)| *at).find(|at| *at >= promoted);
    let recovery = first.unwrap() - promoted;
    let (acknowledged, refused) =
        (load.acknowledged.lock().unwrap().len(), load.refused.lock().unwrap().clone());
    println!(
        "{acknowledged} acknowledged, refused {refused:?}, first write {recovery:?} after \
         promotion, {:?} after the loss",
        first.unwrap() - lost
    );
    assert!(recovery <= RECOVERY_MAX, "{recovery:?}");
    assert!(refused.keys().all(|status| *status == 503), "{refused:?}");
    verify(&load, &standby).await;
    let names = project.admin.get(&format!("{}?per_page=1", items(&project))).await.expect(200);
    assert!(names.json["total_count"].as_u64().unwrap() >= acknowledged as u64);
}

/// As on Aurora, where the sessions stay when their server is demoted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sessions_of_a_demoted_writer_are_left() {
    let old = Server::start().await;
    let proxy = Proxy::to(old.port).await;
    let t = app_at(proxy.port, |config| config.database.pool_size = 4).await;
    let project = t.project().await;
    assert_eq!(create(&project.admin, &project, "before").await, 201);
    let sessions = "SELECT pid FROM pg_stat_activity WHERE application_name LIKE '%plane web %'";
    let mut connection = old.connect("plane").await;
    let before: Vec<i32> = sqlx::query_scalar(sessions).fetch_all(&mut connection).await.unwrap();
    assert!(!before.is_empty());
    let demote = "ALTER SYSTEM SET default_transaction_read_only = on";
    old.run(&[demote, "SELECT pg_reload_conf()"]).await;
    until("the first refusal", Duration::from_secs(10), async || {
        create(&project.admin, &project, "meanwhile").await == 503
    })
    .await;
    let restore = "ALTER SYSTEM RESET default_transaction_read_only";
    sqlx::raw_sql("SET default_transaction_read_only = off")
        .execute(&mut connection)
        .await
        .unwrap();
    sqlx::raw_sql(restore).execute(&mut connection).await.unwrap();
    sqlx::raw_sql("SELECT pg_reload_conf()").execute(&mut connection).await.unwrap();
    until("a write", Duration::from_secs(10), async || {
        create(&project.admin, &project, "after").await == 201
    })
    .await;
    // Each ends when a request would get it; as many at once as the pool is large get them all.
    until("the end of the sessions before", Duration::from_secs(10), async || {
        let more = || create(&project.admin, &project, "after");
        let answers = tokio::join!(more(), more(), more(), more());
        assert_eq!(answers, (201, 201, 201, 201));
        let mut look = old.connect("plane").await;
        let found: Vec<i32> = sqlx::query_scalar(sessions).fetch_all(&mut look).await.unwrap();
        found.iter().all(|pid| !before.contains(pid))
    })
    .await;
}

/// A name that leads to a standby: nothing is read or written there.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_standby_is_refused_as_the_writer() {
    let primary = Server::start().await;
    let proxy = Proxy::to(primary.port).await;
    let t = app_at(proxy.port, |config| {
        config.database.acquire_timeout_s = 1;
        config.database.circuit_after_s = 1;
    })
    .await;
    let project = t.project().await;
    let standby = primary.standby().await;
    proxy.set(State::To(standby.port));
    for _ in 0..3 {
        let answer = project.admin.get(&items(&project)).await;
        assert_eq!((answer.status, answer.header("retry-after")), (503, Some("2")));
    }
    assert!(t.app.db.is_without_writer());
    let mut connection = standby.connect("postgres").await;
    let pooled: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE '%plane web %'
         AND state <> 'active' AND query LIKE 'BEGIN%'",
    )
    .fetch_one(&mut connection)
    .await
    .unwrap();
    assert_eq!(pooled, 0, "no transaction was begun there");
    assert!(sqlx::PgPool::connect(&server::address(standby.port, "plane")).await.is_ok());
    proxy.set(State::To(primary.port));
    until("the primary", Duration::from_secs(5), async || {
        create(&project.admin, &project, "again").await == 201
    })
    .await;
}
