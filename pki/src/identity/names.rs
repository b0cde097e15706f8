//! Reads the names of a certificate.

use super::fascn::Fascn;
use crate::{
    certificate::Certificate,
    der,
    general_name::AlternativeName,
    name::{self, Name},
    oid::{Oid, known},
};

/// Principal name of Microsoft, 1.3.6.1.4.1.311.20.2.3.
const UPN: Oid = Oid::known(b"\x2b\x06\x01\x04\x01\x82\x37\x14\x02\x03");
/// pivFASC-N, 2.16.840.1.101.3.6.6.
const PIV_FASCN: Oid = Oid::known(b"\x60\x86\x48\x01\x65\x03\x06\x06");
/// id-piv-interim (once id-PIV-NACI), 2.16.840.1.101.3.6.9.1.
const PIV_INTERIM: Oid = Oid::known(b"\x60\x86\x48\x01\x65\x03\x06\x09\x01");
/// userid, 0.9.2342.19200300.100.1.1.
const USER_ID: Oid = Oid::known(b"\x09\x92\x26\x89\x93\xf2\x2c\x64\x01\x01");
/// emailAddress of PKCS #9.
const EMAIL_ADDRESS: Oid = Oid::known(b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x01");
const SERIAL_NUMBER: Oid = Oid::known(b"\x55\x04\x05");
const SURNAME: Oid = Oid::known(b"\x55\x04\x04");
const GIVEN_NAME: Oid = Oid::known(b"\x55\x04\x2a");

/// Longer texts are cut for display.
const DISPLAY_CHARACTERS_MAX: usize = 200;
/// Longer values are no identifiers.
const VALUE_BYTES_MAX: usize = 256;

/// What a certificate says about its holder and the card. Nothing here is a decision yet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CardFacts {
    /// The number of the card, if it decodes.
    pub fascn: Option<Fascn>,
    /// There is a FASC-N that does not decode.
    pub fascn_anomaly: bool,
    /// The card's UUID in lower case.
    pub card_uuid: Option<String>,
    /// The user principal name, as written.
    pub upn: Option<String>,
    /// Ten digits at the end of the common name. An EDIPI only under an anchor of the DoD, which
    /// is for the rules to say.
    pub edipi: Option<String>,
    /// The person's number at the agency: the userid attribute, or a serialNumber that is not that
    /// of the card.
    pub uid: Option<String>,
    /// The e-mail address, for display and mail. Never an identifier.
    pub email: Option<String>,
    /// The common name, if there is exactly one and it is safe to show.
    pub common_name: Option<String>,
    /// What to call the holder; safe to show as text.
    pub display_name: String,
    /// The given name, as well as it can be told.
    pub first_name: Option<String>,
    /// The surname, as well as it can be told.
    pub last_name: Option<String>,
    /// The background investigation was not complete when the card was issued; `None` if the
    /// certificate does not say.
    pub naci_pending: Option<bool>,
    /// What was odd, one sentence each, for the audit.
    pub anomalies: Vec<String>,
}

/// Reads what a certificate says about its holder.
pub fn card_facts(leaf: &Certificate) -> CardFacts {
    let mut facts = CardFacts::default();
    let subject = leaf.subject();
    for alternative in leaf.alternative_names() {
        read_alternative(&mut facts, alternative);
    }
    facts.naci_pending = leaf
        .extension(&PIV_INTERIM)
        .and_then(|value| der::boolean(der::single(value, der::BOOLEAN).ok()?.content).ok());
    if subject_is_safe(subject) {
        read_subject(&mut facts, subject);
    } else {
        facts.note("The subject has a character that cannot be shown, or a value that is no text.");
    }
    facts.display_name = display_name(&facts, subject);
    facts
}

/// Whether every value of the name is text without characters that could deceive.
pub(super) fn subject_is_safe(subject: &Name) -> bool {
    subject
        .attributes()
        .all(|(_, text)| text.is_some_and(|text| !text.chars().any(name::is_unsafe)))
}

impl CardFacts {
    fn note(&mut self, anomaly: &str) {
        self.anomalies.push(anomaly.to_owned());
    }
}

fn read_alternative(facts: &mut CardFacts, alternative: &AlternativeName) {
    match alternative {
        AlternativeName::OtherName { kind, value } if *kind == PIV_FASCN => {
            let decoded = der::single(value, der::OCTET_STRING)
                .ok()
                .and_then(|octets| Fascn::decode(octets.content));
            if decoded.is_none() || facts.fascn.is_some() || facts.fascn_anomaly {
                facts.fascn = None;
                facts.fascn_anomaly = true;
                facts.note("The FASC-N does not decode, or there are two.");
            } else {
                facts.fascn = decoded;
            }
        }
        AlternativeName::OtherName { kind, value } if *kind == UPN => {
            let text = der::Reader::new(value)
                .element()
                .ok()
                .and_then(|element| name::string(element.tag, element.content));
            read_upn(facts, text);
        }
        AlternativeName::Uri(uri) => read_uri(facts, uri),
        AlternativeName::Email(email) if facts.email.is_none() => facts.email = mailbox(email),
        _ => {}
    }
}

/// A second principal name, or an odd one, leaves none: which one counts must not be a guess.
fn read_upn(facts: &mut CardFacts, text: Option<String>) {
    match text.as_deref().and_then(mailbox) {
        Some(upn) if facts.upn.is_none() && !facts.anomalies.iter().any(|a| a == UPN_ODD) => {
            facts.upn = Some(upn);
        }
        _ => {
            facts.upn = None;
            facts.note(UPN_ODD);
        }
    }
}

