//! Certificate revocation lists, kept small (RFC 5280 section 5).
//!
//! A list is read once, front to back, and what stays in memory is its serials, its scope, and the
//! digest that its signature is over: a list of half a million entries takes about the bytes of
//! the serials. Whether a list speaks for a certificate is decided in `revocation`; here it is only
//! read. A list that this crate may not use, because of a critical extension it does not know, is
//! still read, so that an operator sees why it does not count ([`Crl::unusable`]).

mod entries;
mod parse;
mod scope;
mod serials;
#[cfg(test)]
mod tests;

use std::{
    collections::HashMap,
    fmt,
    sync::{PoisonError, RwLock},
};

use aws_lc_rs::digest::{self, Digest};

use self::entries::Entries;
pub(crate) use self::scope::{Reasons, Scope};
use crate::{certificate::Certificate, error::ParseError, name::Name, signature::Scheme};

/// Lists longer than this are refused unread.
pub const CRL_BYTES_MAX: usize = 100 * 1024 * 1024;

/// Certificates remembered per list. Only those on a validated path, or in the operator's own pool,
/// are tried, so this is not reached in practice.
const REMEMBERED_SIGNERS_MAX: usize = 256;

/// A certificate revocation list, complete or delta.
pub struct Crl {
    issuer: Name,
    this_update: i64,
    next_update: Option<i64>,
    number: Option<Box<[u8]>>,
    base_number: Option<Box<[u8]>>,
    authority_key_id: Option<Box<[u8]>>,
    scope: Scope,
    scope_key: [u8; 32],
    unusable: Option<&'static str>,
    entries: Entries,
    sha256: [u8; 32],
    scheme: Option<(Scheme, Digest)>,
    signature: Box<[u8]>,
    signers: RwLock<HashMap<[u8; 32], bool>>,
}

/// What a list says about one serial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Entry {
    Absent,
    Revoked,
    /// Revoked for now: certificateHold.
    OnHold,
    /// No longer revoked; occurs in deltas only.
    Removed,
}

impl Crl {
    /// Reads a DER list of at most [`CRL_BYTES_MAX`]. The signature is not checked here.
    pub fn from_der(der: &[u8]) -> Result<Self, ParseError> {
        parse::parse(der)
    }

    /// Who issued the list.
    pub fn issuer(&self) -> &Name {
        &self.issuer
    }

    /// When it was issued, in seconds since 1970.
    pub fn this_update(&self) -> i64 {
        self.this_update
    }

    /// When the next one is due. A list without this is never used (RFC 5280 section 5.1.2.5).
    pub fn next_update(&self) -> Option<i64> {
        self.next_update
    }

    /// The CRLNumber, big-endian (RFC 5280 section 5.2.3).
    pub fn number(&self) -> Option<&[u8]> {
        self.number.as_deref()
    }

    /// The key identifier of the signer: a hint, nothing more.
    pub fn authority_key_id(&self) -> Option<&[u8]> {
        self.authority_key_id.as_deref()
    }

    /// Whether it lists only changes since a complete list (RFC 5280 section 5.2.4).
    pub fn is_delta(&self) -> bool {
        self.base_number.is_some()
    }

    /// Lists with the same key replace each other: SHA-256 over issuer, authority key identifier,
    /// issuing distribution point, and whether it is a delta.
    pub fn scope_key(&self) -> [u8; 32] {
        self.scope_key
    }

    /// The number of entries.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it lists nothing.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// SHA-256 of the whole list.
    pub fn sha256(&self) -> [u8; 32] {
        self.sha256
    }

    /// What it takes in memory, nearly.
    pub fn memory_bytes(&self) -> usize {
        size_of::<Self>()
            + self.entries.memory_bytes()
            + self.issuer.der().len()
            + self.signature.len()
    }

    /// Why the list is never used, if so: a critical extension that this crate does not know, a
    /// missing nextUpdate, or a signature algorithm such as SHA-1.
    pub fn unusable(&self) -> Option<&'static str> {
        self.unusable
    }

    /// Whether this list may take the place of an older one of the same scope: neither CRLNumber
    /// nor thisUpdate goes backwards. A list that was replayed from the past does not. Signatures
    /// are not compared; see [`Crl::is_signed_by`].
    pub fn supersedes(&self, old: &Self) -> bool {
        let number_holds = match (self.number(), old.number()) {
            (Some(new), Some(old)) => !is_less(new, old),
            (None, Some(_)) => false,
            (_, None) => true,
        };
        self.scope_key == old.scope_key && number_holds && self.this_update >= old.this_update
    }

    pub(crate) fn scope(&self) -> &Scope {
        &self.scope
    }

    /// What the list says about a serial of this issuer.
    pub(crate) fn entry(&self, certificate_issuer: &Name, serial: &[u8]) -> Entry {
        self.entries.find(&self.issuer, certificate_issuer, serial)
    }

    /// Whether a delta applies to a complete list (RFC 5280 section 5.2.4 (a) to (c)).
    pub(crate) fn is_delta_of(&self, complete: &Self) -> bool {
        let (Some(base), Some(number), Some(of)) =
            (&self.base_number, &self.number, &complete.number)
        else {
            return false;
        };
        !complete.is_delta()
            && self.issuer.matches(&complete.issuer)
            && self.authority_key_id == complete.authority_key_id
            && self.scope == complete.scope
            && !is_less(of, base)
            && is_less(of, number)
    }

    /// Whether the signature holds under the key of this certificate. The answer is remembered, so
    /// that a list is verified once per key.
    ///
    /// Whoever stores lists asks this before a list takes the place of another: names and key
    /// identifiers can be copied.
    pub fn is_signed_by(&self, signer: &Certificate) -> bool {
        // By certificate, because that digest is at hand; its key is the same each time.
        let key = signer.sha256();
        let known = self.signers.read().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        if let Some(holds) = known {
            return holds;
        }
        let holds = self.scheme.as_ref().is_some_and(|(scheme, digest)| {
            scheme.verifies(signer.spki(), digest, &self.signature)
        });
        let mut signers = self.signers.write().unwrap_or_else(PoisonError::into_inner);
        if signers.len() >= REMEMBERED_SIGNERS_MAX {
            signers.clear();
        }
        signers.insert(key, holds);
        holds
    }
}

impl fmt::Debug for Crl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Crl")
            .field("issuer", &self.issuer.to_text())
            .field("this_update", &self.this_update)
            .field("next_update", &self.next_update)
            .field("entries", &self.len())
            .finish_non_exhaustive()
    }
}

/// Compares two positive big-endian numbers.
fn is_less(left: &[u8], right: &[u8]) -> bool {
    (left.len(), left) < (right.len(), right)
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut out = [0; 32];
    for (to, from) in out.iter_mut().zip(digest::digest(&digest::SHA256, bytes).as_ref()) {
        *to = *from;
    }
    out
}
