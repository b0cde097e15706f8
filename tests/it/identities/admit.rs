//! From a proof to an account: the S and O tests of the specification that are decided here.

use super::*;
use treasury_plane::auth::{
    identities::model::Refusal,
    session::{self, Grant},
};

fn edipi(value: &str) -> Identifier {
    identifier("dod", "dod_edipi", value)
}

fn subject(domain: &str, value: &str) -> Identifier {
    identifier(domain, "subject", value)
}

#[tokio::test]
async fn somebody_unknown_gets_an_account_without_workspaces() {
    let t = TestApp::new().await;
    let proof = by_card(1, vec![edipi("1234567890"), subject("dod", "CN=DOE")]);
    let id = signed_in(show(&t, &proof).await);
    let jane = person(&t, id).await;
    assert!(jane.is_active && !jane.is_pending && !jane.is_instance_admin);
    assert_eq!((jane.first_name.as_str(), jane.display_name.as_str()), ("Jane", "Jane Doe"));
    assert!(jane.email.ends_with("@no-address.invalid"), "{}", jane.email);
    assert_eq!(identities(&t, id).await.len(), 2);
    assert_eq!(audited(&t, "user.provisioned").await.len(), 1);
    let jane = t.sign_in(id, &jane.email).await;
    let me = jane.get("/api/v1/users/me").await.expect(200);
    assert_eq!(me.json["email_is_placeholder"], true);
    assert_eq!(jane.get("/api/v1/workspaces").await.expect(200).rows().len(), 0);
    assert_eq!(signed_in(show(&t, &proof).await), id);
    assert_eq!(people(&t).await, 1);
}

#[tokio::test]
async fn s4_a_homograph_of_a_name_is_another_person() {
    let t = TestApp::new().await;
    let latin = by_card(1, vec![subject("agency", "CN=DOE.JANE")]);
    let cyrillic = by_card(2, vec![subject("agency", "CN=D\u{41e}E.JANE")]);
    let lower = by_card(3, vec![subject("agency", "cn=doe.jane")]);
    let mut ids = vec![];
    for proof in [&latin, &cyrillic, &lower] {
        ids.push(signed_in(show(&t, proof).await));
    }
    ids.dedup();
    assert_eq!(ids.len(), 3);
}

#[tokio::test]
async fn s8_a_renewed_certificate_is_the_same_person_and_card() {
    let t = TestApp::new().await;
    let mut proof = by_card(1, vec![edipi("1234567890")]);
    let id = signed_in(show(&t, &proof).await);
    let plastic = proof.card.as_ref().unwrap().card_uuid.clone();
    proof.card = Some(Card { card_uuid: plastic, ..card(2) });
    assert_eq!(signed_in(show(&t, &proof).await), id);
    assert_eq!(audited(&t, "card.added").await.len(), 2);
    assert_eq!(audited(&t, "card_changed").await.len(), 0);
}

#[tokio::test]
async fn s9_a_new_card_of_the_same_person_is_audited_with_both_numbers() {
    let t = TestApp::new().await;
    let proof = by_card(1, vec![edipi("1234567890")]);
    let id = signed_in(show(&t, &proof).await);
    t.advance(chrono::Duration::days(1));
    let next = by_card(2, vec![edipi("1234567890")]);
    assert_eq!(signed_in(show(&t, &next).await), id);
    let changed = audited(&t, "card_changed").await;
    assert_eq!(changed.len(), 1);
    assert_eq!(changed[0]["card_uuid"], "00000000-0000-4000-8000-000000000002");
    assert_eq!(changed[0]["previous_card_uuid"], "00000000-0000-4000-8000-000000000001");
    // Seen again, neither is new.
    signed_in(show(&t, &next).await);
    assert_eq!(audited(&t, "card_changed").await.len(), 1);
}

#[tokio::test]
async fn s10_another_name_of_the_same_person_is_taken_over() {
    let t = TestApp::new().await;
    let before = by_card(1, vec![edipi("1234567890"), subject("dod", "CN=DOE.JANE")]);
    let id = signed_in(show(&t, &before).await);
    t.advance(chrono::Duration::days(1));
    let mut after = by_card(2, vec![edipi("1234567890"), subject("dod", "CN=ROE.JANE")]);
    after.last_name = "Roe\u{202e}\n".to_owned();
    assert_eq!(signed_in(show(&t, &after).await), id);
    let jane = person(&t, id).await;
    assert_eq!((jane.last_name.as_str(), jane.display_name.as_str()), ("Roe", "Jane Roe"));
    assert_eq!(identities(&t, id).await.len(), 3);
    assert_eq!(audited(&t, "user.renamed").await[0]["after"], "Jane Roe");
}

#[tokio::test]
async fn s10_a_name_that_the_issuer_did_not_give_stays() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    t.advance(chrono::Duration::seconds(1));
    let link = by_card(1, vec![edipi("1234567890")]);
    link::link(&t, &ana, &link).await;
    assert_eq!(signed_in(show(&t, &link).await), ana.id);
    assert_eq!(person(&t, ana.id).await.first_name, "Person");
}

#[tokio::test]
async fn s11_the_same_subject_of_another_issuer_is_another_person() {
    let t = TestApp::new().await;
    let one = signed_in(show(&t, &by_card(1, vec![subject("treasury", "CN=DOE")])).await);
    let other = signed_in(show(&t, &by_card(2, vec![subject("interior", "CN=DOE")])).await);
    assert_ne!(one, other);
}

