//! OCSP responses next to lists. What a response must be to count is tested in the crate (C42).

use aws_lc_rs::digest;
use pki::{Certificate, OcspAnswer, OcspUse, Reason};

use crate::{
    forge::{Cert, HOUR, Key, List, NOW, integer, name, oid, seq, time, tlv},
    world::{LEAF_SERIAL, World},
};

const GOOD: &[u8] = b"\x80\x00";

fn response(world: &World, status: &[u8], signer: &Key, certificate: &[u8]) -> Vec<u8> {
    let sha256 = |bytes: &[u8]| tlv(0x04, digest::digest(&digest::SHA256, bytes).as_ref());
    let cert_id = seq(&[
        &seq(&[&oid("2.16.840.1.101.3.4.2.1")]),
        &sha256(&name("CA")),
        &sha256(world.ca.point()),
        &integer(LEAF_SERIAL),
    ]);
    let single = seq(&[&cert_id, status, &time(NOW - HOUR), &tlv(0xa0, &time(NOW + HOUR))]);
    let data = seq(&[&tlv(0xa1, &name("R")), &time(NOW - HOUR), &seq(&[&single])]);
    let behind = if certificate.is_empty() { Vec::new() } else { tlv(0xa0, &seq(&[certificate])) };
    let basic = signer.sign(&data, &behind);
    let bytes = seq(&[&oid("1.3.6.1.5.5.7.48.1.1"), &tlv(0x04, &basic)]);
    seq(&[&[0x0a, 1, 0], &tlv(0xa0, &bytes)])
}

fn prefer(mut world: World, responses: Vec<Vec<u8>>) -> World {
    world.profile.ocsp = OcspUse::Prefer;
    world.responses = responses;
    world
}

fn revoked() -> Vec<u8> {
    tlv(0xa1, &time(NOW - HOUR))
}

#[test]
fn good_response_stands_in_for_the_list_of_the_leaf() {
    let world = World::without_list_of_ca();
    let good = response(&world, GOOD, &world.ca, &[]);
    let mut world = prefer(world, vec![good]);
    assert_eq!(world.reason(), None);
    world.profile.ocsp = OcspUse::Off;
    assert_eq!(world.reason(), Some(Reason::RevocationUnavailable));
}

#[test]
fn good_response_is_not_about_the_intermediate() {
    let mut world = World::new();
    let good = response(&world, GOOD, &world.ca, &[]);
    world.lists.clear();
    assert_eq!(prefer(world, vec![good]).reason(), Some(Reason::RevocationUnavailable));
}

#[test]
fn whoever_says_revoked_is_right() {
    let world = World::new();
    let responses =
        vec![response(&world, GOOD, &world.ca, &[]), response(&world, &revoked(), &world.ca, &[])];
    assert_eq!(prefer(world, responses).reason(), Some(Reason::Revoked));
    let world = World::new();
    let good = response(&world, GOOD, &world.ca, &[]);
    let list = List::new("CA").revoke(LEAF_SERIAL).build(&world.ca);
    assert_eq!(prefer(world.list(list), vec![good]).reason(), Some(Reason::Revoked));
}

#[test]
fn undetermined_response_leaves_it_to_the_lists() {
    for (world, reason) in
        [(World::new(), None), (World::without_list_of_ca(), Some(Reason::RevocationUnavailable))]
    {
        let unknown = response(&world, b"\x82\x00", &world.ca, &[]);
        let responses = vec![unknown, b"junk".to_vec(), Vec::new()];
        assert_eq!(prefer(world, responses).reason(), reason);
    }
}

#[test]
fn what_was_revoked_stays_so_without_the_response() {
    let mut world = prefer(World::new(), Vec::new());
    world.was_revoked = true;
    let verdict = world.verdict();
    assert_eq!(verdict.reason(), Some(Reason::Revoked));
    assert_eq!(verdict.ocsp, Some(OcspAnswer::Revoked));
    assert!(verdict.undecided.is_empty());
    world.profile.ocsp = OcspUse::Off;
    assert_eq!((world.reason(), world.verdict().ocsp), (None, None));
}

#[test]
fn a_path_is_told_when_only_the_status_of_the_leaf_is_open() {
    let verdict = World::without_list_of_ca().verdict();
    assert_eq!(verdict.reason(), Some(Reason::RevocationUnavailable));
    let [open] = verdict.undecided.as_slice() else { panic!("{:?}", verdict.undecided) };
    assert_eq!((open.issuer.subject().common_names(), open.anchor), (vec!["CA".to_owned()], 0));
    // An authority of unknown status has nothing to say, and neither has its responder.
    let mut world = World::new();
    world.lists.clear();
    assert!(world.verdict().undecided.is_empty());
    assert!(World::new().verdict().undecided.is_empty());
}

/// Without a list of the CA nothing is known about the leaf but what the responder says, and
/// nothing about the responder.
#[test]
fn c42_responder_is_checked_by_list() {
    let key = Key::new();
    let usage = seq(&[&oid("1.3.6.1.5.5.7.3.9")]);
    let responder = Cert::new("R").serial(60).with("2.5.29.37", false, &usage);
    let read = |world: &World, nocheck: bool| {
        let cert = if nocheck {
            responder.clone().with("1.3.6.1.5.5.7.48.1.5", false, b"\x05\x00")
        } else {
            responder.clone()
        };
        let der = cert.build(&key, "CA", &world.ca);
        assert!(Certificate::from_der(&der).is_ok());
        response(world, &revoked(), &key, &der)
    };
    let world = World::without_list_of_ca();
    let with_nocheck = read(&world, true);
    assert_eq!(prefer(world, vec![with_nocheck]).reason(), Some(Reason::Revoked));
    let world = World::without_list_of_ca();
    let unknown = read(&world, false);
    assert_eq!(prefer(world, vec![unknown]).reason(), Some(Reason::RevocationUnavailable));
    let world = World::new();
    let good = read(&world, false);
    assert_eq!(prefer(world, vec![good]).reason(), Some(Reason::Revoked));
    let world = World::new();
    let list = List::new("CA").revoke(60).build(&world.ca);
    let by_revoked = read(&world, false);
    assert_eq!(prefer(world.list(list), vec![by_revoked]).reason(), None, "it is not believed");
}
