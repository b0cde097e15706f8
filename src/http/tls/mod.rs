//! The certificates: loaded from PEM files, replaced while running.
//!
//! The main host and the card host have one each. Only the card host asks browsers for a
//! certificate ([`any_card`]), and there no session is ever resumed: a card that has left the reader
//! must not sign anybody in.

mod any_card;

use crate::{
    clock::Clock,
    fault::{Fault, OrFault},
};
use any_card::AnyCard;
use anyhow::Context;
use arc_swap::ArcSwap;
use rustls::{
    DistinguishedName, ServerConfig,
    client::verify_server_name,
    crypto::CryptoProvider,
    pki_types::{
        CertificateDer, PrivateKeyDer, ServerName,
        pem::{self, PemObject},
    },
    server::{NoServerSessionStorage, ParsedCertificate},
};
use std::{fs, path::PathBuf, sync::Arc, time::Duration, time::SystemTime};
use tokio_util::sync::CancellationToken;

const WATCH_INTERVAL: Duration = Duration::from_secs(5);

/// The list of authorities travels in a field of 64 KiB, and some browsers give up before that.
const HINTS_MAX_BYTES: usize = 32 * 1024;

/// What a listener offers; connections that are open keep what they were offered.
#[derive(Debug)]
pub struct Certificate {
    files: Files,
    /// Names of authorities for the browser's choice of certificates. `None`: never asks for one.
    hints: Option<ArcSwap<Vec<Vec<u8>>>>,
    current: ArcSwap<ServerConfig>,
}

/// Where certificate and key are.
#[derive(Debug)]
struct Files {
    /// The section of the settings, for messages.
    section: &'static str,
    cert_file: PathBuf,
    key_file: PathBuf,
}

impl Certificate {
    /// Reads the main host's files and checks that key and certificate belong together.
    pub fn load(tls: &crate::config::Tls) -> anyhow::Result<Self> {
        let (cert_file, key_file) = (tls.cert_file.clone(), tls.key_file.clone());
        let files = Files { section: "http.tls", cert_file, key_file };
        let current = ArcSwap::from_pointee(files.read(None)?);
        Ok(Self { files, hints: None, current })
    }

    /// Reads the card host's files. Browsers that come there are asked for a certificate.
    pub fn load_card_host(piv: &crate::config::Piv) -> anyhow::Result<Self> {
        let (cert_file, key_file) = (piv.cert_file.clone(), piv.key_file.clone());
        let files = Files { section: "piv", cert_file, key_file };
        let current = ArcSwap::from_pointee(files.read(Some(&[]))?);
        Ok(Self { files, hints: Some(ArcSwap::default()), current })
    }

    /// What to offer the next connection.
    pub fn current(&self) -> Arc<ServerConfig> {
        self.current.load_full()
    }

    /// Names the authorities (DER of their names) whose certificates are wanted. Browsers show only
    /// certificates of these; when there are none, or too many to send, they show all.
    pub fn set_hints(&self, mut subjects: Vec<Vec<u8>>) {
        let Some(hints) = &self.hints else { return };
        if subjects.iter().map(|name| name.len() + 2).sum::<usize>() > HINTS_MAX_BYTES {
            subjects.clear();
        }
        if **hints.load() != subjects {
            hints.store(Arc::new(subjects));
            self.reload();
        }
    }

    /// Whether the certificate is good for `host`. A card host's must not be good for the main one:
    /// browsers would take one connection for both, on which nobody is asked for a card.
    pub fn covers(&self, host: &str) -> anyhow::Result<bool> {
        let leaf = self.files.certificates()?.into_iter().next().context("no certificate")?;
        let parsed = ParsedCertificate::try_from(&leaf)?;
        Ok(verify_server_name(&parsed, &ServerName::try_from(host.to_owned())?).is_ok())
    }

    /// Reads the files again; what is wrong with them is logged and the old ones stay. Returns
    /// whether the new ones are in use.
    pub fn reload(&self) -> bool {
        let hints = self.hints.as_ref().map(ArcSwap::load_full);
        match self.files.read(hints.as_ref().map(|hints| hints.as_slice())) {
            Ok(config) => {
                self.current.store(Arc::new(config));
                tracing::info!(section = self.files.section, "certificate reloaded");
                true
            }
            Err(error) => {
                let error = format!("{error:#}");
                tracing::error!(error, "the new certificate is not usable; keeping the old one");
                false
            }
        }
    }

    /// Reloads when the files change. Certificate managers replace two files one after the other,
    /// so a change is taken up only when nothing has moved since the last look.
    pub async fn watch(self: Arc<Self>, closing: CancellationToken) {
        let mut loaded = self.files.modified();
        let mut last_seen = loaded;
        while closing.run_until_cancelled(tokio::time::sleep(WATCH_INTERVAL)).await.is_some() {
            let now = self.files.modified();
            if now != loaded && now == last_seen {
                self.reload();
                loaded = now;
            }
            last_seen = now;
        }
    }
}

impl Files {
    fn modified(&self) -> [Option<SystemTime>; 2] {
        let time = |path: &PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
        [time(&self.cert_file), time(&self.key_file)]
    }

