//! The one provider of TLS.

use rustls::crypto::CryptoProvider;
use std::sync::{Arc, LazyLock};

/// What TLS may use, for every server and client here: cipher suites, key exchange, signatures.
///
/// In a FIPS build rustls leaves out ChaCha20-Poly1305 and X25519 by itself; what remains is
/// AES-GCM, P-256, P-384 and ML-KEM-768 together with X25519 (SP 800-56C: the approved part decides).
pub fn provider() -> Arc<CryptoProvider> {
    static PROVIDER: LazyLock<Arc<CryptoProvider>> =
        LazyLock::new(|| Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    Arc::clone(&PROVIDER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::IS_FIPS_BUILD;
    use rustls::{ClientConfig, NamedGroup, RootCertStore, ServerConfig};

    #[test]
    fn a_fips_build_offers_nothing_that_is_not_approved() {
        let provider = provider();
        let suites: Vec<_> =
            provider.cipher_suites.iter().map(|suite| format!("{:?}", suite.suite())).collect();
        let has_chacha = suites.iter().any(|name| name.contains("CHACHA20"));
        let has_x25519 = provider.kx_groups.iter().any(|group| group.name() == NamedGroup::X25519);
        assert_eq!((has_chacha, has_x25519), (!IS_FIPS_BUILD, !IS_FIPS_BUILD), "{suites:?}");
        assert_eq!(provider.fips(), IS_FIPS_BUILD);
        assert!(suites.iter().any(|name| name == "TLS13_AES_256_GCM_SHA384"));
    }

    /// Both ends ask for the extended master secret then (RFC 7627), as FIPS 140-3 IG wants it.
    #[test]
    fn configurations_know_that_they_are_fips() {
        let client = ClientConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(RootCertStore::empty())
            .with_no_client_auth();
        assert_eq!((client.fips(), client.require_ems), (IS_FIPS_BUILD, IS_FIPS_BUILD));
        let made = rcgen::generate_simple_self_signed(["a.gov".to_owned()]).unwrap();
        let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der());
        let server = ServerConfig::builder_with_provider(provider())
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key.unwrap())
            .unwrap();
        assert_eq!((server.fips(), server.require_ems), (IS_FIPS_BUILD, IS_FIPS_BUILD));
    }
}
