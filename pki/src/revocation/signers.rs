//! Whose signature makes a list count for a certificate.
//!
//! Names do not bind, keys do: two authorities may share a name, and an authority may have several
//! keys. In order of strength, a list counts if it was signed by
//!
//! 1. the key that issued the certificate;
//! 2. the key of a certificate further up on the path with the name of the list's issuer (an
//!    authority with an old and a new key, linked by a self-issued certificate on the path);
//! 3. the key of another certificate of that name, valid now and not revoked, that a key above the
//!    certificate in question issued. A *second authority key* of the same name counts only if it is
//!    linked with the issuing key by a self-issued certificate: with two unlinked keys each
//!    publishes its own list, and the other's would hide revocations. A key that only signs lists
//!    needs no link.
//!
//! Whoever vouches was certified above the certificate in question, so that no authority vouches for
//! itself, and under the same anchor (RFC 5280 section 6.3.3 (f)).

use super::status::Finder;
use crate::{certificate::Certificate, crl::Crl, general_name::AlternativeName, name::Name};

/// Whether a certificate's key may sign lists. Authorities of old have no keyUsage.
fn may_sign_lists(certificate: &Certificate) -> bool {
    certificate.key_usage().is_none_or(|usage| usage.crl_sign())
}

impl Finder<'_> {
    /// Whether the list is signed by a key that may speak for the certificate.
    ///
    /// `above` is the path from the issuer to the anchor, `asking` the certificates whose status is
    /// being looked for: none of them may vouch for itself or one that vouches for it.
    pub(super) fn is_rightly_signed(
        &self,
        crl: &Crl,
        above: &[Certificate],
        asking: &[&Certificate],
    ) -> bool {
        let by_path = above.iter().enumerate().any(|(place, signer)| {
            (place == 0 || !is_asking(signer, asking))
                && signer.subject().matches(crl.issuer())
                && may_sign_lists(signer)
                && crl.is_signed_by(signer)
        });
        by_path
            || self
                .named(crl.issuer())
                .filter(|signer| crl.is_signed_by(signer))
                .any(|signer| self.is_appointed(signer, crl, above, asking))
    }

    /// Rule 3 of the module.
    fn is_appointed(
        &self,
        signer: &Certificate,
        crl: &Crl,
        above: &[Certificate],
        asking: &[&Certificate],
    ) -> bool {
        let is_fit = signer.key_usage().is_some_and(|usage| usage.crl_sign())
            && signer.not_before() <= self.now.saturating_add(self.early_s)
            && signer.not_after() >= self.now.saturating_sub(self.early_s)
            && !signer.has_unknown_critical_extension();
        if is_fit && is_asking(signer, asking) {
            return is_told_to_vouch_for_itself(signer, asking);
        }
        is_fit
            && self.is_linked(signer, crl, above)
            && (0..above.len()).any(|place| {
                above.get(place..).is_some_and(|vouching| {
                    vouching.first().is_some_and(|issuer| {
                        issuer.subject().matches(signer.issuer()) && self.trust.is_signed(signer, issuer)
                    }) && self.is_good_signer(signer, vouching, asking)
                })
            })
    }

    /// Whether a second authority key of the issuer's name belongs to the same authority.
    fn is_linked(&self, signer: &Certificate, crl: &Crl, above: &[Certificate]) -> bool {
        let Some(issuer) = above.first() else {
            return false;
        };
        let is_authority =
            signer.is_ca() || signer.key_usage().is_none_or(|usage| usage.key_cert_sign());
        if !is_authority || !crl.issuer().matches(issuer.subject()) {
            return true;
        }
        let new_with_old = signer.is_self_issued() && self.trust.is_signed(signer, issuer);
        new_with_old
            || self.named(issuer.subject()).any(|link| {
                link.is_self_issued()
                    && link.spki() == issuer.spki()
                    && self.trust.is_signed(link, signer)
            })
    }

    /// What the operator knows under a name.
    fn named(&self, name: &Name) -> impl Iterator<Item = &Certificate> {
        let anchors = self.trust.anchors_named(name).map(|(_, anchor)| &anchor.certificate);
        self.trust.intermediates_named(name).chain(anchors)
    }
}

fn is_asking(signer: &Certificate, asking: &[&Certificate]) -> bool {
    asking.iter().any(|certificate| certificate.spki() == signer.spki())
}

/// Whether this is the very signer whose status is being looked for, and whoever certified it says
/// in its distribution points that its status is on the list it signs. It is a CA's choice to have
/// no other list for it (PKITS 4.14.30).
fn is_told_to_vouch_for_itself(signer: &Certificate, asking: &[&Certificate]) -> bool {
    let is_the_one = matches!(asking, [_, .., last] if *last == signer);
    is_the_one
        && !signer.is_self_issued()
        && signer
            .crl_distribution_points()
            .iter()
            .flat_map(|point| &point.crl_issuer)
            .any(|name| matches!(name, AlternativeName::Directory(n) if n.matches(signer.subject())))
}
