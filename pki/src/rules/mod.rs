//! The rules of this crate around the engine: who may sign in, and what a path must be made of.
//!
//! [`leaf`] judges the certificate somebody presents, before a path is searched. [`path`] judges a
//! complete path before and beside the engine: dates, key sizes, and those demands of RFC 5280 that
//! AWS-LC leaves out.

pub(crate) mod leaf;
pub(crate) mod path;

use crate::certificate::Certificate;
use crate::key::KeyKind;
use crate::profile::Profile;
use crate::verdict::{Reason, Rejected};

/// Below this a modulus is refused whatever a profile says (SP 800-78-5 section 3.1).
const RSA_BITS_FLOOR: u32 = 2048;
/// AWS-LC does not verify with larger exponents.
const EXPONENT_MAX: u64 = (1 << 33) - 1;

/// Validity, inclusive at both ends (RFC 5280 section 4.1.2.5), with the profile's tolerance.
fn check_dates(certificate: &Certificate, profile: &Profile, now: i64) -> Result<(), Rejected> {
    let who = certificate.subject();
    if now.saturating_add(profile.skew()) < certificate.not_before() {
        return Err(Rejected::new(
            Reason::NotYetValid,
            format!("The certificate of {who} is not valid yet."),
        ));
    }
    if now.saturating_sub(profile.skew()) > certificate.not_after() {
        return Err(Rejected::new(
            Reason::Expired,
            format!("The certificate of {who} has expired."),
        ));
    }
    Ok(())
}

/// Type and size of the key (SP 800-78-5 table 3-1).
fn check_key(certificate: &Certificate, profile: &Profile) -> Result<(), Rejected> {
    let who = certificate.subject();
    let weak = |what: &str| {
        Err(Rejected::new(Reason::WeakKey, format!("The key of {who} is refused: {what}.")))
    };
    match certificate.key() {
        KeyKind::Rsa { bits, .. } if bits < profile.rsa_bits_min.max(RSA_BITS_FLOOR) => {
            weak(&format!("RSA with {bits} bits is too short"))
        }
        KeyKind::Rsa { bits, .. } if bits > profile.rsa_bits_max => {
            weak(&format!("RSA with {bits} bits is longer than is verified"))
        }
        // An even exponent is no RSA; 1 makes every signature its own message.
        KeyKind::Rsa { exponent, .. }
            if !exponent.is_some_and(|e| (3..=EXPONENT_MAX).contains(&e) && e % 2 == 1) =>
        {
            weak("its RSA exponent is not an odd number from 3 to 2^33")
        }
        KeyKind::Ed25519 if !profile.allow_ed25519 => weak("Ed25519 is not allowed here"),
        KeyKind::Unusable(what) => weak(what),
        KeyKind::Rsa { .. } | KeyKind::Ec { .. } | KeyKind::Ed25519 => Ok(()),
    }
}
