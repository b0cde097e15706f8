//! Decides whether a client certificate may sign somebody in.
//!
//! PIV and CAC cards present an X.509 certificate in TLS. The TLS layer proves that the client holds
//! its key; this crate decides everything else, in this order: the certificate is of the kind that
//! may sign in ([`Reason::NotForSignIn`] otherwise), a path leads from it to an anchor the operator
//! trusts, the path is valid by RFC 5280 section 6 under the policies of that anchor's [`Profile`],
//! and no certificate of the path is revoked. [`validate()`] is the one entry; start reading there.
//!
//! Invariants:
//! - Nothing here does I/O or reads the clock: certificates, CRLs, OCSP responses and the time come
//!   from the caller.
//! - Every parser is total: any input gives a value or a [`ParseError`], never a panic.
//! - What cannot be decided is refused.
//! - `unsafe` is in `engine::ffi` only, which calls AWS-LC's `X509_verify_cert`.

mod builder;
mod bundle;
mod certificate;
mod crl;
mod der;
mod engine;
mod error;
mod extensions;
mod general_name;
mod identity;
mod key;
mod name;
mod ocsp;
mod oid;
mod pem;
mod profile;
mod revocation;
mod rules;
mod signature;
mod trust;
mod validate;
mod verdict;

pub use bundle::{BUNDLE_BYTES_MAX, Bundle, read_bundle, read_header_pem};
pub use certificate::Certificate;
pub use crl::{CRL_BYTES_MAX, Crl};
pub use error::ParseError;
pub use extensions::KeyUsage;
pub use general_name::{AlternativeName, DistributionPoint, PointName};
pub use identity::{CardFacts, Fascn, Identifier, IdentityRules, Kind, card_facts, identifiers};
pub use name::Name;
pub use ocsp::{OcspAnswer, OcspRules, check_ocsp, ocsp_request};
pub use oid::{Oid, known};

pub use trust::{Anchor, OcspUse, Profile, Purpose, Revocation, TrustStore};
pub use validate::{
    Accepted, Inputs, Reason, Rejected, Step, Undecided, Verdict, validate, validate_with,
};

#[cfg(test)]
#[expect(dead_code, reason = "the tests in tests/ use the rest")]
#[path = "../tests/support/forge.rs"]
mod forge;
