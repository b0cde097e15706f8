//! By what lists of work items may be ordered.

use crate::error::{Error, Result};

/// An order, as SQL over `work_items w` and, where needed, `states s`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ItemOrder {
    key: &'static str,
    reverse: bool,
    /// Whether the key names the state.
    pub needs_state: bool,
}

const GROUP: &str = "CASE s.\"group\" WHEN 'backlog' THEN 0 WHEN 'unstarted' THEN 1 WHEN 'started' THEN 2 \
    WHEN 'completed' THEN 3 WHEN 'cancelled' THEN 4 ELSE 5 END";
const PRIORITY: &str = "CASE w.priority WHEN 'urgent' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 \
    WHEN 'low' THEN 3 ELSE 4 END";
const LABEL: &str = "(SELECT max(x.name) FROM work_item_labels l JOIN labels x ON x.id = l.label_id \
    WHERE l.work_item_id = w.id)";
const ASSIGNEE: &str = "(SELECT max(u.first_name) FROM work_item_assignees a JOIN users u ON u.id = a.assignee_id \
    WHERE a.work_item_id = w.id)";

impl ItemOrder {
    /// Reads `order_by`; a leading minus reverses. The names are a closed list, so that nobody can
    /// learn a column's content by ordering by it.
    pub fn parse(text: &str) -> Result<Self> {
        let (name, reverse) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let key = match name {
            "created_at" => "w.created_at",
            "updated_at" => "w.updated_at",
            "sequence_id" => "w.sequence_id",
            "sort_order" => "w.sort_order",
            "name" => "w.name",
            "priority" => PRIORITY,
            "start_date" => "w.start_date",
            "target_date" => "w.target_date",
            "completed_at" => "w.completed_at",
            "state__name" | "state__group" => GROUP,
            "labels__name" => LABEL,
            "assignees__first_name" => ASSIGNEE,
            _ => return Err(Error::invalid("order_by", "Not a field to order by.")),
        };
        Ok(Self { key, reverse, needs_state: key == GROUP })
    }

    /// The `ORDER BY` clause, with the id as tie-break so that pages never overlap.
    pub fn sql(self) -> String {
        let direction = if self.reverse { "DESC" } else { "ASC" };
        // Values that cannot be null keep the plain form, which their index has.
        let nulls = match self.key {
            "w.start_date" | "w.target_date" | "w.completed_at" | LABEL | ASSIGNEE => " NULLS LAST",
            _ => "",
        };
        format!("{} {direction}{nulls}, w.id {direction}", self.key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_listed_fields_order() {
        assert_eq!(ItemOrder::parse("-created_at").unwrap().sql(), "w.created_at DESC, w.id DESC");
        assert_eq!(
            ItemOrder::parse("target_date").unwrap().sql(),
            "w.target_date ASC NULLS LAST, w.id ASC"
        );
        for bad in ["", "-", "password_hash", "created_by__email", "id;DROP", "--created_at"] {
            assert!(ItemOrder::parse(bad).is_err(), "{bad}");
        }
    }
}
