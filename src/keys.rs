//! The instance's secret key and what is derived from it.
//!
//! One key, 256 bits, from `auth.secret_key` or a file in the data directory that only we can read.
//! It is never used itself: each purpose has keys of its own, derived with HKDF-SHA-256 (RFC 5869),
//! so that what is sealed for one purpose opens for no other.

use crate::{
    config::Config,
    error::{Error, Result},
    fault::{Fault, OrFileFault},
};
use anyhow::Context;
use aws_lc_rs::{
    aead::{AES_256_GCM, Aad, RandomizedNonceKey},
    digest,
    hkdf::{self, HKDF_SHA256, KeyType, Salt},
    hmac,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use std::{
    fs,
    io::{ErrorKind, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::Path,
};

const KEY_BYTES: usize = 32;
const NONCE_BYTES: usize = 12;
const FILE: &str = "secret.key";

/// Seals what the database must not show and signs what nobody may change.
pub struct Keys {
    root: hkdf::Prk,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

impl Keys {
    /// From the settings, else from the file, which is made at the first start.
    pub fn load(config: &Config) -> anyhow::Result<Self> {
        Ok(Self::of(&secret(config)?))
    }

    /// Of this text, as it is in the file.
    pub fn of(secret: &str) -> Self {
        Self::from_secret(secret.trim().as_bytes())
    }

    /// As [`Keys::load`], but makes none.
    pub fn find(config: &Config) -> anyhow::Result<Option<Self>> {
        let secret = config.auth.secret_key.expose();
        if secret.is_empty() {
            let found = read(&config.data_dir.join(FILE))?;
            return Ok(found.map(|text| Self::from_secret(text.trim().as_bytes())));
        }
        Ok(Some(Self::from_secret(secret.as_bytes())))
    }

    fn from_secret(secret: &[u8]) -> Self {
        Self { root: Salt::new(HKDF_SHA256, b"treasury-plane").extract(secret) }
    }

    /// A short name of the key, to tell which one signed.
    pub fn id(&self) -> Result<String> {
        let key = self.derive("key-id")?;
        let digest = digest::digest(&digest::SHA256, &key);
        Ok(URL_SAFE_NO_PAD.encode(digest.as_ref().get(..9).unwrap_or_default()))
    }

    /// Encrypts with AES-256-GCM under the key of `purpose`: nonce, ciphertext and tag.
    pub fn seal(&self, purpose: &str, plain: &[u8]) -> Result<Vec<u8>> {
        let mut bytes = plain.to_vec();
        let nonce = self
            .cipher(purpose)?
            .seal_in_place_append_tag(Aad::from(purpose.as_bytes()), &mut bytes)
            .map_err(|_| fault("sealing"))?;
        Ok([nonce.as_ref().as_slice(), &bytes].concat())
    }

    /// Decrypts what [`Keys::seal`] made for the same purpose. Fails when the key is another.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>> {
        let (nonce, bytes) =
            sealed.split_at_checked(NONCE_BYTES).ok_or_else(|| fault("opening"))?;
        let nonce = aws_lc_rs::aead::Nonce::try_assume_unique_for_key(nonce)
            .map_err(|_| fault("opening"))?;
        let mut bytes = bytes.to_vec();
        let plain = self
            .cipher(purpose)?
            .open_in_place(nonce, Aad::from(purpose.as_bytes()), &mut bytes)
            .map_err(|_| fault("opening what another secret key sealed"))?;
        Ok(plain.to_vec())
    }

    /// HMAC-SHA-256 over `message` under the key of `purpose`.
    pub fn sign(&self, purpose: &str, message: &[u8]) -> Result<Vec<u8>> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.derive(purpose)?);
        Ok(hmac::sign(&key, message).as_ref().to_vec())
    }

    /// Whether `signature` is the one that [`Keys::sign`] makes; compares in constant time.
    pub fn verify(&self, purpose: &str, message: &[u8], signature: &[u8]) -> Result<bool> {
        let key = hmac::Key::new(hmac::HMAC_SHA256, &self.derive(purpose)?);
        Ok(hmac::verify(&key, message, signature).is_ok())
    }

    fn cipher(&self, purpose: &str) -> Result<RandomizedNonceKey> {
        RandomizedNonceKey::new(&AES_256_GCM, &self.derive(purpose)?).map_err(|_| fault("deriving"))
    }

    fn derive(&self, purpose: &str) -> Result<[u8; KEY_BYTES]> {
        let mut key = [0; KEY_BYTES];
        self.root
            .expand(&[purpose.as_bytes()], Length)
            .and_then(|okm| okm.fill(&mut key))
            .map_err(|_| fault("deriving"))?;
        Ok(key)
    }
}

/// The key's text, for a backup that is sealed. Made when there is none.
pub fn secret(config: &Config) -> anyhow::Result<String> {
    match existing(config)? {
        Some(secret) => Ok(secret),
        None => Ok(read_or_make(&config.data_dir.join(FILE))?.trim().to_owned()),
    }
}

