//! API tokens.

use crate::support::TestApp;
use chrono::Duration;
use serde_json::json;

const ME: &str = "/api/v1/users/me";
const TOKENS: &str = "/api/v1/users/me/api-tokens";

#[tokio::test]
async fn a_token_acts_for_its_owner_until_it_is_revoked() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let made = ana.post(TOKENS, json!({"label": "ci"})).await.expect(201);
    let script = t.anonymous().with_token(made.text("token"));
    assert_eq!(script.get(ME).await.expect(200).id(), ana.id);
    let bearer = t
        .anonymous()
        .request(http::Method::GET, ME)
        .header("authorization", format!("Bearer {}", made.text("token")))
        .finish();
    t.anonymous().call(bearer).await.expect(200);
    let listed = ana.get(TOKENS).await.expect(200);
    assert_eq!(listed.rows().len(), 1);
    assert!(listed.rows()[0].get("token").is_none(), "the token is shown once");
    let one = format!("{TOKENS}/{}", made.id());
    t.user().await.delete(&one).await.expect(404);
    script.get(ME).await.expect(200);
    ana.delete(&one).await.expect(204);
    script.get(ME).await.expect(403);
}

#[tokio::test]
async fn a_token_ends_when_it_says() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let end = t.now() + Duration::days(1);
    let made = ana.post(TOKENS, json!({"label": "ci", "expired_at": end})).await.expect(201);
    let script = t.anonymous().with_token(made.text("token"));
    script.get(ME).await.expect(200);
    t.advance(Duration::hours(25));
    script.get(ME).await.expect(403);
}

#[tokio::test]
async fn a_token_makes_no_tokens_and_administers_nothing() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let script = admin.by_token().await;
    script.post(TOKENS, json!({"label": "more"})).await.expect(403);
    script.delete("/api/v1/users/me/sessions").await.expect(403);
    script.get("/api/v1/instance").await.expect(403);
    let password = json!({"old_password": "x", "new_password": "y"});
    script.post("/api/v1/users/me/password", password).await.expect(403);
    t.anonymous().with_token("plane_api_nonsense").get(ME).await.expect(403);
}
