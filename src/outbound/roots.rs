//! Which certificate authorities are trusted where nobody named any.

use rustls::{RootCertStore, pki_types::CertificateDer};

/// The system's certificate authorities; those that this binary carries (Mozilla's) where the
/// system has none, as in an empty container. Never both: who removes an authority from the system
/// must not find it trusted still.
pub fn certificates() -> Vec<CertificateDer<'static>> {
    or_carried(rustls_native_certs::load_native_certs().certs)
}

/// Whose they are and how many, for people.
pub fn described() -> String {
    match rustls_native_certs::load_native_certs().certs.len() {
        0 => {
            let count = webpki_root_certs::TLS_SERVER_ROOT_CERTS.len();
            format!("{count} of this program, for the system has none")
        }
        count => format!("{count} of the system"),
    }
}

fn or_carried(system: Vec<CertificateDer<'static>>) -> Vec<CertificateDer<'static>> {
    if system.is_empty() {
        return webpki_root_certs::TLS_SERVER_ROOT_CERTS.to_vec();
    }
    system
}

/// [`certificates`] to check a server by.
pub fn store() -> RootCertStore {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(certificates());
    roots
}

/// [`certificates`] as text, for libraries that read nothing else.
pub fn pem() -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    let block = |certificate: &CertificateDer<'_>| {
        let text = STANDARD.encode(certificate);
        let lines: Vec<_> = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
        let body = lines.join("\n");
        format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n")
    };
    certificates().iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::{or_carried, pem, store};
    use rustls::pki_types::{CertificateDer, pem::PemObject};

    #[test]
    fn the_systems_come_first_and_alone() {
        let own = vec![CertificateDer::from(vec![1])];
        assert_eq!(or_carried(own.clone()), own);
        assert!(or_carried(Vec::new()).len() > 100);
    }

    #[test]
    fn as_text_they_are_the_same() {
        let read: Vec<_> =
            CertificateDer::pem_slice_iter(pem().as_bytes()).collect::<Result<_, _>>().unwrap();
        assert_eq!(read, super::certificates());
        assert!(!store().is_empty());
    }
}
