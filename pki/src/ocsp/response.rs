//! Reads an OCSPResponse (RFC 6960 section 4.2.1).

use aws_lc_rs::digest::{self, Algorithm};

use super::NONCE;
use crate::{
    certificate::Certificate,
    der::{self, DerError, Element, Reader},
    signature,
};

/// OID 1.3.6.1.5.5.7.48.1.1, id-pkix-ocsp-basic.
const BASIC: &[u8] = b"\x2b\x06\x01\x05\x05\x07\x30\x01\x01";

/// Longer responses are refused. They are a few kilobytes.
const RESPONSE_BYTES_MAX: usize = 256 * 1024;
const CERTIFICATES_MAX: usize = 8;
const SINGLES_MAX: usize = 64;

/// A successful response of the basic kind, not yet believed.
pub(super) struct Basic<'a> {
    signed: &'a [u8],
    algorithm: &'a [u8],
    signature: &'a [u8],
    pub(super) certificates: Vec<&'a [u8]>,
    pub(super) singles: Vec<Single<'a>>,
    pub(super) nonce: Option<&'a [u8]>,
}

pub(super) struct Single<'a> {
    pub(super) cert_id: CertId<'a>,
    pub(super) status: Status,
    pub(super) this_update: i64,
    pub(super) next_update: Option<i64>,
}

pub(super) struct CertId<'a> {
    pub(super) hash: &'static Algorithm,
    pub(super) name_hash: &'a [u8],
    pub(super) key_hash: &'a [u8],
    pub(super) serial: &'a [u8],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    Good,
    Revoked,
    Unknown,
}

impl<'a> Basic<'a> {
    pub(super) fn from_der(response: &'a [u8]) -> Result<Self, DerError> {
        if response.len() > RESPONSE_BYTES_MAX {
            return Err(DerError("the response is too large"));
        }
        let mut fields = Reader::new(der::single(response, der::SEQUENCE)?.content);
        if fields.expect(der::ENUMERATED)?.content != [0] {
            return Err(DerError("the responder answered with an error"));
        }
        let mut bytes = fields.enter(der::context(0))?.enter(der::SEQUENCE)?;
        fields.finish()?;
        if bytes.expect(der::OID)?.content != BASIC {
            return Err(DerError("a response of an unknown kind"));
        }
        let basic = bytes.expect(der::OCTET_STRING)?.content;
        bytes.finish()?;

        let mut fields = Reader::new(der::single(basic, der::SEQUENCE)?.content);
        let signed = fields.expect(der::SEQUENCE)?;
        let algorithm = fields.expect(der::SEQUENCE)?.whole;
        let signature = der::bit_string_octets(fields.expect(der::BIT_STRING)?.content)?;
        let mut certificates = Vec::new();
        if let Some(list) = fields.optional(der::context(0))? {
            let mut list = Reader::new(der::single(list.content, der::SEQUENCE)?.content);
            while !list.is_empty() {
                if certificates.len() >= CERTIFICATES_MAX {
                    return Err(DerError("a response with too many certificates"));
                }
                certificates.push(list.expect(der::SEQUENCE)?.whole);
            }
        }
        fields.finish()?;
        let (singles, nonce) = response_data(signed.content)?;
        Ok(Self { signed: signed.whole, algorithm, signature, certificates, singles, nonce })
    }

    pub(super) fn is_signed_by(&self, signer: &Certificate) -> bool {
        signature::verifies(signer.spki(), self.algorithm, self.signed, self.signature)
    }
}

type ResponseData<'a> = (Vec<Single<'a>>, Option<&'a [u8]>);

