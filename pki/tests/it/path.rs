//! What lies between somebody's certificate and an anchor: C25 to C30, C34 and C39 to C41.

use pki::{Profile, Reason, validate};

use crate::forge::{Cert, Key, NOW, oid, seq, tlv, uri};
use crate::made::{
    Authority, COMMON_HARDWARE, OTHER_POLICY, assert_accepted, assert_refused, authority, check,
    check_with, constraints, directory, parse, profile, trust, with_key_usage, with_policies,
};

#[test]
fn c25_mappings_count_unless_they_are_inhibited() {
    let root = Authority::root("root");
    let mapping = seq(&[&seq(&[&oid(COMMON_HARDWARE), &oid(OTHER_POLICY)])]);
    let bridge = root.below_with("bridge", |cert| {
        with_policies(cert, &[COMMON_HARDWARE]).with("2.5.29.33", true, &mapping)
    });
    let ca = bridge.below_with("ca", |cert| with_policies(cert, &[OTHER_POLICY]));
    let leaf = ca.person_with(|cert| with_policies(cert, &[OTHER_POLICY]));
    let pool: [&[u8]; 2] = [&bridge.der, &ca.der];
    let verdict = check(&leaf, &root, &pool);
    assert_accepted(&verdict);
    assert_eq!(verdict.outcome.unwrap().policies, vec![COMMON_HARDWARE.parse().unwrap()]);
    let inhibited = Profile { inhibit_policy_mapping: true, ..profile() };
    assert_refused(&check_with(&leaf, &root, &pool, &inhibited), Reason::Policy);
    // The configured set is in the anchor's terms: the leaf's own policy does not help.
    let foreign = Profile { policies: vec![OTHER_POLICY.parse().unwrap()], ..profile() };
    assert_refused(&check_with(&leaf, &root, &pool, &foreign), Reason::Policy);
}

#[test]
fn c26_a_ca_can_require_a_policy() {
    let root = Authority::root("root");
    // requireExplicitPolicy 0.
    let ca = root.below_with("ca", |cert| cert.with("2.5.29.36", true, b"\x30\x03\x80\x01\x00"));
    let lax = Profile { require_explicit_policy: false, ..profile() };
    let other = ca.person_with(|cert| with_policies(cert, &[OTHER_POLICY]));
    assert_refused(&check_with(&other, &root, &[&ca.der], &lax), Reason::Policy);
    assert_accepted(&check_with(&ca.person(), &root, &[&ca.der], &lax));
    // Without the demand the same path passes, and matches nothing.
    let free = root.below("free");
    let other = free.person_with(|cert| with_policies(cert, &[OTHER_POLICY]));
    let verdict = check_with(&other, &root, &[&free.der], &lax);
    assert_accepted(&verdict);
    assert_eq!(verdict.outcome.unwrap().policies, Vec::new());
}

#[test]
fn policies_of_the_anchor_do_not_count() {
    for policies in [&[][..], &[OTHER_POLICY], &["2.5.29.32.0"]] {
        let root = Authority::root_with("root", |cert| with_policies(cert, policies));
        let ca = root.below("ca");
        assert_accepted(&check(&ca.person(), &root, &[&ca.der]));
        assert_accepted(&check(&root.person(), &root, &[]));
    }
    // Those between do.
    let root = Authority::root("root");
    let ca = root.below_with("ca", |cert| with_policies(cert, &[]));
    assert_refused(&check(&ca.person(), &root, &[&ca.der]), Reason::Policy);
}

/// The verdict on a leaf below a CA with name constraints.
fn constrained(
    permitted: &[Vec<u8>],
    excluded: &[Vec<u8>],
    change: impl Fn(Cert) -> Cert,
) -> pki::Verdict {
    let root = Authority::root("root");
    let value = constraints(permitted, excluded);
    let ca = root.below_with("ca", |cert| cert.with("2.5.29.30", true, &value));
    check(&ca.person_with(change), &root, &[&ca.der])
}

