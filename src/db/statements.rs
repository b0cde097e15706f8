//! A transaction that SeaORM's queries run on.
//!
//! SeaORM's own begins with a round trip that has no room for the context, and ends with another
//! that somebody waits for. Each statement has a time limit on our side too, a little above the
//! server's, for servers that are not there any more to keep theirs.

use super::{
    endpoint::{Endpoint, no_answer},
    generation,
};
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::{AssertSqlSafe, Executor, Postgres, Transaction, postgres::PgRow, query::Query};
use std::{
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::sync::{Mutex, MutexGuard};

/// An open transaction. Dropping it rolls back; the pool sees to that, nobody else waits for it.
#[derive(Debug)]
pub struct Statements {
    transaction: Mutex<Transaction<'static, Postgres>>,
    wrote: AtomicBool,
    watch: Watch,
}

/// Whom to tell when the connection is lost, and when to give it up.
#[derive(Debug)]
pub(super) struct Watch {
    pub(super) endpoint: Arc<Endpoint>,
    pub(super) generation: generation::Name,
    pub(super) each: Duration,
}

impl Watch {
    /// Waits for the database, but not for ever.
    async fn over<T>(&self, work: impl Future<Output = sqlx::Result<T>>) -> Result<T, RuntimeErr> {
        let mut work = pin!(work);
        let outcome = tokio::time::timeout(self.each, &mut work).await;
        outcome.unwrap_or_else(|_| Err(no_answer())).map_err(|error| {
            self.endpoint.note(&error, self.generation);
            RuntimeErr::SqlxError(Arc::new(error))
        })
    }
}

impl Statements {
    pub(super) fn new(open: Transaction<'static, Postgres>, watch: Watch) -> Self {
        Self { transaction: Mutex::new(open), wrote: AtomicBool::new(false), watch }
    }

    /// Whether all statements so far were `SELECT`.
    pub(super) fn only_read(&self) -> bool {
        !self.wrote.load(Ordering::Relaxed)
    }

    async fn lock(&self, sql: &str) -> MutexGuard<'_, Transaction<'static, Postgres>> {
        if !sql.starts_with("SELECT") {
            self.wrote.store(true, Ordering::Relaxed);
        }
        self.transaction.lock().await
    }

    pub(super) async fn commit(self) -> Result<(), DbErr> {
        let commit = self.transaction.into_inner().commit();
        self.watch.over(commit).await.map_err(DbErr::Exec)
    }

    pub(super) async fn rollback(self) -> Result<(), DbErr> {
        let rollback = self.transaction.into_inner().rollback();
        self.watch.over(rollback).await.map_err(DbErr::Exec)
    }

    /// The rows of a query as they came, for those who decode them themselves.
    pub async fn rows(&self, statement: Statement) -> Result<Vec<PgRow>, DbErr> {
        let mut transaction = self.lock(&statement.sql).await;
        let rows = bound(statement).fetch_all(&mut **transaction);
        self.watch.over(rows).await.map_err(DbErr::Query)
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Statements {
    fn get_database_backend(&self) -> DbBackend {
        DbBackend::Postgres
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let mut transaction = self.lock(&statement.sql).await;
        let done = bound(statement).execute(&mut **transaction);
        self.watch.over(done).await.map(ExecResult::from).map_err(DbErr::Exec)
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut transaction = self.lock(sql).await;
        let done = transaction.execute(AssertSqlSafe(sql));
        self.watch.over(done).await.map(ExecResult::from).map_err(DbErr::Exec)
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut transaction = self.lock(&statement.sql).await;
        let row = bound(statement).fetch_optional(&mut **transaction);
        let row = self.watch.over(row).await.map_err(DbErr::Query)?;
        Ok(row.map(QueryResult::from))
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let rows = self.rows(statement).await?;
        Ok(rows.into_iter().map(QueryResult::from).collect())
    }
}

/// The statement, prepared once a connection, with its values.
fn bound(statement: Statement) -> Query<'static, Postgres, SqlxValues> {
    let values = statement.values.unwrap_or_else(|| sea_orm::Values(vec![]));
    sqlx::query_with(AssertSqlSafe(statement.sql), SqlxValues(values))
}
