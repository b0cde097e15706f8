//! A pool of connections to one address, which outlives the servers behind it.
//!
//! Connections are not asked before use whether they live: that would be a round trip for each
//! request. One that turns out to be dead ends its [`Generation`], and `before_acquire` then refuses
//! all that are as old. Nothing was executed when a `BEGIN` fails, so it is tried again on a fresh
//! connection; what fails later in a transaction is never repeated behind its caller's back.

use super::{
    Login, Side, Statements, after_connect, circuit::Circuit, faults, generation,
    generation::Generation, statements::Watch,
};
use crate::telemetry::metrics;
use anyhow::Context;
use sqlx::{
    AssertSqlSafe, Connection, Error, PgPool, Postgres, SqlSafeStr, Transaction,
    postgres::PgPoolOptions,
};
use std::{io, pin::pin, sync::Arc, time::Duration};
use tokio::{
    sync::Mutex,
    task::JoinSet,
    time::{Instant, sleep, timeout_at},
};

/// A server that takes longer for `BEGIN` is gone.
const BEGIN_MAX: Duration = Duration::from_secs(3);
const PAUSE_MIN: Duration = Duration::from_millis(10);
const PAUSE_MAX: Duration = Duration::from_millis(250);
/// Connections live this long at most, so that they spread over servers that were added.
const LIFE_MAX: Duration = Duration::from_secs(600);
/// From this age on each use may be the last, so that not all end in the same second.
const LIFE_MIN: Duration = Duration::from_secs(450);
/// Tokens are good for 15 minutes.
const TOKEN_RETRY: Duration = Duration::from_secs(5);

/// How a pool is opened.
#[derive(Debug)]
pub(super) struct Opening {
    pub(super) login: Login,
    pub(super) side: Side,
    pub(super) size: u32,
    pub(super) acquire_timeout: Duration,
    pub(super) circuit_after: Duration,
    pub(super) token_every: Duration,
}

/// The pool and what is known about its server.
#[derive(Debug)]
pub(super) struct Endpoint {
    pool: PgPool,
    login: Login,
    generation: Arc<Generation>,
    circuit: Arc<Circuit>,
    token_made: Mutex<Instant>,
    /// They end with the endpoint; nobody waits for them.
    _tasks: JoinSet<()>,
}

impl Endpoint {
    /// Connects to a writer; to a reader only when it is needed, because the server starts without.
    pub(super) async fn open(opening: Opening) -> anyhow::Result<Arc<Self>> {
        let (login, side) = (opening.login.clone(), opening.side);
        let generation = Arc::new(Generation::new());
        let (options, pool) = (login.options().await?, pool_options(&opening, &generation));
        let pool = match side {
            Side::Writer => pool.min_connections(1).connect_with(options).await?,
            Side::Reader => pool.connect_lazy_with(options),
        };
        let circuit = Arc::new(Circuit::new(opening.circuit_after));
        let mut tasks = JoinSet::new();
        tasks.spawn(watch(Arc::clone(&circuit), login.clone(), side));
        tasks.spawn(renew(pool.clone(), login.clone(), opening.token_every));
        let token_made = Mutex::new(Instant::now());
        Ok(Arc::new(Self { pool, login, generation, circuit, token_made, _tasks: tasks }))
    }

    pub(super) fn pool(&self) -> &PgPool {
        &self.pool
    }

    pub(super) fn circuit(&self) -> &Circuit {
        &self.circuit
    }

    /// Begins a transaction with `sql`, whose statements may take `each`.
    pub(super) async fn begin(
        self: &Arc<Self>,
        sql: &str,
        within: Duration,
        each: Duration,
    ) -> Result<Statements, Error> {
        let deadline = Instant::now() + within;
        let mut pause = PAUSE_MIN;
        loop {
            if self.circuit.is_open() {
                return Err(Error::PoolTimedOut);
            }
            let error = match self.try_begin(sql, deadline).await {
                Ok((transaction, generation)) => {
                    let endpoint = Arc::clone(self);
                    return Ok(Statements::new(transaction, Watch { endpoint, generation, each }));
                }
                Err(error) => error,
            };
            let may_pass = faults::is_weather(&error)
                || (faults::is_refused_login(&error) && self.renew_token().await);
            if !may_pass || Instant::now() + pause >= deadline {
                return Err(error);
            }
            sleep(pause).await;
            pause = (pause * 2).min(PAUSE_MAX);
        }
    }

