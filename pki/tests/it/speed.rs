//! The second validation is quick, however long the lists: signatures over lists and between known
//! certificates are remembered, and serials are found by bisection.

use std::sync::Arc;
use std::time::{Duration, Instant};

use pki::{Anchor, Crl, Profile, TrustStore, validate};

use crate::forge::{List, NOW};
use crate::made::{Authority, assert_accepted, parse};

const ENTRIES: u64 = 500_000;

/// The serial of an entry: four octets.
fn serial(number: u64) -> u64 {
    0x0100_0000 + number * 7
}

/// All entries, end to end; made here because a `Vec` for each would take longer than the test.
fn entries() -> Vec<u8> {
    let mut out = Vec::new();
    let date = crate::forge::time(NOW - 86_400);
    for number in 0..ENTRIES {
        let serial = serial(number).to_be_bytes();
        out.extend_from_slice(&[0x30, 6 + date.len() as u8, 0x02, 4]);
        out.extend_from_slice(&serial[4..]);
        out.extend_from_slice(&date);
    }
    out
}

#[test]
fn lists_of_half_a_million_entries_do_not_slow_down_a_login() {
    let root = Authority::root("root");
    let one = root.below("one");
    let two = one.below("two");
    let entries = entries();
    let list = |authority: &Authority| {
        let mut list = List::new(&authority.name).number(1);
        list.entries = vec![entries.clone()];
        Arc::new(Crl::from_der(&list.build(&authority.key)).unwrap())
    };
    let crls = [&root, &one, &two].map(list).to_vec();
    assert!(crls.iter().all(|crl| crl.len() == 500_000));
    let profile = Profile::default();
    let anchor = Anchor { certificate: parse(&root.der), trust_domain: "test".into(), profile };
    let trust = TrustStore::new(vec![anchor], vec![parse(&one.der), parse(&two.der)], crls);
    let leaf = parse(&two.person());
    let mut quickest = Duration::MAX;
    for round in 0..20 {
        let start = Instant::now();
        let verdict = validate(&leaf, &[], NOW, &trust);
        let took = start.elapsed();
        assert_accepted(&verdict);
        assert_eq!(verdict.outcome.unwrap().path.len(), 4);
        if round == 0 {
            println!("first: {took:?}");
        } else {
            quickest = quickest.min(took);
        }
    }
    println!("after that: {quickest:?}");
    // Without optimisation; with it about a third.
    assert!(quickest < Duration::from_millis(10), "{quickest:?}");
    // A revoked one is found, too.
    let revoked = parse(&two.person_with(|cert| cert.serial(serial(123_456))));
    let verdict = validate(&revoked, &[], NOW, &trust);
    assert_eq!(verdict.reason(), Some(pki::Reason::Revoked));
}
