//! What a provider is: presets, how we prove who we are, what may be entered.

use crate::{check::Check, error::Result};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A provider that we know, or any.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Preset {
    /// Login.gov.
    LoginGov,
    /// Login.gov's sandbox.
    LoginGovSandbox,
    /// Any other.
    Generic,
}

impl Preset {
    /// From the stored name.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "login_gov" => Some(Self::LoginGov),
            "login_gov_sandbox" => Some(Self::LoginGovSandbox),
            "generic" => Some(Self::Generic),
            _ => None,
        }
    }

    /// The stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LoginGov => "login_gov",
            Self::LoginGovSandbox => "login_gov_sandbox",
            Self::Generic => "generic",
        }
    }

    /// The issuer, which ends with a slash and is compared with it.
    pub fn issuer(self) -> Option<&'static str> {
        match self {
            Self::LoginGov => Some("https://secure.login.gov/"),
            Self::LoginGovSandbox => Some("https://idp.int.identitysandbox.gov/"),
            Self::Generic => None,
        }
    }

    /// Whether this is Login.gov, here or there.
    pub fn is_login_gov(self) -> bool {
        self != Self::Generic
    }
}

/// How we prove to the provider who we are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuth {
    /// By a statement signed with a key of ours.
    PrivateKeyJwt,
    /// Not at all; the code is bound to the browser's attempt.
    Pkce,
    /// By a shared secret.
    ClientSecret,
}

impl ClientAuth {
    /// From the stored name.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "private_key_jwt" => Some(Self::PrivateKeyJwt),
            "pkce" => Some(Self::Pkce),
            "client_secret" => Some(Self::ClientSecret),
            _ => None,
        }
    }

    /// The stored name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::PrivateKeyJwt => "private_key_jwt",
            Self::Pkce => "pkce",
            Self::ClientSecret => "client_secret",
        }
    }
}

/// A provider as an administrator describes it.
#[derive(Clone, PartialEq, Eq)]
pub struct Settings {
    /// Part of our addresses; never changes.
    pub slug: String,
    /// On the button.
    pub name: String,
    /// What kind.
    pub preset: Preset,
    /// Its name for itself, compared exactly.
    pub issuer: String,
    /// Our name there.
    pub client_id: String,
    /// Our proof there.
    pub client_auth: ClientAuth,
    /// A new shared secret.
    pub client_secret: Option<String>,
    /// What we ask to know, separated by spaces.
    pub scopes: String,
    /// How sure the provider has to be, separated by spaces.
    pub acr_values: String,
    /// Refuse who did not show a card there.
    pub require_card: bool,
    /// People who are new get an account at once.
    pub auto_provision: bool,
    /// Offered at sign-in.
    pub enabled: bool,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings").field("slug", &self.slug).finish_non_exhaustive()
    }
}

const SCOPES_LOGIN_GOV: &str = "openid email x509:presented";
const SCOPES_GENERIC: &str = "openid email profile";
const ACR_LOGIN_GOV: &str =
    "urn:acr.login.gov:auth-only http://idmanagement.gov/ns/assurance/aal/2";
const ACR_LOGIN_GOV_CARD: &str =
    "urn:acr.login.gov:auth-only http://idmanagement.gov/ns/assurance/aal/2?hspd12=true";

impl Settings {
    /// Trims, and fills in what a preset or nothing stands for. With `any_issuer` a preset may have
    /// another issuer, to try a copy of Login.gov in development.
    pub fn complete(&mut self, any_issuer: bool) {
        for text in [&mut self.slug, &mut self.name, &mut self.issuer, &mut self.client_id] {
            *text = text.trim().to_owned();
        }
        for list in [&mut self.scopes, &mut self.acr_values] {
            *list = list.split_whitespace().collect::<Vec<_>>().join(" ");
        }
        if let Some(issuer) = self.preset.issuer()
            && (self.issuer.is_empty() || !any_issuer)
        {
            issuer.clone_into(&mut self.issuer);
        }
        let is_login_gov = self.preset.is_login_gov();
        if self.scopes.is_empty() {
            let scopes = if is_login_gov { SCOPES_LOGIN_GOV } else { SCOPES_GENERIC };
            scopes.clone_into(&mut self.scopes);
        }
        if self.acr_values.is_empty() && is_login_gov {
            let acr = if self.require_card { ACR_LOGIN_GOV_CARD } else { ACR_LOGIN_GOV };
            acr.clone_into(&mut self.acr_values);
        }
        self.client_secret = self.client_secret.take().filter(|secret| !secret.is_empty());
    }

