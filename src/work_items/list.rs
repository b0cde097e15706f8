//! Lists of work items: the hottest read of the product.
//!
//! One statement reads a page with assignees and labels. The total comes from the project's
//! counter when nothing is filtered, so that the time does not grow with the project.

use super::{
    filter::Filter,
    order::ItemOrder,
    queries::LISTED,
    view::{COLUMNS, WorkItem},
};
use crate::{
    access::{Permission, ProjectScope},
    db::Tx,
    error::Result,
    http::page::Paging,
};
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

/// A page of the items that the person may see, and how many match.
pub async fn page(
    tx: &Tx,
    scope: &ProjectScope,
    mut filter: Filter,
    order: ItemOrder,
    paging: Paging,
) -> Result<(Vec<WorkItem>, u64)> {
    scope.require(Permission::ViewProject)?;
    if let Some(user) = scope.only_own() {
        let mut next = 1 + filter.values.len();
        filter.add(&mut next, "w.created_by = #", user.into());
    }
    let mut values: Vec<Value> = Vec::with_capacity(filter.values.len() + 1);
    values.push(scope.project_id.into());
    values.extend(filter.values.iter().cloned());
    let state = |needed: bool| if needed { " JOIN states s ON s.id = w.state_id" } else { "" };
    let sql = format!(
        "SELECT {COLUMNS} FROM work_items w{} WHERE w.project_id = $1 AND {LISTED}{} ORDER BY {} LIMIT {} OFFSET {}",
        state(filter.needs_state || order.needs_state),
        filter.sql,
        order.sql(),
        paging.per_page,
        paging.offset()
    );
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(DbBackend::Postgres, sql, values.clone()))
        .await?;
    let items = rows.iter().map(WorkItem::from_row).collect::<Result<Vec<_>>>()?;
    let total_sql = if filter.is_empty() {
        values.truncate(1);
        "SELECT visible_items::bigint FROM project_counters WHERE project_id = $1".to_owned()
    } else {
        format!(
            "SELECT count(*) FROM work_items w{} WHERE w.project_id = $1 AND {LISTED}{}",
            state(filter.needs_state),
            filter.sql
        )
    };
    let total = tx
        .query_one_raw(Statement::from_sql_and_values(DbBackend::Postgres, total_sql, values))
        .await?;
    let total: i64 = total.map(|row| row.try_get_by_index(0)).transpose()?.unwrap_or_default();
    Ok((items, u64::try_from(total).unwrap_or_default()))
}
