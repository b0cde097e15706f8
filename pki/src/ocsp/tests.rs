//! C42: answers that must not count, and those that must.

use aws_lc_rs::digest;

use super::*;
use crate::forge::{Cert, DAY, HOUR, Key, NOW, extension, integer, name, oid, seq, time, tlv};

const SHA1_OID: &str = "1.3.14.3.2.26";
const SHA256_OID: &str = "2.16.840.1.101.3.4.2.1";

/// An issuer, a leaf with serial 7, and what a response about it is made of.
struct Case {
    issuer_key: Key,
    issuer: Certificate,
    leaf: Certificate,
    serial: u64,
    status: Vec<u8>,
    this_update: i64,
    next_update: Option<i64>,
    hash: &'static str,
    hashed_name: &'static str,
    extensions: Vec<Vec<u8>>,
    certificates: Vec<Vec<u8>>,
}

impl Case {
    fn new() -> Self {
        let issuer_key = Key::new();
        let issuer = Cert::authority("CA").build(&issuer_key, "CA", &issuer_key);
        let leaf = Cert::person("A").serial(7).build(&Key::new(), "CA", &issuer_key);
        Self {
            issuer: Certificate::from_der(&issuer).unwrap(),
            leaf: Certificate::from_der(&leaf).unwrap(),
            issuer_key,
            serial: 7,
            status: tlv(0x80, &[]),
            this_update: NOW - HOUR,
            next_update: Some(NOW + HOUR),
            hash: SHA1_OID,
            hashed_name: "CA",
            extensions: Vec::new(),
            certificates: Vec::new(),
        }
    }

    fn response(&self, signer: &Key) -> Vec<u8> {
        let algorithm =
            if self.hash == SHA1_OID { &digest::SHA1_FOR_LEGACY_USE_ONLY } else { &digest::SHA256 };
        let hash = |bytes: &[u8]| tlv(0x04, digest::digest(algorithm, bytes).as_ref());
        let cert_id = seq(&[
            &seq(&[&oid(self.hash), b"\x05\x00"]),
            &hash(&name(self.hashed_name)),
            &hash(self.issuer_key.point()),
            &integer(self.serial),
        ]);
        let next = self.next_update.map(|at| tlv(0xa0, &time(at))).unwrap_or_default();
        let single = seq(&[&cert_id, &self.status, &time(self.this_update), &next]);
        let extensions = if self.extensions.is_empty() {
            Vec::new()
        } else {
            tlv(0xa1, &tlv(0x30, &self.extensions.concat()))
        };
        let data = seq(&[
            &tlv(0xa1, &name("Responder")),
            &time(self.this_update),
            &seq(&[&single]),
            &extensions,
        ]);
        let certificates = if self.certificates.is_empty() {
            Vec::new()
        } else {
            tlv(0xa0, &tlv(0x30, &self.certificates.concat()))
        };
        let basic = signer.sign(&data, &certificates);
        let bytes = seq(&[&oid("1.3.6.1.5.5.7.48.1.1"), &tlv(0x04, &basic)]);
        seq(&[&[0x0a, 1, 0], &tlv(0xa0, &bytes)])
    }

    fn ask(&self, response: &[u8], rules: &OcspRules<'_>) -> OcspAnswer {
        check_ocsp(response, &self.leaf, &self.issuer, rules, |_| false)
    }

    fn answer(&self) -> OcspAnswer {
        self.ask(&self.response(&self.issuer_key), &rules())
    }

    fn with_nonce(mut self, nonce: &[u8]) -> Self {
        self.extensions.push(extension("1.3.6.1.5.5.7.48.1.2", false, &tlv(0x04, nonce)));
        self
    }
}

fn rules() -> OcspRules<'static> {
    OcspRules { now: NOW, ..OcspRules::default() }
}

fn is_undetermined(answer: OcspAnswer) -> bool {
    matches!(answer, OcspAnswer::Undetermined(_))
}

#[test]
fn c42_good_and_revoked_are_believed_from_the_issuer() {
    let mut case = Case::new();
    assert_eq!(case.answer(), OcspAnswer::Good { until: NOW + HOUR });
    case.hash = SHA256_OID;
    assert_eq!(case.answer(), OcspAnswer::Good { until: NOW + HOUR });
    case.status = tlv(0xa1, &time(NOW - DAY));
    assert_eq!(case.answer(), OcspAnswer::Revoked);
}

#[test]
fn c42_unknown_is_not_good() {
    let mut case = Case::new();
    case.status = tlv(0x82, &[]);
    assert!(is_undetermined(case.answer()));
}

#[test]
fn c42_errors_of_the_responder_are_not_good() {
    for status in [1, 2, 3, 5, 6] {
        let response = seq(&[&[0x0a, 1, status]]);
        assert!(is_undetermined(Case::new().ask(&response, &rules())));
    }
}

#[test]
fn c42_wrong_cert_id_is_not_good() {
    let mut case = Case::new();
    case.serial = 8;
    assert!(is_undetermined(case.answer()));
    let mut case = Case::new();
    case.hashed_name = "Another CA";
    assert!(is_undetermined(case.answer()));
    // The key hash of another issuer with the same name and the same signing key on the response.
    let (case, other) = (Case::new(), Case::new());
    let response = other.response(&case.issuer_key);
    assert!(is_undetermined(case.ask(&response, &rules())));
}

#[test]
fn c42_stale_and_future_answers_are_not_good() {
    let mut case = Case::new();
    case.next_update = Some(NOW);
    assert!(is_undetermined(case.answer()), "due now");
    case.next_update = None;
    assert_eq!(case.answer(), OcspAnswer::Good { until: NOW + 11 * HOUR });
    case.this_update = NOW - 12 * HOUR;
    assert!(is_undetermined(case.answer()), "12 hours old");
    let mut case = Case::new();
    case.this_update = NOW + 300;
    assert!(!is_undetermined(case.answer()), "within the tolerance of clocks");
    case.this_update = NOW + 301;
    assert!(is_undetermined(case.answer()));
}