#[tokio::test]
async fn identifiers_that_point_at_two_accounts_are_an_error() {
    let t = TestApp::new().await;
    signed_in(show(&t, &by_card(1, vec![edipi("1111111111")])).await);
    signed_in(show(&t, &by_card(2, vec![subject("dod", "CN=B")])).await);
    let both = by_card(3, vec![edipi("1111111111"), subject("dod", "CN=B")]);
    assert_eq!(show(&t, &both).await, Admission::Refused(Refusal::IdentityConflict));
    let accounts = &audited(&t, "identity.conflict").await[0]["accounts"];
    assert_eq!(accounts.as_array().unwrap().len(), 2);
    assert_eq!(people(&t).await, 2);
}

#[tokio::test]
async fn another_lifelong_number_under_the_same_subject_is_an_error() {
    let t = TestApp::new().await;
    let jane = by_card(1, vec![edipi("1111111111"), subject("dod", "CN=DOE")]);
    let id = signed_in(show(&t, &jane).await);
    let namesake = by_card(2, vec![edipi("2222222222"), subject("dod", "CN=DOE")]);
    assert_eq!(show(&t, &namesake).await, Admission::Refused(Refusal::IdentityConflict));
    assert_eq!(identities(&t, id).await.len(), 2);
}

#[tokio::test]
async fn o19_another_address_keeps_the_account() {
    let t = TestApp::new().await;
    let first = by_provider("https://one.example/", "s1", Some("Jane@agency.example"));
    let id = signed_in(show(&t, &first).await);
    assert_eq!(person(&t, id).await.email, "jane@agency.example");
    let moved = by_provider("https://one.example/", "s1", Some("roe@agency.example"));
    assert_eq!(signed_in(show(&t, &moved).await), id);
    assert_eq!(person(&t, id).await.email, "jane@agency.example");
}

#[tokio::test]
async fn o20_the_address_of_an_account_opens_it_to_nobody() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let first = by_provider("https://one.example/", "s1", Some(&ana.email.to_uppercase()));
    let one = signed_in(show(&t, &first).await);
    let second = by_provider("https://two.example/", "s1", Some(&ana.email));
    let two = signed_in(show(&t, &second).await);
    assert!(one != ana.id && two != ana.id && one != two);
    assert!(person(&t, one).await.email.ends_with("@no-address.invalid"));
    assert_eq!(person(&t, ana.id).await.email, ana.email);
}

#[tokio::test]
async fn two_first_sign_ins_at_once_make_one_account() {
    let t = TestApp::new().await;
    let proof = by_card(1, vec![edipi("1234567890"), subject("dod", "CN=DOE")]);
    let all = [show(&t, &proof), show(&t, &proof), show(&t, &proof), show(&t, &proof)];
    let mut ids: Vec<_> =
        futures_util::future::join_all(all).await.into_iter().map(signed_in).collect();
    ids.dedup();
    assert_eq!((ids.len(), people(&t).await), (1, 1));
}

#[tokio::test]
async fn an_account_keeps_a_bounded_number_of_cards_and_identities() {
    let t = TestApp::new().await;
    let mut id = Uuid::nil();
    for number in 0..14 {
        t.advance(chrono::Duration::hours(1));
        let mut proof =
            by_card(number, vec![edipi("1234567890"), subject("dod", &format!("CN={number}"))]);
        if number == 5 {
            proof.card.as_mut().unwrap().not_after = t.now();
        }
        id = signed_in(show(&t, &proof).await);
    }
    assert_eq!(identities(&t, id).await.len(), 10);
    let jane = t.sign_in(id, "").await;
    let seen = jane.get("/api/v1/users/me/identities").await.expect(200);
    let cards: Vec<_> =
        seen.json["cards"].as_array().unwrap().iter().map(|card| card["serial"].as_str()).collect();
    assert_eq!(cards.len(), 10);
    assert!(!cards.contains(&Some("05")), "the expired one goes first: {cards:?}");
    assert!(cards.contains(&Some("0d")) && !cards.contains(&Some("00")), "{cards:?}");
}

#[tokio::test]
async fn a_soft_checked_card_administers_nothing() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let grant = Grant { soft_revocation: true, ..Grant::by(Method::Piv) };
    let cookie = session::open(&t.app, admin.id, &origin(), grant).await;
    let soft = t.anonymous().with_cookie(cookie.unwrap().to_str().unwrap());
    soft.get("/api/v1/users/me").await.expect(200);
    soft.get("/api/v1/instance").await.expect(403);
    admin.get("/api/v1/instance").await.expect(200);
}

#[tokio::test]
async fn a_locked_address_shows_no_cards() {
    let t = TestApp::with(|config| config.auth.lockout_attempts_per_address = 2).await;
    let proof = by_card(1, vec![edipi("1111111111"), subject("dod", "CN=A")]);
    signed_in(show(&t, &proof).await);
    let conflict = by_card(2, vec![edipi("2222222222"), subject("dod", "CN=A")]);
    for _ in 0..2 {
        assert_eq!(show(&t, &conflict).await, Admission::Refused(Refusal::IdentityConflict));
    }
    assert_eq!(show(&t, &proof).await, Admission::Refused(Refusal::Locked));
    t.advance(chrono::Duration::minutes(15));
    signed_in(show(&t, &proof).await);
}
