//! The extensions of a certificate (RFC 5280 section 4.2), read once and strictly.

use crate::der::{self, Reader};
use crate::error::ParseError;
use crate::general_name::{
    AlternativeName, DistributionPoint, PointName, distribution_points, general_names,
};
use crate::oid::{Oid, known};

/// More than any real certificate has; a bound for the search for duplicates.
const EXTENSIONS_MAX: usize = 64;

/// One extension: its kind, whether it is critical, and the DER inside its OCTET STRING.
#[derive(Debug, Clone)]
pub(crate) struct Extension {
    pub(crate) kind: Oid,
    pub(crate) critical: bool,
    pub(crate) value: Vec<u8>,
}

/// keyUsage (RFC 5280 section 4.2.1.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeyUsage(u16);

impl KeyUsage {
    /// May sign for authentication.
    pub fn digital_signature(self) -> bool {
        self.0 & 1 != 0
    }

    /// May sign certificates.
    pub fn key_cert_sign(self) -> bool {
        self.0 & (1 << 5) != 0
    }

    /// May sign CRLs.
    pub fn crl_sign(self) -> bool {
        self.0 & (1 << 6) != 0
    }

    /// The named bits, bit 0 of the ASN.1 type lowest.
    pub fn bits(self) -> u16 {
        self.0
    }
}

/// basicConstraints (RFC 5280 section 4.2.1.9).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct BasicConstraints {
    pub(crate) ca: bool,
    pub(crate) path_length: Option<u32>,
}

/// What this crate reads of the extensions.
#[derive(Debug, Default)]
pub(crate) struct Extensions {
    pub(crate) all: Vec<Extension>,
    pub(crate) basic_constraints: Option<BasicConstraints>,
    pub(crate) key_usage: Option<KeyUsage>,
    pub(crate) extended_key_usages: Option<Vec<Oid>>,
    pub(crate) policies: Vec<Oid>,
    pub(crate) subject_key_id: Option<Vec<u8>>,
    pub(crate) authority_key_id: Option<Vec<u8>>,
    pub(crate) alternative_names: Vec<AlternativeName>,
    pub(crate) distribution_points: Vec<DistributionPoint>,
    pub(crate) freshest_crl: Vec<DistributionPoint>,
    pub(crate) ocsp_urls: Vec<String>,
}

