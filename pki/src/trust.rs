//! What the operator trusts.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::{Arc, PoisonError, RwLock};

use crate::builder;
use crate::certificate::Certificate;
use crate::crl::Crl;
use crate::name::Name;
pub use crate::profile::{OcspUse, Profile, Purpose, Revocation};

/// A certificate that the operator trusts, and what for.
#[derive(Debug, Clone)]
pub struct Anchor {
    /// The certificate; only its name, key and constraints are used.
    pub certificate: Certificate,
    /// Under which name identities from this anchor are kept apart from others.
    pub trust_domain: String,
    /// What is demanded of certificates under it.
    pub profile: Profile,
}

/// Whether one known certificate is signed by another, by their SHA-256.
type Signatures = HashMap<([u8; 32], [u8; 32]), bool>;

/// Anchors, known intermediates and CRLs: immutable, swapped as a whole.
pub struct TrustStore {
    anchors: Vec<Anchor>,
    intermediates: Vec<Certificate>,
    crls: Vec<Arc<Crl>>,
    anchors_by_subject: HashMap<Vec<u8>, Vec<usize>>,
    intermediates_by_subject: HashMap<Vec<u8>, Vec<usize>>,
    signatures: RwLock<Signatures>,
    known: HashSet<[u8; 32]>,
}

impl TrustStore {
    /// Indexes what is given. Certificates that are there twice count once.
    pub fn new(
        anchors: Vec<Anchor>,
        mut intermediates: Vec<Certificate>,
        crls: Vec<Arc<Crl>>,
    ) -> Self {
        let mut seen = HashSet::new();
        intermediates.retain(|certificate| seen.insert(certificate.sha256()));
        let anchors_by_subject = by_subject(anchors.iter().map(|anchor| &anchor.certificate));
        let intermediates_by_subject = by_subject(intermediates.iter());
        let mut known = seen;
        known.extend(anchors.iter().map(|anchor| anchor.certificate.sha256()));
        Self {
            anchors,
            intermediates,
            crls,
            anchors_by_subject,
            intermediates_by_subject,
            signatures: RwLock::default(),
            known,
        }
    }

    /// SHA-256 of the anchors to which a path of names and signatures leads, whether or not it
    /// would pass: what an operator sees at an import.
    pub fn reaches(&self, certificate: &Certificate, now: i64) -> Vec<[u8; 32]> {
        let mut reached = Vec::new();
        let mut note = |path: &[Certificate], _| {
            if let Some(anchor) = path.last().map(Certificate::sha256)
                && !reached.contains(&anchor)
            {
                reached.push(anchor);
            }
            ControlFlow::Continue(())
        };
        builder::search(certificate, &[], self, now, &mut note);
        reached
    }

    /// DER of the names that a TLS server gives as its certificate authorities: anchors and every
    /// known CA, because clients hide certificates whose direct issuer is not in the list.
    pub fn hint_subjects(&self) -> Vec<Vec<u8>> {
        let anchors = self.anchors.iter().map(|anchor| &anchor.certificate);
        let authorities = self.intermediates.iter().filter(|certificate| certificate.is_ca());
        let mut subjects = Vec::new();
        for certificate in anchors.chain(authorities) {
            let subject = certificate.subject().der().to_vec();
            if !subjects.contains(&subject) {
                subjects.push(subject);
            }
        }
        subjects
    }

    /// Whether one certificate's key signed the other. Answers between known certificates are
    /// remembered; their number is bounded by what the operator installed.
    pub(crate) fn is_signed(&self, child: &Certificate, issuer: &Certificate) -> bool {
        let key = (child.sha256(), issuer.sha256());
        if !self.known.contains(&key.0) || !self.known.contains(&key.1) {
            return child.is_signed_by(issuer);
        }
        let remembered = self.signatures.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(signed) = remembered.get(&key) {
            return *signed;
        }
        drop(remembered);
        let signed = child.is_signed_by(issuer);
        self.signatures.write().unwrap_or_else(PoisonError::into_inner).insert(key, signed);
        signed
    }

    /// The anchors, in the order given.
    pub fn anchors(&self) -> &[Anchor] {
        &self.anchors
    }

    /// The known intermediates.
    pub fn intermediates(&self) -> &[Certificate] {
        &self.intermediates
    }

    /// The CRLs.
    pub fn crls(&self) -> &[Arc<Crl>] {
        &self.crls
    }

    /// Anchors with this subject, with their indexes.
    pub(crate) fn anchors_named(&self, name: &Name) -> impl Iterator<Item = (usize, &Anchor)> {
        let indexes = self.anchors_by_subject.get(name.canonical());
        indexes
            .into_iter()
            .flatten()
            .filter_map(|index| self.anchors.get(*index).map(|anchor| (*index, anchor)))
    }

    /// Intermediates with this subject.
    pub(crate) fn intermediates_named(&self, name: &Name) -> impl Iterator<Item = &Certificate> {
        let indexes = self.intermediates_by_subject.get(name.canonical());
        indexes.into_iter().flatten().filter_map(|index| self.intermediates.get(*index))
    }
}

fn by_subject<'a>(
    certificates: impl Iterator<Item = &'a Certificate>,
) -> HashMap<Vec<u8>, Vec<usize>> {
    let mut index: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
    for (at, certificate) in certificates.enumerate() {
        index.entry(certificate.subject().canonical().to_vec()).or_default().push(at);
    }
    index
}
