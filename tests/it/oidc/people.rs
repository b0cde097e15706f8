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
