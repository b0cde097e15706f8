//! An authority that issues cards and lists as the test wants them.

use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CustomExtension,
    DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyIdMethod, KeyPair,
    KeyUsagePurpose, PublicKeyData, RevokedCertParams, SanType, SerialNumber, SigningKey,
    date_time_ymd,
};
use std::time::Duration;

/// certificatePolicies with id-fpki-common-authentication alone.
const POLICIES: [u8; 16] = [
    0x30, 0x0e, 0x30, 0x0c, 0x06, 0x0a, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x02, 0x01, 0x03, 0x0d,
];
/// The user principal name among the alternative names.
const UPN: [u64; 10] = [1, 3, 6, 1, 4, 1, 311, 20, 2, 3];

/// Authority information access, and its method OCSP as DER.
const ACCESS: [u64; 9] = [1, 3, 6, 1, 5, 5, 7, 1, 1];
const OCSP: &[u8] = b"\x06\x08\x2b\x06\x01\x05\x05\x07\x30\x01";

/// DER: a tag, the length, the content.
pub fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    let head = match length {
        [0, short @ 0..=127] => vec![tag, short],
        [0, short] => vec![tag, 0x81, short],
        [high, low] => vec![tag, 0x82, high, low],
    };
    [head.as_slice(), content].concat()
}

/// A certification authority that is its own anchor.
pub struct Authority {
    params: CertificateParams,
    key: KeyPair,
}

impl Authority {
    pub fn new(name: &str) -> Self {
        let mut params = named(name);
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.use_authority_key_identifier_extension = true;
        Self { params, key: KeyPair::generate().unwrap() }
    }

    pub fn der(&self) -> Vec<u8> {
        self.params.self_signed(&self.key).unwrap().der().to_vec()
    }

    /// A card's certificate for authentication.
    pub fn card(&self, common_name: &str, serial: u64, upn: Option<&str>) -> Vec<u8> {
        self.issue(self.card_params(common_name, serial, upn))
    }

    /// A card's certificate that names an OCSP responder.
    pub fn card_with_responder(&self, common_name: &str, serial: u64, url: &str) -> Vec<u8> {
        let mut params = self.card_params(common_name, serial, None);
        let access = tlv(0x30, &[OCSP, &tlv(0x86, url.as_bytes())].concat());
        let content = tlv(0x30, &access);
        params.custom_extensions.push(CustomExtension::from_oid_content(&ACCESS, content));
        self.issue(params)
    }

    /// Signs with ECDSA and SHA-256.
    pub fn sign(&self, data: &[u8]) -> Vec<u8> {
        SigningKey::sign(&self.key, data).unwrap()
    }

    /// The octets of the public key.
    pub fn point(&self) -> &[u8] {
        self.key.der_bytes()
    }

    fn card_params(&self, common_name: &str, serial: u64, upn: Option<&str>) -> CertificateParams {
        let mut params = named(common_name);
        params.serial_number = Some(SerialNumber::from(serial));
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
        params.use_authority_key_identifier_extension = true;
        let policies = CustomExtension::from_oid_content(&[2, 5, 29, 32], POLICIES.to_vec());
        params.custom_extensions = vec![policies];
        if let Some(upn) = upn {
            params.subject_alt_names = vec![SanType::OtherName((UPN.to_vec(), upn.into()))];
        }
        params
    }

    fn issue(&self, params: CertificateParams) -> Vec<u8> {
        let key = KeyPair::generate().unwrap();
        params.signed_by(&key, &self.issuer()).unwrap().der().to_vec()
    }

    /// A list that was made `from` hours after 2 March 2026 begins and ends at `to`.
    pub fn list(&self, number: u64, from: u64, to: u64, revoked: &[u64]) -> Vec<u8> {
        let hour = |hours: u64| date_time_ymd(2026, 3, 2) + Duration::from_secs(hours * 3600);
        let revoked_certs = revoked
            .iter()
            .map(|serial| RevokedCertParams {
                serial_number: SerialNumber::from(*serial),
                revocation_time: hour(from),
                reason_code: None,
                invalidity_date: None,
            })
            .collect();
        let params = CertificateRevocationListParams {
            this_update: hour(from),
            next_update: hour(to),
            crl_number: SerialNumber::from(number),
            issuing_distribution_point: None,
            revoked_certs,
            key_identifier_method: KeyIdMethod::Sha256,
        };
        params.signed_by(&self.issuer()).unwrap().der().to_vec()
    }

    fn issuer(&self) -> Issuer<'_, &KeyPair> {
        Issuer::from_params(&self.params, &self.key)
    }
}

fn named(common_name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::OrganizationName, "U.S. Government");
    params.distinguished_name.push(DnType::CommonName, common_name);
    params.not_before = date_time_ymd(2026, 1, 1);
    params.not_after = date_time_ymd(2028, 1, 1);
    params
}
