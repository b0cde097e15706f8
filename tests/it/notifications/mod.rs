//! Who is told what, and what people do with it.

mod inbox;
mod live;
mod once;
mod reminders;
mod rules;

use crate::support::{Answer, Caller, Project, TestApp, Workspace};
use serde_json::{Value, json};
use sqlx::PgConnection;
use std::time::{Duration, Instant};
use treasury_plane::{events::reader, notifications::reader::Notifications};
use uuid::Uuid;

const PATIENCE: Duration = Duration::from_secs(30);

/// Lets the reader come to the end of the log. Transactions of other tests hold it up for a while;
/// that it ends at all shows that notifications do not make notifications.
pub async fn tell(t: &TestApp) {
    let begun = Instant::now();
    let mut connection = t.superuser().await;
    loop {
        reader::catch_up(&t.app, &Notifications).await.unwrap();
        if is_at_end(&mut connection).await {
            return;
        }
        assert!(begun.elapsed() < PATIENCE, "the log does not end");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

async fn is_at_end(connection: &mut PgConnection) -> bool {
    sqlx::query_scalar(
        "SELECT NOT EXISTS (SELECT FROM events e JOIN event_cursors c ON c.name = 'notifications'
                            WHERE (e.xid, e.id) > (c.xid, c.id))",
    )
    .fetch_one(connection)
    .await
    .unwrap()
}

/// Lets a second pass and tells people of what happened since.
async fn pass(t: &TestApp) {
    tell(t).await;
    t.advance(chrono::Duration::seconds(1));
}

fn inbox_path(workspace: &Workspace) -> String {
    format!("{}/users/notifications", workspace.path)
}

/// A person's inbox, the newest first.
async fn inbox(person: &Caller, project: &Project) -> Answer {
    person.get(&inbox_path(&project.workspace)).await.expect(200)
}

/// What a person was told, the oldest first, without the name of who did it.
async fn heard(person: &Caller, project: &Project) -> Vec<String> {
    let inbox = inbox(person, project).await;
    let mut titles: Vec<String> = inbox
        .rows()
        .iter()
        .map(|row| {
            let title = row["title"].as_str().unwrap();
            let name = row["triggered_by_details"]["display_name"].as_str().unwrap_or_default();
            title.strip_prefix(name).unwrap_or(title).trim().to_owned()
        })
        .collect();
    titles.reverse();
    titles
}

/// The kinds of mail that wait for a person, in order.
async fn mails(t: &TestApp, person: &Caller) -> Vec<String> {
    sqlx::query_scalar(
        "SELECT kind FROM email_notifications WHERE receiver_id = $1
         ORDER BY data->>'activity_time', kind",
    )
    .bind(person.id)
    .fetch_all(&mut t.superuser().await)
    .await
    .unwrap()
}

async fn create(by: &Caller, project: &Project, body: Value) -> String {
    let path = format!("{}/work-items", project.path);
    let id = by.post(&path, body).await.expect(201).id();
    format!("{path}/{id}")
}

fn mention(person: Uuid) -> String {
    format!(
        "<p><mention-component entity_name=\"user_mention\" entity_identifier=\"{person}\"></mention-component></p>"
    )
}

async fn comment(by: &Caller, item: &str, html: &str) -> Uuid {
    by.post(&format!("{item}/comments"), json!({"comment_html": html})).await.expect(201).id()
}
