//! Whether a certificate is of the kind that signs a person in.

use super::{check_dates, check_key};
use crate::certificate::Certificate;
use crate::general_name::AlternativeName;
use crate::oid::{Oid, known};
use crate::profile::{Profile, Purpose};
use crate::trust::TrustStore;
use crate::verdict::{Reason, Rejected, Step};

/// RFC 5280 section 4.1.2.2.
const SERIAL_OCTETS_MAX: usize = 20;

/// Everything about the leaf that needs no path. Steps are added as far as it gets.
pub(crate) fn check(
    leaf: &Certificate,
    trust: &TrustStore,
    profile: &Profile,
    now: i64,
    steps: &mut Vec<Step>,
) -> Result<(), Rejected> {
    let sign_in = profile.purpose == Purpose::SignIn;
    if sign_in {
        let form = "The certificate is a well-formed X.509 version 3 certificate.";
        step(steps, "form", form.to_owned(), check_form(leaf))?;
    }
    let no_anchor = "The certificate is not itself a trusted anchor.";
    step(steps, "not_an_anchor", no_anchor.to_owned(), check_not_an_anchor(leaf, trust))?;
    if sign_in {
        let purpose = "The certificate is for signing in.";
        step(steps, "purpose", purpose.to_owned(), check_purpose(leaf, profile))?;
        let policies = "The certificate names the policies it was issued under.";
        step(steps, "leaf_policy", policies.to_owned(), check_any_policy(leaf, profile))?;
    }
    let valid = "The certificate is within its period of validity.";
    step(steps, "validity", valid.to_owned(), check_dates(leaf, profile, now))?;
    let strong = format!("The key is strong enough: {}.", leaf.key_text());
    step(steps, "key", strong, check_key(leaf, profile))
}

/// Notes how a check ended.
pub(crate) fn step(
    steps: &mut Vec<Step>,
    name: &'static str,
    passed: String,
    result: Result<(), Rejected>,
) -> Result<(), Rejected> {
    steps.push(match &result {
        Ok(()) => Step::passed(name, passed),
        Err(rejected) => Step::failed(name, rejected.detail.as_str()),
    });
    result
}

/// The format, as far as it is not a matter of parsing. Path validation by RFC 5280 copes with odd
/// serial numbers; a CA that issues them to people is not following its own profile.
fn check_form(leaf: &Certificate) -> Result<(), Rejected> {
    let malformed = |detail: &str| Err(Rejected::new(Reason::Malformed, detail));
    if leaf.version() != 3 {
        return malformed("The certificate is not an X.509 version 3 certificate.");
    }
    match leaf.serial() {
        [0] => return malformed("The serial number is zero."),
        [first, ..] if first & 0x80 != 0 => return malformed("The serial number is negative."),
        octets if octets.len() > SERIAL_OCTETS_MAX => {
            return malformed("The serial number is longer than 20 octets.");
        }
        _ => {}
    }
    // RFC 5280 section 4.2.1.1: every certificate but a self-signed one says which key signed it.
    if leaf.authority_key_id().is_none() {
        return malformed("The certificate has no authority key identifier.");
    }
    // RFC 5280 section 4.2.1.10: name constraints are for certification authorities only.
    if leaf.extension(&known::NAME_CONSTRAINTS).is_some() {
        return malformed("The certificate has name constraints, which only a CA may have.");
    }
    let is_bad =
        |name: &AlternativeName| matches!(name, AlternativeName::Dns(dns) if !is_host(dns));
    if leaf.alternative_names().iter().any(is_bad) {
        return malformed("A DNS name in the certificate is not one.");
    }
    Ok(())
}

/// The syntax that RFC 5280 section 4.2.1.6 demands of a dNSName; with another one, constraints on
/// DNS names could be read in two ways. `_` is seen; `*.` is a wildcard.
fn is_host(name: &str) -> bool {
    let name = name.strip_prefix("*.").unwrap_or(name);
    name.len() <= 253
        && name.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

/// AWS-LC accepts an anchor presented as the leaf and skips policies for it.
fn check_not_an_anchor(leaf: &Certificate, trust: &TrustStore) -> Result<(), Rejected> {
    let is_anchor = trust.anchors().iter().any(|anchor| anchor.certificate.spki() == leaf.spki());
    if is_anchor {
        return Err(Rejected::new(
            Reason::NotForSignIn,
            "The certificate, or its key, is a trusted anchor and not a person's.",
        ));
    }
    Ok(())
}

/// The login rule of piv.md section 1.2; what is forbidden comes before what is required, so that
/// clientAuth next to a forbidden purpose does not help.
fn check_purpose(leaf: &Certificate, profile: &Profile) -> Result<(), Rejected> {
    let refuse = |detail: &str| Err(Rejected::new(Reason::NotForSignIn, detail));
    let usages = leaf.extended_key_usages();
    let has = |usage: &Oid| usages.as_ref().is_some_and(|usages| usages.contains(usage));
    if has(&known::PIV_CARD_AUTH) {
        return refuse(
            "This is the card authentication certificate, which works without a PIN; \
             the PIV authentication certificate is needed.",
        );
    }
    if has(&known::PIV_CONTENT_SIGNING) || has(&known::PIV_I_CONTENT_SIGNING) {
        return refuse("The certificate is for signing the contents of cards.");
    }
    if let Some(usage) = leaf.key_usage() {
        if !usage.digital_signature() {
            return refuse("The key usage of the certificate lacks digital signatures.");
        }
        if usage.key_cert_sign() {
            return refuse(
                "The key usage of the certificate is that of a certification authority.",
            );
        }
    }
    if leaf.is_ca() {
        return refuse("The certificate is that of a certification authority.");
    }
    match usages {
        _ if has(&known::CLIENT_AUTH) || !profile.require_client_auth_eku => Ok(()),
        None if profile.accept_absent_eku => Ok(()),
        None => {
            refuse("The certificate has no extended key usage; client authentication is needed.")
        }
        // anyExtendedKeyUsage alone is how digital signature certificates would pass.
        Some(_) => refuse("The extended key usage of the certificate lacks client authentication."),
    }
}

/// anyPolicy on a leaf says nothing about how its person was identified.
fn check_any_policy(leaf: &Certificate, profile: &Profile) -> Result<(), Rejected> {
    let listed = profile.allow_any_policy_leaf || profile.policies.contains(&known::ANY_POLICY);
    if leaf.policies().contains(&known::ANY_POLICY) && !listed {
        return Err(Rejected::new(
            Reason::Policy,
            "The certificate asserts every policy at once, which is not accepted here.",
        ));
    }
    Ok(())
}
