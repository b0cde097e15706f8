//! S1 to S15: what names may do.

use super::*;
use crate::{
    certificate::Certificate,
    forge::{Cert, Key, attribute, name, oid, other_name, seq, set, tlv, uri},
};

const COMMON_NAME: &str = "2.5.4.3";
const UPN: &str = "1.3.6.1.4.1.311.20.2.3";
const FASCN: &str = "2.16.840.1.101.3.6.6";
const UUID: &str = "urn:uuid:2a5c1f4e-7b8d-4c3a-9e0f-0123456789ab";
const UTF8: u8 = 0x0c;

fn leaf(cert: &Cert) -> Certificate {
    Certificate::from_der(&cert.build(&Key::new(), "CA", &Key::new())).unwrap()
}

fn named(common_name: &str) -> Certificate {
    leaf(&Cert::person(common_name))
}

fn with_names(common_name: &str, names: &[Vec<u8>]) -> Certificate {
    leaf(&Cert::person(common_name).alternative(names))
}

fn upn(text: &str) -> Vec<u8> {
    other_name(UPN, &tlv(UTF8, text.as_bytes()))
}

fn fascn(bytes: &[u8]) -> Vec<u8> {
    other_name(FASCN, &tlv(0x04, bytes))
}

fn golden() -> Vec<u8> {
    let layout = fascn::tests::layout("4700", "0257", "000046", "0257000046199991");
    fascn::tests::encode(&layout)
}

fn all() -> IdentityRules {
    IdentityRules {
        kinds: vec![Kind::DodEdipi, Kind::Upn, Kind::Subject, Kind::Uid],
        dod: true,
        upn_suffixes: vec!["agency.gov".to_owned(), "@mil".to_owned()],
        issuer_group: "agency".to_owned(),
    }
}

fn found(leaf: &Certificate, rules: &IdentityRules) -> Vec<(Kind, String)> {
    identifiers(leaf, &card_facts(leaf), "federal", rules)
        .into_iter()
        .map(|identifier| (identifier.kind, identifier.value))
        .collect()
}

fn value(leaf: &Certificate, kind: Kind) -> Option<String> {
    found(leaf, &all()).into_iter().find(|(found, _)| *found == kind).map(|(_, value)| value)
}

#[test]
fn s1_characters_that_deceive_yield_no_identifier() {
    for spoiled in [
        "DOE.JOHN\0.1234567890",
        "DOE.JOHN\n.1234567890",
        "DOE.JOHN\r.1234567890",
        "DOE.JOHN\u{7f}.1234567890",
        "DOE.JOHN\u{85}.1234567890",
        "DOE.JOHN\u{202e}.1234567890",
        "DOE.JOHN\u{2066}.1234567890",
        "DOE.JOHN\u{200b}.1234567890",
        "DOE.JOHN\u{2028}.1234567890",
    ] {
        let leaf = with_names(spoiled, &[upn("jane@agency.gov")]);
        assert_eq!(found(&leaf, &all()), [], "{spoiled:?}");
        let facts = card_facts(&leaf);
        assert_eq!(facts.common_name, None);
        assert_eq!(facts.edipi, None);
        assert_eq!(facts.anomalies.len(), 1);
        assert!(!facts.display_name.chars().any(crate::name::is_unsafe), "{spoiled:?}");
    }
}

#[test]
fn s2_two_common_names_are_none() {
    let subject = seq(&[
        &attribute(COMMON_NAME, UTF8, b"DOE.JOHN.1234567890"),
        &attribute(COMMON_NAME, UTF8, b"ROE.JANE.0987654321"),
    ]);
    let leaf = leaf(&Cert::person("").subject(subject));
    let facts = card_facts(&leaf);
    assert_eq!(facts.common_name, None);
    assert_eq!(facts.edipi, None);
    assert_eq!(facts.anomalies.len(), 1);
    assert_eq!(facts.display_name, "CN=ROE.JANE.0987654321,CN=DOE.JOHN.1234567890");
}

#[test]
fn s3_multi_valued_names_are_read() {
    let pair = |kind: &str, text: &str| seq(&[&oid(kind), &tlv(UTF8, text.as_bytes())]);
    let subject = seq(&[&set(&[
        &pair(COMMON_NAME, "Jane Doe"),
        &pair("0.9.2342.19200300.100.1.1", "12001003912345"),
    ])]);
    let leaf = leaf(&Cert::person("").subject(subject));
    let facts = card_facts(&leaf);
    assert_eq!(facts.common_name.as_deref(), Some("Jane Doe"));
    assert_eq!(value(&leaf, Kind::Uid).as_deref(), Some("agency:12001003912345"));
    assert_eq!(facts.anomalies, Vec::<String>::new());
}

