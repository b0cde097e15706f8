//! Picks what may be bound to a user (piv.md section 2).

use std::{fmt::Write, str::FromStr};

use aws_lc_rs::digest;

use super::names::{CardFacts, subject_is_safe};
use crate::{certificate::Certificate, error::ParseError};

/// The trust domain of EDIPIs, whichever anchor a CAC was validated under: the DoD gives each
/// person one number for life.
const DOD: &str = "dod";

/// What an operator says about the certificates of an issuer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentityRules {
    /// The kinds of identifiers that count, the preferred one first.
    pub kinds: Vec<Kind>,
    /// The anchor or issuer is one of the DoD, so that EDIPIs count.
    pub dod: bool,
    /// Suffixes for which the issuer is authoritative, such as `agency.gov`.
    pub upn_suffixes: Vec<String>,
    /// The operator's name for the issuers that give out subjects together. Not the name of an
    /// issuer, which changes with its key.
    pub issuer_group: String,
}

/// Kinds of identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The ten-digit number of a person at the DoD.
    DodEdipi,
    /// The user principal name.
    Upn,
    /// The whole subject, within a group of issuers.
    Subject,
    /// The person's number at the agency, within a group of issuers.
    Uid,
}

impl Kind {
    /// The name in configuration and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DodEdipi => "dod_edipi",
            Self::Upn => "upn",
            Self::Subject => "subject",
            Self::Uid => "uid",
        }
    }
}

impl FromStr for Kind {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::DodEdipi, Self::Upn, Self::Subject, Self::Uid]
            .into_iter()
            .find(|kind| kind.as_str() == text)
            .ok_or_else(|| ParseError::new("not a kind of identifier"))
    }
}

/// One identifier; two certificates with an equal one are of the same user.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identifier {
    /// Who gives out the values.
    pub trust_domain: String,
    /// What the value is.
    pub kind: Kind,
    /// The value, compared byte by byte.
    pub value: String,
}

/// The identifiers of a *validated* certificate, in the operator's order of preference.
pub fn identifiers(
    leaf: &Certificate,
    facts: &CardFacts,
    trust_domain: &str,
    rules: &IdentityRules,
) -> Vec<Identifier> {
    let mut found: Vec<Identifier> = Vec::new();
    if !subject_is_safe(leaf.subject()) {
        return found;
    }
    for kind in &rules.kinds {
        let value = match kind {
            Kind::DodEdipi => facts.edipi.clone().filter(|_| rules.dod),
            Kind::Upn => facts.upn.as_deref().and_then(|upn| owned_upn(upn, rules)),
            Kind::Subject => subject(leaf, rules),
            Kind::Uid => facts.uid.as_ref().map(|uid| format!("{}:{uid}", rules.issuer_group)),
        };
        let trust_domain = if *kind == Kind::DodEdipi { DOD } else { trust_domain };
        if let Some(value) = value
            && found.iter().all(|other| other.kind != *kind)
        {
            found.push(Identifier { trust_domain: trust_domain.to_owned(), kind: *kind, value });
        }
    }
    found
}

/// The name in lower case, if its suffix is one of those the operator listed.
fn owned_upn(upn: &str, rules: &IdentityRules) -> Option<String> {
    let upn = upn.to_ascii_lowercase();
    let (_, suffix) = upn.split_once('@')?;
    rules
        .upn_suffixes
        .iter()
        .any(|owned| owned.trim_start_matches('@').eq_ignore_ascii_case(suffix))
        .then_some(upn)
}

/// The exact DER, so that no folding can make two people one.
fn subject(leaf: &Certificate, rules: &IdentityRules) -> Option<String> {
    if leaf.subject().is_empty() {
        return None;
    }
    let mut value = format!("{}:", rules.issuer_group);
    for octet in digest::digest(&digest::SHA256, leaf.subject().der()).as_ref() {
        // Writing to a String does not fail.
        let _ = write!(value, "{octet:02x}");
    }
    Some(value)
}