/// The key's text, when there is one.
pub fn existing(config: &Config) -> anyhow::Result<Option<String>> {
    let secret = config.auth.secret_key.expose();
    if !secret.is_empty() {
        return Ok(Some(secret.to_owned()));
    }
    let file = config.data_dir.join(FILE);
    match file.try_exists() {
        Ok(true) => Ok(Some(read_or_make(&file)?.trim().to_owned())),
        Ok(false) => Ok(None),
        Err(error) => Err(error).with_context(|| format!("reading {}", file.display())),
    }
}

/// Keeps a key that came from elsewhere in the data directory. An older one stays beside it, under
/// a name that ends in `aside`.
pub fn put(config: &Config, secret: &str, aside: &str) -> anyhow::Result<()> {
    let file = config.data_dir.join(FILE);
    let context = || format!("writing {}", file.display());
    let fresh = config.data_dir.join(format!("{FILE}.new"));
    let mut options = fs::OpenOptions::new();
    let mut open = options
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&fresh)
        .with_context(context)?;
    open.write_all(secret.trim().as_bytes())
        .and_then(|()| open.sync_all())
        .with_context(context)?;
    if file.exists() {
        fs::rename(&file, config.data_dir.join(format!("{FILE}{aside}"))).with_context(context)?;
    }
    fs::rename(&fresh, &file).with_context(context)
}

/// The length of derived keys.
struct Length;

impl KeyType for Length {
    fn len(&self) -> usize {
        KEY_BYTES
    }
}

fn fault(doing: &'static str) -> Error {
    Error::Internal(anyhow::anyhow!("the instance's secret key: {doing} failed"))
}

fn read_or_make(file: &Path) -> anyhow::Result<String> {
    if let Some(text) = read(file)? {
        return Ok(text);
    }
    let shown = file.display();
    let text = crate::random::hex::<KEY_BYTES>()?;
    if let Some(folder) = file.parent() {
        let doing = || format!("cannot create {}", folder.display());
        fs::create_dir_all(folder).or_file_fault(Fault::DataDirDenied, doing)?;
    }
    let made = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    match made {
        Ok(mut open) => {
            let written = open.write_all(text.as_bytes()).and_then(|()| open.sync_all());
            if written.is_err() {
                // Half a key would be taken for a damaged one at the next start.
                let _ = fs::remove_file(file);
            }
            written.or_file_fault(Fault::IoFailed, || format!("cannot write {shown}"))?;
        }
        // Another process of ours was faster.
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            return read(file)?.ok_or_else(|| damaged(file, "is not there any more"));
        }
        Err(error) => {
            let doing = || format!("cannot create {shown}");
            return Err(error).or_file_fault(Fault::DataDirDenied, doing);
        }
    }
    Ok(text)
}

/// The key in the file, if there is one, and nobody else can read or replace it. A group may read
/// it: some platforms hand volumes over that way.
fn read(file: &Path) -> anyhow::Result<Option<String>> {
    let shown = file.display();
    let text = match fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) if error.kind() == ErrorKind::InvalidData => {
            return Err(damaged(file, "does not hold text"));
        }
        Err(error) => {
            let doing = || format!("cannot read {shown}");
            return Err(error).or_file_fault(Fault::DataDirDenied, doing);
        }
    };
    let key = text.trim();
    if key.len() < KEY_BYTES || key.contains(|c: char| c.is_whitespace() || c.is_control()) {
        return Err(damaged(file, "does not hold a secret key"));
    }
    let mode = fs::metadata(file).map_or(0, |found| found.permissions().mode());
    if mode & 0o027 != 0 {
        return Err(Fault::SecretKeyExposed.because(format!(
            "{shown} may be read or changed by other users (mode {:03o}); chmod 600 it",
            mode & 0o777
        )));
    }
    Ok(Some(text))
}

fn damaged(file: &Path, what: &str) -> anyhow::Error {
    Fault::SecretKeyDamaged.because(format!(
        "{} {what}; restore it from the backup, since a new key cannot open what the old one sealed",
        file.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn what_is_sealed_opens_for_its_purpose_and_key_only() {
        let keys = Keys::from_secret(b"one secret of at least 32 bytes!!");
        let sealed = keys.seal("a", b"text").unwrap();
        assert_ne!(sealed, keys.seal("a", b"text").unwrap());
        assert_eq!(keys.open("a", &sealed).unwrap(), b"text");
        assert!(keys.open("b", &sealed).is_err());
        assert!(Keys::from_secret(b"another").open("a", &sealed).is_err());
        assert!(keys.open("a", &sealed[..5]).is_err());
    }

    #[test]
    fn a_signature_holds_for_its_message_and_purpose_only() {
        let keys = Keys::from_secret(b"one secret of at least 32 bytes!!");
        let signature = keys.sign("a", b"text").unwrap();
        assert!(keys.verify("a", b"text", &signature).unwrap());
        assert!(!keys.verify("a", b"texts", &signature).unwrap());
        assert!(!keys.verify("b", b"text", &signature).unwrap());
    }

    #[test]
    fn a_file_is_made_once_and_only_we_can_read_it() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let config = crate::config::Config::from_defaults(folder.path()).unwrap();
        let id = Keys::load(&config).unwrap().id().unwrap();
        assert_eq!(Keys::load(&config).unwrap().id().unwrap(), id);
        let mode =
            std::fs::metadata(folder.path().join("secret.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
