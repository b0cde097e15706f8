//! Mails about work items.

use super::{mime::Mail, start};
use crate::support::{Caller, Item, Project, TestApp};
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use sqlx::PgConnection;
use std::sync::Arc;
use treasury_plane::{
    access::Role,
    db::Context,
    jobs::{When, enqueue, queue, runner},
    mail::digest::MailDigests,
};
use uuid::Uuid;

/// Something happened to the item, as notifications write it.
struct Row<'a> {
    kind: &'a str,
    actor: Option<Uuid>,
    activity: Value,
}

fn change<'a>(kind: &'a str, actor: &Caller, field: &str, old: &str, new: &str) -> Row<'a> {
    let activity = json!({"verb": "updated", "field": field, "old_value": old, "new_value": new});
    Row { kind, actor: Some(actor.id), activity }
}

/// Somebody comments, and the reader is told of it.
async fn remark<'a>(kind: &'a str, actor: &Caller, item: &Item, html: &str) -> Row<'a> {
    let body = json!({"comment_html": html});
    let comment = actor.post(&format!("{}/comments", item.path), body).await.expect(201).id();
    let activity = json!({"verb": "created", "field": null, "issue_comment": comment});
    Row { kind, actor: Some(actor.id), activity }
}

async fn tell(t: &TestApp, to: &Caller, (project, item): (&Project, &Item), rows: &[Row<'_>]) {
    let mut connection = t.superuser().await;
    for row in rows {
        t.advance(Duration::milliseconds(10));
        sqlx::query(
            "INSERT INTO email_notifications (id, workspace_id, project_id, work_item_id, receiver_id, actor_id, kind, data, created_at)
             VALUES (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7::text::jsonb, $8)",
        )
        .bind(project.workspace.id)
        .bind(project.id)
        .bind(item.id)
        .bind(to.id)
        .bind(row.actor)
        .bind(row.kind)
        .bind(json!({"issue_activity": row.activity}).to_string())
        .bind(t.now())
        .execute(&mut connection)
        .await
        .unwrap();
    }
}

async fn digest(t: &TestApp) {
    t.run_job(MailDigests {}).await;
}

async fn prefer(t: &TestApp, person: &Caller, changes: &str) {
    let mut connection: PgConnection = t.superuser().await;
    let sql = format!(
        "INSERT INTO notification_preferences (user_id, updated_at) VALUES ('{0}', now()) ON CONFLICT DO NOTHING;
         UPDATE notification_preferences SET {changes} WHERE user_id = '{0}'",
        person.id
    );
    sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut connection).await.unwrap();
}

fn until(t: &TestApp, time: &str) {
    let time: DateTime<Utc> = time.parse().unwrap();
    t.advance(time - t.now());
}

struct World {
    sink: super::Sink,
    t: TestApp,
    admin: Caller,
    project: Project,
    item: Item,
    ana: Caller,
}

async fn world() -> World {
    let (sink, t, admin) = start().await;
    let project = t.project().await;
    let item = t.work_item(&project).await;
    let ana = t.project_member(&project, Role::Member).await;
    World { sink, t, admin, project, item, ana }
}