#[test]
fn s4_homographs_are_another_subject() {
    let latin = value(&named("Anna Ray"), Kind::Subject);
    assert_ne!(latin, value(&named("\u{410}nna Ray"), Kind::Subject));
    assert_eq!(latin, value(&named("Anna Ray"), Kind::Subject));
}

#[test]
fn s5_edipi_counts_under_a_dod_anchor_only() {
    let leaf = named("DOE.JOHN.Q.1234567890");
    assert_eq!(value(&leaf, Kind::DodEdipi).as_deref(), Some("1234567890"));
    let found = identifiers(&leaf, &card_facts(&leaf), "federal", &all());
    assert_eq!(found[0].trust_domain, "dod");
    let rules = IdentityRules { dod: false, ..all() };
    let found = identifiers(&leaf, &card_facts(&leaf), "federal", &rules);
    assert!(found.iter().all(|identifier| identifier.kind != Kind::DodEdipi));
    assert!(found.iter().all(|identifier| identifier.trust_domain == "federal"));
}

#[test]
fn s6_edipi_with_nine_or_eleven_digits_is_none() {
    for common_name in [
        "DOE.JOHN.123456789",
        "DOE.JOHN.12345678901",
        "DOE.JOHN.\u{ff11}\u{ff12}\u{ff13}\u{ff14}\u{ff15}\u{ff16}\u{ff17}\u{ff18}\u{ff19}\u{ff10}",
        "DOE.JOHN.\u{661}234567890",
        "DOE.JOHN.1234567890 ",
        "DOE.JOHN.1234567890.",
        "DOE JOHN 1234567890",
        ".1234567890",
        "1234567890",
    ] {
        assert_eq!(value(&named(common_name), Kind::DodEdipi), None, "{common_name:?}");
    }
}

#[test]
fn s6_edipi_that_the_principal_name_contradicts_is_none() {
    let leaf = with_names("DOE.JOHN.1234567890", &[upn("1234567890117002@mil")]);
    assert_eq!(value(&leaf, Kind::DodEdipi).as_deref(), Some("1234567890"));
    let leaf = with_names("DOE.JOHN.1234567890", &[upn("9999999999117002@mil")]);
    assert_eq!(value(&leaf, Kind::DodEdipi), None);
    assert_eq!(card_facts(&leaf).anomalies.len(), 1);
}

#[test]
fn s7_principal_name_in_other_case_is_the_same() {
    for text in ["jane.doe@agency.gov", "Jane.DOE@Agency.GOV"] {
        let leaf = with_names("Jane Doe", &[upn(text)]);
        assert_eq!(value(&leaf, Kind::Upn).as_deref(), Some("jane.doe@agency.gov"));
    }
}

#[test]
fn s7_principal_name_outside_ascii_is_none() {
    for text in [
        "j\u{e4}ne@agency.gov",
        "jane@agency.gov\0",
        "ja ne@agency.gov",
        "jane\n@agency.gov",
        "@agency.gov",
        "jane@",
        "jane",
        "jane@x@agency.gov",
        "\u{212a}ane@agency.gov",
    ] {
        let leaf = with_names("Jane Doe", &[upn(text)]);
        assert_eq!(value(&leaf, Kind::Upn), None, "{text:?}");
        assert_eq!(card_facts(&leaf).anomalies.len(), 1, "{text:?}");
    }
}

#[test]
fn s7_principal_name_with_a_wrong_suffix_is_none() {
    for text in ["jane@other.gov", "jane@sub.agency.gov", "jane@xagency.gov", "jane@agency.gov."] {
        assert_eq!(value(&with_names("Jane Doe", &[upn(text)]), Kind::Upn), None, "{text}");
    }
    let rules = IdentityRules { upn_suffixes: Vec::new(), ..all() };
    let leaf = with_names("Jane Doe", &[upn("jane@agency.gov")]);
    assert!(found(&leaf, &rules).iter().all(|(kind, _)| *kind != Kind::Upn));
}

