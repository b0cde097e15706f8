//! Revoking a card ends what it opened.

use super::{TRUST, anchor, audited, forge::Authority, send_list};
use crate::{
    realtime::client::{Heard, Page, listen},
    support::{Caller, TestApp},
};
use entity::card;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::json;
use treasury_plane::{
    auth::{identities::model::Method, session},
    db::Context,
    random,
    trust::recheck,
};

const ME: &str = "/api/v1/users/me";

/// Somebody who signed in by a card, and the cookie.
pub(super) async fn signed_in_by(t: &TestApp, der: &[u8]) -> (Caller, String) {
    let person = t.user().await;
    let certificate = pki::Certificate::from_der(der).unwrap();
    let tx = t.app.db.begin(Context::user(person.id)).await.unwrap();
    let row = card::ActiveModel {
        id: Set(random::id(t.now())),
        user_id: Set(person.id),
        certificate_sha256: Set(certificate.sha256().to_vec()),
        certificate: Set(der.to_vec()),
        trust_domain: Set("bureau".to_owned()),
        subject: Set(certificate.subject().to_text()),
        issuer: Set(certificate.issuer().to_text()),
        serial: Set(certificate.serial_hex()),
        not_before: Set(t.now()),
        not_after: Set(t.now()),
        first_seen_at: Set(t.now()),
        last_seen_at: Set(t.now()),
        ..Default::default()
    };
    row.insert(&*tx).await.unwrap();
    tx.commit().await.unwrap();
    let grant = session::Grant {
        certificate_sha256: Some(certificate.sha256().to_vec()),
        ..session::Grant::by(Method::Piv)
    };
    let origin = session::Origin::default();
    let cookie = session::open(&t.app, person.id, &origin, grant).await.unwrap();
    let cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
    (person.with_cookie(&cookie), cookie)
}

#[tokio::test]
async fn a_revoked_card_ends_its_sessions_and_sockets_and_no_others() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let authority = Authority::new("Bureau Root");
    anchor(&admin, &authority.der(), "bureau", json!({})).await.expect(201);
    send_list(&admin, &authority.list(1, 0, 48, &[])).await.expect(201);
    let (ana, cookie) = signed_in_by(&t, &authority.card("Ana Diaz", 7, None)).await;
    let (ben, _) = signed_in_by(&t, &authority.card("Ben Roy", 8, None)).await;
    let address = listen(&t).await;
    let mut page = Page::connect(address, Some(&cookie)).await.unwrap();
    assert_eq!(recheck::look(&t.app).await.unwrap(), 0);
    assert_eq!(recheck::look(&t.app).await.unwrap(), 0, "nothing has changed");
    ana.get(ME).await.expect(200);

    // The list is what changes the store, so the cards are looked at without waiting.
    send_list(&admin, &authority.list(2, 1, 48, &[7])).await.expect(201);
    assert_eq!(recheck::look(&t.app).await.unwrap(), 1);
    ana.get(ME).await.expect(401);
    ben.get(ME).await.expect(200);
    admin.get(ME).await.expect(200);
    loop {
        match page.next().await {
            Heard::Closed(_) => break,
            Heard::Text(_) => {}
        }
    }
    let told = audited(&t, "session.ended_by_card").await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0]["reason"], "certificate_revoked");
}

#[tokio::test]
async fn an_anchor_that_goes_takes_its_sessions_along() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let authority = Authority::new("Bureau Root");
    let made = anchor(&admin, &authority.der(), "bureau", json!({})).await.expect(201);
    send_list(&admin, &authority.list(1, 0, 48, &[])).await.expect(201);
    let (ana, _) = signed_in_by(&t, &authority.card("Ana Diaz", 7, None)).await;
    admin.delete(&format!("{TRUST}/anchors/{}", made.id())).await.expect(204);
    assert_eq!(recheck::look(&t.app).await.unwrap(), 1);
    ana.get(ME).await.expect(401);
    assert_eq!(audited(&t, "session.ended_by_card").await[0]["reason"], "untrusted_certificate");
}

#[tokio::test]
async fn a_late_list_ends_sessions_after_an_hour_only() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let authority = Authority::new("Bureau Root");
    anchor(&admin, &authority.der(), "bureau", json!({})).await.expect(201);
    // Ends at ten; it is nine.
    send_list(&admin, &authority.list(1, 0, 10, &[])).await.expect(201);
    let (ana, _) = signed_in_by(&t, &authority.card("Ana Diaz", 7, None)).await;
    for _ in 0..6 {
        // Looked at every quarter of an hour; the person works all the time.
        work(&t, &ana).await;
        assert_eq!(recheck::look(&t.app).await.unwrap(), 0, "{}", t.now());
    }
    // 10:30. The last good judgement was at 9:45, which is an hour ago at 10:45.
    work(&t, &ana).await;
    assert_eq!(recheck::look(&t.app).await.unwrap(), 1);
    ana.get(ME).await.expect(401);
    assert_eq!(audited(&t, "session.ended_by_card").await[0]["reason"], "revocation_unavailable");
}

/// A quarter of an hour in which somebody is never idle for as long.
pub(super) async fn work(t: &TestApp, person: &Caller) {
    for minutes in [7, 7, 1] {
        person.get(ME).await.expect(200);
        t.advance(chrono::Duration::minutes(minutes));
    }
}

#[tokio::test]
async fn one_instance_looks_for_all() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let authority = Authority::new("Bureau Root");
    anchor(&admin, &authority.der(), "bureau", json!({})).await.expect(201);
    send_list(&admin, &authority.list(1, 0, 48, &[7])).await.expect(201);
    signed_in_by(&t, &authority.card("Ana Diaz", 7, None)).await;
    let other = t.another_instance().await;
    assert_eq!(recheck::look(&other).await.unwrap(), 1);
    // The other one took the round, and the next is due in a quarter of an hour.
    let (eve, _) = signed_in_by(&t, &authority.card("Eve Poe", 7, None)).await;
    assert_eq!(recheck::look(&t.app).await.unwrap(), 0);
    t.advance(chrono::Duration::minutes(14));
    eve.get(ME).await.expect(200);
    assert_eq!(recheck::look(&t.app).await.unwrap(), 0);
    t.advance(chrono::Duration::minutes(1));
    assert_eq!(recheck::look(&t.app).await.unwrap(), 1);
    eve.get(ME).await.expect(401);
}
