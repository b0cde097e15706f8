//! Reads over the whole instance. Those that cross workspaces go through functions of the database
//! that show counts and names only.

use crate::{
    db::Tx,
    error::{Error, Result},
};
use chrono::{DateTime, Utc};
use entity::{daily_count, instance_setting, user};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
    sea_query::{Expr, ExprTrait, Func},
};
use std::collections::HashMap;
use uuid::Uuid;

/// The row of settings.
pub async fn settings(tx: &Tx) -> Result<instance_setting::Model> {
    instance_setting::Entity::find_by_id(1_i16)
        .one(&**tx)
        .await?
        .ok_or_else(|| Error::Internal(anyhow::anyhow!("instance_settings has no row")))
}

/// Whether the first account exists.
pub async fn is_set_up(tx: &Tx) -> Result<bool> {
    Ok(settings(tx).await?.setup_at.is_some())
}

/// Which accounts to list.
#[derive(Clone, Debug, Default)]
pub struct UserFilter {
    /// Part of a name or address; empty for all.
    pub search: String,
    /// Which of them.
    pub status: Status,
}

/// Whether people may sign in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// They may.
    Active,
    /// They may not.
    Inactive,
    /// They wait for an administrator's approval.
    Pending,
    /// Any of these.
    #[default]
    All,
}

/// A page of accounts, newest first, and how many match.
pub async fn users(
    tx: &Tx,
    filter: &UserFilter,
    limit: u64,
    offset: u64,
) -> Result<(Vec<user::Model>, u64)> {
    let mut select = user::Entity::find().filter(user::Column::IsBot.eq(false));
    select = match filter.status {
        Status::Active => select.filter(user::Column::IsActive.eq(true)),
        Status::Inactive => select
            .filter(user::Column::IsActive.eq(false))
            .filter(user::Column::IsPending.eq(false)),
        Status::Pending => select.filter(user::Column::IsPending.eq(true)),
        Status::All => select,
    };
    if !filter.search.is_empty() {
        let needle = filter.search.to_lowercase();
        let contains = |column: user::Column| {
            let position = Func::cust("strpos")
                .arg(Func::lower(Expr::col((user::Entity, column))))
                .arg(needle.clone());
            Expr::expr(position).gt(0)
        };
        select = select.filter(
            Condition::any()
                .add(contains(user::Column::Email))
                .add(contains(user::Column::DisplayName))
                .add(contains(user::Column::FirstName))
                .add(contains(user::Column::LastName)),
        );
    }
    let total = select.clone().count(&**tx).await?;
    let rows = select
        .order_by_desc(user::Column::CreatedAt)
        .order_by_desc(user::Column::Id)
        .limit(limit)
        .offset(offset)
        .all(&**tx)
        .await?;
    Ok((rows, total))
}

/// How many workspaces each of these people belongs to.
pub async fn workspace_counts(tx: &Tx, users: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT user_id, workspaces FROM workspace_counts($1)",
            [users.to_vec().into()],
        ))
        .await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}

/// The ways in of each of these people: `password`, `piv`, `oidc`.
pub async fn sign_in_methods(tx: &Tx, users: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT user_id, 'password' AS method, 1 AS rank FROM credentials WHERE user_id = ANY ($1)
             UNION SELECT user_id, CASE WHEN kind = 'oidc' THEN 'oidc' ELSE 'piv' END,
                          CASE WHEN kind = 'oidc' THEN 3 ELSE 2 END
             FROM identities WHERE user_id = ANY ($1) ORDER BY rank",
            [users.to_vec().into()],
        ))
        .await?;
    let mut methods: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in &rows {
        methods.entry(row.try_get_by_index(0)?).or_default().push(row.try_get_by_index(1)?);
    }
    Ok(methods)
}

/// A workspace as the console lists it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct WorkspaceRow {
    /// The workspace.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its slug.
    pub slug: String,
    /// Who owns it.
    pub owner_id: Uuid,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// People in it.
    pub member_count: i64,
    /// Projects in it.
    pub project_count: i64,
}

/// All workspaces whose name or slug contains `search`, newest first.
pub async fn workspaces(tx: &Tx, search: &str) -> Result<Vec<WorkspaceRow>> {
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT * FROM instance_workspaces($1)",
            [search.into()],
        ))
        .await?;
    Ok(rows
        .iter()
        .map(|row| WorkspaceRow::from_query_result(row, ""))
        .collect::<std::result::Result<_, _>>()?)
}

/// Totals of the instance.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Counts {
    /// People who may sign in.
    pub users: i64,
    /// Workspaces.
    pub workspaces: i64,
    /// Projects.
    pub projects: i64,
    /// Work items that lists show.
    pub work_items: i64,
}

/// Totals of the instance.
pub async fn counts(tx: &Tx) -> Result<Counts> {
    let row = tx
        .query_one_raw(Statement::from_string(
            DbBackend::Postgres,
            "SELECT * FROM instance_counts()",
        ))
        .await?
        .ok_or(Error::NotFound("counts"))?;
    Ok(Counts::from_query_result(&row, "")?)
}

/// Totals at the beginning of each of the last thirty days, the newest first.
pub async fn daily_counts(tx: &Tx) -> Result<Vec<daily_count::Model>> {
    let newest = daily_count::Entity::find().order_by_desc(daily_count::Column::Day);
    Ok(newest.limit(30).all(&**tx).await?)
}

/// Facts about the database.
#[derive(Clone, Debug, FromQueryResult)]
pub struct DatabaseFacts {
    /// The server's version.
    pub version: String,
    /// Bytes on disk.
    pub size_bytes: i64,
    /// Migrations that have run.
    pub migrations_applied: i64,
}

/// Facts about the database.
pub async fn database(tx: &Tx) -> Result<DatabaseFacts> {
    let row = tx
        .query_one_raw(Statement::from_string(
            DbBackend::Postgres,
            "SELECT current_setting('server_version') AS version,
                    pg_database_size(current_database()) AS size_bytes,
                    (SELECT count(*) FROM seaql_migrations) AS migrations_applied",
        ))
        .await?
        .ok_or(Error::NotFound("database"))?;
    Ok(DatabaseFacts::from_query_result(&row, "")?)
}
