use super::*;
use crate::forge::{Cert, Key, List, integer, oid, seq, set, tlv};

const BEGIN: &str = "-----BEGIN CERTIFICATE-----\n";
const END: &str = "-----END CERTIFICATE-----\n";

fn certificate(common_name: &str) -> Vec<u8> {
    let key = Key::new();
    Cert::person(common_name).build(&key, "CA", &key)
}

fn crl() -> Vec<u8> {
    List::new("CA").revoke(1).build(&Key::new())
}

fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for (line, chunk) in bytes.chunks(48).enumerate() {
        if line > 0 {
            out.push('\n');
        }
        for three in chunk.chunks(3) {
            let bits = (0..3).fold(0_u32, |bits, at| {
                (bits << 8) | u32::from(three.get(at).copied().unwrap_or(0))
            });
            for at in 0..4 {
                if at <= three.len() {
                    out.push(char::from(ALPHABET[(bits >> (18 - 6 * at)) as usize & 63]));
                } else {
                    out.push('=');
                }
            }
        }
    }
    out.push('\n');
    out
}

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}-----END {label}-----\n", base64(der))
}

/// Certs-only SignedData.
fn signed_data(certificates: &[u8], crls: &[u8]) -> Vec<u8> {
    let content = seq(&[
        &integer(1),
        &set(&[]),
        &seq(&[&oid("1.2.840.113549.1.7.1")]),
        &tlv(0xa0, certificates),
        &tlv(0xa1, crls),
        &set(&[]),
    ]);
    seq(&[&oid("1.2.840.113549.1.7.2"), &tlv(0xa0, &content)])
}

fn counts(bytes: &[u8]) -> (usize, usize) {
    let bundle = read_bundle(bytes).unwrap();
    assert_eq!(bundle.skipped, Vec::<String>::new());
    (bundle.certificates.len(), bundle.crls.len())
}

#[test]
fn uploads_come_in_every_wrapping() {
    let (a, b, list) = (certificate("A"), certificate("B"), crl());
    assert_eq!(counts(&a), (1, 0));
    assert_eq!(counts(&list), (0, 1));
    assert_eq!(counts(&[a.as_slice(), &b].concat()), (2, 0));
    let data = signed_data(&[a.as_slice(), &b].concat(), &list);
    assert_eq!(counts(&data), (2, 1));
    assert_eq!(counts(pem("PKCS7", &data).as_bytes()), (2, 1));
    let text = format!(
        "subject=A\n{}issuer=CA\r\n{}{}",
        pem("CERTIFICATE", &a),
        pem("X509 CRL", &list),
        pem("CERTIFICATE", &b).replace('\n', "\r\n")
    );
    assert_eq!(counts(text.as_bytes()), (2, 1));
    let zero = format!("0 {}", text.repeat(2));
    assert_eq!(counts(zero.as_bytes()), (2, 1), "the character 0 is the tag of a SEQUENCE");
}

#[test]
fn flipped_bytes_never_panic() {
    let data = signed_data(&certificate("A"), &crl());
    let text = pem("PKCS7", &data).into_bytes();
    for good in [data, text] {
        for at in 0..good.len() {
            for value in [0x00, b'-', b'\n', 0x7f, 0x80, 0xff] {
                let mut bad = good.clone();
                bad[at] = value;
                let _ = read_bundle(&bad);
                let _ = read_header_pem(&String::from_utf8_lossy(&bad), 8);
            }
        }
    }
}

#[test]
fn repetitions_count_once() {
    let text = pem("CERTIFICATE", &certificate("A")).repeat(3);
    assert_eq!(counts(text.as_bytes()), (1, 0));
}

#[test]
fn what_cannot_be_read_is_named_and_passed_over() {
    let mut bad = certificate("A");
    let end = bad.len() - 1;
    // An odd signature length byte inside; the outer element still fits.
    bad[4] = 0x31;
    bad[end] ^= 1;
    let good = certificate("B");
    let mut broken = seq(&[&seq(&[&tlv(0xa0, &integer(2))])]);
    broken.extend_from_slice(&good);
    let bundle = read_bundle(&broken).unwrap();
    assert_eq!(bundle.certificates.len(), 1);
    assert_eq!(bundle.skipped.len(), 1);
    assert!(read_bundle(&bad).is_err() || !read_bundle(&bad).unwrap().skipped.is_empty());
}

#[test]
fn a_private_key_in_an_upload_is_refused() {
    for label in ["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY"] {
        let text = pem("CERTIFICATE", &certificate("A")) + &pem(label, b"secret");
        assert!(read_bundle(text.as_bytes()).is_err());
    }
}

