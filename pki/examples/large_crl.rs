//! Prints what revocation lists of 500,000 entries cost: time to read, memory, and validations of
//! a path of four certificates with such a list at each level.
//!
//! `cargo run --release -p pki --example large_crl [entries]`
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a measurement stops at the first surprise"
)]

#[expect(dead_code, reason = "the tests use the rest")]
#[path = "../tests/support/forge.rs"]
mod forge;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use forge::{Cert, Key, List, NOW, seq, time, tlv};
use pki::{Anchor, Certificate, Crl, Profile, Revocation, TrustStore, validate};

const SERIAL_OCTETS: usize = 16;
const VALIDATIONS: usize = 2_000;

fn main() {
    let entries: usize = std::env::args()
        .nth(1)
        .map_or(500_000, |count| count.parse().expect("a number of entries"));
    let names = ["Root", "Intermediate", "Issuing"];
    let keys = names.map(|_| Key::new());
    let certificate = |der: Vec<u8>| Certificate::from_der(&der).unwrap();
    let root = Cert::authority("Root").build(&keys[0], "Root", &keys[0]);
    let pool = vec![
        certificate(Cert::authority(names[1]).serial(5).build(&keys[1], names[0], &keys[0])),
        certificate(Cert::authority(names[2]).serial(6).build(&keys[2], names[1], &keys[1])),
    ];
    let leaf = certificate(Cert::person("Jane").serial(7).build(&Key::new(), names[2], &keys[2]));

    let mut crls = Vec::new();
    for (name, key) in names.iter().zip(&keys) {
        let der = list(name, entries).build(key);
        let start = Instant::now();
        let crl = Crl::from_der(&der).unwrap();
        let took = start.elapsed();
        println!(
            "{name}: {} entries, {:.1} MB of DER, read in {took:.0?}, {:.2} MB kept ({:.1} bytes \
             per entry)",
            crl.len(),
            megabytes(der.len()),
            megabytes(crl.memory_bytes()),
            crl.memory_bytes() as f64 / entries as f64,
        );
        crls.push(Arc::new(crl));
    }

    let anchor = Anchor {
        certificate: certificate(root),
        trust_domain: "test".to_owned(),
        profile: Profile::default(),
    };
    let mut unchecked = anchor.clone();
    unchecked.profile.revocation = Revocation::Off;
    let without = TrustStore::new(vec![unchecked], pool.clone(), Vec::new());
    let trust = TrustStore::new(vec![anchor], pool, crls);
    let start = Instant::now();
    let verdict = validate(&leaf, &[], NOW, &trust);
    println!("first validation: {:.1?}", start.elapsed());
    let accepted = verdict.outcome.expect("the path is good");
    assert_eq!(accepted.path.len(), 4);

    measure("more validations", &leaf, &trust);
    measure("of them without revocation", &leaf, &without);
}

/// Prints how long validations take.
fn measure(what: &str, leaf: &Certificate, trust: &TrustStore) {
    let mut times: Vec<Duration> = (0..VALIDATIONS)
        .map(|_| {
            let start = Instant::now();
            assert!(validate(leaf, &[], NOW, trust).is_accepted());
            start.elapsed()
        })
        .collect();
    times.sort_unstable();
    let at = |share: usize| times[times.len() * share / 100];
    println!(
        "{VALIDATIONS} {what}: p50 {:.1?}, p99 {:.1?}, slowest {:.1?}",
        at(50),
        at(99),
        times[times.len() - 1]
    );
}

/// A list of serials that look random, each with a reason, as large issuers write them.
fn list(issuer: &str, entries: usize) -> List {
    let mut list = List::new(issuer).number(1);
    let date = time(NOW - forge::DAY);
    let reason = seq(&[&forge::reason(1)]);
    list.entries = (0..entries as u64)
        .map(|count| {
            let mut serial = Vec::with_capacity(SERIAL_OCTETS);
            let mut state = count.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            while serial.len() < SERIAL_OCTETS {
                state ^= state >> 29;
                state = state.wrapping_mul(0xbf58_476d_1ce4_e5b9);
                serial.extend_from_slice(&state.to_be_bytes());
            }
            // Positive and in its shortest form.
            serial[0] = serial[0] & 0x7f | 0x40;
            seq(&[&tlv(0x02, &serial), &date, &reason])
        })
        .collect();
    list
}

fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
