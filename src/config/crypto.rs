//! `[crypto]`: which of several functions is used.

use anyhow::ensure;
use serde::{Deserialize, Serialize};

/// `[crypto]`: choices of cryptography. Most is not a choice.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Crypto {
    /// What new password hashes are made with.
    pub password_hash: PasswordHash,
}

/// What new password hashes are made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PasswordHash {
    /// PBKDF2 in a FIPS build, else argon2id.
    Auto,
    /// Argon2id. Not in a FIPS build, because it is not approved.
    Argon2id,
    /// PBKDF2-HMAC-SHA-512.
    Pbkdf2,
}

impl Crypto {
    pub(super) fn validate(&self) -> anyhow::Result<()> {
        ensure!(
            !crate::crypto::IS_FIPS_BUILD || self.password_hash != PasswordHash::Argon2id,
            "crypto.password_hash: argon2id is not approved, so this FIPS build has \"pbkdf2\" only"
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fips_build_refuses_argon2id() {
        let with = |password_hash| Crypto { password_hash }.validate();
        assert!(with(PasswordHash::Auto).is_ok());
        assert!(with(PasswordHash::Pbkdf2).is_ok());
        assert_eq!(with(PasswordHash::Argon2id).is_err(), crate::crypto::IS_FIPS_BUILD);
    }
}
