//! One root, one authority, one person, and what an operator knows about them.

use std::sync::Arc;

use pki::{
    Anchor, Certificate, Crl, Inputs, Profile, Reason, Revocation, TrustStore, Verdict,
    validate_with,
};

use crate::forge::{Cert, Key, List, NOW};

pub const CA_SERIAL: u64 = 10;
pub const LEAF_SERIAL: u64 = 20;

pub struct World {
    pub root: Key,
    pub root_name: &'static str,
    pub ca: Key,
    pub leaf: Certificate,
    pub pool: Vec<Vec<u8>>,
    pub lists: Vec<Vec<u8>>,
    pub profile: Profile,
    pub responses: Vec<Vec<u8>>,
    pub was_revoked: bool,
    pub now: i64,
}

impl World {
    /// Both lists are there and empty.
    pub fn new() -> Self {
        let world = Self::bare();
        let lists = vec![List::new("Root").build(&world.root), List::new("CA").build(&world.ca)];
        Self { lists, ..world }
    }

    /// Only the root's list is there.
    pub fn without_list_of_ca() -> Self {
        let world = Self::bare();
        let lists = vec![List::new("Root").build(&world.root)];
        Self { lists, ..world }
    }

    fn bare() -> Self {
        let (root, ca) = (Key::new(), Key::new());
        let authority = Cert::authority("CA").serial(CA_SERIAL).build(&ca, "Root", &root);
        let leaf = person(&Cert::person("Jane"), &ca);
        Self {
            root,
            root_name: "Root",
            ca,
            leaf,
            pool: vec![authority],
            lists: Vec::new(),
            profile: Profile::default(),
            responses: Vec::new(),
            was_revoked: false,
            now: NOW,
        }
    }

    pub fn list(mut self, list: Vec<u8>) -> Self {
        self.lists.push(list);
        self
    }

    pub fn revocation(mut self, revocation: Revocation) -> Self {
        self.profile.revocation = revocation;
        self
    }

    /// Another leaf, issued by the same authority with the serial of leaves.
    pub fn leaf(mut self, cert: &Cert) -> Self {
        self.leaf = person(cert, &self.ca);
        self
    }

    pub fn verdict(&self) -> Verdict {
        let read = |der: &Vec<u8>| Certificate::from_der(der).unwrap();
        let root = Cert::authority(self.root_name).build(&self.root, self.root_name, &self.root);
        let anchor = Anchor {
            certificate: read(&root),
            trust_domain: "test".to_owned(),
            profile: self.profile.clone(),
        };
        let crls = self.lists.iter().map(|der| Arc::new(Crl::from_der(der).unwrap())).collect();
        let trust = TrustStore::new(vec![anchor], self.pool.iter().map(read).collect(), crls);
        validate_with(&Inputs {
            leaf: &self.leaf,
            extra: &[],
            ocsp: &self.responses,
            ocsp_revoked: self.was_revoked,
            now: self.now,
            trust: &trust,
        })
    }

    /// The reason against it, `None` if it is accepted.
    pub fn reason(&self) -> Option<Reason> {
        self.verdict().reason()
    }
}

fn person(cert: &Cert, ca: &Key) -> Certificate {
    let der = cert.clone().serial(LEAF_SERIAL).build(&Key::new(), "CA", ca);
    Certificate::from_der(&der).unwrap()
}
