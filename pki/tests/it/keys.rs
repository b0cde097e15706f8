//! Keys and signatures that are too weak: C31 to C33.

use std::fs;
use std::path::{Path, PathBuf};

use pki::{Profile, Reason, Verdict};

use crate::forge::{Cert, Key, NOW, extension, name, oid, seq, time, tlv};
use crate::made::{
    Authority, assert_accepted, assert_refused, authority, check, check_with, person, profile, raw,
    with_key_ids,
};
use crate::support::openssl;

/// SubjectPublicKeyInfo of an RSA key that nobody has: any odd number will do as a modulus.
fn rsa(bits: usize, exponent: &[u8]) -> Vec<u8> {
    let mut modulus = vec![0x5a; bits / 8];
    modulus[0] = 0xc3;
    *modulus.last_mut().unwrap() = 0x0b;
    let numbers = seq(&[&tlv(0x02, &[&[0], &modulus[..]].concat()), &tlv(0x02, exponent)]);
    seq(&[
        &seq(&[&oid("1.2.840.113549.1.1.1"), b"\x05\x00"]),
        &tlv(0x03, &[&[0], &numbers[..]].concat()),
    ])
}

const F4: &[u8] = &[1, 0, 1];

/// The verdict on a person with this key.
fn leaf_key(spki: &[u8], profile: &Profile) -> Verdict {
    let root = Authority::root("root");
    let leaf = raw(&with_key_ids(person(), &root.key.id(), b"leaf"), spki, &root);
    check_with(&leaf, &root, &[], profile)
}

#[test]
fn c32_rsa_keys_outside_the_sizes_are_refused() {
    for bits in [2048, 3072, 4096, 8192] {
        assert_accepted(&leaf_key(&rsa(bits, F4), &profile()));
    }
    for bits in [512, 1024, 2040, 8200, 16384] {
        assert_refused(&leaf_key(&rsa(bits, F4), &profile()), Reason::WeakKey);
    }
    let stricter = Profile { rsa_bits_min: 3072, ..profile() };
    assert_refused(&leaf_key(&rsa(2048, F4), &stricter), Reason::WeakKey);
    let laxer = Profile { rsa_bits_min: 1024, ..profile() };
    assert_refused(&leaf_key(&rsa(1024, F4), &laxer), Reason::WeakKey);
}

#[test]
fn c32_rsa_exponents_are_odd_and_sane() {
    assert_accepted(&leaf_key(&rsa(2048, &[3]), &profile()));
    for exponent in [&[1][..], &[2], &[4], &[0], &[0x83], &[2, 0, 0, 0, 1], &[0x11; 9], &[0x11; 40]]
    {
        let verdict = leaf_key(&rsa(2048, exponent), &profile());
        assert_refused(&verdict, Reason::WeakKey);
    }
}

#[test]
fn c32_weak_keys_of_issuers_are_refused() {
    let key = rsa_key(1024);
    let (root, chain) = rsa_authority(&key);
    let leaf = sign(&key, &person(), "sha256", RSA_SHA256);
    assert_refused(&check(&leaf, &root, &[&chain]), Reason::WeakKey);
    // An anchor's key is one of the path, too.
    let anchor = Authority { name: "ca".into(), der: chain, key: Key::new() };
    assert_refused(&check(&leaf, &anchor, &[]), Reason::WeakKey);
}

#[test]
fn c33_curves_must_be_named_and_of_the_three() {
    let key = Key::new();
    let point = tlv(0x03, &[&[0], key.point()].concat());
    let ec = |parameters: &[u8]| seq(&[&seq(&[&oid("1.2.840.10045.2.1"), parameters]), &point]);
    assert_accepted(&leaf_key(&ec(&oid("1.2.840.10045.3.1.7")), &profile()));
    // Explicit parameters, shortened: a curve by its numbers can be made weak (CVE-2020-0601).
    assert_refused(&leaf_key(&ec(&seq(&[b"\x02\x01\x01"])), &profile()), Reason::WeakKey);
    assert_refused(&leaf_key(&ec(b"\x05\x00"), &profile()), Reason::WeakKey);
    assert_refused(&leaf_key(&ec(b""), &profile()), Reason::WeakKey);
    // P-192 and secp256k1.
    for curve in ["1.2.840.10045.3.1.1", "1.3.132.0.10"] {
        assert_refused(&leaf_key(&ec(&oid(curve)), &profile()), Reason::WeakKey);
    }
    // A compressed point, and one that is not on the curve.
    let with_point = |octets: &[u8]| {
        let bits = tlv(0x03, &[&[0], octets].concat());
        seq(&[&seq(&[&oid("1.2.840.10045.2.1"), &oid("1.2.840.10045.3.1.7")]), &bits])
    };
    let compressed = [&[2], &key.point()[1..33]].concat();
    assert_refused(&leaf_key(&with_point(&compressed), &profile()), Reason::WeakKey);
    let outside = [&[4], &[7; 64][..]].concat();
    assert!(!leaf_key(&with_point(&outside), &profile()).is_accepted());
}

