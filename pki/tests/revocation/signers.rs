//! C10 to C12: whose signature counts.

use pki::Reason;

use crate::{
    forge::{Cert, Key, List, NOW},
    world::{CA_SERIAL, LEAF_SERIAL, World},
};

const KEY_USAGE: &str = "2.5.29.15";
const UNAVAILABLE: Option<Reason> = Some(Reason::RevocationUnavailable);
const REVOKED: Option<Reason> = Some(Reason::Revoked);

/// A certificate for signing lists and nothing else.
fn list_signer(common_name: &str) -> Cert {
    Cert::new(common_name).with(KEY_USAGE, true, b"\x03\x02\x01\x02").serial(50)
}

#[test]
fn c10_list_of_a_stranger_is_refused() {
    let world = World::without_list_of_ca();
    let list = List::new("CA").build(&Key::new());
    assert_eq!(world.list(list).reason(), UNAVAILABLE);
}

#[test]
fn c10_list_of_a_stranger_revokes_nobody() {
    let list = List::new("CA").revoke(LEAF_SERIAL).build(&Key::new());
    assert_eq!(World::new().list(list).reason(), None);
}

#[test]
fn c10_tampered_list_is_refused() {
    let world = World::without_list_of_ca();
    let mut list = List::new("CA").revoke(3).build(&world.ca);
    let at = list.windows(3).position(|part| part == [0x02, 0x01, 0x03]).unwrap() + 2;
    list[at] = 4;
    assert_eq!(world.list(list).reason(), UNAVAILABLE);
}

#[test]
fn c10_issuer_without_the_usage_is_refused() {
    for (bits, reason) in [(0x02, UNAVAILABLE), (0x06, None)] {
        let mut world = World::new();
        let usage = [0x03, 0x02, 0x01, if bits == 0x02 { 0x04 } else { bits }];
        let cert = Cert::authority("CA").serial(CA_SERIAL).without(KEY_USAGE);
        let cert = cert.with(KEY_USAGE, true, &usage);
        world.pool = vec![cert.build(&world.ca, "Root", &world.root)];
        assert_eq!(world.reason(), reason);
    }
}

#[test]
fn c10_leaf_cannot_sign_the_list_of_its_issuer() {
    let mut world = World::without_list_of_ca();
    let key = Key::new();
    let leaf = Cert::person("Jane").serial(LEAF_SERIAL).build(&key, "CA", &world.ca);
    world.leaf = pki::Certificate::from_der(&leaf).unwrap();
    let list = List::new("CA").build(&key);
    assert_eq!(world.list(list).reason(), UNAVAILABLE);
}

#[test]
fn c11_poisoned_lists_next_to_a_good_one_break_nobody() {
    let world = World::new();
    let poison = [
        List::new("CA").number(9).build(&Key::new()),
        List::new("CA").number(9).revoke(LEAF_SERIAL).build(&Key::new()),
        List::new("CA").number(9).with("1.2.3", true, b"\x05\x00").build(&world.ca),
        List::new("CA").number(9).times(NOW + 9, NOW + 99).build(&world.ca),
        List::new("CA").number(9).times(NOW - 99, NOW - 9).build(&world.ca),
    ];
    for first in [true, false] {
        let mut world = World::new();
        for list in &poison {
            let at = if first { 0 } else { world.lists.len() };
            world.lists.insert(at, list.clone());
        }
        assert_eq!(world.reason(), None);
    }
}

#[test]
fn c12_list_of_the_other_key_of_the_name_does_not_speak() {
    // Two authorities of one name under one root, each with its own list.
    let other = Key::new();
    let mut world = World::without_list_of_ca();
    world.pool.push(Cert::authority("CA").serial(11).build(&other, "Root", &world.root));
    let mut world = world.list(List::new("CA").build(&other));
    assert_eq!(world.reason(), UNAVAILABLE, "the other's list does not make it good");
    world.lists.push(List::new("CA").revoke(LEAF_SERIAL).build(&other));
    world.lists.push(List::new("CA").build(&world.ca));
    assert_eq!(world.reason(), None, "the other's list does not revoke it");
    world.lists.push(List::new("CA").revoke(LEAF_SERIAL).build(&world.ca));
    assert_eq!(world.reason(), REVOKED);
}

#[test]
fn c12_order_of_two_keys_does_not_count() {
    let other = Key::new();
    let mut world = World::new();
    let second = Cert::authority("CA").serial(11).build(&other, "Root", &world.root);
    world.pool.insert(0, second);
    world.lists.insert(0, List::new("CA").revoke(LEAF_SERIAL).build(&other));
    assert_eq!(world.reason(), None);
    world.pool.reverse();
    world.lists.reverse();
    assert_eq!(world.reason(), None);
}

#[test]
fn new_key_speaks_for_the_old_if_the_old_key_signed_it() {
    let new = Key::new();
    let mut world = World::without_list_of_ca();
    // The new key's own certificate is on a list of the old key for a point of its own.
    let point = b"\xa0\x0a\xa0\x08\x86\x06http:/";
    let points = [&b"\x30\x0e\x30\x0c"[..], point].concat();
    let link = Cert::authority("CA").serial(30).with("2.5.29.31", false, &points);
    world.pool.push(link.build(&new, "CA", &world.ca));
    let of_link = List::new("CA").with("2.5.29.28", true, &[&b"\x30\x0c"[..], point].concat());
    let world = world.list(List::new("CA").build(&new));
    assert_eq!(world.reason(), UNAVAILABLE, "the status of the link is not known");
    let of_link_build = of_link.build(&world.ca);
    let world = world.list(of_link_build);
    assert_eq!(world.reason(), None);
    let revoking = of_link.clone().revoke(30).build(&world.ca);
    assert_eq!(world.list(revoking).reason(), UNAVAILABLE, "the link is revoked");
}

