//! `[oidc]`: credentials of one sign-in provider that are kept outside the database.

use super::Secret;
use anyhow::ensure;
use serde::{Deserialize, Serialize};

/// What replaces the stored credentials of a provider.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Oidc {
    /// The provider's short name. Empty: nothing is replaced.
    pub provider: String,
    /// Our name there. Empty: the stored one.
    pub client_id: String,
    /// The shared secret.
    pub client_secret: Secret,
    /// Our private key, PKCS #8 as PEM.
    pub private_key: Secret,
    /// The certificate of that key as PEM, as the provider has it.
    pub certificate: String,
}

impl Oidc {
    /// The credentials for the provider of this short name, if they are its.
    pub fn of(&self, slug: &str) -> Option<&Self> {
        (!self.provider.is_empty() && self.provider == slug).then_some(self)
    }

    pub(super) fn validate(&self) -> anyhow::Result<()> {
        let has_any = !self.client_id.is_empty()
            || self.client_secret.is_set()
            || self.private_key.is_set()
            || !self.certificate.is_empty();
        ensure!(
            !has_any || !self.provider.is_empty(),
            "oidc.provider: name the provider that the credentials are for, by its short name"
        );
        ensure!(
            self.private_key.is_set() != self.certificate.is_empty(),
            "oidc.private_key and oidc.certificate: set both or none"
        );
        let begins = |text: &str| text.trim_start().starts_with("-----BEGIN ");
        ensure!(
            !self.private_key.is_set() || begins(self.private_key.expose()),
            "oidc.private_key: must be a private key as PEM"
        );
        ensure!(
            self.certificate.is_empty() || begins(&self.certificate),
            "oidc.certificate: must be a certificate as PEM"
        );
        Ok(())
    }
}
