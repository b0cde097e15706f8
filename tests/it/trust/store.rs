//! What goes into the store, what does not, and who may.

use super::{
    AUTHENTICATION, AUTHORITIES, AUTHORITY_1, AUTHORITY_1_CRL, AUTHORITY_1_OLD_CRL, ROOT, ROOT_CRL,
    TRUST, anchor, at_the_time_of_the_cards, audited, forge::Authority, send_list, text,
    trust_the_cards,
};
use crate::support::TestApp;
use serde_json::json;
use std::time::{Duration, Instant};
use treasury_plane::trust;

#[tokio::test]
async fn it_ships_empty_and_only_administrators_of_the_instance_see_it() {
    let t = TestApp::new().await;
    let (admin, person) = (t.instance_admin().await, t.user().await);
    let empty = json!({"anchors": [], "certificates": [], "crls": [], "crl_sources": []});
    assert_eq!(admin.get(TRUST).await.expect(200).json, empty);
    person.get(TRUST).await.expect(403);
    t.anonymous().get(TRUST).await.expect(401);
    anchor(&person, ROOT, "gsa", json!({})).await.expect(403);
    send_list(&person, ROOT_CRL).await.expect(403);
    send_list(&t.anonymous(), ROOT_CRL).await.expect(401);
    let token = admin.by_token().await;
    token.get(TRUST).await.expect(403);
}

#[tokio::test]
async fn anchors_are_added_changed_and_removed_and_all_of_it_is_audited() {
    let t = at_the_time_of_the_cards().await;
    let admin = t.instance_admin().await;
    let made = anchor(&admin, ROOT, "gsa", json!({"auto_provision": true})).await.expect(201);
    assert_eq!(made.text("revocation"), "hard");
    assert_eq!(made.text("issuer_group"), "gsa");
    assert_eq!(made.json["require_client_auth_eku"], true);
    assert_eq!(made.json["expires_soon"], false);
    let path = format!("{TRUST}/anchors/{}", made.id());
    let patch = json!({"revocation": "soft", "soft_until": "2025-01-15T00:00:00Z", "dod": true});
    let changed = admin.patch(&path, patch).await.expect(200);
    assert_eq!(changed.text("revocation"), "soft");
    admin.patch(&path, json!({"revocation": "off"})).await.expect_fault("revocation");
    admin.patch(&path, json!({"trust_domain": "A/B"})).await.expect_fault("trust_domain");
    anchor(&admin, ROOT, "gsa", json!({})).await.expect(409);
    admin.delete(&path).await.expect(204);
    admin.delete(&path).await.expect(404);

    let added = &audited(&t, "trust.anchor_added").await[0];
    assert_eq!(added["sha256"], made.json["sha256"]);
    assert!(added["subject"].as_str().unwrap().contains("ICAM Test Card Root CA"), "{added}");
    assert_eq!(added["settings"]["auto_provision"], true);
    let changes = &audited(&t, "trust.anchor_changed").await[0]["changes"];
    assert_eq!(changes["revocation"], json!({"old": "hard", "new": "soft"}));
    assert_eq!(changes["dod"], json!({"old": false, "new": true}));
    assert!(changes.get("auto_provision").is_none());
    assert_eq!(audited(&t, "trust.anchor_removed").await.len(), 1);
}

#[tokio::test]
async fn wrong_files_are_refused_in_words() {
    let t = at_the_time_of_the_cards().await;
    let admin = t.instance_admin().await;
    let says = async |der: &[u8], words: &str| {
        let answer = anchor(&admin, der, "gsa", json!({})).await.expect_fault("certificate");
        assert!(answer.json["certificate"][0].as_str().unwrap().contains(words), "{}", answer.json);
    };
    says(AUTHENTICATION, "not the certificate of a certification authority").await;
    says(AUTHORITIES, "holds 2 certificates").await;
    says(ROOT_CRL, "revocation list").await;
    says(b"hello", "cannot be read").await;
    says(&ROOT[..ROOT.len() - 1], "cannot be read").await;
    t.advance(super::days(3000));
    // The session has ended meanwhile.
    let admin = t.instance_admin().await;
    let answer = anchor(&admin, ROOT, "gsa", json!({})).await.expect_fault("certificate");
    assert_eq!(answer.json["certificate"], json!(["This certificate ended on 2032-12-31."]));
}

