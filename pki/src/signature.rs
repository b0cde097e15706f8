//! Checks signatures of certificates, CRLs and OCSP responses with aws-lc-rs.
//!
//! SHA-256 and longer with RSA (PKCS #1 v1.5 and PSS) of 2048 to 8192 bits, and ECDSA on P-256,
//! P-384 and P-521. Everything else, SHA-1 first of all, never holds (SP 800-78-5).

use aws_lc_rs::{digest, signature};

use crate::der::{self, Reader};

/// An algorithm that this crate verifies, read from an AlgorithmIdentifier.
#[derive(Clone, Copy)]
pub(crate) struct Scheme {
    family: Family,
    digest: &'static digest::Algorithm,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Pkcs1,
    Pss,
    Ecdsa,
}

const RSA_ENCRYPTION: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01";
const MGF1: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08";
const RSASSA_PSS: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a";
const RSA_SHA256: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b";
const RSA_SHA384: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c";
const RSA_SHA512: &[u8] = b"\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d";
const EC_PUBLIC_KEY: &[u8] = b"\x2a\x86\x48\xce\x3d\x02\x01";
const ECDSA_SHA256: &[u8] = b"\x2a\x86\x48\xce\x3d\x04\x03\x02";
const ECDSA_SHA384: &[u8] = b"\x2a\x86\x48\xce\x3d\x04\x03\x03";
const ECDSA_SHA512: &[u8] = b"\x2a\x86\x48\xce\x3d\x04\x03\x04";
const P256: &[u8] = b"\x2a\x86\x48\xce\x3d\x03\x01\x07";
const P384: &[u8] = b"\x2b\x81\x04\x00\x22";
const P521: &[u8] = b"\x2b\x81\x04\x00\x23";
const SHA256: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x01";
const SHA384: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x02";
const SHA512: &[u8] = b"\x60\x86\x48\x01\x65\x03\x04\x02\x03";

impl Scheme {
    /// Reads an AlgorithmIdentifier; `None` if it is not one of ours.
    pub(crate) fn from_der(algorithm: &[u8]) -> Option<Self> {
        let content = der::single(algorithm, der::SEQUENCE).ok()?.content;
        let mut reader = Reader::new(content);
        let oid = reader.expect(der::OID).ok()?.content;
        let (family, digest) = match oid {
            RSA_SHA256 => (Family::Pkcs1, &digest::SHA256),
            RSA_SHA384 => (Family::Pkcs1, &digest::SHA384),
            RSA_SHA512 => (Family::Pkcs1, &digest::SHA512),
            ECDSA_SHA256 => (Family::Ecdsa, &digest::SHA256),
            ECDSA_SHA384 => (Family::Ecdsa, &digest::SHA384),
            ECDSA_SHA512 => (Family::Ecdsa, &digest::SHA512),
            RSASSA_PSS => (Family::Pss, pss_digest(&mut reader)?),
            _ => return None,
        };
        // RFC 4055 wants NULL parameters with RSA; absent ones are seen and mean the same.
        let rest_is_null = reader.is_empty()
            || (family == Family::Pkcs1 && reader.element().ok()?.whole == b"\x05\x00");
        (rest_is_null && reader.is_empty()).then_some(Self { family, digest })
    }

