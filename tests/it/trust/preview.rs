//! The preview of a certificate, with the GSA's test cards.

use super::{
    AUTHENTICATION, AUTHORITIES, POLICIES, ROOT, SIGNATURE, TRUST, anchor,
    at_the_time_of_the_cards, forge::Authority, preview, send_list, text, trust_the_cards,
};
use crate::support::TestApp;
use entity::identity;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;
use treasury_plane::{db::Context, random};

#[tokio::test]
async fn a_golden_card_is_shown_with_what_it_says() {
    let t = at_the_time_of_the_cards().await;
    let admin = t.instance_admin().await;
    let made = trust_the_cards(&admin).await;
    let seen = preview(&admin, AUTHENTICATION).await.expect(200);
    assert_eq!(seen.json["accepted"], true, "{}", seen.json);
    assert_eq!(seen.json["reason"], json!(null));
    assert_eq!(seen.json["anchor"]["id"], json!(made.id()));
    assert_eq!(seen.text("would"), "wait_for_approval");
    assert!(seen.text("subject").contains("ICAM PIV Authentication"));
    assert_eq!(seen.text("serial"), "5853cce2521801412001");
    let fascn = seen.json["card"]["fascn"].as_str().unwrap();
    assert!(fascn.starts_with("4700-0256-001337"), "{fascn}");
    let identifiers = seen.json["identifiers"].as_array().unwrap();
    assert_eq!(identifiers.len(), 1);
    assert_eq!(identifiers[0]["kind"], "subject");
    assert_eq!(identifiers[0]["trust_domain"], "gsa");
    assert_eq!(identifiers[0]["known_user"], json!(null));
    let steps = seen.json["steps"].as_array().unwrap();
    assert!(steps.len() > 2 && steps.iter().all(|step| step["passed"] == true), "{steps:?}");

    let path = format!("{TRUST}/anchors/{}", made.id());
    admin.patch(&path, json!({"auto_provision": true})).await.expect(200);
    let seen = preview(&admin, AUTHENTICATION).await.expect(200);
    assert_eq!(seen.text("would"), "create_account");
    admin.patch(&path, json!({"enabled": false})).await.expect(200);
    let seen = preview(&admin, AUTHENTICATION).await.expect(200);
    assert_eq!((seen.text("would"), seen.text("reason")), ("refuse", "no_path"));
}

#[tokio::test]
async fn why_a_card_is_refused_is_told_step_by_step() {
    let t = at_the_time_of_the_cards().await;
    let admin = t.instance_admin().await;
    let nothing = preview(&admin, AUTHENTICATION).await.expect(200);
    assert_eq!(nothing.text("reason"), "no_path");
    anchor(&admin, ROOT, "gsa", json!({"policies": POLICIES})).await.expect(201);
    let body = json!({"bundle": text(AUTHORITIES)});
    admin.post(&format!("{TRUST}/certificates"), body).await.expect(201);
    // Without lists nobody can say that it is not revoked.
    let unknown = preview(&admin, AUTHENTICATION).await.expect(200);
    assert_eq!(unknown.text("reason"), "revocation_unavailable");
    let failed = unknown.json["steps"].as_array().unwrap().iter().filter(|s| s["passed"] == false);
    assert_eq!(failed.count(), 1, "{}", unknown.json);
    for list in [super::ROOT_CRL, super::AUTHORITY_1_CRL, super::AUTHORITY_3_CRL] {
        send_list(&admin, list).await.expect(201);
    }
    assert_eq!(preview(&admin, AUTHENTICATION).await.json["accepted"], true);
    let wrong = preview(&admin, SIGNATURE).await.expect(200);
    assert_eq!(wrong.json["accepted"], false);
    assert_eq!(wrong.text("would"), "refuse");
    assert!(["policy", "not_for_sign_in"].contains(&wrong.text("reason")), "{}", wrong.json);
    preview(&admin, b"no certificate").await.expect_fault("certificate");
    let person = t.user().await;
    preview(&person, AUTHENTICATION).await.expect(403);
}

#[tokio::test]
async fn the_account_behind_a_card_is_named() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let authority = Authority::new("Bureau Root");
    let settings = json!({"upn_suffixes": ["bureau.gov"]});
    anchor(&admin, &authority.der(), "bureau", settings).await.expect(201);
    send_list(&admin, &authority.list(1, 0, 48, &[])).await.expect(201);
    let card = authority.card("Ana Diaz", 7, Some("ana@bureau.gov"));
    let seen = preview(&admin, &card).await.expect(200);
    assert_eq!(seen.json["accepted"], true, "{}", seen.json);
    let values = seen.json["identifiers"].as_array().unwrap().clone();
    assert_eq!(values[0]["kind"], "upn");
    let (ana, ben) = (t.user().await, t.user().await);
    link(&t, ana.id, &values[0]).await;
    let seen = preview(&admin, &card).await.expect(200);
    assert_eq!(seen.text("would"), "sign_in");
    assert_eq!(seen.json["identifiers"][0]["known_user"]["id"], json!(ana.id));
    // The other identifier is somebody else's: never a merge.
    link(&t, ben.id, &values[1]).await;
    let seen = preview(&admin, &card).await.expect(200);
    assert_eq!((seen.text("would"), seen.text("reason")), ("refuse", "identity_conflict"));
}

async fn link(t: &TestApp, user_id: uuid::Uuid, identifier: &serde_json::Value) {
    let text = |key: &str| identifier[key].as_str().unwrap().to_owned();
    let tx = t.app.db.begin(Context::user(user_id)).await.unwrap();
    let row = identity::ActiveModel {
        id: Set(random::id(t.now())),
        user_id: Set(user_id),
        trust_domain: Set(text("trust_domain")),
        kind: Set(text("kind")),
        value: Set(text("value")),
        label: Set(String::new()),
        created_at: Set(t.now()),
        ..Default::default()
    };
    row.insert(&*tx).await.unwrap();
    tx.commit().await.unwrap();
}
