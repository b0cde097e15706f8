//! What somebody presents: C1 to C4, C13 to C24 and C35 to C37.

use pki::{Certificate, Profile, Reason, validate};

use crate::forge::{Cert, Key, NOW, oid, seq, tlv};
use crate::made::{
    Authority, COMMON_HARDWARE, OTHER_POLICY, PIV_AUTH, assert_accepted, assert_refused, check,
    check_with, parse, person, profile, trust, with_key_usage, with_policies, with_usages,
};

const CLIENT_AUTH: &str = "1.3.6.1.5.5.7.3.2";
const CARD_AUTH: &str = "2.16.840.1.101.3.6.8";
const CONTENT_SIGNING: &str = "2.16.840.1.101.3.6.7";
const ANY_USAGE: &str = "2.5.29.37.0";

/// The verdict on a leaf directly below a root.
fn verdict_on(change: impl Fn(Cert) -> Cert) -> pki::Verdict {
    verdict_with(change, &profile())
}

fn verdict_with(change: impl Fn(Cert) -> Cert, profile: &Profile) -> pki::Verdict {
    let root = Authority::root("root");
    check_with(&root.person_with(change), &root, &[], profile)
}

#[test]
fn a_plain_piv_authentication_certificate_signs_in() {
    let verdict = verdict_on(|cert| cert);
    assert_accepted(&verdict);
    let accepted = verdict.outcome.unwrap();
    assert_eq!(accepted.policies, vec![PIV_AUTH.parse().unwrap()]);
    assert_eq!((accepted.path.len(), accepted.anchor), (2, 0));
    assert_eq!(accepted.trust_domain, "test");
    assert!(!accepted.soft_revocation);
}

#[test]
fn c01_expired_leaf_is_refused() {
    assert_refused(&verdict_on(|cert| cert.valid(NOW - 100, NOW - 1)), Reason::Expired);
}

#[test]
fn c02_leaf_of_tomorrow_is_refused() {
    assert_refused(&verdict_on(|cert| cert.valid(NOW + 1, NOW + 100)), Reason::NotYetValid);
}

#[test]
fn c03_both_boundary_seconds_are_valid() {
    assert_accepted(&verdict_on(|cert| cert.valid(NOW, NOW + 100)));
    assert_accepted(&verdict_on(|cert| cert.valid(NOW - 100, NOW)));
    let root = Authority::root("root");
    let ca = |not_before, not_after| {
        let ca = root.below_with("ca", |cert| cert.valid(not_before, not_after));
        check(&ca.person(), &root, &[&ca.der])
    };
    assert_accepted(&ca(NOW, NOW));
    assert_refused(&ca(NOW - 2, NOW - 1), Reason::Expired);
    assert_refused(&ca(NOW + 1, NOW + 2), Reason::NotYetValid);
}

#[test]
fn c04_clock_skew_is_tolerated_as_configured_and_no_more() {
    let skewed = |skew_s| Profile { skew_s, ..profile() };
    let expired = |cert: Cert| cert.valid(NOW - 100, NOW - 60);
    let early = |cert: Cert| cert.valid(NOW + 60, NOW + 100);
    assert_refused(&verdict_with(expired, &skewed(59)), Reason::Expired);
    assert_accepted(&verdict_with(expired, &skewed(60)));
    assert_refused(&verdict_with(early, &skewed(59)), Reason::NotYetValid);
    assert_accepted(&verdict_with(early, &skewed(60)));
    // Not more than five minutes, and not negative, whatever is configured.
    let long_expired = |cert: Cert| cert.valid(NOW - 1000, NOW - 301);
    assert_refused(&verdict_with(long_expired, &skewed(86_400)), Reason::Expired);
    assert_accepted(&verdict_with(|cert| cert.valid(NOW, NOW), &skewed(-60)));
}

#[test]
fn c13_self_signed_leaf_is_refused() {
    let root = Authority::root("root");
    let key = Key::new();
    let leaf = person().build(&key, "DOE.JOHN.A.1234567890", &key);
    assert_refused(&check(&leaf, &root, &[]), Reason::NoPath);
    assert_refused(&check(&leaf, &root, &[&leaf]), Reason::NoPath);
}

