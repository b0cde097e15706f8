//! What an anchor demands: the values, their rules, and what they mean to the validator.

use crate::{check::Check, error::Result};
use chrono::{DateTime, Duration, Utc};
use pki::Oid;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use std::str::FromStr;

/// Certificates and lists that end within this time are pointed out.
pub const WARN_AHEAD: Duration = Duration::days(60);
/// How far ahead the end of a soft check of revocation may lie.
const SOFT_AHEAD_MAX: Duration = Duration::days(30);
/// The kinds of identifiers, strongest first, as piv.md section 2 prefers them.
pub const IDENTIFIER_KINDS: [&str; 4] = ["dod_edipi", "upn", "subject", "uid"];
/// The trust domain that holds EDIPIs.
const DOD: &str = "dod";

/// What happens when nobody can say whether a certificate is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Revocation {
    /// It is refused.
    Hard,
    /// It passes for some hours after the last list ran out, until a date.
    Soft,
    /// Nobody asks. Needs `trust.allow_revocation_off`.
    Off,
}

impl Revocation {
    /// The stored and sent name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
            Self::Off => "off",
        }
    }

    /// The value of a stored name; what is unknown is the strictest.
    pub fn parse(text: &str) -> Self {
        match text {
            "soft" => Self::Soft,
            "off" => Self::Off,
            _ => Self::Hard,
        }
    }
}

/// Whether the responder of a card's issuer is asked if the card is revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ocsp {
    /// Never; lists decide.
    Off,
    /// First; lists decide when it does not.
    Prefer,
}

impl Ocsp {
    /// The stored and sent name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::Prefer => "prefer",
        }
    }

    /// The value of a stored name; for what is unknown nobody is asked.
    pub fn parse(text: &str) -> Self {
        if text == "prefer" { Self::Prefer } else { Self::Off }
    }
}

/// What is demanded of certificates below an anchor, and what they say about people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnchorSettings {
    /// Under which name its identities are kept apart from others.
    pub trust_domain: String,
    /// Policies in the anchor's own terms, one of which must hold along the path.
    pub policies: Vec<String>,
    /// The certificate must be for TLS clients.
    pub require_client_auth_eku: bool,
    /// Certificates that name no purpose at all pass: old CACs.
    pub accept_absent_eku: bool,
    /// Policies are not translated on the way: right where no bridge is crossed.
    pub inhibit_policy_mapping: bool,
    /// What happens when revocation cannot be decided.
    pub revocation: Revocation,
    /// Soft: hours after the end of the last list.
    pub soft_grace_hours: i32,
    /// Soft: when the exception ends.
    pub soft_until: Option<DateTime<Utc>>,
    /// Whether the issuer's responder is asked before lists.
    pub ocsp: Ocsp,
    /// Somebody unknown gets an account at once; else one that waits for approval.
    pub auto_provision: bool,
    /// Which identifiers count, strongest first.
    pub identifier_kinds: Vec<String>,
    /// The ten digits at the end of a common name are an EDIPI.
    pub dod: bool,
    /// Domains of user principal names that this anchor's issuers may vouch for.
    pub upn_suffixes: Vec<String>,
    /// Issuers in whose certificates one subject name means one person.
    pub issuer_group: String,
    /// Counts at all.
    pub enabled: bool,
}

/// A change of [`AnchorSettings`]; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub struct AnchorPatch {
    /// See [`AnchorSettings`], as for all below.
    pub trust_domain: Option<String>,
    /// As there.
    pub policies: Option<Vec<String>>,
    /// As there.
    pub require_client_auth_eku: Option<bool>,
    /// As there.
    pub accept_absent_eku: Option<bool>,
    /// As there.
    pub inhibit_policy_mapping: Option<bool>,
    /// As there.
    pub revocation: Option<String>,
    /// As there.
    pub soft_grace_hours: Option<i32>,
    /// As there.
    pub soft_until: Option<DateTime<Utc>>,
    /// As there.
    pub ocsp: Option<String>,
    /// As there.
    pub auto_provision: Option<bool>,
    /// As there.
    pub identifier_kinds: Option<Vec<String>>,
    /// As there.
    pub dod: Option<bool>,
    /// As there.
    pub upn_suffixes: Option<Vec<String>>,
    /// As there.
    pub issuer_group: Option<String>,
    /// As there.
    pub enabled: Option<bool>,
}

