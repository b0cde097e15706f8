//! The work items of a published board.

use super::{
    board::Board,
    view::{BoardItem, BoardItemDetail},
};
use crate::{
    check::Check,
    db::Tx,
    error::{Error, Result},
    files::view::asset_prefix,
    http::page::Paging,
    workspaces,
};
use entity::{project_counter, state, work_item, work_item_assignee, work_item_label};
use sea_orm::{
    ColumnTrait, EntityTrait, Order, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::{CaseStatement, Expr, ExprTrait, Func, NullOrdering, Query, SimpleExpr},
};
use std::collections::HashMap;
use uuid::Uuid;

use work_item::Column;

/// The priorities, the most pressing first.
const PRIORITIES: [&str; 5] = ["urgent", "high", "medium", "low", "none"];
/// Values that one filter may list.
const VALUES_MAX: usize = 100;

/// Which work items, and in which order.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    states: Vec<Uuid>,
    priorities: Vec<String>,
    labels: Vec<Uuid>,
    search: Option<String>,
    order: Option<(By, Order)>,
}

/// What to order by.
#[derive(Clone, Copy, Debug)]
enum By {
    Column(Column),
    Priority,
}

impl Filter {
    /// From the query parameters: lists with commas, and a column with `-` for descending.
    pub fn parse(
        state: Option<&str>,
        priority: Option<&str>,
        labels: Option<&str>,
        search: Option<&str>,
        order_by: Option<&str>,
    ) -> Result<Self> {
        let priorities: Vec<String> = values("priority", priority)?;
        let mut check = Check::new();
        for name in &priorities {
            check.one_of("priority", name, &PRIORITIES);
        }
        check.optional_text("search", search, 255).finish()?;
        Ok(Self {
            states: values("state", state)?,
            priorities,
            labels: values("labels", labels)?,
            search: search.map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty()),
            order: order_by.map(parse_order).transpose()?,
        })
    }

    fn is_empty(&self) -> bool {
        self.states.is_empty()
            && self.priorities.is_empty()
            && self.labels.is_empty()
            && self.search.is_none()
    }

    fn select(&self, project_id: Uuid) -> Select<work_item::Entity> {
        let mut select = shown(project_id);
        if !self.states.is_empty() {
            select = select.filter(Column::StateId.is_in(self.states.iter().copied()));
        }
        if !self.priorities.is_empty() {
            select = select.filter(Column::Priority.is_in(&self.priorities));
        }
        if !self.labels.is_empty() {
            let labelled = Query::select()
                .column(work_item_label::Column::WorkItemId)
                .from(work_item_label::Entity)
                .and_where(work_item_label::Column::ProjectId.eq(project_id))
                .and_where(work_item_label::Column::LabelId.is_in(self.labels.iter().copied()))
                .to_owned();
            select = select.filter(Column::Id.in_subquery(labelled));
        }
        if let Some(text) = &self.search {
            let name = Expr::expr(Func::lower(Expr::col(Column::Name)));
            let place = Func::cust("strpos").arg(name).arg(text.as_str());
            select = select.filter(SimpleExpr::from(place).gt(0));
        }
        select
    }

    fn ordered(&self, select: Select<work_item::Entity>) -> Select<work_item::Entity> {
        let (by, order) = match &self.order {
            Some((by, order)) => (*by, order.clone()),
            None => (By::Column(Column::CreatedAt), Order::Desc),
        };
        let key = match by {
            By::Column(column) => column.into_expr(),
            By::Priority => PRIORITIES
                .iter()
                .zip(0_i32..)
                .fold(CaseStatement::new(), |case, (name, rank)| {
                    case.case(Column::Priority.eq(*name), rank)
                })
                .into(),
        };
        select
            .order_by_with_nulls(key, order.clone(), NullOrdering::Last)
            .order_by(Column::Id, order)
    }
}

fn parse_order(text: &str) -> Result<(By, Order)> {
    let (name, order) = match text.strip_prefix('-') {
        Some(name) => (name, Order::Desc),
        None => (text, Order::Asc),
    };
    let by = match name {
        "created_at" => By::Column(Column::CreatedAt),
        "updated_at" => By::Column(Column::UpdatedAt),
        "sort_order" => By::Column(Column::SortOrder),
        "sequence_id" => By::Column(Column::SequenceId),
        "name" => By::Column(Column::Name),
        "start_date" => By::Column(Column::StartDate),
        "target_date" => By::Column(Column::TargetDate),
        "priority" => By::Priority,
        _ => return Err(Error::invalid("order_by", "The board cannot be ordered by this.")),
    };
    Ok((by, order))
}

fn values<T: std::str::FromStr>(field: &str, text: Option<&str>) -> Result<Vec<T>> {
    let parts = text.unwrap_or_default().split(',').map(str::trim).filter(|part| !part.is_empty());
    let parsed: Vec<T> = parts
        .map(str::parse)
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| Error::invalid(field, "Contains an invalid value."))?;
    if parsed.len() > VALUES_MAX {
        return Err(Error::invalid(field, "Lists too many values."));
    }
    Ok(parsed)
}

