//! What the operator trusts.

use std::collections::HashMap;
use std::sync::Arc;

use crate::certificate::Certificate;
use crate::crl::Crl;
use crate::name::Name;
use crate::profile::Profile;

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

/// Anchors, known intermediates and CRLs: immutable, swapped as a whole.
pub struct TrustStore {
    anchors: Vec<Anchor>,
    intermediates: Vec<Certificate>,
    crls: Vec<Arc<Crl>>,
    anchors_by_subject: HashMap<Vec<u8>, Vec<usize>>,
    intermediates_by_subject: HashMap<Vec<u8>, Vec<usize>>,
}

impl TrustStore {
    /// Indexes what is given. Certificates that are there twice count once.
    pub fn new(
        anchors: Vec<Anchor>,
        mut intermediates: Vec<Certificate>,
        crls: Vec<Arc<Crl>>,
    ) -> Self {
        let mut seen = std::collections::HashSet::new();
        intermediates.retain(|certificate| seen.insert(certificate.sha256()));
        let anchors_by_subject = by_subject(anchors.iter().map(|anchor| &anchor.certificate));
        let intermediates_by_subject = by_subject(intermediates.iter());
        Self { anchors, intermediates, crls, anchors_by_subject, intermediates_by_subject }
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
