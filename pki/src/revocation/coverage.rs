//! Which reasons a list covers for a certificate (RFC 5280 section 6.3.3 (b), (d) and (e)).

use crate::{
    certificate::Certificate,
    crl::{Crl, Reasons},
    der::{self, Reader},
    general_name::{AlternativeName, DistributionPoint, PointName},
    name::Name,
};

/// The reasons for which this complete list, rightly signed, would name the certificate.
pub(super) fn reasons(crl: &Crl, certificate: &Certificate) -> Reasons {
    let scope = crl.scope();
    if scope.only_attribute_certificates
        || (scope.only_user_certificates && certificate.is_ca())
        || (scope.only_ca_certificates && !certificate.is_ca())
    {
        return Reasons::NONE;
    }
    // Lists at the end of section 6.3.3: also those of the issuer that no point names.
    let implied = DistributionPoint {
        name: Some(PointName::Full(vec![AlternativeName::Directory(certificate.issuer().clone())])),
        reasons: None,
        crl_issuer: Vec::new(),
    };
    certificate
        .crl_distribution_points()
        .iter()
        .chain([&implied])
        .filter(|point| serves(crl, certificate, point))
        .map(|point| point.reasons.map_or(Reasons::ALL, Reasons::from_bits))
        .fold(Reasons::NONE, Reasons::or)
        .and(scope.reasons)
}

/// Whether the certificate lets the issuer of this list speak for it: the certificate's issuer
/// does, and whoever a distribution point names as cRLIssuer, with an indirect list.
pub(super) fn may_speak(crl: &Crl, certificate: &Certificate) -> bool {
    crl.issuer().matches(certificate.issuer())
        || (crl.scope().indirect
            && certificate
                .crl_distribution_points()
                .iter()
                .any(|point| directory_names(&point.crl_issuer).any(|n| n.matches(crl.issuer()))))
}

/// Whether the list is the one of this distribution point.
fn serves(crl: &Crl, certificate: &Certificate, point: &DistributionPoint) -> bool {
    let scope = crl.scope();
    let issuer_fits = if point.crl_issuer.is_empty() {
        crl.issuer().matches(certificate.issuer())
    } else {
        scope.indirect && directory_names(&point.crl_issuer).any(|name| name.matches(crl.issuer()))
    };
    if !issuer_fits {
        return false;
    }
    let Some(of_list) = &scope.point else {
        // A list without a name is the list of every point of its issuer.
        return true;
    };
    let of_list = full_names(of_list, crl.issuer());
    let of_point = match &point.name {
        // The relative name continues that of the list's issuer, which fits as shown above.
        Some(name) => full_names(name, crl.issuer()),
        None => point.crl_issuer.clone(),
    };
    of_list.iter().any(|left| of_point.iter().any(|right| same(left, right)))
}

fn directory_names(names: &[AlternativeName]) -> impl Iterator<Item = &Name> {
    names.iter().filter_map(|name| match name {
        AlternativeName::Directory(name) => Some(name),
        _ => None,
    })
}

fn same(left: &AlternativeName, right: &AlternativeName) -> bool {
    match (left, right) {
        (AlternativeName::Directory(left), AlternativeName::Directory(right)) => {
            left.matches(right)
        }
        _ => left == right,
    }
}

fn full_names(name: &PointName, issuer: &Name) -> Vec<AlternativeName> {
    match name {
        PointName::Full(names) => names.clone(),
        PointName::Relative(relative) => {
            continued(issuer, relative).map(AlternativeName::Directory).into_iter().collect()
        }
    }
}

/// The issuer's name with one more relative name (RFC 5280 section 4.2.1.13).
fn continued(issuer: &Name, relative: &[u8]) -> Option<Name> {
    let mut reader = Reader::new(issuer.der());
    let content = reader.expect(der::SEQUENCE).ok()?.content;
    let last = der::write(der::SET, &[relative]);
    Name::from_der(&der::write(der::SEQUENCE, &[content, &last])).ok()
}
