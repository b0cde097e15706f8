//! The database: one pool, and transactions that carry who asks and for which workspace.
//!
//! Nothing runs outside a [`Tx`]. Its first statement sets `app.user_id` and `app.workspace_id` for
//! the transaction only; row-level security compares with them, so a query that forgets its
//! workspace finds nothing. Dropping a `Tx` rolls it back.
//!
//! [`Statements`] is the transaction itself, on which SeaORM's queries run.

mod after_connect;
mod circuit;
mod endpoint;
mod explain;
mod faults;
mod generation;
pub mod iam;
mod login;
mod reader;
mod settings;
mod size;
mod sockets;
mod statements;
mod uses;

pub use after_connect::{Side, keep_alive, require_writer};
pub use explain::{explain, failure_of, inside};
pub use faults::{is_passing, is_weather};
pub use login::{Login, address, name, with_statement_timeout};
pub use settings::Settings;
pub use size::{POOL_MAX, Room};
pub use statements::Statements;
pub use uses::{Limits, Use, within};

use crate::error::{Error, Result};
use endpoint::Endpoint;
use reader::Reader;
use sea_orm::{ConnectionTrait, DbErr, RuntimeErr};
use sqlx::postgres::PgPool;
use std::{
    ops::Deref,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::Notify;
use uuid::Uuid;

/// Who asks, and for which workspace. `None` sees only what needs no context.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The person, when one is signed in.
    pub user_id: Option<Uuid>,
    /// The workspace whose rows the transaction may see and write.
    pub workspace_id: Option<Uuid>,
}

impl Context {
    /// A person, before a workspace is chosen.
    pub fn user(user_id: Uuid) -> Self {
        Self { user_id: Some(user_id), workspace_id: None }
    }

    /// A workspace without a person: published boards and background work.
    pub fn workspace(workspace_id: Uuid) -> Self {
        Self { user_id: None, workspace_id: Some(workspace_id) }
    }

    /// A person in a workspace.
    pub fn member(user_id: Uuid, workspace_id: Uuid) -> Self {
        Self { user_id: Some(user_id), workspace_id: Some(workspace_id) }
    }

    /// The statement that sets this context until the transaction ends.
    pub fn sql(self) -> String {
        let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        // Both values are UUIDs formatted by us, so they are safe inside the text.
        format!(
            "SELECT set_config('app.user_id','{}',true),set_config('app.workspace_id','{}',true)",
            text(self.user_id),
            text(self.workspace_id)
        )
    }
}

/// The pools; cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    writer: Arc<Endpoint>,
    reader: Option<Arc<Reader>>,
    bells: Arc<Bells>,
    acquire_timeout: Duration,
    limits: Limits,
}

/// Who is told after a commit of this instance.
#[derive(Debug, Default)]
struct Bells {
    committed: Arc<Notify>,
    jobs: Notify,
}

impl Db {
    /// Opens the pools. Each connection takes the runtime role, whoever logged in.
    pub async fn connect(settings: &Settings) -> anyhow::Result<Self> {
        let login = settings.login(&settings.url, "web")?;
        let size = match settings.pool_size {
            0 => size::computed(&login, settings.max_connections, settings.instances).await?,
            size => size,
        };
        tracing::info!(size, "database connections of this instance, at most");
        let writer = Endpoint::open(settings.opening(login, Side::Writer, size)).await?;
        let reader = match &settings.reader_url {
            Some(url) => {
                let login = settings.login(url, "read")?;
                let reader = Endpoint::open(settings.opening(login, Side::Reader, size)).await?;
                Some(Arc::new(Reader::new(reader, &writer, settings.reader_lag)))
            }
            None => None,
        };
        let (acquire_timeout, limits) = (settings.acquire_timeout, settings.limits);
        Ok(Self { writer, reader, bells: Arc::default(), acquire_timeout, limits })
    }

    /// Starts a transaction in `context`: both in one round trip.
    pub async fn begin(&self, context: Context) -> Result<Tx> {
        let usage = uses::current();
        let sql = self.limits.begin(usage, context, "BEGIN");
        let each = self.limits.with_slack(usage);
        let begun = self.writer.begin(&sql, self.acquire_timeout, each).await;
        let statements = begun
            .map_err(|error| Error::from(DbErr::Conn(RuntimeErr::SqlxError(Arc::new(error)))))?;
        Ok(self.transaction(statements, context))
    }

