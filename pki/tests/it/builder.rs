//! The search for a path, where the engine's own would fail, and its bounds.

use std::time::{Duration, Instant};

use pki::{Reason, validate};

use crate::forge::{Cert, Key, NOW, oid, seq, tlv};
use crate::made::{
    Authority, COMMON_HARDWARE, OTHER_POLICY, PIV_AUTH, assert_accepted, assert_refused, authority,
    check, constraints, parse, person, profile, raw, trust, with_key_ids, with_key_usage,
    with_policies,
};

/// A certificate without an authority key identifier for the key of an authority.
fn unguided(issuer: &Authority, cert: &Cert, key: &Key) -> Vec<u8> {
    raw(&cert.clone().with("2.5.29.14", false, &tlv(0x04, &key.id())), &key.spki(), issuer)
}

/// Validates with the pool in both orders.
fn in_both_orders(leaf: &[u8], root: &Authority, pool: [&[u8]; 2]) {
    let [one, two] = pool;
    assert_accepted(&check(leaf, root, &[one, two]));
    assert_accepted(&check(leaf, root, &[two, one]));
}

#[test]
fn two_keys_of_one_name_are_both_tried() {
    let root = Authority::root("root");
    let (old, new) = (root.below("ca"), root.below("ca"));
    in_both_orders(&new.person(), &root, [&old.der, &new.der]);
    // Also without key identifiers between the intermediates.
    let middle = Authority { name: "middle".into(), key: Key::new(), der: Vec::new() };
    let der = unguided(&new, &authority("middle"), &middle.key);
    let leaf = middle.person();
    assert_accepted(&check(&leaf, &root, &[&der, &old.der, &new.der]));
    assert_accepted(&check(&leaf, &root, &[&new.der, &old.der, &der]));
}

#[test]
fn a_cross_certificate_without_the_policy_does_not_hide_one_with_it() {
    let root = Authority::root("root");
    let ca = root.below("ca");
    let poor = root.issue(&with_policies(authority("ca"), &[OTHER_POLICY]), &ca.key);
    in_both_orders(&ca.person(), &root, [&poor, &ca.der]);
}

#[test]
fn a_cross_certificate_to_a_foreign_root_does_not_hide_ours() {
    let (root, foreign) = (Authority::root("root"), Authority::root("foreign"));
    let ca = root.below("ca");
    let crossed = foreign.issue(&authority("ca"), &ca.key);
    in_both_orders(&ca.person(), &root, [&crossed, &ca.der]);
    assert_accepted(&check(&ca.person(), &root, &[&foreign.der, &crossed, &ca.der]));
}

#[test]
fn an_expired_cross_certificate_does_not_hide_a_current_one() {
    let root = Authority::root("root");
    let ca = root.below("ca");
    let expired = root.issue(&authority("ca").valid(NOW - 9, NOW - 1), &ca.key);
    in_both_orders(&ca.person(), &root, [&expired, &ca.der]);
}

#[test]
fn wrong_key_identifiers_do_not_fail_a_path() {
    let root = Authority::root("root");
    let ca = root.below("ca");
    let key = Key::new();
    let leaf = raw(&with_key_ids(person(), b"wrong", b"leaf"), &key.spki(), &ca);
    assert_accepted(&check(&leaf, &root, &[&ca.der]));
}

#[test]
fn a_wrong_key_identifier_does_not_hide_a_wrong_key_usage() {
    let encrypts = |cert: Cert| with_key_usage(cert, b"\x03\x02\x05\x20");
    let key = Key::new();
    let root = Authority::root("root");
    let ca = root.below_with("ca", encrypts);
    let leaf = raw(&with_key_ids(person(), b"wrong", b"leaf"), &key.spki(), &ca);
    assert_refused(&check(&leaf, &root, &[&ca.der]), Reason::Other);
    let root = Authority::root_with("root", encrypts);
    let leaf = raw(&with_key_ids(person(), b"wrong", b"leaf"), &key.spki(), &root);
    assert_refused(&check(&leaf, &root, &[]), Reason::Other);
    assert_refused(&check(&root.person(), &root, &[]), Reason::Other);
}

