//! The cryptographic module, and what of it may be used.
//!
//! One library does the cryptography of this program: AWS-LC, which `aws-lc-rs`, `rustls` and `pki`
//! share. Built with the feature `fips` it is AWS-LC's FIPS module instead, and then
//!
//! - the program does not start unless that module is in FIPS mode ([`require`]);
//! - TLS, in and out, offers what the module approves and nothing else ([`provider`]);
//! - passwords are hashed with PBKDF2, because argon2id is not approved ([`password_hash`]).
//!
//! Which primitive is used for what, and by whom, is listed in `docs/FIPS.md`; a new use of
//! cryptography belongs in that table. What may be claimed about the module is said in one place,
//! [`standing`].

mod provider;
pub mod standing;

pub mod password_hash;

use crate::fault::Fault;
use anyhow::{anyhow, ensure};
use serde::Serialize;

pub use provider::provider;

/// Whether this is a build with the FIPS module.
pub const IS_FIPS_BUILD: bool = cfg!(feature = "fips");

/// The library that does the cryptography of this process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Module {
    /// What it is called: "AWS-LC", or "AWS-LC FIPS" in a FIPS build.
    pub name: &'static str,
    /// Its version, as the library itself says, such as "4.2.0".
    pub version: &'static str,
    /// Whether the library runs in FIPS mode.
    pub fips: bool,
    /// What may be said of it, in a sentence for people. Claims no more than the certificate list.
    pub state: &'static str,
}

impl std::fmt::Display for Module {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}: {}", self.name, self.version, self.state)
    }
}

/// Asks the library what it is.
pub fn module() -> Module {
    let fips = aws_lc_rs::try_fips_mode().is_ok();
    Module {
        name: if IS_FIPS_BUILD { "AWS-LC FIPS" } else { "AWS-LC" },
        version: aws_lc_rs::awslc_version(),
        fips,
        state: standing::of(IS_FIPS_BUILD, fips, aws_lc_rs::fips_version()),
    }
}

/// Chooses the library for TLS and, in a FIPS build, refuses to go on when the work would be done
/// outside FIPS mode. To be called before anything is encrypted, signed or hashed.
pub fn require() -> anyhow::Result<Module> {
    // For packages that ask rustls for the process's choice: redis. A second call changes nothing.
    let _ = provider().as_ref().clone().install_default();
    let module = module();
    if IS_FIPS_BUILD {
        judge(module.fips, provider().fips())
            .map_err(|error| Fault::CryptoModule.unless_coded(error))?;
    }
    Ok(module)
}

/// Runs the library's tests with known answers again, all of them.
pub fn self_test() -> anyhow::Result<()> {
    aws_lc_rs::try_fips_self_test()
        .map_err(|_| anyhow!("the self-tests of the cryptographic module fail; install it anew"))
}

/// What a FIPS build asks of the library and of TLS.
fn judge(is_fips_mode: bool, is_fips_tls: bool) -> anyhow::Result<()> {
    ensure!(
        is_fips_mode,
        "this is a FIPS build and its cryptographic module is not in FIPS mode; install the program anew"
    );
    ensure!(
        is_fips_tls,
        "this is a FIPS build and TLS would use algorithms that are not approved; install the program anew"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_is_the_one_that_was_asked_for() {
        let module = require().unwrap();
        assert_eq!(module.fips, IS_FIPS_BUILD);
        assert_eq!(module.name.ends_with("FIPS"), IS_FIPS_BUILD);
        assert!(module.version.starts_with(|first: char| first.is_ascii_digit()), "{module}");
        self_test().unwrap();
    }

    #[test]
    fn a_fips_build_goes_on_in_fips_mode_only() {
        assert!(judge(true, true).is_ok());
        assert!(judge(false, true).unwrap_err().to_string().contains("not in FIPS mode"));
        assert!(judge(true, false).unwrap_err().to_string().contains("not approved"));
    }
}
