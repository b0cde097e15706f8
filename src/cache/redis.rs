//! The same in Redis, when there is one.
//!
//! Redis may go away at any time, and come back with what it knew before. So each connection begins
//! a new generation: values of an earlier one do not count, whoever wrote them. While Redis is away
//! nobody waits for it: commands fail at once, and the next try to connect is a second later.
//!
//! Values are sealed with the instance's key and bound to their name: whoever gets into Redis
//! neither reads nor makes up any.

use super::{
    Stored,
    window::{Count, Moment, WINDOW_MS},
};
use crate::{
    config::{self, Config},
    keys::Keys,
    outbound,
};
use anyhow::{Context, anyhow};
use arc_swap::ArcSwap;
use chrono::{DateTime, Utc};
use redis::{
    AsyncConnectionConfig, Client, FromRedisValue, TlsCertificates, aio::MultiplexedConnection,
};
use std::{fmt, sync::Arc, time::Duration};
use tokio::{
    sync::Mutex,
    time::{Instant, timeout},
};

const CONNECT_WITHIN: Duration = Duration::from_secs(1);
const ANSWER_WITHIN: Duration = Duration::from_millis(500);
const TRY_EVERY: Duration = Duration::from_secs(1);

const SET: &str = "
    local generation = redis.call('GET', KEYS[1])
    if generation then redis.call('SET', KEYS[2], generation .. ARGV[1], 'PX', ARGV[2]) end
    return 1";
// The same rule as in the table.
const COUNT: &str = "
    local row = redis.call('HMGET', KEYS[1], 'window', 'current', 'previous')
    local window, now = tonumber(row[1] or '-2'), tonumber(ARGV[1])
    local current, previous = 0, 0
    if window >= now then
        current, previous, now = tonumber(row[2]), tonumber(row[3]), window
    elseif window == now - 1 then
        previous = tonumber(row[2])
    end
    local allowed = 0
    if previous * tonumber(ARGV[2]) + current + 1 <= tonumber(ARGV[3]) then
        allowed, current = 1, current + 1
    end
    redis.call('HSET', KEYS[1], 'window', now, 'current', current, 'previous', previous)
    redis.call('PEXPIRE', KEYS[1], ARGV[4])
    return {allowed, current, previous}";

/// A Redis server.
pub struct Redis {
    client: ArcSwap<Client>,
    namespace: String,
    link: Mutex<Link>,
}

#[derive(Default)]
struct Link {
    connection: Option<MultiplexedConnection>,
    try_again_at: Option<Instant>,
}

impl fmt::Debug for Redis {
    // The address may hold a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Redis")
    }
}

/// Connects and asks for a word.
pub async fn greet(url: &str) -> anyhow::Result<()> {
    let client = open(url).context("redis.url")?;
    let greeting = async {
        let mut connection = client.get_multiplexed_async_connection().await?;
        redis::cmd("PING").query_async::<String>(&mut connection).await
    };
    let answer = timeout(CONNECT_WITHIN, greeting).await.context("it does not answer")?;
    answer.context("it cannot be used")?;
    Ok(())
}

fn open(url: &str) -> redis::RedisResult<Client> {
    if !url.starts_with("rediss:") {
        return Client::open(url);
    }
    // By itself it would trust nobody where the system has no certificate authorities.
    let root_cert = Some(outbound::roots::pem().into_bytes());
    Client::build_with_tls(url, TlsCertificates { client_tls: None, root_cert })
}

impl Redis {
    /// The configured server, if any. Connects when first used.
    pub fn new(config: &Config, keys: &Keys) -> anyhow::Result<Option<Self>> {
        if !config.redis.url.is_set() {
            return Ok(None);
        }
        let client = open(config.redis.url.expose()).context("redis.url")?;
        // Several installations may share a server.
        let namespace = format!("treasury-plane:{}", keys.id()?);
        let client = ArcSwap::from_pointee(client);
        Ok(Some(Self { client, namespace, link: Mutex::default() }))
    }

    /// From now on at another address, or with another password.
    pub fn move_to(&self, redis: &config::Redis) -> anyhow::Result<()> {
        let client = open(redis.url.expose()).context("redis.url")?;
        let before = self.client.load();
        let (old, new) = (before.get_connection_info(), client.get_connection_info());
        let is_same = old.addr() == new.addr()
            && old.redis_settings().username() == new.redis_settings().username()
            && old.redis_settings().password() == new.redis_settings().password();
        if !is_same {
            tracing::info!(event = "redis_credentials_rotated", "Redis has another address");
            // The connection that is open lives on; the next one is made with what is new.
            self.client.store(Arc::new(client));
        }
        Ok(())
    }

    /// The channel of the signals.
    pub fn channel(&self) -> String {
        format!("{}:signals", self.namespace)
    }

    /// A connection that hears messages.
    pub async fn listen(&self) -> anyhow::Result<redis::aio::PubSub> {
        let connecting =
            timeout(CONNECT_WITHIN, async { self.client.load_full().get_async_pubsub().await });
        let mut listener = connecting.await.context("connecting to Redis")??;
        listener.subscribe(self.channel()).await?;
        Ok(listener)
    }