    /// The digest that the signature is over.
    pub(crate) fn digest(&self) -> &'static digest::Algorithm {
        self.digest
    }

    /// Whether the signature over a message with this digest holds under the key. The digest lets
    /// a large CRL be verified without keeping its bytes.
    pub(crate) fn verifies(&self, spki: &[u8], message: &digest::Digest, signature: &[u8]) -> bool {
        self.try_verify(spki, message, signature).is_some()
    }

    fn try_verify(&self, spki: &[u8], message: &digest::Digest, signature: &[u8]) -> Option<()> {
        let mut reader = Reader::new(der::single(spki, der::SEQUENCE).ok()?.content);
        let mut algorithm = reader.enter(der::SEQUENCE).ok()?;
        let key = der::bit_string_octets(reader.expect(der::BIT_STRING).ok()?.content).ok()?;
        reader.finish().ok()?;
        let key_type = algorithm.expect(der::OID).ok()?.content;
        match (self.family, key_type) {
            (Family::Ecdsa, EC_PUBLIC_KEY) => {
                let curve = algorithm.expect(der::OID).ok()?.content;
                let verifier = self.ecdsa(curve)?;
                signature::UnparsedPublicKey::new(verifier, key)
                    .verify_digest(message, signature)
                    .ok()
            }
            (Family::Pkcs1 | Family::Pss, RSA_ENCRYPTION) | (Family::Pss, RSASSA_PSS) => {
                signature::UnparsedPublicKey::new(self.rsa()?, key)
                    .verify_digest(message, signature)
                    .ok()
            }
            _ => None,
        }
    }

    fn rsa(&self) -> Option<&'static signature::RsaParameters> {
        let size = self.digest.output_len();
        Some(match (self.family, size) {
            (Family::Pkcs1, 32) => &signature::RSA_PKCS1_2048_8192_SHA256,
            (Family::Pkcs1, 48) => &signature::RSA_PKCS1_2048_8192_SHA384,
            (Family::Pkcs1, 64) => &signature::RSA_PKCS1_2048_8192_SHA512,
            (Family::Pss, 32) => &signature::RSA_PSS_2048_8192_SHA256,
            (Family::Pss, 48) => &signature::RSA_PSS_2048_8192_SHA384,
            (Family::Pss, 64) => &signature::RSA_PSS_2048_8192_SHA512,
            _ => return None,
        })
    }

    fn ecdsa(&self, curve: &[u8]) -> Option<&'static signature::EcdsaVerificationAlgorithm> {
        Some(match (curve, self.digest.output_len()) {
            (P256, 32) => &signature::ECDSA_P256_SHA256_ASN1,
            (P256, 48) => &signature::ECDSA_P256_SHA384_ASN1,
            (P256, 64) => &signature::ECDSA_P256_SHA512_ASN1,
            (P384, 32) => &signature::ECDSA_P384_SHA256_ASN1,
            (P384, 48) => &signature::ECDSA_P384_SHA384_ASN1,
            (P384, 64) => &signature::ECDSA_P384_SHA512_ASN1,
            (P521, 32) => &signature::ECDSA_P521_SHA256_ASN1,
            (P521, 48) => &signature::ECDSA_P521_SHA384_ASN1,
            (P521, 64) => &signature::ECDSA_P521_SHA512_ASN1,
            _ => return None,
        })
    }
}

/// Whether a signature over these bytes holds under the key of a SubjectPublicKeyInfo.
pub(crate) fn verifies(spki: &[u8], algorithm: &[u8], message: &[u8], signature: &[u8]) -> bool {
    Scheme::from_der(algorithm).is_some_and(|scheme| {
        let digest = digest::digest(scheme.digest(), message);
        scheme.verifies(spki, &digest, signature)
    })
}

/// RSASSA-PSS-params (RFC 4055 section 3.1): one digest for message and mask, the salt as long as
/// the digest. The defaults mean SHA-1, so they must not be relied on.
fn pss_digest(reader: &mut Reader<'_>) -> Option<&'static digest::Algorithm> {
    let mut params = reader.enter(der::SEQUENCE).ok()?;
    let hash = params.enter(der::context(0)).ok()?;
    let mut mask = params.enter(der::context(1)).ok()?.enter(der::SEQUENCE).ok()?;
    let mut salt = params.enter(der::context(2)).ok()?;
    if let Some(trailer) = params.optional(der::context(3)).ok()?
        && trailer.content != b"\x02\x01\x01"
    {
        return None;
    }
    params.finish().ok()?;
    let digest = hash_of(hash)?;
    if mask.expect(der::OID).ok()?.content != MGF1 || hash_of(mask)? != digest {
        return None;
    }
    let salt = der::small(salt.expect(der::INTEGER).ok()?.content).ok()?;
    (usize::from(salt) == digest.output_len()).then_some(digest)
}

fn hash_of(mut reader: Reader<'_>) -> Option<&'static digest::Algorithm> {
    let mut algorithm = reader.enter(der::SEQUENCE).ok()?;
    Some(match algorithm.expect(der::OID).ok()?.content {
        SHA256 => &digest::SHA256,
        SHA384 => &digest::SHA384,
        SHA512 => &digest::SHA512,
        _ => return None,
    })
}
