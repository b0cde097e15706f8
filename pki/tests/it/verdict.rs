//! What is told beside yes and no, and the crate as a whole.

use pki::{Reason, TrustStore, validate};

use crate::forge::NOW;
use crate::made::{
    Authority, PIV_AUTH, assert_accepted, assert_refused, authority, check, parse, profile, trust,
    with_policies,
};

#[test]
fn steps_tell_how_far_it_got() {
    let root = Authority::root("root");
    let ca = root.below("ca");
    let names = |verdict: &pki::Verdict| -> Vec<&'static str> {
        verdict.steps.iter().map(|step| step.name).collect()
    };
    let of_the_leaf = ["form", "not_an_anchor", "purpose", "leaf_policy", "validity", "key"];
    let accepted = names(&check(&ca.person(), &root, &[&ca.der]));
    assert_eq!(accepted[..6], of_the_leaf);
    let of_the_path = ["path", "path_validity", "strength", "issuers", "policy", "revocation"];
    assert_eq!(accepted[6..], of_the_path);
    let lost = check(&ca.person(), &root, &[]);
    assert_eq!(names(&lost)[..6], of_the_leaf);
    assert_eq!(names(&lost)[6..], ["path"]);
    assert!(!lost.steps[6].passed);
}

#[test]
fn validations_run_side_by_side() {
    let root = Authority::root("root");
    let ca = root.below("ca");
    let store = trust(&[&root.der], &[&ca.der], &profile());
    let good = parse(&ca.person());
    let bad = parse(&ca.person_with(|cert| cert.with("1.2.3.4", true, &[5, 0])));
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                for _ in 0..25 {
                    assert_accepted(&validate(&good, &[], NOW, &store));
                    let verdict = validate(&bad, &[], NOW, &store);
                    assert_refused(&verdict, Reason::UnsupportedExtension);
                }
            });
        }
    });
}

#[test]
fn one_cryptographic_library_is_linked() {
    let lock = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
    let lock = std::fs::read_to_string(lock).unwrap();
    let copies = |name: &str| lock.matches(&format!("name = \"{name}\"\n")).count();
    assert_eq!((copies("aws-lc-sys"), copies("openssl-sys")), (1, 0));
}

#[test]
fn anchors_reached_are_told() {
    let (root, other) = (Authority::root("root"), Authority::root("other"));
    let ca = root.below("ca");
    let crossed = other.issue(&authority("ca"), &ca.key);
    let store: TrustStore = trust(&[&root.der, &other.der], &[&ca.der, &crossed], &profile());
    let leaf = parse(&ca.person_with(|cert| with_policies(cert, &[PIV_AUTH])));
    let mut reached = store.reaches(&leaf, NOW);
    reached.sort_unstable();
    let mut both = vec![parse(&root.der).sha256(), parse(&other.der).sha256()];
    both.sort_unstable();
    assert_eq!(reached, both);
    assert_eq!(store.hint_subjects().len(), 3);
}
