//! Entries with their place in the chain, and the hash that binds them.
//!
//! The hash is SHA-256 over the hash before and the fields of the entry, each with its length in
//! front so that no two entries have the same form. The database computes it when the entry is
//! committed (migration 14); [`Link::expected_hash`] does the same here without asking it.

use crate::{db::Tx, error::Result, hex};
use aws_lc_rs::digest::{Context, SHA256};
use chrono::{DateTime, Utc};
use sea_orm::{DbBackend, FromQueryResult, Statement, Value};
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use sqlx::Row as _;
use std::fmt::Write;
use uuid::Uuid;

/// A SHA-256.
pub type Hash = [u8; 32];

/// What stands before the first entry.
pub const BEGINNING: Hash = [0; 32];

/// The columns of a [`Link`]; `a` is the log, `c` the chain.
const COLUMNS: &str = "c.seq, c.hash, c.entry_id, a.id, a.at, a.actor_id, a.actor_label, a.action, a.outcome, a.reason,
    a.object_type, a.object_id, a.object_label, a.workspace_id, a.ip_address, a.detail::text AS detail";

/// The fields of an entry.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Fields {
    /// Its id.
    pub id: i64,
    /// When it happened.
    pub at: DateTime<Utc>,
    /// Who acted.
    pub actor_id: Option<Uuid>,
    /// What they were called.
    pub actor_label: String,
    /// What was done.
    pub action: String,
    /// `success` or `failure`.
    pub outcome: String,
    /// Why.
    pub reason: String,
    /// The kind of thing acted on.
    pub object_type: Option<String>,
    /// The thing.
    pub object_id: Option<Uuid>,
    /// What it was called.
    pub object_label: String,
    /// In which workspace.
    pub workspace_id: Option<Uuid>,
    /// From which address.
    pub ip_address: String,
    /// Further facts: JSON as the database writes it.
    pub detail: String,
}

/// A place in the chain, with its entry when that is there.
#[derive(Clone, Debug)]
pub struct Link {
    /// The place, from 1 without a gap.
    pub seq: i64,
    /// The stored hash.
    pub hash: Hash,
    /// The id of the entry.
    pub entry_id: i64,
    /// The entry; absent when it was deleted.
    pub entry: Option<Fields>,
}

impl Link {
    /// The hash that this place must have after `previous`; `None` when the entry is gone.
    pub fn expected_hash(&self, previous: &Hash) -> Option<Hash> {
        self.entry.as_ref().map(|entry| hash(previous, self.seq, entry))
    }

    /// One line of JSON, for exports and copies.
    pub fn json(&self) -> Option<String> {
        let entry = self.entry.as_ref()?;
        serde_json::to_string(&Line::new(self, entry)).ok()
    }
}

fn hash(previous: &Hash, seq: i64, entry: &Fields) -> Hash {
    let mut text = String::with_capacity(512);
    let mut part = |value: Option<&str>| {
        // Writing to a string does not fail.
        let _ = match value {
            Some(value) => write!(text, "{}:{value}", value.len()),
            None => write!(text, "-"),
        };
    };
    let id = |id: Option<Uuid>| id.map(|id| id.to_string());
    part(Some("audit-1"));
    part(Some(&seq.to_string()));
    part(Some(&entry.id.to_string()));
    part(Some(&entry.at.timestamp_micros().to_string()));
    part(id(entry.actor_id).as_deref());
    part(Some(&entry.actor_label));
    part(Some(&entry.action));
    part(Some(&entry.outcome));
    part(Some(&entry.reason));
    part(entry.object_type.as_deref());
    part(id(entry.object_id).as_deref());
    part(Some(&entry.object_label));
    part(id(entry.workspace_id).as_deref());
    part(Some(&entry.ip_address));
    part(Some(&entry.detail));
    let mut context = Context::new(&SHA256);
    context.update(previous);
    context.update(text.as_bytes());
    let mut hash = BEGINNING;
    hash.iter_mut().zip(context.finish().as_ref()).for_each(|(to, from)| *to = *from);
    hash
}

/// An entry as JSON.
#[derive(Serialize)]
struct Line<'a> {
    log: &'static str,
    seq: i64,
    id: i64,
    at: DateTime<Utc>,
    actor_id: Option<Uuid>,
    actor: &'a str,
    action: &'a str,
    outcome: &'a str,
    reason: &'a str,
    object_type: Option<&'a str>,
    object_id: Option<Uuid>,
    object: &'a str,
    workspace_id: Option<Uuid>,
    ip_address: &'a str,
    detail: Raw<'a>,
    hash: String,
}

