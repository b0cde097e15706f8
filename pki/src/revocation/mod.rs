//! The step behind path validation: is a certificate of the path revoked? (RFC 5280 section 6.3)
//!
//! A list speaks for a certificate if it is current, its scope covers the certificate, and the
//! *key* that signed it may speak for the issuer (`signers`). Lists that fail any of this are
//! passed over and the next one is tried, so that one bad file breaks nobody. A certificate is
//!
//! - revoked if any current, rightly signed list names it, complete or delta;
//! - good if the lists that speak for it cover every reason together (`coverage`);
//! - otherwise undetermined, which refuses, unless the anchor's profile grants grace.
//!
//! A client may do without deltas (RFC 5280 section 5.2.4): freshestCRL demands nothing while the
//! complete list is current. A delta never makes a certificate good by itself. It adds revocations, and it ends a hold of the
//! complete list it belongs to.

mod coverage;
mod signers;
mod status;

use std::fmt::Write;

use self::status::{Finder, Status};
use crate::{
    certificate::Certificate,
    ocsp::{self, OcspAnswer, OcspRules},
    profile::{OcspUse, Profile, Revocation},
    trust::TrustStore,
    verdict::Step,
};

/// Grace beyond this is not given, whatever the configuration says (piv.md section 3.3).
const GRACE_MAX_S: i64 = 7 * 24 * 3600;

/// The answer about a whole path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RevocationOutcome {
    /// No certificate is revoked, or the profile does not ask.
    Good,
    /// Not revoked as of a list that is overdue by no more than the profile's grace.
    GoodBySoftFail,
    /// The certificate at this place of the path is revoked.
    Revoked { index: usize },
    /// Nothing can be said about the certificate at this place of the path.
    Unavailable { index: usize, why: String },
}

/// What OCSP has said about the leaf.
#[derive(Clone, Copy)]
pub(crate) struct Responses<'a> {
    /// Responses in DER.
    pub(crate) all: &'a [Vec<u8>],
    /// One that counted earlier said "revoked".
    pub(crate) was_revoked: bool,
}

/// Checks each certificate of a validated path but the anchor, and tells besides what OCSP says
/// about the leaf, if the profile uses it and the check got that far.
///
/// OCSP responses are about the leaf. They are signed, so it does not matter who brought them;
/// whoever sent a request with a nonce compares the nonce with [`crate::check_ocsp`].
pub(crate) fn check_path(
    path: &[Certificate],
    trust: &TrustStore,
    ocsp: Responses<'_>,
    profile: &Profile,
    now: i64,
    steps: &mut Vec<Step>,
) -> (RevocationOutcome, Option<OcspAnswer>) {
    if profile.revocation == Revocation::Off {
        let detail = "Revocation is not checked: it is turned off for this anchor.";
        steps.push(Step::passed("revocation", detail));
        return (RevocationOutcome::Good, None);
    }
    let skew_s = profile.skew();
    let finder = Finder { trust, now, late_s: skew_s, early_s: skew_s };
    let mut outcome = RevocationOutcome::Good;
    let mut answer = None;
    // The anchor's end first: what a revoked authority says about others means nothing.
    for index in (0..path.len().saturating_sub(1)).rev() {
        let Some((certificate, above)) = path.get(index..).and_then(<[_]>::split_first) else {
            continue;
        };
        if index == 0 && profile.ocsp == OcspUse::Prefer {
            answer = Some(ask_responses(certificate, above, ocsp, &finder));
        }
        match check_one(certificate, above, answer, profile, &finder) {
            (Checked::Good, detail) => steps.push(Step::passed("revocation", detail)),
            (Checked::GoodBySoftFail, detail) => {
                outcome = RevocationOutcome::GoodBySoftFail;
                steps.push(Step::passed("revocation", detail));
            }
            (Checked::Revoked, detail) => {
                steps.push(Step::failed("revocation", detail));
                return (RevocationOutcome::Revoked { index }, answer);
            }
            (Checked::Unavailable, why) => {
                steps.push(Step::failed("revocation", why.as_str()));
                return (RevocationOutcome::Unavailable { index, why }, answer);
            }
        }
    }
    (outcome, answer)
}

