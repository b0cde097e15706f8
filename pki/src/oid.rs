//! Object identifiers, and those this crate knows by name.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::error::ParseError;

/// Longer ones are not seen in certificates and only cost memory.
const OCTETS_MAX: usize = 128;

/// An object identifier, kept as the content octets of its DER form (X.690 section 8.19).
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Oid(Cow<'static, [u8]>);

impl Oid {
    /// From content octets known to be right when the program was written.
    pub(crate) const fn known(octets: &'static [u8]) -> Self {
        Self(Cow::Borrowed(octets))
    }

    /// From the content octets of an OBJECT IDENTIFIER.
    pub fn from_der_content(octets: &[u8]) -> Result<Self, ParseError> {
        if octets.len() > OCTETS_MAX || decode(octets).is_none() {
            return Err(ParseError::new("an OBJECT IDENTIFIER that is not one"));
        }
        Ok(Self(Cow::Owned(octets.to_vec())))
    }

    /// The content octets of the DER form.
    pub fn as_octets(&self) -> &[u8] {
        &self.0
    }
}

/// The numbers of an identifier; `None` if the octets are not in the shortest form or a number
/// does not fit into 128 bits (the largest in use are UUIDs under 2.25).
fn decode(octets: &[u8]) -> Option<Vec<u128>> {
    let mut numbers = Vec::new();
    let mut number: u128 = 0;
    let mut at_start = true;
    for octet in octets {
        if at_start && *octet == 0x80 {
            return None;
        }
        number = number.checked_mul(128)?.checked_add(u128::from(octet & 0x7f))?;
        at_start = octet & 0x80 == 0;
        if at_start {
            if numbers.is_empty() {
                let root = (number / 40).min(2);
                numbers.push(root);
                number -= root * 40;
            }
            numbers.push(number);
            number = 0;
        }
    }
    (at_start && !numbers.is_empty()).then_some(numbers)
}

fn encode(number: u128, out: &mut Vec<u8>) {
    let groups = (128 - number.leading_zeros()).div_ceil(7).max(1);
    for group in (0..groups).rev() {
        let bits = (number >> (group * 7)).to_le_bytes()[0] & 0x7f;
        out.push(if group == 0 { bits } else { bits | 0x80 });
    }
}

impl FromStr for Oid {
    type Err = ParseError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let bad = || ParseError::new("not a dotted object identifier");
        let numbers = text
            .split('.')
            .map(|part| {
                let plain = part.bytes().all(|byte| byte.is_ascii_digit())
                    && (part == "0" || !part.starts_with('0'));
                if plain { part.parse::<u128>().map_err(|_| bad()) } else { Err(bad()) }
            })
            .collect::<Result<Vec<_>, _>>()?;
        let [first, second, rest @ ..] = numbers.as_slice() else {
            return Err(bad());
        };
        if *first > 2 || (*first < 2 && *second > 39) {
            return Err(bad());
        }
        let mut octets = Vec::new();
        encode(second.checked_add(first * 40).ok_or_else(bad)?, &mut octets);
        for number in rest {
            encode(*number, &mut octets);
        }
        Self::from_der_content(&octets)
    }
}

impl fmt::Display for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers = decode(&self.0).unwrap_or_default();
        let text: Vec<String> = numbers.iter().map(u128::to_string).collect();
        f.write_str(&text.join("."))
    }
}

impl fmt::Debug for Oid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Oid({self})")
    }
}

/// Object identifiers this crate acts on, under the names their standards give them.
pub mod known {
    use super::Oid;

