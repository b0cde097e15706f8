//! `[security_txt]`: whom to tell about a vulnerability (RFC 9116).

use anyhow::{Context, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The standard advises less than a year.
const DAYS_MAX: u16 = 364;

/// `/.well-known/security.txt`. Without a contact there is none.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SecurityTxt {
    /// Where to report, best first: `https:`, `mailto:` or `tel:`.
    pub contact: Vec<String>,
    /// The policy of disclosure.
    pub policy: String,
    /// A key for reports.
    pub encryption: String,
    /// Where those are thanked who reported something.
    pub acknowledgments: String,
    /// Languages of the contact, as tags.
    pub preferred_languages: Vec<String>,
    /// Days from today after which the text should not be believed any more.
    pub expires_days: u16,
    /// The same as a fixed moment (RFC 3339). Empty: by `expires_days`.
    pub expires: String,
}

impl SecurityTxt {
    /// Whether there is one.
    pub fn is_set(&self) -> bool {
        !self.contact.is_empty()
    }

    /// Where people are sent who want to report something: the policy, or the first contact.
    pub fn report_url(&self) -> Option<&str> {
        let policy = Some(&self.policy).filter(|policy| self.is_set() && !policy.is_empty());
        policy.or(self.contact.first()).map(String::as_str)
    }

    /// When the text is not to be believed any more. Of a computed moment whole days count, so that
    /// the text changes once a day.
    pub fn expires_at(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let computed = || {
            let end = now + TimeDelta::days(i64::from(self.expires_days));
            end.date_naive().and_hms_opt(0, 0, 0).map_or(end, |end| end.and_utc())
        };
        self.fixed_end().ok().flatten().unwrap_or_else(computed)
    }

    fn fixed_end(&self) -> anyhow::Result<Option<DateTime<Utc>>> {
        if self.expires.is_empty() {
            return Ok(None);
        }
        let end = DateTime::parse_from_rfc3339(&self.expires).with_context(|| {
            format!(
                "security_txt.expires: \"{}\" is no moment as 2027-01-31T00:00:00Z",
                self.expires
            )
        })?;
        Ok(Some(end.to_utc()))
    }

    pub(super) fn validate(&self) -> anyhow::Result<()> {
        for contact in &self.contact {
            require_uri("contact", contact, &["https", "mailto", "tel"])?;
        }
        for (name, uri, schemes) in [
            ("policy", &self.policy, &["https"][..]),
            ("encryption", &self.encryption, &["https", "dns", "openpgp4fpr"]),
            ("acknowledgments", &self.acknowledgments, &["https"]),
        ] {
            if !uri.is_empty() {
                require_uri(name, uri, schemes)?;
                ensure!(
                    self.is_set(),
                    "security_txt.{name} is set but security_txt.contact is not"
                );
            }
        }
        for language in &self.preferred_languages {
            let is_tag = !language.is_empty()
                && language.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
            ensure!(
                is_tag,
                "security_txt.preferred_languages: \"{language}\" is no language tag such as en"
            );
        }
        ensure!(
            (1..=DAYS_MAX).contains(&self.expires_days),
            "security_txt.expires_days: must lie between 1 and {DAYS_MAX}"
        );
        self.fixed_end().map(drop)
    }
}

/// One URI on one line: a line break would begin another field.
fn require_uri(name: &str, text: &str, schemes: &[&str]) -> anyhow::Result<()> {
    let plain = text.chars().all(|c| c.is_ascii_graphic());
    let url = url::Url::parse(text).ok();
    let fits = url.is_some_and(|url| {
        let rest = text.get(url.scheme().len() + 1..).unwrap_or_default();
        let reaches = match url.scheme() {
            "https" => url.host_str().is_some(),
            "mailto" => rest.split('?').next().is_some_and(|address| address.contains('@')),
            _ => !rest.is_empty(),
        };
        schemes.contains(&url.scheme()) && reaches
    });
    ensure!(
        plain && fits,
        "security_txt.{name}: \"{}\" is not an address that begins with {}",
        text.escape_debug(),
        schemes.iter().map(|scheme| format!("{scheme}:")).collect::<Vec<_>>().join(" or ")
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::SecurityTxt;
    use crate::config::Config;

    fn settings() -> SecurityTxt {
        let mut settings = Config::from_defaults("/tmp").unwrap().security_txt;
        settings.contact = vec!["mailto:security@agency.gov".to_owned()];
        settings
    }

    #[test]
    fn addresses_that_reach_nobody_are_refused() {
        for good in ["https://agency.gov/report", "mailto:a@agency.gov", "tel:+1-202-555-0100"] {
            let settings = SecurityTxt { contact: vec![good.to_owned()], ..settings() };
            settings.validate().unwrap();
        }
        for bad in [
            "",
            "security@agency.gov",
            "http://agency.gov/report",
            "javascript:alert(1)",
            "mailto:",
            "tel:",
            "https://",
            "https://agency.gov/\nPolicy: https://evil.example",
        ] {
            let settings = SecurityTxt { contact: vec![bad.to_owned()], ..settings() };
            let refusal = settings.validate().unwrap_err().to_string();
            assert!(refusal.starts_with("security_txt.contact: "), "{bad}: {refusal}");
        }
    }

    #[test]
    fn the_end_is_computed_by_whole_days_or_fixed() {
        let now = "2026-03-02T17:30:00Z".parse().unwrap();
        let mut settings = settings();
        settings.expires_days = 30;
        assert_eq!(settings.expires_at(now).to_rfc3339(), "2026-04-01T00:00:00+00:00");
        settings.expires = "2026-12-31T23:00:00-01:00".to_owned();
        settings.validate().unwrap();
        assert_eq!(settings.expires_at(now).to_rfc3339(), "2027-01-01T00:00:00+00:00");
        settings.expires = "tomorrow".to_owned();
        assert!(settings.validate().unwrap_err().to_string().contains("security_txt.expires"));
    }

    #[test]
    fn reports_go_to_the_policy_or_the_first_contact() {
        let mut settings = settings();
        assert_eq!(settings.report_url(), Some("mailto:security@agency.gov"));
        settings.policy = "https://agency.gov/disclosure".to_owned();
        assert_eq!(settings.report_url(), Some("https://agency.gov/disclosure"));
        settings.contact.clear();
        assert_eq!(settings.report_url(), None);
        assert!(settings.validate().unwrap_err().to_string().contains("security_txt.policy"));
    }
}
