//! GeneralName (RFC 5280 section 4.2.1.6) and the distribution points that are made of them.

use crate::der::{self, Element, Reader};
use crate::error::ParseError;
use crate::name::Name;
use crate::oid::Oid;

/// One name of a subjectAltName, or of a distribution point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlternativeName {
    /// A name of a kind that its object identifier tells, with the DER of its value.
    OtherName {
        /// What kind of name it is.
        kind: Oid,
        /// The value with its own header.
        value: Vec<u8>,
    },
    /// rfc822Name: a mailbox.
    Email(String),
    /// dNSName.
    Dns(String),
    /// directoryName.
    Directory(Name),
    /// uniformResourceIdentifier.
    Uri(String),
    /// iPAddress: 4 or 16 octets.
    Ip(Vec<u8>),
    /// x400Address, ediPartyName or registeredID: the tag and the content.
    Other(u8, Vec<u8>),
}

impl AlternativeName {
    /// Reads one GeneralName.
    pub(crate) fn from_element(element: &Element<'_>) -> Result<Self, ParseError> {
        let content = element.content;
        Ok(match element.tag {
            0xa0 => {
                let mut reader = Reader::new(content);
                let kind = Oid::from_der_content(reader.expect(der::OID)?.content)?;
                let value = reader.expect(der::context(0))?.content;
                reader.finish()?;
                let mut inner = Reader::new(value);
                inner.element()?;
                inner.finish()?;
                Self::OtherName { kind, value: value.to_vec() }
            }
            0x81 => Self::Email(ascii(content)?),
            0x82 => Self::Dns(ascii(content)?),
            0x86 => Self::Uri(ascii(content)?),
            0x87 if matches!(content.len(), 4 | 16) => Self::Ip(content.to_vec()),
            0xa4 => Self::Directory(Name::from_der(content)?),
            0xa3 | 0xa5 | 0x88 => Self::Other(element.tag, content.to_vec()),
            _ => return Err(ParseError::new("a general name of an unknown form")),
        })
    }
}

/// Reads GeneralNames from the content of their SEQUENCE.
pub(crate) fn general_names(content: &[u8]) -> Result<Vec<AlternativeName>, ParseError> {
    let mut reader = Reader::new(content);
    let mut names = Vec::new();
    while !reader.is_empty() {
        names.push(AlternativeName::from_element(&reader.element()?)?);
    }
    if names.is_empty() {
        return Err(ParseError::new("a list of general names without names"));
    }
    Ok(names)
}

fn ascii(content: &[u8]) -> Result<String, ParseError> {
    if content.is_ascii() {
        Ok(content.iter().copied().map(char::from).collect())
    } else {
        Err(ParseError::new("an IA5String that is not ASCII"))
    }
}

/// Where a CRL is found, by a name of its own or relative to its issuer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PointName {
    /// fullName.
    Full(Vec<AlternativeName>),
    /// nameRelativeToCRLIssuer: the content of the RelativeDistinguishedName's SET.
    Relative(Vec<u8>),
}

impl PointName {
    /// Reads a DistributionPointName from the content around the choice.
    pub(crate) fn from_content(content: &[u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(content);
        let choice = reader.element()?;
        reader.finish()?;
        match choice.tag {
            0xa0 => general_names(choice.content).map(Self::Full),
            0xa1 => Ok(Self::Relative(choice.content.to_vec())),
            _ => Err(ParseError::new("a distribution point name of an unknown form")),
        }
    }
}

/// One entry of cRLDistributionPoints or freshestCRL (RFC 5280 section 4.2.1.13).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistributionPoint {
    /// The name of the CRL.
    pub name: Option<PointName>,
    /// Bits of ReasonFlags, bit 0 first; `None` means every reason.
    pub reasons: Option<u16>,
    /// Who issues the CRL if it is not the issuer of the certificate; empty if it is.
    pub crl_issuer: Vec<AlternativeName>,
}

/// Reads CRLDistributionPoints.
pub(crate) fn distribution_points(value: &[u8]) -> Result<Vec<DistributionPoint>, ParseError> {
    let mut list = Reader::new(der::single(value, der::SEQUENCE)?.content);
    let mut points = Vec::new();
    while !list.is_empty() {
        let mut reader = list.enter(der::SEQUENCE)?;
        let name = match reader.optional(der::context(0))? {
            Some(element) => Some(PointName::from_content(element.content)?),
            None => None,
        };
        let reasons = match reader.optional(der::context_primitive(1))? {
            Some(element) => Some(der::named_bits(element.content)?),
            None => None,
        };
        let crl_issuer = match reader.optional(der::context(2))? {
            Some(element) => general_names(element.content)?,
            None => Vec::new(),
        };
        reader.finish()?;
        points.push(DistributionPoint { name, reasons, crl_issuer });
    }
    Ok(points)
}