const UPN_ODD: &str = "The principal name is not user@suffix in ASCII, or there are two.";

const UUID_ODD: &str = "The card UUID is not one, or there are two.";

fn read_uri(facts: &mut CardFacts, uri: &str) {
    let Some(text) = uri.get(..9).filter(|head| head.eq_ignore_ascii_case("urn:uuid:")) else {
        return;
    };
    let uuid = uri.get(text.len()..).map(str::to_ascii_lowercase).filter(|text| is_uuid(text));
    let is_first = facts.card_uuid.is_none() && !facts.anomalies.iter().any(|a| a == UUID_ODD);
    if uuid.is_some() && is_first {
        facts.card_uuid = uuid;
    } else {
        facts.card_uuid = None;
        facts.note(UUID_ODD);
    }
}

fn is_uuid(text: &str) -> bool {
    let lengths: Vec<usize> = text.split('-').map(str::len).collect();
    lengths == [8, 4, 4, 4, 12] && text.bytes().all(|byte| byte == b'-' || byte.is_ascii_hexdigit())
}

/// `user@suffix` in visible ASCII.
fn mailbox(text: &str) -> Option<String> {
    let (user, suffix) = text.split_once('@')?;
    let is_plain = text.len() <= VALUE_BYTES_MAX
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && !user.is_empty()
        && !suffix.is_empty()
        && !suffix.contains('@');
    is_plain.then(|| text.to_owned())
}

fn read_subject(facts: &mut CardFacts, subject: &Name) {
    match values(subject, &known::COMMON_NAME).as_slice() {
        [] => {}
        [one] => facts.common_name = Some((*one).to_owned()),
        _ => facts.note("The subject has several common names; none is used."),
    }
    facts.uid = single(subject, &USER_ID)
        .or_else(|| single(subject, &SERIAL_NUMBER).filter(|text| !is_card_number(text)));
    if facts.email.is_none() {
        facts.email = single(subject, &EMAIL_ADDRESS).as_deref().and_then(mailbox);
    }
    facts.edipi = facts.common_name.as_deref().and_then(edipi).map(str::to_owned);
    cross_check(facts);
    people_names(facts, subject);
}

fn values<'a>(subject: &'a Name, wanted: &Oid) -> Vec<&'a str> {
    subject.attributes().filter(|(kind, _)| *kind == wanted).filter_map(|(_, text)| text).collect()
}

fn single(subject: &Name, wanted: &Oid) -> Option<String> {
    match values(subject, wanted).as_slice() {
        [one] if !one.is_empty() && one.len() <= VALUE_BYTES_MAX => Some((*one).to_owned()),
        _ => None,
    }
}

/// Card Authentication certificates name the card in serialNumber: FASC-N in hexadecimal, or UUID.
fn is_card_number(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let bare = lower.strip_prefix("urn:uuid:").unwrap_or(&lower);
    let is_fascn = bare.len() == 50 && bare.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_fascn || is_uuid(bare)
}

/// The ten ASCII digits behind the last dot of `LAST.FIRST.MIDDLE.1234567890`.
fn edipi(common_name: &str) -> Option<&str> {
    let (name, digits) = common_name.rsplit_once('.')?;
    let is_number = digits.len() == 10 && digits.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && !name.is_empty()).then_some(digits)
}

/// The principal name of a CAC begins with the EDIPI, and the person of its FASC-N is the EDIPI.
fn cross_check(facts: &mut CardFacts) {
    let Some(edipi) = facts.edipi.clone() else {
        return;
    };
    let upn = facts
        .upn
        .as_deref()
        .and_then(|upn| upn.to_ascii_lowercase().strip_suffix("@mil").map(str::to_owned));
    if let Some(user) = upn
        && !user.starts_with(&edipi)
    {
        facts.edipi = None;
        facts.note("The number in the common name is not that of the principal name.");
    }
    if facts.fascn.as_ref().is_some_and(|fascn| fascn.is_unique() && fascn.person != edipi) {
        facts.note("The number in the common name is not that of the FASC-N.");
    }
}

/// Attributes if there are, else what the common name looks like.
fn people_names(facts: &mut CardFacts, subject: &Name) {
    let mut first = single(subject, &GIVEN_NAME);
    let mut last = single(subject, &SURNAME);
    if let Some(common_name) = &facts.common_name {
        // "Jane Q. Doe (affiliate)"
        let plain = common_name.split(" (").next().unwrap_or(common_name);
        let parts: Vec<&str> = if edipi(common_name).is_some() {
            let mut parts = common_name.split('.');
            let last = parts.next();
            parts.next().into_iter().chain(last).collect()
        } else {
            plain.split_whitespace().collect()
        };
        if let [head, .., tail] = parts.as_slice() {
            first = first.or_else(|| Some((*head).to_owned()));
            last = last.or_else(|| Some((*tail).to_owned()));
        }
    }
    facts.first_name = first;
    facts.last_name = last;
}

fn display_name(facts: &CardFacts, subject: &Name) -> String {
    let text = match (&facts.common_name, &facts.first_name, &facts.last_name) {
        (Some(name), Some(first), Some(last)) if edipi(name).is_some() => {
            format!("{first} {last}")
        }
        (Some(name), _, _) => name.clone(),
        // The text of a name is escaped.
        (None, _, _) => subject.to_text(),
    };
    text.chars()
        .map(|character| if name::is_unsafe(character) { '\u{fffd}' } else { character })
        .take(DISPLAY_CHARACTERS_MAX)
        .collect()
}
