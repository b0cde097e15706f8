//! C5 to C9, scopes and deltas: what a rightly signed list says.

use pki::{Reason, Revocation};

use crate::{
    forge::{Cert, DAY, HOUR, List, NOW, attribute, extension, name, reason, seq, tlv, uri},
    world::{CA_SERIAL, LEAF_SERIAL, World},
};

const IDP: &str = "2.5.29.28";
const DISTRIBUTION_POINTS: &str = "2.5.29.31";
const UNAVAILABLE: Option<Reason> = Some(Reason::RevocationUnavailable);
const REVOKED: Option<Reason> = Some(Reason::Revoked);

fn soft(grace_s: i64) -> Revocation {
    Revocation::Soft { grace_s, until: NOW + 30 * DAY }
}

#[test]
fn a_path_on_no_list_is_accepted() {
    let verdict = World::new().verdict();
    assert!(verdict.is_accepted(), "{verdict:?}");
    assert!(!verdict.outcome.unwrap().soft_revocation);
}

#[test]
fn c5_revoked_leaf_is_refused() {
    let world = World::without_list_of_ca();
    let list = List::new("CA").revoke(3).revoke(LEAF_SERIAL).revoke(300).build(&world.ca);
    assert_eq!(world.list(list).reason(), REVOKED);
}

#[test]
fn c5_a_hold_is_a_revocation() {
    let world = World::new();
    let list = List::new("CA").entry(LEAF_SERIAL, &[reason(6)]).build(&world.ca);
    assert_eq!(world.list(list).reason(), REVOKED);
}

#[test]
fn c5_one_list_that_names_it_is_enough() {
    let world = World::new();
    let old = List::new("CA").number(1).revoke(LEAF_SERIAL).build(&world.ca);
    let new = List::new("CA").number(2).build(&world.ca);
    assert_eq!(world.list(old).list(new).reason(), REVOKED);
}

#[test]
fn c6_revoked_intermediate_is_refused() {
    let world = World::new();
    let list = List::new("Root").revoke(CA_SERIAL).build(&world.root);
    let verdict = world.list(list).verdict();
    assert_eq!(verdict.reason(), REVOKED);
    assert!(verdict.outcome.unwrap_err().detail.contains("CN=CA"));
}

#[test]
fn c6_serial_of_another_issuer_means_nothing() {
    let world = World::new();
    let root = List::new("Root").revoke(LEAF_SERIAL).build(&world.root);
    let ca = List::new("CA").revoke(CA_SERIAL).build(&world.ca);
    assert_eq!(world.list(root).list(ca).reason(), None);
}

#[test]
fn c7_no_list_is_refused_when_hard() {
    let verdict = World::without_list_of_ca().verdict();
    assert_eq!(verdict.reason(), UNAVAILABLE);
    assert!(!verdict.steps.last().unwrap().passed);
    let mut world = World::new();
    world.lists.remove(0);
    assert_eq!(world.reason(), UNAVAILABLE, "the list of the root is missing");
}

#[test]
fn c7_no_list_is_refused_when_soft_too() {
    assert_eq!(World::without_list_of_ca().revocation(soft(DAY)).reason(), UNAVAILABLE);
}

#[test]
fn c7_no_list_is_accepted_when_off() {
    let mut world = World::new().revocation(Revocation::Off);
    world.lists.clear();
    let verdict = world.verdict();
    assert!(verdict.is_accepted());
    assert!(verdict.steps.iter().any(|step| step.detail.contains("turned off")));
}

/// The list of the CA was due two hours ago.
fn overdue(list: List) -> World {
    let world = World::without_list_of_ca();
    let list = list.times(NOW - DAY, NOW - 2 * HOUR).build(&world.ca);
    world.list(list)
}

#[test]
fn c8_overdue_list_is_refused_when_hard() {
    assert_eq!(overdue(List::new("CA")).reason(), UNAVAILABLE);
}

#[test]
fn c8_list_due_now_is_overdue() {
    for (due, reason) in [(NOW, UNAVAILABLE), (NOW + 1, None)] {
        let world = World::without_list_of_ca();
        let list = List::new("CA").times(NOW - DAY, due).build(&world.ca);
        assert_eq!(world.list(list).reason(), reason);
    }
}

