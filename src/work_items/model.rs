//! What a work item may hold.

use crate::{check::Check, error::Result};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::Value;
use uuid::Uuid;

/// Priorities from the most to the least pressing; the place is the number in snapshots.
pub const PRIORITIES: [&str; 5] = ["urgent", "high", "medium", "low", "none"];

/// The longest description, in bytes of HTML.
pub const DESCRIPTION_MAX: usize = 10 * 1024 * 1024;

/// People or labels on one item.
const LINKS_MAX: usize = 100;

/// Between neighbours in manual order.
pub const SORT_STEP: f64 = 10_000.0;
/// The first item of a project.
pub const SORT_FIRST: f64 = 65_535.0;

/// Where in the manual order an item goes: between two others, either of which may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Move {
    /// The item above.
    pub after: Option<Uuid>,
    /// The item below.
    pub before: Option<Uuid>,
}

/// What may be set on an item; `None` leaves it, `Some(None)` clears it.
#[derive(Clone, Debug, Default)]
pub struct WorkItemPatch {
    /// Its title.
    pub name: Option<String>,
    /// Its description, as HTML from outside.
    pub description_html: Option<String>,
    /// One of [`PRIORITIES`].
    pub priority: Option<String>,
    /// A state of the project.
    pub state: Option<Uuid>,
    /// Another item of the project.
    pub parent: Option<Option<Uuid>>,
    /// All who work on it.
    pub assignees: Option<Vec<Uuid>>,
    /// All its labels.
    pub labels: Option<Vec<Uuid>>,
    /// When work starts.
    pub start_date: Option<Option<NaiveDate>>,
    /// When it is due.
    pub target_date: Option<Option<NaiveDate>>,
    /// Points of old clients.
    pub point: Option<Option<i32>>,
    /// Its place in the manual order.
    pub sort_order: Option<f64>,
    /// Its place in the manual order, by its neighbours.
    pub place: Option<Move>,
    /// Not shown in lists.
    pub is_draft: Option<bool>,
    /// Put away.
    pub archived_at: Option<Option<NaiveDate>>,
    /// Free fields, merged over the present ones; null removes a key.
    pub properties: Option<Value>,
    /// Where it comes from.
    pub external_source: Option<Option<String>>,
    /// Its id there.
    pub external_id: Option<Option<String>>,
    /// When it was made elsewhere; new items only.
    pub created_at: Option<DateTime<Utc>>,
}

impl WorkItemPatch {
    /// Refuses values that cannot be, whatever the project.
    pub fn check(&self, is_new: bool) -> Result<()> {
        let mut check = Check::new();
        check.rule("name", !is_new || self.name.is_some(), "This field is required.");
        if let Some(name) = &self.name {
            check.text("name", name.trim(), 1..=255);
        }
        if let Some(html) = &self.description_html {
            check
                .rule("description_html", html.len() <= DESCRIPTION_MAX, "May have at most 10 MB.")
                .rule(
                    "description_html",
                    !html.contains('\0'),
                    "May not contain the NUL character.",
                );
        }
        if let Some(priority) = &self.priority {
            check.one_of("priority", priority, &PRIORITIES);
        }
        let few = |ids: &Option<Vec<Uuid>>| ids.as_ref().is_none_or(|ids| ids.len() <= LINKS_MAX);
        let text = |value: &Option<Option<String>>| value.clone().flatten();
        check
            .rule("assignees", few(&self.assignees), "May have at most 100 entries.")
            .rule("labels", few(&self.labels), "May have at most 100 entries.")
            .rule("sort_order", self.sort_order.is_none_or(f64::is_finite), "Must be a number.")
            .rule(
                "properties",
                self.properties.as_ref().is_none_or(fits),
                "Must be an object of at most 64 KB without NUL.",
            )
            .optional_text("external_source", text(&self.external_source).as_deref(), 255)
            .optional_text("external_id", text(&self.external_id).as_deref(), 255)
            .finish()
    }
}

fn fits(properties: &Value) -> bool {
    let text = properties.to_string();
    properties.is_object() && text.len() <= 64 * 1024 && !text.contains("\\u0000")
}

/// Refuses a start after the due date.
pub fn check_dates(start: Option<NaiveDate>, target: Option<NaiveDate>) -> Result<()> {
    let in_order = start.zip(target).is_none_or(|(start, target)| start <= target);
    Check::new().rule("target_date", in_order, "May not lie before the start date.").finish()
}

/// A place between two sort keys; `None` when they are so close that there is none.
pub fn between(above: Option<f64>, below: Option<f64>) -> Option<f64> {
    match (above, below) {
        (Some(above), Some(below)) => {
            let middle = above + (below - above) / 2.0;
            (above < middle && middle < below).then_some(middle)
        }
        (Some(above), None) => Some(above + SORT_STEP),
        (None, Some(below)) => Some(below - SORT_STEP),
        (None, None) => Some(SORT_FIRST),
    }
}

/// Splits `KEY-12` into the project's identifier and the number.
pub fn parse_key(key: &str) -> Option<(&str, i32)> {
    let (identifier, number) = key.rsplit_once('-')?;
    let number = number.parse().ok().filter(|number| *number > 0)?;
    (!identifier.is_empty()).then_some((identifier, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_room_between_until_there_is_none() {
        assert_eq!(between(Some(1.0), Some(3.0)), Some(2.0));
        assert_eq!(between(Some(1.0), None), Some(10_001.0));
        assert_eq!(between(None, Some(1.0)), Some(-9_999.0));
        assert_eq!(between(Some(1.0), Some(1.0)), None);
        assert_eq!(between(Some(1.0), Some(1.0_f64.next_up())), None);
        assert_eq!(between(Some(3.0), Some(1.0)), None);
    }

    #[test]
    fn keys_have_a_prefix_and_a_number() {
        assert_eq!(parse_key("IDP-42"), Some(("IDP", 42)));
        for bad in ["", "IDP", "IDP-", "-1", "IDP-0", "IDP--", "IDP-99999999999"] {
            assert_eq!(parse_key(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_new_item_needs_a_title() {
        assert!(WorkItemPatch::default().check(true).is_err());
        assert!(WorkItemPatch::default().check(false).is_ok());
        let blank = WorkItemPatch { name: Some("  ".into()), ..WorkItemPatch::default() };
        assert!(blank.check(false).is_err());
    }

    #[test]
    fn dates_come_in_order() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 11, d);
        assert!(check_dates(day(1), day(1)).is_ok());
        assert!(check_dates(day(2), day(1)).is_err());
        assert!(check_dates(day(2), None).is_ok());
    }
}
