//! Which work items a list shows.

use crate::{
    check::Check,
    error::{Error, Result},
};
use chrono::NaiveDate;
use sea_orm::Value;
use std::fmt::Write;
use uuid::Uuid;

use super::model::PRIORITIES;
use crate::projects::states::GROUPS;

/// Entries that one filter may list.
const ENTRIES_MAX: usize = 100;

/// What the query string asks for, as text.
#[derive(Clone, Debug, Default)]
pub struct RawFilter {
    /// Ids of states, separated by commas.
    pub state: Option<String>,
    /// Groups of states.
    pub state_group: Option<String>,
    /// Priorities.
    pub priority: Option<String>,
    /// Ids of people, or `none`.
    pub assignees: Option<String>,
    /// Ids of labels, or `none`.
    pub labels: Option<String>,
    /// Made on or after this day.
    pub created_after: Option<NaiveDate>,
    /// Made on or before this day.
    pub created_before: Option<NaiveDate>,
    /// Due on or after this day.
    pub target_after: Option<NaiveDate>,
    /// Due on or before this day.
    pub target_before: Option<NaiveDate>,
    /// Part of the title.
    pub search: Option<String>,
}

/// Conditions on `work_items w` (and `states s`) with their values, to be joined by AND.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// SQL, each part starting with ` AND `.
    pub sql: String,
    /// The values behind the placeholders.
    pub values: Vec<Value>,
    /// Whether a condition names the state.
    pub needs_state: bool,
}

/// Ids of a list, and whether it names `none`.
struct Ids {
    ids: Vec<Uuid>,
    none: bool,
}

impl Filter {
    /// Reads the query; placeholders count on from `first` (the number of values before ours).
    pub fn parse(raw: &RawFilter, first: usize) -> Result<Self> {
        let mut filter = Self::default();
        let mut next = first;
        if let Some(text) = &raw.state {
            let ids = ids("state", text)?.ids;
            match ids.as_slice() {
                // A column of a board. With `ANY` the index could not give its order.
                [id] => filter.add(&mut next, "w.state_id = #", (*id).into()),
                _ => filter.add(&mut next, "w.state_id = ANY (#)", ids.into()),
            }
        }
        if let Some(text) = &raw.state_group {
            let groups = words("state_group", text, &GROUPS)?;
            filter.needs_state = true;
            filter.add(&mut next, "s.\"group\" = ANY (#)", groups.into());
        }
        if let Some(text) = &raw.priority {
            let priorities = words("priority", text, &PRIORITIES)?;
            filter.add(&mut next, "w.priority = ANY (#)", priorities.into());
        }
        if let Some(text) = &raw.assignees {
            let links = "SELECT 1 FROM work_item_assignees a WHERE a.work_item_id = w.id";
            filter.add_linked(&mut next, links, "a.assignee_id", ids("assignees", text)?);
        }
        if let Some(text) = &raw.labels {
            let links = "SELECT 1 FROM work_item_labels l WHERE l.work_item_id = w.id";
            filter.add_linked(&mut next, links, "l.label_id", ids("labels", text)?);
        }
        for (day, condition) in [
            (raw.created_after, "w.created_at >= #::date"),
            (raw.created_before, "w.created_at < #::date + 1"),
            (raw.target_after, "w.target_date >= #"),
            (raw.target_before, "w.target_date <= #"),
        ] {
            if let Some(day) = day {
                filter.add(&mut next, condition, day.into());
            }
        }
        if let Some(text) = raw.search.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
            Check::new().text("search", text, 1..=255).finish()?;
            filter.add(&mut next, "strpos(lower(w.name), lower(#)) > 0", text.into());
        }
        Ok(filter)
    }

    /// Whether everything is shown.
    pub fn is_empty(&self) -> bool {
        self.sql.is_empty()
    }

    /// Adds a condition whose value stands at `#`.
    pub fn add(&mut self, next: &mut usize, condition: &str, value: Value) {
        *next += 1;
        let condition = condition.replace('#', &format!("${next}"));
        // Writing to a String cannot fail.
        let _ = write!(self.sql, " AND {condition}");
        self.values.push(value);
    }

    fn add_linked(&mut self, next: &mut usize, links: &str, column: &str, wanted: Ids) {
        let some = format!("EXISTS ({links} AND {column} = ANY (#))");
        let none = format!("NOT EXISTS ({links})");
        let condition = match (wanted.ids.is_empty(), wanted.none) {
            (true, true) => {
                let _ = write!(self.sql, " AND {none}");
                return;
            }
            (_, false) => some,
            (false, true) => format!("({some} OR {none})"),
        };
        self.add(next, &condition, wanted.ids.into());
    }
}

fn entries<'a>(field: &str, text: &'a str) -> Result<Vec<&'a str>> {
    let entries: Vec<_> =
        text.split(',').map(str::trim).filter(|entry| !entry.is_empty()).collect();
    if entries.is_empty() || entries.len() > ENTRIES_MAX {
        return Err(Error::invalid(field, "List between 1 and 100 values, separated by commas."));
    }
    Ok(entries)
}

fn ids(field: &str, text: &str) -> Result<Ids> {
    let mut wanted = Ids { ids: Vec::new(), none: false };
    for entry in entries(field, text)? {
        if entry == "none" && field != "state" {
            wanted.none = true;
        } else {
            let id = Uuid::try_parse(entry).map_err(|_| Error::invalid(field, "Must list ids."))?;
            wanted.ids.push(id);
        }
    }
    Ok(wanted)
}

fn words(field: &str, text: &str, allowed: &[&str]) -> Result<Vec<String>> {
    let entries = entries(field, text)?;
    for entry in &entries {
        Check::new().one_of(field, entry, allowed).finish()?;
    }
    Ok(entries.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_go_on_from_the_first() {
        let raw = RawFilter {
            priority: Some("high,low".into()),
            search: Some(" x ".into()),
            ..RawFilter::default()
        };
        let filter = Filter::parse(&raw, 2).unwrap();
        assert_eq!(
            filter.sql,
            " AND w.priority = ANY ($3) AND strpos(lower(w.name), lower($4)) > 0"
        );
        assert_eq!(filter.values.len(), 2);
    }

    #[test]
    fn nobody_and_somebody_can_be_asked_for_together() {
        let raw = RawFilter { assignees: Some("none".into()), ..RawFilter::default() };
        let filter = Filter::parse(&raw, 0).unwrap();
        assert!(filter.sql.starts_with(" AND NOT EXISTS") && filter.values.is_empty());
        let raw =
            RawFilter { assignees: Some(format!("none,{}", Uuid::nil())), ..RawFilter::default() };
        let filter = Filter::parse(&raw, 0).unwrap();
        assert!(filter.sql.contains(" OR NOT EXISTS") && filter.values.len() == 1);
    }

    #[test]
    fn nonsense_is_refused() {
        for raw in [
            RawFilter { state: Some("none".into()), ..RawFilter::default() },
            RawFilter { state: Some("x".into()), ..RawFilter::default() },
            RawFilter { priority: Some("highest".into()), ..RawFilter::default() },
            RawFilter { labels: Some(",".into()), ..RawFilter::default() },
            RawFilter { search: Some("a\0b".into()), ..RawFilter::default() },
        ] {
            assert!(Filter::parse(&raw, 0).is_err(), "{raw:?}");
        }
    }
}
