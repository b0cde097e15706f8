//! Sessions end: by idling, by age, by their owner, with the account.

use crate::support::{PASSWORD, TestApp};
use chrono::Duration;
use serde_json::json;

const ME: &str = "/api/v1/users/me";
const SESSIONS: &str = "/api/v1/users/me/sessions";

#[tokio::test]
async fn an_idle_session_ends() {
    let t = TestApp::with(|config| config.auth.session_idle_minutes = 30).await;
    let ana = t.user().await;
    for _ in 0..3 {
        t.advance(Duration::minutes(29));
        ana.get(ME).await.expect(200);
    }
    t.advance(Duration::minutes(31));
    ana.get(ME).await.expect(401);
}

#[tokio::test]
async fn a_busy_session_ends_at_its_age() {
    let t = TestApp::with(|config| {
        config.auth.session_idle_minutes = 60;
        config.auth.session_absolute_hours = 2;
    })
    .await;
    let ana = t.user().await;
    for _ in 0..3 {
        t.advance(Duration::minutes(39));
        ana.get(ME).await.expect(200);
    }
    t.advance(Duration::minutes(4));
    ana.get(ME).await.expect(401);
}

#[tokio::test]
async fn asking_who_somebody_is_takes_one_connection() {
    let t = TestApp::with(|config| {
        config.database.pool_size = 1;
        config.database.acquire_timeout_s = 1;
    })
    .await;
    let ana = t.user().await;
    for path in [ME, SESSIONS, "/auth/session"] {
        t.app.settings_changed();
        t.app.identities.clear();
        ana.get(path).await.expect(200);
    }
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let other = t.sign_in(ana.id, &ana.email).await;
    let ben = t.user().await;
    let listed = ana.get(SESSIONS).await.expect(200);
    assert_eq!(listed.rows().len(), 2);
    let current: Vec<bool> =
        listed.rows().iter().map(|row| row["current"].as_bool().unwrap()).collect();
    assert_eq!(current.iter().filter(|current| **current).count(), 1);
    let theirs = listed.rows().iter().find(|row| row["current"] == false).unwrap();
    let one = format!("{SESSIONS}/{}", theirs["id"].as_str().unwrap());
    ben.delete(&one).await.expect(404);
    other.get(ME).await.expect(200);
    ana.delete(&one).await.expect(204);
    other.get(ME).await.expect(401);
    ana.get(ME).await.expect(200);
    ana.delete(&one).await.expect(404);
}

#[tokio::test]
async fn all_other_sessions_end_at_once() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let others = [t.sign_in(ana.id, &ana.email).await, t.sign_in(ana.id, &ana.email).await];
    ana.delete(SESSIONS).await.expect(204);
    for other in others {
        other.get(ME).await.expect(401);
    }
    ana.get(ME).await.expect(200);
}

#[tokio::test]
async fn another_password_ends_the_other_sessions() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    t.set_password(&ana).await;
    let other = t.sign_in(ana.id, &ana.email).await;
    let path = format!("{ME}/password");
    let body = |old: &str, new: &str| json!({"old_password": old, "new_password": new});
    let next = "seven-lamps-under-bridge-9";
    ana.post(&path, body("wrong", next)).await.expect_fault("old_password");
    ana.post(&path, body(PASSWORD, "short")).await.expect_fault("new_password");
    ana.post(&path, body(PASSWORD, "password1234")).await.expect_fault("new_password");
    ana.post(&path, body(PASSWORD, next)).await.expect(204);
    other.get(ME).await.expect(401);
    ana.get(ME).await.expect(200);
    let sign_in = |password: &str| json!({"email": ana.email, "password": password});
    t.anonymous().post("/auth/sign-in", sign_in(PASSWORD)).await.expect(401);
    t.anonymous().post("/auth/sign-in", sign_in(next)).await.expect(200);
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let ana = t.user().await;
    let script = ana.by_token().await;
    script.get(ME).await.expect(200);
    let path = format!("/api/v1/instance/users/{}", ana.id);
    admin.patch(&path, json!({"is_active": false})).await.expect(200);
    ana.get(ME).await.expect(401);
    script.get(ME).await.expect(403);
    admin.patch(&path, json!({"is_active": true})).await.expect(200);
    ana.get(ME).await.expect(401);
    script.get(ME).await.expect(200);
}

#[tokio::test]
async fn made_up_cookies_are_nobody() {
    let t = TestApp::new().await;
    for cookie in ["treasury_plane_session=x", "treasury_plane_session=", "other=1", ""] {
        t.anonymous().with_cookie(cookie).get(ME).await.expect(401);
    }
    t.anonymous().get(ME).await.expect(401);
}
