//! The certificate: loaded from PEM files, replaced while running.

use anyhow::{Context, ensure};
use arc_swap::ArcSwap;
use rustls::{
    ServerConfig,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use std::{fs, path::PathBuf, sync::Arc, time::Duration, time::SystemTime};
use tokio_util::sync::CancellationToken;

const WATCH_INTERVAL: Duration = Duration::from_secs(5);

/// What the listener offers; connections that are open keep what they were offered.
#[derive(Debug)]
pub struct Certificate {
    cert_file: PathBuf,
    key_file: PathBuf,
    current: ArcSwap<ServerConfig>,
}

impl Certificate {
    /// Reads the files and checks that key and certificate belong together.
    pub fn load(tls: &crate::config::Tls) -> anyhow::Result<Self> {
        let (cert_file, key_file) = (tls.cert_file.clone(), tls.key_file.clone());
        let current = ArcSwap::from_pointee(read(&cert_file, &key_file)?);
        Ok(Self { cert_file, key_file, current })
    }

    /// What to offer the next connection.
    pub fn current(&self) -> Arc<ServerConfig> {
        self.current.load_full()
    }

    /// Reads the files again; what is wrong with them is logged and the old ones stay.
    pub fn reload(&self) {
        match read(&self.cert_file, &self.key_file) {
            Ok(config) => {
                self.current.store(Arc::new(config));
                tracing::info!("certificate reloaded");
            }
            Err(error) => {
                let error = format!("{error:#}");
                tracing::error!(error, "the new certificate is not usable; keeping the old one");
            }
        }
    }

    /// Reloads when the files change. Certificate managers replace two files one after the other,
    /// so a change is taken up only when nothing has moved since the last look.
    pub async fn watch(self: Arc<Self>, closing: CancellationToken) {
        let mut loaded = self.modified();
        let mut last_seen = loaded;
        while closing.run_until_cancelled(tokio::time::sleep(WATCH_INTERVAL)).await.is_some() {
            let now = self.modified();
            if now != loaded && now == last_seen {
                self.reload();
                loaded = now;
            }
            last_seen = now;
        }
    }

    fn modified(&self) -> [Option<SystemTime>; 2] {
        let time = |path: &PathBuf| fs::metadata(path).and_then(|found| found.modified()).ok();
        [time(&self.cert_file), time(&self.key_file)]
    }
}

fn read(cert_file: &PathBuf, key_file: &PathBuf) -> anyhow::Result<ServerConfig> {
    let certificates = CertificateDer::pem_file_iter(cert_file)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .with_context(|| format!("http.tls.cert_file: cannot read {}", cert_file.display()))?;
    ensure!(
        !certificates.is_empty(),
        "http.tls.cert_file: {} holds no certificate",
        cert_file.display()
    );
    let key = PrivateKeyDer::from_pem_file(key_file)
        .with_context(|| format!("http.tls.key_file: cannot read {}", key_file.display()))?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    // TLS 1.3 and 1.2, nothing older.
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(certificates, key)
        .context("http.tls: certificate and key do not fit together")?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
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
