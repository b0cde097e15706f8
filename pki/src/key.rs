//! What kind of key a SubjectPublicKeyInfo holds, as far as the rules ask.

use crate::der::{self, Reader};
use crate::error::ParseError;

/// The type and size of a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyKind {
    /// RSA with a modulus of so many bits; the exponent is `None` above 64 bits.
    Rsa { bits: u32, exponent: Option<u64> },
    /// One of the three NIST curves, by name.
    Ec { bits: u32 },
    /// Ed25519.
    Ed25519,
    /// A key that nothing here uses, with the reason.
    Unusable(&'static str),
}

const RSA: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
const RSA_PSS: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a";
const EC: &[u8] = b"\x2a\x86\x48\xce\x3d\x02\x01";
const ED25519: &[u8] = b"\x2b\x65\x70";
const P256: &[u8] = b"\x2a\x86\x48\xce\x3d\x03\x01\x07";
const P384: &[u8] = b"\x2b\x81\x04\x00\x22";
const P521: &[u8] = b"\x2b\x81\x04\x00\x23";

impl KeyKind {
    /// Reads the content of a SubjectPublicKeyInfo.
    pub(crate) fn from_content(content: &[u8]) -> Result<Self, ParseError> {
        let mut reader = Reader::new(content);
        let mut algorithm = reader.enter(der::SEQUENCE)?;
        let key = reader.expect(der::BIT_STRING)?.content;
        reader.finish()?;
        let oid = algorithm.expect(der::OID)?.content;
        Ok(match oid {
            // RFC 4055 section 1.2: NULL parameters; absent ones are seen.
            RSA if algorithm.is_empty() || is_null(algorithm) => rsa(key),
            RSA => Self::Unusable("an RSA key with parameters"),
            RSA_PSS => rsa(key),
            EC => ec(algorithm, key),
            ED25519 if algorithm.is_empty() && key.len() == 33 => Self::Ed25519,
            _ => Self::Unusable("a key type that is not RSA or a NIST curve"),
        })
    }

    /// One word and a number for people.
    pub(crate) fn describe(self) -> String {
        match self {
            Self::Rsa { bits, .. } => format!("RSA {bits}"),
            Self::Ec { bits } => format!("P-{bits}"),
            Self::Ed25519 => "Ed25519".to_owned(),
            Self::Unusable(what) => what.to_owned(),
        }
    }
}

fn is_null(mut parameters: Reader<'_>) -> bool {
    parameters.element().is_ok_and(|element| element.whole == b"\x05\x00") && parameters.is_empty()
}

fn rsa(key: &[u8]) -> KeyKind {
    rsa_numbers(key).unwrap_or(KeyKind::Unusable("an RSA key that cannot be read"))
}

fn rsa_numbers(key: &[u8]) -> Option<KeyKind> {
    let octets = der::bit_string_octets(key).ok()?;
    let mut numbers = Reader::new(der::single(octets, der::SEQUENCE).ok()?.content);
    let modulus = positive(numbers.expect(der::INTEGER).ok()?.content)?;
    let exponent = positive(numbers.expect(der::INTEGER).ok()?.content)?;
    numbers.finish().ok()?;
    let first = modulus.first()?;
    let octets = u32::try_from(modulus.len()).ok()?;
    let bits = octets.checked_mul(8)? - first.leading_zeros();
    let exponent = (exponent.len() <= 8)
        .then(|| exponent.iter().fold(0, |value, octet| (value << 8) | u64::from(*octet)));
    Some(KeyKind::Rsa { bits, exponent })
}

/// The octets of an INTEGER above zero, without the sign octet.
fn positive(content: &[u8]) -> Option<&[u8]> {
    let content = der::integer(content).ok()?;
    match content {
        [0x00] => None,
        [0x00, rest @ ..] => Some(rest),
        [first, ..] if first & 0x80 != 0 => None,
        _ => Some(content),
    }
}

/// RFC 5480 section 2.1.1: the curve must be named; explicit parameters could name another one.
fn ec(mut parameters: Reader<'_>, key: &[u8]) -> KeyKind {
    let Ok(Some(curve)) = parameters.optional(der::OID) else {
        return KeyKind::Unusable("an EC key whose curve is not named");
    };
    let (bits, octets) = match curve.content {
        P256 => (256, 32),
        P384 => (384, 48),
        P521 => (521, 66),
        _ => return KeyKind::Unusable("an EC key on another curve than P-256, P-384 and P-521"),
    };
    let point = der::bit_string_octets(key).unwrap_or_default();
    if !parameters.is_empty() || point.len() != 2 * octets + 1 || point.first() != Some(&4) {
        return KeyKind::Unusable("an EC key that is not an uncompressed point");
    }
    KeyKind::Ec { bits }
}