impl AnchorSettings {
    /// The settings of a new anchor: a PIV login, strict.
    pub fn new(trust_domain: &str) -> Self {
        let profile = pki::Profile::default();
        Self {
            trust_domain: trust_domain.to_owned(),
            policies: profile.policies.iter().map(ToString::to_string).collect(),
            require_client_auth_eku: profile.require_client_auth_eku,
            accept_absent_eku: profile.accept_absent_eku,
            inhibit_policy_mapping: profile.inhibit_policy_mapping,
            revocation: Revocation::Hard,
            soft_grace_hours: 24,
            soft_until: None,
            ocsp: Ocsp::Off,
            auto_provision: false,
            identifier_kinds: ["dod_edipi", "upn", "subject"].map(ToOwned::to_owned).to_vec(),
            dod: false,
            upn_suffixes: Vec::new(),
            issuer_group: trust_domain.to_owned(),
            enabled: true,
        }
    }

    /// The settings after a change, checked. `allow_off` is `trust.allow_revocation_off`.
    pub fn with(&self, patch: AnchorPatch, now: DateTime<Utc>, allow_off: bool) -> Result<Self> {
        let mut check = Check::new();
        let revocation = match patch.revocation {
            None => self.revocation,
            Some(text) => {
                check.one_of("revocation", &text, &["hard", "soft", "off"]);
                Revocation::parse(&text)
            }
        };
        let ocsp = match patch.ocsp {
            None => self.ocsp,
            Some(text) => {
                check.one_of("ocsp", &text, &["off", "prefer"]);
                Ocsp::parse(&text)
            }
        };
        let domain = |text: String| text.trim().trim_start_matches('@').to_ascii_lowercase();
        let suffixes = patch.upn_suffixes.map(|all| all.into_iter().map(domain).collect());
        let new = Self {
            trust_domain: patch.trust_domain.unwrap_or_else(|| self.trust_domain.clone()),
            policies: patch.policies.unwrap_or_else(|| self.policies.clone()),
            require_client_auth_eku: patch
                .require_client_auth_eku
                .unwrap_or(self.require_client_auth_eku),
            accept_absent_eku: patch.accept_absent_eku.unwrap_or(self.accept_absent_eku),
            inhibit_policy_mapping: patch
                .inhibit_policy_mapping
                .unwrap_or(self.inhibit_policy_mapping),
            revocation,
            soft_grace_hours: patch.soft_grace_hours.unwrap_or(self.soft_grace_hours),
            // The end of an exception goes with it.
            soft_until: patch
                .soft_until
                .or(self.soft_until)
                .filter(|_| revocation == Revocation::Soft),
            ocsp,
            auto_provision: patch.auto_provision.unwrap_or(self.auto_provision),
            identifier_kinds: patch
                .identifier_kinds
                .unwrap_or_else(|| self.identifier_kinds.clone()),
            dod: patch.dod.unwrap_or(self.dod),
            upn_suffixes: suffixes.unwrap_or_else(|| self.upn_suffixes.clone()),
            issuer_group: patch.issuer_group.unwrap_or_else(|| self.issuer_group.clone()),
            enabled: patch.enabled.unwrap_or(self.enabled),
        };
        new.check_revocation(&mut check, self, now, allow_off);
        new.check_identities(&mut check);
        check.finish()?;
        Ok(new)
    }

