//! Hashes of passwords, each with the name of its function in front (PHC string format).
//!
//! Two functions: argon2id, which costs an attacker memory, and PBKDF2-HMAC-SHA-512 (NIST SP
//! 800-132), which is the approved one. An ordinary build makes the one that it is told to and
//! verifies both; a FIPS build knows PBKDF2 only, and to it the hash of another function is nobody's
//! password.
//!
//! SP 800-132 wants a salt of 128 bits and the module wants passwords of 112 bits, that is 14
//! octets, for PBKDF2; shorter ones are never hashed with it.

use crate::{config::PasswordHash, error::Result};
#[cfg(not(feature = "fips"))]
use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier},
};
use aws_lc_rs::pbkdf2;
use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use std::num::NonZeroU32;

/// The beginning of hashes by PBKDF2, also for queries.
pub const PBKDF2_PREFIX: &str = "$pbkdf2-sha512$";

const ALGORITHM: pbkdf2::Algorithm = pbkdf2::PBKDF2_HMAC_SHA512;
/// What OWASP's password storage guide gives for this function.
const ITERATIONS: NonZeroU32 = NonZeroU32::new(210_000).unwrap();
/// More is not believed: a hash must not be able to keep a processor for minutes.
const ITERATIONS_MAX: u32 = 10_000_000;
const SALT_BYTES: usize = 16;
const HASH_BYTES: usize = 64;
/// The shortest password in octets that the module takes as approved input of PBKDF2.
const PASSWORD_BYTES_MIN: usize = 14;

/// A function for hashing passwords.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    /// Argon2id, version 19, with 19 MiB.
    #[cfg(not(feature = "fips"))]
    Argon2id,
    /// PBKDF2-HMAC-SHA-512.
    Pbkdf2,
}

impl Function {
    /// The function for new hashes that the settings ask for. [`PasswordHash::Argon2id`] is refused
    /// with the settings of a FIPS build.
    #[cfg(not(feature = "fips"))]
    pub fn new(setting: PasswordHash) -> Self {
        match setting {
            PasswordHash::Auto | PasswordHash::Argon2id => Self::Argon2id,
            PasswordHash::Pbkdf2 => Self::Pbkdf2,
        }
    }

    /// The function for new hashes: the one that is approved.
    #[cfg(feature = "fips")]
    pub fn new(_: PasswordHash) -> Self {
        Self::Pbkdf2
    }

    /// The name for people.
    pub fn name(self) -> &'static str {
        match self {
            #[cfg(not(feature = "fips"))]
            Self::Argon2id => "argon2id",
            Self::Pbkdf2 => "PBKDF2-HMAC-SHA-512",
        }
    }

    /// The function behind a stored hash. `None`: this build does not know it.
    pub fn of(stored: &str) -> Option<Self> {
        if stored.starts_with(PBKDF2_PREFIX) {
            return Some(Self::Pbkdf2);
        }
        #[cfg(not(feature = "fips"))]
        if stored.starts_with("$argon2id$") {
            return Some(Self::Argon2id);
        }
        None
    }

    /// Whether this function hashes the password at all.
    pub fn takes(self, password: &str) -> bool {
        self != Self::Pbkdf2 || password.len() >= PASSWORD_BYTES_MIN
    }

    /// The hash to store. The password must be one that the function takes.
    pub fn hash(self, password: &str) -> Result<String> {
        match self {
            #[cfg(not(feature = "fips"))]
            Self::Argon2id => Argon2::default()
                .hash_password(password.as_bytes())
                .map(|hash| hash.to_string())
                .map_err(|e| {
                    crate::error::Error::Internal(anyhow::anyhow!("hashing a password: {e}"))
                }),
            Self::Pbkdf2 => {
                let salt = crate::random::bytes::<SALT_BYTES>()?;
                let mut hash = [0; HASH_BYTES];
                pbkdf2::derive(ALGORITHM, ITERATIONS, &salt, password.as_bytes(), &mut hash);
                let (salt, hash) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(hash));
                Ok(format!("{PBKDF2_PREFIX}i={ITERATIONS},l={HASH_BYTES}${salt}${hash}"))
            }
        }
    }

    /// Whether `password` is the one behind `stored`, a hash by this function. Takes about as long
    /// whatever the answer; compares in constant time.
    pub fn verifies(self, password: &str, stored: &str) -> bool {
        match self {
            #[cfg(not(feature = "fips"))]
            Self::Argon2id => {
                Argon2::default().verify_password(password.as_bytes(), stored).is_ok()
            }
            Self::Pbkdf2 => {
                let takes = self.takes(password);
                // The module would count a short one as a service that is not approved.
                let password = if takes { password } else { "no password as short" };
                Derived::read(stored).is_some_and(|derived| derived.verifies(password)) && takes
            }
        }
    }
}

/// The parts of `$pbkdf2-sha512$i=<iterations>,l=<length>$<salt>$<hash>`.
#[derive(Debug)]
struct Derived {
    iterations: NonZeroU32,
    salt: Vec<u8>,
    hash: Vec<u8>,
}