#[test]
fn c27_name_constraints_on_directory_names() {
    let doe = directory("DOE.JOHN.A.1234567890");
    let other = directory("SOMEBODY.ELSE");
    assert_accepted(&constrained(std::slice::from_ref(&doe), &[], |cert| cert));
    assert_refused(
        &constrained(std::slice::from_ref(&other), &[], |cert| cert),
        Reason::NameConstraint,
    );
    assert_refused(&constrained(&[], &[doe], |cert| cert), Reason::NameConstraint);
    assert_accepted(&constrained(&[], &[other], |cert| cert));
}

#[test]
fn c27_name_constraints_on_mailboxes() {
    let email = |text: &str| tlv(0x81, text.as_bytes());
    let with_mail = |cert: Cert| cert.alternative(&[email("john.doe@agency.gov")]);
    assert_accepted(&constrained(&[email("agency.gov")], &[], with_mail));
    assert_refused(&constrained(&[email("other.gov")], &[], with_mail), Reason::NameConstraint);
    assert_refused(&constrained(&[], &[email("agency.gov")], with_mail), Reason::NameConstraint);
}

#[test]
fn c27_name_constraints_on_other_names_fail_closed() {
    let upn = crate::forge::other_name("1.3.6.1.4.1.311.20.2.3", &tlv(0x0c, b"1234567890@mil"));
    let with_upn = |cert: Cert| cert.alternative(std::slice::from_ref(&upn));
    let verdict = constrained(std::slice::from_ref(&upn), &[], with_upn);
    assert_refused(&verdict, Reason::NameConstraint);
    // Constraints of another kind leave the name alone.
    assert_accepted(&constrained(&[tlv(0x81, b"agency.gov")], &[], with_upn));
}

#[test]
fn a_common_name_is_never_taken_for_a_host() {
    let dns = |text: &str| tlv(0x82, text.as_bytes());
    assert_accepted(&constrained(&[dns("agency.gov")], &[], |cert| cert));
    assert_accepted(&constrained(&[], &[dns("1234567890")], |cert| cert));
}

#[test]
fn c28_path_length_constraints_hold() {
    let root = Authority::root("root");
    let none_below = |cert: Cert| {
        cert.without("2.5.29.19").with("2.5.29.19", true, b"\x30\x06\x01\x01\xff\x02\x01\x00")
    };
    let first = root.below_with("first", none_below);
    assert_accepted(&check(&first.person(), &root, &[&first.der]));
    let second = first.below("second");
    let verdict = check(&second.person(), &root, &[&first.der, &second.der]);
    assert_refused(&verdict, Reason::PathLength);
    // The constraint of an anchor counts too.
    let root = Authority::root_with("root", none_below);
    let ca = root.below("ca");
    assert_refused(&check(&ca.person(), &root, &[&ca.der]), Reason::PathLength);
    // A self-issued certificate does not use up a level, but its own constraint binds.
    let root = Authority::root("root");
    let old = root.below("ca");
    let rolled = Authority { name: "ca".into(), key: Key::new(), der: Vec::new() };
    let der = old.issue(&none_below(authority("ca")), &rolled.key);
    assert_accepted(&check(&rolled.person(), &root, &[&old.der, &der]));
    let deeper = rolled.below("deeper");
    let verdict = check(&deeper.person(), &root, &[&old.der, &der, &deeper.der]);
    assert_refused(&verdict, Reason::PathLength);
}

#[test]
fn c28_depth_is_bounded_by_the_profile() {
    let root = Authority::root("root");
    let (one, two) = (root.below("one"), Authority::root("unused"));
    let two = Authority { der: one.issue(&authority("two"), &two.key), name: "two".into(), ..two };
    let pool: [&[u8]; 2] = [&one.der, &two.der];
    let depth = |max_depth| Profile { max_depth, ..profile() };
    assert_accepted(&check_with(&two.person(), &root, &pool, &depth(2)));
    assert_refused(&check_with(&two.person(), &root, &pool, &depth(1)), Reason::PathLength);
}

#[test]
fn c29_issuers_must_be_authorities() {
    let root = Authority::root("root");
    let refused = |change: fn(Cert) -> Cert| {
        let ca = root.below_with("ca", change);
        assert_refused(&check(&ca.person(), &root, &[&ca.der]), Reason::Other);
    };
    refused(|cert| cert.without("2.5.29.19"));
    refused(|cert| cert.without("2.5.29.19").with("2.5.29.19", true, b"\x30\x00"));
    // keyUsage with cRLSign only.
    refused(|cert| with_key_usage(cert, b"\x03\x02\x01\x02"));
    let ca = root.below_with("ca", |cert| cert.without("2.5.29.15"));
    assert_accepted(&check(&ca.person(), &root, &[&ca.der]));
}

