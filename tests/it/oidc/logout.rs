//! Signing out.

use super::{Stage, rogue::CLIENT_ID};
use poem::http::Method;
use serde_json::json;
use std::collections::HashMap;

#[tokio::test]
async fn o16_signing_out_ends_our_session_first_and_then_names_the_providers_page() {
    let stage = Stage::new().await;
    stage.known("person-1").await;
    let mut browser = stage.browser();
    assert_eq!(stage.sign_in(&mut browser).await, "/");
    // Another site cannot make it happen.
    for headers in [
        [("sec-fetch-site", "cross-site"), ("origin", "https://evil.gov")],
        [("origin", "https://evil.gov"), ("x-other", "")],
    ] {
        browser.send(&stage.t, Method::POST, "/auth/sign-out", &headers).await.expect(403);
    }
    assert!(stage.who(&mut browser).await.is_some());
    let answer = browser.send(&stage.t, Method::POST, "/auth/sign-out", &[]).await.expect(200);
    assert_eq!(stage.who(&mut browser).await, None);
    let url = url::Url::parse(answer.text("logout_url")).unwrap();
    assert!(url.as_str().starts_with(&format!("{}/logout?", stage.rogue.base)));
    let query: HashMap<_, _> = url.query_pairs().into_owned().collect();
    assert_eq!(query["client_id"], CLIENT_ID);
    assert!(!query.contains_key("id_token_hint"), "Login.gov may refuse it");
    assert!(query["state"].len() >= 22, "{}", query["state"]);
    let back = &query["post_logout_redirect_uri"];
    assert!(back.ends_with("/auth/oidc/agency/signed-out"), "{back}");
    // Coming back: told that it worked only with a state of ours.
    let path = format!("{back}?state={}", query["state"]);
    let answer = browser.get(&stage.t, &path).await.expect(303);
    assert_eq!(answer.header("location"), Some("/sign-in?signed_out=1"));
    for state in ["", "?state=made-up", "?state=a.b", "?state=0123456789abcdef0123456789abcdef."] {
        let answer = browser.get(&stage.t, &format!("{back}{state}")).await.expect(303);
        assert_eq!(answer.header("location"), Some("/sign-in"), "{state}");
    }
}

#[tokio::test]
async fn signing_out_works_without_the_provider() {
    let stage = Stage::with(json!({})).await;
    stage.known("person-1").await;
    stage.rogue.script().document = json!({"end_session_endpoint": null});
    let mut browser = stage.browser();
    assert_eq!(stage.sign_in(&mut browser).await, "/");
    let answer = browser.send(&stage.t, Method::POST, "/auth/sign-out", &[]).await.expect(200);
    assert!(answer.json["logout_url"].is_null());
    assert_eq!(stage.who(&mut browser).await, None);
    // Who came in by other means has no page to go to.
    let person = stage.t.user().await;
    let answer = person.post("/auth/sign-out", json!({})).await.expect(200);
    assert!(answer.json["logout_url"].is_null());
}
