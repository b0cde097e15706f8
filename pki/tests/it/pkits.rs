//! NIST PKITS: path validation and revocation by RFC 5280, without the rules on who may sign in.

use std::fs;
use std::sync::Arc;

use pki::{Anchor, Certificate, Crl, Profile, Purpose, TrustStore, validate};
use serde_json::Value;

use crate::support::{self, Report};

/// Rows about DSA, which no PIV card and no federal CA uses (SP 800-78-5).
const DSA: [&str; 2] = ["x:ValidDSAParameterInheritanceTest5", "x:ValidDSASignaturesTest4"];

/// The anchor, every other CA certificate and every CRL of the suite.
pub struct Suite {
    anchor: Certificate,
    intermediates: Vec<Certificate>,
    crls: Vec<Arc<Crl>>,
    pub now: i64,
    pub rows: Vec<Value>,
}

impl Suite {
    pub fn read() -> Self {
        let index = support::json("pkits/tests.json");
        let intermediates = support::files("pkits/certs")
            .iter()
            .filter(|path| {
                let name = path.file_name().unwrap().to_str().unwrap();
                !name.ends_with("EE.crt") && !name.starts_with("TrustAnchorRoot")
            })
            .filter_map(|path| Certificate::from_der(&fs::read(path).unwrap()).ok())
            .collect();
        Self {
            anchor: support::certificate("pkits/certs/TrustAnchorRootCertificate.crt"),
            intermediates,
            crls: support::crls("pkits/crls"),
            now: support::time(index["validation_time"].as_str().unwrap()),
            rows: index["tests"].as_array().unwrap().clone(),
        }
    }

    pub fn trust(&self, row: &Value) -> TrustStore {
        let flag = |name: &str| row[name].as_bool().unwrap();
        let profile = Profile {
            policies: support::strings(&row["initial_policy_set"])
                .iter()
                .map(|oid| oid.parse().unwrap())
                .collect(),
            require_explicit_policy: flag("initial_explicit_policy"),
            inhibit_policy_mapping: flag("initial_policy_mapping_inhibit"),
            inhibit_any_policy: flag("initial_any_policy_inhibit"),
            purpose: Purpose::Path,
            ..Profile::default()
        };
        let anchor =
            Anchor { certificate: self.anchor.clone(), trust_domain: "pkits".into(), profile };
        TrustStore::new(vec![anchor], self.intermediates.clone(), self.crls.clone())
    }
}

#[test]
fn pkits_agrees() {
    let suite = Suite::read();
    let mut report = Report::default();
    for row in &suite.rows {
        let name = row["name"].as_str().unwrap();
        if DSA.contains(&name) {
            report.skip(name, "DSA signatures");
            continue;
        }
        let expected = row["expected_valid"].as_bool().unwrap();
        let der = fs::read(support::data("pkits/certs").join(row["ee"].as_str().unwrap())).unwrap();
        match Certificate::from_der(&der) {
            Ok(leaf) => {
                let verdict = validate(&leaf, &[], suite.now, &suite.trust(row));
                report.compare(name, expected, &verdict);
            }
            Err(error) => report.unreadable(name, expected, &error),
        }
    }
    report.finish("pkits", &[], &[]);
}
