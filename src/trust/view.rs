//! The trust store as the console shows it.

pub use super::view_preview::CertificatePreview;
use super::{
    judge::time,
    model::WARN_AHEAD,
    ops::certificates::Added,
    queries::{self, AnchorRow, CrlRow},
    snapshot::{self, Snapshot},
};
use crate::{app::App, db::Context, error::Result};
use chrono::{DateTime, Utc};
use entity::{trust_certificate, trust_crl_source};
use pki::{Bundle, Certificate};
use poem_openapi::Object;
use serde::Serialize;
use std::{collections::HashMap, sync::Arc};
use uuid::Uuid;

/// All of the trust store.
#[derive(Debug, Serialize, Object)]
pub struct TrustView {
    /// What is trusted.
    pub anchors: Vec<Anchor>,
    /// What may stand between cards and anchors.
    pub certificates: Vec<TrustCertificate>,
    /// Revocation lists.
    pub crls: Vec<CrlView>,
    /// Where lists are fetched from.
    pub crl_sources: Vec<CrlSource>,
}

/// A certificate that is trusted, and what is demanded of those below it.
#[derive(Debug, Serialize, Object)]
#[oai(rename = "TrustAnchor")]
pub struct Anchor {
    /// Its id.
    pub id: Uuid,
    /// SHA-256 of the certificate.
    pub sha256: String,
    /// Its name.
    pub subject: String,
    /// First second of validity.
    pub not_before: DateTime<Utc>,
    /// Last second of validity.
    pub not_after: DateTime<Utc>,
    /// Ends within 60 days.
    pub expires_soon: bool,
    /// Under which name its identities are kept apart from others.
    pub trust_domain: String,
    /// Policies, one of which must hold.
    pub policies: Vec<String>,
    /// The certificate must be for TLS clients.
    pub require_client_auth_eku: bool,
    /// Certificates that name no purpose at all pass.
    pub accept_absent_eku: bool,
    /// Policies are not translated on the way.
    pub inhibit_policy_mapping: bool,
    /// `hard`, `soft` or `off`.
    pub revocation: String,
    /// Soft: hours after the end of the last list.
    pub soft_grace_hours: i32,
    /// Soft: when the exception ends.
    pub soft_until: Option<DateTime<Utc>>,
    /// `off`, or `prefer`: the issuer's responder is asked before lists.
    pub ocsp: String,
    /// Somebody unknown gets an account at once.
    pub auto_provision: bool,
    /// Which identifiers count, strongest first.
    pub identifier_kinds: Vec<String>,
    /// The ten digits at the end of a common name are an EDIPI.
    pub dod: bool,
    /// Domains of user principal names that its issuers may vouch for.
    pub upn_suffixes: Vec<String>,
    /// Issuers in whose certificates one subject name means one person.
    pub issuer_group: String,
    /// Counts at all.
    pub enabled: bool,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

impl Anchor {
    /// The row as shown.
    pub fn new(row: AnchorRow, now: DateTime<Utc>) -> Self {
        let settings = row.settings;
        Self {
            id: row.id,
            sha256: crate::hex::encode(&row.sha256),
            subject: row.subject,
            not_before: row.not_before,
            not_after: row.not_after,
            expires_soon: row.not_after <= now + WARN_AHEAD,
            trust_domain: settings.trust_domain,
            policies: settings.policies,
            require_client_auth_eku: settings.require_client_auth_eku,
            accept_absent_eku: settings.accept_absent_eku,
            inhibit_policy_mapping: settings.inhibit_policy_mapping,
            revocation: settings.revocation.as_str().to_owned(),
            soft_grace_hours: settings.soft_grace_hours,
            soft_until: settings.soft_until,
            ocsp: settings.ocsp.as_str().to_owned(),
            auto_provision: settings.auto_provision,
            identifier_kinds: settings.identifier_kinds,
            dod: settings.dod,
            upn_suffixes: settings.upn_suffixes,
            issuer_group: settings.issuer_group,
            enabled: settings.enabled,
            created_at: row.created_at,
        }
    }
}

/// A certificate between cards and anchors.
#[derive(Debug, Serialize, Object)]
pub struct TrustCertificate {
    /// Its id.
    pub id: Uuid,
    /// SHA-256 of the certificate.
    pub sha256: String,
    /// Its name.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// First second of validity.
    pub not_before: DateTime<Utc>,
    /// Last second of validity.
    pub not_after: DateTime<Utc>,
    /// Ends within 60 days.
    pub expires_soon: bool,
    /// Anchors that a path leads to.
    pub reaches: Vec<Uuid>,
    /// When it was added.
    pub created_at: DateTime<Utc>,
}

/// A revocation list.
#[derive(Debug, Serialize, Object)]
#[oai(rename = "Crl")]
pub struct CrlView {
    /// Its id.
    pub id: Uuid,
    /// Who issued it.
    pub issuer: String,
    /// When it was issued.
    pub this_update: DateTime<Utc>,
    /// When it ends.
    pub next_update: Option<DateTime<Utc>>,
    /// CRLNumber: decimal, or hexadecimal with `0x` when it is long.
    pub number: Option<String>,
    /// How many certificates it lists.
    pub entries: i64,
    /// Its length.
    pub size_bytes: i64,
    /// `upload`, or the address it was fetched from.
    pub source: String,
    /// When it arrived.
    pub received_at: DateTime<Utc>,
    /// Counts now.
    pub is_current: bool,
}

impl CrlView {
    /// The row as shown.
    pub fn new(row: CrlRow, now: DateTime<Utc>) -> Self {
        Self {
            id: row.id,
            issuer: row.issuer,
            this_update: row.this_update,
            next_update: Some(row.next_update),
            number: row.number.map(|number| number_text(&number)),
            entries: row.entries,
            size_bytes: row.size_bytes,
            source: row.source,
            received_at: row.received_at,
            is_current: row.this_update <= now && now < row.next_update,
        }
    }
}

fn number_text(number: &[u8]) -> String {
    let digits: Vec<u8> = number.iter().copied().skip_while(|byte| *byte == 0).collect();
    match digits.len() {
        0..=16 => {
            digits.iter().fold(0_u128, |sum, byte| (sum << 8) | u128::from(*byte)).to_string()
        }
        _ => format!("0x{}", crate::hex::encode(&digits)),
    }
}

/// An address from which lists are fetched.
#[derive(Debug, Serialize, Object)]
pub struct CrlSource {
    /// Its id.
    pub id: Uuid,
    /// The address.
    pub url: String,
    /// Is fetched from.
    pub enabled: bool,
    /// When it was last asked.
    pub last_attempt_at: Option<DateTime<Utc>>,
    /// When it last gave a list that counts.
    pub last_success_at: Option<DateTime<Utc>>,
    /// What went wrong at the last attempt.
    pub last_error: Option<String>,
}

impl From<trust_crl_source::Model> for CrlSource {
    fn from(row: trust_crl_source::Model) -> Self {
        Self {
            id: row.id,
            url: row.url,
            enabled: row.enabled,
            last_attempt_at: row.last_attempt_at,
            last_success_at: row.last_success_at,
            last_error: row.last_error,
        }
    }
}

/// What a file holds, before anything of it is added.
#[derive(Debug, Serialize, Object)]
pub struct InspectedBundle {
    /// Certificates, in the order of the file.
    pub certificates: Vec<InspectedCertificate>,
    /// How many revocation lists.
    pub crls: usize,
    /// What could not be read.
    pub skipped: Vec<String>,
}

/// A certificate of a file.
#[derive(Debug, Serialize, Object)]
pub struct InspectedCertificate {
    /// SHA-256 of the certificate.
    pub sha256: String,
    /// Its name.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// First second of validity.
    pub not_before: DateTime<Utc>,
    /// Last second of validity.
    pub not_after: DateTime<Utc>,
    /// A certification authority's.
    pub is_ca: bool,
    /// Issuer and subject are the same.
    pub is_self_signed: bool,
    /// Policies that it names.
    pub policies: Vec<String>,
    /// Anchors that a path leads to.
    pub reaches: Vec<Uuid>,
    /// `anchor` or `certificate` when it is in the store.
    pub known: Option<String>,
}

/// How adding a bundle ended.
#[derive(Debug, Serialize, Object)]
pub struct AddedCertificates {
    /// Certificates that are new.
    pub added: usize,
    /// Certificates that were here.
    pub known: usize,
    /// Revocation lists that are here now.
    pub crls: usize,
    /// What was not taken.
    pub refused: Vec<RefusedCertificate>,
}

/// Something that was not taken.
#[derive(Debug, Serialize, Object)]
pub struct RefusedCertificate {
    /// Whose it is.
    pub subject: String,
    /// Why.
    pub why: String,
}

impl From<Added> for AddedCertificates {
    fn from(added: Added) -> Self {
        let refused = added.refused.into_iter();
        Self {
            added: added.added,
            known: added.known,
            crls: added.crls,
            refused: refused
                .map(|one| RefusedCertificate { subject: one.subject, why: one.why })
                .collect(),
        }
    }
}

/// All of the store.
pub async fn everything(app: &App) -> Result<TrustView> {
    let now = app.clock.now();
    let snapshot = snapshot::current(app).await?;
    let tx = app.db.begin(Context::default()).await?;
    let anchors = queries::anchors(&tx).await?;
    let certificates = queries::certificates(&tx).await?;
    let crls = queries::crls(&tx).await?;
    let sources = queries::sources(&tx).await?;
    tx.end().await?;
    let parsed = certificates.iter().map(|row| Certificate::from_der(&row.certificate).ok());
    let reached = reaches(snapshot, parsed.collect(), now).await?;
    Ok(TrustView {
        anchors: anchors.into_iter().map(|row| Anchor::new(row, now)).collect(),
        certificates: certificates
            .into_iter()
            .zip(reached)
            .map(|(row, reaches)| certificate(row, reaches, now))
            .collect(),
        crls: crls.into_iter().map(|row| CrlView::new(row, now)).collect(),
        crl_sources: sources.into_iter().map(CrlSource::from).collect(),
    })
}

fn certificate(
    row: trust_certificate::Model,
    reaches: Vec<Uuid>,
    now: DateTime<Utc>,
) -> TrustCertificate {
    TrustCertificate {
        id: row.id,
        sha256: crate::hex::encode(&row.sha256),
        subject: row.subject,
        issuer: row.issuer,
        not_before: row.not_before,
        not_after: row.not_after,
        expires_soon: row.not_after <= now + WARN_AHEAD,
        reaches,
        created_at: row.created_at,
    }
}

/// The anchors that each certificate leads to, found out beside the async runtime.
async fn reaches(
    snapshot: Arc<Snapshot>,
    certificates: Vec<Option<Certificate>>,
    now: DateTime<Utc>,
) -> Result<Vec<Vec<Uuid>>> {
    snapshot::blocking(move || {
        let anchors = snapshot.store.anchors().iter().zip(&snapshot.anchors);
        let ids: HashMap<_, _> = anchors.map(|(a, row)| (a.certificate.sha256(), row.id)).collect();
        let of = |certificate: Certificate| {
            let found = snapshot.store.reaches(&certificate, now.timestamp());
            found.iter().filter_map(|sha256| ids.get(sha256).copied()).collect()
        };
        certificates.into_iter().map(|one| one.map(of).unwrap_or_default()).collect()
    })
    .await
}

/// What a file holds.
pub async fn inspect(app: &App, bundle: Bundle) -> Result<InspectedBundle> {
    let snapshot = snapshot::current(app).await?;
    let Bundle { certificates, crls, skipped } = bundle;
    let sha256: Vec<_> = certificates.iter().map(|c| c.sha256().to_vec()).collect();
    let tx = app.db.begin(Context::default()).await?;
    let known: HashMap<_, _> = queries::known(&tx, &sha256).await?.into_iter().collect();
    tx.end().await?;
    let all = certificates.iter().cloned().map(Some).collect();
    let reached = reaches(snapshot, all, app.clock.now()).await?;
    let certificates =
        certificates.iter().zip(reached).map(|(one, reaches)| InspectedCertificate {
            sha256: crate::hex::encode(&one.sha256()),
            subject: one.subject().to_text(),
            issuer: one.issuer().to_text(),
            not_before: time(one.not_before()),
            not_after: time(one.not_after()),
            is_ca: one.is_ca(),
            is_self_signed: one.is_self_issued(),
            policies: one.policies().iter().map(ToString::to_string).collect(),
            reaches,
            known: known.get(one.sha256().as_slice()).map(|kind| (*kind).to_owned()),
        });
    Ok(InspectedBundle { certificates: certificates.collect(), crls: crls.len(), skipped })
}