impl Extensions {
    /// Reads the content of the `Extensions` SEQUENCE.
    pub(crate) fn from_content(content: &[u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(content);
        let mut extensions = Self::default();
        while !reader.is_empty() {
            let extension = extension(reader.enter(der::SEQUENCE)?)?;
            // RFC 5280 section 4.2: one of each. Two would let two readers see two certificates.
            if extensions.find(&extension.kind).is_some() {
                return Err(ParseError::new("an extension that is there twice"));
            }
            extensions.take(&extension)?;
            extensions.all.push(extension);
            if extensions.all.len() > EXTENSIONS_MAX {
                return Err(ParseError::new("more than 64 extensions"));
            }
        }
        if extensions.all.is_empty() {
            return Err(ParseError::new("a list of extensions without extensions"));
        }
        Ok(extensions)
    }

    pub(crate) fn find(&self, kind: &Oid) -> Option<&Extension> {
        self.all.iter().find(|extension| extension.kind == *kind)
    }

    fn take(&mut self, extension: &Extension) -> Result<(), ParseError> {
        let value = extension.value.as_slice();
        let kind = &extension.kind;
        if *kind == known::BASIC_CONSTRAINTS {
            self.basic_constraints = Some(basic_constraints(value)?);
        } else if *kind == known::KEY_USAGE {
            let bits = der::named_bits(der::single(value, der::BIT_STRING)?.content)?;
            self.key_usage = Some(KeyUsage(bits));
        } else if *kind == known::EXTENDED_KEY_USAGE {
            self.extended_key_usages = Some(oids(value)?);
        } else if *kind == known::CERTIFICATE_POLICIES {
            self.policies = policies(value)?;
        } else if *kind == known::SUBJECT_KEY_ID {
            let id = der::single(value, der::OCTET_STRING)?.content;
            self.subject_key_id = Some(id.to_vec());
        } else if *kind == known::AUTHORITY_KEY_ID {
            self.authority_key_id = authority_key_id(value)?;
        } else if *kind == known::SUBJECT_ALT_NAME {
            let names = der::single(value, der::SEQUENCE)?.content;
            self.alternative_names = general_names(names)?;
        } else if *kind == known::CRL_DISTRIBUTION_POINTS {
            self.distribution_points = distribution_points(value)?;
        } else if *kind == known::FRESHEST_CRL {
            self.freshest_crl = distribution_points(value)?;
        } else if *kind == known::AUTHORITY_INFO_ACCESS {
            self.ocsp_urls = ocsp_urls(value)?;
        }
        Ok(())
    }

    /// The URIs at which the distribution points say CRLs are.
    pub(crate) fn crl_urls(&self) -> Vec<String> {
        let mut urls = Vec::new();
        for point in &self.distribution_points {
            if let Some(PointName::Full(names)) = &point.name {
                urls.extend(names.iter().filter_map(|name| match name {
                    AlternativeName::Uri(uri) => Some(uri.clone()),
                    _ => None,
                }));
            }
        }
        urls
    }
}

fn extension(mut reader: Reader<'_>) -> Result<Extension, ParseError> {
    let kind = Oid::from_der_content(reader.expect(der::OID)?.content)?;
    // DER forbids writing the default FALSE, but issuers do; it cannot mean anything else.
    let critical = match reader.optional(der::BOOLEAN)? {
        Some(element) => der::boolean(element.content)?,
        None => false,
    };
    let value = reader.expect(der::OCTET_STRING)?.content.to_vec();
    reader.finish()?;
    Ok(Extension { kind, critical, value })
}

fn basic_constraints(value: &[u8]) -> Result<BasicConstraints, ParseError> {
    let mut reader = Reader::new(der::single(value, der::SEQUENCE)?.content);
    let ca = match reader.optional(der::BOOLEAN)? {
        Some(element) => der::boolean(element.content)?,
        None => false,
    };
    let path_length = match reader.optional(der::INTEGER)? {
        Some(element) => Some(length(der::integer(element.content)?)?),
        None => None,
    };
    reader.finish()?;
    Ok(BasicConstraints { ca, path_length })
}

/// A count of certificates; anything above 32 bits means "no bound" and is kept as the largest.
fn length(content: &[u8]) -> Result<u32, ParseError> {
    match content {
        [first, ..] if first & 0x80 != 0 => Err(ParseError::new("a negative path length")),
        octets if octets.len() > 4 => Ok(u32::MAX),
        octets => Ok(octets.iter().fold(0, |value, octet| (value << 8) | u32::from(*octet))),
    }
}

fn oids(value: &[u8]) -> Result<Vec<Oid>, ParseError> {
    let mut reader = Reader::new(der::single(value, der::SEQUENCE)?.content);
    let mut oids = Vec::new();
    while !reader.is_empty() {
        oids.push(Oid::from_der_content(reader.expect(der::OID)?.content)?);
    }
    if oids.is_empty() {
        return Err(ParseError::new("an extended key usage without purposes"));
    }
    Ok(oids)
}

fn policies(value: &[u8]) -> Result<Vec<Oid>, ParseError> {
    let mut reader = Reader::new(der::single(value, der::SEQUENCE)?.content);
    let mut policies = Vec::new();
    while !reader.is_empty() {
        let mut information = reader.enter(der::SEQUENCE)?;
        let policy = Oid::from_der_content(information.expect(der::OID)?.content)?;
        information.optional(der::SEQUENCE)?;
        information.finish()?;
        // RFC 5280 section 4.2.1.4: a policy must not be there more than once.
        if policies.contains(&policy) {
            return Err(ParseError::new("a certificate policy that is there twice"));
        }
        policies.push(policy);
    }
    Ok(policies)
}

fn authority_key_id(value: &[u8]) -> Result<Option<Vec<u8>>, ParseError> {
    let mut reader = Reader::new(der::single(value, der::SEQUENCE)?.content);
    let id = reader.optional(der::context_primitive(0))?.map(|element| element.content.to_vec());
    if let Some(names) = reader.optional(der::context(1))? {
        general_names(names.content)?;
    }
    reader.optional(der::context_primitive(2))?;
    reader.finish()?;
    Ok(id)
}

fn ocsp_urls(value: &[u8]) -> Result<Vec<String>, ParseError> {
    let mut reader = Reader::new(der::single(value, der::SEQUENCE)?.content);
    let mut urls = Vec::new();
    while !reader.is_empty() {
        let mut description = reader.enter(der::SEQUENCE)?;
        let method = Oid::from_der_content(description.expect(der::OID)?.content)?;
        let location = description.element()?;
        description.finish()?;
        if method == known::ACCESS_OCSP
            && let Ok(AlternativeName::Uri(uri)) = AlternativeName::from_element(&location)
        {
            urls.push(uri);
        }
    }
    Ok(urls)
}