fn shown(project_id: Uuid) -> Select<work_item::Entity> {
    work_item::Entity::in_project(project_id)
        .filter(Column::ArchivedAt.is_null())
        .filter(Column::IsDraft.eq(false))
}

/// A page of work items, and how many there are in all.
pub async fn list(
    tx: &Tx,
    board: &Board,
    filter: &Filter,
    paging: Paging,
) -> Result<(Vec<BoardItem>, u64)> {
    let total = if filter.is_empty() {
        let counter = project_counter::Entity::find_by_id(board.project_id).one(&**tx).await?;
        counter.and_then(|row| u64::try_from(row.visible_items).ok()).unwrap_or_default()
    } else {
        filter.select(board.project_id).count(&**tx).await?
    };
    let rows = filter
        .ordered(filter.select(board.project_id))
        .offset(paging.offset())
        .limit(paging.per_page)
        .all(&**tx)
        .await?;
    Ok((views(tx, board.project_id, &rows).await?, total))
}

/// A work item with its description.
pub async fn get(tx: &Tx, board: &Board, id: Uuid) -> Result<BoardItemDetail> {
    let row = shown(board.project_id).filter(Column::Id.eq(id)).one(&**tx).await?;
    let row = row.ok_or(Error::NotFound("work item"))?;
    let mut items = views(tx, board.project_id, std::slice::from_ref(&row)).await?;
    let item = items.pop().ok_or(Error::NotFound("work item"))?;
    let slug = workspaces::view::row(tx, board.workspace_id).await?.slug;
    Ok(BoardItemDetail {
        item,
        description_html: public_images(&row.description_html, &slug, &board.anchor),
        description_stripped: row.description_stripped,
    })
}

/// Members read images below the workspace, visitors below the board.
fn public_images(html: &str, slug: &str, anchor: &str) -> String {
    let members = format!("src=\"{}", asset_prefix(slug));
    html.replace(&members, &format!("src=\"/api/public/anchor/{anchor}/files/"))
}

async fn views(tx: &Tx, project_id: Uuid, rows: &[work_item::Model]) -> Result<Vec<BoardItem>> {
    let groups: HashMap<Uuid, String> = state::Entity::in_project(project_id)
        .all(&**tx)
        .await?
        .into_iter()
        .map(|row| (row.id, row.group))
        .collect();
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut assignees: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    let found = work_item_assignee::Entity::find()
        .filter(work_item_assignee::Column::WorkItemId.is_in(ids.iter().copied()))
        .all(&**tx)
        .await?;
    for row in found {
        assignees.entry(row.work_item_id).or_default().push(row.assignee_id);
    }
    let mut labels: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    let found = work_item_label::Entity::find()
        .filter(work_item_label::Column::WorkItemId.is_in(ids))
        .all(&**tx)
        .await?;
    for row in found {
        labels.entry(row.work_item_id).or_default().push(row.label_id);
    }
    Ok(rows
        .iter()
        .map(|row| BoardItem {
            id: row.id,
            name: row.name.clone(),
            state_id: row.state_id,
            sort_order: row.sort_order,
            estimate_point: None,
            priority: row.priority.clone(),
            start_date: row.start_date,
            target_date: row.target_date,
            sequence_id: row.sequence_id,
            project_id: row.project_id,
            parent_id: row.parent_id,
            cycle_id: None,
            created_by: row.created_by,
            state_group: groups.get(&row.state_id).cloned().unwrap_or_default(),
            assignee_ids: assignees.remove(&row.id).unwrap_or_default(),
            label_ids: labels.remove(&row.id).unwrap_or_default(),
            module_ids: Vec::new(),
            vote_items: Vec::new(),
            reaction_items: Vec::new(),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_from_a_closed_list() {
        let id = Uuid::nil().to_string();
        let two = format!("{id}, {id}");
        let filter =
            Filter::parse(Some(&two), Some("high,none"), None, Some("  "), Some("-priority"));
        let filter = filter.unwrap();
        assert_eq!((filter.states.len(), filter.priorities.len()), (2, 2));
        assert!(filter.search.is_none());
        assert!(matches!(filter.order, Some((By::Priority, Order::Desc))));
        let many = vec![id.as_str(); VALUES_MAX + 1].join(",");
        for (state, priority, search, order) in [
            (Some("x"), None, None, None),
            (Some(many.as_str()), None, None, None),
            (None, Some("huge"), None, None),
            (None, None, Some("a\0b"), None),
            (None, None, None, Some("properties")),
            (None, None, None, Some("--name")),
        ] {
            assert!(Filter::parse(state, priority, None, search, order).is_err());
        }
    }

    #[test]
    fn images_are_read_through_the_board() {
        let html = "<p>a</p><img src=\"/api/v1/workspaces/t/files/1\"><img src=\"/api/v1/workspaces/u/files/2\">";
        assert_eq!(
            public_images(html, "t", "ff"),
            "<p>a</p><img src=\"/api/public/anchor/ff/files/1\"><img src=\"/api/v1/workspaces/u/files/2\">"
        );
    }
}
