//! Providers' public keys, with signatures checked by aws-lc.
//!
//! Two kinds are taken, RSA and P-256, and two algorithms, RS256 and ES256. Anything else in a key
//! set is passed over when it is read, so that neither a shared-secret key nor an unsigned token
//! has a key to be checked with.

use aws_lc_rs::{
    digest,
    signature::{
        ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents,
        UnparsedPublicKey,
    },
};
use base64::{
    Engine,
    alphabet::URL_SAFE,
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};
use openidconnect::{
    JsonWebKey, JsonWebKeyAlgorithm, JsonWebKeyId, SignatureVerificationError,
    core::{CoreJsonWebKeyType, CoreJsonWebKeyUse, CoreJwsSigningAlgorithm},
};
use serde::{Deserialize, Serialize};

const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &URL_SAFE,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// One key of a provider's key set.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct Key {
    written: Written,
    id: Option<JsonWebKeyId>,
    kind: CoreJsonWebKeyType,
    key_use: Option<CoreJsonWebKeyUse>,
    /// The one algorithm for this kind of key.
    algorithm: CoreJwsSigningAlgorithm,
    material: Material,
}

#[derive(Clone, Debug)]
enum Material {
    Rsa { n: Vec<u8>, e: Vec<u8> },
    P256 { point: Vec<u8> },
}

/// The key as it stands in the set.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Written {
    kty: String,
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    key_use: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kid: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    alg: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    crv: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    n: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    e: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    x: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    y: Option<String>,
}

impl TryFrom<Written> for Key {
    type Error = &'static str;

    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let part = |text: &Option<String>| {
            let text = text.as_deref().ok_or("a part of the key is missing")?;
            LENIENT.decode(text).map_err(|_| "a part of the key is not base64url")
        };
        let (kind, algorithm, material) = match (written.kty.as_str(), written.crv.as_deref()) {
            ("RSA", _) => {
                let strip = |bytes: Vec<u8>| -> Vec<u8> {
                    bytes.into_iter().skip_while(|byte| *byte == 0).collect()
                };
                let (n, e) = (strip(part(&written.n)?), strip(part(&written.e)?));
                let algorithm = CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
                (CoreJsonWebKeyType::RSA, algorithm, Material::Rsa { n, e })
            }
            ("EC", Some("P-256")) => {
                let (x, y) = (part(&written.x)?, part(&written.y)?);
                if x.len() != 32 || y.len() != 32 {
                    return Err("a coordinate does not have 32 bytes");
                }
                let point = [&[4], x.as_slice(), y.as_slice()].concat();
                let algorithm = CoreJwsSigningAlgorithm::EcdsaP256Sha256;
                (CoreJsonWebKeyType::EllipticCurve, algorithm, Material::P256 { point })
            }
            _ => return Err("not a kind of key that we take"),
        };
        let name = match algorithm {
            CoreJwsSigningAlgorithm::EcdsaP256Sha256 => "ES256",
            _ => "RS256",
        };
        if written.alg.as_deref().is_some_and(|alg| alg != name) {
            return Err("the key is for another algorithm");
        }
        let key_use = match written.key_use.as_deref() {
            None => None,
            Some("sig") => Some(CoreJsonWebKeyUse::Signature),
            Some(_) => return Err("the key is not for signatures"),
        };
        let id = written.kid.clone().map(JsonWebKeyId::new);
        Ok(Self { written, id, kind, key_use, algorithm, material })
    }
}

impl From<Key> for Written {
    fn from(key: Key) -> Self {
        key.written
    }
}

impl JsonWebKey for Key {
    type KeyUse = CoreJsonWebKeyUse;
    type SigningAlgorithm = CoreJwsSigningAlgorithm;

    fn key_id(&self) -> Option<&JsonWebKeyId> {
        self.id.as_ref()
    }

    fn key_type(&self) -> &CoreJsonWebKeyType {
        &self.kind
    }

    fn key_use(&self) -> Option<&CoreJsonWebKeyUse> {
        self.key_use.as_ref()
    }

    fn signing_alg(&self) -> JsonWebKeyAlgorithm<&CoreJwsSigningAlgorithm> {
        JsonWebKeyAlgorithm::Algorithm(&self.algorithm)
    }

    /// The package asks for this only for tokens signed with a shared secret, which are refused
    /// before; the key that it gets verifies nothing.
    fn new_symmetric(_: Vec<u8>) -> Self {
        Self {
            written: Written {
                kty: "oct".to_owned(),
                key_use: None,
                kid: None,
                alg: None,
                crv: None,
                n: None,
                e: None,
                x: None,
                y: None,
            },
            id: None,
            kind: CoreJsonWebKeyType::Symmetric,
            key_use: None,
            algorithm: CoreJwsSigningAlgorithm::None,
            material: Material::Rsa { n: Vec::new(), e: Vec::new() },
        }
    }

    fn verify_signature(
        &self,
        algorithm: &CoreJwsSigningAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureVerificationError> {
        if *algorithm != self.algorithm {
            return Err(SignatureVerificationError::InvalidKey("another algorithm".to_owned()));
        }
        let holds = match &self.material {
            Material::Rsa { n, e } => RsaPublicKeyComponents { n, e }.verify(
                &RSA_PKCS1_2048_8192_SHA256,
                message,
                signature,
            ),
            Material::P256 { point } => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature)
            }
        };
        holds.map_err(|_| SignatureVerificationError::CryptoError("bad signature".to_owned()))
    }

    fn hash_bytes(
        &self,
        bytes: &[u8],
        algorithm: &CoreJwsSigningAlgorithm,
    ) -> Result<Vec<u8>, String> {
        if *algorithm != self.algorithm {
            return Err("another algorithm".to_owned());
        }
        Ok(digest::digest(&digest::SHA256, bytes).as_ref().to_vec())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use openidconnect::JsonWebKeySet;
    use serde_json::json;

    #[test]
    fn only_keys_that_we_take_are_read_from_a_set() {
        let n = LENIENT.encode([0xc1; 256]);
        let x = LENIENT.encode([1; 32]);
        let set = json!({"keys": [
            {"kty": "RSA", "kid": "good", "use": "sig", "n": n, "e": "AQAB"},
            {"kty": "EC", "kid": "curve", "crv": "P-256", "alg": "ES256", "x": x, "y": x},
            {"kty": "RSA", "kid": "for encryption", "use": "enc", "n": n, "e": "AQAB"},
            {"kty": "RSA", "kid": "other algorithm", "alg": "PS256", "n": n, "e": "AQAB"},
            {"kty": "EC", "kid": "other curve", "crv": "P-384", "x": x, "y": x},
            {"kty": "EC", "kid": "short", "crv": "P-256", "x": "AQ", "y": x},
            {"kty": "oct", "kid": "secret", "k": "AAAA"},
            {"kty": "OKP", "crv": "Ed25519", "x": x},
            {"kty": "RSA", "kid": "broken", "n": "!", "e": "AQAB"},
            "nonsense"
        ]});
        let keys: JsonWebKeySet<Key> = serde_json::from_value(set).unwrap();
        let ids: Vec<_> = keys.keys().iter().map(|key| key.id.as_ref().unwrap().as_str()).collect();
        assert_eq!(ids, ["good", "curve"]);
    }

    #[test]
    fn a_key_from_a_shared_secret_verifies_nothing() {
        let key = Key::new_symmetric(b"secret".to_vec());
        for algorithm in [CoreJwsSigningAlgorithm::HmacSha256, CoreJwsSigningAlgorithm::None] {
            assert!(key.verify_signature(&algorithm, b"message", b"").is_err());
        }
    }
}