#[test]
fn s7_two_principal_names_are_none() {
    let names = [upn("jane@agency.gov"), upn("joe@agency.gov"), upn("jim@agency.gov")];
    assert_eq!(value(&with_names("Jane Doe", &names), Kind::Upn), None);
}

#[test]
fn s8_renewed_certificate_is_the_same_user() {
    let renewed = Cert::person("DOE.JOHN.1234567890").serial(2).valid(5, 6);
    assert_eq!(found(&leaf(&renewed), &all()), found(&named("DOE.JOHN.1234567890"), &all()));
}

#[test]
fn s9_new_card_with_the_same_edipi_is_the_same_user() {
    let old = with_names("DOE.JOHN.1234567890", &[uri(UUID)]);
    let new = with_names("DOE.JOHN.1234567890", &[uri(&UUID.replace("2a5c", "3b6d"))]);
    assert_ne!(card_facts(&old).card_uuid, card_facts(&new).card_uuid);
    assert_eq!(found(&old, &all()), found(&new, &all()));
}

#[test]
fn s10_changed_name_keeps_the_edipi() {
    let (old, new) = (named("DOE.JOHN.1234567890"), named("ROE.JOHN.1234567890"));
    assert_eq!(value(&old, Kind::DodEdipi), value(&new, Kind::DodEdipi));
    assert_ne!(value(&old, Kind::Subject), value(&new, Kind::Subject));
}

#[test]
fn s11_same_subject_in_another_group_is_another_user() {
    let leaf = named("Jane Doe");
    let other = IdentityRules { issuer_group: "other".to_owned(), ..all() };
    let subject = |rules: &IdentityRules| {
        found(&leaf, rules).into_iter().find(|(kind, _)| *kind == Kind::Subject).unwrap()
    };
    let ours = subject(&all()).1;
    assert_ne!(ours, subject(&other).1);
    let (group, hash) = ours.split_once(':').unwrap();
    assert_eq!((group, hash.len()), ("agency", 64));
}

#[test]
fn s12_fourteen_nines_are_never_an_identifier() {
    let layout = fascn::tests::layout("9999", "9999", "999999", "0000000000199991");
    let names = [fascn(&fascn::tests::encode(&layout)), uri(UUID)];
    let leaf = with_names("Jane Doe", &names);
    let facts = card_facts(&leaf);
    assert!(!facts.fascn.unwrap().is_unique());
    let kinds: Vec<Kind> = found(&leaf, &all()).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, [Kind::Subject]);
}

#[test]
fn s13_bmp_and_teletex_names_are_text() {
    let bmp: Vec<u8> = "J\u{fc}rgen".encode_utf16().flat_map(u16::to_be_bytes).collect();
    for (tag, bytes) in [(0x1e, bmp.as_slice()), (0x14, b"J\xfcrgen")] {
        let subject = seq(&[&attribute(COMMON_NAME, tag, bytes)]);
        let facts = card_facts(&leaf(&Cert::person("").subject(subject)));
        assert_eq!(facts.common_name.as_deref(), Some("J\u{fc}rgen"));
    }
}

#[test]
fn s13_wrong_encodings_yield_no_identifier() {
    for (tag, bytes) in [(0x1e, &b"\0J\0"[..]), (0x1e, b"\xd8\0"), (0x0c, b"\xff"), (0x13, b"\xe9")]
    {
        let subject = seq(&[&attribute(COMMON_NAME, tag, bytes)]);
        let leaf = leaf(&Cert::person("").subject(subject));
        assert_eq!(found(&leaf, &all()), []);
        assert_eq!(card_facts(&leaf).anomalies.len(), 1);
    }
}

#[test]
fn s14_order_of_names_does_not_count() {
    let mut names = [fascn(&golden()), uri(UUID), upn("jane@agency.gov")];
    let first = card_facts(&with_names("Jane Doe", &names));
    assert_eq!(first.fascn.as_ref().unwrap().agency, "4700");
    assert_eq!(first.card_uuid.as_deref(), Some(&UUID[9..]));
    assert_eq!(first.upn.as_deref(), Some("jane@agency.gov"));
    assert_eq!(first.anomalies, Vec::<String>::new());
    for _ in 0..2 {
        names.rotate_left(1);
        assert_eq!(card_facts(&with_names("Jane Doe", &names)), first);
    }
}

#[test]
fn s15_markup_stays_text() {
    let facts = card_facts(&named("<img src=x onerror=alert(1)>"));
    assert_eq!(facts.display_name, "<img src=x onerror=alert(1)>");
    assert_eq!(facts.common_name.as_deref(), Some("<img src=x onerror=alert(1)>"));
}