    /// Names everything that is wrong. `issuer` is whether the issuer's address can be asked, and
    /// `has_secret` whether one is stored already.
    pub fn check(&self, issuer: Result<(), String>, has_secret: bool) -> Result<()> {
        let mut check = Check::new();
        check
            .rule("slug", is_slug(&self.slug), "Use lower-case letters, digits and hyphens.")
            .text("name", &self.name, 1..=80)
            .text("client_id", &self.client_id, 1..=255)
            .rule("client_id", self.client_id.chars().all(is_visible), "May not have spaces.")
            .text("scopes", &self.scopes, 1..=512)
            .text("acr_values", &self.acr_values, 0..=1024)
            .text("issuer", &self.issuer, 1..=512);
        let asks_for_openid = self.scopes.split(' ').any(|scope| scope == "openid");
        check.rule("scopes", asks_for_openid, "Must contain openid.");
        if let Err(why) = issuer {
            check.rule("issuer", false, &why);
        }
        let plain = !self.issuer.contains(['?', '#']);
        check.rule("issuer", plain, "May not have a query or a fragment.");
        let is_secret = self.client_auth == ClientAuth::ClientSecret;
        check.rule(
            "client_secret",
            !is_secret || has_secret || self.client_secret.is_some(),
            "Enter the secret that the provider gave you.",
        );
        check.optional_text("client_secret", self.client_secret.as_deref(), 1024);
        if self.preset.is_login_gov() {
            check.rule("client_auth", !is_secret, "Login.gov takes private_key_jwt or pkce.");
            let asks_for_card = self.acr_values.contains("hspd12=true");
            check.rule(
                "acr_values",
                !self.require_card || asks_for_card,
                "Asking for a card needs a value with hspd12=true.",
            );
            let asks_whether =
                self.scopes.split(' ').any(|scope| scope == "x509" || scope == "x509:presented");
            check.rule(
                "scopes",
                !self.require_card || asks_whether,
                "Must contain x509:presented, which says whether a card was shown.",
            );
        }
        check.finish()
    }
}

fn is_visible(c: char) -> bool {
    !c.is_whitespace() && !c.is_control()
}

fn is_slug(text: &str) -> bool {
    (1..=40).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    fn login_gov() -> Settings {
        Settings {
            slug: "login-gov".to_owned(),
            name: "Login.gov".to_owned(),
            preset: Preset::LoginGovSandbox,
            issuer: String::new(),
            client_id: "urn:gov:gsa:openidconnect.profiles:sp:sso:agency:plane".to_owned(),
            client_auth: ClientAuth::PrivateKeyJwt,
            client_secret: None,
            scopes: String::new(),
            acr_values: String::new(),
            require_card: true,
            auto_provision: false,
            enabled: true,
        }
    }

    fn faults(settings: &Settings) -> Vec<String> {
        match settings.check(Ok(()), false) {
            Ok(()) => vec![],
            Err(Error::Invalid(faults)) => faults.into_iter().map(|(field, _)| field).collect(),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn a_preset_fills_itself_in() {
        let mut settings = login_gov();
        "https://evil.example/".clone_into(&mut settings.issuer);
        settings.complete(false);
        assert_eq!(settings.issuer, "https://idp.int.identitysandbox.gov/");
        assert_eq!(settings.acr_values, ACR_LOGIN_GOV_CARD);
        assert!(faults(&settings).is_empty());
        settings.acr_values = ACR_LOGIN_GOV.to_owned();
        assert_eq!(faults(&settings), ["acr_values"]);
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let mut settings = login_gov();
        settings.client_auth = ClientAuth::ClientSecret;
        settings.scopes = "email".to_owned();
        settings.slug = "Login_Gov".to_owned();
        settings.complete(false);
        assert_eq!(faults(&settings), ["slug", "scopes", "client_secret", "client_auth", "scopes"]);
    }
}
