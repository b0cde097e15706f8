//! Lists of work items: the hottest read of the product.
//!
//! One statement reads a page with assignees, labels and the total, which comes from the project's
//! counter when nothing is filtered, so that the time does not grow with the project. A filtered
//! total is counted only when the page does not show it.

use super::{
    filter::Filter,
    json,
    order::ItemOrder,
    queries::LISTED,
    view::{COLUMN_COUNT, COLUMNS, WorkItem},
};
use crate::{
    access::{Permission, ProjectScope},
    db::Tx,
    error::{Error, Result},
    http::page::{Page, Paging},
};
use sea_orm::{ConnectionTrait, DbBackend, QueryResult, Statement, Value};
use sqlx::{Row, postgres::PgRow};

/// A page of the items that the person may see, and how many match.
pub async fn page(
    tx: &Tx,
    scope: &ProjectScope,
    filter: Filter,
    order: ItemOrder,
    paging: Paging,
) -> Result<(Vec<WorkItem>, u64)> {
    let (rows, total) = rows(tx, scope, filter, order, paging).await?;
    let items = rows.into_iter().map(|row| WorkItem::from_row(&QueryResult::from(row)));
    Ok((items.collect::<Result<_>>()?, total))
}

/// As [`page`], as the text of the answer.
pub async fn page_text(
    tx: &Tx,
    scope: &ProjectScope,
    filter: Filter,
    order: ItemOrder,
    paging: Paging,
) -> Result<Vec<u8>> {
    let (rows, total) = rows(tx, scope, filter, order, paging).await?;
    let envelope = Page::<WorkItem>::envelope(rows.len() as u64, total, paging);
    let mut out = Vec::with_capacity(1024 + rows.len() * 1536);
    serde_json::to_writer(&mut out, &envelope).map_err(|e| Error::Internal(e.into()))?;
    // The envelope ends in `"results":[]}`; the items go between the brackets.
    out.truncate(out.len() - 2);
    for (n, row) in rows.iter().enumerate() {
        if n > 0 {
            out.push(b',');
        }
        json::write_item(&mut out, row)?;
    }
    out.extend_from_slice(b"]}");
    Ok(out)
}

async fn rows(
    tx: &Tx,
    scope: &ProjectScope,
    mut filter: Filter,
    order: ItemOrder,
    paging: Paging,
) -> Result<(Vec<PgRow>, u64)> {
    scope.require(Permission::ViewProject)?;
    if let Some(user) = scope.only_own() {
        let mut next = 1 + filter.values.len();
        filter.add(&mut next, "w.created_by = #", user.into());
    }
    let mut values: Vec<Value> = Vec::with_capacity(filter.values.len() + 1);
    values.push(scope.project_id.into());
    values.extend(filter.values.iter().cloned());
    let sql = page_sql(&filter, order, paging);
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values.clone());
    let rows = tx.rows(statement).await?;
    let count = rows.len() as u64;
    let total = match rows.first() {
        Some(row) if filter.is_empty() => {
            let total: i64 = row.try_get(COLUMN_COUNT).map_err(|e| Error::Internal(e.into()))?;
            u64::try_from(total).unwrap_or_default()
        }
        // The last page of a filtered list shows how many there are.
        Some(_) if count < paging.per_page => paging.offset() + count,
        None if paging.page == 0 => 0,
        _ => count_all(tx, &filter, values).await?,
    };
    Ok((rows, total))
}

async fn count_all(tx: &Tx, filter: &Filter, values: Vec<Value>) -> Result<u64> {
    let sql = format!(
        "SELECT count(*) FROM work_items w{} WHERE w.project_id = $1 AND {LISTED}{}",
        join_state(filter.needs_state),
        filter.sql
    );
    let row =
        tx.query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values)).await?;
    let total: i64 = row.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok(u64::try_from(total).unwrap_or_default())
}

/// The statement that reads a page; `$1` is the project, then come the values of the filter. The
/// total stands after [`COLUMNS`] when nothing is filtered.
pub fn page_sql(filter: &Filter, order: ItemOrder, paging: Paging) -> String {
    let total = match filter.is_empty() {
        true => {
            ", (SELECT c.visible_items::bigint FROM project_counters c WHERE c.project_id = $1)"
        }
        false => "",
    };
    format!(
        "SELECT {COLUMNS}{total} FROM work_items w{} WHERE w.project_id = $1 AND {LISTED}{} ORDER BY {} LIMIT {} OFFSET {}",
        join_state(filter.needs_state || order.needs_state),
        filter.sql,
        order.sql(),
        paging.per_page,
        paging.offset()
    )
}

fn join_state(needed: bool) -> &'static str {
    if needed { " JOIN states s ON s.id = w.state_id" } else { "" }
}
