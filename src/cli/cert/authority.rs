//! A certificate authority to throw away: a root, an issuing authority, their revocation lists.
//!
//! The shape is that of the federal PKI in small, so that everything which is checked of a real card
//! is checked of these too: policies along the path, key identifiers, fresh revocation lists.

use super::der::{oid, sequence};
use anyhow::Context;
use chrono::{DateTime, Utc};
use rcgen::{
    BasicConstraints, CertificateParams, CertificateRevocationListParams, CustomExtension,
    DistinguishedName, DnType, IsCa, Issuer, KeyIdMethod, KeyPair, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256, RevocationReason, RevokedCertParams, SerialNumber,
};
use std::time::Duration;
use time::OffsetDateTime;

/// id-fpki-common-authentication, the policy of PIV authentication certificates.
const PIV_AUTHENTICATION: &[u64] = &[2, 16, 840, 1, 101, 3, 2, 1, 3, 13];
const CERTIFICATE_POLICIES: &[u64] = &[2, 5, 29, 32];
const YEAR: Duration = Duration::from_secs(365 * 86_400);
/// Certificates begin this long ago, so that clocks may differ.
const LEEWAY: Duration = Duration::from_secs(3600);

/// A root, and the authority below it that issues cards.
#[derive(Debug)]
pub struct Authority {
    name: String,
    root_key: KeyPair,
    issuing_key: KeyPair,
    root: Vec<u8>,
    issuing: Vec<u8>,
    /// Serial numbers of cards that were revoked.
    revoked: Vec<Vec<u8>>,
}

/// What an authority consists of, for keeping it.
#[derive(Clone, Debug)]
pub struct Parts {
    /// What its names begin with.
    pub name: String,
    /// PKCS#8 in PEM.
    pub root_key: String,
    /// PKCS#8 in PEM.
    pub issuing_key: String,
    /// DER.
    pub root: Vec<u8>,
    /// DER.
    pub issuing: Vec<u8>,
    /// Serial numbers.
    pub revoked: Vec<Vec<u8>>,
}

impl Authority {
    /// A new one; `name` tells it from others.
    pub fn new(name: &str, now: DateTime<Utc>) -> anyhow::Result<Self> {
        let root_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let issuing_key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let mut root = ca_params(&root_name(name), now, 10, BasicConstraints::Unconstrained);
        root.serial_number = Some(serial()?);
        let mut issuing = ca_params(&issuing_name(name), now, 5, BasicConstraints::Constrained(0));
        issuing.serial_number = Some(serial()?);
        issuing.use_authority_key_identifier_extension = true;
        issuing.custom_extensions.push(policies());
        let root_certificate = root.self_signed(&root_key)?.der().to_vec();
        let issuer = Issuer::from_params(&root, &root_key);
        let issuing_certificate = issuing.signed_by(&issuing_key, &issuer)?.der().to_vec();
        Ok(Self {
            name: name.to_owned(),
            root: root_certificate,
            issuing: issuing_certificate,
            root_key,
            issuing_key,
            revoked: Vec::new(),
        })
    }

    /// One that was kept.
    pub fn from_parts(parts: Parts) -> anyhow::Result<Self> {
        Ok(Self {
            name: parts.name,
            root_key: KeyPair::from_pem(&parts.root_key).context("the root's key")?,
            issuing_key: KeyPair::from_pem(&parts.issuing_key).context("the issuing key")?,
            root: parts.root,
            issuing: parts.issuing,
            revoked: parts.revoked,
        })
    }

    /// What to keep.
    pub fn parts(&self) -> Parts {
        Parts {
            name: self.name.clone(),
            root_key: self.root_key.serialize_pem(),
            issuing_key: self.issuing_key.serialize_pem(),
            root: self.root.clone(),
            issuing: self.issuing.clone(),
            revoked: self.revoked.clone(),
        }
    }

    /// DER of the root: the anchor to trust.
    pub fn root(&self) -> &[u8] {
        &self.root
    }

    /// DER of the issuing authority, which browsers send along or the trust store knows.
    pub fn issuing(&self) -> &[u8] {
        &self.issuing
    }