impl Derived {
    fn read(stored: &str) -> Option<Self> {
        let mut parts = stored.strip_prefix(PBKDF2_PREFIX)?.split('$');
        let (parameters, salt, hash) = (parts.next()?, parts.next()?, parts.next()?);
        let (iterations, length) = parameters.strip_prefix("i=")?.split_once(",l=")?;
        let iterations = iterations.parse().ok().filter(|count| *count <= ITERATIONS_MAX)?;
        let salt = STANDARD_NO_PAD.decode(salt).ok()?;
        let hash = STANDARD_NO_PAD.decode(hash).ok()?;
        let fits = salt.len() >= SALT_BYTES
            && (32..=HASH_BYTES).contains(&hash.len())
            && length.parse() == Ok(hash.len())
            && parts.next().is_none();
        fits.then_some(Self { iterations: NonZeroU32::new(iterations)?, salt, hash })
    }

    fn verifies(&self, password: &str) -> bool {
        let Self { iterations, salt, hash } = self;
        pbkdf2::verify(ALGORITHM, *iterations, salt, password.as_bytes(), hash).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PASSWORD: &str = "correct horse battery staple";

    /// Made with another implementation: Python's hashlib.pbkdf2_hmac("sha512", …).
    const VECTORS: &[(&str, &str)] = &[
        (
            "passwordPASSWORDpassword",
            "$pbkdf2-sha512$i=4096,l=64$c2FsdFNBTFRzYWx0U0FMVHNhbHRTQUxUc2FsdFNBTFRzYWx0$\
             jAUR9Mbll8asYxXY8DYuIl88UBSVuiO4aMAFF03E7nERW1n55gzZUy+jPg91rv4wIlxYOhhs2CvU2uqXJKPTuA",
        ),
        (
            "correct horse battery staple",
            "$pbkdf2-sha512$i=210000,l=64$AAECAwQFBgcICQoLDA0ODw$\
             tfP6dFnMFLm84erFFC/hWDzb6fAjAPCAs0RvJLiu5xYHfelPBTAEADgLVRgJzZ8bKvvUpW2nUExEbADbiezuPg",
        ),
        (
            "pässword of fünfzehn",
            "$pbkdf2-sha512$i=1000,l=32$EBESExQVFhcYGRobHB0eHyAhIiMkJSYnKCkqKywtLi8$\
             Z1EzXuh0sGyEKniLasBY6WFKcpvRbABJaQ6f9J2mNHg",
        ),
    ];

    #[test]
    fn hashes_of_another_implementation_verify() {
        for (password, stored) in VECTORS {
            assert!(Function::Pbkdf2.verifies(password, stored), "{stored}");
            assert!(!Function::Pbkdf2.verifies(&format!("{password}."), stored), "{stored}");
        }
    }

    #[test]
    fn a_hash_is_salted_and_names_its_function() {
        let stored = Function::Pbkdf2.hash(PASSWORD).unwrap();
        assert!(stored.starts_with("$pbkdf2-sha512$i=210000,l=64$"), "{stored}");
        assert_ne!(stored, Function::Pbkdf2.hash(PASSWORD).unwrap());
        assert_eq!(Function::of(&stored), Some(Function::Pbkdf2));
        assert!(Function::Pbkdf2.verifies(PASSWORD, &stored));
        assert!(!Function::Pbkdf2.verifies("correct horse battery stapler", &stored));
    }

    #[test]
    fn damaged_hashes_verify_nothing() {
        let (password, good) = VECTORS[0];
        for bad in [
            String::new(),
            good[..good.len() - 2].to_owned(),
            format!("{good}$"),
            good.replace("i=4096", "i=0"),
            good.replace("i=4096", "i=many"),
            good.replace("i=", "i=99999999999"),
            good.replace("i=", "i=1"),
            good.replace("l=64", "l=32"),
            good.replace(",l=64", ""),
            good.replace("sha512", "sha256"),
            good.replace('$', ""),
        ] {
            assert!(!Function::Pbkdf2.verifies(password, &bad), "{bad}");
        }
    }

    #[test]
    fn pbkdf2_takes_passwords_of_112_bits() {
        assert!(!Function::Pbkdf2.takes("thirteen char"));
        assert!(Function::Pbkdf2.takes("fourteen chars"));
        let short = "$pbkdf2-sha512$i=1000,l=64$AAECAwQFBgcICQoLDA0ODw$\
            4VhTxOWVxKJTXlfV0JuJrhNNLr3geFqlhw2zsBUw9sRIU34Ktdi21diyxR7WSrSDXt+jrGptLRZ3ISVHO5ztkQ";
        assert!(!Function::Pbkdf2.verifies("thirteen char", short));
    }

    /// Made by argon2id before there was a choice.
    const OLD: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAECAwQFBgcICQoLDA0ODw$\
        gYJZtjEAJqjg26xdLmknq8/bB7MiWPrE9hsYuA+SkIU";

    #[test]
    fn only_an_ordinary_build_knows_argon2id() {
        let function = Function::of(OLD);
        assert_eq!(function.is_some(), !crate::crypto::IS_FIPS_BUILD);
        assert!(function.is_none_or(|function| function.verifies(PASSWORD, OLD)));
        assert!(!Function::Pbkdf2.verifies(PASSWORD, OLD));
        assert_eq!(Function::of("$2b$12$another"), None);
    }
}