    fn check_revocation(&self, check: &mut Check, old: &Self, now: DateTime<Utc>, allow_off: bool) {
        let may_be_off = allow_off || self.revocation != Revocation::Off;
        let refusal = "Must not be off, unless trust.allow_revocation_off in the server's settings allows it.";
        check.rule("revocation", may_be_off, refusal);
        let grace = (1..=168).contains(&self.soft_grace_hours);
        check.rule("soft_grace_hours", grace, "Must lie between 1 and 168.");
        let is_new = self.soft_until != old.soft_until || self.revocation != old.revocation;
        if self.revocation == Revocation::Soft && is_new {
            let ahead = self.soft_until.map(|until| until - now);
            let holds = ahead.is_some_and(|a| a > Duration::zero() && a <= SOFT_AHEAD_MAX);
            check.rule("soft_until", holds, "Soft needs an end that is at most 30 days ahead.");
        }
    }

    fn check_identities(&self, check: &mut Check) {
        for (field, name) in
            [("trust_domain", &self.trust_domain), ("issuer_group", &self.issuer_group)]
        {
            let fault = "Must have 1 to 128 of a-z 0-9 . _ -, the first a letter or digit.";
            check.rule(field, is_label(name), fault);
        }
        let is_ours = self.dod || self.trust_domain != DOD;
        check.rule("trust_domain", is_ours, "Only an anchor of the DoD may be called dod.");
        let oids = self.policies.iter().all(|oid| Oid::from_str(oid).is_ok());
        let some = (1..=32).contains(&self.policies.len());
        check.rule(
            "policies",
            oids && some,
            "Must be 1 to 32 object identifiers such as 2.16.840.1.101.3.2.1.3.13.",
        );
        let kinds = &self.identifier_kinds;
        let known = kinds.iter().all(|kind| IDENTIFIER_KINDS.contains(&kind.as_str()));
        let once =
            kinds.iter().enumerate().all(|(at, kind)| !kinds.iter().take(at).any(|k| k == kind));
        check.rule(
            "identifier_kinds",
            known && once && !kinds.is_empty(),
            "Must be some of dod_edipi, upn, subject, uid, each at most once.",
        );
        let suffixes =
            self.upn_suffixes.len() <= 32 && self.upn_suffixes.iter().all(|s| is_label(s));
        check.rule("upn_suffixes", suffixes, "Must be at most 32 domains such as agency.gov.");
    }

    /// What the validator is to demand.
    pub fn profile(&self) -> pki::Profile {
        let until = self.soft_until.map(|until| until.timestamp()).unwrap_or_default();
        pki::Profile {
            policies: self.policies.iter().filter_map(|oid| oid.parse().ok()).collect(),
            inhibit_policy_mapping: self.inhibit_policy_mapping,
            require_client_auth_eku: self.require_client_auth_eku,
            accept_absent_eku: self.accept_absent_eku,
            revocation: match self.revocation {
                Revocation::Hard => pki::Revocation::Hard,
                Revocation::Soft => pki::Revocation::Soft {
                    grace_s: i64::from(self.soft_grace_hours) * 3600,
                    until,
                },
                Revocation::Off => pki::Revocation::Off,
            },
            ocsp: match self.ocsp {
                Ocsp::Off => pki::OcspUse::Off,
                Ocsp::Prefer => pki::OcspUse::Prefer,
            },
            ..pki::Profile::default()
        }
    }

    /// The values that a change made different, old and new, for the audit log.
    pub fn changes(&self, new: &Self) -> Map<String, Value> {
        let (Value::Object(old), Value::Object(new)) = (json!(self), json!(new)) else {
            return Map::new();
        };
        old.into_iter()
            .filter_map(|(key, old)| {
                let new = new.get(&key)?;
                (*new != old).then(|| (key, json!({"old": old, "new": new})))
            })
            .collect()
    }
}

