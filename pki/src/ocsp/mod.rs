//! Asks and reads OCSP (RFC 6960). The crate makes and checks messages; the caller carries them.
//!
//! An answer is `Good` or `Revoked` only if everything about it is right: the certificate it
//! names, its time, its nonce, and its signer, which is the issuer's key or a responder that this
//! very key certified for the purpose. All else is `Undetermined`, which is never good.

mod response;
#[cfg(test)]
mod tests;

use aws_lc_rs::digest;

use self::response::{Basic, CertId, Single, Status};
use crate::{
    certificate::Certificate,
    der::{self, DerError},
    oid::Oid,
};

/// OID 1.3.6.1.5.5.7.48.1.2, id-pkix-ocsp-nonce.
const NONCE: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x30\x01\x02";
/// id-kp-OCSPSigning.
const OCSP_SIGNING: Oid = Oid::known(b"\x2b\x06\x01\x05\x05\x07\x03\x09");
/// AlgorithmIdentifier of SHA-1 with NULL parameters. Responders know no other CertID reliably; it
/// only names the certificate, and the answer is compared with what was asked.
const SHA1: &[u8] = b"\x30\x09\x06\x05\x2b\x0e\x03\x02\x1a\x05\x00";

/// Clocks of responders may be ahead by this much (piv.md section 3.2).
const SKEW_S: i64 = 300;
/// An answer that does not say when the next one is due is used for this long.
const AGE_MAX_S: i64 = 12 * 3600;

/// The DER of a request about one certificate. A nonce is 16 to 32 random octets (RFC 9654).
pub fn ocsp_request(leaf: &Certificate, issuer: &Certificate, nonce: Option<&[u8]>) -> Vec<u8> {
    let sha1 = &digest::SHA1_FOR_LEGACY_USE_ONLY;
    let key = response::key_octets(issuer.spki()).unwrap_or_default();
    let cert_id = der::write(
        der::SEQUENCE,
        &[
            SHA1,
            &octets(digest::digest(sha1, leaf.issuer().der()).as_ref()),
            &octets(digest::digest(sha1, key).as_ref()),
            &der::write(der::INTEGER, &[leaf.serial()]),
        ],
    );
    let list = sequence(&sequence(&cert_id));
    let extensions = nonce.map_or_else(Vec::new, |nonce| {
        let extension =
            sequence(&[der::write(der::OID, &[NONCE]), octets(&octets(nonce))].concat());
        der::write(der::context(2), &[&sequence(&extension)])
    });
    sequence(&sequence(&[list, extensions].concat()))
}

fn sequence(content: &[u8]) -> Vec<u8> {
    der::write(der::SEQUENCE, &[content])
}

fn octets(content: &[u8]) -> Vec<u8> {
    der::write(der::OCTET_STRING, &[content])
}

/// What a response is held against.
#[derive(Debug, Clone, Copy, Default)]
pub struct OcspRules<'a> {
    /// The time, in seconds since 1970.
    pub now: i64,
    /// The nonce that was sent, if one was.
    pub nonce: Option<&'a [u8]>,
    /// Refuse an answer without the nonce. Responders that sign in advance omit it.
    pub require_nonce: bool,
}

/// What a response says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OcspAnswer {
    /// Not revoked, until this time.
    Good {
        /// When the answer is no longer current, in seconds since 1970.
        until: i64,
    },
    /// Revoked.
    Revoked,
    /// The response proves nothing, for this reason.
    Undetermined(&'static str),
}

/// Checks a response about one certificate. `responder_is_good` decides by CRL about a responder
/// certificate without id-pkix-ocsp-nocheck.
pub fn check_ocsp(
    response: &[u8],
    leaf: &Certificate,
    issuer: &Certificate,
    rules: &OcspRules<'_>,
    responder_is_good: impl FnOnce(&Certificate) -> bool,
) -> OcspAnswer {
    check(response, leaf, issuer, rules, responder_is_good).unwrap_or_else(OcspAnswer::Undetermined)
}

fn check(
    response: &[u8],
    leaf: &Certificate,
    issuer: &Certificate,
    rules: &OcspRules<'_>,
    responder_is_good: impl FnOnce(&Certificate) -> bool,
) -> Result<OcspAnswer, &'static str> {
    let basic = Basic::from_der(response).map_err(|DerError(why)| why)?;
    let single = basic
        .singles
        .iter()
        .find(|single| names(&single.cert_id, leaf, issuer))
        .ok_or("the response is about another certificate")?;
    check_nonce(&basic, rules)?;
    let until = check_time(single, rules.now)?;
    check_signer(&basic, issuer, rules.now, responder_is_good)?;
    match single.status {
        Status::Good => Ok(OcspAnswer::Good { until }),
        Status::Revoked => Ok(OcspAnswer::Revoked),
        Status::Unknown => Err("the responder does not know the certificate"),
    }
}

/// Whether a CertID names this certificate of this issuer key.
fn names(id: &CertId<'_>, leaf: &Certificate, issuer: &Certificate) -> bool {
    let Some(key) = response::key_octets(issuer.spki()) else {
        return false;
    };
    id.serial == leaf.serial()
        && digest::digest(id.hash, leaf.issuer().der()).as_ref() == id.name_hash
        && digest::digest(id.hash, key).as_ref() == id.key_hash
}

fn check_nonce(basic: &Basic<'_>, rules: &OcspRules<'_>) -> Result<(), &'static str> {
    match (basic.nonce, rules.nonce) {
        (Some(got), Some(sent)) if got != sent => Err("the nonce is another one"),
        (None, _) if rules.require_nonce => Err("the nonce is missing"),
        _ => Ok(()),
    }
}

fn check_time(single: &Single<'_>, now: i64) -> Result<i64, &'static str> {
    if single.this_update > now.saturating_add(SKEW_S) {
        return Err("the response is from the future");
    }
    let until = single.next_update.unwrap_or_else(|| single.this_update.saturating_add(AGE_MAX_S));
    if until <= now {
        return Err("the response is no longer current");
    }
    Ok(until)
}

/// The signer is the issuer's key, or a responder that this key certified (RFC 6960 section
/// 4.2.2.2). Locally trusted responders are not a thing here.
fn check_signer(
    basic: &Basic<'_>,
    issuer: &Certificate,
    now: i64,
    responder_is_good: impl FnOnce(&Certificate) -> bool,
) -> Result<(), &'static str> {
    if basic.is_signed_by(issuer) {
        return Ok(());
    }
    let responder = basic
        .certificates
        .iter()
        .filter_map(|der| Certificate::from_der(der).ok())
        .find(|certificate| basic.is_signed_by(certificate))
        .ok_or("the signature is not by the issuer or a responder sent along")?;
    if !responder.issuer().matches(issuer.subject()) || !responder.is_signed_by(issuer) {
        return Err("the responder was not certified by the issuer's key");
    }
    let usages = responder.extended_key_usages().unwrap_or_default();
    if !usages.contains(&OCSP_SIGNING) {
        return Err("the responder's certificate is not for signing OCSP responses");
    }
    if responder.has_unknown_critical_extension() {
        return Err("the responder's certificate has an unknown critical extension");
    }
    if now < responder.not_before() || now > responder.not_after() {
        return Err("the responder's certificate is not valid now");
    }
    if responder.has_ocsp_nocheck() || responder_is_good(&responder) {
        Ok(())
    } else {
        Err("the responder's certificate is revoked, or its status is not known")
    }
}
