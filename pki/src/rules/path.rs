//! What a complete path must be made of, beside what the engine checks.

use super::{check_dates, check_key};
use crate::certificate::Certificate;
use crate::der::{self, DerError, Reader};
use crate::oid::known;
use crate::profile::Profile;
use crate::verdict::{Reason, Rejected};

/// Validity of everything above the leaf, the anchor included.
pub(crate) fn check_validity(
    path: &[Certificate],
    profile: &Profile,
    now: i64,
) -> Result<(), Rejected> {
    path.iter().skip(1).try_for_each(|certificate| check_dates(certificate, profile, now))
}

/// Keys of everything above the leaf. Signature algorithms were checked when the path was built;
/// the anchor's own signature is not judged, since trust in it does not rest on it.
pub(crate) fn check_strength(path: &[Certificate], profile: &Profile) -> Result<(), Rejected> {
    path.iter().skip(1).try_for_each(|certificate| check_key(certificate, profile))
}

/// Issuers between leaf and anchor, and how many there may be.
pub(crate) fn check_issuers(path: &[Certificate], profile: &Profile) -> Result<(), Rejected> {
    let Some((anchor, below)) = path.split_last() else {
        return Err(Rejected::new(Reason::NoPath, "The path is empty."));
    };
    let between = below.get(1..).unwrap_or_default();
    let counted = between.iter().filter(|certificate| !certificate.is_self_issued()).count();
    if counted > usize::from(profile.max_depth) {
        return Err(Rejected::new(
            Reason::PathLength,
            format!("The path has {counted} intermediates; {} are allowed.", profile.max_depth),
        ));
    }
    between.iter().try_for_each(check_issuer)?;
    check_may_issue(anchor)?;
    check_critical(below)?;
    check_path_lengths(anchor, between)
}

/// RFC 5280 section 6.1.4 k and n; the engine does this too, but a mistake here is a forged CA.
fn check_issuer(certificate: &Certificate) -> Result<(), Rejected> {
    let who = certificate.subject();
    let refuse = |what: &str| Err(Rejected::new(Reason::Other, format!("{who} {what}.")));
    if certificate.version() != 3 || !certificate.is_ca() {
        return refuse("issues certificates without being a certification authority");
    }
    check_may_issue(certificate)?;
    // Section 4.2.1.2: a CA names its key, or issuers with one name cannot be told apart.
    if certificate.subject_key_id().is_none() {
        return refuse("is a certification authority without a subject key identifier");
    }
    if certificate.extension(&known::NAME_CONSTRAINTS).is_some_and(constrains_nothing) {
        return refuse("has name constraints that are empty");
    }
    Ok(())
}

/// keyCertSign, also of an anchor. AWS-LC leaves it out for an issuer whose key identifier does not
/// fit, because that comes first and is passed over (`engine::ffi`).
fn check_may_issue(certificate: &Certificate) -> Result<(), Rejected> {
    if certificate.key_usage().is_some_and(|usage| !usage.key_cert_sign()) {
        let who = certificate.subject();
        let detail = format!("{who} issues certificates although its key usage forbids it.");
        return Err(Rejected::new(Reason::Other, detail));
    }
    Ok(())
}

/// RFC 5280 section 4.2.1.10: name constraints, and each list in them, are not empty. Readers
/// disagree on whether an empty list permits everything or nothing.
fn constrains_nothing(value: &[u8]) -> bool {
    let lists = || {
        let mut reader = Reader::new(der::single(value, der::SEQUENCE)?.content);
        let mut lists = Vec::new();
        while !reader.is_empty() {
            lists.push(reader.element()?);
        }
        Ok::<_, DerError>(lists)
    };
    lists()
        .map_or(true, |lists| lists.is_empty() || lists.iter().any(|list| list.content.is_empty()))
}

/// RFC 5280 sections 4.2.1.1 and 4.2.1.2: key identifiers are hints and must not be critical.
fn check_critical(certificates: &[Certificate]) -> Result<(), Rejected> {
    let hints = [known::AUTHORITY_KEY_ID, known::SUBJECT_KEY_ID];
    for certificate in certificates {
        let wrong = certificate
            .extensions()
            .iter()
            .any(|extension| extension.critical && hints.contains(&extension.kind));
        if wrong {
            return Err(Rejected::new(
                Reason::Malformed,
                format!("{} has a critical key identifier.", certificate.subject()),
            ));
        }
    }
    Ok(())
}

/// RFC 5280 section 6.1.4 l and m. AWS-LC does not look at the pathLenConstraint of self-issued
/// certificates, which binds like any other.
fn check_path_lengths(anchor: &Certificate, between: &[Certificate]) -> Result<(), Rejected> {
    let limit = |certificate: &Certificate| {
        certificate.basic_constraints().and_then(|constraints| constraints.path_length)
    };
    let mut left = limit(anchor).unwrap_or(u32::MAX);
    for certificate in between.iter().rev() {
        if !certificate.is_self_issued() {
            left = left.checked_sub(1).ok_or_else(|| {
                Rejected::new(
                    Reason::PathLength,
                    format!("{} is deeper than a CA above it allows.", certificate.subject()),
                )
            })?;
        }
        left = left.min(limit(certificate).unwrap_or(u32::MAX));
    }
    Ok(())
}