#[test]
fn c42_bad_nonce_is_not_good() {
    let case = Case::new().with_nonce(&[1; 16]);
    let response = case.response(&case.issuer_key);
    let ask = |sent: Option<&[u8]>, require_nonce| {
        case.ask(&response, &OcspRules { now: NOW, nonce: sent, require_nonce })
    };
    assert!(!is_undetermined(ask(Some(&[1; 16]), true)));
    assert!(is_undetermined(ask(Some(&[2; 16]), false)));
    let without = Case::new();
    let response = without.response(&without.issuer_key);
    let ask = |require_nonce| {
        let rules = OcspRules { now: NOW, nonce: Some(&[1; 16]), require_nonce };
        without.ask(&response, &rules)
    };
    assert!(!is_undetermined(ask(false)), "prepared in advance");
    assert!(is_undetermined(ask(true)));
}

#[test]
fn c42_wrong_signatures_are_not_good() {
    let case = Case::new();
    assert!(is_undetermined(case.ask(&case.response(&Key::new()), &rules())));
    let mut tampered = case.response(&case.issuer_key);
    let end = tampered.len() - 1;
    tampered[end] ^= 1;
    assert!(is_undetermined(case.ask(&tampered, &rules())));
    tampered.truncate(end);
    assert!(is_undetermined(case.ask(&tampered, &rules())));
}

#[test]
fn c42_unknown_critical_extension_is_not_good() {
    let mut case = Case::new();
    case.extensions.push(extension("1.2.3", true, b"\x05\x00"));
    assert!(is_undetermined(case.answer()));
}

fn responder() -> Cert {
    Cert::new("Responder").with("2.5.29.37", false, &seq(&[&oid("1.3.6.1.5.5.7.3.9")]))
}

fn nocheck(cert: Cert) -> Cert {
    cert.with("1.3.6.1.5.5.7.48.1.5", false, b"\x05\x00")
}

/// The answer of a responder with this certificate, and whether its status was asked for.
fn delegated(cert: &Cert, by_issuer: bool, crl_says_good: bool) -> (OcspAnswer, bool) {
    let mut case = Case::new();
    let (key, stranger) = (Key::new(), Key::new());
    let by = if by_issuer { &case.issuer_key } else { &stranger };
    case.certificates.push(cert.build(&key, "CA", by));
    let mut was_asked = false;
    let answer = check_ocsp(&case.response(&key), &case.leaf, &case.issuer, &rules(), |_| {
        was_asked = true;
        crl_says_good
    });
    (answer, was_asked)
}

#[test]
fn c42_responder_of_the_issuer_is_believed() {
    assert!(!is_undetermined(delegated(&nocheck(responder()), true, false).0));
}

#[test]
fn c42_responder_without_usage_is_not_good() {
    assert!(is_undetermined(delegated(&nocheck(Cert::new("Responder")), true, true).0));
    let client = Cert::person("Responder");
    assert!(is_undetermined(delegated(&nocheck(client), true, true).0));
}

#[test]
fn c42_responder_of_another_key_is_not_good() {
    assert!(is_undetermined(delegated(&nocheck(responder()), false, true).0));
}

#[test]
fn c42_responder_out_of_time_is_not_good() {
    for (from, to) in [(NOW - DAY, NOW - 1), (NOW + 1, NOW + DAY)] {
        let cert = nocheck(responder().valid(from, to));
        assert!(is_undetermined(delegated(&cert, true, true).0));
    }
}

#[test]
fn c42_responder_with_nocheck_is_not_looked_up() {
    let (answer, was_asked) = delegated(&nocheck(responder()), true, false);
    assert_eq!(answer, OcspAnswer::Good { until: NOW + HOUR });
    assert!(!was_asked);
}

#[test]
fn c42_revoked_responder_without_nocheck_is_not_good() {
    assert_eq!(delegated(&responder(), true, true), (OcspAnswer::Good { until: NOW + HOUR }, true));
    let (answer, was_asked) = delegated(&responder(), true, false);
    assert!(is_undetermined(answer));
    assert!(was_asked);
}

#[test]
fn requests_carry_the_cert_id_and_the_nonce() {
    let case = Case::new();
    let request = ocsp_request(&case.leaf, &case.issuer, Some(&[9; 16]));
    let hash = |bytes: &[u8]| digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, bytes);
    let cert_id = seq(&[
        &seq(&[&oid(SHA1_OID), b"\x05\x00"]),
        &tlv(0x04, hash(&name("CA")).as_ref()),
        &tlv(0x04, hash(case.issuer_key.point()).as_ref()),
        &integer(7),
    ]);
    let nonce = extension("1.3.6.1.5.5.7.48.1.2", false, &tlv(0x04, &[9; 16]));
    let list = seq(&[&seq(&[&cert_id])]);
    assert_eq!(request, seq(&[&seq(&[&list, &tlv(0xa2, &seq(&[&nonce]))])]));
    assert_eq!(ocsp_request(&case.leaf, &case.issuer, None), seq(&[&seq(&[&list])]));
}

#[test]
fn flipped_bytes_never_panic() {
    let case = Case::new().with_nonce(&[1; 16]);
    let good = case.response(&case.issuer_key);
    for at in 0..good.len() {
        for value in [0x00, 0x7f, 0x80, 0xff] {
            let mut bad = good.clone();
            bad[at] = value;
            let _ = case.ask(&bad, &rules());
        }
    }
}
