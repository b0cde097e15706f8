//! Passwords: argon2id, and the rule for new ones.

use crate::error::{Error, Result};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// The shortest password (characters), after NIST SP 800-63B-4 §3.1.1.2 for one used with others.
pub const LENGTH_MIN: usize = 12;
/// The longest; hashing works on the whole of it.
pub const LENGTH_MAX: usize = 128;

/// Each hash takes 19 MiB; a burst of sign-ins waits instead of taking the machine's memory.
static HASHING: Semaphore = Semaphore::const_new(4);

/// Compared with when the account does not exist, so that both cases cost the same.
static NOBODY: LazyLock<String> = LazyLock::new(|| {
    Argon2::default()
        .hash_password(b"nobody has this password")
        .map(|h| h.to_string())
        .unwrap_or_default()
});

/// Refuses passwords that are too short or too easy to guess. `about` are the user's own names and
/// address, which make a password easier.
pub fn check(password: &str, about: &[&str]) -> Result<()> {
    let length = password.chars().count();
    if !(LENGTH_MIN..=LENGTH_MAX).contains(&length) {
        let message = format!("Use between {LENGTH_MIN} and {LENGTH_MAX} characters.");
        return Err(Error::invalid("password", message));
    }
    if zxcvbn::zxcvbn(password, about).score() < zxcvbn::Score::Three {
        let message = "This password is too easy to guess. A few unrelated words make a good one.";
        return Err(Error::invalid("password", message));
    }
    Ok(())
}

/// The PHC string to store.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    on_a_thread(move || {
        Argon2::default()
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|e| Error::Internal(anyhow::anyhow!("hashing a password: {e}")))
    })
    .await?
}

/// Whether `password` is the one behind `stored`. Without a stored hash the same work is done and
/// the answer is no.
pub async fn verify(password: &str, stored: Option<String>) -> Result<bool> {
    let password = password.to_owned();
    on_a_thread(move || {
        let known = stored.is_some();
        let stored = stored.unwrap_or_else(|| NOBODY.clone());
        Argon2::default().verify_password(password.as_bytes(), stored.as_str()).is_ok() && known
    })
    .await
}

async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let _permit = HASHING.acquire().await.map_err(|e| Error::Internal(e.into()))?;
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::Internal(e.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessable_passwords_are_refused() {
        for bad in ["short", "password1234", "aaaaaaaaaaaaaaaa", "qwertyuiopas"] {
            assert!(check(bad, &[]).is_err(), "{bad}");
        }
        assert!(check("correct horse battery staple", &[]).is_ok());
        assert!(check("tall-river-copper-41", &[]).is_ok());
    }

    #[tokio::test]
    async fn only_the_right_password_verifies() {
        let stored = hash("correct horse battery staple").await.unwrap();
        assert!(verify("correct horse battery staple", Some(stored.clone())).await.unwrap());
        assert!(!verify("correct horse battery stapler", Some(stored)).await.unwrap());
        assert!(!verify("nobody has this password", None).await.unwrap());
    }
}
