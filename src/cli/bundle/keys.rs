//! The keys of bundles: ECDSA on P-384, in the PEM forms that OpenSSL reads and writes.

use anyhow::{Context, ensure};
use aws_lc_rs::signature::{ECDSA_P384_SHA384_ASN1, UnparsedPublicKey};
use rcgen::{KeyPair, PKCS_ECDSA_P384_SHA384, SigningKey};
use rustls::pki_types::{SubjectPublicKeyInfoDer, pem::PemObject};
use std::{
    fs::{self, OpenOptions},
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::Path,
};

/// Signs.
pub(super) struct Secret(KeyPair);

/// Checks signatures.
pub(super) struct Public(SubjectPublicKeyInfoDer<'static>);

/// Writes a new pair; never over a file that is there.
pub(super) fn generate(private: &Path, public: &Path) -> anyhow::Result<()> {
    let pair = KeyPair::generate_for(&PKCS_ECDSA_P384_SHA384).context("making a key")?;
    write(private, 0o600, &pair.serialize_pem())?;
    write(public, 0o644, &pair.public_key_pem())
}

fn write(path: &Path, mode: u32, text: &str) -> anyhow::Result<()> {
    let created = OpenOptions::new().write(true).create_new(true).mode(mode).open(path);
    created
        .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
        .with_context(|| format!("cannot create {}", path.display()))
}

impl Secret {
    /// From PKCS#8 in PEM.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {shown}"))?;
        // Not its own words: they could hold a part of the key.
        let pair = KeyPair::from_pem(&text).ok();
        let pair = pair.filter(|pair| pair.algorithm() == &PKCS_ECDSA_P384_SHA384);
        pair.map(Self).with_context(|| format!("{shown} is not a P-384 key (PKCS#8 in PEM)"))
    }

    /// The signature, in DER.
    pub(super) fn sign(&self, bytes: &[u8]) -> anyhow::Result<Vec<u8>> {
        self.0.sign(bytes).context("signing")
    }
}

impl Public {
    /// From PEM.
    pub(super) fn read(path: &Path) -> anyhow::Result<Self> {
        let shown = path.display();
        let text = fs::read(path).with_context(|| format!("cannot read {shown}"))?;
        let key = SubjectPublicKeyInfoDer::from_pem_slice(&text);
        key.map(Self).with_context(|| format!("{shown} holds no public key in PEM"))
    }

    /// Whether `signature` is this key's for `bytes`.
    pub(super) fn verify(&self, bytes: &[u8], signature: &[u8]) -> anyhow::Result<()> {
        let key = UnparsedPublicKey::new(&ECDSA_P384_SHA384_ASN1, self.0.as_ref());
        let is_right = key.verify(bytes, signature).is_ok();
        ensure!(is_right, "it is not signed by this key, or its manifest was changed");
        Ok(())
    }
}