#[test]
fn c30_unknown_critical_extensions_are_refused_everywhere() {
    let unknown = |cert: Cert| cert.with("1.2.3.4", true, &[5, 0]);
    let known = |cert: Cert| cert.with("1.2.3.4", false, &[5, 0]);
    let root = Authority::root("root");
    let leaf = root.person_with(unknown);
    assert_refused(&check(&leaf, &root, &[]), Reason::UnsupportedExtension);
    assert_accepted(&check(&root.person_with(known), &root, &[]));
    let ca = root.below_with("ca", unknown);
    assert_refused(&check(&ca.person(), &root, &[&ca.der]), Reason::UnsupportedExtension);
    let root = Authority::root_with("root", unknown);
    assert_refused(&check(&root.person(), &root, &[]), Reason::UnsupportedExtension);
}

#[test]
fn c34_tampered_certificates_are_refused() {
    let root = Authority::root("root");
    let ca = root.below("ca");
    let mut leaf = ca.person();
    // A digit of the name.
    let at = leaf.windows(10).position(|part| part == b"1234567890").unwrap();
    leaf[at] = b'9';
    assert_refused(&check(&leaf, &root, &[&ca.der]), Reason::BadSignature);
    // A bit of the signature: either no longer a signature, or no longer the right one.
    let mut leaf = ca.person();
    *leaf.last_mut().unwrap() ^= 1;
    assert_refused(&check(&leaf, &root, &[&ca.der]), Reason::BadSignature);
    let mut forged = ca.der.clone();
    *forged.last_mut().unwrap() ^= 1;
    assert_refused(&check(&ca.person(), &root, &[&forged]), Reason::BadSignature);
}

#[test]
fn c39_junk_from_the_client_changes_nothing() {
    let root = Authority::root("root");
    let ca = root.below("ca");
    let leaf = parse(&ca.person());
    // Other people, other roots, and authorities of the right name with other keys.
    let mut junk = vec![parse(&root.person()), leaf.clone(), parse(&Authority::root("root").der)];
    let impostor = Authority::root("root");
    junk.extend((0..20).map(|_| parse(&impostor.below("ca").der)));
    let store = trust(&[&root.der], &[&ca.der], &profile());
    assert_accepted(&validate(&leaf, &junk, NOW, &store));
    // Nothing the client sends is an anchor.
    let theirs = impostor.below("ca");
    let leaf = parse(&theirs.person());
    let sent = [parse(&theirs.der), parse(&impostor.der)];
    assert!(!validate(&leaf, &sent, NOW, &store).is_accepted());
}

#[test]
fn c40_order_does_not_matter() {
    let root = Authority::root("root");
    let one = root.below("one");
    let two = one.below("two");
    let three = two.below("three");
    let leaf = parse(&three.person());
    let store = trust(&[&root.der], &[], &profile());
    let mut sent = vec![parse(&one.der), parse(&two.der), parse(&three.der), parse(&root.der)];
    for _ in 0..sent.len() {
        sent.rotate_left(1);
        let verdict = validate(&leaf, &sent, NOW, &store);
        assert_accepted(&verdict);
        assert_eq!(verdict.outcome.unwrap().path.len(), 5);
    }
}

#[test]
fn c41_urls_in_certificates_are_not_followed() {
    // The crate does no I/O; what an intermediate's URL points to is simply missing.
    let root = Authority::root("root");
    let ca = root.below("ca");
    for url in ["http://169.254.169.254/latest/", "file:///etc/passwd", "ldap://x/cn=ca"] {
        let access = seq(&[&seq(&[&oid("1.3.6.1.5.5.7.48.2"), &uri(url)])]);
        let leaf = ca.person_with(|cert| cert.with("1.3.6.1.5.5.7.1.1", false, &access));
        assert_accepted(&check(&leaf, &root, &[&ca.der]));
        assert_refused(&check(&leaf, &root, &[]), Reason::NoPath);
    }
}
