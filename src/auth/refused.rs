//! What all refusals of cards and providers have in common: where the browser goes, and whether the
//! failure counts against its address.

use super::{identities::model::Refusal, lockout, session::Origin};
use crate::{app::App, error::Result, random};
use url::form_urlencoded;

/// Bytes of a reference: short enough to read over the telephone.
const REFERENCE_BYTES: usize = 4;

/// A reference under which the audit log has the details; the person sees it too.
pub fn reference() -> Result<String> {
    random::hex::<REFERENCE_BYTES>()
}

/// The path of the page that tells why: the account's for a link, else that of sign-in, which leads
/// on to `return_to`.
pub fn path(
    is_link: bool,
    refusal: Refusal,
    reference: Option<&str>,
    return_to: Option<&str>,
) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("error", refusal.code());
    if let Some(reference) = reference {
        query.append_pair("ref", reference);
    }
    if let Some(return_to) = return_to.filter(|path| !is_link && *path != "/") {
        query.append_pair("return_to", return_to);
    }
    let page = if is_link { "/profile/security" } else { "/sign-in" };
    format!("{page}?{}", query.finish())
}

/// Counts a refusal against the client's address when it may be somebody's guess. Those that
/// [`super::identities::admit`] decides on it counts itself.
pub async fn count(app: &App, refusal: Refusal, origin: &Origin) -> Result<()> {
    if is_failure(refusal) { lockout::count_failure(app, origin).await } else { Ok(()) }
}

/// Whether what was shown did not hold. Nobody is locked out for having shown nothing, for turning
/// back, for being late, or for what fails on our side or at an issuer; nor for an answer in the
/// wrong browser, which any page can send somebody's browser to.
fn is_failure(refusal: Refusal) -> bool {
    match refusal {
        Refusal::CertificateExpired
        | Refusal::CertificateNotYetValid
        | Refusal::CertificateRevoked
        | Refusal::WrongCertificate
        | Refusal::UntrustedCertificate
        | Refusal::CertificateRejected
        | Refusal::ProviderRefused => true,
        Refusal::NoCertificate
        | Refusal::RevocationUnavailable
        | Refusal::CardBlocked
        | Refusal::NotLinked
        | Refusal::AccountPending
        | Refusal::AccountDisabled
        | Refusal::Locked
        | Refusal::ProviderUnavailable
        | Refusal::ProviderCancelled
        | Refusal::AttemptExpired
        | Refusal::BrowserChanged
        | Refusal::IdentityConflict
        | Refusal::FreshSignInRequired
        | Refusal::NoticeRequired
        | Refusal::Unavailable => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, path};

    #[test]
    fn the_page_leads_on_to_where_the_person_wanted_to_go() {
        let of = |is_link, to| path(is_link, Refusal::NoCertificate, Some("0a1b2c3d"), to);
        let plain = "/sign-in?error=no_certificate&ref=0a1b2c3d";
        assert_eq!(of(false, None), plain);
        assert_eq!(of(false, Some("/")), plain);
        assert_eq!(
            of(false, Some("/treasury/projects?view=board&x=1#y")),
            format!("{plain}&return_to=%2Ftreasury%2Fprojects%3Fview%3Dboard%26x%3D1%23y")
        );
        let link = "/profile/security?error=no_certificate&ref=0a1b2c3d";
        assert_eq!(of(true, Some("/treasury")), link);
    }
}
