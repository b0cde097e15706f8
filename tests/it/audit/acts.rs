//! What is written down, in the words of the log.

use crate::support::{PASSWORD, TestApp};
use chrono::Duration;
use poem::http::Method;
use serde_json::{Value, json};
use sqlx::Row;
use treasury_plane::access::Role;
use uuid::Uuid;

/// The entries of actions that begin so: action, outcome, reason, actor, detail.
async fn entries(t: &TestApp, action: &str) -> Vec<(String, String, String, Option<Uuid>, Value)> {
    let rows = sqlx::query(
        "SELECT action, outcome, reason, actor_id, detail FROM audit_log
         WHERE action LIKE $1 || '%' ORDER BY id",
    );
    let rows = rows.bind(action).fetch_all(t.app.db.pool()).await.unwrap();
    rows.iter().map(|row| (row.get(0), row.get(1), row.get(2), row.get(3), row.get(4))).collect()
}

async fn last(t: &TestApp, action: &str) -> (String, String, String, Option<Uuid>, Value) {
    let mut found = entries(t, action).await;
    found.pop().unwrap_or_else(|| panic!("no entry {action}"))
}

#[tokio::test]
async fn failures_to_sign_in_say_why() {
    let t = TestApp::new().await;
    let person = t.user().await;
    t.set_password(&person).await;
    let sign_in = async |email: &str, password: &str| {
        let body = json!({"email": email, "password": password});
        t.anonymous().post("/auth/sign-in", body).await.status
    };
    sign_in("nobody@agency.example", "x").await;
    let (_, outcome, reason, actor, detail) = last(&t, "sign_in").await;
    assert_eq!((outcome.as_str(), reason.as_str(), actor), ("failure", "unknown_account", None));
    assert_eq!(detail["email"], "nobody@agency.example");
    for _ in 0..t.app.config.auth.lockout_attempts {
        sign_in(&person.email, "wrong").await;
    }
    assert_eq!(last(&t, "sign_in").await.2, "wrong_password");
    sign_in(&person.email, PASSWORD).await;
    assert_eq!(last(&t, "sign_in").await.2, "locked");
}

#[tokio::test]
async fn ends_of_sessions_say_by_whom_and_why() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let person = t.user().await;
    person.post("/auth/sign-out", json!({})).await;
    let (_, _, reason, actor, detail) = last(&t, "session.ended").await;
    assert_eq!((reason.as_str(), actor), ("signed_out", Some(person.id)));
    assert_eq!(detail["sessions"], 1);
    t.sign_in(person.id, &person.email).await;
    let path = format!("/api/v1/instance/users/{}", person.id);
    admin.patch(&path, json!({"is_active": false})).await.expect(200);
    let (_, _, reason, actor, _) = last(&t, "session.ended").await;
    assert_eq!((reason.as_str(), actor), ("account_disabled", Some(admin.id)));
    let changed = last(&t, "user.changed").await;
    assert_eq!(changed.4, json!({"is_active": {"old": true, "new": false}}));
}

#[tokio::test]
async fn settings_and_roles_are_noted_with_what_they_were() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    admin.patch("/api/v1/instance", json!({"name": "Bureau"})).await.expect(200);
    let changed = last(&t, "instance.settings_changed").await;
    assert_eq!(changed.4, json!({"name": {"old": "Treasury Plane", "new": "Bureau"}}));
    let project = t.project().await;
    let member = t.project_member(&project, Role::Member).await;
    let members = project.admin.get(&format!("{}/members", project.path)).await.expect(200);
    let rows = members.rows();
    let membership = rows.iter().find(|row| row["id"] == json!(member.id)).unwrap();
    let path =
        format!("{}/members/{}", project.path, membership["membership_id"].as_str().unwrap());
    project.admin.patch(&path, json!({"role": 5})).await.expect(200);
    let changed = last(&t, "project_member.role_changed").await;
    assert_eq!(changed.4["role"], json!({"old": 15, "new": 5}));
    project.admin.delete(&path).await.expect(204);
    let removed = last(&t, "project_member.removed").await;
    assert_eq!(removed.4["role"], json!({"old": 5, "new": null}));
}

#[tokio::test]
async fn a_token_is_noted_when_first_used_and_from_new_addresses_once_an_hour() {
    let t = TestApp::with(|config| {
        config.http.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    })
    .await;
    let person = t.user().await;
    let program = person.by_token().await;
    let used = async |address: &str| {
        t.app.identities.clear();
        let request = program.request(Method::GET, "/api/v1/users/me");
        program.call(request.header("x-forwarded-for", address).finish()).await.expect(200);
        let found = entries(&t, "api_token.used").await;
        found.into_iter().map(|entry| entry.2).collect::<Vec<_>>()
    };
    assert_eq!(used("192.0.2.1").await, ["first_use"]);
    assert_eq!(used("192.0.2.1").await.len(), 1);
    assert_eq!(used("192.0.2.2").await.len(), 1, "at most once an hour");
    t.advance(Duration::minutes(61));
    assert_eq!(used("192.0.2.1").await.len(), 1, "the address is known");
    assert_eq!(used("192.0.2.2").await, ["first_use", "new_address"]);
}
