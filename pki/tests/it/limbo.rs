//! x509-limbo: cases about client certificates and path validation, each within a second.

use std::sync::Arc;
use std::time::{Duration, Instant};

use pki::{Anchor, Certificate, Crl, Profile, Revocation, TrustStore, Verdict, known, validate};
use serde_json::Value;

use crate::support::{self, Report};

/// For cases without a time of their own; their certificates are valid from 1970 to 2969.
const NOW: &str = "2026-06-01T00:00:00";

/// Why a case does not apply to client certificates of people, by the start of its name.
const NOT_APPLICABLE: [(&str, &str); 6] = [
    ("webpki::cn::", "names of TLS servers"),
    ("webpki::eku::", "the server's extended key usage, and that of roots"),
    ("webpki::san::", "names of TLS servers"),
    ("rfc5280::eku::ee-wrong-eku", "the server's extended key usage"),
    ("rfc5280::ca-as-leaf-wrong-san", "names of TLS servers"),
    ("webpki::nc::nc-permits-dns-san-pattern", "names of TLS servers"),
];

/// Accepted against the expectation, on purpose.
const SIGNED_OFF_ACCEPTS: [(&str, &str); 5] = [
    (
        "rfc5280::aki::cross-signed-root-missing-aki",
        "an anchor is trusted as it was installed: only its name, key and constraints count",
    ),
    (
        "rfc5280::ski::root-missing-ski",
        "an anchor is trusted as it was installed: only its name, key and constraints count",
    ),
    (
        "rfc5280::root-non-critical-basic-constraints",
        "an anchor is trusted as it was installed: only its name, key and constraints count",
    ),
    (
        "rfc5280::pc::ica-noncritical-pc",
        "policy constraints are enforced whether critical or not; FPKI profiles allow both",
    ),
    (
        "rfc5280::nc::invalid-dnsname-leading-period",
        "enforced for subdomains; common in private PKIs, and DNS names identify nobody here",
    ),
];

/// Refused against the expectation, on purpose.
const SIGNED_OFF_REJECTS: [(&str, &str); 2] = [
    ("rfc5280::ca-as-leaf", "a certification authority is not a person"),
    (
        "pathlen::validation-ignores-pathlen-in-leaf",
        "the leaf is a certification authority, which is not a person",
    ),
];

/// Path validation as a login does it, but for what only certificates of people have.
pub fn profile(case: &Value) -> Profile {
    let has_crls = !case["crls"].as_array().unwrap().is_empty();
    let max_depth = case["max_chain_depth"].as_u64().map(|depth| depth.min(255) as u8);
    Profile {
        policies: vec![known::ANY_POLICY],
        require_explicit_policy: false,
        inhibit_any_policy: false,
        require_client_auth_eku: false,
        revocation: if has_crls { Revocation::Hard } else { Revocation::Off },
        max_depth: max_depth.unwrap_or(10),
        ..Profile::default()
    }
}

pub struct Case {
    pub leaf: Certificate,
    pub trust: TrustStore,
    pub now: i64,
}

/// Certificates that cannot be read are left out of the pool, as they are at an import.
pub fn read_with(case: &Value, profile: &Profile) -> Result<Case, String> {
    let certificates = |field: &str| -> Vec<Certificate> {
        support::strings(&case[field])
            .into_iter()
            .filter_map(|text| Certificate::from_der(&support::pem(text)).ok())
            .collect()
    };
    let anchors = certificates("trusted_certs")
        .into_iter()
        .map(|certificate| Anchor {
            certificate,
            trust_domain: "limbo".into(),
            profile: profile.clone(),
        })
        .collect();
    let crls = support::strings(&case["crls"])
        .into_iter()
        .filter_map(|text| Crl::from_der(&support::pem(text)).ok())
        .map(Arc::new)
        .collect();
    let leaf = Certificate::from_der(&support::pem(case["peer_certificate"].as_str().unwrap()))
        .map_err(|error| error.to_string())?;
    let trust = TrustStore::new(anchors, certificates("untrusted_intermediates"), crls);
    let now = support::time(case["validation_time"].as_str().unwrap_or(NOW));
    Ok(Case { leaf, trust, now })
}

fn run(case: &Value) -> Result<Verdict, String> {
    read_with(case, &profile(case)).map(|case| validate(&case.leaf, &[], case.now, &case.trust))
}

#[test]
fn limbo_agrees() {
    let cases = support::json("limbo/limbo.json");
    let mut report = Report::default();
    for case in cases["testcases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        if let Some((_, why)) = NOT_APPLICABLE.iter().find(|(start, _)| id.starts_with(start)) {
            report.skip(id, why);
            continue;
        }
        let expected = case["expected_result"] == "SUCCESS";
        match run(case) {
            Ok(verdict) => report.compare(id, expected, &verdict),
            Err(error) => report.unreadable(id, expected, &error),
        }
    }
    report.finish("limbo", &SIGNED_OFF_ACCEPTS, &SIGNED_OFF_REJECTS);
}

/// C38: neither loops nor graphs made to explode take long.
#[test]
fn c38_pathological_graphs_take_less_than_a_second() {
    let cases = support::json("limbo/limbo.json");
    let mut seen = 0;
    for case in cases["testcases"].as_array().unwrap() {
        let id = case["id"].as_str().unwrap();
        if id.starts_with("pathological::") {
            seen += 1;
            let start = Instant::now();
            let accepted = run(case).is_ok_and(|verdict| verdict.is_accepted());
            let took = start.elapsed();
            println!("{id}: {took:?}");
            assert!(took < Duration::from_secs(1), "{id} took {took:?}");
            assert_eq!(accepted, case["expected_result"] == "SUCCESS", "{id}");
        }
    }
    assert_eq!(seen, 7);
}
