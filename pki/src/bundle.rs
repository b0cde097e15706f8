//! Reads files of certificates and lists: PEM, DER and PKCS #7.
//!
//! Two readers on purpose. [`read_bundle`] is for what an operator uploads and takes what is there
//! in any of the usual wrappings. [`read_header_pem`] is for what a load balancer put into a
//! header, where anything unexpected is an attack or a fault: it takes CERTIFICATE blocks, white
//! space between them, and nothing else.

use std::collections::HashSet;

use crate::{
    certificate::Certificate,
    crl::{CRL_BYTES_MAX, Crl},
    der::{self, DerError, Reader},
    error::ParseError,
    pem,
};

/// An upload above this is refused: the longest list as PEM, and room.
pub const BUNDLE_BYTES_MAX: usize = 160 * 1024 * 1024;

/// More certificates than this are not a bundle. The production bundle of the federal bridge has
/// 135.
const CERTIFICATES_MAX: usize = 5_000;

/// What the certificates of a header may take in DER (piv.md section 6).
const HEADER_DER_BYTES_MAX: usize = 32 * 1024;
const HEADER_PEM_BYTES_MAX: usize = 64 * 1024;

/// OID 1.2.840.113549.1.7.2, SignedData (RFC 5652 section 5.1).
const SIGNED_DATA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02";

/// What an upload holds, without repetitions.
#[derive(Debug, Default)]
pub struct Bundle {
    /// The certificates, in the order of the file.
    pub certificates: Vec<Certificate>,
    /// The DER of each revocation list.
    pub crls: Vec<Vec<u8>>,
    /// What could not be read, one sentence each; the rest of the file is still used.
    pub skipped: Vec<String>,
}

/// Reads an upload: PEM with any text around its blocks, or DER, or PKCS #7 in either.
///
/// A file with a private key is refused as a whole, so that the operator notices.
pub fn read_bundle(bytes: &[u8]) -> Result<Bundle, ParseError> {
    if bytes.len() > BUNDLE_BYTES_MAX {
        return Err(DerError("the file is too large").into());
    }
    let mut found = Collector::default();
    if is_der(bytes) {
        let mut reader = Reader::new(bytes);
        while !reader.is_empty() {
            found.add(reader.element()?.whole)?;
        }
    } else {
        for block in pem::blocks(bytes) {
            let block = block?;
            if block.label.ends_with("PRIVATE KEY") {
                return Err(DerError("the file holds a private key").into());
            }
            if matches!(
                block.label,
                "CERTIFICATE" | "X509 CERTIFICATE" | "X509 CRL" | "PKCS7" | "CMS"
            ) {
                found.add(&pem::decode_lenient(block.body)?)?;
            }
        }
    }
    found.finish()
}

/// Reads the PEM of a header, already percent-decoded: 1 to `max` CERTIFICATE blocks with nothing
/// but white space around them, and no byte after the DER of each.
pub fn read_header_pem(text: &str, max: usize) -> Result<Vec<Certificate>, ParseError> {
    if text.len() > HEADER_PEM_BYTES_MAX {
        return Err(DerError("the header is too large").into());
    }
    let mut certificates = Vec::new();
    let mut der_bytes = 0;
    let mut rest = text.trim_ascii();
    while !rest.is_empty() {
        if certificates.len() >= max {
            return Err(DerError("too many certificates in the header").into());
        }
        let after = rest
            .strip_prefix("-----BEGIN CERTIFICATE-----\n")
            .ok_or(DerError("a certificate block was expected"))?;
        let (body, after) = after
            .split_once("-----END CERTIFICATE-----")
            .ok_or(DerError("a certificate block without an end"))?;
        let der = pem::decode_strict(body)?;
        der_bytes += der.len();
        if der_bytes > HEADER_DER_BYTES_MAX {
            return Err(DerError("the certificates of the header are too large").into());
        }
        certificates.push(Certificate::from_der(&der)?);
        rest = after.trim_ascii_start();
    }
    if certificates.is_empty() {
        return Err(DerError("no certificate in the header").into());
    }
    Ok(certificates)
}

#[derive(Default)]
struct Collector {
    bundle: Bundle,
    seen: HashSet<[u8; 32]>,
}

