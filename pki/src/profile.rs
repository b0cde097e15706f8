//! What an anchor demands of the certificates under it.

use crate::oid::{Oid, known};

/// The demands of one trust anchor; the default is a PIV login (FIPS 201-3 section 6.2.3.1).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// The initial user policy set, in the anchor's own terms (RFC 5280 section 6.1.1 c).
    pub policies: Vec<Oid>,
    /// Refuse paths that are valid under none of `policies` (section 6.1.1 f).
    pub require_explicit_policy: bool,
    /// Refuse policy mappings (section 6.1.1 e); a bridge needs them.
    pub inhibit_policy_mapping: bool,
    /// Ignore anyPolicy (section 6.1.1 g).
    pub inhibit_any_policy: bool,
    /// Let a leaf that asserts anyPolicy sign in.
    pub allow_any_policy_leaf: bool,
    /// The leaf's extended key usage must hold clientAuth.
    pub require_client_auth_eku: bool,
    /// A leaf without extended key usage passes: CACs issued long ago.
    pub accept_absent_eku: bool,
    /// The longest path, in intermediates that are not self-issued.
    pub max_depth: u8,
    /// The smallest RSA modulus.
    pub rsa_bits_min: u32,
    /// The largest RSA modulus.
    pub rsa_bits_max: u32,
    /// Let Ed25519 keys sign in.
    pub allow_ed25519: bool,
    /// What happens if revocation cannot be decided.
    pub revocation: Revocation,
    /// Whether OCSP responses that the caller supplies are used.
    pub ocsp: OcspUse,
    /// Seconds by which clocks may differ, 0 to 300; applied to validity and CRL times.
    pub skew_s: i64,
    /// What the path is for.
    pub purpose: Purpose,
}

/// What a path is validated for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Purpose {
    /// A person signs in: every rule of this crate.
    #[default]
    SignIn,
    /// Path validation by RFC 5280 alone, without the rules on what may sign in. For conformance
    /// suites, whose certificates are not those of people.
    Path,
}

/// What happens if nothing says whether a certificate is revoked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Revocation {
    /// It is refused.
    #[default]
    Hard,
    /// It passes while a CRL that has run out is at most `grace_s` past its end, until `until`.
    Soft {
        /// Seconds after nextUpdate, at most seven days.
        grace_s: i64,
        /// When this exception itself ends, since 1970.
        until: i64,
    },
    /// Nothing is asked.
    Off,
}

/// Whether OCSP responses count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OcspUse {
    /// Only CRLs count.
    #[default]
    Off,
    /// A response for the leaf is used if it decides; otherwise CRLs.
    Prefer,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            policies: vec![known::COMMON_AUTHENTICATION, known::COMMON_HARDWARE],
            require_explicit_policy: true,
            inhibit_policy_mapping: false,
            inhibit_any_policy: true,
            allow_any_policy_leaf: false,
            require_client_auth_eku: true,
            accept_absent_eku: false,
            max_depth: 10,
            rsa_bits_min: 2048,
            rsa_bits_max: 8192,
            allow_ed25519: false,
            revocation: Revocation::Hard,
            ocsp: OcspUse::Off,
            skew_s: 0,
            purpose: Purpose::SignIn,
        }
    }
}

/// The largest tolerance between clocks.
const SKEW_MAX_S: i64 = 300;

impl Profile {
    /// The tolerance between clocks, within its bounds whatever was configured.
    pub(crate) fn skew(&self) -> i64 {
        self.skew_s.clamp(0, SKEW_MAX_S)
    }
}
