//! X.509 certificates (RFC 5280 section 4.1), read strictly from DER.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use aws_lc_rs::digest;

use crate::der::{self, Reader};
use crate::error::ParseError;
use crate::extensions::{BasicConstraints, Extension, Extensions, KeyUsage};
use crate::general_name::{AlternativeName, DistributionPoint};
use crate::key::KeyKind;
use crate::name::Name;
use crate::oid::{Oid, known};
use crate::signature;

/// Real certificates are below 4 KiB; this is what somebody may make us read.
const DER_MAX: usize = 64 * 1024;

/// Extensions that path validation processes, or that only help to find a path.
const PROCESSED: [Oid; 12] = [
    known::AUTHORITY_KEY_ID,
    known::BASIC_CONSTRAINTS,
    known::CERTIFICATE_POLICIES,
    known::CRL_DISTRIBUTION_POINTS,
    known::EXTENDED_KEY_USAGE,
    known::INHIBIT_ANY_POLICY,
    known::KEY_USAGE,
    known::NAME_CONSTRAINTS,
    known::POLICY_CONSTRAINTS,
    known::POLICY_MAPPINGS,
    known::SUBJECT_ALT_NAME,
    known::SUBJECT_KEY_ID,
];

/// A parsed certificate; cheap to clone.
///
/// That it could be parsed says nothing about trust. Version 1 and odd serial numbers are parsed,
/// because old anchors have them; [`crate::validate()`] refuses them where they matter.
#[derive(Clone)]
pub struct Certificate(Arc<Inner>);

struct Inner {
    der: Vec<u8>,
    sha256: [u8; 32],
    version: u8,
    serial: Range<usize>,
    issuer: Name,
    subject: Name,
    not_before: i64,
    not_after: i64,
    spki: Range<usize>,
    key: KeyKind,
    tbs: Range<usize>,
    algorithm: Range<usize>,
    signature: Range<usize>,
    extensions: Extensions,
}

impl Certificate {
    /// Reads one certificate of at most 64 KiB with nothing behind it.
    pub fn from_der(input: &[u8]) -> Result<Self, ParseError> {
        if input.len() > DER_MAX {
            return Err(ParseError::new("a certificate above 64 KiB"));
        }
        let at = |part: &[u8]| position(input, part);
        let mut outer = Reader::new(der::single(input, der::SEQUENCE)?.content);
        let tbs = outer.expect(der::SEQUENCE)?;
        let algorithm = outer.expect(der::SEQUENCE)?;
        let signature = der::bit_string_octets(outer.expect(der::BIT_STRING)?.content)?;
        outer.finish()?;

        let mut reader = Reader::new(tbs.content);
        let version = version(&mut reader)?;
        let serial = der::integer(reader.expect(der::INTEGER)?.content)?;
        // RFC 5280 section 4.1.1.2: the signed copy of the algorithm must be the same.
        if reader.expect(der::SEQUENCE)?.whole != algorithm.whole {
            return Err(ParseError::new("two different signature algorithms"));
        }
        let issuer = Name::from_der(reader.expect(der::SEQUENCE)?.whole)?;
        let mut validity = reader.enter(der::SEQUENCE)?;
        let not_before = der::time(&validity.element()?)?;
        let not_after = der::time(&validity.element()?)?;
        validity.finish()?;
        let subject = Name::from_der(reader.expect(der::SEQUENCE)?.whole)?;
        let spki = reader.expect(der::SEQUENCE)?;
        let key = KeyKind::from_content(spki.content)?;
        let extensions = tail(&mut reader, version)?;
        reader.finish()?;

        let mut sha256 = [0; 32];
        sha256.copy_from_slice(digest::digest(&digest::SHA256, input).as_ref());
        Ok(Self(Arc::new(Inner {
            sha256,
            version,
            serial: at(serial),
            issuer,
            subject,
            not_before,
            not_after,
            spki: at(spki.whole),
            key,
            tbs: at(tbs.whole),
            algorithm: at(algorithm.whole),
            signature: at(signature),
            extensions,
            der: input.to_vec(),
        })))
    }

    fn slice(&self, range: &Range<usize>) -> &[u8] {
        self.0.der.get(range.clone()).unwrap_or_default()
    }

    /// The exact encoding.
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// SHA-256 of the encoding.
    pub fn sha256(&self) -> [u8; 32] {
        self.0.sha256
    }

    /// 1, 2 or 3.
    pub fn version(&self) -> u8 {
        self.0.version
    }

    /// Whose certificate it is.
    pub fn subject(&self) -> &Name {
        &self.0.subject
    }

    /// Who signed it.
    pub fn issuer(&self) -> &Name {
        &self.0.issuer
    }

    /// Content octets of the serial number's INTEGER.
    pub fn serial(&self) -> &[u8] {
        self.slice(&self.0.serial)
    }

    /// The serial number as lower-case hexadecimal digits.
    pub fn serial_hex(&self) -> String {
        self.serial().iter().map(|octet| format!("{octet:02x}")).collect()
    }

    /// First second of validity, since 1970.
    pub fn not_before(&self) -> i64 {
        self.0.not_before
    }

    /// Last second of validity, since 1970.
    pub fn not_after(&self) -> i64 {
        self.0.not_after
    }

    /// DER of the SubjectPublicKeyInfo.
    pub fn spki(&self) -> &[u8] {
        self.slice(&self.0.spki)
    }