    /// Puts a card on the list.
    pub fn revoke(&mut self, serial: &[u8]) {
        self.revoked.push(serial.to_vec());
    }

    /// DER of the revocation lists of the root and of the issuing authority, good for a year.
    pub fn crls(&self, now: DateTime<Utc>) -> anyhow::Result<[Vec<u8>; 2]> {
        let empty = list(&[], now);
        let ours = list(&self.revoked, now);
        let root = ca_params(&root_name(&self.name), now, 10, BasicConstraints::Unconstrained);
        let root = Issuer::from_params(&root, &self.root_key);
        let issuing =
            ca_params(&issuing_name(&self.name), now, 5, BasicConstraints::Constrained(0));
        let issuing = Issuer::from_params(&issuing, &self.issuing_key);
        Ok([empty.signed_by(&root)?.der().to_vec(), ours.signed_by(&issuing)?.der().to_vec()])
    }

    /// Signs a card's certificate.
    pub(super) fn sign(
        &self,
        mut card: CertificateParams,
        key: &KeyPair,
    ) -> anyhow::Result<Vec<u8>> {
        let now = DateTime::<Utc>::default();
        let params = ca_params(&issuing_name(&self.name), now, 5, BasicConstraints::Constrained(0));
        card.use_authority_key_identifier_extension = true;
        card.key_identifier_method = KeyIdMethod::Sha256;
        card.custom_extensions.push(policies());
        let issuer = Issuer::from_params(&params, &self.issuing_key);
        Ok(card.signed_by(key, &issuer)?.der().to_vec())
    }
}

fn root_name(name: &str) -> String {
    format!("{name} Root CA")
}

fn issuing_name(name: &str) -> String {
    format!("{name} Issuing CA")
}

fn ca_params(
    name: &str,
    now: DateTime<Utc>,
    years: u32,
    constraints: BasicConstraints,
) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = distinguished_name(name);
    params.is_ca = IsCa::Ca(constraints);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params.key_identifier_method = KeyIdMethod::Sha256;
    params.not_before = time(now) - LEEWAY;
    params.not_after = time(now) + YEAR * years;
    params
}

/// Nobody can mistake these for certificates of the government.
pub(super) fn distinguished_name(common_name: &str) -> DistinguishedName {
    let mut name = DistinguishedName::new();
    name.push(DnType::CountryName, "US");
    name.push(DnType::OrganizationName, "Treasury Plane Development");
    name.push(DnType::CommonName, common_name);
    name
}

fn policies() -> CustomExtension {
    let policies = sequence(&[&sequence(&[&oid(PIV_AUTHENTICATION)])]);
    CustomExtension::from_oid_content(CERTIFICATE_POLICIES, policies)
}

fn list(revoked: &[Vec<u8>], now: DateTime<Utc>) -> CertificateRevocationListParams {
    let seconds = u64::try_from(now.timestamp()).unwrap_or_default();
    let entry = |serial: &Vec<u8>| RevokedCertParams {
        serial_number: SerialNumber::from_slice(serial),
        revocation_time: time(now),
        reason_code: Some(RevocationReason::CessationOfOperation),
        invalidity_date: None,
    };
    CertificateRevocationListParams {
        this_update: time(now) - LEEWAY,
        next_update: time(now) + YEAR,
        // The time, so that a later list has a higher number.
        crl_number: SerialNumber::from(seconds),
        issuing_distribution_point: None,
        revoked_certs: revoked.iter().map(entry).collect(),
        key_identifier_method: KeyIdMethod::Sha256,
    }
}

/// 120 random bits below a first byte that is neither zero nor negative.
pub(super) fn serial() -> anyhow::Result<SerialNumber> {
    let mut bytes = [0; 16];
    aws_lc_rs::rand::fill(&mut bytes).map_err(|_| anyhow::anyhow!("no random bytes"))?;
    if let Some(first) = bytes.first_mut() {
        *first = 0x4d;
    }
    Ok(SerialNumber::from_slice(&bytes))
}

/// The same time in the type that rcgen takes.
pub(super) fn time(at: DateTime<Utc>) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(at.timestamp()).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
