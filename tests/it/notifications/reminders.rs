//! What is due, and what is old.

use super::{create, heard, inbox, inbox_path, mails, pass};
use crate::support::{Project, TestApp};
use chrono::Duration;
use serde_json::json;
use treasury_plane::{
    access::Role,
    notifications::jobs::{ForgetNotifications, RemindOfDue},
};

async fn remind(t: &TestApp) {
    assert_eq!(t.run_job(RemindOfDue::default()).await, 1);
}

async fn due(project: &Project, name: &str, date: &str, assignees: &[String]) -> String {
    let body = json!({"name": name, "target_date": date, "assignees": assignees});
    create(&project.admin, project, body).await
}

#[tokio::test]
async fn people_are_reminded_once_each_time() {
    // Monday the 2nd of March, 9 o'clock.
    let t = TestApp::new().await;
    let project = t.project().await;
    let worker = t.project_member(&project, Role::Member).await;
    due(&project, "Ours", "2026-03-03", &[worker.id.to_string()]).await;
    due(&project, "Mine", "2026-03-03", &[]).await;
    due(&project, "Far", "2026-03-20", &[]).await;
    pass(&t).await;
    let count = heard(&worker, &project).await.len();
    for expected in ["Due tomorrow", "Due today", "Overdue", "", ""] {
        // Their sessions ended overnight.
        let worker = t.sign_in(worker.id, &worker.email).await;
        let (before, mails_before) = (heard(&worker, &project).await, mails(&t, &worker).await);
        remind(&t).await;
        remind(&t).await;
        let new = heard(&worker, &project).await.split_off(before.len());
        let new_mails = mails(&t, &worker).await.len() - mails_before.len();
        if expected.is_empty() {
            assert!(new.is_empty() && new_mails == 0, "{new:?}");
        } else {
            assert_eq!((new, new_mails), (vec![expected.to_owned()], 1));
        }
        t.advance(Duration::days(1));
    }
    let worker = t.sign_in(worker.id, &worker.email).await;
    let admin = t.sign_in(project.admin.id, &project.admin.email).await;
    assert_eq!(heard(&worker, &project).await.len(), count + 3);
    // Nobody works on the other one, so whoever made it is reminded.
    assert_eq!(heard(&admin, &project).await, ["Due tomorrow", "Due today", "Overdue"]);
}

#[tokio::test]
async fn a_reminder_that_was_deleted_does_not_come_back() {
    let t = TestApp::new().await;
    let project = t.project().await;
    due(&project, "Mine", "2026-03-03", &[]).await;
    remind(&t).await;
    let rows = inbox(&project.admin, &project).await;
    let id = rows.rows()[0]["id"].as_str().unwrap();
    project.admin.delete(&format!("{}/{id}", inbox_path(&project.workspace))).await.expect(204);
    remind(&t).await;
    assert!(heard(&project.admin, &project).await.is_empty());
    // Another date is another reminder.
    let rows = project.admin.get(&format!("{}/work-items", project.path)).await;
    let item = rows.rows()[0]["id"].as_str().unwrap();
    let path = format!("{}/work-items/{item}", project.path);
    project.admin.patch(&path, json!({"target_date": "2026-03-02"})).await.expect(200);
    remind(&t).await;
    assert_eq!(heard(&project.admin, &project).await, ["Due today"]);
}

#[tokio::test]
async fn completed_items_and_earlier_hours_remind_nobody() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let item = due(&project, "Mine", "2026-03-03", &[]).await;
    // Midnight in Hawaii is ten o'clock here.
    let zone = json!({"user_timezone": "Pacific/Honolulu"});
    project.admin.patch("/api/v1/users/me", zone).await.expect(200);
    remind(&t).await;
    assert!(heard(&project.admin, &project).await.is_empty(), "it is night there");
    let states = project.admin.get(&format!("{}/states", project.path)).await;
    let done = states.rows().iter().find(|row| row["group"] == "completed").unwrap();
    project.admin.patch(&item, json!({"state": done["id"]})).await.expect(200);
    t.advance(Duration::hours(12));
    remind(&t).await;
    let admin = t.sign_in(project.admin.id, &project.admin.email).await;
    assert!(heard(&admin, &project).await.is_empty());
}

#[tokio::test]
async fn what_is_old_and_read_is_forgotten() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let worker = t.project_member(&project, Role::Member).await;
    for name in ["One", "Two"] {
        create(
            &project.admin,
            &project,
            json!({"name": name, "assignees": [worker.id.to_string()]}),
        )
        .await;
        pass(&t).await;
    }
    let rows = inbox(&worker, &project).await;
    let id = rows.rows()[0]["id"].as_str().unwrap();
    let path = format!("{}/{id}/read", inbox_path(&project.workspace));
    worker.post(&path, json!({})).await.expect(200);
    let forget = async |left: usize, mails_left: usize| {
        assert_eq!(t.run_job(ForgetNotifications::default()).await, 1);
        let again = t.sign_in(worker.id, &worker.email).await;
        assert_eq!(heard(&again, &project).await.len(), left);
        assert_eq!(mails(&t, &worker).await.len(), mails_left);
    };
    forget(2, 2).await;
    t.advance(Duration::days(91));
    forget(1, 0).await;
}
