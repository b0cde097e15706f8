//! A previewed certificate as the console shows it.

use super::{
    judge::time,
    preview::{Known, Preview},
};
use chrono::{DateTime, Utc};
use poem_openapi::Object;
use serde::Serialize;
use uuid::Uuid;

/// What a certificate would do here.
#[derive(Debug, Serialize, Object)]
pub struct CertificatePreview {
    /// The certificate itself may sign somebody in.
    pub accepted: bool,
    /// Why nobody would sign in.
    pub reason: Option<String>,
    /// What was looked at, in order.
    pub steps: Vec<PreviewStep>,
    /// Whose certificate it is.
    pub subject: String,
    /// Who signed it.
    pub issuer: String,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// First second of validity.
    pub not_before: DateTime<Utc>,
    /// Last second of validity.
    pub not_after: DateTime<Utc>,
    /// The anchor that the path leads to.
    pub anchor: Option<PreviewAnchor>,
    /// What it says about who that is, strongest first.
    pub identifiers: Vec<PreviewIdentifier>,
    /// What it says about the card.
    pub card: PreviewCard,
    /// `sign_in`, `create_account`, `wait_for_approval` or `refuse`.
    pub would: String,
}

/// One thing that was looked at.
#[derive(Debug, Serialize, Object)]
pub struct PreviewStep {
    /// A name that stays the same.
    pub name: String,
    /// It was as it must be.
    pub passed: bool,
    /// One sentence.
    pub detail: String,
}

/// An anchor by its name.
#[derive(Debug, Serialize, Object)]
pub struct PreviewAnchor {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
}

/// An identifier and whose it is.
#[derive(Debug, Serialize, Object)]
pub struct PreviewIdentifier {
    /// Within which the value is unique.
    pub trust_domain: String,
    /// `dod_edipi`, `upn`, `subject` or `uid`.
    pub kind: String,
    /// The value.
    pub value: String,
    /// The account that has it.
    pub known_user: Option<PreviewUser>,
}

/// An account.
#[derive(Debug, Serialize, Object)]
pub struct PreviewUser {
    /// Its id.
    pub id: Uuid,
    /// Its name.
    pub display_name: String,
}

/// What a certificate says about its card.
#[derive(Debug, Serialize, Object)]
pub struct PreviewCard {
    /// The card's number.
    pub fascn: Option<String>,
    /// The card's UUID.
    pub card_uuid: Option<String>,
    /// The user principal name.
    pub upn: Option<String>,
    /// Ten digits at the end of the common name; they count below anchors of the DoD only.
    pub edipi: Option<String>,
    /// What is odd about it.
    pub anomalies: Vec<String>,
}

impl From<Preview> for CertificatePreview {
    fn from(preview: Preview) -> Self {
        let Preview { leaf, judgement, anchor, identifiers, would, refusal } = preview;
        let refused = judgement.verdict.reason().map(|reason| reason.code().to_owned());
        let mut steps: Vec<_> = judgement
            .verdict
            .steps
            .iter()
            .map(|step| PreviewStep {
                name: step.name.to_owned(),
                passed: step.passed,
                detail: step.detail.clone(),
            })
            .collect();
        if judgement.verdict.is_accepted() {
            steps.push(identity_step(&identifiers, &judgement.detail));
        }
        let card = judgement.card;
        Self {
            accepted: judgement.proof.is_some(),
            reason: refused.or_else(|| refusal.map(|refusal| refusal.code().to_owned())),
            steps,
            subject: leaf.subject().to_text(),
            issuer: leaf.issuer().to_text(),
            serial: leaf.serial_hex(),
            not_before: time(leaf.not_before()),
            not_after: time(leaf.not_after()),
            anchor: anchor.map(|(id, name)| PreviewAnchor { id, name }),
            identifiers: identifiers.into_iter().map(PreviewIdentifier::from).collect(),
            card: PreviewCard {
                fascn: card.fascn.as_ref().map(ToString::to_string),
                card_uuid: card.card_uuid,
                upn: card.upn,
                edipi: card.edipi,
                anomalies: card.anomalies,
            },
            would: would.as_str().to_owned(),
        }
    }
}

fn identity_step(identifiers: &[Known], fault: &str) -> PreviewStep {
    let kinds: Vec<_> = identifiers.iter().map(|one| one.identifier.kind.as_str()).collect();
    let detail = match kinds.is_empty() {
        true => format!("{fault}."),
        false => format!("The certificate tells who its holder is by {}.", kinds.join(", ")),
    };
    PreviewStep { name: "identity".to_owned(), passed: !kinds.is_empty(), detail }
}

impl From<Known> for PreviewIdentifier {
    fn from(known: Known) -> Self {
        let identifier = known.identifier;
        Self {
            trust_domain: identifier.trust_domain,
            kind: identifier.kind,
            value: identifier.value,
            known_user: known
                .user
                .map(|user| PreviewUser { id: user.id, display_name: user.display_name }),
        }
    }
}
