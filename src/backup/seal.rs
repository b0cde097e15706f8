//! Sealing an archive for one recipient: whoever makes backups cannot read them.
//!
//! A key pair of the moment and the recipient's public key (both P-384) agree on a secret; HKDF with
//! SHA-384 makes the key of AES-256-GCM from it. The bytes go in chunks of 64 KiB, each with a random
//! nonce; the position of a chunk and whether it is the last are authenticated with it, as is the
//! header, so that chunks cannot be swapped, repeated, left out or cut off. All of it is done by
//! aws-lc, and the nonces are made inside it, as FIPS 140-3 asks for.

use crate::fault::Fault;
use anyhow::{Context, ensure};
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey},
    agreement::{self, ECDH_P384, PrivateKey, UnparsedPublicKey},
    digest,
    encoding::{AsDer, Pkcs8V1Der, PublicKeyX509Der},
    hkdf::{HKDF_SHA384, KeyType, Salt},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::io::{self, Read, Write};

/// The first bytes of a sealed archive; the last one is the version.
pub const MAGIC: &[u8; 16] = b"TREASURY-SEALED\x01";
/// An uncompressed point of P-384.
const POINT: usize = 97;
/// The beginning of the digest of the recipient's key, to tell which key opens.
const NAME: usize = 8;
const HEADER: usize = MAGIC.len() + NAME + POINT;
const CHUNK: usize = 64 * 1024;
const NONCE: usize = 12;
const TAG: usize = 16;
const SEALED: usize = NONCE + CHUNK + TAG;
const INFO: &[u8] = b"treasury-plane backup 1";

/// For whom archives are sealed.
#[derive(Clone, Debug)]
pub struct Recipient {
    der: Vec<u8>,
}

/// Who opens them.
#[derive(Debug)]
pub struct Opener {
    key: PrivateKey,
    name: [u8; NAME],
}

impl Recipient {
    /// From a PEM file's text, `PUBLIC KEY`.
    pub fn from_pem(text: &str) -> anyhow::Result<Self> {
        let der = pem_body(text, "PUBLIC KEY").context("not a public key in PEM form")?;
        let recipient = Self { der };
        // A key of another kind is refused now and not in the first night.
        let trial = PrivateKey::generate(&ECDH_P384).map_err(|_| fault("making a key"))?;
        recipient.agree(&trial)?;
        Ok(recipient)
    }

    fn agree(&self, own: &PrivateKey) -> anyhow::Result<Vec<u8>> {
        agreed(own, &self.der).context("the recipient's key must be an elliptic key on P-384")
    }
}

impl Opener {
    /// From a PEM file's text, `PRIVATE KEY` (PKCS #8).
    pub fn from_pem(text: &str) -> anyhow::Result<Self> {
        let der = pem_body(text, "PRIVATE KEY").context("not a private key in PEM form")?;
        let key = PrivateKey::from_private_key_der(&ECDH_P384, &der)
            .map_err(|_| anyhow::anyhow!("the key must be an elliptic key on P-384"))?;
        let name = name(&public_der(&key)?);
        Ok(Self { key, name })
    }
}

/// A new pair, as texts of PEM files: the private key and the public one.
pub fn make_pair() -> anyhow::Result<(String, String)> {
    let key = PrivateKey::generate(&ECDH_P384).map_err(|_| fault("making a key"))?;
    let private: Pkcs8V1Der<'_> = key.as_der().map_err(|_| fault("writing the key"))?;
    let public = public_der(&key)?;
    Ok((pem("PRIVATE KEY", private.as_ref()), pem("PUBLIC KEY", &public)))
}

fn public_der(key: &PrivateKey) -> anyhow::Result<Vec<u8>> {
    let public = key.compute_public_key().map_err(|_| fault("finding the public key"))?;
    let der: PublicKeyX509Der<'_> = public.as_der().map_err(|_| fault("writing the key"))?;
    Ok(der.as_ref().to_vec())
}

fn name(public_der: &[u8]) -> [u8; NAME] {
    let digest = digest::digest(&digest::SHA384, public_der);
    let mut name = [0; NAME];
    name.iter_mut().zip(digest.as_ref()).for_each(|(to, from)| *to = *from);
    name
}

fn agreed(own: &PrivateKey, peer: &[u8]) -> anyhow::Result<Vec<u8>> {
    let peer = UnparsedPublicKey::new(&ECDH_P384, peer);
    agreement::agree(own, peer, fault("agreeing on a key"), |secret| Ok(secret.to_vec()))
}

