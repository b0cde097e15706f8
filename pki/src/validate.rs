//! The whole decision about one certificate.

use std::ops::ControlFlow;

use crate::builder::{self, Found};
use crate::certificate::Certificate;
use crate::engine;
use crate::ocsp::OcspAnswer;
use crate::oid::Oid;
use crate::profile::Profile;
use crate::revocation::{self, Responses, RevocationOutcome};
use crate::rules::{self, leaf::step};
use crate::trust::{Anchor, TrustStore};
pub use crate::verdict::{Accepted, Reason, Rejected, Step, Undecided, Verdict};

/// What a validation looks at.
#[derive(Clone, Copy)]
pub struct Inputs<'a> {
    /// The certificate that the client proved to have the key of.
    pub leaf: &'a Certificate,
    /// Other certificates that the client sent; candidates, never trusted.
    pub extra: &'a [Certificate],
    /// OCSP responses about the leaf, in DER.
    pub ocsp: &'a [Vec<u8>],
    /// A response that counted earlier said that the leaf is revoked. That stays so when the
    /// response has run out, for anchors that use OCSP.
    pub ocsp_revoked: bool,
    /// Seconds since 1970.
    pub now: i64,
    /// What the operator trusts.
    pub trust: &'a TrustStore,
}

/// Decides whether `leaf` may sign in at `now`. Each anchor brings its own profile; the first path
/// that passes everything wins.
pub fn validate(
    leaf: &Certificate,
    extra: &[Certificate],
    now: i64,
    trust: &TrustStore,
) -> Verdict {
    validate_with(&Inputs { leaf, extra, ocsp: &[], ocsp_revoked: false, now, trust })
}

/// [`validate`] with OCSP responses.
pub fn validate_with(inputs: &Inputs<'_>) -> Verdict {
    let leaf_steps = match check_leaf(inputs) {
        Ok(steps) => steps,
        Err((rejected, steps)) => return rejection(rejected, steps),
    };
    let mut accepted = None;
    let mut best: Option<Verdict> = None;
    let mut undecided = Vec::new();
    let mut take = |path: &[Certificate], index: usize| {
        let mut attempt =
            Attempt { inputs, path, steps: Vec::new(), ocsp: None, is_leaf_open: false };
        let outcome = attempt.run(index);
        let Attempt { steps, ocsp, is_leaf_open, .. } = attempt;
        let is_accepted = outcome.is_ok();
        let verdict = Verdict { outcome, steps, ocsp, undecided: Vec::new() };
        if is_accepted {
            accepted = Some(verdict);
            return ControlFlow::Break(());
        }
        if let Some(issuer) = path.get(1).filter(|_| is_leaf_open) {
            undecided.push(Undecided { issuer: issuer.clone(), anchor: index });
        }
        keep_most_telling(&mut best, verdict);
        ControlFlow::Continue(())
    };
    let found = builder::search(inputs.leaf, inputs.extra, inputs.trust, inputs.now, &mut take);
    if let Some(verdict) = accepted {
        return verdict;
    }
    if matches!(found, Found::Budget) {
        let mut detail = "The search for a path was given up at its bound.".to_owned();
        if let Some(Err(rejected)) = best.as_ref().map(|verdict| &verdict.outcome) {
            detail = format!("{detail} Last: {}", rejected.detail);
        }
        return failed(leaf_steps, Reason::SearchBudget, detail);
    }
    if let Some(verdict) = best {
        return Verdict { undecided, ..verdict };
    }
    let dead_end = if let Found::Exhausted(dead_end) = found { dead_end } else { None };
    let rejected = builder::no_path(inputs.leaf, dead_end);
    failed(leaf_steps, rejected.reason, rejected.detail)
}

fn failed(mut steps: Vec<Step>, reason: Reason, detail: String) -> Verdict {
    steps.push(Step::failed("path", detail.as_str()));
    rejection(Rejected { reason, detail }, steps)
}

fn rejection(rejected: Rejected, steps: Vec<Step>) -> Verdict {
    Verdict { outcome: Err(rejected), steps, ocsp: None, undecided: Vec::new() }
}

/// Refuses early what no anchor's profile lets in; no signature is verified for it.
fn check_leaf(inputs: &Inputs<'_>) -> Result<Vec<Step>, (Rejected, Vec<Step>)> {
    let mut first = None;
    for anchor in inputs.trust.anchors() {
        let mut steps = Vec::new();
        let checked =
            rules::leaf::check(inputs.leaf, inputs.trust, &anchor.profile, inputs.now, &mut steps);
        match checked {
            Ok(()) => return Ok(steps),
            Err(rejected) => {
                first.get_or_insert((rejected, steps));
            }
        }
    }
    Err(first.unwrap_or_else(|| {
        let detail = "No trusted anchor is configured.";
        (Rejected::new(Reason::NoPath, detail), vec![Step::failed("path", detail)])
    }))
}

