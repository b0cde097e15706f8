//! Removing identities, blocking cards, switching passwords off.

use super::*;
use crate::support::Caller;
use serde_json::json;
use treasury_plane::auth::{
    identities::model::Refusal,
    session::{self, Grant},
};

const ME: &str = "/api/v1/users/me";
const MINE: &str = "/api/v1/users/me/identities";
const AUTHENTICATION: &str = "/api/v1/instance/authentication";
const BLOCKED: Admission = Admission::Refused(Refusal::CardBlocked);

fn proof(number: u32) -> Proof {
    by_card(
        number,
        vec![
            identifier("dod", "dod_edipi", &format!("{number:010}")),
            identifier("dod", "subject", &format!("CN={number}")),
        ],
    )
}

/// Somebody whom the card with this number let in.
async fn holder(t: &TestApp, number: u32) -> Caller {
    let id = signed_in(show(t, &proof(number)).await);
    let digest = random::hash(&format!("certificate {number}"));
    let grant = Grant { certificate_sha256: Some(digest), ..Grant::by(Method::Piv) };
    let cookie = session::open(&t.app, id, &origin(), grant).await.unwrap();
    t.anonymous().named(id, "").with_cookie(cookie.to_str().unwrap())
}

#[tokio::test]
async fn the_last_way_in_stays() {
    let t = TestApp::new().await;
    let jane = holder(&t, 1).await;
    let seen = jane.get(MINE).await.expect(200);
    let one = format!("{MINE}/{}", seen.json["identities"][0]["id"].as_str().unwrap());
    jane.delete(&one).await.expect(409);
    t.user().await.delete(&one).await.expect(404);
    t.set_password(&jane).await;
    jane.by_token().await.delete(&one).await.expect(403);
    let elsewhere = t.sign_in(jane.id, "").await;
    elsewhere.delete(&one).await.expect(204);
    // What the card opened is over, and it no longer leads here.
    jane.get(ME).await.expect(401);
    elsewhere.get(ME).await.expect(200);
    assert_eq!(identities(&t, jane.id).await.len(), 0);
    assert_ne!(signed_in(show(&t, &proof(1)).await), jane.id);
    elsewhere.delete(&one).await.expect(404);
}

#[tokio::test]
async fn a_password_is_no_way_in_while_passwords_are_off() {
    let t = TestApp::with(|config| config.auth.password = false).await;
    let jane = holder(&t, 1).await;
    t.set_password(&jane).await;
    let id = identities(&t, jane.id).await[0].id;
    jane.delete(&format!("{MINE}/{id}")).await.expect(409);
}

#[tokio::test]
async fn a_blocked_card_lets_nobody_in() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let jane = holder(&t, 1).await;
    let elsewhere = t.sign_in(jane.id, "").await;
    let seen = jane.get(MINE).await.expect(200);
    let id = seen.json["cards"][0]["id"].as_str().unwrap();
    let block = format!("{ME}/cards/{id}/block");
    t.user().await.post(&block, json!({})).await.expect(404);
    elsewhere.post(&block, json!({})).await.expect(204);
    jane.get(ME).await.expect(401);
    elsewhere.get(ME).await.expect(200);
    assert_eq!(show(&t, &proof(1)).await, BLOCKED);
    // Another certificate on the same piece of plastic is the same card.
    let plastic = card_uuid(1);
    let again = Proof { card: Some(Card { card_uuid: plastic, ..card(9) }), ..proof(1) };
    assert_eq!(show(&t, &again).await, BLOCKED);
    // A new card of the same person works.
    let next = Proof { card: Some(card(2)), ..proof(1) };
    assert_eq!(signed_in(show(&t, &next).await), jane.id);
    let unblock = format!("/api/v1/instance/users/{}/cards/{id}/unblock", jane.id);
    elsewhere.post(&unblock, json!({})).await.expect(403);
    admin.post(&unblock, json!({})).await.expect(204);
    assert_eq!(signed_in(show(&t, &proof(1)).await), jane.id);
    admin.post(&unblock.replace("unblock", "block"), json!({})).await.expect(204);
    assert_eq!(show(&t, &proof(1)).await, BLOCKED);
}

fn card_uuid(number: u32) -> Option<String> {
    card(number).card_uuid
}

#[tokio::test]
async fn an_administrator_sees_removes_and_signs_out() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let jane = holder(&t, 1).await;
    let path = format!("/api/v1/instance/users/{}", jane.id);
    let seen = admin.get(&format!("{path}/identities")).await.expect(200);
    assert_eq!(seen.json["identities"].as_array().unwrap().len(), 2);
    admin.get(&format!("/api/v1/instance/users/{}/identities", Uuid::nil())).await.expect(404);
    admin.post(&format!("{path}/sign-out"), json!({})).await.expect(204);
    jane.get(ME).await.expect(401);
    let one = seen.json["identities"][1]["id"].as_str().unwrap();
    admin.delete(&format!("{path}/identities/{one}")).await.expect(204);
    admin.delete(&format!("{path}/identities/{one}")).await.expect(404);
    assert_eq!(identities(&t, jane.id).await.len(), 0);
}

#[tokio::test]
async fn passwords_go_off_only_while_an_administrator_has_another_way_in() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    t.set_password(&admin).await;
    let off = json!({"password_enabled": false});
    admin.patch(AUTHENTICATION, off.clone()).await.expect(409);
    holder(&t, 7).await;
    admin.patch(AUTHENTICATION, off.clone()).await.expect(409);
    assert_eq!(link::link(&t, &admin, &proof(1)).await, Admission::Linked(admin.id));
    let changed = admin.patch(AUTHENTICATION, off).await.expect(200);
    assert_eq!(changed.json["password"], json!({"enabled": false, "off_by_config": false}));
    let sign_in = json!({"email": admin.email, "password": crate::support::PASSWORD});
    t.anonymous().post("/auth/sign-in", sign_in.clone()).await.expect(403);
    let methods = t.anonymous().get("/auth/methods").await.expect(200);
    assert_eq!(methods.json["password"], false);
    // Nor may that administrator go: another one could not sign in.
    let other = t.instance_admin().await;
    let path = format!("/api/v1/instance/users/{}", admin.id);
    other.patch(&path, json!({"is_instance_admin": false})).await.expect(409);
    other.patch(&path, json!({"is_active": false})).await.expect(409);
    let id = identities(&t, admin.id).await[0].id;
    other.delete(&format!("{path}/identities/{id}")).await.expect(409);
    admin.patch(AUTHENTICATION, json!({"password_enabled": true})).await.expect(200);
    t.anonymous().post("/auth/sign-in", sign_in).await.expect(200);
    other.patch(&path, json!({"is_active": false})).await.expect(200);
}