#[test]
fn c8_overdue_list_is_accepted_within_grace() {
    let verdict = overdue(List::new("CA")).revocation(soft(3 * HOUR)).verdict();
    assert!(verdict.outcome.unwrap().soft_revocation);
    assert_eq!(overdue(List::new("CA")).revocation(soft(HOUR)).reason(), UNAVAILABLE);
}

#[test]
fn c8_grace_ends_on_its_day() {
    let until = |until| Revocation::Soft { grace_s: DAY, until };
    assert_eq!(overdue(List::new("CA")).revocation(until(NOW)).reason(), None);
    assert_eq!(overdue(List::new("CA")).revocation(until(NOW - 1)).reason(), UNAVAILABLE);
}

#[test]
fn c8_grace_is_seven_days_at_most() {
    for (days, reason) in [(6, None), (8, UNAVAILABLE)] {
        let world = World::without_list_of_ca().revocation(soft(100 * DAY));
        let list = List::new("CA").times(NOW - 20 * DAY, NOW - days * DAY).build(&world.ca);
        assert_eq!(world.list(list).reason(), reason, "{days} days");
    }
}

#[test]
fn c8_overdue_list_that_names_it_revokes_within_grace() {
    let world = overdue(List::new("CA").revoke(LEAF_SERIAL));
    assert_eq!(world.revocation(soft(DAY)).reason(), REVOKED);
}

#[test]
fn c8_list_without_a_due_date_is_refused() {
    let world = World::without_list_of_ca();
    let mut list = List::new("CA");
    list.next_update = None;
    let list = list.build(&world.ca);
    assert_eq!(world.list(list).reason(), UNAVAILABLE);
}

#[test]
fn c9_list_from_the_future_is_refused() {
    let world = World::without_list_of_ca();
    let list = List::new("CA").times(NOW + 1, NOW + DAY).build(&world.ca);
    let mut world = world.list(list);
    assert_eq!(world.reason(), UNAVAILABLE);
    world.profile.skew_s = 1;
    assert_eq!(world.reason(), None, "within the tolerance of clocks");
}

#[test]
fn unknown_critical_extension_makes_a_list_useless() {
    let world = World::without_list_of_ca();
    let list = List::new("CA").with("1.2.3.4", true, b"\x05\x00").build(&world.ca);
    assert_eq!(world.list(list).reason(), UNAVAILABLE);
    let world = World::without_list_of_ca();
    let entry = [extension("1.2.3.4", true, b"\x05\x00")];
    let list = List::new("CA").entry(9, &entry).build(&world.ca);
    assert_eq!(world.list(list).reason(), UNAVAILABLE);
}

fn scoped(flags: &[u8]) -> World {
    let world = World::without_list_of_ca();
    let list = List::new("CA").with(IDP, true, &seq(&[flags])).build(&world.ca);
    world.list(list)
}

#[test]
fn lists_for_other_kinds_of_certificates_do_not_cover() {
    assert_eq!(scoped(b"\x81\x01\xff").reason(), None, "users");
    assert_eq!(scoped(b"\x82\x01\xff").reason(), UNAVAILABLE, "authorities");
    assert_eq!(scoped(b"\x85\x01\xff").reason(), UNAVAILABLE, "attributes");
}

#[test]
fn reasons_are_covered_together() {
    let world = scoped(b"\x83\x02\x05\x60");
    assert_eq!(world.reason(), UNAVAILABLE, "compromise alone");
    let others = List::new("CA").with(IDP, true, &seq(&[b"\x83\x03\x07\x9f\x80"]));
    let others = others.build(&world.ca);
    assert_eq!(world.list(others).reason(), None);
}

fn full_name(names: &[Vec<u8>]) -> Vec<u8> {
    tlv(0xa0, &tlv(0xa0, &names.concat()))
}

fn points(points: &[Vec<u8>]) -> Cert {
    let points: Vec<u8> = points.iter().flat_map(|point| tlv(0x30, point)).collect();
    Cert::person("Jane").with(DISTRIBUTION_POINTS, false, &tlv(0x30, &points))
}