impl<'a> Line<'a> {
    fn new(link: &Link, entry: &'a Fields) -> Self {
        Self {
            log: "audit",
            seq: link.seq,
            id: entry.id,
            at: entry.at,
            actor_id: entry.actor_id,
            actor: &entry.actor_label,
            action: &entry.action,
            outcome: &entry.outcome,
            reason: &entry.reason,
            object_type: entry.object_type.as_deref(),
            object_id: entry.object_id,
            object: &entry.object_label,
            workspace_id: entry.workspace_id,
            ip_address: &entry.ip_address,
            detail: Raw(&entry.detail),
            hash: hex::encode(&link.hash),
        }
    }
}

/// JSON that is text already.
struct Raw<'a>(&'a str);

impl Serialize for Raw<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let raw: &RawValue = serde_json::from_str(self.0).map_err(serde::ser::Error::custom)?;
        raw.serialize(serializer)
    }
}

/// The place and hash at the end of the chain.
pub async fn head(tx: &Tx) -> Result<(i64, Hash)> {
    let sql = "SELECT seq, hash FROM audit_chain ORDER BY seq DESC LIMIT 1";
    let rows = tx.rows(Statement::from_string(DbBackend::Postgres, sql)).await?;
    match rows.first() {
        Some(row) => Ok((get(row, "seq")?, as_hash(get(row, "hash")?))),
        None => Ok((0, BEGINNING)),
    }
}

/// The next places after `seq`, in order.
pub async fn after(tx: &Tx, seq: i64, limit: i64) -> Result<Vec<Link>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM audit_chain c LEFT JOIN audit_log a ON a.id = c.entry_id
         WHERE c.seq > $1 ORDER BY c.seq LIMIT $2"
    );
    read(tx, &sql, vec![seq.into(), limit.into()]).await
}

/// As [`after`], only entries of a time.
pub async fn after_within(
    tx: &Tx,
    seq: i64,
    (from, to): (Option<DateTime<Utc>>, Option<DateTime<Utc>>),
    limit: i64,
) -> Result<Vec<Link>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM audit_chain c JOIN audit_log a ON a.id = c.entry_id
         WHERE c.seq > $1 AND ($2::timestamptz IS NULL OR a.at >= $2)
           AND ($3::timestamptz IS NULL OR a.at < $3) ORDER BY c.seq LIMIT $4"
    );
    read(tx, &sql, vec![seq.into(), from.into(), to.into(), limit.into()]).await
}

async fn read(tx: &Tx, sql: &str, values: Vec<Value>) -> Result<Vec<Link>> {
    let rows = tx.rows(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
    rows.into_iter()
        .map(|row| {
            let (seq, hash) = (get(&row, "seq")?, as_hash(get(&row, "hash")?));
            let entry_id = get(&row, "entry_id")?;
            let is_there = get::<Option<i64>>(&row, "id")?.is_some();
            let row = sea_orm::QueryResult::from(row);
            let entry = if is_there { Some(Fields::from_query_result(&row, "")?) } else { None };
            Ok(Link { seq, hash, entry_id, entry })
        })
        .collect()
}

fn get<'r, T>(row: &'r sqlx::postgres::PgRow, column: &str) -> Result<T>
where
    T: sqlx::Decode<'r, sqlx::Postgres> + sqlx::Type<sqlx::Postgres>,
{
    row.try_get(column).map_err(|e| anyhow::Error::new(e).context("the audit chain").into())
}

/// The database keeps the length, so a wrong one fits nothing.
pub fn as_hash(bytes: Vec<u8>) -> Hash {
    bytes.try_into().unwrap_or(BEGINNING)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields() -> Fields {
        Fields {
            id: 7,
            at: DateTime::from_timestamp_micros(1_700_000_000_000_001).unwrap(),
            actor_id: None,
            actor_label: String::new(),
            action: "a.b".to_owned(),
            outcome: "success".to_owned(),
            reason: String::new(),
            object_type: None,
            object_id: None,
            object_label: "ab".to_owned(),
            workspace_id: None,
            ip_address: "c".to_owned(),
            detail: "{\"a\": 1}".to_owned(),
        }
    }

    #[test]
    fn what_moves_between_fields_changes_the_hash() {
        let one = hash(&BEGINNING, 1, &fields());
        let moved =
            Fields { object_label: "a".to_owned(), ip_address: "bc".to_owned(), ..fields() };
        assert_ne!(one, hash(&BEGINNING, 1, &moved));
        let empty = Fields { object_type: Some(String::new()), ..fields() };
        assert_ne!(one, hash(&BEGINNING, 1, &empty));
        assert_ne!(one, hash(&BEGINNING, 2, &fields()));
        assert_ne!(one, hash(&[1; 32], 1, &fields()));
    }

    #[test]
    fn a_line_holds_the_detail_as_json() {
        let link = Link { seq: 1, hash: BEGINNING, entry_id: 7, entry: Some(fields()) };
        let line: serde_json::Value = serde_json::from_str(&link.json().unwrap()).unwrap();
        assert_eq!(line["detail"]["a"], 1);
        assert_eq!(line["at"], "2023-11-14T22:13:20.000001Z");
    }
}