    macro_rules! known {
        ($($(#[$doc:meta])* $name:ident = $($octet:literal),+;)+) => {
            $($(#[$doc])* pub const $name: Oid = Oid::known(&[$($octet),+]);)+
        };
    }

    known! {
        /// subjectKeyIdentifier, 2.5.29.14.
        SUBJECT_KEY_ID = 0x55, 0x1d, 0x0e;
        /// keyUsage, 2.5.29.15.
        KEY_USAGE = 0x55, 0x1d, 0x0f;
        /// subjectAltName, 2.5.29.17.
        SUBJECT_ALT_NAME = 0x55, 0x1d, 0x11;
        /// basicConstraints, 2.5.29.19.
        BASIC_CONSTRAINTS = 0x55, 0x1d, 0x13;
        /// nameConstraints, 2.5.29.30.
        NAME_CONSTRAINTS = 0x55, 0x1d, 0x1e;
        /// cRLDistributionPoints, 2.5.29.31.
        CRL_DISTRIBUTION_POINTS = 0x55, 0x1d, 0x1f;
        /// certificatePolicies, 2.5.29.32.
        CERTIFICATE_POLICIES = 0x55, 0x1d, 0x20;
        /// anyPolicy, 2.5.29.32.0.
        ANY_POLICY = 0x55, 0x1d, 0x20, 0x00;
        /// policyMappings, 2.5.29.33.
        POLICY_MAPPINGS = 0x55, 0x1d, 0x21;
        /// authorityKeyIdentifier, 2.5.29.35.
        AUTHORITY_KEY_ID = 0x55, 0x1d, 0x23;
        /// policyConstraints, 2.5.29.36.
        POLICY_CONSTRAINTS = 0x55, 0x1d, 0x24;
        /// extKeyUsage, 2.5.29.37.
        EXTENDED_KEY_USAGE = 0x55, 0x1d, 0x25;
        /// freshestCRL, 2.5.29.46.
        FRESHEST_CRL = 0x55, 0x1d, 0x2e;
        /// inhibitAnyPolicy, 2.5.29.54.
        INHIBIT_ANY_POLICY = 0x55, 0x1d, 0x36;
        /// authorityInfoAccess, 1.3.6.1.5.5.7.1.1.
        AUTHORITY_INFO_ACCESS = 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01;
        /// id-ad-ocsp, 1.3.6.1.5.5.7.48.1.
        ACCESS_OCSP = 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01;
        /// id-kp-clientAuth, 1.3.6.1.5.5.7.3.2.
        CLIENT_AUTH = 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x02;
        /// id-kp-OCSPSigning, 1.3.6.1.5.5.7.3.9.
        OCSP_SIGNING = 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x03, 0x09;
        /// id-pkix-ocsp-nocheck, 1.3.6.1.5.5.7.48.1.5.
        OCSP_NOCHECK = 0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x30, 0x01, 0x05;
        /// anyExtendedKeyUsage, 2.5.29.37.0.
        ANY_EXTENDED_KEY_USAGE = 0x55, 0x1d, 0x25, 0x00;
        /// id-PIV-cardAuth, 2.16.840.1.101.3.6.8 (NIST SP 800-78).
        PIV_CARD_AUTH = 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x06, 0x08;
        /// id-PIV-content-signing, 2.16.840.1.101.3.6.7.
        PIV_CONTENT_SIGNING = 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x06, 0x07;
        /// id-fpki-pivi-content-signing, 2.16.840.1.101.3.8.7.
        PIV_I_CONTENT_SIGNING = 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x08, 0x07;
        /// id-fpki-common-authentication, 2.16.840.1.101.3.2.1.3.13.
        COMMON_AUTHENTICATION = 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x02, 0x01, 0x03, 0x0d;
        /// id-fpki-common-hardware, 2.16.840.1.101.3.2.1.3.7.
        COMMON_HARDWARE = 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x02, 0x01, 0x03, 0x07;
        /// commonName, 2.5.4.3.
        COMMON_NAME = 0x55, 0x04, 0x03;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_octets_agree() {
        for text in [
            "0.0",
            "1.2.840.113549.1.1.11",
            "2.16.840.1.101.3.2.1.3.13",
            "2.5.29.32.0",
            "2.25.329800735698586629295641978511506172918",
            "2.999.1",
        ] {
            let oid: Oid = text.parse().unwrap();
            assert_eq!(oid.to_string(), text);
            assert_eq!(Oid::from_der_content(oid.as_octets()).unwrap(), oid);
        }
        assert_eq!(known::COMMON_AUTHENTICATION.to_string(), "2.16.840.1.101.3.2.1.3.13");
        assert_eq!(known::PIV_CARD_AUTH.to_string(), "2.16.840.1.101.3.6.8");
        assert_eq!(known::CLIENT_AUTH.to_string(), "1.3.6.1.5.5.7.3.2");
    }

    #[test]
    fn wrong_text_and_octets_are_refused() {
        for text in ["", "1", "1.", ".1", "3.1", "1.40", "1.02", "1.-2", "1.2.x", "1. 2"] {
            assert!(text.parse::<Oid>().is_err(), "{text}");
        }
        for octets in [&b""[..], b"\x2a\x80\x01", b"\x2a\x81", &[0x2a; 200]] {
            assert!(Oid::from_der_content(octets).is_err());
        }
    }
}