struct Length;

impl KeyType for Length {
    fn len(&self) -> usize {
        32
    }
}

/// The key of one archive; its header, which names both public keys, goes into it.
fn derive(secret: &[u8], header: &[u8]) -> anyhow::Result<RandomizedNonceKey> {
    let mut key = [0; 32];
    Salt::new(HKDF_SHA384, header)
        .extract(secret)
        .expand(&[INFO], Length)
        .and_then(|okm| okm.fill(&mut key))
        .map_err(|_| fault("deriving the key"))?;
    RandomizedNonceKey::new(&AES_256_GCM, &key).map_err(|_| fault("deriving the key"))
}

/// What is authenticated beside a chunk.
fn beside(header: &[u8], number: u64, is_last: bool) -> Aad<Vec<u8>> {
    Aad::from([header, &number.to_be_bytes(), &[u8::from(is_last)]].concat())
}

/// Seals what is written to it. [`Sealer::finish`] marks the end; without it nothing opens.
pub struct Sealer {
    key: RandomizedNonceKey,
    header: Vec<u8>,
    number: u64,
    open: Vec<u8>,
    /// What is sealed and not taken yet.
    pub out: Vec<u8>,
}

impl std::fmt::Debug for Sealer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sealer")
    }
}

impl Sealer {
    /// Begins with the header.
    pub fn new(recipient: &Recipient) -> anyhow::Result<Self> {
        let own = PrivateKey::generate(&ECDH_P384).map_err(|_| fault("making a key"))?;
        let public = own.compute_public_key().map_err(|_| fault("finding the public key"))?;
        let header = [MAGIC.as_slice(), &name(&recipient.der), public.as_ref()].concat();
        ensure!(header.len() == HEADER, "the header has {} bytes", header.len());
        let key = derive(&recipient.agree(&own)?, &header)?;
        Ok(Self { key, out: header.clone(), header, number: 0, open: Vec::with_capacity(CHUNK) })
    }

    fn seal(&mut self, is_last: bool) -> io::Result<()> {
        let beside = beside(&self.header, self.number, is_last);
        let nonce = self
            .key
            .seal_in_place_append_tag(beside, &mut self.open)
            .map_err(|_| io::Error::other("sealing failed"))?;
        self.out.extend_from_slice(nonce.as_ref());
        self.out.append(&mut self.open);
        self.number += 1;
        Ok(())
    }

    /// Seals what is left, as the last chunk.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        self.seal(true)?;
        Ok(self.out)
    }
}

impl Write for Sealer {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk is sealed when more comes, because only then it is not the last.
        if self.open.len() == CHUNK {
            self.seal(false)?;
        }
        let room = bytes.len().min(CHUNK - self.open.len());
        self.open.extend(bytes.iter().take(room));
        Ok(room)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Reads what [`Sealer`] wrote.
pub struct Opened<R> {
    inner: R,
    key: RandomizedNonceKey,
    header: Vec<u8>,
    number: u64,
    /// The sealed chunk that comes next; whether it is the last shows when no more follows.
    next: Vec<u8>,
    plain: io::Cursor<Vec<u8>>,
    is_at_end: bool,
}

impl<R> std::fmt::Debug for Opened<R> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opened")
    }
}

impl<R: Read> Opened<R> {
    /// Reads the header, of which the magic bytes have been read already.
    pub fn new(mut inner: R, opener: &Opener) -> anyhow::Result<Self> {
        let mut rest = [0; NAME + POINT];
        inner.read_exact(&mut rest).context("the archive is cut off")?;
        let (name, point) = rest.split_at(NAME);
        if name != opener.name {
            let sentence = "the archive is sealed for another key than the one given";
            return Err(Fault::BackupKey.because(sentence));
        }
        let header = [MAGIC.as_slice(), &rest].concat();
        let key = derive(&agreed(&opener.key, point)?, &header)?;
        let next = fill(&mut inner)?;
        let plain = io::Cursor::default();
        Ok(Self { inner, key, header, number: 0, next, plain, is_at_end: false })
    }

