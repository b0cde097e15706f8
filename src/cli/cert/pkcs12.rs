//! PKCS#12 (RFC 7292): certificate and key in one file that browsers import.
//!
//! The key is encrypted with AES-256 under PBKDF2 (PBES2, RFC 8018), the whole is authenticated with
//! HMAC-SHA-256; nothing older. Certificates are public and stay in the clear.

use super::der::{BMP, EXPLICIT, NULL, OCTETS, SET, integer, oid, sequence, tlv};
use anyhow::{Context, anyhow};
use aws_lc_rs::{
    cipher::{AES_256, DecryptionContext, PaddedBlockEncryptingKey, UnboundCipherKey},
    digest::{SHA256, digest},
    hmac, pbkdf2, rand,
};
use std::num::NonZeroU32;

/// NIST SP 800-132 asks for a thousand at least.
const ITERATIONS: NonZeroU32 = NonZeroU32::new(10_000).unwrap();
/// Input block of SHA-256.
const BLOCK_BYTES: usize = 64;
const SALT_BYTES: usize = 16;
/// "Key material for a MAC" (RFC 7292 appendix B.3).
const FOR_MAC: u8 = 3;

const PKCS7_DATA: &[u64] = &[1, 2, 840, 113_549, 1, 7, 1];
const PBES2: &[u64] = &[1, 2, 840, 113_549, 1, 5, 13];
const PBKDF2: &[u64] = &[1, 2, 840, 113_549, 1, 5, 12];
const HMAC_SHA256: &[u64] = &[1, 2, 840, 113_549, 2, 9];
const AES_256_CBC: &[u64] = &[2, 16, 840, 1, 101, 3, 4, 1, 42];
const SHA_256: &[u64] = &[2, 16, 840, 1, 101, 3, 4, 2, 1];
const SHROUDED_KEY_BAG: &[u64] = &[1, 2, 840, 113_549, 1, 12, 10, 1, 2];
const CERT_BAG: &[u64] = &[1, 2, 840, 113_549, 1, 12, 10, 1, 3];
const X509_CERTIFICATE: &[u64] = &[1, 2, 840, 113_549, 1, 9, 22, 1];
const FRIENDLY_NAME: &[u64] = &[1, 2, 840, 113_549, 1, 9, 20];
const LOCAL_KEY_ID: &[u64] = &[1, 2, 840, 113_549, 1, 9, 21];

/// The file: `chain` has the key's own certificate first; `key` is PKCS#8.
pub(super) fn write(
    name: &str,
    chain: &[&[u8]],
    key: &[u8],
    password: &str,
) -> anyhow::Result<Vec<u8>> {
    let attributes = attributes(name, chain.first().context("no certificate")?);
    let mut certificates = Vec::new();
    for (n, der) in chain.iter().enumerate() {
        let content = tlv(EXPLICIT, &[&tlv(OCTETS, &[der])]);
        let bag = sequence(&[&oid(X509_CERTIFICATE), &content]);
        let attributes: &[u8] = if n == 0 { &attributes } else { &[] };
        certificates.extend(sequence(&[&oid(CERT_BAG), &tlv(EXPLICIT, &[&bag]), attributes]));
    }
    let shrouded = encrypt(key, password)?;
    let key_bag = sequence(&[&oid(SHROUDED_KEY_BAG), &tlv(EXPLICIT, &[&shrouded]), &attributes]);
    let safes = sequence(&[&data(&sequence(&[&certificates])), &data(&sequence(&[&key_bag]))]);
    let mac = authenticate(&safes, password)?;
    Ok(sequence(&[&integer(3), &data(&safes), &mac]))
}

/// `ContentInfo` with plain data.
fn data(content: &[u8]) -> Vec<u8> {
    sequence(&[&oid(PKCS7_DATA), &tlv(EXPLICIT, &[&tlv(OCTETS, &[content])])])
}