#[test]
fn ed25519_needs_to_be_allowed() {
    let spki = seq(&[&seq(&[&oid("1.3.101.112")]), &tlv(0x03, &[&[0], &[9; 32][..]].concat())]);
    assert_refused(&leaf_key(&spki, &profile()), Reason::WeakKey);
    assert_accepted(&leaf_key(&spki, &Profile { allow_ed25519: true, ..profile() }));
}

const RSA_SHA256: &[u8] = b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b\x05\x00";

/// A fresh RSA key in a file.
fn rsa_key(bits: u32) -> PathBuf {
    let pem = openssl(&["genrsa", &bits.to_string()], b"");
    let id: String = pem.iter().skip(60).take(24).map(|byte| format!("{byte:02x}")).collect();
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("rsa-{id}.pem"));
    fs::write(&path, pem).unwrap();
    path
}

/// A root, and a CA below it with the name `ca` and this RSA key.
fn rsa_authority(key: &Path) -> (Authority, Vec<u8>) {
    let root = Authority::root("root");
    let spki = openssl(&["rsa", "-in", key.to_str().unwrap(), "-pubout", "-outform", "DER"], b"");
    let ca = with_key_ids(authority("ca"), &root.key.id(), b"ca");
    let der = raw(&ca, &spki, &root);
    (root, der)
}

/// A certificate issued by the CA of [`rsa_authority`] with some digest and algorithm.
fn sign(key: &Path, cert: &Cert, digest: &str, algorithm: &[u8]) -> Vec<u8> {
    let pss: &[&str] = if algorithm.len() > 20 {
        &["-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:-1"]
    } else {
        &[]
    };
    let subject_key = Key::new();
    let mut extensions = cert.extensions.concat();
    extensions.extend(extension("2.5.29.35", false, &seq(&[&tlv(0x80, b"ca")])));
    let tbs = seq(&[
        b"\xa0\x03\x02\x01\x02",
        &cert.serial,
        algorithm,
        &name("ca"),
        &seq(&[&time(NOW - 9), &time(NOW + 9)]),
        &cert.subject,
        &subject_key.spki(),
        &tlv(0xa3, &tlv(0x30, &extensions)),
    ]);
    let digest = format!("-{digest}");
    let arguments = [&["dgst", &digest, "-sign", key.to_str().unwrap()], pss].concat();
    let signature = openssl(&arguments, &tbs);
    seq(&[&tbs, algorithm, &tlv(0x03, &[&[0], &signature[..]].concat())])
}

/// RSASSA-PSS with one digest throughout and a salt of so many octets.
fn pss(digest: &str, salt: u8) -> Vec<u8> {
    let hash = seq(&[&oid(digest), b"\x05\x00"]);
    let mask = seq(&[&oid("1.2.840.113549.1.1.8"), &hash]);
    let parameters = seq(&[&tlv(0xa0, &hash), &tlv(0xa1, &mask), &tlv(0xa2, &tlv(0x02, &[salt]))]);
    seq(&[&oid("1.2.840.113549.1.1.10"), &parameters])
}

#[test]
fn c31_weak_digests_are_refused() {
    let key = rsa_key(2048);
    let (root, ca) = rsa_authority(&key);
    let rsa_with = |arc: u8| {
        let mut algorithm = RSA_SHA256.to_vec();
        algorithm[12] = arc;
        algorithm
    };
    for (digest, algorithm) in [
        ("sha256", rsa_with(11)),
        ("sha384", rsa_with(12)),
        ("sha512", rsa_with(13)),
        ("sha256", pss("2.16.840.1.101.3.4.2.1", 32)),
    ] {
        let leaf = sign(&key, &person(), digest, &algorithm);
        assert_accepted(&check(&leaf, &root, &[&ca]));
    }
    for (digest, algorithm) in [
        ("md5", rsa_with(4)),
        ("sha1", rsa_with(5)),
        ("sha224", rsa_with(14)),
        ("sha1", pss("1.3.14.3.2.26", 20)),
        // Parameters left out mean SHA-1.
        ("sha1", seq(&[&oid("1.2.840.113549.1.1.10"), &[0x30, 0], &[]])),
    ] {
        let leaf = sign(&key, &person(), digest, &algorithm);
        assert_refused(&check(&leaf, &root, &[&ca]), Reason::WeakSignature);
    }
    // A right signature under the name of another algorithm.
    let leaf = sign(&key, &person(), "sha1", &rsa_with(11));
    assert_refused(&check(&leaf, &root, &[&ca]), Reason::BadSignature);
}