#[test]
fn new_key_speaks_for_the_old_on_a_path_by_way_of_it() {
    // The root has certified both keys, and the new one has certified the old one.
    let new = Key::new();
    let mut world = World::without_list_of_ca();
    world.pool.push(Cert::authority("CA").serial(31).build(&new, "Root", &world.root));
    let mut world = world.list(List::new("CA").build(&new));
    assert_eq!(world.reason(), UNAVAILABLE);
    world.pool.push(Cert::authority("CA").serial(30).build(&world.ca, "CA", &new));
    assert_eq!(world.reason(), None);
    world.lists.push(List::new("CA").revoke(30).build(&new));
    assert_eq!(world.reason(), REVOKED, "the link is revoked");
}

#[test]
fn separate_key_for_lists_speaks() {
    let key = Key::new();
    for by_root in [true, false] {
        let mut world = World::without_list_of_ca();
        let signer = list_signer("CA");
        world.pool.push(if by_root {
            signer.build(&key, "Root", &world.root)
        } else {
            signer.build(&key, "CA", &world.ca)
        });
        let mut world = world.list(List::new("CA").build(&key));
        if !by_root {
            assert_eq!(world.reason(), UNAVAILABLE, "a signer does not vouch for itself");
            continue;
        }
        assert_eq!(world.reason(), None);
        world.lists.push(List::new("CA").revoke(LEAF_SERIAL).build(&key));
        assert_eq!(world.reason(), REVOKED);
        world.lists.push(List::new("Root").revoke(50).build(&world.root));
        assert_eq!(world.reason(), UNAVAILABLE, "the signer is revoked");
    }
}

#[test]
fn separate_key_must_be_fit_and_known_to_the_authorities_above() {
    let (key, stranger) = (Key::new(), Key::new());
    let unfit = [
        list_signer("CA").without(KEY_USAGE),
        list_signer("CA").without(KEY_USAGE).with(KEY_USAGE, true, b"\x03\x02\x07\x80"),
        list_signer("CA").valid(NOW - 9, NOW - 1),
        list_signer("CA").valid(NOW + 1, NOW + 9),
        list_signer("CA").with("1.2.3", true, b"\x05\x00"),
        list_signer("Another CA"),
    ];
    for (at, cert) in unfit.iter().enumerate() {
        let mut world = World::without_list_of_ca();
        world.pool.push(cert.build(&key, "Root", &world.root));
        let world = world.list(List::new("CA").build(&key));
        assert_eq!(world.reason(), UNAVAILABLE, "number {at}");
    }
    let mut world = World::without_list_of_ca();
    world.pool.push(list_signer("CA").build(&key, "Root", &stranger));
    let world = world.list(List::new("CA").build(&key));
    assert_eq!(world.reason(), UNAVAILABLE, "not signed by the root");
}

#[test]
fn root_of_the_same_name_is_another_authority() {
    // Root "CA" > "Middle" > "CA": the list of the first is not that of the last.
    let (root, middle, last) = (Key::new(), Key::new(), Key::new());
    let leaf = Cert::person("Jane").serial(LEAF_SERIAL).build(&Key::new(), "CA", &last);
    let pool = vec![
        Cert::authority("Middle").serial(5).build(&middle, "CA", &root),
        Cert::authority("CA").serial(6).build(&last, "Middle", &middle),
    ];
    let mut world = World { root, pool, root_name: "CA", ..World::new() };
    world.leaf = pki::Certificate::from_der(&leaf).unwrap();
    world.lists = vec![List::new("CA").build(&world.root), List::new("Middle").build(&middle)];
    assert_eq!(world.reason(), UNAVAILABLE);
    world.lists.push(List::new("CA").build(&last));
    assert_eq!(world.reason(), None);
}

#[test]
fn signer_certified_further_up_is_that_of_another_authority() {
    // Root > "Middle" > "CA", and the root has certified a signer for its own child "CA".
    let (middle, signer) = (Key::new(), Key::new());
    let mut world = World::new();
    world.pool = vec![
        Cert::authority("Middle").serial(5).build(&middle, "Root", &world.root),
        Cert::authority("CA").serial(6).build(&world.ca, "Middle", &middle),
        list_signer("CA").build(&signer, "Root", &world.root),
    ];
    world.lists = vec![
        List::new("Root").build(&world.root),
        List::new("Middle").build(&middle),
        List::new("CA").build(&signer),
    ];
    assert_eq!(world.reason(), UNAVAILABLE);
    world.pool.push(list_signer("CA").build(&signer, "Middle", &middle));
    assert_eq!(world.reason(), None);
}

#[test]
fn an_authority_does_not_appoint_who_speaks_for_it() {
    // The CA makes a certificate of the root's name, and a list of the root with it.
    let key = Key::new();
    let mut world = World::new();
    world.lists = vec![List::new("CA").build(&world.ca), List::new("Root").build(&key)];
    world.pool.push(list_signer("Root").build(&key, "CA", &world.ca));
    assert_eq!(world.reason(), UNAVAILABLE);
}
