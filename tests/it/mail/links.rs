//! Invitations and links for passwords.

use super::start;
use crate::support::{PASSWORD, TestApp};
use chrono::Duration;
use serde_json::json;
use treasury_plane::{db::Context, mail::webhook_paused};

#[tokio::test]
async fn an_invitation_is_mailed_and_its_link_works() {
    let (sink, t, _) = start().await;
    let place = t.workspace().await;
    let body = json!({"email": "new@agency.example", "role": 15});
    let made = place.owner.post(&format!("{}/invitations", place.path), body).await.expect(201);
    assert_eq!(made.json["mailed"], true);
    t.run_jobs().await;
    let mail = sink.take_one();
    assert_eq!(
        (mail.from.as_str(), mail.to.as_slice()),
        ("plane@agency.example", &["new@agency.example".to_owned()][..])
    );
    insta::assert_snapshot!(mail.shown());
    assert_eq!(mail.link("/invitations/"), made.text("link"));
    let token = made.text("link").rsplit('/').next().unwrap();
    t.anonymous().get(&format!("/auth/invitations/{token}")).await.expect(200);
    // The list never shows the link, nor that it was mailed.
    let list = place.owner.get(&format!("{}/invitations", place.path)).await.expect(200);
    assert!(list.rows()[0].get("mailed").is_none() && list.rows()[0].get("link").is_none());
}

#[tokio::test]
async fn a_new_account_and_a_reset_are_mailed() {
    let (sink, t, admin) = start().await;
    let body = json!({"email": "ada@agency.example", "first_name": "Ada", "last_name": "L"});
    let made = admin.post("/api/v1/instance/users", body).await.expect(201);
    assert_eq!(made.json["link"]["mailed"], true);
    t.run_jobs().await;
    let welcome = sink.take_one();
    insta::assert_snapshot!("welcome", welcome.shown());
    assert_eq!(welcome.link("token="), made.json["link"]["url"]);
    let id = made.json["user"]["id"].as_str().unwrap();
    let reset = admin.post(&format!("/api/v1/instance/users/{id}/reset-link"), json!({})).await;
    assert_eq!(reset.expect(201).json["mailed"], true);
    t.run_jobs().await;
    insta::assert_snapshot!("reset_by_administrator", sink.take_one().shown());
}

#[tokio::test]
async fn without_mail_everything_works_as_before() {
    let t = TestApp::new().await;
    let place = t.workspace().await;
    let body = json!({"email": "new@agency.example", "role": 15});
    let made = place.owner.post(&format!("{}/invitations", place.path), body).await.expect(201);
    assert_eq!(made.json["mailed"], false);
    assert!(made.json["link"].is_string());
    let methods = t.anonymous().get("/auth/methods").await.expect(200);
    assert_eq!(
        (&methods.json["magic_link"], &methods.json["password_reset"]),
        (&json!(false), &json!(false))
    );
    let ask = json!({"email": "new@agency.example"});
    t.anonymous().post("/auth/password-reset", ask).await.expect(403);
    assert_eq!(t.run_jobs().await, 0);
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_mail() {
    let (sink, t, _) = start().await;
    let ana = t.user().await;
    t.set_password(&ana).await;
    let methods = t.anonymous().get("/auth/methods").await.expect(200);
    assert_eq!(methods.json["password_reset"], true);
    let ask = json!({"email": format!(" {} ", ana.email.to_uppercase())});
    t.anonymous().post("/auth/password-reset", ask).await.expect(204);
    t.run_jobs().await;
    let mail = sink.take_one();
    assert_eq!(mail.to, [ana.email.as_str()]);
    insta::assert_snapshot!(mail.shown());
    let token = mail.link("/accounts/set-password").split_once("token=").unwrap().1.to_owned();
    let link = format!("/auth/password-links/{token}");
    assert_eq!(t.anonymous().get(&link).await.expect(200).text("email"), ana.email);
    t.anonymous().post(&link, json!({"password": "wide-lake-silver-72"})).await.expect(200);
    ana.get("/api/v1/users/me").await.expect(401);
    let sign_in = |password: &str| json!({"email": ana.email, "password": password});
    t.anonymous().post("/auth/sign-in", sign_in(PASSWORD)).await.expect(401);
    t.anonymous().post("/auth/sign-in", sign_in("wide-lake-silver-72")).await.expect(200);
}

#[tokio::test]
async fn nobody_learns_who_has_an_account_and_nobody_gets_a_first_password_by_mail() {
    let (sink, t, admin) = start().await;
    let card_only = t.user().await;
    let ask = |email: &str| json!({"email": email});
    let known = t.anonymous().post("/auth/password-reset", ask(&card_only.email)).await.expect(204);
    let unknown =
        t.anonymous().post("/auth/password-reset", ask("x@agency.example")).await.expect(204);
    assert_eq!((known.bytes, known.headers.len()), (unknown.bytes, unknown.headers.len()));
    t.run_jobs().await;
    assert!(sink.take().is_empty());
    let log = admin.get("/api/v1/instance/audit?action=password.reset_requested").await.expect(200);
    let mut reasons = log.column("reason");
    reasons.sort_unstable();
    assert_eq!(reasons, ["no_password", "unknown_account"]);
}

#[tokio::test]
async fn an_address_is_not_flooded() {
    let (sink, t, _) = start().await;
    let ana = t.user().await;
    t.set_password(&ana).await;
    for _ in 0..9 {
        let ask = json!({"email": ana.email});
        t.anonymous().post("/auth/password-reset", ask).await.expect(204);
    }
    t.run_jobs().await;
    assert_eq!(sink.take().len(), 5);
    // Asking for links locks nobody out.
    let body = json!({"email": ana.email, "password": PASSWORD});
    t.anonymous().post("/auth/sign-in", body).await.expect(200);
    t.advance(Duration::minutes(16));
    t.anonymous().post("/auth/password-reset", json!({"email": ana.email})).await.expect(204);
    t.run_jobs().await;
    assert_eq!(sink.take().len(), 1);
}

#[tokio::test]
async fn whoever_made_a_webhook_is_told_that_it_was_paused() {
    let (sink, t, _) = start().await;
    let place = t.workspace().await;
    let settings = t.app.settings().await.unwrap();
    let tx = t.app.db.begin(Context::workspace(place.id)).await.unwrap();
    let about = ("https://hooks.agency.example/x", "503 \r\nBcc: evil@example.com");
    let recipient = (place.owner.id, place.id);
    assert!(webhook_paused(&t.app, &tx, &settings, recipient, about).await.unwrap());
    tx.commit().await.unwrap();
    t.run_jobs().await;
    insta::assert_snapshot!(sink.take_one().shown());
}

#[tokio::test]
async fn who_came_by_card_without_an_address_gets_no_mail() {
    let (sink, t, admin) = start().await;
    let ana = t.user().await;
    let mut connection = t.superuser().await;
    sqlx::query("UPDATE users SET email = id || '@no-address.invalid' WHERE id = $1")
        .bind(ana.id)
        .execute(&mut connection)
        .await
        .unwrap();
    let make = format!("/api/v1/instance/users/{}/reset-link", ana.id);
    assert_eq!(admin.post(&make, json!({})).await.expect(201).json["mailed"], false);
    assert_eq!(t.run_jobs().await, 0);
    assert!(sink.take().is_empty());
}