#[tokio::test]
async fn a_bundle_is_looked_into_and_added() {
    let t = at_the_time_of_the_cards().await;
    let admin = t.instance_admin().await;
    let made = anchor(&admin, ROOT, "gsa", json!({})).await.expect(201);
    let inspect = format!("{TRUST}/inspect");
    let bundle = json!({"bundle": text(AUTHORITIES)});
    let seen = admin.post(&inspect, bundle.clone()).await.expect(200);
    let certificates = seen.json["certificates"].as_array().unwrap();
    assert_eq!(certificates.len(), 2);
    for one in certificates {
        assert_eq!(one["is_ca"], true);
        assert_eq!(one["is_self_signed"], false);
        assert_eq!(one["reaches"], json!([made.id()]));
        assert_eq!(one["known"], json!(null));
    }
    assert_eq!(admin.get(TRUST).await.json["certificates"], json!([]), "looking adds nothing");

    let path = format!("{TRUST}/certificates");
    let added = admin.post(&path, bundle.clone()).await.expect(201);
    assert_eq!(added.json, json!({"added": 2, "known": 0, "crls": 0, "refused": []}));
    let again = admin.post(&path, bundle.clone()).await.expect(201);
    assert_eq!(again.json, json!({"added": 0, "known": 2, "crls": 0, "refused": []}));
    let seen = admin.post(&inspect, bundle).await.expect(200);
    assert_eq!(seen.json["certificates"][0]["known"], "certificate");
    let card = admin.post(&path, json!({"bundle": text(AUTHENTICATION)})).await.expect(201);
    assert_eq!(card.json["added"], 0);
    let why = card.json["refused"][0]["why"].as_str().unwrap();
    assert_eq!(why, "It is not the certificate of a certification authority.");
    let shown = admin.get(TRUST).await.expect(200);
    assert_eq!(shown.json["certificates"][1]["reaches"], json!([made.id()]));
    let id = shown.json["certificates"][0]["id"].as_str().unwrap();
    admin.delete(&format!("{path}/{id}")).await.expect(204);
    let left = admin.get(TRUST).await.json["certificates"].as_array().unwrap().len();
    assert_eq!(left, 1);
}

#[tokio::test]
async fn a_list_needs_an_issuer_that_is_known_and_a_signature_that_holds() {
    let t = at_the_time_of_the_cards().await;
    let admin = t.instance_admin().await;
    let says = async |list: &[u8], words: &str| {
        let answer = send_list(&admin, list).await.expect_fault("crl");
        assert!(answer.json["crl"][0].as_str().unwrap().contains(words), "{}", answer.json);
    };
    says(ROOT_CRL, "Add the issuer's certificate first").await;
    anchor(&admin, ROOT, "gsa", json!({})).await.expect(201);
    let mut forged = ROOT_CRL.to_vec();
    *forged.last_mut().unwrap() ^= 1;
    says(&forged, "signature does not hold").await;
    says(AUTHENTICATION, "not a revocation list").await;
    says(b"hello", "cannot be read").await;
    let stored = send_list(&admin, ROOT_CRL).await.expect(201);
    assert_eq!(stored.text("number"), "3");
    assert_eq!(stored.json["is_current"], true);
    assert_eq!(stored.json["size_bytes"], ROOT_CRL.len());
    assert_eq!(send_list(&admin, ROOT_CRL).await.expect(201).id(), stored.id(), "the same again");
    assert_eq!(audited(&t, "trust.crl_added").await.len(), 1);
    admin.delete(&format!("{TRUST}/crls/{}", stored.id())).await.expect(204);
    assert_eq!(admin.get(TRUST).await.json["crls"], json!([]));
}

