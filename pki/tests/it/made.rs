//! Authorities and people made for one test, on top of `forge`.

use pki::{Anchor, Certificate, Profile, Reason, Revocation, TrustStore, Verdict, validate};

use crate::forge::{Cert, Key, NOW, name, oid, seq, time, tlv};

/// The default policy of a login.
pub const PIV_AUTH: &str = "2.16.840.1.101.3.2.1.3.13";
pub const COMMON_HARDWARE: &str = "2.16.840.1.101.3.2.1.3.7";
pub const OTHER_POLICY: &str = "1.3.6.1.4.1.55555.1";

/// Who issues certificates in a test.
pub struct Authority {
    pub name: String,
    pub key: Key,
    pub der: Vec<u8>,
}

impl Authority {
    /// A self-signed one, which asserts no policies: an anchor's do not count.
    pub fn root(name: &str) -> Self {
        Self::root_with(name, |cert| cert)
    }

    pub fn root_with(name: &str, change: impl Fn(Cert) -> Cert) -> Self {
        let key = Key::new();
        let cert = change(Cert::authority(name).without("2.5.29.32"));
        let der = cert.build(&key, name, &key);
        Self { name: name.to_owned(), key, der }
    }

    /// An authority below that asserts the policies of a login.
    pub fn below(&self, name: &str) -> Self {
        self.below_with(name, |cert| cert)
    }

    pub fn below_with(&self, name: &str, change: impl Fn(Cert) -> Cert) -> Self {
        let key = Key::new();
        let der = self.issue(&change(authority(name)), &key);
        Self { name: name.to_owned(), key, der }
    }

    /// A certificate for this key, with both key identifiers.
    pub fn issue(&self, cert: &Cert, key: &Key) -> Vec<u8> {
        cert.build(key, &self.name, &self.key)
    }

    pub fn person(&self) -> Vec<u8> {
        self.issue(&person(), &Key::new())
    }

    pub fn person_with(&self, change: impl Fn(Cert) -> Cert) -> Vec<u8> {
        self.issue(&change(person()), &Key::new())
    }
}

/// A certificate with these extensions and no others, for any SubjectPublicKeyInfo.
pub fn raw(cert: &Cert, spki: &[u8], issuer: &Authority) -> Vec<u8> {
    let validity = [time(cert.not_before), time(cert.not_after)].concat();
    let tbs = seq(&[
        b"\xa0\x03\x02\x01\x02",
        &cert.serial,
        &seq(&[&oid("1.2.840.10045.4.3.2")]),
        &name(&issuer.name),
        &tlv(0x30, &validity),
        &cert.subject,
        spki,
        &tlv(0xa3, &tlv(0x30, &cert.extensions.concat())),
    ]);
    issuer.key.sign(&tbs, &[])
}

/// authorityKeyIdentifier and subjectKeyIdentifier, as the pair of their extensions.
pub fn with_key_ids(cert: Cert, issuer: &[u8], subject: &[u8]) -> Cert {
    cert.with("2.5.29.35", false, &seq(&[&tlv(0x80, issuer)])).with(
        "2.5.29.14",
        false,
        &tlv(0x04, subject),
    )
}

pub fn person() -> Cert {
    Cert::person("DOE.JOHN.A.1234567890")
}

pub fn authority(name: &str) -> Cert {
    with_policies(Cert::authority(name), &[PIV_AUTH, COMMON_HARDWARE])
}

/// Replaces the certificate policies.
pub fn with_policies(cert: Cert, policies: &[&str]) -> Cert {
    let cert = cert.without("2.5.29.32");
    if policies.is_empty() {
        return cert;
    }
    let list: Vec<Vec<u8>> = policies.iter().map(|policy| seq(&[&oid(policy)])).collect();
    cert.with("2.5.29.32", false, &tlv(0x30, &list.concat()))
}

/// Replaces the extended key usage.
pub fn with_usages(cert: Cert, usages: &[&str]) -> Cert {
    let cert = cert.without("2.5.29.37");
    if usages.is_empty() {
        return cert;
    }
    let list: Vec<Vec<u8>> = usages.iter().map(|usage| oid(usage)).collect();
    cert.with("2.5.29.37", false, &tlv(0x30, &list.concat()))
}

/// Replaces the key usage.
pub fn with_key_usage(cert: Cert, bits: &[u8]) -> Cert {
    cert.without("2.5.29.15").with("2.5.29.15", true, bits)
}

/// A login profile that does not ask about revocation, which has tests of its own.
pub fn profile() -> Profile {
    Profile { revocation: Revocation::Off, ..Profile::default() }
}

pub fn parse(der: &[u8]) -> Certificate {
    Certificate::from_der(der).unwrap()
}

pub fn trust(anchors: &[&[u8]], pool: &[&[u8]], profile: &Profile) -> TrustStore {
    let anchors = anchors
        .iter()
        .map(|der| Anchor {
            certificate: parse(der),
            trust_domain: "test".into(),
            profile: profile.clone(),
        })
        .collect();
    TrustStore::new(anchors, pool.iter().map(|der| parse(der)).collect(), Vec::new())
}

/// Validates with one anchor and the default profile of these tests, at [`NOW`].
pub fn check(leaf: &[u8], root: &Authority, pool: &[&[u8]]) -> Verdict {
    check_with(leaf, root, pool, &profile())
}

pub fn check_with(leaf: &[u8], root: &Authority, pool: &[&[u8]], profile: &Profile) -> Verdict {
    validate(&parse(leaf), &[], NOW, &trust(&[&root.der], pool, profile))
}

#[track_caller]
pub fn assert_accepted(verdict: &Verdict) {
    assert!(verdict.is_accepted(), "{verdict:#?}");
    assert!(verdict.steps.iter().all(|step| step.passed), "{verdict:#?}");
}

#[track_caller]
pub fn assert_refused(verdict: &Verdict, reason: Reason) {
    assert_eq!(verdict.reason(), Some(reason), "{verdict:#?}");
    assert!(verdict.steps.iter().any(|step| !step.passed), "{verdict:#?}");
}

/// A directoryName of one common name, as a GeneralName.
pub fn directory(common_name: &str) -> Vec<u8> {
    tlv(0xa4, &name(common_name))
}

/// Name constraints of these permitted and excluded GeneralNames.
pub fn constraints(permitted: &[Vec<u8>], excluded: &[Vec<u8>]) -> Vec<u8> {
    let list = |tag: u8, names: &[Vec<u8>]| {
        if names.is_empty() {
            return Vec::new();
        }
        let trees: Vec<Vec<u8>> = names.iter().map(|name| seq(&[name])).collect();
        tlv(tag, &trees.concat())
    };
    tlv(0x30, &[list(0xa0, permitted), list(0xa1, excluded)].concat())
}
