//! Reads a CertificateList front to back (RFC 5280 section 5.1).

use aws_lc_rs::digest;

use super::{CRL_BYTES_MAX, Crl, Entry, Scope, entries::EntriesBuilder, sha256};
use crate::{
    der::{self, DerError, Reader},
    error::ParseError,
    name::Name,
    signature::Scheme,
};

/// Serials are at most 20 octets (RFC 5280 section 5.1.2.6); longer ones exist.
const SERIAL_OCTETS_MAX: usize = 64;

const EXTENSIONS_MAX: usize = 64;

const CRL_NUMBER: &[u8] = b"\x55\x1d\x14";
const REASON_CODE: &[u8] = b"\x55\x1d\x15";
const DELTA_INDICATOR: &[u8] = b"\x55\x1d\x1b";
const ISSUING_DISTRIBUTION_POINT: &[u8] = b"\x55\x1d\x1c";
const CERTIFICATE_ISSUER: &[u8] = b"\x55\x1d\x1d";
const AUTHORITY_KEY_ID: &[u8] = b"\x55\x1d\x23";

/// What the extensions of the list say.
#[derive(Default)]
struct Extensions {
    number: Option<Box<[u8]>>,
    base_number: Option<Box<[u8]>>,
    authority_key_id: Option<Box<[u8]>>,
    scope: Scope,
    /// DER of the issuing distribution point, for the key of the scope.
    scope_der: Box<[u8]>,
    unusable: Option<&'static str>,
}

pub(super) fn parse(der: &[u8]) -> Result<Crl, ParseError> {
    if der.len() > CRL_BYTES_MAX {
        return Err(DerError("a CRL above 100 MiB").into());
    }
    let mut list = Reader::new(der::single(der, der::SEQUENCE)?.content);
    let signed = list.expect(der::SEQUENCE)?;
    let algorithm = list.expect(der::SEQUENCE)?.whole;
    let signature = der::bit_string_octets(list.expect(der::BIT_STRING)?.content)?;
    list.finish()?;

    let mut fields = Reader::new(signed.content);
    let is_v2 = match fields.optional(der::INTEGER)? {
        None => false,
        Some(version) if version.content == [1] => true,
        Some(_) => return Err(DerError("a CRL of an unknown version").into()),
    };
    if fields.expect(der::SEQUENCE)?.whole != algorithm {
        return Err(DerError("a CRL that names two signature algorithms").into());
    }
    let issuer = Name::from_der(fields.expect(der::SEQUENCE)?.whole)?;
    let this_update = der::time(&fields.element()?)?;
    let next_update = match fields.peek() {
        Some(der::UTC_TIME | der::GENERALIZED_TIME) => Some(der::time(&fields.element()?)?),
        _ => None,
    };
    let entries = fields.optional(der::SEQUENCE)?;
    let extensions = match fields.optional(der::context(0))? {
        Some(wrapped) if is_v2 => extensions(wrapped.content)?,
        Some(_) => return Err(DerError("a CRL of version 1 with extensions").into()),
        None => Extensions::default(),
    };
    fields.finish()?;

    let mut builder = EntriesBuilder::default();
    let mut unusable = extensions.unusable;
    if next_update.is_none() {
        unusable = Some("it does not say when the next one is due");
    }
    if let Some(entries) = entries {
        let mut reader = Reader::new(entries.content);
        while !reader.is_empty() {
            let why = entry(&mut reader, &extensions, &mut builder)?;
            unusable = unusable.or(why);
        }
    }
    let scheme = Scheme::from_der(algorithm)
        .map(|scheme| (scheme, digest::digest(scheme.digest(), signed.whole)));
    if scheme.is_none() {
        unusable = Some("its signature algorithm is not trusted");
    }
    Ok(Crl {
        scope_key: scope_key(&issuer, &extensions),
        issuer,
        this_update,
        next_update,
        number: extensions.number,
        base_number: extensions.base_number,
        authority_key_id: extensions.authority_key_id,
        scope: extensions.scope,
        unusable,
        entries: builder.finish(),
        sha256: sha256(der),
        scheme,
        signature: signature.into(),
        signers: std::sync::RwLock::default(),
    })
}

