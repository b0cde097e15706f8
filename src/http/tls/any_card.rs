//! What TLS may decide about a card: that the other end holds its key, and nothing else.
//!
//! Whether the certificate is trusted, valid and not revoked is decided by `pki`, which can answer
//! with a reason and a page where TLS can only hang up. So any well-formed certificate passes here.
//! The size limits keep what is parsed small. Never read the peer's chain as an identity.

use rustls::{
    DigitallySignedStruct, DistinguishedName, Error, SignatureScheme,
    client::danger::HandshakeSignatureValid,
    crypto::{WebPkiSupportedAlgorithms, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, UnixTime},
    server::danger::{ClientCertVerified, ClientCertVerifier},
};

/// Largest certificate in bytes.
const CERTIFICATE_MAX_BYTES: usize = 16 * 1024;
/// Most certificates in a chain.
const CHAIN_MAX: usize = 8;
/// `Version` of X.509 v3.
const V3: u8 = 3;

/// Accepts every well-formed certificate whose key signs the handshake.
#[derive(Debug)]
pub(super) struct AnyCard {
    algorithms: WebPkiSupportedAlgorithms,
    hints: Vec<DistinguishedName>,
}

impl AnyCard {
    /// `hints`: the authorities that browsers are told of.
    pub(super) fn new(
        algorithms: WebPkiSupportedAlgorithms,
        hints: Vec<DistinguishedName>,
    ) -> Self {
        Self { algorithms, hints }
    }
}

impl ClientCertVerifier for AnyCard {
    fn root_hint_subjects(&self) -> &[DistinguishedName] {
        &self.hints
    }

    /// Who has no card gets a page that helps, not a broken connection.
    fn client_auth_mandatory(&self) -> bool {
        false
    }

    fn verify_client_cert(
        &self,
        leaf: &CertificateDer<'_>,
        extra: &[CertificateDer<'_>],
        _: UnixTime,
    ) -> Result<ClientCertVerified, Error> {
        let too_large = |der: &CertificateDer<'_>| der.len() > CERTIFICATE_MAX_BYTES;
        if extra.len() >= CHAIN_MAX || too_large(leaf) || extra.iter().any(too_large) {
            return Err(refusal("the chain is too large"));
        }
        let parsed = pki::Certificate::from_der(leaf).map_err(|_| refusal("it does not parse"))?;
        if parsed.version() != V3 {
            return Err(refusal("it is not version 3"));
        }
        Ok(ClientCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signature, &self.algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signature, &self.algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        let mut schemes = self.algorithms.supported_schemes();
        // The provider offers neither; a later release of it must not bring them back.
        schemes.retain(|scheme| {
            !matches!(scheme, SignatureScheme::RSA_PKCS1_SHA1 | SignatureScheme::ECDSA_SHA1_Legacy)
        });
        schemes
    }
}

fn refusal(why: &'static str) -> Error {
    tracing::debug!(why, "a client certificate was not even looked at");
    Error::InvalidCertificate(rustls::CertificateError::BadEncoding)
}
