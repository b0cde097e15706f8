//! What happens between the fact and the mail server's word.

use super::start;
use crate::support::{Caller, TestApp};
use chrono::Duration;
use serde_json::json;
use sqlx::Row;
use std::sync::Arc;
use treasury_plane::jobs::{queue, runner};

async fn invite(t: &TestApp, email: &str) {
    let place = t.workspace().await;
    let body = json!({"email": email, "role": 15});
    place.owner.post(&format!("{}/invitations", place.path), body).await.expect(201);
}

/// The log, whatever the time has done to the administrator's session.
async fn log(t: &TestApp, admin: &Caller) -> Vec<serde_json::Value> {
    let admin = t.sign_in(admin.id, &admin.email).await;
    admin.get("/api/v1/instance/mail/log").await.expect(200).rows().to_vec()
}

#[tokio::test]
async fn what_fails_for_now_is_sent_later_with_the_same_id() {
    let (sink, t, admin) = start().await;
    sink.behave(|b| b.says = Some(("RCPT", "451 4.7.1 greylisted", 1)));
    invite(&t, "new@agency.example").await;
    t.run_jobs().await;
    assert!(sink.take().is_empty());
    let row = log(&t, &admin).await.remove(0);
    assert_eq!((&row["state"], &row["attempts"]), (&json!("waiting"), &json!(1)));
    assert_eq!(row["last_error"], "Hand-over: the server answers: 451 4.7.1 greylisted");
    // The server takes it but the connection breaks before it says so.
    t.advance(Duration::minutes(1));
    sink.behave(|b| b.hangs_after_data = true);
    t.run_jobs().await;
    let first = sink.take_one();
    t.advance(Duration::minutes(1));
    t.run_jobs().await;
    let second = sink.take_one();
    assert_eq!(first.raw, second.raw);
    assert!(first.header("Message-ID").unwrap().ends_with("@agency.example>"));
    let row = log(&t, &admin).await.remove(0);
    assert_eq!((&row["state"], &row["attempts"]), (&json!("sent"), &json!(3)));
    assert_eq!(t.run_jobs().await, 0);
}

#[tokio::test]
async fn what_is_refused_for_good_is_not_tried_again() {
    let (sink, t, admin) = start().await;
    sink.behave(|b| b.says = Some(("RCPT", "550 5.1.1 no such mailbox", 1)));
    invite(&t, "gone@agency.example").await;
    t.run_jobs().await;
    let row = log(&t, &admin).await.remove(0);
    assert_eq!((&row["state"], &row["attempts"]), (&json!("failed"), &json!(1)));
    t.advance(Duration::hours(12));
    assert_eq!(t.run_jobs().await, 0);
    assert!(sink.take().is_empty());
    let admin = t.sign_in(admin.id, &admin.email).await;
    for (state, count) in [("failed", 1), ("sent", 0), ("waiting", 0)] {
        let path = format!("/api/v1/instance/mail/log?state={state}");
        assert_eq!(admin.get(&path).await.expect(200).rows().len(), count, "{state}");
    }
    admin.get("/api/v1/instance/mail/log?state=lost").await.expect_fault("state");
}

#[tokio::test]
async fn a_server_that_stays_away_ends_in_a_failed_mail() {
    let (sink, t, admin) = start().await;
    sink.behave(|b| b.says = Some(("MAIL", "421 too busy", 100)));
    invite(&t, "new@agency.example").await;
    let mut tries = 0;
    while t.run_jobs().await > 0 {
        tries += 1;
        t.advance(Duration::hours(8));
    }
    assert_eq!(tries, 12);
    assert_eq!(log(&t, &admin).await[0]["state"], "failed");
    assert_eq!(stored(&t).await, [None]);
}

#[tokio::test]
async fn an_instance_that_is_killed_before_it_sends_loses_nothing() {
    let (sink, t, _) = start().await;
    invite(&t, "new@agency.example").await;
    let room = [("send_mail", 10)];
    assert_eq!(queue::claim(&t.app.db, &room, t.now()).await.unwrap().len(), 1);
    assert_eq!(t.run_jobs().await, 0);
    t.advance(Duration::minutes(1));
    queue::reclaim(&t.app.db, t.now()).await.unwrap();
    assert_eq!(t.run_jobs().await, 1);
    sink.take_one();
}

