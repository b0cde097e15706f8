//! Finds paths from a leaf to an anchor, within bounds.
//!
//! A search depth first over certificates whose subject is the issuer's name and whose key verifies
//! the signature. Key identifiers only decide the order, because RFC 5280 does not fail a path for
//! a wrong one. Every path that reaches an anchor is offered to the caller, who says whether to go
//! on; so one bad cross-certificate does not hide a good one.

use std::ops::ControlFlow;

use crate::certificate::Certificate;
use crate::key::KeyKind;
use crate::name::Name;
use crate::signature::Scheme;
use crate::trust::TrustStore;
use crate::verdict::{Reason, Rejected};

/// Signatures verified per search.
const SIGNATURE_CHECKS_MAX: u32 = 200;
/// Issuers tried for one certificate.
const CANDIDATES_MAX: usize = 64;
/// Complete paths offered to the caller.
const PATHS_MAX: u32 = 64;
/// The longest path whatever a profile says, self-issued certificates counted.
const LENGTH_MAX: usize = 24;

/// What a search came to.
#[derive(Debug)]
pub(crate) enum Found {
    /// The caller took a path.
    Taken,
    /// Every path within the bounds was offered; why branches ended, if one says more than that
    /// nobody knows the issuer.
    Exhausted(Option<Rejected>),
    /// The bound on signatures or paths was reached first.
    Budget,
}

/// Offers each path, leaf first and anchor last, with the anchor's index, until `take` breaks.
pub(crate) fn search(
    leaf: &Certificate,
    extra: &[Certificate],
    trust: &TrustStore,
    now: i64,
    take: &mut dyn FnMut(&[Certificate], usize) -> ControlFlow<()>,
) -> Found {
    let deepest = trust.anchors().iter().map(|anchor| anchor.profile.max_depth).max();
    let mut search = Search {
        trust,
        extra,
        now,
        max_depth: usize::from(deepest.unwrap_or(0)),
        checks_left: SIGNATURE_CHECKS_MAX,
        paths_left: PATHS_MAX,
        path: vec![leaf.clone()],
        dead_end: None,
        out_of_budget: false,
        take,
    };
    match search.climb() {
        ControlFlow::Break(()) if search.out_of_budget => Found::Budget,
        ControlFlow::Break(()) => Found::Taken,
        ControlFlow::Continue(()) => Found::Exhausted(search.dead_end),
    }
}

struct Search<'a> {
    trust: &'a TrustStore,
    extra: &'a [Certificate],
    now: i64,
    max_depth: usize,
    checks_left: u32,
    paths_left: u32,
    path: Vec<Certificate>,
    dead_end: Option<Rejected>,
    out_of_budget: bool,
    take: &'a mut dyn FnMut(&[Certificate], usize) -> ControlFlow<()>,
}

/// A certificate that could be the issuer, and how likely it is.
struct Candidate {
    certificate: Certificate,
    anchor: Option<usize>,
    rank: (u8, u8, u8),
}