/// Reads one entry; the answer is why the list is unusable because of it.
fn entry(
    reader: &mut Reader<'_>,
    list: &Extensions,
    builder: &mut EntriesBuilder,
) -> Result<Option<&'static str>, ParseError> {
    let mut fields = reader.enter(der::SEQUENCE)?;
    let serial = der::integer(fields.expect(der::INTEGER)?.content)?;
    if serial.len() > SERIAL_OCTETS_MAX {
        return Err(DerError("a serial number above 64 octets").into());
    }
    // The date changes nothing about the revocation, so an odd one spoils nothing.
    if !matches!(fields.element()?.tag, der::UTC_TIME | der::GENERALIZED_TIME) {
        return Err(DerError("a CRL entry without a date").into());
    }
    let mut kind = Entry::Revoked;
    let mut unusable = None;
    if let Some(extensions) = fields.optional(der::SEQUENCE)? {
        let mut reader = Reader::new(extensions.content);
        while !reader.is_empty() {
            let extension = Extension::read(&mut reader)?;
            match extension.oid {
                REASON_CODE => kind = reason(extension.value, list)?,
                CERTIFICATE_ISSUER if list.scope.indirect => {
                    builder.set_issuer(certificate_issuer(extension.value)?)?;
                }
                CERTIFICATE_ISSUER => {
                    unusable = Some("an entry names an issuer, but the CRL is not an indirect one");
                }
                _ if extension.critical => {
                    unusable = Some("an entry has an unknown critical extension");
                }
                _ => {}
            }
        }
    }
    fields.finish()?;
    builder.push(kind, serial);
    Ok(unusable)
}

/// CRLReason (RFC 5280 section 5.3.1): only a hold and its removal are told apart.
fn reason(value: &[u8], list: &Extensions) -> Result<Entry, DerError> {
    let code = der::small(der::single(value, der::ENUMERATED)?.content)?;
    Ok(match code {
        6 => Entry::OnHold,
        // Elsewhere than in a delta it has no meaning, so that the entry counts.
        8 if list.base_number.is_some() => Entry::Removed,
        _ => Entry::Revoked,
    })
}

/// The directory name among the GeneralNames of a certificateIssuer (RFC 5280 section 5.3.3).
fn certificate_issuer(value: &[u8]) -> Result<Name, ParseError> {
    let mut names = Reader::new(der::single(value, der::SEQUENCE)?.content);
    while !names.is_empty() {
        let name = names.element()?;
        if name.tag == der::context(4) {
            return Name::from_der(name.content);
        }
    }
    Err(DerError("a certificate issuer that is not a directory name").into())
}

struct Extension<'a> {
    oid: &'a [u8],
    critical: bool,
    value: &'a [u8],
}

impl<'a> Extension<'a> {
    fn read(reader: &mut Reader<'a>) -> Result<Self, DerError> {
        let mut fields = reader.enter(der::SEQUENCE)?;
        let oid = fields.expect(der::OID)?.content;
        let critical = match fields.optional(der::BOOLEAN)? {
            Some(element) => der::boolean(element.content)?,
            None => false,
        };
        let value = fields.expect(der::OCTET_STRING)?.content;
        fields.finish()?;
        Ok(Self { oid, critical, value })
    }
}

fn extensions(wrapped: &[u8]) -> Result<Extensions, ParseError> {
    let mut reader = Reader::new(der::single(wrapped, der::SEQUENCE)?.content);
    let mut found = Extensions::default();
    let mut seen: Vec<&[u8]> = Vec::new();
    while !reader.is_empty() {
        let extension = Extension::read(&mut reader)?;
        if seen.len() >= EXTENSIONS_MAX || seen.contains(&extension.oid) {
            return Err(DerError("a CRL with an extension twice, or too many of them").into());
        }
        seen.push(extension.oid);
        match extension.oid {
            CRL_NUMBER => {
                found.number = Some(number(extension.value)?);
                // RFC 5280 section 5.2.3 forbids it.
                if extension.critical {
                    found.unusable = Some("its number is marked critical");
                }
            }
            DELTA_INDICATOR => found.base_number = Some(number(extension.value)?),
            ISSUING_DISTRIBUTION_POINT => {
                found.scope = Scope::from_der(extension.value)?;
                found.scope_der = extension.value.into();
            }
            AUTHORITY_KEY_ID => {
                let mut fields = Reader::new(der::single(extension.value, der::SEQUENCE)?.content);
                found.authority_key_id =
                    fields.optional(der::context_primitive(0))?.map(|id| id.content.into());
            }
            _ if extension.critical => {
                found.unusable = Some("it has an unknown critical extension");
            }
            _ => {}
        }
    }
    Ok(found)
}

/// A CRLNumber without the sign octet. Negative ones do not exist (RFC 5280 section 5.2.3).
fn number(value: &[u8]) -> Result<Box<[u8]>, DerError> {
    match der::integer(der::single(value, der::INTEGER)?.content)? {
        [first, ..] if first & 0x80 != 0 => Err(DerError("a negative CRL number")),
        [0, rest @ ..] if !rest.is_empty() => Ok(rest.into()),
        content => Ok(content.into()),
    }
}

fn scope_key(issuer: &Name, extensions: &Extensions) -> [u8; 32] {
    let parts = [
        issuer.der(),
        extensions.authority_key_id.as_deref().unwrap_or_default(),
        &extensions.scope_der,
        &[u8::from(extensions.base_number.is_some())],
    ];
    let mut input = Vec::new();
    for part in parts {
        // Each part in its own element, so that no two lists of parts look the same.
        input.extend(der::write(der::OCTET_STRING, &[part]));
    }
    sha256(&input)
}
