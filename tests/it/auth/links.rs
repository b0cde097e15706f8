//! One-time links: for a first password, and for another one.

use crate::support::{Answer, PASSWORD, TestApp};
use chrono::Duration;
use serde_json::{Value, json};

/// The path under `/auth` that a link's page asks.
fn path(link: &Value) -> String {
    let url = link["url"].as_str().unwrap();
    format!("/auth/password-links/{}", url.split_once("token=").unwrap().1)
}

async fn new_account(t: &TestApp, email: &str) -> Answer {
    let admin = t.instance_admin().await;
    let body = json!({"email": email, "first_name": "Ada", "last_name": "L"});
    admin.post("/api/v1/instance/users", body).await.expect(201)
}

#[tokio::test]
async fn a_welcome_link_sets_the_first_password_once() {
    let t = TestApp::new().await;
    let made = new_account(&t, "ada@agency.example").await;
    let link = path(&made.json["link"]);
    let nobody = t.anonymous();
    let shown = nobody.get(&link).await.expect(200);
    assert_eq!((shown.text("email"), shown.text("purpose")), ("ada@agency.example", "welcome"));
    nobody.post(&link, json!({"password": "short"})).await.expect_fault("password");
    nobody.post(&link, json!({"password": "ada@agency.example"})).await.expect_fault("password");
    let set = nobody.post(&link, json!({"password": PASSWORD})).await.expect(200);
    let ada = nobody.with_cookie(set.header("set-cookie").unwrap());
    ada.get("/api/v1/users/me").await.expect(200);
    nobody.get(&link).await.expect(404);
    nobody.post(&link, json!({"password": PASSWORD})).await.expect(404);
}

#[tokio::test]
async fn a_reset_link_ends_all_sessions_and_earlier_links() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let ana = t.user().await;
    t.set_password(&ana).await;
    let make = format!("/api/v1/instance/users/{}/reset-link", ana.id);
    let first = admin.post(&make, json!({})).await.expect(201);
    let second = admin.post(&make, json!({})).await.expect(201);
    t.anonymous().get(&path(&first.json)).await.expect(404);
    let body = json!({"password": "seven-lamps-under-bridge-9"});
    t.anonymous().post(&path(&second.json), body).await.expect(200);
    ana.get("/api/v1/users/me").await.expect(401);
    let old = json!({"email": ana.email, "password": PASSWORD});
    t.anonymous().post("/auth/sign-in", old).await.expect(401);
}

#[tokio::test]
async fn a_reset_link_unlocks_the_account() {
    let t = TestApp::with(|config| config.auth.lockout_attempts = 1).await;
    let admin = t.instance_admin().await;
    let ana = t.user().await;
    t.set_password(&ana).await;
    let sign_in = |password: &str| json!({"email": ana.email, "password": password});
    t.anonymous().post("/auth/sign-in", sign_in("wrong")).await.expect(401);
    t.anonymous().post("/auth/sign-in", sign_in(PASSWORD)).await.expect(429);
    let make = format!("/api/v1/instance/users/{}/reset-link", ana.id);
    let link = admin.post(&make, json!({})).await.expect(201);
    t.anonymous().post(&path(&link.json), json!({"password": PASSWORD})).await.expect(200);
    t.anonymous().post("/auth/sign-in", sign_in(PASSWORD)).await.expect(200);
}

#[tokio::test]
async fn links_end_by_themselves_and_with_the_account() {
    let t = TestApp::new().await;
    let made = new_account(&t, "ada@agency.example").await;
    let link = path(&made.json["link"]);
    t.anonymous().get(&link).await.expect(200);
    t.advance(Duration::hours(73));
    t.anonymous().get(&link).await.expect(404);
    t.anonymous().post(&link, json!({"password": PASSWORD})).await.expect(404);
    let admin = t.instance_admin().await;
    let id = made.json["user"]["id"].as_str().unwrap();
    let again = admin.post(&format!("/api/v1/instance/users/{id}/reset-link"), json!({})).await;
    let link = path(&again.expect(201).json);
    let body = json!({"is_active": false});
    admin.patch(&format!("/api/v1/instance/users/{id}"), body).await.expect(200);
    t.anonymous().get(&link).await.expect(404);
    t.anonymous().get("/auth/password-links/nonsense").await.expect(404);
}

#[tokio::test]
async fn the_first_account_is_made_with_the_printed_link_only() {
    let t = TestApp::new().await;
    let methods = t.anonymous().get("/auth/methods").await.expect(200);
    assert_eq!(methods.json["setup_required"], true);
    let url = treasury_plane::auth::api::setup_link(&t.app).await.unwrap().unwrap();
    assert!(url.contains("/god-mode/setup?token="), "{url}");
    let token = url.split_once("token=").unwrap().1;
    let body = |token: &str, password: &str| {
        json!({
            "token": token, "first_name": "Ada", "last_name": "L", "password": password,
            "email": "ada@agency.example", "instance_name": "Bureau",
        })
    };
    let nobody = t.anonymous();
    nobody.post("/api/v1/instance/setup", body("wrong", PASSWORD)).await.expect(404);
    nobody.post("/api/v1/instance/setup", body(token, "short")).await.expect_fault("password");
    // The link of the setup is not one for passwords.
    nobody
        .post(&format!("/auth/password-links/{token}"), json!({"password": PASSWORD}))
        .await
        .expect(404);
    let made = nobody.post("/api/v1/instance/setup", body(token, PASSWORD)).await.expect(201);
    assert_eq!(made.json["is_instance_admin"], true);
    let ada = nobody.with_cookie(made.header("set-cookie").unwrap());
    assert_eq!(ada.get("/api/v1/instance").await.expect(200).text("name"), "Bureau");
    nobody.post("/api/v1/instance/setup", body(token, PASSWORD)).await.expect(404);
    assert!(treasury_plane::auth::api::setup_link(&t.app).await.unwrap().is_none());
    let methods = nobody.get("/auth/methods").await.expect(200);
    assert_eq!(methods.json["setup_required"], false);
}
