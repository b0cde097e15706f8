//! Jobs that tell people something, or forget what they were told.

use super::super::{killed::Case, number, prepare, texts};
use super::{ago, items};
use crate::support::{Item, Project, TestApp};
use chrono::Duration;
use serde_json::{Value, json};

/// More items than one page of the job has, in two workspaces.
pub struct RemindOfDue([Project; 2]);

impl Case for RemindOfDue {
    async fn prepare(t: &TestApp) -> Self {
        // Those of earlier rounds are not due again, or there would be more and more to do.
        prepare(t, "UPDATE work_items SET target_date = NULL").await;
        let projects = [t.project().await, t.project().await];
        let today = t.now().date_naive();
        for project in &projects {
            let by = ("created_by", format!("'{}'", project.admin.id));
            for (count, days) in [(100, 1), (20, 0), (10, -1), (10, 3)] {
                let date = format!("'{}'::date", today + Duration::days(days));
                items(t, project, count, "backlog", &[by.clone(), ("target_date", date)]).await;
            }
        }
        Self(projects)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let mut seen = Vec::new();
        for project in &self.0 {
            let id = project.id;
            let told = format!(
                "SELECT concat_ws(' ', title, count(*), count(DISTINCT work_item_id))
                 FROM notifications WHERE project_id = '{id}' GROUP BY title ORDER BY title"
            );
            let mails = format!(
                "SELECT concat_ws(' ', kind, count(*), count(DISTINCT work_item_id))
                 FROM email_notifications WHERE project_id = '{id}' GROUP BY kind ORDER BY kind"
            );
            let live = format!(
                "SELECT count(*) FROM events WHERE entity = 'notification' AND recipient_id = '{}'",
                project.admin.id
            );
            seen.push(json!([
                texts(t, &told).await,
                texts(t, &mails).await,
                number(t, &live).await
            ]));
        }
        json!(seen)
    }
}

/// Rows of the digest: of each kind so many, made and processed at these times.
pub async fn mail_rows(t: &TestApp, project: &Project, item: &Item, values: &str) {
    prepare(
        t,
        &format!(
            "INSERT INTO email_notifications (id, workspace_id, project_id, work_item_id,
                receiver_id, actor_id, kind, created_at, processed_at)
             SELECT gen_random_uuid(), '{}', '{}', '{}', '{me}', '{me}', kind, made, processed
             FROM (VALUES {values}) x (kind, count, made, processed), generate_series(1, count)",
            project.workspace.id,
            project.id,
            item.id,
            me = project.admin.id
        ),
    )
    .await;
}

/// How many of these rows there are of each kind.
pub async fn mail_rows_left(t: &TestApp, project: &Project) -> Vec<String> {
    let left = format!(
        "SELECT concat_ws(' ', kind, count(*)) FROM email_notifications
         WHERE project_id = '{}' GROUP BY kind ORDER BY kind",
        project.id
    );
    texts(t, &left).await
}

pub struct ForgetNotifications(Project);

impl Case for ForgetNotifications {
    async fn prepare(t: &TestApp) -> Self {
        let project = t.project().await;
        let item = t.work_item(&project).await;
        let (old, late, now) = (ago(t, 91), ago(t, 89), ago(t, 0));
        prepare(
            t,
            &format!(
                "INSERT INTO notifications (id, workspace_id, project_id, work_item_id, receiver_id,
                    sender, title, read_at, archived_at, deleted_at, created_at, updated_at)
                 SELECT gen_random_uuid(), '{}', '{}', '{}', '{}', 'x', title, r, a, d, made, made
                 FROM (VALUES ('read', 510, {old}, NULL::timestamptz, NULL::timestamptz, {old}),
                    ('archived', 5, NULL, {old}, NULL, {old}), ('deleted', 5, NULL, NULL, {old}, {old}),
                    ('unread', 5, NULL, NULL, NULL, {old}), ('read late', 5, {late}, NULL, NULL, {old}),
                    ('young', 5, {now}, NULL, NULL, {late})) x (title, count, r, a, d, made),
                    generate_series(1, count)",
                project.workspace.id, project.id, item.id, project.admin.id
            ),
        )
        .await;
        let rows = format!(
            "('comment', 1100, {old}, {old}), ('mention', 5, {old}, NULL), ('overdue', 5, {late}, {now})"
        );
        mail_rows(t, &project, &item, &rows).await;
        Self(project)
    }

    async fn look(&self, t: &TestApp) -> Value {
        let left = format!(
            "SELECT concat_ws(' ', title, count(*)) FROM notifications
             WHERE project_id = '{}' GROUP BY title ORDER BY title",
            self.0.id
        );
        json!([texts(t, &left).await, mail_rows_left(t, &self.0).await])
    }
}