impl World {
    async fn tell(&self, rows: &[Row<'_>]) {
        tell(&self.t, &self.ana, (&self.project, &self.item), rows).await;
    }

    async fn sent(&self) -> Vec<Mail> {
        digest(&self.t).await;
        self.sink.take()
    }
}

#[tokio::test]
async fn one_mail_tells_what_happened_to_an_item() {
    let w = world().await;
    let ben = &w.project.admin;
    w.tell(&[
        change("state_change", ben, "state", "Backlog", "Todo"),
        change("property_change", ben, "priority", "none", "urgent"),
        change("issue_completed", ben, "state", "Todo", "Done <&>"),
        change("property_change", ben, "labels", "", "bug"),
        remark(
            "comment",
            ben,
            &w.item,
            "<p>Ready, <b>really</b> <img src=\"/api/x\"><script>x</script></p><p>Ünits</p>",
        )
        .await,
        remark("mention", ben, &w.item, "<p>@you look</p>").await,
    ])
    .await;
    let mails = w.sent().await;
    assert_eq!(mails.len(), 1);
    insta::assert_snapshot!(mails[0].shown());
    assert!(!mails[0].html.contains("<img") && !mails[0].html.contains("<script"));
    // Nothing is told twice.
    assert!(w.sent().await.is_empty());
    // What follows belongs to the same conversation.
    w.tell(&[change("property_change", ben, "name", "Old", "New\r\nname")]).await;
    let next = w.sent().await;
    assert_eq!(next[0].header("References"), mails[0].header("References"));
    assert_ne!(next[0].header("Message-ID"), mails[0].header("Message-ID"));
    // Administrators of the instance see that there was a mail, not which item it was about.
    let log = w.admin.get("/api/v1/instance/mail/log").await.expect(200);
    assert_eq!(log.rows()[0]["subject"], format!("[{}-1]", w.project.identifier));
    assert!(!log.json.to_string().contains("Item 1"));
}

#[tokio::test]
async fn each_item_has_its_own_mail_and_a_due_date_is_told() {
    let w = world().await;
    let late = w.t.work_item_with(&w.project, |row| {
        row.name = sea_orm::ActiveValue::Set("Late\r\nBcc: evil@example.com".to_owned());
        row.target_date = sea_orm::ActiveValue::Set(chrono::NaiveDate::from_ymd_opt(2026, 3, 1));
    });
    let late = late.await;
    w.tell(&[change("property_change", &w.project.admin, "priority", "none", "low")]).await;
    let rows = [Row { kind: "overdue", actor: None, activity: json!({}) }];
    tell(&w.t, &w.ana, (&w.project, &late), &rows).await;
    let mails = w.sent().await;
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[1].header("Bcc"), None);
    insta::assert_snapshot!(mails[1].shown());
}

#[tokio::test]
async fn a_day_is_one_mail_at_eight_in_the_morning_over_all_workspaces() {
    let w = world().await;
    prefer(&w.t, &w.ana, "email_digest = 'daily'").await;
    w.ana.patch("/api/v1/users/me", json!({"user_timezone": "America/New_York"})).await.expect(200);
    let other = w.t.project().await;
    w.t.join_workspace(&other.workspace, &w.ana, Role::Member).await;
    w.t.join_project(&other, &w.ana, Role::Member).await;
    let second = w.t.work_item(&other).await;
    w.tell(&[change("state_change", &w.project.admin, "state", "Todo", "Done")]).await;
    let rows = [remark("comment", &other.admin, &second, "<p>Hello</p>").await];
    tell(&w.t, &w.ana, (&other, &second), &rows).await;
    assert!(w.sent().await.is_empty());
    until(&w.t, "2026-03-02T12:59:00Z");
    assert!(w.sent().await.is_empty());
    until(&w.t, "2026-03-02T13:00:00Z");
    let mails = w.sent().await;
    assert_eq!(mails.len(), 1);
    insta::assert_snapshot!(mails[0].shown());
    // What happens later waits for the next morning.
    w.tell(&[change("state_change", &w.project.admin, "state", "Done", "Todo")]).await;
    until(&w.t, "2026-03-03T12:59:00Z");
    assert!(w.sent().await.is_empty());
    until(&w.t, "2026-03-03T13:00:00Z");
    assert_eq!(w.sent().await.len(), 1);
}

