//! The shared cache.

use super::{Backend, Fleet, both_ways, until};
use chrono::Duration;
use serde_json::json;
use treasury_plane::{cache, jobs::housekeeping::PurgeCache};

both_ways!(
    a_value_is_there_for_all_until_it_ends,
    a_forgotten_value_is_forgotten_everywhere,
    values_that_are_too_large_are_not_kept,
);

async fn a_value_is_there_for_all_until_it_ends(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    let (here, there) = (&fleet.t.app, &fleet.others[0]);
    // The first connection to Redis begins anew, so both are made before.
    assert_eq!(cache::get::<i32>(here, "answer").await, None);
    assert_eq!(cache::get::<i32>(there, "answer").await, None);
    cache::set(here, "answer", &42, Duration::minutes(5)).await;
    assert_eq!(cache::get::<i32>(here, "answer").await, Some(42));
    assert_eq!(cache::get::<i32>(there, "answer").await, Some(42));
    assert_eq!(cache::get::<String>(there, "answer").await, None);
    fleet.t.advance(Duration::minutes(6));
    assert_eq!(cache::get::<i32>(here, "answer").await, None);
    assert_eq!(cache::get::<i32>(there, "answer").await, None);
    cache::set(there, "answer", &43, Duration::minutes(5)).await;
    assert_eq!(cache::get::<i32>(here, "answer").await, Some(43));
}

async fn a_forgotten_value_is_forgotten_everywhere(backend: Backend) {
    let fleet = Fleet::of(2, backend).await;
    fleet.listen().await;
    let (here, there) = (&fleet.t.app, &fleet.others[0]);
    // Both have come to know Redis.
    cache::get::<i32>(here, "x").await;
    cache::get::<i32>(there, "x").await;
    cache::set(here, "answer", &json!({"is": 42}), Duration::hours(5)).await;
    until("it is there", async || {
        cache::get::<serde_json::Value>(there, "answer").await == Some(json!({"is": 42}))
    })
    .await;
    cache::forget(here, "answer").await;
    assert_eq!(cache::get::<serde_json::Value>(here, "answer").await, None);
    until("it is gone", async || cache::get::<serde_json::Value>(there, "answer").await.is_none())
        .await;
}

async fn values_that_are_too_large_are_not_kept(backend: Backend) {
    let fleet = Fleet::of(1, backend).await;
    let app = &fleet.t.app;
    cache::set(app, "large", &"x".repeat(300 * 1024), Duration::hours(1)).await;
    assert_eq!(cache::get::<String>(app, "large").await, None);
    cache::set(app, &"x".repeat(300), &1, Duration::hours(1)).await;
    assert_eq!(cache::get::<i32>(app, &"x".repeat(300)).await, None);
}

#[tokio::test]
async fn the_table_is_swept() {
    let fleet = Fleet::of(1, Backend::Postgres).await;
    let app = &fleet.t.app;
    cache::set(app, "brief", &1, Duration::seconds(10)).await;
    cache::set(app, "long", &1, Duration::hours(10)).await;
    cache::count(app, "token:1", 5).await.unwrap();
    fleet.t.advance(Duration::minutes(3));
    cache::count(app, "token:2", 5).await.unwrap();
    fleet.t.run_job(PurgeCache {}).await;
    let mut superuser = fleet.t.superuser().await;
    let left: Vec<String> =
        sqlx::query_scalar("SELECT key FROM cache UNION ALL SELECT key FROM rate_windows")
            .fetch_all(&mut superuser)
            .await
            .unwrap();
    assert_eq!(left, ["long", "token:2"]);
}

#[tokio::test]
async fn what_redis_holds_cannot_be_read_or_made_up() {
    let mut fleet = Fleet::of(1, Backend::Redis).await;
    let app = &fleet.t.app;
    cache::get::<i32>(app, "x").await;
    cache::set(app, "secret", &"the launch code", Duration::hours(1)).await;
    let url = fleet.redis.as_ref().unwrap().url();
    let client = ::redis::Client::open(url).unwrap();
    let mut connection = client.get_multiplexed_async_connection().await.unwrap();
    let keys: Vec<String> =
        ::redis::cmd("KEYS").arg("*:cache:*").query_async(&mut connection).await.unwrap();
    let [key] = keys.as_slice() else { panic!("{keys:?}") };
    let held: Vec<u8> = ::redis::cmd("GET").arg(key).query_async(&mut connection).await.unwrap();
    assert!(!String::from_utf8_lossy(&held).contains("launch"));
    // Under another name it is worth nothing.
    let other = key.replace("secret", "public");
    let () = ::redis::cmd("SET").arg(other).arg(&held).query_async(&mut connection).await.unwrap();
    assert_eq!(cache::get::<String>(app, "public").await, None);
    fleet.redis.take();
}