    /// The type and size of the key, for people: `RSA 2048`, `P-256`.
    pub fn key_text(&self) -> String {
        self.0.key.describe()
    }

    pub(crate) fn key(&self) -> KeyKind {
        self.0.key
    }

    /// Whether basicConstraints says that this is a certification authority.
    pub fn is_ca(&self) -> bool {
        self.0.extensions.basic_constraints.is_some_and(|constraints| constraints.ca)
    }

    /// Whether subject and issuer are one name (RFC 5280 section 6.1).
    pub fn is_self_issued(&self) -> bool {
        self.0.subject.matches(&self.0.issuer)
    }

    /// The certificatePolicies.
    pub fn policies(&self) -> Vec<Oid> {
        self.0.extensions.policies.clone()
    }

    /// The extKeyUsage purposes, `None` if the extension is absent.
    pub fn extended_key_usages(&self) -> Option<Vec<Oid>> {
        self.0.extensions.extended_key_usages.clone()
    }

    /// The keyUsage bits, `None` if the extension is absent.
    pub fn key_usage(&self) -> Option<KeyUsage> {
        self.0.extensions.key_usage
    }

    /// subjectKeyIdentifier.
    pub fn subject_key_id(&self) -> Option<&[u8]> {
        self.0.extensions.subject_key_id.as_deref()
    }

    /// The key identifier of authorityKeyIdentifier.
    pub fn authority_key_id(&self) -> Option<&[u8]> {
        self.0.extensions.authority_key_id.as_deref()
    }

    /// subjectAltName.
    pub fn alternative_names(&self) -> &[AlternativeName] {
        &self.0.extensions.alternative_names
    }

    /// cRLDistributionPoints.
    pub fn crl_distribution_points(&self) -> &[DistributionPoint] {
        &self.0.extensions.distribution_points
    }

    /// freshestCRL: where delta CRLs are.
    pub fn freshest_crl(&self) -> &[DistributionPoint] {
        &self.0.extensions.freshest_crl
    }

    /// OCSP responders of authorityInfoAccess.
    pub fn ocsp_urls(&self) -> Vec<String> {
        self.0.extensions.ocsp_urls.clone()
    }

    /// URIs of the CRL distribution points.
    pub fn crl_urls(&self) -> Vec<String> {
        self.0.extensions.crl_urls()
    }

    /// The DER inside an extension, if it is there.
    pub fn extension(&self, kind: &Oid) -> Option<&[u8]> {
        self.0.extensions.find(kind).map(|extension| extension.value.as_slice())
    }

    pub(crate) fn extensions(&self) -> &[Extension] {
        &self.0.extensions.all
    }

    pub(crate) fn basic_constraints(&self) -> Option<BasicConstraints> {
        self.0.extensions.basic_constraints
    }

    /// DER of the AlgorithmIdentifier of the signature.
    pub(crate) fn signature_algorithm(&self) -> &[u8] {
        self.slice(&self.0.algorithm)
    }

    /// Whether a signature by this certificate's key holds. SHA-1 and weaker never do.
    pub fn verifies(&self, signed: &[u8], algorithm_der: &[u8], signature: &[u8]) -> bool {
        signature::verifies(self.spki(), algorithm_der, signed, signature)
    }

    /// Whether the issuer's key signed this certificate; names are not compared.
    pub(crate) fn is_signed_by(&self, issuer: &Self) -> bool {
        issuer.verifies(
            self.slice(&self.0.tbs),
            self.signature_algorithm(),
            self.slice(&self.0.signature),
        )
    }

    /// Whether an extension is critical that path validation does not process.
    pub(crate) fn has_unknown_critical_extension(&self) -> bool {
        self.extensions()
            .iter()
            .any(|extension| extension.critical && !PROCESSED.contains(&extension.kind))
    }

    /// Whether this certificate of an OCSP responder is good by itself (RFC 6960 section
    /// 4.2.2.2.1).
    pub(crate) fn has_ocsp_nocheck(&self) -> bool {
        self.extension(&known::OCSP_NOCHECK).is_some()
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.0.sha256 == other.0.sha256
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Certificate({}, serial {})", self.subject(), self.serial_hex())
    }
}

/// Where a part read from the input lies in it.
fn position(input: &[u8], part: &[u8]) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(input.as_ptr() as usize);
    start..start + part.len()
}

fn version(reader: &mut Reader<'_>) -> Result<u8, ParseError> {
    let Some(element) = reader.optional(der::context(0))? else {
        return Ok(1);
    };
    match der::small(der::single(element.content, der::INTEGER)?.content)? {
        // DER does not write the default, version 1.
        1 => Ok(2),
        2 => Ok(3),
        _ => Err(ParseError::new("an unknown version of certificate")),
    }
}

/// What may follow the key: unique identifiers from version 2, extensions in version 3.
fn tail(reader: &mut Reader<'_>, version: u8) -> Result<Extensions, ParseError> {
    for number in [1, 2] {
        let identifier = reader.optional(der::context_primitive(number))?;
        if identifier.is_some() && version < 2 {
            return Err(ParseError::new("a unique identifier in a version 1 certificate"));
        }
    }
    match reader.optional(der::context(3))? {
        None => Ok(Extensions::default()),
        Some(_) if version != 3 => {
            Err(ParseError::new("extensions in a certificate that is not version 3"))
        }
        Some(element) => {
            let list = der::single(element.content, der::SEQUENCE)?;
            Extensions::from_content(list.content)
        }
    }
}
