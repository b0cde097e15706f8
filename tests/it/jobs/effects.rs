//! What jobs of the product do, where `cases` does not say it already.

use super::{
    cases::{ago, items},
    enqueue, number, prepare, texts,
};
use crate::support::{PNG, Project, TestApp};
use chrono::Duration;
use serde_json::json;
use std::fs::File;
use treasury_plane::access::Role;

async fn put_away(t: &TestApp) {
    enqueue(t, "put_away_old_work_items", json!({})).await;
    t.run_jobs().await;
}

async fn states(t: &TestApp, project: &Project) -> Vec<String> {
    let items = "SELECT concat_ws(' ', w.name, s.name, w.archived_at) FROM work_items w
                 JOIN states s ON s.id = w.state_id WHERE w.project_id =";
    texts(t, &format!("{items} '{}' ORDER BY 1", project.id)).await
}

#[tokio::test]
async fn old_items_are_closed_into_the_state_that_the_project_names() {
    let t = TestApp::new().await;
    let project = t.project().await;
    items(&t, &project, 1, "started", &[("updated_at", ago(&t, 61))]).await;
    let done = "SELECT id::text FROM states WHERE \"group\" = 'completed' AND project_id =";
    let done = texts(&t, &format!("{done} '{}'", project.id)).await.remove(0);
    let body = json!({"close_in": 2, "default_state": done});
    project.admin.patch(&project.path, body).await.expect(200);
    put_away(&t).await;
    assert_eq!(states(&t, &project).await, ["Item 1 Done"]);
    assert_eq!(
        number(&t, "SELECT count(*) FROM work_items WHERE completed_at IS NOT NULL").await,
        1
    );
}

#[tokio::test]
async fn the_feed_tells_what_was_put_away_by_nobody() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let item = t.work_item(&project).await;
    let body = json!({"close_in": 1, "archive_in": 1});
    project.admin.patch(&project.path, body).await.expect(200);
    t.advance(Duration::days(30));
    put_away(&t).await;
    assert_eq!(states(&t, &project).await, ["Item 1 Cancelled"]);
    let admin = t.sign_in(project.admin.id, &project.admin.email).await;
    let page = admin.get(&format!("{}/activities", item.path)).await.expect(200);
    let row = &page.rows()[0];
    assert_eq!(
        json!([row["field"], row["old_value"], row["new_value"], row["actor"]]),
        json!(["state", "Backlog", "Cancelled", null])
    );
    t.advance(Duration::days(29));
    put_away(&t).await;
    assert_eq!(states(&t, &project).await, ["Item 1 Cancelled"], "a month has thirty days");
    t.advance(Duration::days(1));
    put_away(&t).await;
    assert_eq!(states(&t, &project).await, ["Item 1 Cancelled 2026-05-01"]);
    let last = "SELECT verb || ' ' || changes FROM events ORDER BY id DESC LIMIT 1";
    assert_eq!(
        texts(&t, last).await,
        [r#"deleted [{"new": "archive", "field": "archived_at"}]"#],
        "out of sight, as when somebody archives it"
    );
    let admin = t.sign_in(project.admin.id, &project.admin.email).await;
    let list = admin.get(&format!("{}/work-items", project.path)).await.expect(200);
    assert_eq!(list.json["total_count"], 0);
}

#[tokio::test]
async fn nothing_is_put_away_where_nobody_asked_for_it() {
    let t = TestApp::new().await;
    let old = ago(&t, 800);
    let (never, away, gone) = (t.project().await, t.project().await, t.project().await);
    for project in [&never, &away, &gone] {
        items(&t, project, 1, "completed", &[("updated_at", old.clone())]).await;
        items(&t, project, 1, "started", &[("updated_at", old.clone())]).await;
    }
    // Drafts, and what is deleted or archived, are not looked at either.
    for (name, value) in [("is_draft", "true"), ("deleted_at", "now()"), ("archived_at", "now()")] {
        let more = [("updated_at", old.clone()), (name, value.to_owned())];
        items(&t, &never, 1, "started", &more).await;
    }
    prepare(
        &t,
        &format!("UPDATE projects SET archive_in = 1, close_in = 1 WHERE id <> '{}'", never.id),
    )
    .await;
    prepare(&t, &format!("UPDATE projects SET archived_at = {old} WHERE id = '{}'", away.id)).await;
    prepare(
        &t,
        &format!("UPDATE workspaces SET deleted_at = now() WHERE id = '{}'", gone.workspace.id),
    )
    .await;
    put_away(&t).await;
    let events = "SELECT count(*) FROM events WHERE entity = 'work_item'";
    assert_eq!(number(&t, events).await, 0);
    // The drafts of a project that wants it are left as well.
    prepare(
        &t,
        &format!("UPDATE projects SET close_in = 1, archive_in = 1 WHERE id = '{}'", never.id),
    )
    .await;
    put_away(&t).await;
    assert_eq!(number(&t, events).await, 2);
}