    /// Sends a message to all instances.
    pub async fn publish(&self, text: &str) -> anyhow::Result<()> {
        self.ask::<i64>(redis::cmd("PUBLISH").arg(self.channel()).arg(text)).await.map(drop)
    }

    pub(super) async fn get(&self, keys: &Keys, key: &str) -> anyhow::Result<Option<Stored>> {
        let mut command = redis::cmd("MGET");
        command.arg(self.generation_key()).arg(self.value_key(key));
        let (generation, value): (Option<Vec<u8>>, Option<Vec<u8>>) = self.ask(&command).await?;
        let (Some(generation), Some(value)) = (generation, value) else { return Ok(None) };
        let Some(sealed) = value.strip_prefix(generation.as_slice()) else { return Ok(None) };
        // What another key has sealed is not for us.
        let Ok(plain) = keys.open(&purpose(key), sealed) else { return Ok(None) };
        Ok(serde_json::from_slice(&plain).ok())
    }

    pub(super) async fn set(
        &self,
        keys: &Keys,
        key: &str,
        stored: &Stored,
        now: DateTime<Utc>,
    ) -> anyhow::Result<()> {
        let sealed = keys.seal(&purpose(key), &serde_json::to_vec(stored)?)?;
        let lifetime_ms = (stored.expires_at - now).num_milliseconds().max(1);
        let mut command = redis::cmd("EVAL");
        command.arg(SET).arg(2).arg(self.generation_key()).arg(self.value_key(key));
        command.arg(sealed).arg(lifetime_ms);
        self.ask::<i64>(&command).await.map(drop)
    }

    pub(super) async fn forget(&self, key: &str) -> anyhow::Result<()> {
        self.ask::<i64>(redis::cmd("DEL").arg(self.value_key(key))).await.map(drop)
    }

    pub(super) async fn count(&self, key: &str, limit: u32, now: Moment) -> anyhow::Result<Count> {
        let mut command = redis::cmd("EVAL");
        command.arg(COUNT).arg(1).arg(format!("{}:rate:{key}", self.namespace));
        command.arg(now.window).arg(now.weight).arg(limit).arg(WINDOW_MS * 2);
        let (allowed, current, previous): (u32, u32, u32) = self.ask(&command).await?;
        Ok(Count { is_allowed: allowed == 1, current, previous })
    }

    async fn ask<T: FromRedisValue>(&self, command: &redis::Cmd) -> anyhow::Result<T> {
        let mut connection = self.connection().await?;
        let answer = timeout(ANSWER_WITHIN, command.query_async(&mut connection)).await;
        match answer {
            Ok(Ok(answer)) => Ok(answer),
            failed => {
                let mut link = self.link.lock().await;
                link.connection = None;
                link.try_again_at = Some(Instant::now() + TRY_EVERY);
                let cause = failed.map_or_else(
                    |_| anyhow!("no answer"),
                    |e| match e {
                        Ok(_) => anyhow!("no answer"),
                        Err(error) => error.into(),
                    },
                );
                tracing::warn!(error = format!("{cause:#}"), "Redis is away");
                Err(cause.context("Redis"))
            }
        }
    }

    /// The connection, or an error at once when there is none.
    async fn connection(&self) -> anyhow::Result<MultiplexedConnection> {
        // Somebody else connects: that may take a while.
        let mut link = self.link.try_lock().map_err(|_| anyhow!("Redis is being connected"))?;
        if let Some(connection) = &link.connection {
            return Ok(connection.clone());
        }
        anyhow::ensure!(link.try_again_at.is_none_or(|at| at <= Instant::now()), "Redis is away");
        link.try_again_at = Some(Instant::now() + TRY_EVERY);
        let connected = timeout(CONNECT_WITHIN, self.connect()).await;
        let connection = connected.context("connecting to Redis")??;
        tracing::info!("Redis is connected");
        link.connection = Some(connection.clone());
        Ok(connection)
    }

    async fn connect(&self) -> anyhow::Result<MultiplexedConnection> {
        let config = AsyncConnectionConfig::new()
            .set_connection_timeout(Some(CONNECT_WITHIN))
            .set_response_timeout(Some(ANSWER_WITHIN));
        let client = self.client.load_full();
        let mut connection = client.get_multiplexed_async_connection_with_config(&config).await?;
        let generation = crate::random::hex::<8>()?;
        let () = redis::cmd("SET")
            .arg(self.generation_key())
            .arg(generation)
            .query_async(&mut connection)
            .await?;
        Ok(connection)
    }

    fn generation_key(&self) -> String {
        format!("{}:generation", self.namespace)
    }

    fn value_key(&self, key: &str) -> String {
        format!("{}:cache:{key}", self.namespace)
    }
}

fn purpose(key: &str) -> String {
    format!("cache:{key}")
}
