//! Whose account it is.

use super::{Rogue, Stage, stage};
use serde_json::json;

#[tokio::test]
async fn o19_another_address_keeps_the_account() {
    let stage = Stage::new().await;
    let person = stage.known("person-1").await;
    let mut browser = stage.browser();
    assert_eq!(stage.sign_in(&mut browser).await, "/");
    stage.rogue.script().info = json!({"email": "ada.byron@agency.gov"});
    let mut browser = stage.browser();
    assert_eq!(stage.sign_in(&mut browser).await, "/");
    assert_eq!(stage.who(&mut browser).await, Some(person.id));
    // The address of the account is the person's own business.
    let me = browser.get(&stage.t, "/api/v1/users/me").await;
    assert_eq!(me.text("email"), person.email);
}

#[tokio::test]
async fn o20_the_same_address_from_another_provider_is_another_person() {
    let stage = Stage::new().await;
    let person = stage.known("person-1").await;
    let evil = Rogue::start(stage.t.now()).await;
    let settings = json!({"auto_provision": true});
    stage::add(&stage.admin, &evil, "evil", settings).await;
    // The other provider says, even as verified, that its person has this address; it has the
    // same subject too.
    evil.script().info = json!({"email": person.email, "email_verified": true});
    let mut browser = stage.browser();
    let left = stage.begin_at(&mut browser, "/auth/oidc/evil/begin").await;
    evil.script().nonce = left.query["nonce"].clone();
    let path = format!("/auth/oidc/evil/callback?code=c&state={}", left.query["state"]);
    browser.get(&stage.t, &path).await.expect(303);
    assert_eq!(evil.asked("/userinfo"), 1, "the token held");
    let who = stage.who(&mut browser).await;
    assert_ne!(who, Some(person.id), "no account is taken over by an address");
    // Nor by an unverified or verified address at the first provider.
    for verified in [true, false] {
        stage.rogue.script().claims = json!({"sub": "person-9"});
        stage.rogue.script().info =
            json!({"sub": "person-9", "email": person.email, "email_verified": verified});
        let mut browser = stage.browser();
        stage.sign_in(&mut browser).await;
        assert_ne!(stage.who(&mut browser).await, Some(person.id));
    }
}

#[tokio::test]
async fn who_is_new_waits_for_approval_or_gets_an_account_as_the_provider_is_set() {
    let stage = Stage::new().await;
    let mut browser = stage.browser();
    for _ in 0..2 {
        let end = stage.sign_in(&mut browser).await;
        stage.assert_refused(&browser, &end, "account_pending", "not_admitted").await;
    }
    let one = format!("{}/{}", stage::PROVIDERS, stage.provider);
    stage.admin.patch(&one, json!({"auto_provision": true})).await.expect(200);
    // Whoever waits already goes on waiting.
    let end = stage.sign_in(&mut browser).await;
    stage.assert_refused(&browser, &end, "account_pending", "not_admitted").await;
    stage.rogue.script().claims = json!({"sub": "person-2"});
    stage.rogue.script().info = json!({"sub": "person-2", "email": "grace@agency.gov"});
    assert_eq!(stage.sign_in(&mut browser).await, "/");
    let me = browser.get(&stage.t, "/api/v1/users/me").await.expect(200);
    assert_eq!(me.text("email"), "grace@agency.gov");
    assert_eq!(me.text("first_name"), "Ada");
    let identities = browser.get(&stage.t, "/api/v1/users/me/identities").await.expect(200);
    let identity = &identities.json["identities"][0];
    assert_eq!(identity["provider_name"], "Agency");
    assert_eq!(identity["trust_domain"], json!(stage.rogue.issuer()));
    let sessions = browser.get(&stage.t, "/api/v1/users/me/sessions").await.expect(200);
    assert_eq!(sessions.column("method"), ["oidc"]);
}

#[tokio::test]
async fn an_account_is_linked_and_then_signed_in_to() {
    let stage = Stage::new().await;
    let person = stage.t.user().await;
    let cookie = person.cookie().unwrap().split_once('=').unwrap().1.to_owned();
    let mut browser = stage.browser();
    browser.set_cookie("treasury_plane_session", &cookie);
    let begin = "/auth/oidc/agency/begin?purpose=link";
    let left = stage.begin_at(&mut browser, begin).await;
    let query = format!("code=c&state={}", left.query["state"]);
    assert_eq!(stage.come_back(&mut browser, &query).await, "/profile/security?linked=1");
    let mut other = stage.browser();
    assert_eq!(stage.sign_in(&mut other).await, "/");
    assert_eq!(stage.who(&mut other).await, Some(person.id));
    // Somebody else cannot link the same one.
    let second = stage.t.user().await;
    let cookie = second.cookie().unwrap().split_once('=').unwrap().1.to_owned();
    let mut browser = stage.browser();
    browser.set_cookie("treasury_plane_session", &cookie);
    let left = stage.begin_at(&mut browser, begin).await;
    let query = format!("code=c&state={}", left.query["state"]);
    let end = stage.come_back(&mut browser, &query).await;
    assert!(end.starts_with("/profile/security?error=identity_conflict&ref="), "{end}");
    // Nor can a session that is not fresh.
    stage.t.advance(chrono::Duration::minutes(5));
    let left = stage.begin_at(&mut browser, begin).await;
    stage.t.advance(chrono::Duration::minutes(6));
    stage.rogue.script().now = stage.t.now();
    stage.rogue.script().claims = json!({"sub": "person-2"});
    stage.rogue.script().info = json!({"sub": "person-2"});
    let query = format!("code=c&state={}", left.query["state"]);
    let end = stage.come_back(&mut browser, &query).await;
    let stale = "/profile/security?error=fresh_sign_in_required&ref=";
    assert!(end.starts_with(stale), "{end}");
    let answer = browser.get(&stage.t, begin).await.expect(303);
    let end = answer.header("location").unwrap();
    assert!(end.starts_with(stale), "{end}");
}

#[tokio::test]
async fn nobody_leaves_before_agreeing_to_the_notice() {
    let stage = Stage::new().await;
    let path = "/auth/oidc/agency/begin";
    let hasty = stage.t.anonymous().with_notice(None);
    let end = hasty.get(path).await.expect(303);
    let end = end.header("location").unwrap();
    assert!(end.starts_with("/sign-in?error=notice_required"), "{end}");
    assert_eq!(stage.rogue.asked("/.well-known/openid-configuration"), 0);
}
