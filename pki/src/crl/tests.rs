use super::*;
use crate::forge::{self, Key, List, NOW, extension, integer, name, oid, reason, seq, tlv};

fn read(list: &List) -> Result<Crl, ParseError> {
    Crl::from_der(&list.build(&Key::new()))
}

fn issuer() -> Name {
    Name::from_der(&name("CA")).unwrap()
}

fn serial(value: u64) -> Vec<u8> {
    integer(value)[2..].to_vec()
}

#[test]
fn fields_are_read() {
    let crl = read(&List::new("CA").revoke(5).revoke(300).number(200)).unwrap();
    assert!(crl.issuer().matches(&issuer()));
    assert_eq!(crl.this_update(), NOW - forge::HOUR);
    assert_eq!(crl.next_update(), Some(NOW + forge::DAY));
    assert_eq!(crl.number(), Some(&[200][..]));
    assert_eq!(crl.len(), 2);
    assert!(!crl.is_delta());
    assert_eq!(crl.unusable(), None);
    assert_eq!(crl.entry(&issuer(), &serial(5)), Entry::Revoked);
    assert_eq!(crl.entry(&issuer(), &serial(300)), Entry::Revoked);
    assert_eq!(crl.entry(&issuer(), &serial(6)), Entry::Absent);
}

#[test]
fn reasons_tell_holds_and_removals_apart() {
    let list = List::new("CA").number(2).entry(1, &[reason(6)]).entry(2, &[reason(8)]);
    let complete = read(&list).unwrap();
    assert_eq!(complete.entry(&issuer(), &serial(1)), Entry::OnHold);
    assert_eq!(complete.entry(&issuer(), &serial(2)), Entry::Revoked, "only deltas remove");
    let delta = read(&list.delta(1)).unwrap();
    assert!(delta.is_delta());
    assert_eq!(delta.entry(&issuer(), &serial(2)), Entry::Removed);
}

#[test]
fn unknown_critical_extensions_make_it_unusable() {
    let list = List::new("CA").revoke(1);
    assert!(read(&list.clone().with("1.2.3.4", true, b"\x05\x00")).unwrap().unusable().is_some());
    assert!(read(&list.clone().with("1.2.3.4", false, b"\x05\x00")).unwrap().unusable().is_none());
    let entry = |critical| list.clone().entry(2, &[extension("1.2.3.4", critical, b"\x05\x00")]);
    assert!(read(&entry(true)).unwrap().unusable().is_some());
    assert!(read(&entry(false)).unwrap().unusable().is_none());
}

#[test]
fn without_next_update_it_is_unusable() {
    let mut list = List::new("CA");
    list.next_update = None;
    assert!(read(&list).unwrap().unusable().is_some());
}

fn certificate_issuer(common_name: &str) -> Vec<u8> {
    extension("2.5.29.29", true, &seq(&[&tlv(0xa4, &name(common_name))]))
}

#[test]
fn issuers_of_an_indirect_list_hold_for_the_entries_behind() {
    let list = List::new("CA")
        .revoke(1)
        .entry(2, &[certificate_issuer("Other")])
        .revoke(3)
        .entry(4, &[certificate_issuer("Third")])
        .entry(5, &[certificate_issuer("Other")]);
    let indirect = read(&list.clone().with("2.5.29.28", true, &seq(&[b"\x84\x01\xff"]))).unwrap();
    let other = Name::from_der(&name("OTHER")).unwrap();
    for (value, own, others) in
        [(1, true, false), (2, false, true), (3, false, true), (4, false, false), (5, false, true)]
    {
        assert_eq!(indirect.entry(&issuer(), &serial(value)) == Entry::Revoked, own, "{value}");
        assert_eq!(indirect.entry(&other, &serial(value)) == Entry::Revoked, others, "{value}");
    }
    assert_eq!(indirect.len(), 5);
    assert!(read(&list).unwrap().unusable().is_some(), "not declared indirect");
}

#[test]
fn c36_negative_serials_are_other_serials() {
    // PKITS 4.4.14 and 4.4.15: -1 is not 255.
    let mut list = List::new("CA");
    list.entries.push(seq(&[b"\x02\x01\xff", &forge::time(NOW)]));
    let crl = read(&list).unwrap();
    assert_eq!(crl.entry(&issuer(), b"\xff"), Entry::Revoked);
    assert_eq!(crl.entry(&issuer(), b"\x00\xff"), Entry::Absent);
}

#[test]
fn utc_times_of_the_last_century_are_read() {
    // PKITS 4.4.12: the next update was due in 1999.
    let signed = seq(&[
        &integer(1),
        &seq(&[&oid("1.2.840.10045.4.3.2")]),
        &name("CA"),
        &tlv(0x17, b"980101120000Z"),
        &tlv(0x17, b"990101120000Z"),
    ]);
    let crl = Crl::from_der(&Key::new().sign(&signed, &[])).unwrap();
    assert_eq!(crl.next_update(), Some(915_192_000));
}

