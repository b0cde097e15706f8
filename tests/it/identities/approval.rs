//! People whose issuer is trusted, but not to hand out accounts.

use super::*;
use crate::support::PASSWORD;
use serde_json::json;
use treasury_plane::auth::{
    identities::model::Refusal,
    session::{self, Grant},
};

const USERS: &str = "/api/v1/instance/users";
const PENDING: Admission = Admission::Refused(Refusal::AccountPending);

fn stranger(number: u32) -> Proof {
    let identifiers = vec![identifier("dod", "dod_edipi", &format!("{number:010}"))];
    Proof { auto_provision: false, ..by_card(number, identifiers) }
}

#[tokio::test]
async fn an_account_waits_until_it_is_approved() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    for _ in 0..3 {
        assert_eq!(show(&t, &stranger(1)).await, PENDING);
    }
    let waiting = admin.get(&format!("{USERS}?status=pending")).await.expect(200);
    assert_eq!(waiting.rows().len(), 1, "made once");
    let row = &waiting.rows()[0];
    assert_eq!((&row["is_pending"], &row["is_active"]), (&json!(true), &json!(false)));
    assert_eq!((&row["methods"], &row["email_is_placeholder"]), (&json!(["piv"]), &json!(true)));
    let inactive = admin.get(&format!("{USERS}?status=inactive")).await.expect(200);
    assert_eq!(inactive.rows().len(), 0);

    let id: Uuid = row["id"].as_str().unwrap().parse().unwrap();
    admin.patch(&format!("{USERS}/{id}"), json!({"is_active": true})).await.expect(400);
    let approve = format!("{USERS}/{id}/approve");
    t.user().await.post(&approve, json!({})).await.expect(403);
    let approved = admin.post(&approve, json!({})).await.expect(200);
    assert_eq!(
        (&approved.json["is_pending"], &approved.json["is_active"]),
        (&json!(false), &json!(true))
    );
    admin.post(&approve, json!({})).await.expect(400);
    assert_eq!(signed_in(show(&t, &stranger(1)).await), id);
    assert_eq!(audited(&t, "user.approved").await.len(), 1);
}

#[tokio::test]
async fn a_declined_account_stays_out() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    assert_eq!(show(&t, &stranger(1)).await, PENDING);
    let waiting = admin.get(&format!("{USERS}?status=pending")).await.expect(200);
    let path = format!("{USERS}/{}", waiting.rows()[0]["id"].as_str().unwrap());
    admin.patch(&path, json!({"is_active": false})).await.expect(200);
    assert_eq!(show(&t, &stranger(1)).await, Admission::Refused(Refusal::AccountDisabled));
}

#[tokio::test]
async fn a_disabled_account_is_not_entered_by_card() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let proof = Proof { auto_provision: true, ..stranger(1) };
    let id = signed_in(show(&t, &proof).await);
    let jane = t.sign_in(id, "").await;
    admin.patch(&format!("{USERS}/{id}"), json!({"is_active": false})).await.expect(200);
    jane.get("/api/v1/users/me").await.expect(401);
    assert_eq!(show(&t, &proof).await, Admission::Refused(Refusal::AccountDisabled));
    let opened = session::open(&t.app, id, &origin(), Grant::by(Method::Piv)).await;
    assert!(opened.is_err(), "no session for a disabled account");
}

#[tokio::test]
async fn an_invitation_wants_the_invited_address() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let workspace = t.workspace().await;
    let body = json!({"email": "jane@agency.example", "role": 15});
    let made = workspace.owner.post(&format!("{}/invitations", workspace.path), body).await;
    let made = made.expect(201);
    let token = made.text("link").rsplit('/').next().unwrap().to_owned();
    let accept = format!("/auth/invitations/{token}/accept");
    let proof = Proof { auto_provision: true, ..stranger(1) };
    let id = signed_in(show(&t, &proof).await);
    let jane = t.sign_in(id, "").await;
    let refused = jane.post(&accept, json!(null)).await.expect(403);
    assert!(refused.text("detail").contains("no e-mail address"), "{}", refused.json);
    // An administrator vouches for the address.
    let path = format!("{USERS}/{id}");
    let taken = json!({"email": workspace.owner.email});
    assert!(admin.patch(&path, taken).await.expect(409).json["email"].is_string());
    let email = json!({"email": "Jane@agency.example"});
    let changed = admin.patch(&path, email).await.expect(200);
    assert_eq!(changed.json["email_is_placeholder"], false);
    jane.post(&accept, json!(null)).await.expect(200);
    jane.get(&workspace.path).await.expect(200);
    // And a provider that has verified the address needs nobody to.
    let body = json!({"email": "kim@agency.example", "role": 5});
    let made = workspace.owner.post(&format!("{}/invitations", workspace.path), body).await;
    let token = made.expect(201).text("link").rsplit('/').next().unwrap().to_owned();
    let kim = by_provider("https://one.example/", "kim", Some("kim@agency.example"));
    let kim = t.sign_in(signed_in(show(&t, &kim).await), "").await;
    kim.post(&format!("/auth/invitations/{token}/accept"), json!(null)).await.expect(200);
}

#[tokio::test]
async fn with_passwords_off_no_link_and_no_invitation_sets_one() {
    let t = TestApp::with(|config| config.auth.password = false).await;
    let admin = t.instance_admin().await;
    let workspace = t.workspace().await;
    let body = json!({"email": "jane@agency.example", "role": 15});
    let made = workspace.owner.post(&format!("{}/invitations", workspace.path), body).await;
    let token = made.expect(201).text("link").rsplit('/').next().unwrap().to_owned();
    let account = json!({"first_name": "J", "last_name": "D", "password": PASSWORD});
    let accept = format!("/auth/invitations/{token}/accept");
    let refused = t.anonymous().post(&accept, account).await.expect(403);
    assert!(refused.text("detail").contains("switched off"));
    let reset = format!("{USERS}/{}/reset-link", workspace.owner.id);
    admin.post(&reset, json!({})).await.expect(403);
    t.anonymous().get("/auth/password-links/x").await.expect(403);
    t.anonymous().post("/auth/password-links/x", json!({"password": PASSWORD})).await.expect(403);
    let change = json!({"old_password": PASSWORD, "new_password": PASSWORD});
    admin.post("/api/v1/users/me/password", change).await.expect(403);
}
