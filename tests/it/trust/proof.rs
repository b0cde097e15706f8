//! Which of a certificate's names count, by the rules of its anchor (piv.md section 2).

use super::{anchor, forge::Authority, send_list};
use crate::support::{Caller, TestApp};
use serde_json::{Value, json};
use treasury_plane::{
    auth::identities::model::{Identifier, Method, Refusal},
    trust::{self, Judgement},
};

const EDIPI_NAME: &str = "DIAZ.ANA.M.1234567890";

async fn trusted(admin: &Caller, name: &str, domain: &str, settings: Value) -> Authority {
    let authority = Authority::new(name);
    anchor(admin, &authority.der(), domain, settings).await.expect(201);
    send_list(admin, &authority.list(1, 0, 48, &[])).await.expect(201);
    authority
}

async fn judge(t: &TestApp, card: &[u8]) -> Judgement {
    let leaf = pki::Certificate::from_der(card).unwrap();
    trust::judge(&t.app, leaf, Vec::new()).await.unwrap()
}

async fn identifiers(t: &TestApp, card: &[u8]) -> Vec<Identifier> {
    let judgement = judge(t, card).await;
    judgement.proof.unwrap_or_else(|| panic!("{}", judgement.detail)).identifiers
}

fn kinds(identifiers: &[Identifier]) -> Vec<(&str, &str)> {
    identifiers.iter().map(|one| (one.kind.as_str(), one.trust_domain.as_str())).collect()
}

#[tokio::test]
async fn s5_an_edipi_counts_below_anchors_of_the_dod_only() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let agency = trusted(&admin, "Agency Root", "agency", json!({})).await;
    let found = identifiers(&t, &agency.card(EDIPI_NAME, 7, None)).await;
    assert_eq!(kinds(&found), [("subject", "agency")]);
    let dod = trusted(&admin, "Defense Root", "defense", json!({"dod": true})).await;
    let found = identifiers(&t, &dod.card(EDIPI_NAME, 7, None)).await;
    assert_eq!(kinds(&found), [("dod_edipi", "dod"), ("subject", "defense")]);
    assert_eq!(found[0].value, "1234567890");
}

#[tokio::test]
async fn s11_one_name_from_two_agencies_is_two_people() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let group = |name: &str| json!({"issuer_group": name});
    let one = trusted(&admin, "Root One", "shared", group("bureau-one")).await;
    let two = trusted(&admin, "Root Two", "shared", group("bureau-two")).await;
    let rollover = trusted(&admin, "Root One New", "shared", group("bureau-one")).await;
    let subject = async |authority: &Authority| {
        identifiers(&t, &authority.card("Ana Diaz", 7, None)).await.remove(0).value
    };
    let (first, second) = (subject(&one).await, subject(&two).await);
    assert_ne!(first, second);
    // The same agency's next authority still means the same person.
    assert_eq!(first, subject(&rollover).await);
}

#[tokio::test]
async fn s7_a_principal_name_counts_with_a_domain_that_the_anchor_vouches_for() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let settings = json!({"upn_suffixes": ["bureau.gov"], "identifier_kinds": ["upn"]});
    let authority = trusted(&admin, "Bureau Root", "bureau", settings).await;
    let found = identifiers(&t, &authority.card("Ana", 7, Some("Ana@BUREAU.gov"))).await;
    assert_eq!(found[0].value, "ana@bureau.gov");
    for other in ["ana@other.gov", "ana@evil.bureau.gov", "ana@evilbureau.gov"] {
        let judgement = judge(&t, &authority.card("Ana", 8, Some(other))).await;
        // The certificate holds, but says nothing that counts.
        assert!(judgement.verdict.is_accepted());
        assert_eq!(judgement.refusal, Some(Refusal::CertificateRejected), "{other}");
        assert!(judgement.proof.is_none());
        assert!(judgement.detail.contains("no identifier"), "{}", judgement.detail);
    }
}

#[tokio::test]
async fn a_proof_carries_the_card_and_what_the_anchor_allows() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let authority = trusted(&admin, "Bureau Root", "bureau", json!({"auto_provision": true})).await;
    let der = authority.card("Ana Diaz", 7, None);
    let proof = judge(&t, &der).await.proof.unwrap();
    assert_eq!((proof.method, proof.trust_domain.as_str()), (Method::Piv, "bureau"));
    assert!(proof.auto_provision && !proof.soft_revocation);
    let card = proof.card.unwrap();
    assert_eq!(card.certificate, super::text(&der));
    assert_eq!(card.serial, "07");
    assert!(card.subject.contains("CN=Ana Diaz"), "{}", card.subject);
    assert!(card.issuer.contains("CN=Bureau Root"), "{}", card.issuer);
    assert_eq!(card.not_after.to_rfc3339(), "2028-01-01T00:00:00+00:00");
}

#[tokio::test]
async fn each_reason_has_its_refusal() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let authority = Authority::new("Bureau Root");
    anchor(&admin, &authority.der(), "bureau", json!({})).await.expect(201);
    let card = authority.card("Ana Diaz", 7, None);
    assert_eq!(judge(&t, &card).await.refusal, Some(Refusal::RevocationUnavailable));
    send_list(&admin, &authority.list(1, 0, 48, &[8])).await.expect(201);
    assert_eq!(judge(&t, &card).await.refusal, None);
    let revoked = authority.card("Ben Roy", 8, None);
    assert_eq!(judge(&t, &revoked).await.refusal, Some(Refusal::CertificateRevoked));
    let stranger = Authority::new("Bureau Root").card("Eve", 9, None);
    let refusal = judge(&t, &stranger).await.refusal;
    let expected = [Refusal::UntrustedCertificate, Refusal::CertificateRejected];
    assert!(refusal.is_some_and(|refusal| expected.contains(&refusal)), "{refusal:?}");
    let anchor_as_card = judge(&t, &authority.der()).await.refusal;
    assert_eq!(anchor_as_card, Some(Refusal::WrongCertificate));
    t.advance(super::days(-90));
    assert_eq!(judge(&t, &card).await.refusal, Some(Refusal::CertificateNotYetValid));
    t.advance(super::days(900));
    assert_eq!(judge(&t, &card).await.refusal, Some(Refusal::CertificateExpired));
}

#[tokio::test]
async fn a_list_that_ran_out_is_let_pass_for_a_time_and_written_down() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let soft = json!({
        "revocation": "soft", "soft_grace_hours": 24, "soft_until": "2026-03-20T00:00:00Z"
    });
    let authority = trusted(&admin, "Bureau Root", "bureau", soft).await;
    let card = authority.card("Ana Diaz", 7, None);
    assert!(!judge(&t, &card).await.proof.unwrap().soft_revocation);
    // The list ends with the third of March; it is 9 o'clock.
    t.advance(super::days(2));
    assert!(judge(&t, &card).await.proof.unwrap().soft_revocation);
    let told = super::audited(&t, "trust.revocation_let_pass").await;
    assert_eq!(told.len(), 1);
    assert!(told[0]["subject"].as_str().unwrap().contains("Ana Diaz"));
    t.advance(super::days(1));
    assert_eq!(judge(&t, &card).await.refusal, Some(Refusal::RevocationUnavailable));
}
