//! From a certificate to a proof of who somebody is.
//!
//! The validator decides whether the certificate may sign somebody in; the rules of the anchor that
//! its path leads to decide which of its names say who that is. All three ways in by card end here,
//! and so does the preview in the console.

use super::{
    ocsp::{self, Heard},
    snapshot::{self, Snapshot, SnapshotAnchor},
};
use crate::{
    app::App,
    audit,
    auth::identities::model::{Card, Identifier, Method, Proof, Refusal},
    db::Context,
    error::{Error, Result},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, Utc};
use pki::{Accepted, CardFacts, Certificate, IdentityRules, Inputs, Reason, Verdict};
use std::sync::Arc;
use uuid::Uuid;

/// What came out of looking at a certificate.
#[derive(Clone, Debug)]
pub struct Judgement {
    /// What the validator says, step by step.
    pub verdict: Verdict,
    /// Who somebody is, when the certificate may sign in.
    pub proof: Option<Proof>,
    /// Why not, otherwise.
    pub refusal: Option<Refusal>,
    /// Why not, for administrators and the audit log.
    pub detail: String,
    /// The anchor that the path leads to.
    pub anchor: Option<Uuid>,
    /// What the certificate says about the card and its holder.
    pub card: CardFacts,
}

/// Judges the certificate of somebody who wants to sign in. `extra` are certificates that came
/// along with it; they may help to find a path and are never trusted. Signing in past the end of a
/// revocation list is written to the audit log.
pub async fn judge(app: &App, leaf: Certificate, extra: Vec<Certificate>) -> Result<Judgement> {
    let snapshot = snapshot::current(app).await?;
    let judgement = judge_by(app, snapshot, leaf, extra).await?;
    if let Some(proof) = judgement.proof.as_ref().filter(|proof| proof.soft_revocation) {
        note_soft_pass(app, &judgement, proof).await?;
    }
    Ok(judgement)
}

/// Judges by a snapshot, and changes nothing. Where the path leads to an anchor that prefers OCSP,
/// the responder is asked, unless it is known what it says; no slot is held meanwhile.
pub(super) async fn judge_by(
    app: &App,
    snapshot: Arc<Snapshot>,
    leaf: Certificate,
    extra: Vec<Certificate>,
) -> Result<Judgement> {
    let now = app.clock.now().timestamp();
    let case = Arc::new((snapshot, leaf, extra));
    let (snapshot, leaf, _) = &*case;
    let known = app.trust.responders.known(leaf, now);
    let is_known = known.is_some();
    let judgement = decide_beside(app, &case, now, known.unwrap_or_default()).await?;
    if is_known {
        return Ok(judgement);
    }
    let Some(question) = ocsp::question(snapshot, leaf, &judgement.verdict) else {
        return Ok(judgement);
    };
    let heard = ocsp::ask(app, question).await?;
    decide_beside(app, &case, now, heard).await
}

/// Decides beside the async runtime, when it is its turn.
async fn decide_beside(
    app: &App,
    case: &Arc<(Arc<Snapshot>, Certificate, Vec<Certificate>)>,
    now: i64,
    heard: Heard,
) -> Result<Judgement> {
    let closed = |_| Error::Unavailable("the server is ending");
    let _slot = app.trust.slots.acquire().await.map_err(closed)?;
    let own = Arc::clone(case);
    let judgement = snapshot::blocking(move || {
        let (snapshot, leaf, extra) = &*own;
        decide(snapshot, now, leaf, extra, &heard)
    })
    .await?;
    app.trust.responders.learn(&case.1, &judgement.verdict);
    Ok(judgement)
}

/// The judgement at a time, since 1970, with what responders said about the leaf.
pub fn decide(
    snapshot: &Snapshot,
    now: i64,
    leaf: &Certificate,
    extra: &[Certificate],
    heard: &Heard,
) -> Judgement {
    let mut verdict = pki::validate_with(&Inputs {
        leaf,
        extra,
        ocsp: &heard.responses,
        ocsp_revoked: heard.is_revoked,
        now,
        trust: &snapshot.store,
    });
    ocsp::tell(&mut verdict, leaf, heard);
    let card = pki::card_facts(leaf);
    let refused = |verdict, card, refusal, detail, anchor| Judgement {
        verdict,
        proof: None,
        refusal: Some(refusal),
        detail,
        anchor,
        card,
    };
    let accepted = match &verdict.outcome {
        Ok(accepted) => accepted,
        Err(rejected) => {
            let (refusal, detail) = (refusal_for(rejected.reason), rejected.detail.clone());
            return refused(verdict, card, refusal, detail, None);
        }
    };
    let Some(anchor) = snapshot.anchors.get(accepted.anchor) else {
        let detail = "the anchor has just been removed".to_owned();
        return refused(verdict, card, Refusal::UntrustedCertificate, detail, None);
    };
    let identifiers = identifiers(leaf, &card, anchor);
    if identifiers.is_empty() {
        let kinds = anchor.settings.identifier_kinds.join(", ");
        let detail =
            format!("the certificate yields no identifier that its anchor lets count ({kinds})");
        return refused(verdict, card, Refusal::CertificateRejected, detail, Some(anchor.id));
    }
    let proof = proof(leaf, &card, anchor, accepted, identifiers);
    Judgement {
        proof: Some(proof),
        refusal: None,
        detail: String::new(),
        anchor: Some(anchor.id),
        verdict,
        card,
    }
}