#[test]
fn lists_of_a_point_cover_the_certificates_that_name_it() {
    let point = |path: &str| full_name(&[uri(&format!("http://crl.agency.gov/{path}"))]);
    for (named, reason) in [("1.crl", None), ("2.crl", UNAVAILABLE)] {
        let world = scoped(&point("1.crl")).leaf(&points(&[point("0.crl"), point(named)]));
        assert_eq!(world.reason(), reason);
    }
    assert_eq!(scoped(&point("1.crl")).reason(), UNAVAILABLE, "no point in the certificate");
    let world = World::new().leaf(&points(&[point("1.crl")]));
    assert_eq!(world.reason(), None, "a list without a point covers every point");
}

#[test]
fn relative_names_continue_that_of_the_issuer() {
    let common_name = |text: &str| attribute("2.5.4.3", 0x0c, text.as_bytes());
    let full =
        |text: &str| full_name(&[tlv(0xa4, &seq(&[&common_name("CA"), &common_name(text)]))]);
    let relative = |text: &str| {
        let mut set = common_name(text);
        set[0] = 0xa1;
        tlv(0xa0, &set)
    };
    for of_list in [full("Part 1"), relative("Part 1")] {
        for (of_point, reason) in [
            (full("PART 1"), None),
            (relative("Part  1"), None),
            (full("Part 2"), UNAVAILABLE),
            (relative("Part 2"), UNAVAILABLE),
        ] {
            assert_eq!(scoped(&of_list).leaf(&points(&[of_point])).reason(), reason);
        }
    }
}

#[test]
fn reasons_of_a_point_narrow_it() {
    let part = |path: &str| full_name(&[uri(path)]);
    let compromise = [part("http://a/1"), b"\x81\x02\x05\x60".to_vec()].concat();
    let world = scoped(&part("http://a/1")).leaf(&points(&[compromise]));
    assert_eq!(world.reason(), UNAVAILABLE);
}

fn with_delta(complete: List, delta: List) -> World {
    let world = World::without_list_of_ca();
    let (complete, delta) = (complete.build(&world.ca), delta.build(&world.ca));
    world.list(complete).list(delta)
}

#[test]
fn a_delta_alone_never_suffices() {
    let world = World::without_list_of_ca();
    let delta = List::new("CA").number(2).delta(1).build(&world.ca);
    assert_eq!(world.list(delta).reason(), UNAVAILABLE);
}

#[test]
fn a_delta_revokes() {
    let delta = List::new("CA").number(2).delta(1).revoke(LEAF_SERIAL);
    assert_eq!(with_delta(List::new("CA").number(1), delta.clone()).reason(), REVOKED);
    let scoped = delta.with(IDP, true, &seq(&[b"\x82\x01\xff"]));
    assert_eq!(with_delta(List::new("CA").number(1), scoped).reason(), REVOKED, "of any scope");
}

#[test]
fn a_delta_ends_the_hold_of_its_list() {
    let held = List::new("CA").number(1).entry(LEAF_SERIAL, &[reason(6)]);
    let released = List::new("CA").number(2).entry(LEAF_SERIAL, &[reason(8)]);
    assert_eq!(with_delta(held.clone(), released.clone().delta(1)).reason(), None);
    assert_eq!(
        with_delta(held.clone(), released.clone().delta(2)).reason(),
        REVOKED,
        "its base is newer"
    );
    let overdue = released.clone().delta(1).times(NOW - DAY, NOW);
    assert_eq!(with_delta(held, overdue).reason(), REVOKED, "it is overdue");
    let gone = List::new("CA").number(1).entry(LEAF_SERIAL, &[reason(1)]);
    assert_eq!(with_delta(gone, released.delta(1)).reason(), REVOKED, "not a hold");
}

#[test]
fn names_are_compared_without_case() {
    let world = World::without_list_of_ca();
    let mut list = List::new("CA");
    list.issuer = name("ca");
    let list = list.build(&world.ca);
    assert_eq!(world.list(list).reason(), None);
}
