//! Heavy reads at a standby, fresh enough for who asks.
//!
//! A person must see what they wrote, whatever instance they wrote through. So the writer is asked
//! for the position of its log, which costs it next to nothing, and the standby must have replayed
//! up to there. It mostly has, or does within milliseconds; when not, the writer answers. Who has
//! written lately does not even try. Servers that do not tell positions are used by the second rule
//! alone. Pages without a person only need a standby that is not too far behind.

use super::{Statements, endpoint::Endpoint};
use moka::sync::Cache;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use std::{
    collections::VecDeque,
    sync::{
        Arc, Weak,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    task::JoinSet,
    time::{Instant, sleep},
};
use uuid::Uuid;

/// The writer is there too, so nobody waits long for the reader.
const CONNECT_WITHIN: Duration = Duration::from_millis(500);
/// How long a standby gets to catch up with the position.
const CATCH_UP_WITHIN: Duration = Duration::from_millis(100);
const LOOK_EVERY: Duration = Duration::from_millis(5);
const SAMPLE_EVERY: Duration = Duration::from_secs(1);
const WROTE_LATELY_MAX: u64 = 100_000;

/// The reader and what is known about it.
#[derive(Debug)]
pub(super) struct Reader {
    endpoint: Arc<Endpoint>,
    writer: Weak<Endpoint>,
    wrote_lately: Cache<Uuid, ()>,
    is_behind: Arc<AtomicBool>,
    _sampler: JoinSet<()>,
}

impl Reader {
    pub(super) fn new(endpoint: Arc<Endpoint>, writer: &Arc<Endpoint>, lag: Duration) -> Self {
        // Not to be used before the first sample.
        let is_behind = Arc::new(AtomicBool::new(true));
        let mut sampler = JoinSet::new();
        let (weak, writer) = (Arc::downgrade(&endpoint), Arc::downgrade(writer));
        sampler.spawn(sample(weak, Weak::clone(&writer), lag, Arc::clone(&is_behind)));
        let wrote_lately =
            Cache::builder().max_capacity(WROTE_LATELY_MAX).time_to_live(lag).build();
        Self { endpoint, writer, wrote_lately, is_behind, _sampler: sampler }
    }

    /// The person has changed something.
    pub(super) fn wrote(&self, person: Uuid) {
        self.wrote_lately.insert(person, ());
    }

    /// A transaction at the reader, if it will do for `person`.
    pub(super) async fn begin(
        &self,
        sql: &str,
        person: Option<Uuid>,
        each: Duration,
    ) -> Option<Statements> {
        if self.endpoint.circuit().is_open() || self.is_behind.load(Ordering::Relaxed) {
            return None;
        }
        let position = match person {
            Some(person) if self.wrote_lately.contains_key(&person) => return None,
            Some(_) => position(&*self.writer.upgrade()?).await.ok()?,
            None => None,
        };
        let begun = self.endpoint.begin(sql, CONNECT_WITHIN, each).await;
        let statements = begun.inspect_err(|error| tracing::debug!(%error, "reader")).ok()?;
        let Some(position) = position else { return Some(statements) };
        let deadline = Instant::now() + CATCH_UP_WITHIN;
        while !has_replayed(&statements, &position).await.ok()? {
            if Instant::now() >= deadline {
                return None;
            }
            sleep(LOOK_EVERY).await;
        }
        Some(statements)
    }

    pub(super) async fn close(&self) {
        self.endpoint.pool().close().await;
    }
}

/// How far the writer's log is on disk; `None` when the server does not tell such things.
async fn position(writer: &Endpoint) -> sqlx::Result<Option<String>> {
    let asked = sqlx::query_scalar("SELECT pg_current_wal_flush_lsn()::text");
    match asked.fetch_one(writer.pool()).await {
        Ok(position) => Ok(position),
        // 0A000, 42883: not supported, not known. 55000: not in this state.
        Err(sqlx::Error::Database(e)) if e.code().is_some_and(|c| c == "0A000" || c == "42883") => {
            Ok(None)
        }
        Err(error) => Err(error),
    }
}

/// A reader endpoint may lead to the writer itself, which is never behind.
const HAS_REPLAYED: &str = "SELECT NOT pg_is_in_recovery() \
     OR coalesce(pg_last_wal_replay_lsn() >= $1::text::pg_lsn, false)";

async fn has_replayed(statements: &Statements, position: &str) -> Result<bool, DbErr> {
    let values = [position.into()];
    let asked = Statement::from_sql_and_values(DbBackend::Postgres, HAS_REPLAYED, values);
    let row = statements.query_one_raw(asked).await?;
    row.map_or(Ok(false), |row| row.try_get_by_index(0))
}

/// Looks every second how far the reader is behind, by when the writer was where the reader is now.
async fn sample(
    reader: Weak<Endpoint>,
    writer: Weak<Endpoint>,
    lag: Duration,
    is_behind: Arc<AtomicBool>,
) {
    let mut positions = Positions::default();
    while let (Some(reader), Some(writer)) = (reader.upgrade(), writer.upgrade()) {
        let is_late = match positions.look(&reader, &writer).await {
            Ok(behind) => behind > lag,
            Err(error) => {
                tracing::debug!(%error, "the reader's lag is not known");
                true
            }
        };
        if is_behind.swap(is_late, Ordering::Relaxed) != is_late {
            tracing::info!(is_late, "whether the database's reader is too far behind");
        }
        drop((reader, writer));
        sleep(SAMPLE_EVERY).await;
    }
}

/// Where the writer was when.
#[derive(Debug, Default)]
struct Positions {
    past: VecDeque<(Instant, String)>,
    reached: Option<Instant>,
}

impl Positions {
    async fn look(&mut self, reader: &Endpoint, writer: &Endpoint) -> sqlx::Result<Duration> {
        let now = Instant::now();
        match position(writer).await {
            Ok(Some(position)) => self.past.push_back((now, position)),
            Ok(None) => return Ok(Duration::ZERO),
            // Without a writer there is nothing to be behind of, but what is written meanwhile
            // elsewhere is not known either: what was reached grows old.
            Err(error) => tracing::debug!(%error, "the writer's position is not known"),
        }
        let mut connection = reader.pool().acquire().await?;
        while let Some((at, position)) = self.past.front() {
            let asked = sqlx::query_scalar(HAS_REPLAYED).bind(position);
            if !asked.fetch_one(&mut *connection).await? {
                break;
            }
            self.reached = Some(*at);
            self.past.pop_front();
        }
        // As many as an hour has; a reader that is further behind stays late in any case.
        self.past.truncate(3600);
        Ok(self.reached.map_or(Duration::MAX, |reached| reached.elapsed()))
    }
}