#[test]
fn missing_and_critical_key_identifiers_are_refused() {
    let root = Authority::root("root");
    let ca = root.below("ca");
    let leaf = unguided(&ca, &person(), &Key::new());
    assert_refused(&check(&leaf, &root, &[&ca.der]), Reason::Malformed);
    let key = Key::new();
    let critical = person().with("2.5.29.35", true, &seq(&[&tlv(0x80, &ca.key.id())])).with(
        "2.5.29.14",
        false,
        &tlv(0x04, &key.id()),
    );
    let leaf = raw(&critical, &key.spki(), &ca);
    assert!(!check(&leaf, &root, &[&ca.der]).is_accepted());
    // A CA that does not name its key.
    let unnamed = authority("ca").with("2.5.29.35", false, &seq(&[&tlv(0x80, &root.key.id())]));
    let der = raw(&unnamed, &ca.key.spki(), &root);
    assert_refused(&check(&ca.person(), &root, &[&der]), Reason::Other);
}

#[test]
fn name_constraints_are_for_authorities_and_not_empty() {
    let root = Authority::root("root");
    let permitted = constraints(&[tlv(0x81, b"agency.gov")], &[]);
    let leaf = root.person_with(|cert| cert.with("2.5.29.30", true, &permitted));
    assert_refused(&check(&leaf, &root, &[]), Reason::Malformed);
    for empty in [&b"\x30\x00"[..], b"\x30\x02\xa0\x00", b"\x30\x04\xa0\x00\xa1\x00"] {
        let ca = root.below_with("ca", |cert| cert.with("2.5.29.30", true, empty));
        assert!(!check(&ca.person(), &root, &[&ca.der]).is_accepted());
    }
}

#[test]
fn odd_dns_names_are_refused() {
    let root = Authority::root("root");
    for (dns, good) in [
        ("host.agency.gov", true),
        ("*.agency.gov", true),
        ("a_b.agency.gov", true),
        ("", false),
        (".agency.gov", false),
        ("a*b.agency.gov", false),
        ("a..gov", false),
        ("a b", false),
        ("-a.gov", false),
    ] {
        let leaf = root.person_with(|cert| cert.alternative(&[tlv(0x82, dns.as_bytes())]));
        assert_eq!(check(&leaf, &root, &[]).is_accepted(), good, "{dns}");
    }
}

#[test]
fn an_anchor_need_not_be_self_signed() {
    let root = Authority::root("root");
    let ca = root.below("ca");
    assert_accepted(&check(&ca.person(), &ca, &[]));
    let below = ca.below("below");
    assert_accepted(&check(&below.person(), &ca, &[&below.der, &root.der]));
}

#[test]
fn each_anchor_brings_its_own_profile() {
    let (strict, lax) = (Authority::root("strict"), Authority::root("lax"));
    let ca = strict.below("ca");
    let crossed = lax.issue(&with_policies(authority("ca"), &[OTHER_POLICY]), &ca.key);
    let leaf = parse(&ca.person_with(|cert| with_policies(cert, &[OTHER_POLICY])));
    let mut anchors = trust(&[&strict.der, &lax.der], &[], &profile()).anchors().to_vec();
    anchors[1].profile.policies = vec![OTHER_POLICY.parse().unwrap()];
    anchors[1].trust_domain = "lax".into();
    let pool = vec![parse(&ca.der), parse(&crossed)];
    let store = pki::TrustStore::new(anchors, pool, Vec::new());
    let verdict = validate(&leaf, &[], NOW, &store);
    assert_accepted(&verdict);
    let accepted = verdict.outcome.unwrap();
    assert_eq!((accepted.anchor, accepted.trust_domain.as_str()), (1, "lax"));
    // And the other way round: a path of the strict one under its own policy.
    let leaf = parse(&ca.person_with(|cert| with_policies(cert, &[PIV_AUTH, COMMON_HARDWARE])));
    let accepted = validate(&leaf, &[], NOW, &store).outcome.unwrap();
    assert_eq!((accepted.anchor, accepted.policies.len()), (0, 2));
}

