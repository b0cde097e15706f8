//! Redis goes away and comes back; nothing is lost and nothing else changes.

use super::{Backend, Fleet, record, resume::Follower, until};
use crate::{realtime::client::settle_on, support::TestApp};
use chrono::Duration;
use tokio::io::AsyncReadExt;
use treasury_plane::{cache, config::Secret};

#[tokio::test]
async fn no_event_is_lost_while_redis_comes_and_goes() {
    let mut fleet = Fleet::of(2, Backend::Redis).await;
    let project = fleet.t.project().await;
    let addresses = fleet.listen().await;
    settle_on(&fleet.t, &fleet.others[0]).await;
    let mut follower = Follower::start(addresses[1], &project).await;
    let mut sent = Vec::new();
    for n in 0..90 {
        match n {
            20 | 60 => fleet.redis.as_mut().unwrap().go_away(),
            40 => fleet.redis.as_mut().unwrap().come_back(),
            _ => {}
        }
        sent.push(record(&fleet.t.app, &project).await.unwrap());
        if n % 10 == 0 {
            follower.hear_until(sent[n]).await;
        }
    }
    follower.hear_until(*sent.last().unwrap()).await;
    assert_eq!(follower.seen, sent);
}

#[tokio::test]
async fn signals_do_go_by_redis() {
    let fleet = Fleet::of(2, Backend::Redis).await;
    let project = fleet.t.project().await;
    let addresses = fleet.listen().await;
    settle_on(&fleet.t, &fleet.others[0]).await;
    let client = redis::Client::open(fleet.redis.as_ref().unwrap().url()).unwrap();
    let mut connection = client.get_multiplexed_async_connection().await.unwrap();
    until("both listen", async || {
        let channels: Vec<String> =
            redis::cmd("PUBSUB").arg("CHANNELS").query_async(&mut connection).await.unwrap();
        let Some(channel) = channels.first() else { return false };
        let (_, listeners): (String, i64) = redis::cmd("PUBSUB")
            .arg("NUMSUB")
            .arg(channel)
            .query_async(&mut connection)
            .await
            .unwrap();
        listeners == 2
    })
    .await;
    let mut follower = Follower::start(addresses[1], &project).await;
    let sent = record(&fleet.t.app, &project).await.unwrap();
    follower.hear_until(sent).await;
    until("something was published", async || {
        let stats: String =
            redis::cmd("INFO").arg("commandstats").query_async(&mut connection).await.unwrap();
        stats.contains("cmdstat_publish:")
    })
    .await;
}

#[tokio::test]
async fn a_redis_that_hangs_holds_nobody_up_for_long() {
    let fleet = Fleet::of(1, Backend::Redis).await;
    let app = &fleet.t.app;
    cache::set(app, "a", &1, Duration::hours(1)).await;
    fleet.redis.as_ref().unwrap().pause(true);
    let begun = std::time::Instant::now();
    for n in 0..20 {
        cache::set(app, "b", &n, Duration::hours(1)).await;
        assert!(cache::count(app, "k", 100).await.unwrap().is_allowed);
    }
    // One waited for an answer; a second later another may have.
    assert!(begun.elapsed() < std::time::Duration::from_secs(5), "{:?}", begun.elapsed());
    fleet.redis.as_ref().unwrap().pause(false);
    assert_eq!(cache::get::<i32>(app, "b").await, Some(19));
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls_is_away() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let t =
        TestApp::with(|config| config.redis.url = Secret::new(format!("rediss://{address}"))).await;
    let tried = t.app.lifecycle.tasks.spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut hello = [0; 3];
        socket.read_exact(&mut hello).await.unwrap();
        hello
    });
    assert!(cache::count(&t.app, "k", 1).await.unwrap().is_allowed);
    // It was spoken to by TLS and by nothing else.
    let hello = tried.await.unwrap();
    assert_eq!(hello[..2], [0x16, 0x03]);
}

#[tokio::test]
async fn what_redis_knew_before_it_went_away_no_longer_counts() {
    let fleet = Fleet::of(2, Backend::Redis).await;
    let (here, there) = (&fleet.t.app, &fleet.others[0]);
    for app in [here, there] {
        cache::get::<i32>(app, "x").await;
    }
    cache::set(there, "answer", &41, Duration::hours(1)).await;
    let third = fleet.t.another_instance().await;
    // This one cannot reach Redis for a while, and forgets the value meanwhile.
    fleet.redis.as_ref().unwrap().pause(true);
    // It notices that with another command, so nothing about the value waits for Redis.
    cache::count(here, "k", 1).await.unwrap();
    cache::forget(here, "answer").await;
    fleet.redis.as_ref().unwrap().pause(false);
    until("it has Redis again", async || {
        cache::set(here, "probe", &1, Duration::hours(1)).await;
        cache::get::<i32>(&third, "probe").await == Some(1)
    })
    .await;
    assert_eq!(cache::get::<i32>(&third, "answer").await, None);
}

#[tokio::test]
async fn limits_hold_when_redis_goes_and_when_it_returns() {
    let mut fleet = Fleet::of(2, Backend::Redis).await;
    let (here, there) = (fleet.t.app.clone(), fleet.others[0].clone());
    for app in [&here, &there, &here] {
        assert!(cache::count(app, "k", 3).await.unwrap().is_allowed);
    }
    assert!(!cache::count(&there, "k", 3).await.unwrap().is_allowed);
    fleet.redis.as_mut().unwrap().go_away();
    // The table counts from nothing, for both together.
    for app in [&here, &there, &here] {
        assert!(cache::count(app, "k", 3).await.unwrap().is_allowed);
    }
    assert!(!cache::count(&there, "k", 3).await.unwrap().is_allowed);
    fleet.redis.as_mut().unwrap().come_back();
    until("Redis counts again", async || {
        cache::count(&here, "other", 1000).await.unwrap();
        let client = redis::Client::open(fleet.redis.as_ref().unwrap().url()).unwrap();
        let mut connection = client.get_multiplexed_async_connection().await.unwrap();
        let keys: Vec<String> =
            redis::cmd("KEYS").arg("*:rate:*").query_async(&mut connection).await.unwrap();
        !keys.is_empty()
    })
    .await;
}