    fn certificates(&self) -> anyhow::Result<Vec<CertificateDer<'static>>> {
        let (section, file) = (self.section, self.cert_file.display());
        let certificates = CertificateDer::pem_file_iter(&self.cert_file)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .or_fault(Fault::CertificateUnreadable, |error| {
                format!("{section}.cert_file: cannot read {file}: {}", in_words(error))
            })?;
        if certificates.is_empty() {
            let sentence = format!("{section}.cert_file: {file} holds no certificate (PEM)");
            return Err(Fault::CertificateUnreadable.because(sentence));
        }
        Ok(certificates)
    }

    /// `hints`: ask for a certificate, of these authorities.
    fn read(&self, hints: Option<&[Vec<u8>]>) -> anyhow::Result<ServerConfig> {
        let section = self.section;
        let certificates = self.certificates()?;
        if let Some(leaf) = certificates.first() {
            self.require_current(leaf, Clock::System.now().timestamp())?;
        }
        let key = PrivateKeyDer::from_pem_file(&self.key_file);
        let key = key.or_fault(Fault::CertificateUnreadable, |error| {
            let file = self.key_file.display();
            format!("{section}.key_file: cannot read {file}: {}", in_words(error))
        })?;
        let provider = crate::crypto::provider();
        // TLS 1.3 and 1.2, nothing older.
        let builder = ServerConfig::builder_with_provider(Arc::clone(&provider))
            .with_safe_default_protocol_versions()?;
        let fit = |error: rustls::Error| self.misfit(error);
        let Some(hints) = hints else {
            let mut config =
                builder.with_no_client_auth().with_single_cert(certificates, key).map_err(fit)?;
            config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
            return Ok(config);
        };
        let mut config = builder
            .with_client_cert_verifier(verifier(&provider, hints))
            .with_single_cert(certificates, key)
            .map_err(fit)?;
        // Not HTTP/2: after a failure the connection must close, or the browser never asks for
        // another card, and an answer in HTTP/2 cannot say so.
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        config.session_storage = Arc::new(NoServerSessionStorage {});
        config.send_tls13_tickets = 0;
        Ok(config)
    }
}

impl Files {
    /// `now` in seconds of Unix.
    fn require_current(&self, leaf: &CertificateDer<'_>, now: i64) -> anyhow::Result<()> {
        let Ok(leaf) = pki::Certificate::from_der(leaf) else { return Ok(()) };
        let (section, file) = (self.section, self.cert_file.display());
        let day = |time: i64| {
            chrono::DateTime::from_timestamp(time, 0)
                .map(|time| time.format("%Y-%m-%d").to_string())
                .unwrap_or_default()
        };
        let what = if now > leaf.not_after() {
            format!("has ended on {}; renew it", day(leaf.not_after()))
        } else if now < leaf.not_before() {
            format!("is good from {} on; check the clock of this host", day(leaf.not_before()))
        } else {
            return Ok(());
        };
        let sentence = format!("{section}.cert_file: the certificate in {file} {what}");
        Err(Fault::CertificateExpired.because(sentence))
    }

    fn misfit(&self, error: rustls::Error) -> anyhow::Error {
        let (section, cert, key) =
            (self.section, self.cert_file.display(), self.key_file.display());
        if matches!(error, rustls::Error::InconsistentKeys(_)) {
            let sentence = format!(
                "{section}: the key in {key} does not belong to the certificate in {cert}; put \
                 those there that were made together"
            );
            return Fault::CertificateMismatch.over(error, sentence);
        }
        let sentence = format!("{section}: {cert} and {key} cannot be used: {error}");
        Fault::CertificateUnreadable.over(error, sentence)
    }
}

fn in_words(error: &pem::Error) -> String {
    match error {
        pem::Error::Io(error) => crate::fault::in_words(error),
        pem::Error::NoItemsFound => "it holds none (PEM)".to_owned(),
        _ => "it is not PEM".to_owned(),
    }
}

fn verifier(provider: &CryptoProvider, hints: &[Vec<u8>]) -> Arc<AnyCard> {
    let hints = hints.iter().map(|name| DistinguishedName::from(name.clone())).collect();
    Arc::new(AnyCard::new(provider.signature_verification_algorithms, hints))
}

#[cfg(test)]
mod tests {
    use super::Certificate;
    use crate::config::Tls;
    use std::path::Path;

    fn write(directory: &Path, name: &str) {
        let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
        std::fs::write(directory.join("c.pem"), made.cert.pem()).unwrap();
        std::fs::write(directory.join("k.pem"), made.signing_key.serialize_pem()).unwrap();
    }

    #[test]
    fn a_broken_replacement_keeps_the_old_certificate() {
        let directory = tempfile::tempdir().unwrap();
        write(directory.path(), "one.gov");
        let tls = Tls {
            cert_file: directory.path().join("c.pem"),
            key_file: directory.path().join("k.pem"),
        };
        let certificate = Certificate::load(&tls).unwrap();
        let first = certificate.current();
        std::fs::write(&tls.key_file, "garbage").unwrap();
        certificate.reload();
        assert!(std::sync::Arc::ptr_eq(&first, &certificate.current()));
        write(directory.path(), "two.gov");
        certificate.reload();
        assert!(!std::sync::Arc::ptr_eq(&first, &certificate.current()));
    }
}
