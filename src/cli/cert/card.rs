//! A card: a PIV authentication certificate (FIPS 201-3 section 4.2.2.1) and its key.

use super::{
    authority::{Authority, distinguished_name, serial, time},
    der::{BOOLEAN, EXPLICIT, IMPLICIT, OCTETS, UTF8, oid, sequence, tlv},
    pkcs12,
};
use chrono::{DateTime, Duration, Utc};
use rcgen::{
    CertificateParams, CustomExtension, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose,
    PKCS_ECDSA_P256_SHA256,
};
use uuid::Uuid;

const SUBJECT_ALT_NAME: &[u64] = &[2, 5, 29, 17];
const SMART_CARD_LOGON: &[u64] = &[1, 3, 6, 1, 4, 1, 311, 20, 2, 2];
const UPN: &[u64] = &[1, 3, 6, 1, 4, 1, 311, 20, 2, 3];
const FASC_N: &[u64] = &[2, 16, 840, 1, 101, 3, 6, 6];
/// Whether the background check was still open when the card was issued.
const NACI: &[u64] = &[2, 16, 840, 1, 101, 3, 6, 9, 1];
/// The tag of a URI among the alternative names.
const URI: u8 = IMPLICIT + 6;

/// What stands on a card.
#[derive(Clone, Debug, Default)]
pub struct NewCard {
    /// The holder, given name first.
    pub name: String,
    /// User principal name.
    pub upn: Option<String>,
    /// Number of a member of the DoD, ten digits.
    pub edipi: Option<String>,
    /// Its last day was yesterday.
    pub is_expired: bool,
}

/// A card that was issued.
#[derive(Clone, Debug)]
pub struct IssuedCard {
    /// DER of the certificate.
    pub certificate: Vec<u8>,
    /// PKCS#8 of the key.
    pub key: Vec<u8>,
    /// The certificate's serial number.
    pub serial: Vec<u8>,
    name: String,
}

impl Authority {
    /// Issues a card.
    pub fn issue(&self, new: &NewCard, now: DateTime<Utc>) -> anyhow::Result<IssuedCard> {
        let key = KeyPair::generate_for(&PKCS_ECDSA_P256_SHA256)?;
        let number = serial()?;
        let mut params = CertificateParams::default();
        params.distinguished_name = distinguished_name(&common_name(new));
        params.serial_number = Some(number.clone());
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![
            ExtendedKeyUsagePurpose::ClientAuth,
            ExtendedKeyUsagePurpose::Other(SMART_CARD_LOGON.to_vec()),
        ];
        let names = alternative_names(new, &number.to_bytes());
        params.custom_extensions = vec![
            CustomExtension::from_oid_content(SUBJECT_ALT_NAME, names),
            CustomExtension::from_oid_content(NACI, tlv(BOOLEAN, &[&[0]])),
        ];
        let (begin, end) = match new.is_expired {
            true => (now - Duration::days(365), now - Duration::days(1)),
            false => (now - Duration::hours(1), now + Duration::days(365)),
        };
        (params.not_before, params.not_after) = (time(begin), time(end));
        let certificate = self.sign(params, &key)?;
        Ok(IssuedCard {
            certificate,
            key: key.serialize_der(),
            serial: number.to_bytes(),
            name: new.name.clone(),
        })
    }
}

impl IssuedCard {
    /// The card for a browser's own store, together with the authority that issued it.
    pub fn pkcs12(&self, issuing: &[u8], password: &str) -> anyhow::Result<Vec<u8>> {
        pkcs12::write(&self.name, &[&self.certificate, issuing], &self.key, password)
    }
}

/// `LAST.FIRST.MIDDLE.1234567890` on cards of the DoD, else the name as it is.
fn common_name(new: &NewCard) -> String {
    let Some(edipi) = &new.edipi else { return new.name.clone() };
    let mut names: Vec<String> = new.name.split_whitespace().map(str::to_uppercase).collect();
    if let Some(last) = names.pop() {
        names.insert(0, last);
    }
    names.push(edipi.clone());
    names.join(".")
}