fn response_data(content: &[u8]) -> Result<ResponseData<'_>, DerError> {
    let mut fields = Reader::new(content);
    if let Some(version) = fields.optional(der::context(0))?
        && version.content != b"\x02\x01\x00"
    {
        return Err(DerError("a response of an unknown version"));
    }
    // Who the responder says it is. The signature says more.
    match fields.element()?.tag {
        0xa1 | 0xa2 => {}
        _ => return Err(DerError("a response without a responder")),
    }
    der::time(&fields.expect(der::GENERALIZED_TIME)?)?;
    let mut list = fields.enter(der::SEQUENCE)?;
    let mut singles = Vec::new();
    while !list.is_empty() {
        if singles.len() >= SINGLES_MAX {
            return Err(DerError("a response about too many certificates"));
        }
        singles.push(single(&mut list)?);
    }
    let nonce = match fields.optional(der::context(1))? {
        Some(wrapped) => extensions(wrapped.content)?,
        None => None,
    };
    fields.finish()?;
    Ok((singles, nonce))
}

fn single<'a>(list: &mut Reader<'a>) -> Result<Single<'a>, DerError> {
    let mut fields = list.enter(der::SEQUENCE)?;
    let mut id = fields.enter(der::SEQUENCE)?;
    let hash = hash(&id.expect(der::SEQUENCE)?)?;
    let cert_id = CertId {
        hash,
        name_hash: id.expect(der::OCTET_STRING)?.content,
        key_hash: id.expect(der::OCTET_STRING)?.content,
        serial: der::integer(id.expect(der::INTEGER)?.content)?,
    };
    id.finish()?;
    let status = match fields.element()?.tag {
        0x80 => Status::Good,
        0xa1 => Status::Revoked,
        0x82 => Status::Unknown,
        _ => return Err(DerError("a status of an unknown kind")),
    };
    let this_update = der::time(&fields.expect(der::GENERALIZED_TIME)?)?;
    let next_update = match fields.optional(der::context(0))? {
        Some(wrapped) => Some(der::time(&der::single(wrapped.content, der::GENERALIZED_TIME)?)?),
        None => None,
    };
    if let Some(wrapped) = fields.optional(der::context(1))? {
        extensions(wrapped.content)?;
    }
    fields.finish()?;
    Ok(Single { cert_id, status, this_update, next_update })
}

/// The nonce among extensions, none of which may be critical and unknown.
fn extensions(wrapped: &[u8]) -> Result<Option<&[u8]>, DerError> {
    let mut list = Reader::new(der::single(wrapped, der::SEQUENCE)?.content);
    let mut nonce = None;
    while !list.is_empty() {
        let mut fields = list.enter(der::SEQUENCE)?;
        let oid = fields.expect(der::OID)?.content;
        let critical = match fields.optional(der::BOOLEAN)? {
            Some(element) => der::boolean(element.content)?,
            None => false,
        };
        let value = fields.expect(der::OCTET_STRING)?.content;
        fields.finish()?;
        if oid == NONCE {
            // RFC 8954; older responders leave the inner OCTET STRING out.
            nonce =
                Some(der::single(value, der::OCTET_STRING).map_or(value, |inner| inner.content));
        } else if critical {
            return Err(DerError("a response with an unknown critical extension"));
        }
    }
    Ok(nonce)
}

fn hash(algorithm: &Element<'_>) -> Result<&'static Algorithm, DerError> {
    let mut fields = Reader::new(algorithm.content);
    match fields.expect(der::OID)?.content {
        b"\x2b\x0e\x03\x02\x1a" => Ok(&digest::SHA1_FOR_LEGACY_USE_ONLY),
        b"\x60\x86\x48\x01\x65\x03\x04\x02\x01" => Ok(&digest::SHA256),
        b"\x60\x86\x48\x01\x65\x03\x04\x02\x02" => Ok(&digest::SHA384),
        b"\x60\x86\x48\x01\x65\x03\x04\x02\x03" => Ok(&digest::SHA512),
        _ => Err(DerError("a CertID with an unknown digest")),
    }
}

/// The key inside a SubjectPublicKeyInfo: what the key hash of a CertID is over.
pub(super) fn key_octets(spki: &[u8]) -> Option<&[u8]> {
    let mut fields = Reader::new(der::single(spki, der::SEQUENCE).ok()?.content);
    fields.expect(der::SEQUENCE).ok()?;
    der::bit_string_octets(fields.expect(der::BIT_STRING).ok()?.content).ok()
}
