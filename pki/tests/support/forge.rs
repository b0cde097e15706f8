//! Makes certificates, revocation lists and OCSP responses for tests, right and wrong ones.
//!
//! Everything is written by hand, because the libraries that make certificates refuse to make the
//! wrong ones. Keys are P-256. Names are one common name unless the DER of a subject is given.

use aws_lc_rs::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};

/// 2026-01-01T00:00:00Z, the time of the tests.
pub const NOW: i64 = 1_767_225_600;
pub const HOUR: i64 = 3_600;
pub const DAY: i64 = 86_400;

/// id-fpki-common-authentication.
const AUTHENTICATION: &str = "2.16.840.1.101.3.2.1.3.13";
const ECDSA_SHA256: &[u8] = b"\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02";
const P256_SPKI: &[u8] = b"\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00";

/// Writes one element.
pub fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut out = vec![tag];
    let octets = content.len().to_be_bytes();
    let used: Vec<u8> = octets.into_iter().skip_while(|octet| *octet == 0).collect();
    match used.as_slice() {
        [] => out.push(0),
        [short] if *short < 0x80 => out.push(*short),
        long => {
            out.push(0x80 | u8::try_from(long.len()).unwrap());
            out.extend_from_slice(long);
        }
    }
    out.extend_from_slice(content);
    out
}

pub fn seq(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, &parts.concat())
}

pub fn set(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x31, &parts.concat())
}

/// An OBJECT IDENTIFIER from dotted text.
pub fn oid(text: &str) -> Vec<u8> {
    let numbers: Vec<u64> = text.split('.').map(|number| number.parse().unwrap()).collect();
    let mut content = Vec::new();
    let mut push = |mut number: u64| {
        let mut octets = vec![u8::try_from(number & 0x7f).unwrap()];
        number >>= 7;
        while number > 0 {
            octets.push(0x80 | u8::try_from(number & 0x7f).unwrap());
            number >>= 7;
        }
        content.extend(octets.into_iter().rev());
    };
    push(numbers[0] * 40 + numbers[1]);
    numbers[2..].iter().for_each(|number| push(*number));
    tlv(0x06, &content)
}

/// A positive INTEGER.
pub fn integer(value: u64) -> Vec<u8> {
    let mut octets: Vec<u8> =
        value.to_be_bytes().into_iter().skip_while(|octet| *octet == 0).collect();
    if octets.first().is_none_or(|first| first & 0x80 != 0) {
        octets.insert(0, 0);
    }
    tlv(0x02, &octets)
}

/// GeneralizedTime of seconds since 1970.
pub fn time(at: i64) -> Vec<u8> {
    let (days, seconds) = (at.div_euclid(DAY), at.rem_euclid(DAY));
    let (mut year, mut left) = (1970, days);
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    while left >= 365 + i64::from(is_leap(year)) {
        left -= 365 + i64::from(is_leap(year));
        year += 1;
    }
    let february = 28 + i64::from(is_leap(year));
    let mut month = 1;
    for length in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        if left < length {
            break;
        }
        left -= length;
        month += 1;
    }
    let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    let text = format!("{year:04}{month:02}{:02}{hour:02}{minute:02}{second:02}Z", left + 1);
    tlv(0x18, text.as_bytes())
}

/// One attribute of a name in a relative name of its own; the tag is that of the string type.
pub fn attribute(kind: &str, tag: u8, value: &[u8]) -> Vec<u8> {
    set(&[&seq(&[&oid(kind), &tlv(tag, value)])])
}

/// The name `CN=<text>` in UTF-8.
pub fn name(common_name: &str) -> Vec<u8> {
    seq(&[&attribute("2.5.4.3", 0x0c, common_name.as_bytes())])
}

pub fn extension(kind: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let critical: &[u8] = if critical { b"\x01\x01\xff" } else { b"" };
    seq(&[&oid(kind), critical, &tlv(0x04, value)])
}

/// A key pair.
pub struct Key(EcdsaKeyPair);

impl Key {
    pub fn new() -> Self {
        Self(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).unwrap())
    }

    pub fn point(&self) -> &[u8] {
        self.0.public_key().as_ref()
    }

    pub fn spki(&self) -> Vec<u8> {
        [P256_SPKI, self.point()].concat()
    }

    pub fn id(&self) -> Vec<u8> {
        aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, self.point())
            .as_ref()
            .to_vec()
    }

    /// SEQUENCE of what is signed, the algorithm and the signature, and what comes behind.
    pub fn sign(&self, signed: &[u8], behind: &[u8]) -> Vec<u8> {
        let signature = self.0.sign(&SystemRandom::new(), signed).unwrap();
        let bits = tlv(0x03, &[&[0], signature.as_ref()].concat());
        seq(&[signed, ECDSA_SHA256, &bits, behind])
    }
}

/// A certificate to be. It begins as a bare version 3 certificate, valid a day around [`NOW`].
#[derive(Clone)]
pub struct Cert {
    pub subject: Vec<u8>,
    pub serial: Vec<u8>,
    pub not_before: i64,
    pub not_after: i64,
    pub extensions: Vec<Vec<u8>>,
}

impl Cert {
    pub fn new(common_name: &str) -> Self {
        Self {
            subject: name(common_name),
            serial: integer(1),
            not_before: NOW - DAY,
            not_after: NOW + DAY,
            extensions: Vec::new(),
        }
    }

