//! Answers of providers that do not hold lock the address that they come from.

use super::{Rogue, Stage, stage};
use crate::support::TestApp;
use chrono::Duration;
use serde_json::json;

/// Two failures lock.
async fn start() -> Stage {
    let t = TestApp::with(|config| {
        stage::development(config);
        config.auth.lockout_attempts_per_address = 2;
    })
    .await;
    let rogue = Rogue::start(t.now()).await;
    let admin = t.instance_admin().await;
    let provider = stage::add(&admin, &rogue, "agency", json!({})).await;
    Stage { t, rogue, admin, provider }
}

#[tokio::test]
async fn answers_that_do_not_hold_lock_the_address_for_a_while() {
    let stage = start().await;
    stage.known("person-1").await;
    for _ in 0..2 {
        let mut browser = stage.browser();
        let left = stage.begin(&mut browser).await;
        stage.rogue.script().nonce = "another".to_owned();
        let query = format!("code=c&state={}", left.query["state"]);
        let end = stage.come_back(&mut browser, &query).await;
        assert!(end.starts_with("/sign-in?error=provider_refused"), "{end}");
    }
    let mut browser = stage.browser();
    let begin = "/auth/oidc/agency/begin?return_to=/treasury";
    let locked = browser.get(&stage.t, begin).await.expect(303);
    let (before, after) = locked.header("location").unwrap().split_once("&ref=").unwrap();
    assert_eq!(before, "/sign-in?error=locked");
    assert_eq!(&after[8..], "&return_to=%2Ftreasury");
    stage.t.advance(Duration::minutes(15));
    assert_eq!(stage.sign_in(&mut browser).await, "/");
}

#[tokio::test]
async fn neither_turning_back_nor_made_up_answers_lock_anybody() {
    let stage = start().await;
    stage.known("person-1").await;
    let mut browser = stage.browser();
    for _ in 0..3 {
        for error in ["access_denied", "server_error", "invalid_scope"] {
            let left = stage.begin(&mut browser).await;
            let query = format!("error={error}&state={}", left.query["state"]);
            stage.come_back(&mut browser, &query).await;
        }
        // Any page can send a browser to these.
        for query in ["code=a&code=b", "code=c&state=made-up", "error=access_denied"] {
            let end = stage.come_back(&mut browser, query).await;
            assert!(end.starts_with("/sign-in?error="), "{end}");
        }
    }
    assert_eq!(stage.sign_in(&mut browser).await, "/");
}

#[tokio::test]
async fn a_refusal_remembers_where_the_person_wanted_to_go() {
    let stage = start().await;
    let mut browser = stage.browser();
    let begin = "/auth/oidc/agency/begin?return_to=/treasury";
    let left = stage.begin_at(&mut browser, begin).await;
    let query = format!("error=access_denied&state={}", left.query["state"]);
    let end = stage.come_back(&mut browser, &query).await;
    assert!(end.starts_with("/sign-in?error=provider_cancelled&ref="), "{end}");
    assert!(end.ends_with("&return_to=%2Ftreasury"), "{end}");
}
