//! What of the database goes into an archive, and in which form.
//!
//! Left out: UNLOGGED tables (what may be lost at any time), what says who is there now (`instances`,
//! `leases`), sessions and sign-ins that have begun (after a restore everybody signs in again), and
//! the list of backups itself.
//!
//! Positions in the event log are numbers of the server's transactions, which mean nothing on another
//! server. So the archive holds ranks in their place: 1 for what every reader has read, one more for
//! each cursor that an event is behind. All are smaller than any transaction of any server, so what
//! was unread stays unread, once, and new events come after it. A cursor of a socket from before the
//! restore is answered by "reload": [`RESTORED`].

use anyhow::Context;
use sqlx::{AssertSqlSafe, PgConnection, Row};

/// The name in `event_cursors` of the place where a restore began: nobody resumes before it.
pub const RESTORED: &str = "restored";

const LEFT_OUT: &[&str] =
    &["backups", "instances", "leases", "seaql_migrations", "sessions", "sign_in_attempts"];

/// One table as it is copied.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its name.
    pub name: String,
    /// Its columns.
    pub columns: Vec<String>,
    select: String,
    order: String,
    size: i64,
}

impl Plan {
    /// The statement that copies it out, in the order of its key.
    pub fn copy_out(&self) -> String {
        let Self { name, select, order, .. } = self;
        let only = if name == "event_cursors" {
            format!(" WHERE x.name <> '{RESTORED}'")
        } else {
            String::new()
        };
        format!("COPY (SELECT {select} FROM {} x{only} ORDER BY {order}) TO STDOUT", quote(name))
    }
}

/// The statement that copies a table in.
pub fn copy_in(name: &str, columns: &[String]) -> String {
    let columns: Vec<String> = columns.iter().map(|column| quote(column)).collect();
    format!("COPY {} ({}) FROM STDIN", quote(name), columns.join(", "))
}

/// A name as SQL.
pub fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Says how values are written, so that they are the same everywhere, and that policies must not
/// hide rows: a role that they bind gets an error and not a part of the table.
pub const SESSION: &str = "SET row_security = off; SET timezone = 'UTC'; SET datestyle = 'ISO, YMD';
    SET intervalstyle = 'postgres'; SET bytea_output = 'hex'; SET extra_float_digits = 1;
    SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0; SET lock_timeout = '30s'";

const TABLES: &str = "
    SELECT c.relname::text AS name, pg_relation_size(c.oid) AS size,
        (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
        (SELECT array_agg(a.attname::text ORDER BY k.place)
         FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS k (attnum, place), pg_attribute a
         WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = k.attnum) AS key,
        (SELECT array_agg(a.attname::text) FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.attcollation <> 0) AS texts
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relpersistence = 'p'
      AND c.relname <> ALL ($1)
    ORDER BY c.relname";

/// The tables, the largest first.
pub async fn plan(connection: &mut PgConnection) -> anyhow::Result<Vec<Plan>> {
    let left_out: Vec<String> = LEFT_OUT.iter().map(|name| (*name).to_owned()).collect();
    let rows = sqlx::query(TABLES).bind(left_out).fetch_all(connection).await;
    let rows = rows.context("reading the list of tables")?;
    let mut plans = Vec::with_capacity(rows.len());
    for row in rows {
        let columns: Vec<String> = row.try_get("columns")?;
        let key: Option<Vec<String>> = row.try_get("key")?;
        let texts: Option<Vec<String>> = row.try_get("texts")?;
        let name: String = row.try_get("name")?;
        let select: Vec<String> = columns.iter().map(|column| value(&name, column)).collect();
        let texts = texts.unwrap_or_default();
        let order: Vec<String> = match &key {
            Some(key) => key
                .iter()
                .map(|column| {
                    // The same order whatever the database's locale is.
                    let collate = if texts.contains(column) { " COLLATE \"C\"" } else { "" };
                    format!("x.{}{collate}", quote(column))
                })
                .collect(),
            None => columns
                .iter()
                .map(|column| format!("x.{}::text COLLATE \"C\"", quote(column)))
                .collect(),
        };
        let (select, order) = (select.join(", "), order.join(", "));
        plans.push(Plan { name, columns, select, order, size: row.try_get("size")? });
    }
    plans.sort_by(|a, b| b.size.cmp(&a.size).then_with(|| a.name.cmp(&b.name)));
    Ok(plans)
}

/// A column's value as it goes into the archive.
fn value(table: &str, column: &str) -> String {
    let rank = |than: &str| {
        format!(
            "(SELECT 1 + count(*) FROM event_cursors c
              WHERE c.name <> '{RESTORED}' AND (c.xid, c.id) < ({than}.xid, {than}.id))"
        )
    };
    match (table, column) {
        ("events" | "event_cursors", "xid") => rank("x"),
        ("event_cursors", "id") => format!("{}::bigint", i64::MAX),
        _ => format!("x.{}", quote(column)),
    }
}

/// The sequences and what they gave last. They are not part of a snapshot: a number may be later
/// than the rows, which does no harm.
pub async fn sequences(
    connection: &mut PgConnection,
) -> anyhow::Result<Vec<super::manifest::Sequence>> {
    let rows: Vec<(String, Option<i64>)> = sqlx::query_as(
        "SELECT sequencename::text, last_value FROM pg_sequences
         WHERE schemaname = 'public' ORDER BY sequencename",
    )
    .fetch_all(connection)
    .await
    .context("reading the sequences")?;
    let named = |(name, last_value)| super::manifest::Sequence { name, last_value };
    Ok(rows.into_iter().map(named).collect())
}

/// Prepares a connection for copying.
pub async fn prepare(connection: &mut PgConnection) -> anyhow::Result<()> {
    sqlx::raw_sql(SESSION).execute(connection).await?;
    Ok(())
}

/// Runs statements of ours that hold names of tables.
pub async fn run(connection: &mut PgConnection, sql: String) -> anyhow::Result<()> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await?;
    Ok(())
}