/// Judging one path.
struct Attempt<'a> {
    inputs: &'a Inputs<'a>,
    path: &'a [Certificate],
    steps: Vec<Step>,
    /// What OCSP says about the leaf.
    ocsp: Option<OcspAnswer>,
    /// All that is missing is whether the leaf is revoked.
    is_leaf_open: bool,
}

impl Attempt<'_> {
    fn run(&mut self, index: usize) -> Result<Accepted, Rejected> {
        let Inputs { leaf, trust, now, .. } = *self.inputs;
        let Some(anchor) = trust.anchors().get(index) else {
            return Err(Rejected::new(Reason::Other, "The anchor is gone."));
        };
        let profile = &anchor.profile;
        let path = self.path;
        let steps = &mut self.steps;
        rules::leaf::check(leaf, trust, profile, now, steps)?;
        steps.push(Step::passed("path", describe(path)));
        let valid = "Every certificate above is within its period of validity.";
        let result = rules::path::check_validity(path, profile, now);
        step(steps, "path_validity", valid.to_owned(), result)?;
        let strong = "Keys and signature algorithms of the path are strong enough.";
        let result = rules::path::check_strength(path, profile);
        step(steps, "strength", strong.to_owned(), result)?;
        let issuers = "Every issuer of the path is a certification authority that may issue it.";
        let result = rules::path::check_issuers(path, profile);
        step(steps, "issuers", issuers.to_owned(), result)?;
        let policies = self.validate_path(profile)?;
        let soft_revocation = self.check_revocation(profile)?;
        Ok(self.accept(index, anchor, policies, soft_revocation))
    }

    fn validate_path(&mut self, profile: &Profile) -> Result<Vec<Oid>, Rejected> {
        match engine::check(self.path, profile) {
            Ok(policies) => {
                let names: Vec<String> = policies.iter().map(ToString::to_string).collect();
                let detail = if names.is_empty() {
                    "The path is valid by RFC 5280; no policy was required.".to_owned()
                } else {
                    format!("The path is valid by RFC 5280 under policy {}.", names.join(", "))
                };
                self.steps.push(Step::passed("policy", detail));
                Ok(policies)
            }
            Err(rejected) => {
                let detail = format!("The path is not valid: {}.", rejected.detail);
                self.steps.push(Step::failed("policy", detail));
                Err(rejected)
            }
        }
    }

    /// Whether the profile had to let revocation pass undecided.
    fn check_revocation(&mut self, profile: &Profile) -> Result<bool, Rejected> {
        let Inputs { trust, ocsp, ocsp_revoked, now, .. } = *self.inputs;
        let responses = Responses { all: ocsp, was_revoked: ocsp_revoked };
        let path = self.path;
        let whose = |index: usize| {
            path.get(index).map(|certificate| certificate.subject().to_text()).unwrap_or_default()
        };
        let (outcome, answer) =
            revocation::check_path(path, trust, responses, profile, now, &mut self.steps);
        self.ocsp = answer;
        self.is_leaf_open = matches!(outcome, RevocationOutcome::Unavailable { index: 0, .. });
        match outcome {
            RevocationOutcome::Good => Ok(false),
            RevocationOutcome::GoodBySoftFail => Ok(true),
            RevocationOutcome::Revoked { index } => Err(Rejected::new(
                Reason::Revoked,
                format!("The certificate of {} is revoked.", whose(index)),
            )),
            RevocationOutcome::Unavailable { index, why } => Err(Rejected::new(
                Reason::RevocationUnavailable,
                format!("Whether the certificate of {} is revoked is unknown: {why}", whose(index)),
            )),
        }
    }

    fn accept(
        &self,
        index: usize,
        anchor: &Anchor,
        policies: Vec<Oid>,
        soft_revocation: bool,
    ) -> Accepted {
        Accepted {
            path: self.path.to_vec(),
            anchor: index,
            trust_domain: anchor.trust_domain.clone(),
            policies,
            soft_revocation,
        }
    }
}

fn describe(path: &[Certificate]) -> String {
    let names: Vec<String> =
        path.iter().skip(1).map(|certificate| certificate.subject().to_text()).collect();
    format!("Signatures lead to a trusted anchor by way of {}.", names.join(" > "))
}

/// Of several rejected paths, the one that got further tells more; among equals the first, because
/// likelier paths come first.
fn keep_most_telling(best: &mut Option<Verdict>, verdict: Verdict) {
    let telling = |verdict: &Verdict| verdict.reason().map_or(0, weight);
    let is_better = best.as_ref().is_none_or(|old| telling(&verdict) > telling(old));
    if is_better {
        *best = Some(verdict);
    }
}

fn weight(reason: Reason) -> u8 {
    match reason {
        Reason::Revoked => 6,
        Reason::RevocationUnavailable => 5,
        Reason::Policy | Reason::NameConstraint => 4,
        Reason::UnsupportedExtension | Reason::PathLength | Reason::Malformed => 3,
        Reason::Expired | Reason::NotYetValid | Reason::WeakKey | Reason::WeakSignature => 2,
        Reason::NotForSignIn | Reason::BadSignature | Reason::Other => 1,
        Reason::NoPath | Reason::SearchBudget => 0,
    }
}