fn alternative_names(new: &NewCard, number: &[u8]) -> Vec<u8> {
    let other =
        |kind: &[u64], value: Vec<u8>| tlv(EXPLICIT, &[&oid(kind), &tlv(EXPLICIT, &[&value])]);
    let mut names = vec![other(FASC_N, tlv(OCTETS, &[&fascn(number, new.edipi.as_deref())]))];
    let upn = new.upn.clone().or_else(|| Some(format!("{}@mil", new.edipi.as_ref()?)));
    if let Some(upn) = upn {
        names.push(other(UPN, tlv(UTF8, &[upn.as_bytes()])));
    }
    let uuid = Uuid::new_v4().urn().to_string();
    names.push(tlv(URI, &[uuid.as_bytes()]));
    let names: Vec<&[u8]> = names.iter().map(Vec::as_slice).collect();
    sequence(&names)
}

/// The 25 bytes of a FASC-N: 40 characters of four bits, least significant first, and odd parity
/// (TIG SCEPACS 2.3). The credential's number is taken from the certificate's.
fn fascn(number: &[u8], person: Option<&str>) -> Vec<u8> {
    let credential: u32 =
        number.iter().fold(0, |sum, byte| (sum * 31 + u32::from(*byte)) % 999_999);
    let person = person.unwrap_or("0000000000");
    let text = format!("S9999F0001F{credential:06}F1F1F{person:0>10}199991E");
    let mut data: Vec<u8> = text
        .bytes()
        .map(|character| match character {
            b'S' => 0xb,
            b'F' => 0xd,
            b'E' => 0xf,
            digit => digit & 0xf,
        })
        .collect();
    // The check character makes the XOR of all characters zero.
    data.push(data.iter().fold(0, |sum, character| sum ^ character));
    let bits: Vec<u8> = data
        .iter()
        .flat_map(|character| {
            let bits: [u8; 4] = std::array::from_fn(|n| (character >> n) & 1);
            let parity = 1 ^ bits.iter().fold(0, |sum, bit| sum ^ bit);
            bits.into_iter().chain([parity])
        })
        .collect();
    bits.chunks(8).map(|byte| byte.iter().fold(0, |sum, bit| (sum << 1) | bit)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Authority, NewCard, common_name, fascn};
    use chrono::{DateTime, Utc};

    #[test]
    fn a_card_of_the_dod_is_named_as_theirs_are() {
        let new = NewCard {
            name: "Jane Quinn Doe".to_owned(),
            edipi: Some("1234567890".to_owned()),
            ..NewCard::default()
        };
        assert_eq!(common_name(&new), "DOE.JANE.QUINN.1234567890");
    }

    #[test]
    fn the_first_bytes_of_a_fasc_n_are_those_of_every_card_of_that_agency() {
        let bytes = fascn(&[1, 2, 3], Some("1234567890"));
        assert_eq!(bytes.len(), 25);
        // S, 9, 9, 9: 11010 10011 10011 10011.
        assert_eq!(bytes[..2], [0b1101_0100, 0b1110_0111]);
    }

    #[test]
    fn our_own_parser_reads_a_card() {
        let now: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().unwrap();
        let authority = Authority::new("Test", now).unwrap();
        let new = NewCard {
            name: "Jane Doe".to_owned(),
            upn: Some("jane@agency.gov".to_owned()),
            ..NewCard::default()
        };
        let card = authority.issue(&new, now).unwrap();
        let parsed = pki::Certificate::from_der(&card.certificate).unwrap();
        assert_eq!(parsed.serial(), card.serial);
        assert_eq!(parsed.policies().len(), 1);
        assert!(!parsed.is_ca() && parsed.authority_key_id().is_some());
        let facts = pki::card_facts(&parsed);
        assert_eq!(facts.upn.as_deref(), Some("jane@agency.gov"));
        assert!(facts.fascn.is_some() && facts.card_uuid.is_some(), "{facts:?}");
        assert_eq!(facts.naci_pending, Some(false));
    }
}
