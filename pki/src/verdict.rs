//! The answer of a validation, and why.

use crate::certificate::Certificate;
use crate::ocsp::OcspAnswer;
use crate::oid::Oid;

/// What came out, and how.
#[derive(Debug, Clone)]
pub struct Verdict {
    /// The verified path, or the reason against it.
    pub outcome: Result<Accepted, Rejected>,
    /// What was looked at, in order; of a rejection, up to what failed.
    pub steps: Vec<Step>,
    /// What OCSP says about the leaf, where the anchor of the path that decided lets it count.
    pub ocsp: Option<OcspAnswer>,
    /// Of a rejection: the paths that hold but for this, that nothing at hand says whether the leaf
    /// is revoked. An OCSP response may still decide.
    pub undecided: Vec<Undecided>,
}

/// A path on which only the revocation of the leaf is open.
#[derive(Debug, Clone)]
pub struct Undecided {
    /// Who issued the leaf: whom to ask about it.
    pub issuer: Certificate,
    /// Index of the anchor in the trust store.
    pub anchor: usize,
}

impl Verdict {
    /// Whether the certificate may sign in.
    pub fn is_accepted(&self) -> bool {
        self.outcome.is_ok()
    }

    /// The reason, if it may not.
    pub fn reason(&self) -> Option<Reason> {
        self.outcome.as_ref().err().map(|rejected| rejected.reason)
    }
}

/// A path that holds.
#[derive(Debug, Clone)]
pub struct Accepted {
    /// Leaf first, anchor last.
    pub path: Vec<Certificate>,
    /// Index of the anchor in the trust store.
    pub anchor: usize,
    /// The anchor's trust domain.
    pub trust_domain: String,
    /// The configured policies under which the path is valid.
    pub policies: Vec<Oid>,
    /// Revocation was not decided by a current CRL, and the profile let that pass.
    pub soft_revocation: bool,
}

/// Why a certificate may not sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejected {
    /// For programs.
    pub reason: Reason,
    /// For operators; holds no secrets.
    pub detail: String,
}

impl Rejected {
    pub(crate) fn new(reason: Reason, detail: impl Into<String>) -> Self {
        Self { reason, detail: detail.into() }
    }
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Stable, for programs and translations.
    pub name: &'static str,
    /// Whether it was as it must be.
    pub passed: bool,
    /// One sentence for people.
    pub detail: String,
}

impl Step {
    pub(crate) fn passed(name: &'static str, detail: impl Into<String>) -> Self {
        Self { name, passed: true, detail: detail.into() }
    }

    pub(crate) fn failed(name: &'static str, detail: impl Into<String>) -> Self {
        Self { name, passed: false, detail: detail.into() }
    }
}

/// The kinds of rejection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A certificate of the path is no longer valid.
    Expired,
    /// A certificate of the path is not valid yet.
    NotYetValid,
    /// A certificate of the path is revoked.
    Revoked,
    /// Nothing current says whether a certificate of the path is revoked.
    RevocationUnavailable,
    /// No path leads to an anchor.
    NoPath,
    /// The search for a path was given up at its bound.
    SearchBudget,
    /// The certificate is not for signing in: its usage, a CA, an anchor.
    NotForSignIn,
    /// No required policy holds along the path.
    Policy,
    /// A name is outside the constraints of a CA above it.
    NameConstraint,
    /// A key of the path is too small or of a kind that is not used.
    WeakKey,
    /// A signature of the path uses an algorithm that is not trusted.
    WeakSignature,
    /// A signature of the path does not hold.
    BadSignature,
    /// A certificate breaks the rules of its own format.
    Malformed,
    /// A critical extension is not understood.
    UnsupportedExtension,
    /// The path is longer than a CA or the profile allows.
    PathLength,
    /// Something else that path validation refuses.
    Other,
}

impl Reason {
    /// A stable name for logs, metrics and the audit.
    pub fn code(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::NotYetValid => "not_yet_valid",
            Self::Revoked => "revoked",
            Self::RevocationUnavailable => "revocation_unavailable",
            Self::NoPath => "no_path",
            Self::SearchBudget => "search_budget",
            Self::NotForSignIn => "not_for_sign_in",
            Self::Policy => "policy",
            Self::NameConstraint => "name_constraint",
            Self::WeakKey => "weak_key",
            Self::WeakSignature => "weak_signature",
            Self::BadSignature => "bad_signature",
            Self::Malformed => "malformed",
            Self::UnsupportedExtension => "unsupported_extension",
            Self::PathLength => "path_length",
            Self::Other => "other",
        }
    }
}