#[tokio::test]
async fn lists_never_go_backwards() {
    let t = at_the_time_of_the_cards().await;
    let admin = t.instance_admin().await;
    trust_the_cards(&admin).await;
    let answer = send_list(&admin, AUTHORITY_1_OLD_CRL).await.expect_fault("crl");
    let fault = answer.json["crl"][0].as_str().unwrap();
    assert!(fault.contains("A newer list"), "{fault}");

    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let authority = Authority::new("Bureau Root");
    anchor(&admin, &authority.der(), "bureau", json!({})).await.expect(201);
    send_list(&admin, &authority.list(300, 2, 48, &[7])).await.expect(201);
    // A later date does not make up for a smaller number, nor the other way round.
    for older in [authority.list(299, 3, 48, &[]), authority.list(301, 1, 48, &[])] {
        send_list(&admin, &older).await.expect_fault("crl");
    }
    let next = authority.list(301, 3, 48, &[]);
    assert_eq!(send_list(&admin, &next).await.expect(201).json["entries"], 0);
    assert_eq!(admin.get(TRUST).await.json["crls"].as_array().unwrap().len(), 1);
    // What begins in the future would keep everything else out.
    let ahead = authority.list(302, 20, 48, &[]);
    send_list(&admin, &ahead).await.expect_fault("crl");
}

#[tokio::test]
async fn the_limit_of_bodies_is_lifted_for_lists_only() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let large = vec![b'x'; t.app.config.http.max_body_bytes + 1];
    // Read to its end, and then found to be no list.
    send_list(&admin, &large).await.expect_fault("crl");
    let body = json!({"bundle": String::from_utf8(large).unwrap()});
    admin.post(&format!("{TRUST}/inspect"), body).await.expect(413);
}

#[tokio::test]
async fn another_instance_notices_a_change_within_seconds() {
    let t = at_the_time_of_the_cards().await;
    let admin = t.instance_admin().await;
    let other = t.another_instance().await;
    assert!(trust::current(&other).await.unwrap().anchors.is_empty());
    anchor(&admin, ROOT, "gsa", json!({})).await.expect(201);
    let body = json!({"bundle": text(AUTHORITY_1)});
    admin.post(&format!("{TRUST}/certificates"), body).await.expect(201);
    send_list(&admin, AUTHORITY_1_CRL).await.expect(201);
    let begun = Instant::now();
    loop {
        let seen = trust::current(&other).await.unwrap();
        if seen.anchors.len() == 1 && seen.store.crls().len() == 1 {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "the other instance does not notice");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    // A list that was read stays read.
    let before = trust::current(&other).await.unwrap();
    other.trust.changed();
    send_list(&admin, ROOT_CRL).await.expect(201);
    let after = trust::current(&other).await.unwrap();
    assert_eq!(after.store.crls().len(), 2);
    let old = &before.store.crls()[0];
    assert!(after.store.crls().iter().any(|crl| std::sync::Arc::ptr_eq(crl, old)));
}

#[tokio::test]
async fn what_ends_is_said_in_time() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let authority = Authority::new("Bureau Root");
    anchor(&admin, &authority.der(), "bureau", json!({})).await.expect(201);
    send_list(&admin, &authority.list(1, 0, 48, &[])).await.expect(201);
    assert_eq!(trust::expiry::find(&t.app).await.unwrap(), []);
    t.advance(super::days(3));
    let found = trust::expiry::find(&t.app).await.unwrap();
    assert_eq!(found.iter().map(|one| one.kind).collect::<Vec<_>>(), ["revocation list"]);
    // The authority ends on the first of January 2028.
    t.advance("2027-11-05T00:00:00Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap() - t.now());
    let kinds: Vec<_> = trust::expiry::find(&t.app).await.unwrap();
    assert_eq!(kinds.iter().map(|one| one.kind).collect::<Vec<_>>(), ["revocation list", "anchor"]);
    assert_eq!(trust::expiry::warn(&t.app).await.unwrap(), 2);
    let admin = t.instance_admin().await;
    let shown = admin.get(TRUST).await.expect(200);
    assert_eq!(shown.json["anchors"][0]["expires_soon"], true);
    assert_eq!(shown.json["crls"][0]["is_current"], false);
}
