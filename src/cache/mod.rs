//! What may be forgotten at any time: values that are dear to compute, and counters of limits.
//!
//! A value is looked for in this process ([`Local`]), then where all instances look: the UNLOGGED
//! table `cache`, or Redis when `redis.url` is set. Nothing depends on either. A store that is away
//! holds nothing and keeps nothing; after a restart it may be empty, or hold what was true before,
//! and both are treated alike: values count only in the life of the server in which they were
//! written.
//!
//! [`forget`] reaches all instances by a signal, usually within milliseconds. Should the signal be
//! lost, a copy in another process lives for half a minute at most. So a value is good for its whole
//! lifetime unless it is forgotten, and then for half a minute at the very worst: settings and
//! discovery documents, never rights.
//!
//! [`count`] is one statement (or one script) a call. See [`window`] for the rule. The job `purge_cache`
//! (`jobs/housekeeping.rs`) removes what has expired.

mod local;
mod redis;
mod table;
pub mod window;

pub use local::Local;
pub use redis::{Redis, greet};

use crate::{app::App, signals::Signal};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::{sync::Arc, time::Duration as StdDuration};
use window::{Count, Moment};

/// Names of values are short and without spaces.
pub const KEY_BYTES_MAX: usize = 200;
/// Larger ones are not kept.
const VALUE_BYTES_MAX: usize = 256 * 1024;
const VALUES_MAX: u64 = 2_000;
const LOCAL_LIFETIME: StdDuration = StdDuration::from_secs(30);
/// Longer than this nobody waits for something that may as well be absent.
const STORE_WITHIN: StdDuration = StdDuration::from_secs(1);

/// A value and its end.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Stored {
    value: Value,
    expires_at: DateTime<Utc>,
}

/// This process' part of the cache.
#[derive(Debug)]
pub struct Cache {
    local: Local<String, Arc<Stored>>,
}

impl Default for Cache {
    fn default() -> Self {
        Self { local: Local::new(VALUES_MAX, LOCAL_LIFETIME) }
    }
}

impl Cache {
    /// Another instance has forgotten this value.
    pub(crate) fn forget_here(&self, key: &str) {
        self.local.forget(&key.to_owned());
    }

    /// What other instances have forgotten is not known.
    pub(crate) fn clear_here(&self) {
        self.local.clear();
    }
}

/// The value of that name, if there is one that still counts.
pub async fn get<T: DeserializeOwned>(app: &App, key: &str) -> Option<T> {
    let name = key.to_owned();
    if let Some(stored) = app.cache.local.get(&name)
        && stored.expires_at > app.clock.now()
    {
        return serde_json::from_value(stored.value.clone()).ok();
    }
    let ticket = app.cache.local.ticket();
    let stored = find(app, key).await.filter(|stored| stored.expires_at > app.clock.now())?;
    let value = serde_json::from_value(stored.value.clone()).ok();
    app.cache.local.put(ticket, name, Arc::new(stored));
    value
}

async fn find(app: &App, key: &str) -> Option<Stored> {
    if let Some(redis) = &app.redis
        && let Ok(found) = redis.get(&app.keys, key).await
    {
        return found;
    }
    in_time("reading the cache", table::get(app, key)).await.flatten()
}

/// Keeps a value for everybody. Too large a one is not kept.
pub async fn set<T: Serialize>(app: &App, key: &str, value: &T, lifetime: Duration) {
    let Ok(value) = serde_json::to_value(value) else { return };
    if key.len() > KEY_BYTES_MAX || value.to_string().len() > VALUE_BYTES_MAX {
        return tracing::warn!(key, "a value is too large for the cache");
    }
    let ticket = app.cache.local.ticket();
    let now = app.clock.now();
    let stored = Stored { value, expires_at: now + lifetime };
    let in_redis = match &app.redis {
        Some(redis) => redis.set(&app.keys, key, &stored, now).await.is_ok(),
        None => false,
    };
    if !in_redis {
        in_time("writing the cache", table::set(app, key, &stored)).await;
    }
    app.cache.local.put(ticket, key.to_owned(), Arc::new(stored));
}

/// Forgets a value on all instances.
pub async fn forget(app: &App, key: &str) {
    // Both stores: Redis may have been away when the value was kept.
    in_time("forgetting", table::forget(app, key)).await;
    forget_in_redis(app, key).await;
    app.cache.forget_here(key);
    app.signals.tell(Signal::Forget(key.to_owned()));
}

/// Another instance may not have reached Redis when it forgot the value.
pub(crate) async fn forget_in_redis(app: &App, key: &str) {
    if let Some(redis) = &app.redis {
        let _ = redis.forget(key).await;
    }
}

/// Counts one more by this name, unless that were more than `limit` in a minute. Nothing when no
/// store can be asked.
pub async fn count(app: &App, key: &str, limit: u32) -> Option<Count> {
    let now = Moment::of(app.clock.now());
    if let Some(redis) = &app.redis
        && let Ok(count) = redis.count(key, limit, now).await
    {
        return Some(count);
    }
    in_time("counting", table::count(app, key, limit, now)).await
}

async fn in_time<T>(
    doing: &'static str,
    work: impl Future<Output = Result<T, sqlx::Error>>,
) -> Option<T> {
    match tokio::time::timeout(STORE_WITHIN, work).await {
        Ok(Ok(done)) => Some(done),
        Ok(Err(error)) => {
            tracing::warn!(%error, doing, "the cache is away");
            None
        }
        Err(_) => {
            tracing::warn!(doing, "the cache is slow");
            None
        }
    }
}
