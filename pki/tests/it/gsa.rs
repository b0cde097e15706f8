//! GSA's test cards: certificates as real cards carry them, and deliberately faulty bridges.

use std::fs;
use std::sync::Arc;

use pki::{Anchor, Certificate, Crl, Oid, Profile, TrustStore, known, validate};
use serde_json::Value;

use crate::support::{self, Report};

pub const LOGIN: [&str; 3] =
    ["2.16.840.1.101.3.2.1.48.11", "2.16.840.1.101.3.2.1.48.78", "2.16.840.1.101.3.2.1.48.248"];

/// The policies of card authentication certificates, which are no login.
pub const CARD: [&str; 3] =
    ["2.16.840.1.101.3.2.1.48.13", "2.16.840.1.101.3.2.1.48.79", "2.16.840.1.101.3.2.1.48.249"];

pub fn profile(policies: &[&str]) -> Profile {
    Profile {
        policies: policies.iter().map(|oid| oid.parse().unwrap()).collect(),
        ..Profile::default()
    }
}

pub fn pool(folder: &str) -> Vec<Certificate> {
    support::files(folder)
        .iter()
        .filter_map(|path| Certificate::from_der(&fs::read(path).unwrap()).ok())
        .collect()
}

pub fn trust(anchors: Vec<Certificate>, pool: Vec<Certificate>, profile: &Profile) -> TrustStore {
    let anchors = anchors
        .into_iter()
        .map(|certificate| Anchor {
            certificate,
            trust_domain: "gsa".into(),
            profile: profile.clone(),
        })
        .collect();
    TrustStore::new(anchors, pool, crls())
}

fn crls() -> Vec<Arc<Crl>> {
    support::crls("gsa/crls")
}

/// Login: the PIV authentication policies and every rule of this crate.
#[test]
fn gsa_cards_sign_in_with_the_piv_authentication_certificate_only() {
    let index = support::json("gsa/index.json");
    let trust = trust(pool("gsa/ta"), pool("gsa/ca"), &profile(&LOGIN));
    let now = support::time(index["validation_time"].as_str().unwrap());
    let mut report = Report::default();
    for card in index["cards"].as_array().unwrap() {
        let leaf = support::certificate(&format!("gsa/{}", card["file"].as_str().unwrap()));
        let verdict = validate(&leaf, &[], now, &trust);
        let expected = card["expected"]["login_piv_auth_policy"] == "accept";
        report.compare(card["id"].as_str().unwrap(), expected, &verdict);
    }
    report.finish("gsa-login", &[], &[]);
}

/// The same paths without the rules about signing in: policies decide.
#[test]
fn gsa_cards_by_path_alone() {
    let index = support::json("gsa/index.json");
    let any = [known::ANY_POLICY.to_string()];
    let any: Vec<&str> = any.iter().map(String::as_str).collect();
    let now = support::time(index["validation_time"].as_str().unwrap());
    for (column, policies, inhibit_any_policy) in
        [("card_auth_policy", &CARD[..], true), ("path_only_any_policy", &any, false)]
    {
        let profile =
            Profile { purpose: pki::Purpose::Path, inhibit_any_policy, ..profile(policies) };
        let trust = trust(pool("gsa/ta"), pool("gsa/ca"), &profile);
        let mut report = Report::default();
        for card in index["cards"].as_array().unwrap() {
            let leaf = support::certificate(&format!("gsa/{}", card["file"].as_str().unwrap()));
            let verdict = validate(&leaf, &[], now, &trust);
            report.compare(
                card["id"].as_str().unwrap(),
                card["expected"][column] == "accept",
                &verdict,
            );
        }
        report.finish(&format!("gsa-{column}"), &[], &[]);
    }
}

/// One card through bridges that are each wrong in one way.
#[test]
fn gsa_fault_bridge() {
    let index = support::json("gsa/index.json");
    let mut report = Report::default();
    for row in index["bridge_paths"].as_array().unwrap() {
        let name =
            format!("{} {}", row["id"].as_str().unwrap(), row["condition"].as_str().unwrap());
        let expected = row["expected"] == "accept";
        match bridge(row, &profile(&support::strings(&row["initial_policy_set"]))) {
            Ok((leaf, trust)) => {
                let now = support::time(row["validation_time"].as_str().unwrap());
                report.compare(&name, expected, &validate(&leaf, &[], now, &trust));
            }
            Err(error) => report.unreadable(&name, expected, &error),
        }
    }
    report.finish("gsa-fault-bridge", &[], &[]);
}

pub fn bridge(row: &Value, profile: &Profile) -> Result<(Certificate, TrustStore), String> {
    let read = |file: &str| {
        let der = fs::read(support::data("gsa").join(file)).unwrap();
        Certificate::from_der(&der).map_err(|error| format!("{file}: {error}"))
    };
    let leaf = read(row["target"].as_str().unwrap())?;
    let anchor = read(row["trust_anchor"].as_str().unwrap())?;
    let mut pool = pool("gsa/ca");
    for file in support::strings(&row["cross_certificates"]) {
        pool.push(read(file)?);
    }
    Ok((leaf, trust(vec![anchor], pool, profile)))
}

/// The policy under which a card signs in is told in the anchor's terms.
#[test]
fn gsa_policies_are_told_in_the_terms_of_the_anchor() {
    let index = support::json("gsa/index.json");
    let trust = trust(pool("gsa/ta"), pool("gsa/ca"), &profile(&LOGIN));
    let now = support::time(index["validation_time"].as_str().unwrap());
    let leaf = support::certificate("gsa/ee/01_piv_auth_5f9391f5.der");
    let verdict = validate(&leaf, &[], now, &trust);
    let piv_auth: Oid = "2.16.840.1.101.3.2.1.48.11".parse().unwrap();
    assert_eq!(verdict.outcome.unwrap().policies, vec![piv_auth]);
    assert!(verdict.steps.iter().all(|step| step.passed));
}