    /// An authority: basicConstraints, keyCertSign and cRLSign, the policy of [`Cert::person`].
    pub fn authority(common_name: &str) -> Self {
        Self::new(common_name)
            .with("2.5.29.19", true, b"\x30\x03\x01\x01\xff")
            .with("2.5.29.15", true, b"\x03\x02\x01\x06")
            .with("2.5.29.32", false, &seq(&[&seq(&[&oid(AUTHENTICATION)])]))
    }

    /// A certificate for PIV authentication under the policy id-fpki-common-authentication.
    pub fn person(common_name: &str) -> Self {
        Self::new(common_name)
            .with("2.5.29.15", true, b"\x03\x02\x07\x80")
            .with("2.5.29.37", false, &seq(&[&oid("1.3.6.1.5.5.7.3.2")]))
            .with("2.5.29.32", false, &seq(&[&seq(&[&oid(AUTHENTICATION)])]))
    }

    pub fn with(mut self, kind: &str, critical: bool, value: &[u8]) -> Self {
        self.extensions.push(extension(kind, critical, value));
        self
    }

    /// Takes away the extension of this kind.
    pub fn without(mut self, kind: &str) -> Self {
        let start = oid(kind);
        self.extensions.retain(|one| !one.windows(start.len()).take(6).any(|part| part == start));
        self
    }

    pub fn serial(mut self, serial: u64) -> Self {
        self.serial = integer(serial);
        self
    }

    pub fn subject(mut self, der: Vec<u8>) -> Self {
        self.subject = der;
        self
    }

    pub fn valid(mut self, not_before: i64, not_after: i64) -> Self {
        (self.not_before, self.not_after) = (not_before, not_after);
        self
    }

    /// A subjectAltName of these GeneralNames.
    pub fn alternative(self, names: &[Vec<u8>]) -> Self {
        self.with("2.5.29.17", false, &tlv(0x30, &names.concat()))
    }

    /// The DER, for this key, signed by an issuer of this common name. Both key identifiers are
    /// in it.
    pub fn build(&self, key: &Key, issuer: &str, issuer_key: &Key) -> Vec<u8> {
        let extensions = [
            self.extensions.concat(),
            extension("2.5.29.14", false, &tlv(0x04, &key.id())),
            extension("2.5.29.35", false, &seq(&[&tlv(0x80, &issuer_key.id())])),
        ];
        let extensions = tlv(0xa3, &tlv(0x30, &extensions.concat()));
        let tbs = seq(&[
            &tlv(0xa0, &integer(2)),
            &self.serial,
            ECDSA_SHA256,
            &name(issuer),
            &seq(&[&time(self.not_before), &time(self.not_after)]),
            &self.subject,
            &key.spki(),
            &extensions,
        ]);
        issuer_key.sign(&tbs, &[])
    }
}

/// otherName with this value, as a GeneralName.
pub fn other_name(kind: &str, value: &[u8]) -> Vec<u8> {
    tlv(0xa0, &[oid(kind), tlv(0xa0, value)].concat())
}

pub fn uri(text: &str) -> Vec<u8> {
    tlv(0x86, text.as_bytes())
}

/// A revocation list to be: empty, issued an hour before [`NOW`], due in a day.
#[derive(Clone)]
pub struct List {
    pub issuer: Vec<u8>,
    pub this_update: i64,
    pub next_update: Option<i64>,
    pub entries: Vec<Vec<u8>>,
    pub extensions: Vec<Vec<u8>>,
}

impl List {
    pub fn new(issuer: &str) -> Self {
        Self {
            issuer: name(issuer),
            this_update: NOW - HOUR,
            next_update: Some(NOW + DAY),
            entries: Vec::new(),
            extensions: Vec::new(),
        }
    }

    /// Lists a serial.
    pub fn revoke(self, serial: u64) -> Self {
        self.entry(serial, &[])
    }

    /// Lists a serial with extensions of the entry.
    pub fn entry(mut self, serial: u64, extensions: &[Vec<u8>]) -> Self {
        let extensions =
            if extensions.is_empty() { Vec::new() } else { tlv(0x30, &extensions.concat()) };
        self.entries.push(seq(&[&integer(serial), &time(NOW - DAY), &extensions]));
        self
    }

    pub fn with(mut self, kind: &str, critical: bool, value: &[u8]) -> Self {
        self.extensions.push(extension(kind, critical, value));
        self
    }

    pub fn number(self, number: u64) -> Self {
        self.with("2.5.29.20", false, &integer(number))
    }

    /// Makes it a delta of the list with this number.
    pub fn delta(self, base: u64) -> Self {
        self.with("2.5.29.27", true, &integer(base))
    }

    pub fn times(mut self, this_update: i64, next_update: i64) -> Self {
        (self.this_update, self.next_update) = (this_update, Some(next_update));
        self
    }

    pub fn build(&self, key: &Key) -> Vec<u8> {
        let entries =
            if self.entries.is_empty() { Vec::new() } else { tlv(0x30, &self.entries.concat()) };
        let extensions = if self.extensions.is_empty() {
            Vec::new()
        } else {
            tlv(0xa0, &tlv(0x30, &self.extensions.concat()))
        };
        let tbs = seq(&[
            &integer(1),
            ECDSA_SHA256,
            &self.issuer,
            &time(self.this_update),
            &self.next_update.map(time).unwrap_or_default(),
            &entries,
            &extensions,
        ]);
        key.sign(&tbs, &[])
    }
}

/// The extension of an entry that gives its reason.
pub fn reason(code: u8) -> Vec<u8> {
    extension("2.5.29.21", false, &[0x0a, 0x01, code])
}
