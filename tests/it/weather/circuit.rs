//! Nobody waits for a database that is not there.

use super::{
    app_at, create, items,
    proxy::{Proxy, State},
    server::Server,
    until,
};
use std::time::Duration;
use tokio::time::Instant;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn requests_fail_fast_while_there_is_no_writer_and_work_again_by_themselves() {
    let server = Server::start().await;
    let proxy = Proxy::to(server.port).await;
    let t = app_at(proxy.port, |config| {
        config.database.pool_size = 4;
        config.database.acquire_timeout_s = 2;
        config.database.circuit_after_s = 1;
    })
    .await;
    let project = t.project().await;
    let anonymous = t.anonymous();
    anonymous.get("/readyz").await.expect(200);
    proxy.set(State::Down);
    let path = items(&project);
    let first = project.admin.get(&path).await.expect(503);
    assert_eq!(first.header("retry-after"), Some("2"));
    until("the circuit", Duration::from_secs(5), async || t.app.db.is_without_writer()).await;
    let begun = Instant::now();
    for _ in 0..20 {
        project.admin.get(&path).await.expect(503);
    }
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?} for 20 requests", begun.elapsed());
    let ready = anonymous.get("/readyz").await.expect(503);
    assert_eq!(ready.json["reasons"][0], "database");
    anonymous.get("/livez").await.expect(200);
    proxy.set(State::To(server.port));
    let waited = until("the server", Duration::from_secs(5), async || {
        create(&project.admin, &project, "again").await == 201
    })
    .await;
    println!("working again after {waited:?}");
    anonymous.get("/readyz").await.expect(200);
}

/// A host that has vanished does not even refuse.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_silent_server_is_given_up() {
    let server = Server::start().await;
    let proxy = Proxy::to(server.port).await;
    let t = app_at(proxy.port, |config| {
        config.database.pool_size = 4;
        config.database.acquire_timeout_s = 4;
        config.database.circuit_after_s = 2;
    })
    .await;
    let project = t.project().await;
    proxy.set(State::Silent);
    let begun = Instant::now();
    project.admin.get(&items(&project)).await.expect(503);
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    until("the circuit", Duration::from_secs(10), async || t.app.db.is_without_writer()).await;
    t.anonymous().get("/readyz").await.expect(503);
    proxy.set(State::To(server.port));
    until("the server", Duration::from_secs(15), async || {
        create(&project.admin, &project, "again").await == 201
    })
    .await;
}