impl Collector {
    fn add(&mut self, der: &[u8]) -> Result<(), ParseError> {
        match kind(der)? {
            Kind::Certificate => self.add_certificate(der),
            Kind::Crl => {
                self.add_crl(der);
                Ok(())
            }
            Kind::SignedData => self.add_signed_data(der),
        }
    }

    fn add_certificate(&mut self, der: &[u8]) -> Result<(), ParseError> {
        match Certificate::from_der(der) {
            Ok(certificate) => {
                if self.bundle.certificates.len() >= CERTIFICATES_MAX {
                    return Err(DerError("too many certificates in the file").into());
                }
                if self.seen.insert(certificate.sha256()) {
                    self.bundle.certificates.push(certificate);
                }
            }
            Err(error) => self.skip("certificate", &error),
        }
        Ok(())
    }

    fn add_crl(&mut self, der: &[u8]) {
        if der.len() > CRL_BYTES_MAX {
            self.bundle.skipped.push("A revocation list is above 100 MiB.".to_owned());
            return;
        }
        match Crl::from_der(der) {
            Ok(crl) => {
                if self.seen.insert(crl.sha256()) {
                    self.bundle.crls.push(der.to_vec());
                }
            }
            Err(error) => self.skip("revocation list", &error),
        }
    }

    fn skip(&mut self, what: &str, error: &ParseError) {
        if self.bundle.skipped.len() < CERTIFICATES_MAX {
            self.bundle.skipped.push(format!("A {what} could not be read: {error}."));
        }
    }

    /// ContentInfo with SignedData; the signers, if there are any, mean nothing here.
    fn add_signed_data(&mut self, der: &[u8]) -> Result<(), ParseError> {
        let mut content = Reader::new(der::single(der, der::SEQUENCE)?.content);
        if content.expect(der::OID)?.content != SIGNED_DATA {
            return Err(DerError("a PKCS #7 file of another kind than SignedData").into());
        }
        let mut fields = content.enter(der::context(0))?.enter(der::SEQUENCE)?;
        fields.expect(der::INTEGER)?;
        fields.expect(der::SET)?;
        fields.expect(der::SEQUENCE)?;
        for tag in [der::context(0), der::context(1)] {
            if let Some(list) = fields.optional(tag)? {
                let mut list = Reader::new(list.content);
                while !list.is_empty() {
                    let item = list.element()?;
                    // Other choices are attribute certificates and formats of others.
                    if item.tag == der::SEQUENCE {
                        match kind(item.whole)? {
                            Kind::Certificate => self.add_certificate(item.whole)?,
                            Kind::Crl => self.add_crl(item.whole),
                            Kind::SignedData => {}
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<Bundle, ParseError> {
        let bundle = self.bundle;
        if bundle.certificates.is_empty() && bundle.crls.is_empty() && bundle.skipped.is_empty() {
            return Err(DerError("no certificate and no revocation list in the file").into());
        }
        Ok(bundle)
    }
}

/// A text may begin with the character that is the tag of a SEQUENCE; DER goes on with another
/// SEQUENCE, or an OBJECT IDENTIFIER.
fn is_der(bytes: &[u8]) -> bool {
    Reader::new(bytes)
        .enter(der::SEQUENCE)
        .is_ok_and(|content| matches!(content.peek(), Some(der::SEQUENCE | der::OID)))
}

enum Kind {
    Certificate,
    Crl,
    SignedData,
}

/// Tells the three apart by their first fields: only a list has a time in the third or fourth.
fn kind(der: &[u8]) -> Result<Kind, DerError> {
    let mut outer = Reader::new(der::single(der, der::SEQUENCE)?.content);
    if outer.peek() == Some(der::OID) {
        return Ok(Kind::SignedData);
    }
    let mut signed = outer.enter(der::SEQUENCE)?;
    if signed.peek() == Some(der::context(0)) {
        return Ok(Kind::Certificate);
    }
    signed.optional(der::INTEGER)?;
    signed.expect(der::SEQUENCE)?;
    signed.expect(der::SEQUENCE)?;
    match signed.peek() {
        Some(der::UTC_TIME | der::GENERALIZED_TIME) => Ok(Kind::Crl),
        _ => Ok(Kind::Certificate),
    }
}

#[cfg(test)]
#[path = "bundle_tests.rs"]
mod tests;
