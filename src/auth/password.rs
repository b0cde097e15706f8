//! Passwords: the rule for new ones, and hashing without holding anybody else up.
//!
//! What the hashes are is in [`crate::crypto::password_hash`].

use crate::{
    config::PasswordHash,
    crypto::password_hash::Function,
    error::{Error, Result},
};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// The longest; hashing works on the whole of it.
pub const LENGTH_MAX: usize = 128;

/// The shortest password (characters), after NIST SP 800-63B-4 §3.1.1.2 for one used with others.
const LENGTH_MIN: usize = 12;
/// The same where PBKDF2 hashes it: the approved input has 112 bits at least.
const LENGTH_MIN_PBKDF2: usize = 14;

/// A hash takes 19 MiB or a tenth of a second; a burst of sign-ins waits instead of taking the
/// machine.
static HASHING: Semaphore = Semaphore::const_new(4);

/// Compared with when there is nothing else to compare with, so that all cases cost the same.
struct Nobody {
    #[cfg(not(feature = "fips"))]
    argon2id: LazyLock<String>,
    pbkdf2: LazyLock<String>,
}

static NOBODY: Nobody = Nobody {
    #[cfg(not(feature = "fips"))]
    argon2id: LazyLock::new(|| nobody(Function::Argon2id)),
    pbkdf2: LazyLock::new(|| nobody(Function::Pbkdf2)),
};

fn nobody(function: Function) -> String {
    function.hash("nobody has this password").unwrap_or_default()
}

impl Nobody {
    fn hash(&self, function: Function) -> &str {
        match function {
            #[cfg(not(feature = "fips"))]
            Function::Argon2id => &self.argon2id,
            Function::Pbkdf2 => &self.pbkdf2,
        }
    }
}

/// What comparing a password with a stored hash gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is another password, or there is none, or this build cannot tell.
    Wrong,
    /// It is the password.
    Right,
    /// It is, and the hash should be replaced: the settings ask for another function.
    RightAndOld,
}

impl Verdict {
    /// Whether it is the password.
    pub fn is_right(self) -> bool {
        self != Self::Wrong
    }
}

/// Refuses passwords that are too short or too easy to guess. `about` are the user's own names and
/// address, which make a password easier.
pub fn check(password: &str, about: &[&str], setting: PasswordHash) -> Result<()> {
    let length = password.chars().count();
    let length_min = match Function::new(setting) {
        #[cfg(not(feature = "fips"))]
        Function::Argon2id => LENGTH_MIN,
        Function::Pbkdf2 => LENGTH_MIN.max(LENGTH_MIN_PBKDF2),
    };
    if !(length_min..=LENGTH_MAX).contains(&length) {
        let message = format!("Use between {length_min} and {LENGTH_MAX} characters.");
        return Err(Error::invalid("password", message));
    }
    if zxcvbn::zxcvbn(password, about).score() < zxcvbn::Score::Three {
        let message = "This password is too easy to guess. A few unrelated words make a good one.";
        return Err(Error::invalid("password", message));
    }
    Ok(())
}

/// The PHC string to store, by the function that the settings ask for. The password must have
/// passed [`check`].
pub async fn hash(password: &str, setting: PasswordHash) -> Result<String> {
    let (password, function) = (password.to_owned(), Function::new(setting));
    if !function.takes(&password) {
        return Err(Error::Internal(anyhow::anyhow!("a password is too short to hash")));
    }
    on_a_thread(move || function.hash(&password)).await?
}

/// Whether `password` is the one behind `stored`. Without a stored hash, or with one by a function
/// that this build does not know, the same work is done and the answer is no.
pub async fn verify(
    password: &str,
    stored: Option<String>,
    setting: PasswordHash,
) -> Result<Verdict> {
    let (password, wanted) = (password.to_owned(), Function::new(setting));
    on_a_thread(move || {
        // Made by the first comparison of all, whatever it is.
        let nobody = NOBODY.hash(wanted);
        let known =
            stored.and_then(|stored| Function::of(&stored).map(|made_by| (made_by, stored)));
        let Some((made_by, stored)) = known else {
            wanted.verifies(&password, nobody);
            return Verdict::Wrong;
        };
        match made_by.verifies(&password, &stored) {
            false => Verdict::Wrong,
            true if made_by != wanted && wanted.takes(&password) => Verdict::RightAndOld,
            true => Verdict::Right,
        }
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

    const PASSWORD: &str = "correct horse battery staple";

    #[test]
    fn guessable_passwords_are_refused() {
        let check = |password| check(password, &[], PasswordHash::Auto);
        for bad in ["short", "password1234", "aaaaaaaaaaaaaaaa", "qwertyuiopas"] {
            assert!(check(bad).is_err(), "{bad}");
        }
        assert!(check(PASSWORD).is_ok());
        assert!(check("tall-river-copper-41").is_ok());
    }

    #[test]
    fn the_approved_function_wants_longer_passwords() {
        let (short, long) = ("zQ7#vLp2!xKd", "zQ7#vLp2!xKd9m");
        assert_eq!(check(short, &[], PasswordHash::Auto).is_err(), crate::crypto::IS_FIPS_BUILD);
        assert!(check(short, &[], PasswordHash::Pbkdf2).is_err());
        assert!(check(long, &[], PasswordHash::Pbkdf2).is_ok());
    }

    #[tokio::test]
    async fn only_the_right_password_verifies() {
        for setting in [PasswordHash::Auto, PasswordHash::Pbkdf2] {
            let stored = hash(PASSWORD, setting).await.unwrap();
            let verify = |password, stored| verify(password, stored, setting);
            assert_eq!(verify(PASSWORD, Some(stored.clone())).await.unwrap(), Verdict::Right);
            let wrong = verify("correct horse battery stapler", Some(stored)).await.unwrap();
            assert_eq!(wrong, Verdict::Wrong);
            assert_eq!(verify("nobody has this password", None).await.unwrap(), Verdict::Wrong);
        }
    }

    #[tokio::test]
    async fn a_hash_by_another_function_is_old() {
        let stored = hash(PASSWORD, PasswordHash::Pbkdf2).await.unwrap();
        let verdict = verify(PASSWORD, Some(stored), PasswordHash::Auto).await.unwrap();
        let expected = match crate::crypto::IS_FIPS_BUILD {
            true => Verdict::Right,
            false => Verdict::RightAndOld,
        };
        assert_eq!(verdict, expected);
        let unknown = Some("$scrypt$ln=16,r=8,p=1$AA$AA".to_owned());
        assert_eq!(verify(PASSWORD, unknown, PasswordHash::Auto).await.unwrap(), Verdict::Wrong);
    }
}
