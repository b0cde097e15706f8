//! What each kind of job works on; see `killed` for how the cases are used.

mod backup;
mod instance;
mod mail;
mod notifications;
mod product;
mod webhooks;

pub use backup::*;
pub use instance::*;
pub use mail::*;
pub use notifications::*;
pub use product::*;
pub use webhooks::*;

use super::prepare;
use crate::support::{Project, TestApp};
use chrono::Duration;

/// Time that `days` days ago was, as SQL.
pub fn ago(t: &TestApp, days: i64) -> String {
    format!("'{}'::timestamptz", (t.now() - Duration::days(days)).to_rfc3339())
}

/// Many work items by one statement. `more` is further columns, each with its value.
pub async fn items(
    t: &TestApp,
    project: &Project,
    count: u32,
    group: &str,
    more: &[(&str, String)],
) {
    let (names, values): (Vec<_>, Vec<_>) =
        more.iter().map(|(name, value)| (format!(", {name}"), format!(", {value}"))).unzip();
    let (names, values) = (names.concat(), values.concat());
    let (workspace, project_id, now) = (project.workspace.id, project.id, ago(t, 0));
    let updated = if names.contains("updated_at") {
        ("", String::new())
    } else {
        (", updated_at", format!(", {now}"))
    };
    prepare(
        t,
        &format!(
            "WITH first AS (
                UPDATE project_counters SET last_sequence = last_sequence + {count}
                WHERE project_id = '{project_id}' RETURNING last_sequence - {count} AS base)
             INSERT INTO work_items (id, workspace_id, project_id, state_id, name, sequence_id,
                created_at{}{names})
             SELECT gen_random_uuid(), '{workspace}', '{project_id}',
                (SELECT s.id FROM states s WHERE s.project_id = '{project_id}'
                 AND s.\"group\" = '{group}' ORDER BY s.sequence LIMIT 1),
                'Item ' || n, first.base + n, {now}{}{values}
             FROM generate_series(1, {count}) n, first",
            updated.0, updated.1
        ),
    )
    .await;
}