#[test]
fn the_most_telling_rejection_is_kept() {
    // One way is expired, the other ends at a policy: the policy says more.
    let root = Authority::root("root");
    let ca = root.below_with("ca", |cert| cert.valid(NOW - 9, NOW - 1));
    let poor = root.issue(&with_policies(authority("ca"), &[OTHER_POLICY]), &ca.key);
    assert_refused(&check(&ca.person(), &root, &[&ca.der, &poor]), Reason::Policy);
}

/// Levels of certificates that all have the same names and sign each other; no anchor above.
fn maze(levels: usize, width: usize) -> (Vec<u8>, Vec<Vec<u8>>) {
    let mut pool = Vec::new();
    let keys: Vec<Key> = (0..levels + 1).map(|_| Key::new()).collect();
    let authorities: Vec<Authority> = keys
        .into_iter()
        .enumerate()
        .map(|(at, key)| Authority { name: format!("level {at}"), key, der: Vec::new() })
        .collect();
    for pair in authorities.windows(2) {
        for serial in 0..width {
            let cert = authority(&pair[0].name).serial(serial as u64 + 1);
            pool.push(pair[1].issue(&cert, &pair[0].key));
        }
    }
    (authorities[0].person(), pool)
}

#[test]
fn c38_the_search_ends_at_its_budget_with_a_reason_of_its_own() {
    let root = Authority::root("root");
    let (leaf, pool) = maze(6, 8);
    let pool: Vec<&[u8]> = pool.iter().map(Vec::as_slice).collect();
    let start = Instant::now();
    let verdict = check(&leaf, &root, &pool);
    assert_refused(&verdict, Reason::SearchBudget);
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn c38_loops_end() {
    let root = Authority::root("root");
    let (a, b) = (Authority::root("a"), Authority::root("b"));
    let (a_by_b, b_by_a) = (b.issue(&authority("a"), &a.key), a.issue(&authority("b"), &b.key));
    assert_refused(&check(&a.person(), &root, &[&a_by_b, &b_by_a, &a.der, &b.der]), Reason::NoPath);
    // A way out of the loop is found.
    let a_by_root = root.issue(&authority("a"), &a.key);
    assert_accepted(&check(&b.person(), &root, &[&a_by_b, &b_by_a, &a_by_root]));
}

#[test]
fn c38_a_crowd_of_one_name_is_cut_off() {
    let root = Authority::root("root");
    let ca = root.below("ca");
    let impostor = Authority::root("root");
    let crowd: Vec<Vec<u8>> = (0..300).map(|_| impostor.below("ca").der).collect();
    let mut pool: Vec<&[u8]> = crowd.iter().map(Vec::as_slice).collect();
    pool.push(&ca.der);
    // The key identifier finds the right one at once.
    assert_accepted(&check(&ca.person(), &root, &pool));
    let start = Instant::now();
    let leaf = impostor.below("ca").person();
    assert!(!check(&leaf, &root, &pool).is_accepted());
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn c38_many_policies_stay_quick() {
    let policies: Vec<String> = (1..=32).map(|arc| format!("1.3.6.1.4.1.55555.{arc}")).collect();
    let policies: Vec<&str> = policies.iter().map(String::as_str).collect();
    let mappings: Vec<Vec<u8>> = policies
        .iter()
        .flat_map(|from| policies.iter().map(move |to| seq(&[&oid(from), &oid(to)])))
        .collect();
    let value = tlv(0x30, &mappings.concat());
    let root = Authority::root("root");
    let mut authorities = vec![root];
    for level in 0..8 {
        let above = authorities.last().unwrap();
        let next = above.below_with(&format!("ca {level}"), |cert| {
            with_policies(cert, &policies).with("2.5.29.33", true, &value)
        });
        authorities.push(next);
    }
    let leaf = authorities.last().unwrap().person_with(|cert| with_policies(cert, &policies[..1]));
    let pool: Vec<&[u8]> = authorities[1..].iter().map(|one| one.der.as_slice()).collect();
    let profile = pki::Profile { policies: vec![policies[0].parse().unwrap()], ..profile() };
    let start = Instant::now();
    assert_accepted(&crate::made::check_with(&leaf, &authorities[0], &pool, &profile));
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}
