//! `cert dev-ca` and `cert dev-card`: refused outside development, readable by others' tools.

use crate::shell::command;
use std::{
    path::Path,
    process::{Command, Output},
};

fn cert(directory: &Path, arguments: &[&str]) -> Output {
    let all: Vec<&str> = std::iter::once("cert").chain(arguments.iter().copied()).collect();
    let mut command = command(directory, &all);
    command.env("TREASURY_PLANE_AUTH__DEVELOPMENT", "true");
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    output
}

#[test]
fn it_is_refused_where_nobody_says_that_this_is_development() {
    let directory = tempfile::tempdir().unwrap();
    let output = command(directory.path(), &["cert", "dev-ca"]).output().unwrap();
    assert!(!output.status.success());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("auth.development = true"), "{said}");
    assert!(!directory.path().join("dev-ca").exists());
}

#[test]
fn openssl_reads_what_it_makes_and_finds_the_path() {
    let directory = tempfile::tempdir().unwrap();
    let made = cert(directory.path(), &["dev-ca"]);
    let said = String::from_utf8(made.stdout).unwrap();
    assert!(said.contains("treasury-plane trust add-anchor"), "{said}");
    cert(directory.path(), &["dev-card", "--name", "Jane Doe", "--upn", "jane@agency.gov"]);
    cert(directory.path(), &["dev-card", "--name", "Lost Card", "--revoked"]);
    let folder = directory.path().join("dev-ca");
    let openssl = |arguments: &[&str]| {
        let output = Command::new("openssl").args(arguments).current_dir(&folder).output();
        output.expect("the tests need the openssl command")
    };
    for name in ["root", "issuing"] {
        let (from, to) = (format!("{name}.crl"), format!("{name}.crl.pem"));
        assert!(openssl(&["crl", "-inform", "DER", "-in", &from, "-out", &to]).status.success());
    }
    let lists = ["root.crl.pem", "issuing.crl.pem"]
        .map(|f| std::fs::read_to_string(folder.join(f)).unwrap());
    std::fs::write(folder.join("lists.pem"), lists.concat()).unwrap();
    let verify = |card: &str| {
        openssl(&[
            "verify",
            "-CAfile",
            "root.pem",
            "-untrusted",
            "issuing.pem",
            "-CRLfile",
            "lists.pem",
            "-crl_check_all",
            "-purpose",
            "sslclient",
            "-policy_check",
            "-explicit_policy",
            "-policy",
            "2.16.840.1.101.3.2.1.3.13",
            card,
        ])
    };
    let good = verify("jane-doe.pem");
    assert!(good.status.success(), "{good:?}");
    let lost = verify("lost-card.pem");
    assert!(String::from_utf8_lossy(&lost.stderr).contains("revoked"), "{lost:?}");
    let p12 = openssl(&["pkcs12", "-in", "jane-doe.p12", "-passin", "pass:development", "-nodes"]);
    assert!(p12.status.success(), "{p12:?}");
    let text = String::from_utf8(p12.stdout).unwrap();
    assert!(text.contains("BEGIN PRIVATE KEY") && text.contains("friendlyName: Jane Doe"));
    let wrong = openssl(&["pkcs12", "-in", "jane-doe.p12", "-passin", "pass:x", "-nodes"]);
    assert!(!wrong.status.success());
}

#[test]
fn nss_imports_the_card_as_chromium_does() {
    let directory = tempfile::tempdir().unwrap();
    cert(directory.path(), &["dev-ca"]);
    cert(directory.path(), &["dev-card", "--name", "Jane Doe", "--edipi", "1234567890"]);
    let store = format!("sql:{}", directory.path().display());
    let run = |program: &str, arguments: &[&str]| {
        let output = Command::new(program).args(arguments).args(["-d", &store]).output();
        let output = output.expect("the tests need NSS's command line tools (libnss3-tools)");
        assert!(output.status.success(), "{program}: {output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    run("certutil", &["-N", "--empty-password"]);
    let file = directory.path().join("dev-ca/jane-doe.p12");
    run("pk12util", &["-i", file.to_str().unwrap(), "-W", "development"]);
    let keys = run("certutil", &["-K"]);
    assert!(keys.contains("Jane Doe"), "{keys}");
}
