//! The system-use notice stands before every way in.

use crate::support::{Caller, PASSWORD, TestApp};
use serde_json::{Value, json};

const SIGN_IN: &str = "/auth/sign-in";

async fn shown(caller: &Caller) -> Value {
    caller.get("/auth/methods").await.expect(200).json["notice"].clone()
}

/// A person with a password, and a browser that has agreed to nothing.
async fn stranger(t: &TestApp) -> (Caller, Value) {
    let ana = t.user().await;
    t.set_password(&ana).await;
    let body = json!({"email": ana.email, "password": PASSWORD});
    (t.anonymous().with_notice(None), body)
}

#[tokio::test]
async fn nobody_signs_in_before_agreeing() {
    let t = TestApp::new().await;
    let (nobody, credentials) = stranger(&t).await;
    let notice = shown(&nobody).await;
    assert_eq!(notice["accepted"], false);
    assert!(notice["text"].as_str().unwrap().contains("U.S. Government information system"));
    let refused = nobody.post(SIGN_IN, credentials.clone()).await.expect(403);
    assert!(refused.header("set-cookie").is_none());
    // Links and invitations sign in too.
    let link = json!({"password": PASSWORD});
    nobody.post("/auth/password-links/x", link).await.expect(403);
    let account = json!({"first_name": "A", "last_name": "B", "password": PASSWORD});
    nobody.post("/auth/invitations/x/accept", account).await.expect(403);
    nobody.with_notice(Some("another")).post(SIGN_IN, credentials.clone()).await.expect(403);

    nobody.post("/auth/notice", json!({"version": "another"})).await.expect(409);
    let version = json!({"version": notice["version"]});
    let agreed = nobody.post("/auth/notice", version).await.expect(204);
    let cookie = agreed.header("set-cookie").unwrap();
    for part in ["treasury_plane_notice=", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let browser = nobody.with_cookie(cookie);
    assert_eq!(shown(&browser).await["accepted"], true);
    browser.post(SIGN_IN, credentials).await.expect(200);
}
