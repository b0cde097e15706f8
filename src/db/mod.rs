//! The database: one pool, and transactions that carry who asks and for which workspace.
//!
//! Nothing runs outside a [`Tx`]. Its first statement sets `app.user_id` and `app.workspace_id` for
//! the transaction only; row-level security compares with them, so a query that forgets its
//! workspace finds nothing. Dropping a `Tx` rolls it back.
//!
//! [`Statements`] is the transaction itself, on which SeaORM's queries run.

mod statements;

pub use statements::Statements;

use crate::error::Result;
use sea_orm::ConnectionTrait;
use sqlx::{
    Executor,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
};
use std::{
    ops::Deref,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::Notify;
use uuid::Uuid;

/// Takes the role under which requests run; migrations create it.
const TAKE_RUNTIME_ROLE: &str = "SET ROLE treasury_plane_app";

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

/// How to reach the database.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Address of the runtime role, `postgres://…`.
    pub url: String,
    /// Connections at most.
    pub max_connections: u32,
    /// How long a request waits for a connection before it is told to try again.
    pub acquire_timeout: Duration,
    /// The longest that one statement may run.
    pub statement_timeout: Duration,
}

/// The pool; cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    pool: PgPool,
    bells: Arc<Bells>,
}

/// Who is told after a commit of this instance.
#[derive(Debug, Default)]
struct Bells {
    committed: Arc<Notify>,
    jobs: Notify,
}

impl Db {
    /// Opens the pool. Each connection takes the runtime role, whoever logged in.
    pub async fn connect(settings: &Settings) -> anyhow::Result<Self> {
        let options = PgConnectOptions::from_str(&settings.url)?
            .application_name("treasury-plane")
            .options([
                ("statement_timeout", settings.statement_timeout.as_millis().to_string()),
                ("idle_in_transaction_session_timeout", "60000".to_owned()),
                ("timezone", "UTC".to_owned()),
                ("jit", "off".to_owned()),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(settings.max_connections)
            .min_connections(1)
            .acquire_timeout(settings.acquire_timeout)
            .max_lifetime(Duration::from_secs(600))
            // A lost connection shows itself at the first statement; asking before each costs a
            // round trip a request.
            .test_before_acquire(false)
            .after_connect(|connection, _| {
                Box::pin(async move {
                    connection.execute(TAKE_RUNTIME_ROLE).await?;
                    Ok(())
                })
            })
            .connect_with(options)
            .await?;
        Ok(Self { pool, bells: Arc::default() })
    }

    /// Starts a transaction in `context`: both in one round trip.
    pub async fn begin(&self, context: Context) -> Result<Tx> {
        let mut begin = String::with_capacity(192);
        begin.push_str("BEGIN;");
        begin.push_str(&context.sql());
        let statements = Statements::begin(&self.pool, begin).await?;
        let (bells, has_jobs) = (Arc::clone(&self.bells), AtomicBool::new(false));
        Ok(Tx { statements, bells, has_jobs })
    }

    /// The sqlx pool, for LISTEN and the gauges.
    pub fn pool(&self) -> &PgPool {
        &self.pool
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
        self.pool.close().await;
    }
}

/// A transaction in a context. Queries take it by reference; dropping it rolls back.
#[derive(Debug)]
pub struct Tx {
    statements: Statements,
    bells: Arc<Bells>,
    has_jobs: AtomicBool,
}

impl Tx {
    /// Makes the changes last and wakes the readers of the event log.
    pub async fn commit(self) -> Result<()> {
        self.statements.commit().await?;
        self.bells.committed.notify_one();
        if self.has_jobs.into_inner() {
            self.bells.jobs.notify_one();
        }
        Ok(())
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