impl Search<'_> {
    /// Goes on from the last certificate of the path. Recursion ends at [`LENGTH_MAX`].
    fn climb(&mut self) -> ControlFlow<()> {
        let Some(child) = self.path.last().cloned() else {
            return ControlFlow::Continue(());
        };
        for candidate in self.candidates(&child) {
            if candidate.anchor.is_none() && !self.may_extend(&candidate.certificate) {
                continue;
            }
            if !self.is_signed(&child, &candidate.certificate)? {
                continue;
            }
            self.path.push(candidate.certificate);
            let flow = match candidate.anchor {
                Some(anchor) => self.offer(anchor),
                None => self.climb(),
            };
            self.path.pop();
            flow?;
        }
        ControlFlow::Continue(())
    }

    fn offer(&mut self, anchor: usize) -> ControlFlow<()> {
        let Some(left) = self.paths_left.checked_sub(1) else {
            self.out_of_budget = true;
            return ControlFlow::Break(());
        };
        self.paths_left = left;
        (self.take)(&self.path, anchor)
    }

    /// Issuers by name, the likeliest first, each certificate once.
    fn candidates(&self, child: &Certificate) -> Vec<Candidate> {
        let name = child.issuer();
        let mut candidates: Vec<Candidate> = Vec::new();
        for (index, anchor) in self.trust.anchors_named(name) {
            candidates.push(self.candidate(child, &anchor.certificate, Some(index), 0));
        }
        let known = self.trust.intermediates_named(name).map(|certificate| (certificate, 1));
        let sent = self.extra.iter().filter(|one| one.subject().matches(name));
        let mut seen: Vec<[u8; 32]> =
            candidates.iter().map(|candidate| candidate.certificate.sha256()).collect();
        for (certificate, source) in known.chain(sent.map(|certificate| (certificate, 2))) {
            if !seen.contains(&certificate.sha256()) {
                seen.push(certificate.sha256());
                candidates.push(self.candidate(child, certificate, None, source));
            }
        }
        // Stable: among equals the order given, so that a verdict does not change by itself.
        candidates.sort_by_key(|candidate| candidate.rank);
        candidates.truncate(CANDIDATES_MAX);
        candidates
    }

    fn candidate(
        &self,
        child: &Certificate,
        certificate: &Certificate,
        anchor: Option<usize>,
        source: u8,
    ) -> Candidate {
        let key = match (child.authority_key_id(), certificate.subject_key_id()) {
            (Some(wanted), Some(has)) if wanted == has => 0,
            (Some(_), Some(_)) => 2,
            _ => 1,
        };
        let current = certificate.not_before() <= self.now && self.now <= certificate.not_after();
        let rank = (key, u8::from(!current), source);
        Candidate { certificate: certificate.clone(), anchor, rank }
    }

    /// Whether the path does not loop and does not get too long with this intermediate.
    fn may_extend(&mut self, next: &Certificate) -> bool {
        let looped = self
            .path
            .iter()
            .any(|one| one.spki() == next.spki() && one.subject().matches(next.subject()));
        if looped {
            return false;
        }
        let counted = self.path.iter().skip(1).filter(|one| !one.is_self_issued()).count();
        let depth = counted + usize::from(!next.is_self_issued());
        if depth > self.max_depth || self.path.len() + 2 > LENGTH_MAX {
            self.note(Reason::PathLength, "a path is longer than the profile allows");
            return false;
        }
        true
    }

    fn is_signed(&mut self, child: &Certificate, issuer: &Certificate) -> ControlFlow<(), bool> {
        if Scheme::from_der(child.signature_algorithm()).is_none() {
            self.note(
                Reason::WeakSignature,
                format!("{} is signed with an algorithm that is not trusted", child.subject()),
            );
            return ControlFlow::Continue(false);
        }
        if let KeyKind::Unusable(what) = issuer.key() {
            self.note(Reason::WeakKey, format!("{} has {what}", issuer.subject()));
            return ControlFlow::Continue(false);
        }
        let Some(left) = self.checks_left.checked_sub(1) else {
            self.out_of_budget = true;
            return ControlFlow::Break(());
        };
        self.checks_left = left;
        let signed = self.trust.is_signed(child, issuer);
        if !signed {
            self.note_unsigned(child, issuer);
        }
        ControlFlow::Continue(signed)
    }

    fn note_unsigned(&mut self, child: &Certificate, issuer: &Certificate) {
        if let KeyKind::Rsa { bits, .. } = issuer.key()
            && !(2048..=8192).contains(&bits)
        {
            self.note(Reason::WeakKey, format!("{} has a key of {bits} bits", issuer.subject()));
        } else {
            self.note(
                Reason::BadSignature,
                format!(
                    "the signature of {} does not hold under a key of {}",
                    child.subject(),
                    issuer.subject()
                ),
            );
        }
    }

    /// Keeps the first reason for a dead end; it belongs to the likeliest candidate.
    fn note(&mut self, reason: Reason, detail: impl Into<String>) {
        self.dead_end.get_or_insert_with(|| Rejected::new(reason, detail));
    }
}

/// What to tell if no path was offered at all.
pub(crate) fn no_path(leaf: &Certificate, dead_end: Option<Rejected>) -> Rejected {
    dead_end.unwrap_or_else(|| {
        let issuer: &Name = leaf.issuer();
        Rejected::new(Reason::NoPath, format!("no path to a trusted anchor; issuer {issuer}"))
    })
}
