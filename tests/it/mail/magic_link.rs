//! Links that sign in.

use super::start;
use crate::support::{Caller, TestApp};
use chrono::Duration;
use serde_json::json;

async fn switch_on(admin: &Caller) {
    let body = json!({"magic_link_enabled": true});
    let answer = admin.patch("/api/v1/instance/authentication", body).await.expect(200);
    assert_eq!(answer.json["magic_link"]["enabled"], true);
}

async fn ask(t: &TestApp, email: &str) {
    let body = json!({"email": email, "return_to": "/treasury/projects?view=board"});
    t.anonymous().post("/auth/magic-link", body).await.expect(204);
    t.run_jobs().await;
}

fn token(link: &str) -> String {
    link.split_once("token=").unwrap().1.split('&').next().unwrap().to_owned()
}

#[tokio::test]
async fn a_link_signs_in_once() {
    let (sink, t, admin) = start().await;
    switch_on(&admin).await;
    let methods = t.anonymous().get("/auth/methods").await.expect(200);
    assert_eq!(methods.json["magic_link"], true);
    let ana = t.user().await;
    ask(&t, &ana.email).await;
    let mail = sink.take_one();
    insta::assert_snapshot!(mail.shown());
    assert!(mail.header("List-Unsubscribe").is_none());
    let link = mail.link("/sign-in/link");
    assert!(link.ends_with("&return_to=%2Ftreasury%2Fprojects%3Fview%3Dboard"), "{link}");
    let body = json!({"token": token(&link)});
    let nobody = t.anonymous();
    // It is for signing in, not for a password.
    nobody.get(&format!("/auth/password-links/{}", token(&link))).await.expect(404);
    let unread = nobody.with_notice(None).post("/auth/magic-link/redeem", body.clone()).await;
    unread.expect(403);
    let entered = nobody.post("/auth/magic-link/redeem", body.clone()).await.expect(200);
    assert_eq!(entered.text("email"), ana.email);
    let me = nobody.with_cookie(entered.header("set-cookie").unwrap());
    me.get("/api/v1/users/me").await.expect(200);
    nobody.post("/auth/magic-link/redeem", body).await.expect(404);
    let log = admin.get("/api/v1/instance/audit?action=sign_in.magic_link").await.expect(200);
    assert_eq!(log.column("outcome"), ["failure", "success"]);
}

#[tokio::test]
async fn a_link_ends_by_itself_and_a_later_one_ends_it() {
    let (sink, t, admin) = start().await;
    switch_on(&admin).await;
    let ana = t.user().await;
    ask(&t, &ana.email).await;
    ask(&t, &ana.email).await;
    let mails = sink.take();
    let redeem = |mail: &super::mime::Mail| json!({"token": token(&mail.link("/sign-in/link"))});
    t.anonymous().post("/auth/magic-link/redeem", redeem(&mails[0])).await.expect(404);
    t.advance(Duration::minutes(16));
    t.anonymous().post("/auth/magic-link/redeem", redeem(&mails[1])).await.expect(404);
}

#[tokio::test]
async fn it_is_off_until_somebody_switches_it_on_and_leaves_other_links_alone() {
    let (sink, t, admin) = start().await;
    let ana = t.user().await;
    t.anonymous().post("/auth/magic-link", json!({"email": ana.email})).await.expect(403);
    t.anonymous().post("/auth/magic-link/redeem", json!({"token": "x"})).await.expect(403);
    switch_on(&admin).await;
    let make = format!("/api/v1/instance/users/{}/reset-link", ana.id);
    let reset = admin.post(&make, json!({})).await.expect(201);
    ask(&t, &ana.email).await;
    assert_eq!(sink.take().len(), 2);
    let token = reset.text("url").split_once("token=").unwrap().1;
    t.anonymous().get(&format!("/auth/password-links/{token}")).await.expect(200);
}

#[tokio::test]
async fn who_is_disabled_or_locked_out_does_not_get_in() {
    let (sink, t, admin) = start().await;
    switch_on(&admin).await;
    let (ana, ben) = (t.user().await, t.user().await);
    ask(&t, &ana.email).await;
    ask(&t, &ben.email).await;
    let mails = sink.take();
    let redeem = |mail: &super::mime::Mail| json!({"token": token(&mail.link("/sign-in/link"))});
    let body = json!({"is_active": false});
    admin.patch(&format!("/api/v1/instance/users/{}", ana.id), body).await.expect(200);
    t.anonymous().post("/auth/magic-link/redeem", redeem(&mails[0])).await.expect(404);
    for _ in 0..10 {
        let body = json!({"email": ben.email, "password": "wrong"});
        t.anonymous().post("/auth/sign-in", body).await;
    }
    t.anonymous().post("/auth/magic-link/redeem", redeem(&mails[1])).await.expect(429);
    ask(&t, &ana.email).await;
    assert!(sink.take().is_empty());
}
