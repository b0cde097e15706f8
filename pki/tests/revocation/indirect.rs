//! Lists of another issuer than the certificate's, by cRLIssuer (PKITS 4.14.22 to 4.14.35).

use pki::Reason;

use crate::{
    forge::{Cert, Key, List, extension, name, seq, tlv},
    world::{LEAF_SERIAL, World},
};

const IDP: &str = "2.5.29.28";
const DISTRIBUTION_POINTS: &str = "2.5.29.31";
const INDIRECT: &[u8] = b"\x30\x03\x84\x01\xff";
const UNAVAILABLE: Option<Reason> = Some(Reason::RevocationUnavailable);
const REVOKED: Option<Reason> = Some(Reason::Revoked);

fn certificate_issuer(common_name: &str) -> Vec<u8> {
    extension("2.5.29.29", true, &seq(&[&tlv(0xa4, &name(common_name))]))
}

/// A distribution point that says only who issues the list.
fn listed_by(cert: Cert, common_name: &str) -> Cert {
    let point = seq(&[&tlv(0xa2, &tlv(0xa4, &name(common_name)))]);
    cert.with(DISTRIBUTION_POINTS, false, &seq(&[&point]))
}

/// A leaf whose list `Lister` issues, certified by the root, and the lister's key.
fn world() -> (World, Key) {
    let key = Key::new();
    let mut world = World::without_list_of_ca().leaf(&listed_by(Cert::person("Jane"), "Lister"));
    let lister = Cert::new("Lister").serial(50).with("2.5.29.15", true, b"\x03\x02\x01\x02");
    world.pool.push(lister.build(&key, "Root", &world.root));
    (world, key)
}

fn indirect() -> List {
    List::new("Lister").with(IDP, true, INDIRECT)
}

#[test]
fn indirect_list_speaks_for_who_names_its_issuer() {
    let (world, key) = world();
    assert_eq!(world.list(indirect().build(&key)).reason(), None);
    let (world, key) = self::world();
    let world = world.leaf(&Cert::person("Jane")).list(indirect().build(&key));
    assert_eq!(world.reason(), UNAVAILABLE, "the certificate does not name it");
}

#[test]
fn list_that_is_not_indirect_does_not_speak_for_others() {
    let (world, key) = world();
    assert_eq!(world.list(List::new("Lister").build(&key)).reason(), UNAVAILABLE);
}

#[test]
fn indirect_entries_count_under_their_issuer_only() {
    for (entry_issuer, reason) in [("CA", REVOKED), ("Another", None)] {
        let (world, key) = world();
        let list = indirect().entry(LEAF_SERIAL, &[certificate_issuer(entry_issuer)]);
        assert_eq!(world.list(list.build(&key)).reason(), reason);
    }
    let (world, key) = world();
    let list = indirect().revoke(LEAF_SERIAL).build(&key);
    assert_eq!(world.list(list).reason(), None, "a serial of the lister itself");
    let (world, key) = self::world();
    let list = indirect().entry(9, &[certificate_issuer("CA")]).revoke(LEAF_SERIAL);
    assert_eq!(world.list(list.build(&key)).reason(), REVOKED, "the issuer of the entry before");
}

#[test]
fn lister_of_a_stranger_does_not_speak() {
    let (mut world, key) = world();
    let stranger = Key::new();
    let lister = Cert::new("Lister").serial(50).with("2.5.29.15", true, b"\x03\x02\x01\x02");
    world.pool.pop();
    world.pool.push(lister.build(&key, "Root", &stranger));
    assert_eq!(world.list(indirect().build(&key)).reason(), UNAVAILABLE);
}

#[test]
fn revoked_lister_does_not_speak() {
    let (world, key) = world();
    let revoking = List::new("Root").revoke(50).build(&world.root);
    let world = world.list(indirect().build(&key)).list(revoking);
    assert_eq!(world.reason(), UNAVAILABLE);
}

/// The CA certifies a lister for itself; its own status is on the list that it signs, and nowhere
/// else, if its certificate says so.
#[test]
fn lister_vouches_for_itself_if_its_certificate_says_so() {
    for (says_so, reason) in [(true, None), (false, UNAVAILABLE)] {
        let (mut world, key) = world();
        world.pool.pop();
        let mut lister =
            Cert::new("Lister").serial(50).with("2.5.29.15", true, b"\x03\x02\x01\x02");
        if says_so {
            lister = listed_by(lister, "Lister");
        }
        world.pool.push(lister.build(&key, "CA", &world.ca));
        assert_eq!(world.list(indirect().build(&key)).reason(), reason);
    }
}

#[test]
fn indirect_list_of_the_issuer_itself_speaks() {
    let world = World::without_list_of_ca();
    let list = List::new("CA").with(IDP, true, INDIRECT).build(&world.ca);
    assert_eq!(world.list(list).reason(), None);
    let world = World::without_list_of_ca();
    let list = List::new("CA").with(IDP, true, INDIRECT).revoke(LEAF_SERIAL).build(&world.ca);
    assert_eq!(world.list(list).reason(), REVOKED);
}