#[test]
fn c14_anchor_as_leaf_is_refused() {
    // A self-signed certificate that is a person's in every other respect.
    let key = Key::new();
    let der = person().build(&key, "DOE.JOHN.A.1234567890", &key);
    let store = trust(&[&der], &[], &profile());
    assert_refused(&validate(&parse(&der), &[], NOW, &store), Reason::NotForSignIn);
    // Another certificate with the key of an anchor.
    let root = Authority::root("root");
    let same_key = root.issue(&person(), &root.key);
    assert_refused(&check(&same_key, &root, &[]), Reason::NotForSignIn);
    // Also where only path validation is asked for.
    let path = Profile { purpose: pki::Purpose::Path, ..profile() };
    let store = trust(&[&der], &[], &path);
    assert_refused(&validate(&parse(&der), &[], NOW, &store), Reason::NotForSignIn);
}

#[test]
fn c15_authority_as_leaf_is_refused() {
    let constraints = |cert: Cert| cert.with("2.5.29.19", true, b"\x30\x03\x01\x01\xff");
    assert_refused(&verdict_on(constraints), Reason::NotForSignIn);
    let signs = |cert: Cert| with_key_usage(cert, b"\x03\x02\x02\x84");
    assert_refused(&verdict_on(signs), Reason::NotForSignIn);
    assert_accepted(&verdict_on(|cert| cert.with("2.5.29.19", true, b"\x30\x00")));
}

#[test]
fn c16_leaf_without_digital_signature_is_refused() {
    let encrypts = |cert: Cert| with_key_usage(cert, b"\x03\x02\x05\x20");
    assert_refused(&verdict_on(encrypts), Reason::NotForSignIn);
    // An absent extension restricts nothing (RFC 5280 section 4.2.1.3).
    assert_accepted(&verdict_on(|cert| cert.without("2.5.29.15")));
}

#[test]
fn c17_card_authentication_usage_is_refused_beside_any_other() {
    for usages in [&[CARD_AUTH][..], &[CLIENT_AUTH, CARD_AUTH], &[CARD_AUTH, ANY_USAGE]] {
        let verdict = verdict_on(|cert| with_usages(cert, usages));
        assert_refused(&verdict, Reason::NotForSignIn);
        let lenient = Profile { require_client_auth_eku: false, ..profile() };
        let verdict = verdict_with(|cert| with_usages(cert, usages), &lenient);
        assert_refused(&verdict, Reason::NotForSignIn);
    }
}

#[test]
fn c18_card_authentication_policy_is_refused() {
    let card = |cert| with_policies(cert, &["2.16.840.1.101.3.2.1.3.17"]);
    assert_refused(&verdict_on(card), Reason::Policy);
}

#[test]
fn c19_digital_signature_certificate_is_refused() {
    // The policy of the signature certificate is one of the two a login accepts.
    let signature = |cert| {
        with_usages(with_policies(cert, &[COMMON_HARDWARE]), &["1.3.6.1.5.5.7.3.4", ANY_USAGE])
    };
    assert_refused(&verdict_on(signature), Reason::NotForSignIn);
}

#[test]
fn c20_any_usage_alone_is_refused() {
    assert_refused(&verdict_on(|cert| with_usages(cert, &[ANY_USAGE])), Reason::NotForSignIn);
    assert_accepted(&verdict_on(|cert| with_usages(cert, &[ANY_USAGE, CLIENT_AUTH])));
}

#[test]
fn c21_absent_usage_is_accepted_from_legacy_anchors_only() {
    let absent = |cert| with_usages(cert, &[]);
    assert_refused(&verdict_on(absent), Reason::NotForSignIn);
    let legacy = Profile { accept_absent_eku: true, ..profile() };
    assert_accepted(&verdict_with(absent, &legacy));
    assert_refused(
        &verdict_with(|cert| with_usages(cert, &[ANY_USAGE]), &legacy),
        Reason::NotForSignIn,
    );
}