/// Short names that cannot be mistaken for an address or for one another by case.
fn is_label(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    (1..=128).contains(&text.len())
        && text.chars().all(allowed)
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn now() -> DateTime<Utc> {
        "2026-03-02T09:00:00Z".parse().unwrap()
    }

    fn faults(patch: AnchorPatch) -> Vec<String> {
        match AnchorSettings::new("treasury").with(patch, now(), false) {
            Ok(_) => Vec::new(),
            Err(Error::Invalid(faults)) => faults.into_iter().map(|(field, _)| field).collect(),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn soft_revocation_is_boxed_in_time() {
        let soft = |until: Option<Duration>, hours: i32| AnchorPatch {
            revocation: Some("soft".to_owned()),
            soft_until: until.map(|ahead| now() + ahead),
            soft_grace_hours: Some(hours),
            ..AnchorPatch::default()
        };
        assert!(faults(soft(Some(Duration::days(30)), 168)).is_empty());
        assert_eq!(faults(soft(None, 24)), ["soft_until"]);
        assert_eq!(faults(soft(Some(Duration::days(31)), 24)), ["soft_until"]);
        assert_eq!(faults(soft(Some(Duration::zero()), 24)), ["soft_until"]);
        assert_eq!(faults(soft(Some(Duration::days(1)), 169)), ["soft_grace_hours"]);
        // What was set when its end lay ahead stays as it is, and can be changed otherwise.
        let set =
            AnchorSettings::new("treasury").with(soft(Some(Duration::days(1)), 1), now(), false);
        let patch = AnchorPatch { enabled: Some(false), ..AnchorPatch::default() };
        assert!(set.unwrap().with(patch, now() + Duration::days(9), false).is_ok());
    }

    #[test]
    fn revocation_is_off_only_when_the_servers_settings_allow_it() {
        let off = || AnchorPatch { revocation: Some("off".to_owned()), ..AnchorPatch::default() };
        assert_eq!(faults(off()), ["revocation"]);
        let settings = AnchorSettings::new("treasury").with(off(), now(), true).unwrap();
        assert_eq!(settings.profile().revocation, pki::Revocation::Off);
        let patch = AnchorPatch { revocation: Some("maybe".to_owned()), ..AnchorPatch::default() };
        assert_eq!(faults(patch), ["revocation"]);
    }

    #[test]
    fn names_kinds_and_policies_are_checked() {
        let with = |change: fn(&mut AnchorPatch)| {
            let mut patch = AnchorPatch::default();
            change(&mut patch);
            faults(patch)
        };
        let text = |t: &str| Some(t.to_owned());
        let _ = text;
        for bad in ["", "https://issuer.example/", "Treasury", "-a", "a b", "dod"] {
            let patch = AnchorPatch { trust_domain: text(bad), ..AnchorPatch::default() };
            assert_eq!(faults(patch), ["trust_domain"], "{bad}");
        }
        assert_eq!(with(|p| p.policies = Some(vec![])), ["policies"]);
        assert_eq!(with(|p| p.policies = Some(vec!["piv".to_owned()])), ["policies"]);
        assert_eq!(with(|p| p.identifier_kinds = Some(vec![])), ["identifier_kinds"]);
        assert_eq!(
            with(|p| p.identifier_kinds = Some(vec!["cn".to_owned()])),
            ["identifier_kinds"]
        );
        let twice = |p: &mut AnchorPatch| p.identifier_kinds = Some(vec!["upn".to_owned(); 2]);
        assert_eq!(with(twice), ["identifier_kinds"]);
        assert_eq!(with(|p| p.upn_suffixes = Some(vec!["a/b".to_owned()])), ["upn_suffixes"]);
        assert!(with(|p| p.upn_suffixes = Some(vec![" @Agency.GOV ".to_owned()])).is_empty());
    }

    #[test]
    fn a_change_is_told_by_old_and_new() {
        let old = AnchorSettings::new("treasury");
        let new = AnchorSettings { auto_provision: true, ..old.clone() };
        let told = Value::Object(old.changes(&new));
        assert_eq!(told, json!({"auto_provision": {"old": false, "new": true}}));
    }
}
