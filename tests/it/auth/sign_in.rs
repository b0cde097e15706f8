//! Signing in with a password.

use crate::support::{Answer, Caller, PASSWORD, TestApp};
use chrono::Duration;
use entity::audit_entry;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::json;
use treasury_plane::db::Context;

async fn sign_in(t: &TestApp, email: &str, password: &str) -> Answer {
    let body = json!({"email": email, "password": password});
    t.anonymous().post("/auth/sign-in", body).await
}

async fn person(t: &TestApp) -> Caller {
    let person = t.user().await;
    t.set_password(&person).await;
    person
}

#[tokio::test]
async fn the_right_password_opens_a_session() {
    let t = TestApp::new().await;
    let ana = person(&t).await;
    let answer = sign_in(&t, &format!("  {} ", ana.email.to_uppercase()), PASSWORD).await;
    let answer = answer.expect(200);
    assert_eq!(answer.id(), ana.id);
    let cookie = answer.header("set-cookie").unwrap();
    for attribute in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age="] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    let ana = t.anonymous().with_cookie(cookie);
    assert_eq!(ana.get("/api/v1/users/me").await.expect(200).json, answer.json);
    let out = ana.post("/auth/sign-out", json!({})).await.expect(200);
    assert_eq!(out.json, json!({"logout_url": null}));
    assert!(out.header("set-cookie").unwrap().contains("Max-Age=0"));
    ana.get("/api/v1/users/me").await.expect(401);
}

#[tokio::test]
async fn over_https_the_cookie_is_tied_to_the_host() {
    let t = TestApp::with(|config| config.http.public_url = "https://plane.agency.gov".into());
    let t = t.await;
    let ana = person(&t).await;
    let answer = sign_in(&t, &ana.email, PASSWORD).await.expect(200);
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("__Host-") && cookie.contains("Secure"), "{cookie}");
}

#[tokio::test]
async fn every_failure_looks_the_same() {
    let t = TestApp::new().await;
    let ana = person(&t).await;
    let without_password = t.user().await;
    let disabled = person(&t).await;
    let admin = t.instance_admin().await;
    let path = format!("/api/v1/instance/users/{}", disabled.id);
    admin.patch(&path, json!({"is_active": false})).await.expect(200);
    let mut seen = Vec::new();
    for (email, password) in [
        (ana.email.as_str(), "wrong-password-entirely"),
        ("nobody@agency.example", PASSWORD),
        (&without_password.email, PASSWORD),
        (&disabled.email, PASSWORD),
        (&ana.email, ""),
        ("", ""),
        ("a\0b@agency.example", PASSWORD),
        (&ana.email, &"x".repeat(100_000)),
    ] {
        let answer = sign_in(&t, email, password).await.expect(401);
        assert!(answer.header("set-cookie").is_none());
        seen.push(answer.json);
    }
    seen.dedup();
    assert_eq!(seen.len(), 1, "{seen:?}");
}

#[tokio::test]
async fn repeated_failures_lock_the_account_for_a_while() {
    let t = TestApp::with(|config| config.auth.lockout_attempts = 3).await;
    let ana = person(&t).await;
    for _ in 0..3 {
        sign_in(&t, &ana.email, "wrong-password-entirely").await.expect(401);
    }
    // The right password does not help, and does not show that it is right.
    let locked = sign_in(&t, &ana.email, PASSWORD).await.expect(429);
    assert_eq!(locked.json["error_code"], 5900);
    assert_eq!(locked.header("retry-after"), Some("900"));
    let wrong = sign_in(&t, &ana.email, "wrong-password-entirely").await.expect(429);
    assert_eq!(wrong.json, locked.json);
    // Sessions that are open stay open.
    ana.get("/api/v1/users/me").await.expect(200);
    t.advance(Duration::minutes(15));
    sign_in(&t, &ana.email, PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_success_forgets_earlier_failures() {
    let t = TestApp::with(|config| config.auth.lockout_attempts = 3).await;
    let ana = person(&t).await;
    for _ in 0..3 {
        sign_in(&t, &ana.email, "wrong-password-entirely").await.expect(401);
        sign_in(&t, &ana.email, "wrong-password-entirely").await.expect(401);
        sign_in(&t, &ana.email, PASSWORD).await.expect(200);
    }
}

#[tokio::test]
async fn both_outcomes_are_audited_without_the_password() {
    let t = TestApp::new().await;
    let ana = person(&t).await;
    sign_in(&t, &ana.email, "wrong-password-entirely").await.expect(401);
    sign_in(&t, &ana.email, PASSWORD).await.expect(200);
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    let rows = audit_entry::Entity::find()
        .filter(audit_entry::Column::Action.eq("sign_in.password"))
        .all(&*tx)
        .await
        .unwrap();
    let outcomes: Vec<_> = rows.iter().map(|row| row.outcome.as_str()).collect();
    assert_eq!(outcomes, ["failure", "success"]);
    assert_eq!((rows[0].object_id, rows[1].actor_id), (Some(ana.id), Some(ana.id)));
    assert!(!format!("{rows:?}").contains("wrong-password-entirely"));
}

#[tokio::test]
async fn passwords_can_be_switched_off() {
    let t = TestApp::with(|config| config.auth.password = false).await;
    let ana = person(&t).await;
    sign_in(&t, &ana.email, PASSWORD).await.expect(403);
    let methods = t.anonymous().get("/auth/methods").await.expect(200);
    assert_eq!(methods.json["password"], false);
}

#[tokio::test]
async fn a_form_of_another_site_is_refused() {
    let t = TestApp::new().await;
    let ana = person(&t).await;
    let request = t
        .anonymous()
        .request(http::Method::POST, "/auth/sign-in")
        .header("origin", "https://evil.example")
        .content_type("application/json")
        .body(json!({"email": ana.email, "password": PASSWORD}).to_string());
    t.anonymous().call(request).await.expect(403);
}

#[tokio::test]
async fn bodies_that_are_none_are_refused() {
    let t = TestApp::new().await;
    for body in ["", "{", "[]", "null", "{\"email\": 1", "\u{0}"] {
        let request = t
            .anonymous()
            .request(http::Method::POST, "/auth/sign-in")
            .content_type("application/json")
            .body(body.to_owned());
        t.anonymous().call(request).await.expect(400);
    }
    let request = t
        .anonymous()
        .request(http::Method::POST, "/auth/sign-in")
        .content_type("text/plain")
        .body("{}");
    t.anonymous().call(request).await.expect(415);
}
