//! Reminders of what is due, the day before and on the day, and once of what is late.

use super::{
    deliver::{self, Occasion},
    model::Mail,
};
use crate::{app::App, db::Context, error::Result};
use chrono::{DateTime, Days, NaiveDate, Timelike, Utc};
use chrono_tz::Tz;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use serde_json::json;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Items that are looked at in one go.
const PAGE: i32 = 200;
/// Nobody is reminded before this hour of their day.
const MORNING: u32 = 8;
/// What has been late for longer is not news.
const LATE_DAYS_MAX: u64 = 7;

#[derive(Debug, FromQueryResult)]
struct Due {
    workspace_id: Uuid,
    work_item_id: Uuid,
}

#[derive(Debug, FromQueryResult)]
struct Person {
    item: Uuid,
    target_date: NaiveDate,
    person: Uuid,
    user_timezone: String,
}

/// What a person is reminded of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reminder {
    Tomorrow,
    Today,
    Late,
}

impl Reminder {
    /// What there is to say at this moment, if anything, of an item that is due on `due`.
    fn at(now: DateTime<Utc>, zone: &str, due: NaiveDate) -> Option<Self> {
        // A zone that we do not know counts as ours.
        let local = now.with_timezone(&zone.parse().unwrap_or(Tz::UTC));
        let today = local.date_naive();
        let first_late = today.checked_sub_days(Days::new(LATE_DAYS_MAX))?;
        let tomorrow = today.checked_add_days(Days::new(1))?;
        if local.hour() < MORNING {
            return None;
        }
        match due {
            due if due == tomorrow => Some(Self::Tomorrow),
            due if due == today => Some(Self::Today),
            due if first_late <= due && due < today => Some(Self::Late),
            _ => None,
        }
    }

    /// The stored name, the kind of mail, the sender and the text.
    fn parts(self) -> (&'static str, Mail, &'static str, &'static str) {
        match self {
            Self::Tomorrow => {
                ("tomorrow", Mail::DueSoon, "in_app:reminders:due_soon", "Due tomorrow")
            }
            Self::Today => ("today", Mail::DueSoon, "in_app:reminders:due_soon", "Due today"),
            Self::Late => ("late", Mail::Overdue, "in_app:reminders:overdue", "Overdue"),
        }
    }
}

/// Reminds the people of one page of items after `after`. Answers the last of them, or nothing
/// when there are none.
pub async fn page(app: &App, after: Uuid) -> Result<Option<Uuid>> {
    let now = app.clock.now();
    let today = now.date_naive();
    // Somewhere it is tomorrow already, and somewhere still yesterday.
    let from = today.checked_sub_days(Days::new(LATE_DAYS_MAX + 1)).unwrap_or(today);
    let to = today.checked_add_days(Days::new(2)).unwrap_or(today);
    let tx = app.db.begin(Context::default()).await?;
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT workspace_id, work_item_id FROM work_items_due($1, $2, $3, $4)",
            [from.into(), to.into(), after.into(), PAGE.into()],
        ))
        .await?;
    tx.end().await?;
    let mut last = None;
    let mut by_workspace: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for row in &rows {
        let due = Due::from_query_result(row, "")?;
        last = Some(due.work_item_id);
        by_workspace.entry(due.workspace_id).or_default().push(due.work_item_id);
    }
    for (workspace_id, items) in by_workspace {
        remind(app, workspace_id, items, now).await?;
    }
    Ok(last)
}

/// In one short transaction; a second run finds its keys taken and tells nobody.
async fn remind(
    app: &App,
    workspace_id: Uuid,
    items: Vec<Uuid>,
    now: DateTime<Utc>,
) -> Result<usize> {
    let tx = app.db.begin(Context::workspace(workspace_id)).await?;
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT w.id AS item, w.target_date, x.person, u.user_timezone
             FROM work_items w
             CROSS JOIN LATERAL (
                SELECT a.assignee_id AS person FROM work_item_assignees a WHERE a.work_item_id = w.id
                UNION ALL
                SELECT w.created_by WHERE NOT EXISTS (
                    SELECT FROM work_item_assignees a WHERE a.work_item_id = w.id)) x
             JOIN users u ON u.id = x.person
             WHERE w.id = ANY ($1) AND w.target_date IS NOT NULL",
            [items.into()],
        ))
        .await?;
    let mut occasions = Vec::new();
    for row in &rows {
        let person = Person::from_query_result(row, "")?;
        let reminder = Reminder::at(now, &person.user_timezone, person.target_date);
        occasions.extend(reminder.map(|reminder| occasion(reminder, &person, now)));
    }
    let told = deliver::tell(&tx, workspace_id, &occasions, now).await?;
    tx.commit().await?;
    Ok(told)
}

fn occasion(reminder: Reminder, person: &Person, now: DateTime<Utc>) -> Occasion {
    let (name, mail, sender, says) = reminder.parts();
    Occasion {
        item: person.item,
        actor: None,
        people: Some(vec![person.person]),
        skip: vec![],
        sender: Some(sender),
        mail: mail.as_str(),
        says: says.to_owned(),
        once: Some(format!("{}:{name}:{}", person.item, person.target_date)),
        activity: json!({
            "id": null, "verb": "updated", "field": "target_date", "actor": null,
            "old_value": null, "new_value": person.target_date, "issue_comment": null,
            "old_identifier": null, "new_identifier": null,
        }),
        at: now,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_begin_in_the_morning_of_the_person() {
        let due = NaiveDate::from_ymd_opt(2026, 3, 3).unwrap();
        let at = |now: &str, zone: &str| Reminder::at(now.parse().unwrap(), zone, due);
        assert_eq!(at("2026-03-02T07:59:00Z", "UTC"), None);
        assert_eq!(at("2026-03-02T08:00:00Z", "UTC"), Some(Reminder::Tomorrow));
        assert_eq!(at("2026-03-03T08:00:00Z", "UTC"), Some(Reminder::Today));
        assert_eq!(at("2026-03-04T08:00:00Z", "UTC"), Some(Reminder::Late));
        assert_eq!(at("2026-03-10T08:00:00Z", "UTC"), Some(Reminder::Late));
        assert_eq!(at("2026-03-11T08:00:00Z", "UTC"), None);
        // The evening before in New York, the day itself in Tokyo.
        assert_eq!(at("2026-03-03T01:00:00Z", "America/New_York"), Some(Reminder::Tomorrow));
        assert_eq!(at("2026-03-03T01:00:00Z", "Asia/Tokyo"), Some(Reminder::Today));
        assert_eq!(at("2026-03-03T08:00:00Z", "Nowhere/Known"), Some(Reminder::Today));
    }
}
