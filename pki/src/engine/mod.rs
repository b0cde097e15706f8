//! Path validation by RFC 5280 section 6, done by AWS-LC.
//!
//! [`check`] takes one exact path and decides signatures, name chaining, basic constraints, key
//! usage of issuers, name constraints, critical extensions and policies. It is never asked to find
//! a path (its own search does not backtrack), to look at the clock (its validity ends a second
//! early) or at CRLs (it consults one per certificate); those are this crate's.
//!
//! What AWS-LC decides differently from what we need is taken from it in [`ffi::Flags`] and by the
//! rules around it: key identifiers that do not fit are passed over, an anchor need not be
//! self-signed, a common name is no host, and an anchor alone is no path. Each has a test.

mod ffi;

use crate::certificate::Certificate;
use crate::oid::{Oid, known};
use crate::profile::Profile;
use crate::verdict::{Reason, Rejected};

/// Checks a path, leaf first and anchor last; gives the configured policies under which it is
/// valid. They are in the anchor's own terms, after all mappings.
pub(crate) fn check(path: &[Certificate], profile: &Profile) -> Result<Vec<Oid>, Rejected> {
    // AWS-LC skips policies for a path of one, and an anchor is not a person.
    if path.len() < 2 {
        return Err(Rejected::new(Reason::NotForSignIn, "the path is the anchor alone"));
    }
    let encoded: Vec<&[u8]> = path.iter().map(Certificate::der).collect();
    let prepared = ffi::Path::new(&encoded).map_err(|failure| rejected(&failure, path))?;
    let run = |policies: &[&Oid], require_explicit_policy| {
        let flags = ffi::Flags {
            require_explicit_policy,
            inhibit_any_policy: profile.inhibit_any_policy,
            inhibit_policy_mapping: profile.inhibit_policy_mapping,
        };
        let policies: Vec<&[u8]> = policies.iter().map(|policy| policy.as_octets()).collect();
        prepared.verify(flags, &policies).map_err(|failure| rejected(&failure, path))
    };

    if !profile.require_explicit_policy {
        let any = [known::ANY_POLICY];
        let wanted = if profile.policies.is_empty() { &any[..] } else { &profile.policies };
        run(&wanted.iter().collect::<Vec<_>>(), false)?;
    }
    // The engine does not tell which policy held, so each is asked for by itself.
    let mut matching = Vec::new();
    let mut first = Rejected::new(Reason::Policy, "no policy is configured for this anchor");
    for (at, policy) in profile.policies.iter().enumerate() {
        match run(&[policy], true) {
            Ok(()) => matching.push(policy.clone()),
            Err(why) if at == 0 => first = why,
            Err(_) => {}
        }
        // Another policy cannot help where it is not the policy that failed.
        if matching.is_empty() && first.reason != Reason::Policy {
            break;
        }
    }
    if matching.is_empty() && profile.require_explicit_policy { Err(first) } else { Ok(matching) }
}

/// Says in our terms what AWS-LC found.
fn rejected(failure: &ffi::Failure, path: &[Certificate]) -> Rejected {
    let reason = match failure.code {
        9 => Reason::NotYetValid,
        10 => Reason::Expired,
        4 | 7 | 21 => Reason::BadSignature,
        2 | 18 | 19 | 20 | 27 | 28 | 29 | 30 | 31 => Reason::NoPath,
        22 | 25 => Reason::PathLength,
        6 | 33 | 68 | 69 | 72 => Reason::WeakKey,
        70 => Reason::WeakSignature,
        34 => Reason::UnsupportedExtension,
        13 | 14 | 41 | 42 | ffi::UNREADABLE => Reason::Malformed,
        43 => Reason::Policy,
        46..=49 | 51..=53 | 67 => Reason::NameConstraint,
        _ => Reason::Other,
    };
    let subject = usize::try_from(failure.depth)
        .ok()
        .and_then(|depth| path.get(depth))
        .map(|certificate| format!(" ({})", certificate.subject()))
        .unwrap_or_default();
    Rejected::new(reason, format!("{} [{}]{subject}", failure.text, failure.code))
}