#[test]
fn c22_content_signers_and_machines_are_refused() {
    for usage in [CONTENT_SIGNING, "2.16.840.1.101.3.8.7"] {
        let verdict = verdict_on(|cert| with_usages(cert, &[CLIENT_AUTH, usage]));
        assert_refused(&verdict, Reason::NotForSignIn);
    }
    for policy in ["2.16.840.1.101.3.2.1.3.8", "2.16.840.1.101.3.2.1.3.36"] {
        assert_refused(&verdict_on(|cert| with_policies(cert, &[policy])), Reason::Policy);
    }
}

#[test]
fn c23_any_policy_on_the_leaf_is_refused_unless_configured() {
    let any = |cert| with_policies(cert, &["2.5.29.32.0"]);
    let both = |cert| with_policies(cert, &["2.5.29.32.0", PIV_AUTH]);
    assert_refused(&verdict_on(any), Reason::Policy);
    assert_refused(&verdict_on(both), Reason::Policy);
    let uninhibited = Profile { inhibit_any_policy: false, ..profile() };
    assert_refused(&verdict_with(any, &uninhibited), Reason::Policy);
    let allowed = Profile { allow_any_policy_leaf: true, ..uninhibited };
    assert_accepted(&verdict_with(any, &allowed));
    // Allowed but still inhibited: it satisfies nothing.
    let inhibited = Profile { inhibit_any_policy: true, ..allowed };
    assert_refused(&verdict_with(any, &inhibited), Reason::Policy);
}

#[test]
fn c24_another_policy_is_refused() {
    assert_refused(&verdict_on(|cert| with_policies(cert, &[OTHER_POLICY])), Reason::Policy);
    assert_refused(&verdict_on(|cert| with_policies(cert, &[])), Reason::Policy);
    let nothing = Profile { policies: Vec::new(), ..profile() };
    assert_refused(&verdict_with(|cert| cert, &nothing), Reason::Policy);
}

#[test]
fn c35_version_1_leaf_is_refused() {
    let root = Authority::root("root");
    let key = Key::new();
    let validity = [crate::forge::time(NOW - 9), crate::forge::time(NOW + 9)].concat();
    let algorithm = seq(&[&oid("1.2.840.10045.4.3.2")]);
    let tbs = seq(&[
        b"\x02\x01\x07",
        &algorithm,
        &crate::forge::name("root"),
        &tlv(0x30, &validity),
        &crate::forge::name("DOE"),
        &key.spki(),
    ]);
    let leaf = root.key.sign(&tbs, &[]);
    assert_eq!(parse(&leaf).version(), 1);
    assert_refused(&check(&leaf, &root, &[]), Reason::Malformed);
}

#[test]
fn c36_odd_serial_numbers_are_refused() {
    let with_serial = |content: &[u8]| {
        let serial = tlv(0x02, content);
        verdict_on(move |mut cert| {
            cert.serial = serial.clone();
            cert
        })
    };
    assert_refused(&with_serial(&[0]), Reason::Malformed);
    assert_refused(&with_serial(&[0x80]), Reason::Malformed);
    assert_refused(&with_serial(&[0xff, 0x01]), Reason::Malformed);
    assert_refused(&with_serial(&[0x11; 21]), Reason::Malformed);
    assert_refused(&with_serial(&[0x11; 40]), Reason::Malformed);
    assert_accepted(&with_serial(&[0x7f; 20]));
    assert_accepted(&with_serial(&[0x00, 0x80]));
    // Not in the shortest form: no certificate at all.
    let root = Authority::root("root");
    let padded = root.person_with(|mut cert| {
        cert.serial = tlv(0x02, &[0, 1]);
        cert
    });
    assert!(Certificate::from_der(&padded).is_err());
}

#[test]
fn c37_duplicate_extension_is_no_certificate() {
    let root = Authority::root("root");
    let twice = root.person_with(|cert| cert.with("2.5.29.15", true, b"\x03\x02\x07\x80"));
    assert!(Certificate::from_der(&twice).is_err());
    let unknown = |cert: Cert| cert.with("1.2.3.4", false, &[5, 0]);
    let twice = root.person_with(|cert| unknown(unknown(cert)));
    assert!(Certificate::from_der(&twice).is_err());
}
