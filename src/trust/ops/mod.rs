//! Changes of the trust store. Each is one transaction with its audit entry, and begins by raising
//! the number that tells all instances to look.

pub mod anchors;
pub mod certificates;
pub mod crls;
pub mod sources;

use crate::{
    audit,
    error::{Error, Result},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use pki::{Bundle, Certificate};
use uuid::Uuid;

/// An audit entry by an administrator, or by the command line when there is none.
fn entry(action: &'static str, actor: Option<Uuid>) -> audit::Entry {
    let entry = audit::Entry::new(action);
    match actor {
        Some(actor) => entry.by(actor),
        None => entry.with("via", "command line"),
    }
}

/// What a request's text holds: PEM, or base64 of DER or PKCS #7.
pub fn read_text(field: &'static str, text: &str) -> Result<Bundle> {
    if text.contains("-----BEGIN ") {
        return read_bytes(field, text.as_bytes());
    }
    let dense: String = text.split_ascii_whitespace().collect();
    let bytes = STANDARD.decode(dense).map_err(|_| {
        Error::invalid(field, "This is neither PEM nor the base64 of a certificate file.")
    })?;
    read_bytes(field, &bytes)
}

/// What a file holds: PEM, DER or PKCS #7.
pub fn read_bytes(field: &'static str, bytes: &[u8]) -> Result<Bundle> {
    pki::read_bundle(bytes)
        .map_err(|error| Error::invalid(field, format!("This cannot be read: {error}.")))
}

/// The one certificate of a file.
pub fn only_certificate(field: &'static str, bundle: Bundle) -> Result<Certificate> {
    let Bundle { certificates, crls, skipped } = bundle;
    let count = certificates.len();
    match certificates.into_iter().next() {
        Some(certificate) if count == 1 => Ok(certificate),
        Some(_) => {
            let fault = format!("This holds {count} certificates; one at a time is looked at.");
            Err(Error::invalid(field, fault))
        }
        None => {
            let lists = (!crls.is_empty()).then(|| "This is a revocation list.".to_owned());
            let fault = lists.or_else(|| skipped.into_iter().next());
            Err(Error::invalid(field, fault.unwrap_or_else(|| "There is no certificate.".into())))
        }
    }
}

/// The first certificate of a text, and those behind it.
pub fn read_chain(field: &'static str, text: &str) -> Result<(Certificate, Vec<Certificate>)> {
    let mut all = read_text(field, text)?.certificates.into_iter();
    let first = all.next().ok_or_else(|| Error::invalid(field, "There is no certificate."))?;
    Ok((first, all.collect()))
}