#[test]
fn malformed_lists_are_refused() {
    let good = List::new("CA").revoke(1).number(1).build(&Key::new());
    assert!(Crl::from_der(&good).is_ok());
    assert!(Crl::from_der(&[good.as_slice(), b"\0"].concat()).is_err(), "trailing byte");
    for end in 0..good.len() {
        assert!(Crl::from_der(&good[..end]).is_err(), "cut at {end}");
    }
    let twice = List::new("CA").number(1).number(1);
    assert!(read(&twice).is_err());
    let negative = List::new("CA").with("2.5.29.20", false, b"\x02\x01\x80");
    assert!(read(&negative).is_err());
    let long = tlv(0x02, &[1; 65]);
    let mut list = List::new("CA");
    list.entries.push(seq(&[&long, &forge::time(NOW)]));
    assert!(read(&list).is_err(), "a serial of 65 octets");
    let two_kinds = seq(&[b"\x81\x01\xff\x82\x01\xff"]);
    assert!(read(&List::new("CA").with("2.5.29.28", true, &two_kinds)).is_err());
}

#[test]
fn flipped_bytes_never_panic() {
    let good = List::new("CA").entry(1, &[reason(1)]).number(1).build(&Key::new());
    for at in 0..good.len() {
        for value in [0x00, 0x7f, 0x80, 0xff] {
            let mut bad = good.clone();
            bad[at] = value;
            let _ = Crl::from_der(&bad);
        }
    }
}

#[test]
fn lists_do_not_go_backwards() {
    let key = Key::new();
    let make = |number: Option<u64>, this_update| {
        let list = List::new("CA").times(this_update, NOW + forge::DAY);
        let list = if let Some(number) = number { list.number(number) } else { list };
        Crl::from_der(&list.build(&key)).unwrap()
    };
    let old = make(Some(255), NOW);
    assert!(make(Some(256), NOW + 1).supersedes(&old), "the number grew by an octet");
    assert!(make(Some(255), NOW).supersedes(&old), "the same again");
    assert!(!make(Some(254), NOW + 1).supersedes(&old), "the number fell");
    assert!(!make(Some(256), NOW - 1).supersedes(&old), "the time fell");
    assert!(!make(None, NOW + 1).supersedes(&old), "the number is gone");
    assert!(make(Some(1), NOW + 1).supersedes(&make(None, NOW)));
    let delta = Crl::from_der(&List::new("CA").number(300).delta(1).build(&key)).unwrap();
    assert!(!delta.supersedes(&old), "a delta is another scope");
    assert_ne!(delta.scope_key(), old.scope_key());
}

#[test]
fn deltas_belong_to_lists_from_their_base_on() {
    let key = Key::new();
    let complete = |number| Crl::from_der(&List::new("CA").number(number).build(&key)).unwrap();
    let delta = Crl::from_der(&List::new("CA").number(7).delta(3).build(&key)).unwrap();
    for (number, belongs) in [(2, false), (3, true), (6, true), (7, false), (8, false)] {
        assert_eq!(delta.is_delta_of(&complete(number)), belongs, "{number}");
    }
    let scoped = List::new("CA").number(3).with("2.5.29.28", true, &seq(&[b"\x81\x01\xff"]));
    assert!(!delta.is_delta_of(&Crl::from_der(&scoped.build(&key)).unwrap()));
}

#[test]
fn signature_is_bound_to_the_key() {
    let (right, wrong) = (Key::new(), Key::new());
    let crl = Crl::from_der(&List::new("CA").build(&right)).unwrap();
    let certificate = |key: &Key| {
        Certificate::from_der(&forge::Cert::authority("CA").build(key, "CA", key)).unwrap()
    };
    for _ in 0..2 {
        assert!(crl.is_signed_by(&certificate(&right)));
        assert!(!crl.is_signed_by(&certificate(&wrong)));
    }
}

#[test]
fn sha1_signatures_do_not_count() {
    // ecdsa-with-SHA1 in both places; the signature could be anything.
    let sha1 = seq(&[&oid("1.2.840.10045.4.1")]);
    let times = [forge::time(NOW), forge::time(NOW + 1)].concat();
    let signed = seq(&[&integer(1), &sha1, &name("CA"), &times]);
    let der = seq(&[&signed, &sha1, b"\x03\x02\x00\x00"]);
    let key = Key::new();
    let signer = forge::Cert::authority("CA").build(&key, "CA", &key);
    let crl = Crl::from_der(&der).unwrap();
    assert!(!crl.is_signed_by(&Certificate::from_der(&signer).unwrap()));
    assert!(crl.unusable().is_some());
}

#[test]
fn a_critical_number_makes_it_unusable() {
    let list = List::new("CA").with("2.5.29.20", true, &integer(1));
    assert!(read(&list).unwrap().unusable().is_some());
}
