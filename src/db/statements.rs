//! A transaction that SeaORM's queries run on.
//!
//! SeaORM's own begins with a round trip that has no room for the context, and ends with another
//! that somebody waits for.

use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr, Statement};
use sea_query_sqlx::SqlxValues;
use sqlx::{AssertSqlSafe, Executor, PgPool, Postgres, Transaction, postgres::PgRow, query::Query};
use std::sync::Arc;
use tokio::sync::Mutex;

/// An open transaction. Dropping it rolls back.
#[derive(Debug)]
pub struct Statements(Mutex<Transaction<'static, Postgres>>);

impl Statements {
    /// Takes a connection and runs `begin` on it, which may hold more than the word.
    pub(super) async fn begin(pool: &PgPool, begin: String) -> Result<Self, DbErr> {
        let transaction = pool.begin_with(AssertSqlSafe(begin)).await;
        transaction.map(|open| Self(Mutex::new(open))).map_err(|e| DbErr::Conn(cause(e)))
    }

    pub(super) async fn commit(self) -> Result<(), DbErr> {
        self.0.into_inner().commit().await.map_err(|e| DbErr::Exec(cause(e)))
    }

    /// The rows of a query as they came, for those who decode them themselves.
    pub async fn rows(&self, statement: Statement) -> Result<Vec<PgRow>, DbErr> {
        let mut transaction = self.0.lock().await;
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
        let mut transaction = self.0.lock().await;
        let done = bound(statement).execute(&mut **transaction).await;
        done.map(ExecResult::from).map_err(|e| DbErr::Exec(cause(e)))
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        let mut transaction = self.0.lock().await;
        let done = transaction.execute(AssertSqlSafe(sql)).await;
        done.map(ExecResult::from).map_err(|e| DbErr::Exec(cause(e)))
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let mut transaction = self.0.lock().await;
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
