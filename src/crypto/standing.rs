//! What may be said of a cryptographic module: the only place that words a claim.
//!
//! The list of certificates is NIST's (CMVP, csrc.nist.gov/projects/cryptographic-module-validation-program).
//! A line of [`MODULES`] changes when that list does, never before. No certificate can be named for
//! a module that is not on it, and a certificate holds for the exact version, build and environment
//! of its security policy, which no program can check for itself.

/// The major version of AWS-LC's FIPS module, and what the list said of it when this was released.
const MODULES: &[(u32, &str)] = &[
    (
        3,
        "FIPS mode on. Module version 3.x has CMVP certificates #5314 (static) and #5298 (dynamic); \
         compare the exact version and environment with their security policies.",
    ),
    (
        4,
        "FIPS mode on. Module version 4.x is in the validation process; no certificate is claimed.",
    ),
];

const UNKNOWN: &str = "FIPS mode on. No certificate is claimed for this version of the module.";
const OFF: &str = "A FIPS build, but FIPS mode is off. It must not be used.";
const ORDINARY: &str = "Not a FIPS build.";

/// The sentence for a build, the mode that it is in, and the major version of its FIPS module.
pub fn of(is_fips_build: bool, is_fips_mode: bool, major: Option<u32>) -> &'static str {
    match (is_fips_build, is_fips_mode) {
        (false, _) => ORDINARY,
        (true, false) => OFF,
        (true, true) => MODULES
            .iter()
            .find(|(known, _)| Some(*known) == major)
            .map_or(UNKNOWN, |(_, words)| words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_claimed_that_no_certificate_says() {
        assert!(of(true, true, Some(4)).contains("no certificate is claimed"));
        assert!(of(true, true, Some(3)).contains("#5314"));
        for (build, mode, major) in [
            (true, true, None),
            (true, true, Some(9)),
            (true, false, Some(3)),
            (false, false, None),
        ] {
            let words = of(build, mode, major);
            assert!(!words.contains('#') && !words.contains("validated"), "{words}");
        }
        assert_eq!(of(false, true, Some(3)), ORDINARY);
    }
}