enum Checked {
    Good,
    GoodBySoftFail,
    Revoked,
    Unavailable,
}

fn check_one(
    certificate: &Certificate,
    above: &[Certificate],
    by_ocsp: Option<OcspAnswer>,
    profile: &Profile,
    finder: &Finder<'_>,
) -> (Checked, String) {
    let who = certificate.subject();
    let by_list = finder.status(certificate, above);
    match (by_ocsp, by_list) {
        // Whoever says "revoked" is right, even if the other has not heard of it.
        (Some(OcspAnswer::Revoked), _) => (
            Checked::Revoked,
            format!("The responder of its issuer says that the certificate of {who} is revoked."),
        ),
        (_, Status::Revoked) => (Checked::Revoked, format!("The certificate of {who} is revoked.")),
        (Some(OcspAnswer::Good { .. }), _) => (
            Checked::Good,
            format!("The responder of its issuer says that the certificate of {who} is good."),
        ),
        (_, Status::Good) => (
            Checked::Good,
            format!("The certificate of {who} is on no revocation list of its issuer."),
        ),
        (by_ocsp, Status::Unknown(mut whys)) => {
            if let Some(OcspAnswer::Undetermined(why)) = by_ocsp.filter(|_| !whys.is_empty()) {
                whys.push(why);
            }
            grace(certificate, above, profile, finder, &whys)
        }
    }
}

/// An overdue list is accepted for a while if the profile says so, and until the day it says.
fn grace(
    certificate: &Certificate,
    above: &[Certificate],
    profile: &Profile,
    finder: &Finder<'_>,
    whys: &[&'static str],
) -> (Checked, String) {
    let who = certificate.subject();
    if let Revocation::Soft { grace_s, until } = profile.revocation
        && finder.now <= until
    {
        let grace_s = grace_s.clamp(0, GRACE_MAX_S);
        let lenient = Finder { late_s: finder.late_s + grace_s, ..*finder };
        match lenient.status(certificate, above) {
            Status::Good => {
                let detail = format!(
                    "The certificate of {who} is on no revocation list, but the list is overdue."
                );
                return (Checked::GoodBySoftFail, detail);
            }
            Status::Revoked => {
                let detail =
                    format!("The certificate of {who} is on a revocation list that is overdue.");
                return (Checked::Revoked, detail);
            }
            Status::Unknown(_) => {}
        }
    }
    let mut detail = format!("Whether the certificate of {who} is revoked is not known");
    if whys.is_empty() {
        let _ = write!(detail, ": there is no revocation list of {}", certificate.issuer());
    } else {
        let _ = write!(detail, ": {}", whys.join("; "));
    }
    detail.push('.');
    (Checked::Unavailable, detail)
}

/// The first response that says anything; one that says "revoked" comes before all others.
fn ask_responses(
    certificate: &Certificate,
    above: &[Certificate],
    responses: Responses<'_>,
    finder: &Finder<'_>,
) -> OcspAnswer {
    if responses.was_revoked {
        return OcspAnswer::Revoked;
    }
    let mut best = OcspAnswer::Undetermined("there is no OCSP response");
    let Some(issuer) = above.first() else {
        return best;
    };
    let rules = OcspRules { now: finder.now, nonce: None, require_nonce: false };
    for response in responses.all {
        let answer = ocsp::check_ocsp(response, certificate, issuer, &rules, |responder| {
            matches!(finder.status(responder, above), Status::Good)
        });
        match answer {
            OcspAnswer::Revoked => return answer,
            OcspAnswer::Good { .. } => best = answer,
            OcspAnswer::Undetermined(_) if matches!(best, OcspAnswer::Undetermined(_)) => {
                best = answer;
            }
            OcspAnswer::Undetermined(_) => {}
        }
    }
    best
}