    fn open_next(&mut self) -> io::Result<()> {
        let damaged = || {
            io::Error::new(
                io::ErrorKind::InvalidData,
                "a sealed chunk was changed, moved or cut off",
            )
        };
        let following = if self.next.len() == SEALED { fill(&mut self.inner)? } else { Vec::new() };
        let is_last = following.is_empty();
        let mut sealed = std::mem::replace(&mut self.next, following);
        if sealed.len() < NONCE + TAG {
            return Err(damaged());
        }
        let mut chunk = sealed.split_off(NONCE);
        let nonce = Nonce::try_assume_unique_for_key(&sealed).map_err(|_| damaged())?;
        let beside = beside(&self.header, self.number, is_last);
        let plain = self.key.open_in_place(nonce, beside, &mut chunk).map_err(|_| damaged())?;
        let length = plain.len();
        chunk.truncate(length);
        self.plain = io::Cursor::new(chunk);
        self.number += 1;
        self.is_at_end = is_last;
        Ok(())
    }
}

impl<R: Read> Read for Opened<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        loop {
            let count = self.plain.read(into)?;
            if count > 0 || self.is_at_end || into.is_empty() {
                return Ok(count);
            }
            self.open_next()?;
        }
    }
}

/// One sealed chunk, or what is left.
fn fill(inner: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(SEALED);
    inner.by_ref().take(SEALED as u64).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn fault(doing: &'static str) -> anyhow::Error {
    anyhow::anyhow!("{doing} failed")
}

fn pem(label: &str, der: &[u8]) -> String {
    let text = STANDARD.encode(der);
    let mut lines = String::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(64));
        lines.push_str(line);
        lines.push('\n');
        rest = after;
    }
    format!("-----BEGIN {label}-----\n{lines}-----END {label}-----\n")
}

fn pem_body(text: &str, label: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once(&format!("-----BEGIN {label}-----"))?;
    let (body, _) = rest.split_once(&format!("-----END {label}-----"))?;
    let body: String = body.split_whitespace().collect();
    STANDARD.decode(body).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sealed(recipient: &Recipient, plain: &[u8]) -> Vec<u8> {
        let mut sealer = Sealer::new(recipient).unwrap();
        sealer.write_all(plain).unwrap();
        sealer.finish().unwrap()
    }

    fn open(opener: &Opener, sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
        let mut plain = Vec::new();
        let rest = sealed.get(MAGIC.len()..).unwrap_or_default();
        Opened::new(rest, opener)?.read_to_end(&mut plain)?;
        Ok(plain)
    }

    fn pair() -> (Opener, Recipient) {
        let (private, public) = make_pair().unwrap();
        (Opener::from_pem(&private).unwrap(), Recipient::from_pem(&public).unwrap())
    }

    #[test]
    fn what_is_sealed_opens_with_the_one_key() {
        let (opener, recipient) = pair();
        for size in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
            let plain: Vec<u8> = (0..size).map(|n| (n % 251) as u8).collect();
            let sealed = sealed(&recipient, &plain);
            assert_eq!(open(&opener, &sealed).unwrap(), plain, "{size}");
        }
        let other = open(&pair().0, &sealed(&recipient, b"text")).unwrap_err().to_string();
        assert!(other.contains("sealed for another key"), "{other}");
    }

    #[test]
    fn nothing_can_be_changed_cut_off_or_moved() {
        let (opener, recipient) = pair();
        let whole = sealed(&recipient, &vec![7; 3 * CHUNK + 5]);
        for at in [MAGIC.len(), MAGIC.len() + NAME + 3, HEADER, HEADER + NONCE + 9, whole.len() - 1]
        {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            assert!(open(&opener, &changed).is_err(), "byte {at}");
        }
        for length in
            [HEADER, HEADER + SEALED, HEADER + 2 * SEALED, HEADER + 3 * SEALED, whole.len() - 1]
        {
            assert!(open(&opener, &whole[..length]).is_err(), "cut to {length}");
        }
        let mut swapped = whole.clone();
        swapped[HEADER..HEADER + 2 * SEALED].rotate_left(SEALED);
        assert!(open(&opener, &swapped).is_err(), "two chunks swapped");
        let longer = [whole.as_slice(), &[0; 40]].concat();
        assert!(open(&opener, &longer).is_err(), "more at the end");
    }

    #[test]
    fn keys_of_other_kinds_are_refused() {
        let (private, public) = make_pair().unwrap();
        assert!(Recipient::from_pem(&private).is_err());
        assert!(Opener::from_pem(&public).is_err());
        let p256 = rcgen::KeyPair::generate().unwrap();
        let refusal = Recipient::from_pem(&p256.public_key_pem()).unwrap_err();
        assert!(format!("{refusal:#}").contains("P-384"), "{refusal:#}");
    }
}