#[tokio::test]
async fn quiet_hours_hold_mail_back_also_over_a_change_of_clocks() {
    let w = world().await;
    prefer(&w.t, &w.ana, "quiet_hours_enabled = true").await;
    w.ana.patch("/api/v1/users/me", json!({"user_timezone": "America/New_York"})).await.expect(200);
    // Clocks go forward in the night to 8 March: seven in the morning is 11:00 UTC, not 12:00.
    until(&w.t, "2026-03-08T03:30:00Z");
    w.tell(&[change("state_change", &w.project.admin, "state", "Todo", "Doing")]).await;
    assert!(w.sent().await.is_empty());
    until(&w.t, "2026-03-08T10:59:00Z");
    w.tell(&[change("state_change", &w.project.admin, "state", "Doing", "Done")]).await;
    assert!(w.sent().await.is_empty());
    // A link for a password does not wait.
    let admin = w.t.sign_in(w.admin.id, &w.admin.email).await;
    admin
        .post(&format!("/api/v1/instance/users/{}/reset-link", w.ana.id), json!({}))
        .await
        .expect(201);
    w.t.run_jobs().await;
    assert_eq!(
        w.sink.take_one().header("Subject").unwrap(),
        "Choose another password on Treasury Plane"
    );
    until(&w.t, "2026-03-08T11:00:00Z");
    let mails = w.sent().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("changed the state from Todo to Done."));
}

#[tokio::test]
async fn nobody_is_told_what_they_may_not_see_or_do_not_want() {
    let w = world().await;
    let row = || [change("state_change", &w.project.admin, "state", "Todo", "Done")];
    prefer(&w.t, &w.ana, "state_change = false").await;
    w.tell(&row()).await;
    assert!(w.sent().await.is_empty());
    prefer(&w.t, &w.ana, "state_change = true, email_digest = 'off'").await;
    w.tell(&row()).await;
    assert!(w.sent().await.is_empty());
    prefer(&w.t, &w.ana, "email_digest = 'soon'").await;
    let member = w.project.admin.get(&format!("{}/members", w.project.path)).await.expect(200);
    let member = member.rows().iter().find(|row| row["id"] == json!(w.ana.id)).unwrap().clone();
    w.tell(&row()).await;
    let path = format!("{}/members/{}", w.project.path, member["membership_id"].as_str().unwrap());
    w.project.admin.delete(&path).await.expect(204);
    assert!(w.sent().await.is_empty());
    let owner = &w.project.admin;
    tell(&w.t, owner, (&w.project, &w.item), &row()).await;
    owner.delete(&w.item.path).await.expect(204);
    assert!(w.sent().await.is_empty());
    let mut connection = w.t.superuser().await;
    let waiting: i64 =
        sqlx::query_scalar("SELECT count(*) FROM email_notifications WHERE processed_at IS NULL")
            .fetch_one(&mut connection)
            .await
            .unwrap();
    assert_eq!(waiting, 0);
}

#[tokio::test]
async fn a_guest_is_told_of_their_own_items_only() {
    let w = world().await;
    let gus = w.t.project_member(&w.project, Role::Guest).await;
    let own = w.t.work_item_with(&w.project, |row| {
        row.created_by = sea_orm::ActiveValue::Set(Some(gus.id));
    });
    let own = own.await;
    for item in [&w.item, &own] {
        let row = [change("state_change", &w.project.admin, "state", "Todo", "Done")];
        tell(&w.t, &gus, (&w.project, item), &row).await;
    }
    let mails = w.sent().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].header("Subject").unwrap().contains("-2]"));
}

