//! What the listener agrees to in TLS: AES-GCM always, ChaCha20 and plain X25519 in no FIPS build.

use super::{
    Process, command,
    process::{self, database},
};
use rustls::{
    ClientConfig, ClientConnection, RootCertStore,
    crypto::{
        CryptoProvider,
        aws_lc_rs::{ALL_CIPHER_SUITES, ALL_KX_GROUPS, default_provider},
    },
    pki_types::{CertificateDer, ServerName},
};
use std::{net::TcpStream, sync::Arc};
use treasury_plane::crypto::IS_FIPS_BUILD;

/// Whether a handshake succeeds with this much on offer.
fn agrees(address: &str, certificate: &CertificateDer<'static>, provider: CryptoProvider) -> bool {
    let mut roots = RootCertStore::empty();
    roots.add(certificate.clone()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(provider))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from("plane.gov").unwrap();
    let mut session = ClientConnection::new(Arc::new(config), name).unwrap();
    let mut socket = TcpStream::connect(address).unwrap();
    while session.is_handshaking() {
        if session.complete_io(&mut socket).is_err() {
            return false;
        }
    }
    true
}

fn suites(name: &str) -> CryptoProvider {
    let named = |suite: &&rustls::SupportedCipherSuite| format!("{suite:?}").contains(name);
    let cipher_suites: Vec<_> = ALL_CIPHER_SUITES.iter().filter(named).copied().collect();
    assert!(!cipher_suites.is_empty(), "{name}");
    CryptoProvider { cipher_suites, ..default_provider() }
}

fn group(name: &str) -> CryptoProvider {
    let named = |group: &&&'static dyn rustls::crypto::SupportedKxGroup| {
        format!("{:?}", group.name()).eq_ignore_ascii_case(name)
    };
    let kx_groups: Vec<_> = ALL_KX_GROUPS.iter().filter(named).copied().collect();
    assert_eq!(kx_groups.len(), 1, "{name}");
    CryptoProvider { kx_groups, ..default_provider() }
}

#[tokio::test]
async fn a_fips_build_agrees_to_approved_algorithms_only() {
    let directory = process::data_dir();
    let made = rcgen::generate_simple_self_signed(["plane.gov".to_owned()]).unwrap();
    let (certificate, key) = (directory.path().join("cert.pem"), directory.path().join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let (url, owner_url) = database("suites").await;
    let mut command = command(directory.path(), &["serve"]);
    command.env("TREASURY_PLANE_DATABASE__URL", url);
    command.env("TREASURY_PLANE_DATABASE__OWNER_URL", owner_url);
    command.env("TREASURY_PLANE_HTTP__TLS__CERT_FILE", certificate);
    command.env("TREASURY_PLANE_HTTP__TLS__KEY_FILE", key);
    let server = Process::serve(command);
    let agrees = |provider| agrees(&server.address, made.cert.der(), provider);
    assert!(agrees(suites("AES_256_GCM")));
    assert!(agrees(suites("AES_128_GCM")));
    assert_eq!(agrees(suites("CHACHA20")), !IS_FIPS_BUILD);
    assert!(agrees(group("secp256r1")));
    assert!(agrees(group("secp384r1")));
    assert!(agrees(group("X25519MLKEM768")));
    assert_eq!(agrees(group("X25519")), !IS_FIPS_BUILD);
}