#[tokio::test]
async fn the_purge_keeps_what_others_share_and_what_is_younger() {
    let t = TestApp::with(|config| config.jobs.hard_delete_after_days = 10).await;
    let (project, item) = attached(&t).await;
    let other = t.work_item(&project).await;
    upload(&t, &project, &other.path).await;
    project.admin.delete(&item).await.expect(204);
    t.advance(Duration::days(9));
    for name in ["purge_work_items", "purge_projects", "purge_workspaces", "purge_files"] {
        enqueue(&t, name, json!({})).await;
    }
    t.run_jobs().await;
    assert_eq!(number(&t, "SELECT count(*) FROM work_items").await, 2);
    t.advance(Duration::days(2));
    enqueue(&t, "purge_work_items", json!({})).await;
    t.run_jobs().await;
    assert_eq!(number(&t, "SELECT count(*) FROM work_items").await, 1);
    assert_eq!(number(&t, "SELECT count(*) FROM files").await, 1, "its files go with it");
    // The bytes are the same for both, so they stay for the one that is left.
    age_all(&t, 400);
    enqueue(&t, "collect_bytes", json!({})).await;
    t.run_jobs().await;
    assert_eq!(stored(&t), 1);
    prepare(&t, "DELETE FROM files").await;
    enqueue(&t, "collect_bytes", json!({})).await;
    t.run_jobs().await;
    assert_eq!(stored(&t), 0);
}

/// A project with an item that has an attachment.
async fn attached(t: &TestApp) -> (Project, String) {
    let project = t.project().await;
    let item = t.work_item(&project).await;
    upload(t, &project, &item.path).await;
    (project, item.path)
}

async fn upload(t: &TestApp, project: &Project, item: &str) {
    let admin = t.sign_in(project.admin.id, &project.admin.email).await;
    let path = format!("{item}/attachments");
    let file = json!({"name": "a.png", "size": PNG.len(), "type": "image/png"});
    let announced = admin.post(&path, file).await.expect(200);
    let fields: Vec<(&str, &str)> = announced.json["upload_data"]["fields"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
        .collect();
    let url = announced.json["upload_data"]["url"].as_str().unwrap();
    let at = url.find("/api/").unwrap();
    admin.post_form(&url[at..], &fields, Some(PNG)).await.expect(204);
    let id = announced.text("asset_id");
    admin.patch(&format!("{path}/{id}"), json!({"is_uploaded": true})).await.expect(204);
}

/// All files of the store.
fn files(t: &TestApp) -> Vec<std::path::PathBuf> {
    let mut found = Vec::new();
    for folder in std::fs::read_dir(&t.app.config.files.directory).unwrap().flatten() {
        for entry in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            found.push(entry.path());
        }
    }
    found
}

fn stored(t: &TestApp) -> usize {
    files(t).len()
}

/// As if they had been written so many days before the test's time.
fn age_all(t: &TestApp, days: i64) {
    for path in files(t) {
        let file = File::options().write(true).open(path).unwrap();
        file.set_modified((t.now() - Duration::days(days)).into()).unwrap();
    }
}

#[tokio::test]
async fn bytes_are_not_removed_under_an_upload_of_the_same_bytes() {
    let t = TestApp::new().await;
    let (project, item) = attached(&t).await;
    prepare(&t, "DELETE FROM files").await;
    age_all(&t, 400);
    // Somebody has just sent the same bytes, and the row that names them is not committed yet.
    let key = files(&t)[0].strip_prefix(&t.app.config.files.directory).unwrap().to_owned();
    let tx = t.app.db.begin(treasury_plane::db::Context::default()).await.unwrap();
    treasury_plane::files::queries::lock_bytes(&tx, key.to_str().unwrap()).await.unwrap();
    enqueue(&t, "collect_bytes", json!({})).await;
    t.run_jobs().await;
    assert_eq!(stored(&t), 1);
    tx.rollback().await.unwrap();
    upload(&t, &project, &item).await;
    age_all(&t, 400);
    enqueue(&t, "collect_bytes", json!({})).await;
    t.run_jobs().await;
    assert_eq!(stored(&t), 1);
}

#[tokio::test]
async fn a_member_sees_nothing_of_another_workspace_in_a_sweep() {
    // Two workspaces, one with everything deleted long ago, do not touch each other.
    let t = TestApp::new().await;
    let (ours, theirs) = (t.project().await, t.project().await);
    items(&t, &ours, 5, "backlog", &[("deleted_at", ago(&t, 70))]).await;
    items(&t, &theirs, 5, "backlog", &[]).await;
    for _ in 0..60 {
        t.workspace().await;
    }
    enqueue(&t, "purge_work_items", json!({})).await;
    assert!(t.run_jobs().await >= 2, "more workspaces than one run looks at");
    let left = "SELECT count(*) FROM work_items WHERE project_id =";
    assert_eq!(number(&t, &format!("{left} '{}'", ours.id)).await, 0);
    assert_eq!(number(&t, &format!("{left} '{}'", theirs.id)).await, 5);
    let member = t.project_member(&theirs, Role::Member).await;
    let page = member.get(&format!("{}/work-items", theirs.path)).await.expect(200);
    assert_eq!(page.json["total_count"], 5);
}

#[tokio::test]
async fn a_provider_that_is_gone_shows_as_a_failed_job() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let provider = json!({
        "slug": "agency", "name": "Agency", "preset": "generic", "client_auth": "pkce",
        "issuer": "https://127.0.0.1/", "client_id": "plane"
    });
    let path = "/api/v1/instance/oidc-providers";
    admin.post(path, provider).await.expect(201);
    enqueue(&t, "check_oidc_providers", json!({})).await;
    assert_eq!(t.run_jobs().await, 1);
    assert_eq!(number(&t, "SELECT count(*) FROM jobs").await, 0, "it is switched off");
    prepare(&t, "UPDATE oidc_providers SET enabled = true").await;
    enqueue(&t, "check_oidc_providers", json!({})).await;
    t.run_jobs().await;
    let errors = texts(&t, "SELECT last_error FROM jobs").await;
    assert!(errors[0].starts_with("agency: "), "{errors:?}");
}
