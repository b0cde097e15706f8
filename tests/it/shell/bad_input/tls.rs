//! The listener's certificate and key. Nothing is started before they are known to be good.

use super::{Refusal, command, contents, process, refused};
use rcgen::{CertificateParams, KeyPair, date_time_ymd};
use std::path::Path;

/// A certificate for the years of `good`, and a key that is its own or another.
fn write(folder: &Path, good: (i32, i32), own_key: bool) {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(["plane.gov".to_owned()]).unwrap();
    params.not_before = date_time_ymd(good.0, 1, 1);
    params.not_after = date_time_ymd(good.1, 1, 1);
    let certificate = params.self_signed(&key).unwrap();
    let written = if own_key { key } else { KeyPair::generate().unwrap() };
    std::fs::write(folder.join("cert.pem"), certificate.pem()).unwrap();
    std::fs::write(folder.join("key.pem"), written.serialize_pem()).unwrap();
}

fn start(folder: &Path) -> Refusal {
    let data = process::data_dir();
    let mut command = command(data.path(), &["serve"]);
    command.env("TREASURY_PLANE_HTTP__TLS__CERT_FILE", folder.join("cert.pem"));
    command.env("TREASURY_PLANE_HTTP__TLS__KEY_FILE", folder.join("key.pem"));
    let refusal = refused(command);
    assert!(contents(data.path()).is_empty(), "nothing was made");
    refusal
}

#[test]
fn a_certificate_outside_its_time() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), (2001, 2002), true);
    let words = ["http.tls.cert_file", "has ended on 2002-01-01", "renew it"];
    start(folder.path()).expect("certificate-expired", 65, &words);
    write(folder.path(), (3001, 3002), true);
    let words = ["is good from 3001-01-01 on", "clock"];
    start(folder.path()).expect("certificate-expired", 65, &words);
}

#[test]
fn a_key_of_another_certificate() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), (2001, 3002), false);
    let words = ["cert.pem", "key.pem", "does not belong"];
    start(folder.path()).expect("certificate-mismatch", 65, &words);
}

#[test]
fn files_without_a_certificate_or_key() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), (2001, 3002), true);
    std::fs::write(folder.path().join("key.pem"), "garbage").unwrap();
    start(folder.path()).expect("certificate-unreadable", 65, &["http.tls.key_file", "holds none"]);
    std::fs::write(folder.path().join("cert.pem"), "garbage").unwrap();
    start(folder.path()).expect("certificate-unreadable", 65, &["http.tls.cert_file"]);
    std::fs::remove_file(folder.path().join("cert.pem")).unwrap();
    start(folder.path()).expect("certificate-unreadable", 65, &["cert.pem", "does not exist"]);
}
