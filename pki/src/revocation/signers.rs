//! Whose signature makes a list count for a certificate.
//!
//! Names do not bind, keys do: two authorities may share a name, and an authority may have several
//! keys. In order of strength, a list counts if it was signed by
//!
//! 1. the key that issued the certificate;
//! 2. another key of the same authority on the path: one with an old and a new key has a
//!    self-issued certificate there. For an indirect list, any key on the path above the
//!    certificate that has the name of the list's issuer;
//! 3. the key of another certificate of that name, valid now and not revoked, that the authority
//!    or whoever certified it issued. A *second authority key* of the same name counts only if the
//!    first one certified it: two unlinked keys each publish a list, and that of the one would
//!    hide revocations on that of the other. A key that only signs lists needs no link.
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
        let is_own = above.first().is_some_and(|issuer| issuer.subject().matches(crl.issuer()));
        let keys = if is_own { one_authority(above) } else { above };
        let by_path = keys.iter().enumerate().any(|(place, signer)| {
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
        let is_own = above.first().is_some_and(|issuer| issuer.subject().matches(crl.issuer()));
        // Who certified the authority, and the authority itself, know its keys for lists; others
        // further up may know another authority of that name.
        let vouching = if is_own { one_authority(above).len() + 1 } else { above.len() };
        is_fit
            && (!is_own || self.is_linked(signer, one_authority(above)))
            && (0..vouching.min(above.len())).any(|place| {
                above.get(place..).is_some_and(|vouching| {
                    vouching.first().is_some_and(|issuer| {
                        issuer.subject().matches(signer.issuer())
                            && self.trust.is_signed(signer, issuer)
                    }) && self.is_good_signer(signer, vouching, asking)
                })
            })
    }

    /// Whether a second authority key of the issuer's name belongs to the same authority: a key of
    /// the authority itself says so. The other way round, old key certified by the new one, makes
    /// another path, on which the new key stands above.
    fn is_linked(&self, signer: &Certificate, authority: &[Certificate]) -> bool {
        let signs_certificates =
            signer.is_ca() || signer.key_usage().is_none_or(|usage| usage.key_cert_sign());
        !signs_certificates
            || (signer.is_self_issued()
                && authority.iter().any(|issuer| self.trust.is_signed(signer, issuer)))
    }

    /// What the operator knows under a name.
    fn named(&self, name: &Name) -> impl Iterator<Item = &Certificate> {
        let anchors = self.trust.anchors_named(name).map(|(_, anchor)| &anchor.certificate);
        self.trust.intermediates_named(name).chain(anchors)
    }
}

/// The certificates of the authority at the beginning of a path: the first one, and as long as it
/// is self-issued, the one behind it.
fn one_authority(above: &[Certificate]) -> &[Certificate] {
    let links = above.iter().take_while(|certificate| certificate.is_self_issued()).count();
    above.get(..links + 1).unwrap_or(above)
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
        && signer.crl_distribution_points().iter().flat_map(|point| &point.crl_issuer).any(
            |name| matches!(name, AlternativeName::Directory(n) if n.matches(signer.subject())),
        )
}
