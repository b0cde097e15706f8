//! The status of one certificate by the lists at hand.

use std::sync::Arc;

use super::coverage;
use crate::{
    certificate::Certificate,
    crl::{Crl, Entry, Reasons},
    trust::TrustStore,
};

/// A signer of a list may need the list of another signer, and that one again, but no further.
const SIGNERS_DEEP_MAX: usize = 3;

/// What the lists say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Status {
    Good,
    Revoked,
    /// Undetermined, with what was wrong with the lists that were tried.
    Unknown(Vec<&'static str>),
}

/// Looks for the status of certificates at one moment.
#[derive(Clone, Copy)]
pub(super) struct Finder<'a> {
    pub(super) trust: &'a TrustStore,
    pub(super) now: i64,
    /// A list is used for this long after the next one was due.
    pub(super) late_s: i64,
    /// A list is used this long before it was issued, for clocks that are behind.
    pub(super) early_s: i64,
}

impl Finder<'_> {
    /// The status of a certificate; `above` is the path from its issuer to the anchor.
    pub(super) fn status(&self, certificate: &Certificate, above: &[Certificate]) -> Status {
        self.status_for(certificate, above, &[])
    }

    /// Whether the certificate of a CRL signer is not revoked.
    pub(super) fn is_good_signer(
        &self,
        signer: &Certificate,
        above: &[Certificate],
        asking: &[&Certificate],
    ) -> bool {
        asking.len() < SIGNERS_DEEP_MAX && self.status_for(signer, above, asking) == Status::Good
    }

    fn status_for(
        &self,
        certificate: &Certificate,
        above: &[Certificate],
        asking: &[&Certificate],
    ) -> Status {
        let mut asking = asking.to_vec();
        asking.push(certificate);
        let mut whys = Vec::new();
        let mut lists = Vec::new();
        for crl in self.trust.crls() {
            if coverage::may_speak(crl, certificate) {
                match self.objection(crl, above, &asking) {
                    None => lists.push(crl),
                    Some(why) if !whys.contains(&why) => whys.push(why),
                    Some(_) => {}
                }
            }
        }
        let names = |crl: &&Arc<Crl>| {
            let entry = crl.entry(certificate.issuer(), certificate.serial());
            match entry {
                Entry::Absent | Entry::Removed => false,
                Entry::OnHold => !is_released(crl, &lists, certificate),
                Entry::Revoked => true,
            }
        };
        if lists.iter().any(names) {
            return Status::Revoked;
        }
        let covered = lists
            .iter()
            .filter(|crl| !crl.is_delta())
            .map(|crl| coverage::reasons(crl, certificate))
            .fold(Reasons::NONE, Reasons::or);
        if covered == Reasons::ALL {
            return Status::Good;
        }
        if !lists.is_empty() {
            whys.push("the revocation lists at hand do not cover it, or not every reason");
        }
        Status::Unknown(whys)
    }

    /// Why a list of the right name is passed over.
    fn objection(
        &self,
        crl: &Crl,
        above: &[Certificate],
        asking: &[&Certificate],
    ) -> Option<&'static str> {
        if let Some(why) = crl.unusable() {
            return Some(why);
        }
        if crl.this_update() > self.now.saturating_add(self.early_s) {
            return Some("a revocation list is from the future");
        }
        let due = crl.next_update().unwrap_or(i64::MIN);
        if due.saturating_add(self.late_s) <= self.now {
            return Some("a revocation list is overdue");
        }
        if !self.is_rightly_signed(crl, above, asking) {
            return Some("a revocation list is not signed by the issuer's key");
        }
        None
    }
}

/// Whether a delta of this list ends the hold (RFC 5280 section 5.3.1, removeFromCRL).
fn is_released(complete: &Crl, lists: &[&Arc<Crl>], certificate: &Certificate) -> bool {
    lists.iter().any(|delta| {
        delta.is_delta_of(complete)
            && delta.entry(certificate.issuer(), certificate.serial()) == Entry::Removed
    })
}
