//! The database: one pool, and transactions that carry who asks and for which workspace.
//!
//! Nothing runs outside a [`Tx`]. Its first statement sets `app.user_id` and `app.workspace_id` for
//! the transaction only; row-level security compares with them, so a query that forgets its
//! workspace finds nothing. Dropping a `Tx` rolls it back.

use crate::error::{Error, Result};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, SqlxPostgresConnector,
    TransactionTrait,
};
use sqlx::{
    Executor,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
};
use std::{fmt::Write, ops::Deref, str::FromStr, sync::Arc, time::Duration};
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
    orm: DatabaseConnection,
    pool: PgPool,
    committed: Arc<Notify>,
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
        Ok(Self {
            orm: SqlxPostgresConnector::from_sqlx_postgres_pool(pool.clone()),
            pool,
            committed: Arc::new(Notify::new()),
        })
    }

    /// Starts a transaction in `context`.
    pub async fn begin(&self, context: Context) -> Result<Tx> {
        let inner = self.orm.begin().await?;
        let mut sql = String::with_capacity(160);
        let text = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
        // Both values are UUIDs formatted by us, so they are safe inside the text.
        write!(
            sql,
            "SELECT set_config('app.user_id','{}',true),set_config('app.workspace_id','{}',true)",
            text(context.user_id),
            text(context.workspace_id)
        )
        .map_err(|e| Error::Internal(e.into()))?;
        inner.execute_unprepared(&sql).await?;
        Ok(Tx { inner, committed: Arc::clone(&self.committed) })
    }

    /// The sqlx pool under SeaORM, for LISTEN and the gauges.
    pub fn pool(&self) -> &PgPool {
        &self.pool
    }

    /// Is signalled after each commit of this instance: the event log may have grown.
    pub fn committed(&self) -> Arc<Notify> {
        Arc::clone(&self.committed)
    }

    /// Closes all connections.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// A transaction in a context. Queries take it by reference; dropping it rolls back.
#[derive(Debug)]
pub struct Tx {
    inner: DatabaseTransaction,
    committed: Arc<Notify>,
}

impl Tx {
    /// Makes the changes last and wakes the readers of the event log.
    pub async fn commit(self) -> Result<()> {
        self.inner.commit().await?;
        self.committed.notify_one();
        Ok(())
    }

    /// Ends a transaction that only read.
    pub async fn end(self) -> Result<()> {
        self.inner.commit().await?;
        Ok(())
    }

    /// Moves this transaction into another workspace: used right after one was created.
    pub async fn enter_workspace(&self, workspace_id: Uuid) -> Result<()> {
        self.inner
            .execute_unprepared(&format!(
                "SELECT set_config('app.workspace_id','{workspace_id}',true)"
            ))
            .await?;
        Ok(())
    }
}

impl Deref for Tx {
    type Target = DatabaseTransaction;

    fn deref(&self) -> &DatabaseTransaction {
        &self.inner
    }
}