#[test]
fn broken_fascn_is_absent_and_noted() {
    let mut bytes = golden();
    bytes[3] ^= 1;
    let facts = card_facts(&with_names("Jane Doe", &[fascn(&bytes)]));
    assert_eq!(facts.fascn, None);
    assert!(facts.fascn_anomaly);
    let twice = card_facts(&with_names("Jane Doe", &[fascn(&golden()), fascn(&golden())]));
    assert_eq!((twice.fascn, twice.fascn_anomaly), (None, true));
    let absent = card_facts(&named("Jane Doe"));
    assert_eq!((absent.fascn, absent.fascn_anomaly), (None, false));
}

#[test]
fn card_uuid_is_canonical_or_none() {
    let read = |text: &str| card_facts(&with_names("Jane Doe", &[uri(text)])).card_uuid;
    assert_eq!(read(&UUID.to_ascii_uppercase()).as_deref(), Some(&UUID[9..]));
    assert_eq!(read("urn:uuid:2a5c1f4e7b8d4c3a9e0f0123456789ab"), None);
    assert_eq!(read("urn:uuid:"), None);
    assert_eq!(read("https://agency.gov/"), None);
}

#[test]
fn serial_numbers_of_cards_are_not_people() {
    let read = |text: &str| {
        let subject = seq(&[
            &attribute(COMMON_NAME, UTF8, b"Jane Doe"),
            &attribute("2.5.4.5", 0x13, text.as_bytes()),
        ]);
        card_facts(&leaf(&Cert::person("").subject(subject))).uid
    };
    assert_eq!(read("A1234567").as_deref(), Some("A1234567"));
    assert_eq!(read(&"d1".repeat(25)), None);
    assert_eq!(read(UUID), None);
    assert_eq!(read(&UUID[9..]), None);
}

#[test]
fn people_have_names() {
    let read = |common_name: &str| {
        let facts = card_facts(&named(common_name));
        (
            facts.first_name.unwrap_or_default(),
            facts.last_name.unwrap_or_default(),
            facts.display_name,
        )
    };
    let owned = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
    assert_eq!(read("DOE.JOHN.Q.JR.1234567890"), owned("JOHN", "DOE", "JOHN DOE"));
    assert_eq!(read("Jane Q. Doe (affiliate)"), owned("Jane", "Doe", "Jane Q. Doe (affiliate)"));
    assert_eq!(read("Cher"), owned("", "", "Cher"));
    assert_eq!(read(&"x".repeat(500)).2.len(), 200);
}

#[test]
fn interim_flag_and_mail_are_read() {
    let interim = "2.16.840.1.101.3.6.9.1";
    let read = |cert: &Cert| card_facts(&leaf(cert)).naci_pending;
    assert_eq!(read(&Cert::person("A").with(interim, false, b"\x01\x01\x00")), Some(false));
    assert_eq!(read(&Cert::person("A").with(interim, false, b"\x01\x01\xff")), Some(true));
    assert_eq!(read(&Cert::person("A")), None);
    let mail = card_facts(&with_names("A", &[tlv(0x81, b"jane@agency.gov")])).email;
    assert_eq!(mail.as_deref(), Some("jane@agency.gov"));
}

#[test]
fn an_empty_subject_is_no_identifier() {
    let leaf = leaf(&Cert::person("").subject(seq(&[])));
    assert_eq!(value(&leaf, Kind::Subject), None);
    assert_ne!(name("A"), seq(&[]));
}

#[test]
fn flipped_bytes_never_panic() {
    let names = [fascn(&golden()), uri(UUID), upn("jane@agency.gov")];
    let good = with_names("DOE.JOHN.1234567890", &names).der().to_vec();
    for at in 0..good.len() {
        for value in [0x00, 0x7f, 0x80, 0xff] {
            let mut bad = good.clone();
            bad[at] = value;
            if let Ok(leaf) = Certificate::from_der(&bad) {
                identifiers(&leaf, &card_facts(&leaf), "federal", &all());
            }
        }
    }
}

#[test]
fn kinds_keep_their_names() {
    for kind in all().kinds {
        assert_eq!(kind.as_str().parse::<Kind>().unwrap(), kind);
    }
    assert!("DodEdipi".parse::<Kind>().is_err());
}
