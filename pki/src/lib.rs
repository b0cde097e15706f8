//! Decides whether a client certificate may sign somebody in.
//!
//! PIV and CAC cards present an X.509 certificate in TLS. The TLS layer proves that the client holds
//! its key; this crate decides everything else, in this order: the certificate is of the kind that
//! may sign in ([`Reason::NotForSignIn`] otherwise), a path leads from it to an anchor the operator
//! trusts, the path is valid by RFC 5280 section 6 under the policies of that anchor's [`Profile`],
//! and no certificate of the path is revoked. [`validate`] is the one entry; start reading there.
//!
//! Invariants:
//! - Nothing here does I/O or reads the clock: certificates, CRLs, OCSP responses and the time come
//!   from the caller.
//! - Every parser is total: any input gives a value or a [`ParseError`], never a panic.
//! - What cannot be decided is refused.
//! - `unsafe` is in `engine::ffi` only, which calls AWS-LC's `X509_verify_cert`.

mod der;
mod error;
mod oid;
mod name;
mod general_name;
mod key;
mod signature;
mod extensions;
mod certificate;
mod pem;
mod bundle;
mod crl;
mod ocsp;
mod profile;
mod verdict;
mod trust;
mod validate;
mod builder;
mod engine;
mod rules;
mod revocation;
mod identity;

pub use certificate::Certificate;
pub use error::ParseError;
pub use extensions::KeyUsage;
pub use general_name::{AlternativeName, DistributionPoint, PointName};
pub use name::Name;
pub use oid::{Oid, known};
pub use profile::{OcspUse, Profile, Purpose, Revocation};
pub use trust::{Anchor, TrustStore};
pub use verdict::{Accepted, Reason, Rejected, Step, Verdict};