/// The identifiers by the anchor's rules, strongest first.
fn identifiers(leaf: &Certificate, card: &CardFacts, anchor: &SnapshotAnchor) -> Vec<Identifier> {
    let settings = &anchor.settings;
    let rules = IdentityRules {
        kinds: settings.identifier_kinds.iter().filter_map(|kind| kind.parse().ok()).collect(),
        dod: settings.dod,
        upn_suffixes: settings.upn_suffixes.clone(),
        issuer_group: settings.issuer_group.clone(),
    };
    pki::identifiers(leaf, card, &settings.trust_domain, &rules)
        .into_iter()
        .map(|found| {
            let kind = found.kind.as_str();
            // The value of a subject is a digest; people know the name itself.
            let label = match kind {
                "subject" => leaf.subject().to_text(),
                _ => found.value.clone(),
            };
            Identifier {
                trust_domain: found.trust_domain,
                kind: kind.to_owned(),
                value: found.value,
                label: label.chars().take(512).collect(),
            }
        })
        .collect()
}

fn proof(
    leaf: &Certificate,
    card: &CardFacts,
    anchor: &SnapshotAnchor,
    accepted: &Accepted,
    identifiers: Vec<Identifier>,
) -> Proof {
    Proof {
        method: Method::Piv,
        identifiers,
        card: Some(Card {
            certificate: STANDARD.encode(leaf.der()),
            sha256: crate::hex::encode(&leaf.sha256()),
            issuer_sha256: crate::hex::encode(sha256(leaf.issuer().der()).as_ref()),
            subject: leaf.subject().to_text(),
            issuer: leaf.issuer().to_text(),
            serial: leaf.serial_hex(),
            card_uuid: card.card_uuid.clone(),
            fascn: card.fascn.as_ref().map(ToString::to_string),
            not_before: time(leaf.not_before()),
            not_after: time(leaf.not_after()),
        }),
        provider_id: None,
        first_name: card.first_name.clone().unwrap_or_default(),
        last_name: card.last_name.clone().unwrap_or_default(),
        email: card.email.clone(),
        auto_provision: anchor.settings.auto_provision,
        soft_revocation: accepted.soft_revocation,
        trust_domain: accepted.trust_domain.clone(),
    }
}

/// What the person is told. The reasons that come of picking another certificate of the same card
/// have one answer: pick the other one.
pub fn refusal_for(reason: Reason) -> Refusal {
    match reason {
        Reason::Expired => Refusal::CertificateExpired,
        Reason::NotYetValid => Refusal::CertificateNotYetValid,
        Reason::Revoked => Refusal::CertificateRevoked,
        Reason::RevocationUnavailable => Refusal::RevocationUnavailable,
        Reason::NotForSignIn | Reason::Policy => Refusal::WrongCertificate,
        Reason::NoPath => Refusal::UntrustedCertificate,
        Reason::SearchBudget
        | Reason::NameConstraint
        | Reason::WeakKey
        | Reason::WeakSignature
        | Reason::BadSignature
        | Reason::Malformed
        | Reason::UnsupportedExtension
        | Reason::PathLength
        | Reason::Other => Refusal::CertificateRejected,
    }
}

async fn note_soft_pass(app: &App, judgement: &Judgement, proof: &Proof) -> Result<()> {
    let subject = proof.card.as_ref().map(|card| card.subject.clone()).unwrap_or_default();
    let sha256 = proof.card.as_ref().map(|card| card.sha256.clone()).unwrap_or_default();
    tracing::warn!(subject, sha256, "a revocation list is out of date and was let pass");
    let mut entry = audit::Entry::new("trust.revocation_let_pass")
        .with("certificate_sha256", sha256)
        .with("subject", subject);
    if let Some(anchor) = judgement.anchor {
        entry = entry.on("trust_anchor", anchor);
    }
    let tx = app.db.begin(Context::default()).await?;
    entry.write(&tx, app.clock.now()).await?;
    tx.commit().await
}

/// Seconds since 1970 as a time; certificates cannot hold one that does not exist.
pub(super) fn time(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or_default()
}

fn sha256(bytes: &[u8]) -> aws_lc_rs::digest::Digest {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes)
}