/// Ties key and certificate together and names both.
fn attributes(name: &str, leaf: &[u8]) -> Vec<u8> {
    let attribute = |kind: &[u64], value: Vec<u8>| sequence(&[&oid(kind), &tlv(SET, &[&value])]);
    let id = digest(&SHA256, leaf);
    let local_id = attribute(LOCAL_KEY_ID, tlv(OCTETS, &[id.as_ref()]));
    let friendly = attribute(FRIENDLY_NAME, tlv(BMP, &[&utf16(name)]));
    // DER sorts a set by its encodings.
    let (first, second) =
        if local_id < friendly { (local_id, friendly) } else { (friendly, local_id) };
    tlv(SET, &[&first, &second])
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn salt() -> anyhow::Result<[u8; SALT_BYTES]> {
    let mut salt = [0; SALT_BYTES];
    rand::fill(&mut salt).map_err(|_| anyhow!("the system has no random bytes"))?;
    Ok(salt)
}

/// `EncryptedPrivateKeyInfo` by PBES2.
fn encrypt(key: &[u8], password: &str) -> anyhow::Result<Vec<u8>> {
    let salt = salt()?;
    let mut secret = [0; 32];
    let algorithm = pbkdf2::PBKDF2_HMAC_SHA256;
    pbkdf2::derive(algorithm, ITERATIONS, &salt, password.as_bytes(), &mut secret);
    let failed = |_| anyhow!("encrypting the key failed");
    let cipher = UnboundCipherKey::new(&AES_256, &secret).map_err(failed)?;
    let mut encrypted = key.to_vec();
    let context = PaddedBlockEncryptingKey::cbc_pkcs7(cipher)
        .and_then(|cipher| cipher.encrypt(&mut encrypted))
        .map_err(failed)?;
    let DecryptionContext::Iv128(iv) = &context else {
        return Err(anyhow!("the cipher has no initialisation vector"));
    };
    let iv: &[u8] = iv.as_ref();
    let prf = sequence(&[&oid(HMAC_SHA256), &tlv(NULL, &[])]);
    let kdf = sequence(&[&tlv(OCTETS, &[&salt]), &integer(ITERATIONS.get()), &prf]);
    let kdf = sequence(&[&oid(PBKDF2), &kdf]);
    let scheme = sequence(&[&oid(AES_256_CBC), &tlv(OCTETS, &[iv])]);
    let algorithm = sequence(&[&oid(PBES2), &sequence(&[&kdf, &scheme])]);
    Ok(sequence(&[&algorithm, &tlv(OCTETS, &[&encrypted])]))
}

/// `MacData` over the safes.
fn authenticate(safes: &[u8], password: &str) -> anyhow::Result<Vec<u8>> {
    let salt = salt()?;
    let key = hmac::Key::new(hmac::HMAC_SHA256, &mac_key(&salt, password));
    let mac = hmac::sign(&key, safes);
    let algorithm = sequence(&[&oid(SHA_256), &tlv(NULL, &[])]);
    let digest_info = sequence(&[&algorithm, &tlv(OCTETS, &[mac.as_ref()])]);
    Ok(sequence(&[&digest_info, &tlv(OCTETS, &[&salt]), &integer(ITERATIONS.get())]))
}

/// RFC 7292 appendix B.2, for as many bytes as one digest has.
fn mac_key(salt: &[u8], password: &str) -> Vec<u8> {
    let password = [utf16(password), vec![0, 0]].concat();
    let fill = |bytes: &[u8]| -> Vec<u8> {
        let length = bytes.len().div_ceil(BLOCK_BYTES) * BLOCK_BYTES;
        bytes.iter().copied().cycle().take(length).collect()
    };
    let mut bytes = [vec![FOR_MAC; BLOCK_BYTES], fill(salt), fill(&password)].concat();
    for _ in 0..ITERATIONS.get() {
        bytes = digest(&SHA256, &bytes).as_ref().to_vec();
    }
    bytes
}