#[tokio::test]
async fn an_instance_that_is_killed_while_it_sends_repeats_the_same_mail() {
    let (sink, t, admin) = start().await;
    sink.behave(|b| b.hangs_after_data = true);
    invite(&t, "new@agency.example").await;
    let app = Arc::clone(&t.app);
    #[expect(clippy::disallowed_methods, reason = "aborted below, as a kill would")]
    let instance = tokio::spawn(async move { runner::drain(&app).await.map(|_| ()) });
    sink.arrived().await;
    instance.abort();
    assert!(instance.await.unwrap_err().is_cancelled());
    assert_eq!(log(&t, &admin).await[0]["state"], "waiting");
    t.advance(Duration::minutes(1));
    queue::reclaim(&t.app.db, t.now()).await.unwrap();
    assert_eq!(t.run_jobs().await, 1);
    let mails = sink.take();
    assert_eq!(mails.len(), 2);
    assert_eq!(mails[0].raw, mails[1].raw);
    assert_eq!(log(&t, &admin).await[0]["state"], "sent");
}

#[tokio::test]
async fn what_a_mail_says_is_sealed_and_gone_afterwards() {
    let (sink, t, admin) = start().await;
    let ana = t.user().await;
    let make = format!("/api/v1/instance/users/{}/reset-link", ana.id);
    let link = admin.post(&make, json!({})).await.expect(201);
    let token = link.text("url").split_once("token=").unwrap().1;
    let sealed = stored(&t).await.remove(0).unwrap();
    assert!(!String::from_utf8_lossy(&sealed).contains("token="));
    let contains = async || {
        let mut connection = t.superuser().await;
        let rows = sqlx::query("SELECT m::text || coalesce((SELECT string_agg(j::text, '') FROM jobs j), '') AS all FROM mails m")
            .fetch_all(&mut connection)
            .await
            .unwrap();
        assert_eq!(rows.len(), 1);
        rows[0].get::<String, _>("all").contains(token)
    };
    assert!(!contains().await);
    t.run_jobs().await;
    assert_eq!(sink.take_one().link("token="), link.text("url"));
    assert!(!contains().await);
    assert_eq!(stored(&t).await, [None]);
    let log = admin.get("/api/v1/instance/mail/log").await.expect(200);
    assert!(!log.json.to_string().contains(token));
    assert_eq!(log.rows()[0]["subject"], "Choose another password on Treasury Plane");
    assert_eq!(log.rows()[0]["recipient"], ana.email);
}

async fn stored(t: &TestApp) -> Vec<Option<Vec<u8>>> {
    let mut connection = t.superuser().await;
    sqlx::query_scalar("SELECT data_sealed FROM mails").fetch_all(&mut connection).await.unwrap()
}

#[tokio::test]
async fn an_account_that_is_disabled_meanwhile_gets_nothing() {
    let (sink, t, admin) = start().await;
    let ana = t.user().await;
    let make = format!("/api/v1/instance/users/{}/reset-link", ana.id);
    admin.post(&make, json!({})).await.expect(201);
    let body = json!({"is_active": false});
    admin.patch(&format!("/api/v1/instance/users/{}", ana.id), body).await.expect(200);
    t.run_jobs().await;
    assert!(sink.take().is_empty());
    assert_eq!(log(&t, &admin).await[0]["state"], "failed");
}

#[tokio::test]
async fn the_log_is_forgotten_after_a_month() {
    let (_sink, t, admin) = start().await;
    invite(&t, "old@agency.example").await;
    t.run_jobs().await;
    t.advance(Duration::days(20));
    invite(&t, "new@agency.example").await;
    t.run_jobs().await;
    t.advance(Duration::days(11));
    t.run_job(treasury_plane::mail::jobs::PurgeMails {}).await;
    let rows = t.sign_in(admin.id, &admin.email).await.get("/api/v1/instance/mail/log").await;
    assert_eq!(rows.expect(200).column("recipient"), ["new@agency.example"]);
}