#[tokio::test]
async fn an_instance_that_is_killed_in_a_digest_tells_everything_once() {
    let w = world().await;
    w.tell(&[change("state_change", &w.project.admin, "state", "Todo", "Done")]).await;
    let tx = w.t.app.db.begin(Context::default()).await.unwrap();
    enqueue(&tx, &MailDigests {}, When::now(), w.t.now()).await.unwrap();
    tx.commit().await.unwrap();
    // The digest waits behind a lock in the middle of its transaction, and is killed there.
    let mut lock = w.t.superuser().await;
    sqlx::raw_sql("BEGIN; LOCK TABLE mails IN ACCESS EXCLUSIVE MODE")
        .execute(&mut lock)
        .await
        .unwrap();
    let app = Arc::clone(&w.t.app);
    #[expect(clippy::disallowed_methods, reason = "aborted below, as a kill would")]
    let instance = tokio::spawn(async move { runner::drain(&app).await.map(|_| ()) });
    let mut look = w.t.superuser().await;
    for _ in 0..500 {
        let held: i64 = sqlx::query_scalar(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'mails'::regclass",
        )
        .fetch_one(&mut look)
        .await
        .unwrap();
        if held > 0 {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    instance.abort();
    assert!(instance.await.unwrap_err().is_cancelled());
    sqlx::raw_sql("ROLLBACK").execute(&mut lock).await.unwrap();
    w.t.advance(Duration::minutes(1));
    queue::reclaim(&w.t.app.db, w.t.now()).await.unwrap();
    w.t.run_jobs().await;
    w.sink.take_one();
    assert!(w.sent().await.is_empty());
}

#[tokio::test]
async fn one_post_unsubscribes_from_that_kind_of_mail() {
    let w = world().await;
    w.tell(&[remark("comment", &w.project.admin, &w.item, "<p>Hello</p>").await]).await;
    let mail = w.sent().await.remove(0);
    let header = mail.header("List-Unsubscribe").unwrap();
    let url = header.trim_matches(['<', '>']);
    assert_eq!(mail.header("List-Unsubscribe-Post").unwrap(), "List-Unsubscribe=One-Click");
    let path = url.strip_prefix("https://plane.agency.example").unwrap();
    // As RFC 8058 has mail programs send it: a form, no cookie.
    let request = w.t.anonymous().request(http::Method::POST, path);
    let request = request
        .content_type("application/x-www-form-urlencoded")
        .body("List-Unsubscribe=One-Click");
    let answer = w.t.anonymous().call(request).await.expect(200);
    assert_eq!(answer.json, json!({"email_kind": "comment", "done": true}));
    w.tell(&[remark("comment", &w.project.admin, &w.item, "<p>Again</p>").await]).await;
    assert!(w.sent().await.is_empty());
    w.tell(&[change("state_change", &w.project.admin, "state", "Todo", "Done")]).await;
    let mail = w.sent().await.remove(0);
    // The page of the mail's own link sends the token as JSON.
    let token = mail.link("/unsubscribe?token=").split_once("token=").unwrap().1.to_owned();
    let answer = w.t.anonymous().post("/api/public/unsubscribe", json!({"token": token})).await;
    assert_eq!(answer.expect(200).json["email_kind"], "state_change");
    w.t.anonymous().post("/api/public/unsubscribe", json!({"token": "x"})).await.expect(404);
    // Opening the address does nothing: programs that read mail open links.
    assert!(w.t.anonymous().get(path).await.status >= 400);
}

#[tokio::test]
async fn what_is_too_much_for_a_mail_is_left_to_the_page() {
    let w = world().await;
    let html = format!("<p>{}</p>", "word ".repeat(1600));
    let mut rows = Vec::new();
    for _ in 0..40 {
        rows.push(remark("comment", &w.project.admin, &w.item, &html).await);
    }
    w.tell(&rows).await;
    let mail = w.sent().await.remove(0);
    assert!(mail.text.contains("And 40 more") && mail.raw.len() < 20_000, "{}", mail.raw.len());
    prefer(&w.t, &w.ana, "email_digest = 'daily'").await;
    w.tell(&rows).await;
    until(&w.t, "2026-03-03T08:00:00Z");
    let mail = w.sent().await.remove(0);
    assert!(mail.text.contains("And 40 more") && mail.raw.len() < 20_000, "{}", mail.raw.len());
}

#[tokio::test]
async fn while_mail_is_off_nothing_piles_up() {
    let w = world().await;
    w.admin.patch("/api/v1/instance/mail", json!({"enabled": false})).await.expect(200);
    w.tell(&[change("state_change", &w.project.admin, "state", "Todo", "Done")]).await;
    assert!(w.sent().await.is_empty());
    w.admin.patch("/api/v1/instance/mail", json!({"enabled": true})).await.expect(200);
    assert!(w.sent().await.is_empty());
}