    async fn try_begin(
        &self,
        sql: &str,
        deadline: Instant,
    ) -> Result<(Transaction<'static, Postgres>, generation::Name), Error> {
        let generation = self.generation.current();
        let waiting = metrics::get().wait_for_connection();
        let acquired = timeout_at(deadline, self.pool.acquire()).await;
        drop(waiting);
        let connection = acquired.unwrap_or(Err(Error::PoolTimedOut)).inspect_err(|error| {
            if !matches!(error, Error::PoolClosed) {
                self.circuit.raise_alarm();
            }
        })?;
        let sql = AssertSqlSafe(sql.to_owned()).into_sql_str();
        let mut begin = pin!(Transaction::begin(connection, Some(sql)));
        let end = deadline.min(Instant::now() + BEGIN_MAX);
        match timeout_at(end, &mut begin).await.unwrap_or_else(|_| Err(no_answer())) {
            Ok(transaction) => Ok((transaction, generation)),
            Err(error) => {
                // Before `begin` is dropped: the pool would ask a dead connection how it is.
                self.note(&error, generation);
                Err(error)
            }
        }
    }

    /// What `error` says about other connections of the generation.
    pub(super) fn note(&self, error: &Error, generation: generation::Name) {
        if faults::is_weather(error) {
            if self.generation.end(generation) {
                tracing::warn!(%error, "the database's connections are made anew");
            }
            self.circuit.raise_alarm();
        }
    }

    /// A new token, when the last one is not brand-new. Says whether trying again makes sense.
    async fn renew_token(&self) -> bool {
        if !self.login.has_tokens() {
            return false;
        }
        let mut made = self.token_made.lock().await;
        if made.elapsed() > Duration::from_secs(1) {
            self.login.refused().await;
            match self.login.options().await {
                Ok(options) => self.pool.set_connect_options(options),
                Err(error) => {
                    tracing::warn!(error = format!("{error:#}"), "no new password for the database")
                }
            }
            *made = Instant::now();
        }
        true
    }
}

/// The error of a server that says nothing.
pub(super) fn no_answer() -> Error {
    Error::Io(io::Error::new(io::ErrorKind::TimedOut, "the database does not answer"))
}

fn pool_options(opening: &Opening, generation: &Arc<Generation>) -> PgPoolOptions {
    let (side, port) = (opening.side, opening.login.port());
    let (acquired, released) = (Arc::clone(generation), Arc::clone(generation));
    PgPoolOptions::new()
        .max_connections(opening.size)
        .acquire_timeout(opening.acquire_timeout)
        .max_lifetime(LIFE_MAX)
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            Box::pin(async move {
                after_connect::keep_alive(port).await;
                after_connect::admit(connection, side).await
            })
        })
        .before_acquire(move |_, meta| {
            let is_good = !acquired.is_past(meta.age) && !may_retire(meta.age);
            Box::pin(async move { Ok(is_good) })
        })
        .after_release(move |_, meta| {
            let is_good = !released.is_past(meta.age);
            Box::pin(async move { Ok(is_good) })
        })
}

fn may_retire(age: Duration) -> bool {
    age > LIFE_MIN && crate::random::bytes::<1>().is_ok_and(|[byte]| byte < 8)
}

/// Probes whenever there is an alarm.
async fn watch(circuit: Arc<Circuit>, login: Login, side: Side) {
    circuit.watch(side.name(), || probe(login.clone(), side)).await;
}

async fn probe(login: Login, side: Side) -> anyhow::Result<()> {
    let mut connection = login.connect("probe").await?;
    let admitted = after_connect::admit(&mut connection, side);
    tokio::time::timeout(BEGIN_MAX, admitted).await.context("the database does not answer")??;
    connection.close().await?;
    Ok(())
}

/// Keeps the password of future connections good.
async fn renew(pool: PgPool, login: Login, every: Duration) {
    while login.has_tokens() {
        sleep(every).await;
        while let Err(error) = login.options().await.map(|o| pool.set_connect_options(o)) {
            tracing::warn!(error = format!("{error:#}"), "no new password for the database");
            sleep(TOKEN_RETRY.min(every)).await;
        }
    }
}