    /// As [`Db::begin`], for reading only: at the reader, when there is one that has all that the
    /// person may have seen already; else at the writer. For reads that take long or are many, and
    /// not for what decides who may do what.
    pub async fn begin_read(&self, context: Context) -> Result<Tx> {
        if let Some(reader) = &self.reader {
            let usage = uses::current();
            let sql = self.limits.begin(usage, context, "BEGIN READ ONLY");
            let each = self.limits.with_slack(usage);
            if let Some(statements) = reader.begin(&sql, context.user_id, each).await {
                return Ok(self.transaction(statements, context));
            }
        }
        self.begin(context).await
    }

    fn transaction(&self, statements: Statements, context: Context) -> Tx {
        let wrote = self.reader.clone().zip(context.user_id);
        Tx { statements, bells: Arc::clone(&self.bells), has_jobs: AtomicBool::new(false), wrote }
    }

    /// The sqlx pool of the writer, for LISTEN and the gauges.
    pub fn pool(&self) -> &PgPool {
        self.writer.pool()
    }

    /// Whether a standby was configured.
    pub fn has_reader(&self) -> bool {
        self.reader.is_some()
    }

    /// Whether there has been no writer for so long that requests are answered without waiting.
    pub fn is_without_writer(&self) -> bool {
        self.writer.circuit().is_open()
    }

    /// The writer did not answer somebody who used the pool by itself.
    pub fn raise_alarm(&self) {
        self.writer.circuit().raise_alarm();
    }

    /// The person has changed something on another instance: they read at the writer for a while.
    pub fn wrote(&self, person: Uuid) {
        if let Some(reader) = &self.reader {
            reader.wrote(person);
        }
    }

    /// Is signalled after each commit of this instance: the event log may have grown.
    pub fn committed(&self) -> Arc<Notify> {
        Arc::clone(&self.bells.committed)
    }

    /// Waits until a transaction of this instance has put jobs into the queue.
    pub async fn jobs_ready(&self) {
        self.bells.jobs.notified().await;
    }

    /// Closes all connections.
    pub async fn close(&self) {
        self.writer.pool().close().await;
        if let Some(reader) = &self.reader {
            reader.close().await;
        }
    }
}

/// A transaction in a context. Queries take it by reference; dropping it rolls back.
#[derive(Debug)]
pub struct Tx {
    statements: Statements,
    bells: Arc<Bells>,
    has_jobs: AtomicBool,
    wrote: Option<(Arc<Reader>, Uuid)>,
}

impl Tx {
    /// Makes the changes last and wakes the readers of the event log.
    pub async fn commit(self) -> Result<()> {
        self.tell_reader();
        self.statements.commit().await?;
        self.bells.committed.notify_one();
        if self.has_jobs.into_inner() {
            self.bells.jobs.notify_one();
        }
        Ok(())
    }

    /// Before the commit: a read that begins right after it must know.
    fn tell_reader(&self) {
        if let Some((reader, person)) = &self.wrote
            && !self.statements.only_read()
        {
            reader.wrote(*person);
        }
    }

    /// Undoes the changes and waits for it. Dropping undoes them as well, but a little later: until
    /// then the locks hold, and whoever skips locked rows would find nothing.
    pub async fn rollback(self) -> Result<()> {
        Ok(self.statements.rollback().await?)
    }

    /// The commit will tell the runner of jobs.
    pub(crate) fn wakes_jobs(&self) {
        self.has_jobs.store(true, Ordering::Relaxed);
    }

    /// Ends a transaction of which no event tells. When all its statements were `SELECT`, nobody
    /// waits for the database to confirm the end; so no function called by one may write.
    pub async fn end(self) -> Result<()> {
        if self.statements.only_read() {
            drop(self);
            return Ok(());
        }
        self.tell_reader();
        Ok(self.statements.commit().await?)
    }

    /// Moves this transaction into another workspace: used right after one was created.
    pub async fn enter_workspace(&self, workspace_id: Uuid) -> Result<()> {
        self.statements
            .execute_unprepared(&format!(
                "SELECT set_config('app.workspace_id','{workspace_id}',true)"
            ))
            .await?;
        Ok(())
    }
}

impl Deref for Tx {
    type Target = Statements;

    fn deref(&self) -> &Statements {
        &self.statements
    }
}