#[test]
fn an_empty_upload_is_refused() {
    for text in [&b""[..], b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA", b"\x30"] {
        assert!(read_bundle(text).is_err());
    }
}

#[test]
fn headers_take_a_chain() {
    let text = pem("CERTIFICATE", &certificate("A")) + &pem("CERTIFICATE", &certificate("B"));
    assert_eq!(read_header_pem(&text, 8).unwrap().len(), 2);
    let spaced = format!("\n {}", text.replace(END, &format!("{END}\t \n")));
    assert_eq!(read_header_pem(&spaced, 8).unwrap().len(), 2);
    assert_eq!(read_header_pem(text.trim_end(), 8).unwrap().len(), 2, "no last line end");
}

#[test]
fn h6_plus_survives_and_odd_bytes_are_refused() {
    // A serial number that makes a plus in the base64 at any alignment.
    let mut cert = Cert::person("A");
    let run = b"\xfb\xef\xbe\xfb\xef\xbe";
    cert.serial = tlv(0x02, &[b"\x6f", &run[..], b"\x01", run, b"\x01", run].concat());
    let key = Key::new();
    let text = pem("CERTIFICATE", &cert.build(&key, "CA", &key));
    assert!(text.contains("++"), "the test means nothing otherwise");
    assert!(read_header_pem(&text, 8).is_ok());
    let spoiled = [
        text.replace('+', " "),
        text.replace('\n', "\r\n"),
        text.replacen("\n", "\n\0", 1),
        text.replacen("\n", "\n\u{e9}", 1),
        text.replacen("\n", "\n\n", 1),
        text.replacen("\n", "\n%2B", 1),
        format!("\0{text}"),
        format!("\u{feff}{text}"),
    ];
    for text in spoiled {
        assert!(read_header_pem(&text, 8).is_err(), "{text:?}");
    }
}

#[test]
fn h7_nine_certificates_are_too_many() {
    let text = pem("CERTIFICATE", &certificate("A"));
    assert!(read_header_pem(&text.repeat(8), 8).is_ok());
    assert!(read_header_pem(&text.repeat(9), 8).is_err());
}

#[test]
fn h7_bytes_behind_the_der_are_refused() {
    let mut der = certificate("A");
    der.push(0);
    assert!(read_header_pem(&pem("CERTIFICATE", &der), 8).is_err());
    let two = [certificate("A"), certificate("B")].concat();
    assert!(read_header_pem(&pem("CERTIFICATE", &two), 8).is_err());
}

#[test]
fn h7_only_certificate_blocks_are_taken() {
    let der = certificate("A");
    let good = pem("CERTIFICATE", &der);
    for label in ["PKCS7", "PRIVATE KEY", "X509 CRL", "TRUSTED CERTIFICATE", "X509 CERTIFICATE"] {
        assert!(read_header_pem(&pem(label, &der), 8).is_err(), "{label}");
        assert!(read_header_pem(&(good.clone() + &pem(label, &der)), 8).is_err(), "{label}");
    }
    let data = signed_data(&der, &[]);
    assert!(read_header_pem(&pem("CERTIFICATE", &data), 8).is_err());
    assert!(read_header_pem(&pem("CERTIFICATE", &crl()), 8).is_err());
}

#[test]
fn h7_text_between_blocks_is_refused() {
    let good = pem("CERTIFICATE", &certificate("A"));
    for text in [
        format!("x{good}"),
        format!("{good}x"),
        format!("{good},{good}"),
        format!("{good}{BEGIN}{END}"),
        format!("{good}{BEGIN}"),
        good.replace(END, ""),
        good.replace(BEGIN, "-----BEGIN CERTIFICATE-----"),
        good.replace(END, "-----END CERTIFICATE----"),
        good.replace(BEGIN, &format!("{BEGIN}Proc-Type: 4,ENCRYPTED\n")),
        String::new(),
        " \n".to_owned(),
    ] {
        assert!(read_header_pem(&text, 8).is_err(), "{text:?}");
    }
}

#[test]
fn h7_a_header_is_bounded() {
    let mut cert = Cert::person("A");
    cert = cert.with("1.2.3.4", false, &tlv(0x04, &[0; 12_000]));
    let key = Key::new();
    let text = pem("CERTIFICATE", &cert.build(&key, "CA", &key));
    assert!(read_header_pem(&text.repeat(2), 8).is_ok());
    assert!(read_header_pem(&text.repeat(3), 8).is_err());
}
