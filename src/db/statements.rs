//! A transaction that SeaORM's queries run on.
//!
//! SeaORM's own begins with a round trip that has no room for the context, and ends with another
//! that somebody waits for.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::{AssertSqlSafe, Executor, PgPool, Postgres, Transaction, postgres::PgRow, query::Query};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};
use tokio::sync::{Mutex, MutexGuard};

/// An open transaction. Dropping it rolls back; the pool sees to that, nobody else waits for it.
#[derive(Debug)]
pub struct Statements {
    transaction: Mutex<Transaction<'static, Postgres>>,
    wrote: AtomicBool,
}

impl Statements {
    /// Takes a connection and runs `begin` on it, which may hold more than the word.
    pub(super) async fn begin(pool: &PgPool, begin: String) -> Result<Self, DbErr> {
        let transaction = pool.begin_with(AssertSqlSafe(begin)).await;
        match transaction {
            Ok(open) => Ok(Self { transaction: Mutex::new(open), wrote: AtomicBool::new(false) }),
            Err(error) => Err(DbErr::Conn(cause(error))),
        }
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
        self.transaction.into_inner().commit().await.map_err(|e| DbErr::Exec(cause(e)))
    }

    pub(super) async fn rollback(self) -> Result<(), DbErr> {
        self.transaction.into_inner().rollback().await.map_err(|e| DbErr::Exec(cause(e)))
    }

    /// The rows of a query as they came, for those who decode them themselves.
    pub async fn rows(&self, statement: Statement) -> Result<Vec<PgRow>, DbErr> {
        let mut transaction = self.lock(&statement.sql).await;
        let rows = bound(statement).fetch_all(&mut **transaction).await;
        rows.map_err(|e| DbErr::Query(cause(e)))
    }
}

#[async_trait::async_trait]
impl ConnectionTrait for Statements {
    fn get_database_backend(&self) -> DbBackend {
        DbBackend::Postgres
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let mut transaction = self.lock(&statement.sql).await;
        let done = bound(statement).execute(&mut **transaction).await;
        done.map(ExecResult::from).map_err(|e| DbErr::Exec(cause(e)))
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut transaction = self.lock(sql).await;
        let done = transaction.execute(AssertSqlSafe(sql)).await;
        done.map(ExecResult::from).map_err(|e| DbErr::Exec(cause(e)))
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut transaction = self.lock(&statement.sql).await;
        let row = bound(statement).fetch_optional(&mut **transaction).await;
        row.map(|row| row.map(QueryResult::from)).map_err(|e| DbErr::Query(cause(e)))
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

fn cause(error: sqlx::Error) -> RuntimeErr {
    RuntimeErr::SqlxError(Arc::new(error))
}
