//! What a way in has proven, and why somebody is refused.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// How somebody signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// E-mail and password.
    Password,
    /// A one-time link: set-up, invitation, password link.
    Link,
    /// A PIV or CAC card.
    Piv,
    /// An OpenID Connect provider.
    Oidc,
}

impl Method {
    /// The stored and sent name.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Link => "link",
            Self::Piv => "piv",
            Self::Oidc => "oidc",
        }
    }
}

/// What an issuer calls a person.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Identifier {
    /// Within which the value is unique: `dod`, an agency's name, an issuer's address.
    pub trust_domain: String,
    /// `dod_edipi`, `upn`, `subject`, `uid` or `oidc`.
    pub kind: String,
    /// The value, compared exactly.
    pub value: String,
    /// The value for people to read.
    pub label: String,
}

/// The certificate that somebody showed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// DER of the certificate, in base64.
    pub certificate: String,
    /// SHA-256 of the DER, in lower-case hexadecimal.
    pub sha256: String,
    /// SHA-256 of the issuer's name, in lower-case hexadecimal.
    pub issuer_sha256: String,
    /// Subject, RFC 4514.
    pub subject: String,
    /// Issuer, RFC 4514.
    pub issuer: String,
    /// Serial number, hexadecimal.
    pub serial: String,
    /// The card's UUID.
    pub card_uuid: Option<String>,
    /// The card's FASC-N, as digits.
    pub fascn: Option<String>,
    /// First second of validity.
    pub not_before: DateTime<Utc>,
    /// Last second of validity.
    pub not_after: DateTime<Utc>,
}

/// What a way in has proven, before anybody knows whose account it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The way.
    pub method: Method,
    /// What the issuer calls the person, strongest first. Never empty.
    pub identifiers: Vec<Identifier>,
    /// The card, for [`Method::Piv`].
    pub card: Option<Card>,
    /// The provider, for [`Method::Oidc`].
    pub provider_id: Option<Uuid>,
    /// Given name, when the issuer tells it.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// An address that the issuer has verified; a proposal for new accounts, never a key.
    pub email: Option<String>,
    /// Somebody unknown gets an account that may sign in at once; else one that waits for approval.
    pub auto_provision: bool,
    /// The revocation list was out of date and a time-boxed setting let it pass.
    pub soft_revocation: bool,
    /// The trust domain of the anchor or provider.
    pub trust_domain: String,
}

/// Why a way in ended without a session. Each has one public code and one sentence for people; the
/// details go to the audit log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The browser sent no certificate.
    NoCertificate,
    /// The certificate's last day has passed.
    CertificateExpired,
    /// The certificate's first day has not come.
    CertificateNotYetValid,
    /// The issuer has revoked the certificate.
    CertificateRevoked,
    /// A certificate that is not for signing in: signature, encryption, card authentication.
    WrongCertificate,
    /// No path to an anchor that this instance trusts.
    UntrustedCertificate,
    /// Whether the certificate is revoked cannot be found out now.
    RevocationUnavailable,
    /// Any other fault of the certificate.
    CertificateRejected,
    /// The card was blocked by its owner or an administrator.
    CardBlocked,
    /// Nobody here has this identity.
    NotLinked,
    /// The account waits for an administrator.
    AccountPending,
    /// The account may not sign in.
    AccountDisabled,
    /// Too many failures from this address.
    Locked,
    /// The provider's answer did not hold.
    ProviderRefused,
    /// The provider cannot be reached.
    ProviderUnavailable,
    /// The person turned back at the provider.
    ProviderCancelled,
    /// The attempt is unknown, used, or older than its time.
    AttemptExpired,
    /// Another browser began the attempt.
    BrowserChanged,
    /// The identity belongs to another account, or to two.
    IdentityConflict,
    /// Linking needs a sign-in of the last minutes.
    FreshSignInRequired,
    /// The system-use notice has not been accepted.
    NoticeRequired,
    /// A part of ours cannot answer now.
    Unavailable,
}

impl Refusal {
    /// The code in the address of the sign-in page and in the audit log.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoCertificate => "no_certificate",
            Self::CertificateExpired => "certificate_expired",
            Self::CertificateNotYetValid => "certificate_not_yet_valid",
            Self::CertificateRevoked => "certificate_revoked",
            Self::WrongCertificate => "wrong_certificate",
            Self::UntrustedCertificate => "untrusted_certificate",
            Self::RevocationUnavailable => "revocation_unavailable",
            Self::CertificateRejected => "certificate_rejected",
            Self::CardBlocked => "card_blocked",
            Self::NotLinked => "not_linked",
            Self::AccountPending => "account_pending",
            Self::AccountDisabled => "account_disabled",
            Self::Locked => "locked",
            Self::ProviderRefused => "provider_refused",
            Self::ProviderUnavailable => "provider_unavailable",
            Self::ProviderCancelled => "provider_cancelled",
            Self::AttemptExpired => "attempt_expired",
            Self::BrowserChanged => "browser_changed",
            Self::IdentityConflict => "identity_conflict",
            Self::FreshSignInRequired => "fresh_sign_in_required",
            Self::NoticeRequired => "notice_required",
            Self::Unavailable => "unavailable",
        }
    }
}

/// How an admitted proof ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Admission {
    /// The account may sign in; the caller opens the session.
    SignedIn(Uuid),
    /// The identity now belongs to the account that asked for it.
    Linked(Uuid),
    /// No session.
    Refused(Refusal),
}
