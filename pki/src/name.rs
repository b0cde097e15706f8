//! Distinguished names: exact encoding, comparison, and a text that is safe to show.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use crate::der::{self, Reader};
use crate::error::ParseError;
use crate::oid::{Oid, known};

/// A name longer than this is an attack on whoever prints or compares it.
const DER_MAX: usize = 16 * 1024;

/// A distinguished name.
///
/// It keeps its exact DER, which is what identity is bound to. Two names *match* if RFC 5280
/// section 7.1 says so: letter case (ASCII) and the amount of space do not count, and neither does
/// the string type.
#[derive(Clone)]
pub struct Name(Arc<Inner>);

struct Inner {
    der: Vec<u8>,
    /// Relative names in the order of the encoding.
    relative: Vec<Vec<Attribute>>,
    /// What matching compares.
    folded: Vec<u8>,
}

#[derive(Clone)]
struct Attribute {
    kind: Oid,
    text: Option<String>,
    folded: Vec<u8>,
}

impl Name {
    /// Reads the DER of a `Name`, with nothing behind it.
    pub fn from_der(der: &[u8]) -> Result<Self, ParseError> {
        if der.len() > DER_MAX {
            return Err(ParseError::new("a name above 16 KiB"));
        }
        let mut sequence = Reader::new(der::single(der, der::SEQUENCE)?.content);
        let mut relative = Vec::new();
        while !sequence.is_empty() {
            relative.push(relative_name(sequence.expect(der::SET)?.content)?);
        }
        let mut folded = Vec::new();
        for attributes in &relative {
            let mut parts: Vec<&[u8]> =
                attributes.iter().map(|attribute| attribute.folded.as_slice()).collect();
            // A relative name is a set: the order of its attributes does not count.
            parts.sort_unstable();
            folded.extend_from_slice(&der::write(der::SET, &parts));
        }
        Ok(Self(Arc::new(Inner { der: der.to_vec(), relative, folded })))
    }

    /// The exact encoding.
    pub fn der(&self) -> &[u8] {
        &self.0.der
    }

    /// Whether both are one name by RFC 5280 section 7.1.
    pub fn matches(&self, other: &Self) -> bool {
        self.0.folded == other.0.folded
    }

    /// What [`Name::matches`] compares: equal exactly for matching names, so it can be a key.
    pub(crate) fn canonical(&self) -> &[u8] {
        &self.0.folded
    }

    /// Whether the name has no attributes at all.
    pub fn is_empty(&self) -> bool {
        self.0.relative.is_empty()
    }

    /// Attributes in the order of the encoding; the text is `None` if the value is none.
    pub fn attributes(&self) -> impl Iterator<Item = (&Oid, Option<&str>)> {
        self.0.relative.iter().flatten().map(|one| (&one.kind, one.text.as_deref()))
    }

    /// Every commonName, decoded; those that are no text are left out.
    pub fn common_names(&self) -> Vec<String> {
        self.attributes()
            .filter(|(kind, _)| **kind == known::COMMON_NAME)
            .filter_map(|(_, text)| text.map(str::to_owned))
            .collect()
    }

    /// RFC 4514 text, most specific attribute first; characters that could forge a log line or
    /// turn the direction of text are escaped.
    pub fn to_text(&self) -> String {
        let relative: Vec<String> = self
            .0
            .relative
            .iter()
            .rev()
            .map(|attributes| {
                let parts: Vec<String> = attributes.iter().map(attribute_text).collect();
                parts.join("+")
            })
            .collect();
        relative.join(",")
    }
}

impl PartialEq for Name {
    /// Exact: the same DER.
    fn eq(&self, other: &Self) -> bool {
        self.0.der == other.0.der
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.der.hash(state);
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Name({})", self.to_text())
    }
}

fn relative_name(content: &[u8]) -> Result<Vec<Attribute>, ParseError> {
    let mut set = Reader::new(content);
    let mut attributes = Vec::new();
    while !set.is_empty() {
        let mut pair = set.enter(der::SEQUENCE)?;
        let kind = Oid::from_der_content(pair.expect(der::OID)?.content)?;
        let value = pair.element()?;
        pair.finish()?;
        let text = string(value.tag, value.content);
        let folded_value = match &text {
            Some(text) => der::write(der_tag::UTF8, &[fold(text).as_bytes()]),
            None => value.whole.to_vec(),
        };
        let folded_kind = der::write(der::OID, &[kind.as_octets()]);
        let folded = der::write(der::SEQUENCE, &[&folded_kind, &folded_value]);
        attributes.push(Attribute { kind, text, folded });
    }
    if attributes.is_empty() {
        return Err(ParseError::new("a relative distinguished name without attributes"));
    }
    Ok(attributes)
}

/// Tags of the string types of RFC 5280's DirectoryString, and IA5String.
mod der_tag {
    pub(super) const UTF8: u8 = 0x0c;
    pub(super) const NUMERIC: u8 = 0x12;
    pub(super) const PRINTABLE: u8 = 0x13;
    pub(super) const TELETEX: u8 = 0x14;
    pub(super) const IA5: u8 = 0x16;
    pub(super) const VISIBLE: u8 = 0x1a;
    pub(super) const UNIVERSAL: u8 = 0x1c;
    pub(super) const BMP: u8 = 0x1e;
}

/// The text of a string type, or `None` for another type or a wrong encoding.
pub(crate) fn string(tag: u8, content: &[u8]) -> Option<String> {
    match tag {
        der_tag::UTF8 => std::str::from_utf8(content).ok().map(str::to_owned),
        der_tag::NUMERIC | der_tag::PRINTABLE | der_tag::IA5 | der_tag::VISIBLE => {
            content.is_ascii().then(|| content.iter().copied().map(char::from).collect())
        }
        // Issuers put Latin-1 into TeletexString, whatever T.61 says.
        der_tag::TELETEX => Some(content.iter().copied().map(char::from).collect()),
        der_tag::BMP if content.len().is_multiple_of(2) => {
            let units: Vec<u16> = content
                .chunks_exact(2)
                .map(|pair| pair.iter().fold(0, |unit, octet| (unit << 8) | u16::from(*octet)))
                .collect();
            String::from_utf16(&units).ok()
        }
        der_tag::UNIVERSAL if content.len().is_multiple_of(4) => content
            .chunks_exact(4)
            .map(|four| {
                char::from_u32(four.iter().fold(0, |code, octet| (code << 8) | u32::from(*octet)))
            })
            .collect(),
        _ => None,
    }
}

/// Case and space folding. Only ASCII letters are folded: that is what the engine does too, and
/// folding less can only refuse.
fn fold(text: &str) -> String {
    let words: Vec<String> =
        text.split_ascii_whitespace().map(|word| word.to_ascii_lowercase()).collect();
    words.join(" ")
}

fn attribute_text(attribute: &Attribute) -> String {
    let kind = match attribute.kind.as_octets() {
        [0x55, 0x04, 0x03] => "CN".to_owned(),
        [0x55, 0x04, 0x05] => "serialNumber".to_owned(),
        [0x55, 0x04, 0x06] => "C".to_owned(),
        [0x55, 0x04, 0x07] => "L".to_owned(),
        [0x55, 0x04, 0x08] => "ST".to_owned(),
        [0x55, 0x04, 0x09] => "street".to_owned(),
        [0x55, 0x04, 0x0a] => "O".to_owned(),
        [0x55, 0x04, 0x0b] => "OU".to_owned(),
        [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x19] => "DC".to_owned(),
        [0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x01] => "UID".to_owned(),
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x01] => "emailAddress".to_owned(),
        _ => attribute.kind.to_string(),
    };
    match &attribute.text {
        Some(text) => format!("{kind}={}", escape(text)),
        None => format!("{kind}=#?"),
    }
}

/// Escapes as RFC 4514 section 2.4 does, and every unsafe character as hexadecimal pairs.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let last = text.chars().count().saturating_sub(1);
    for (at, character) in text.chars().enumerate() {
        let special = matches!(character, '"' | '+' | ',' | ';' | '<' | '>' | '\\')
            || (character == '#' && at == 0)
            || (character == ' ' && (at == 0 || at == last));
        if is_unsafe(character) {
            let mut buffer = [0; 4];
            for octet in character.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("\\{octet:02X}"));
            }
        } else {
            if special {
                out.push('\\');
            }
            out.push(character);
        }
    }
    out
}

/// Control characters, line separators, and characters that are invisible or turn the direction
/// of text: a name that has one could be shown as another.
pub(crate) fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(values: &[(u8, &[u8])]) -> Name {
        let relative: Vec<Vec<u8>> = values
            .iter()
            .map(|(tag, value)| {
                let kind = der::write(der::OID, &[known::COMMON_NAME.as_octets()]);
                let value = der::write(*tag, &[value]);
                der::write(der::SET, &[&der::write(der::SEQUENCE, &[&kind, &value])])
            })
            .collect();
        let parts: Vec<&[u8]> = relative.iter().map(Vec::as_slice).collect();
        Name::from_der(&der::write(der::SEQUENCE, &parts)).unwrap()
    }

    #[test]
    fn case_space_and_string_type_do_not_count() {
        let plain = name(&[(der_tag::PRINTABLE, b"Jane Q Doe")]);
        assert!(plain.matches(&name(&[(der_tag::UTF8, b"  jane  q DOE ")])));
        assert!(plain.matches(&name(&[(der_tag::BMP, b"\0J\0a\0n\0e\0 \0Q\0 \0D\0o\0e")])));
        assert!(!plain.matches(&name(&[(der_tag::UTF8, b"janeq doe")])));
        assert!(!plain.matches(&name(&[(der_tag::UTF8, b"Jane Q Doe"), (der_tag::UTF8, b"x")])));
        assert_ne!(plain, name(&[(der_tag::UTF8, b"Jane Q Doe")]), "equality is exact");
    }

    #[test]
    fn homographs_do_not_match() {
        let latin = name(&[(der_tag::UTF8, "Anna".as_bytes())]);
        assert!(!latin.matches(&name(&[(der_tag::UTF8, "\u{410}nna".as_bytes())])));
    }

    #[test]
    fn text_escapes_what_could_deceive() {
        let text = name(&[(der_tag::UTF8, "a\n\u{202e}b, c\0".as_bytes())]).to_text();
        assert_eq!(text, "CN=a\\0A\\E2\\80\\AEb\\, c\\00");
        assert_eq!(name(&[(der_tag::UTF8, b" #x ")]).to_text(), "CN=\\ #x\\ ");
    }

    #[test]
    fn wrong_encodings_are_no_text() {
        assert_eq!(name(&[(der_tag::UTF8, b"\xff")]).common_names(), Vec::<String>::new());
        assert_eq!(name(&[(der_tag::BMP, b"\0a\0")]).common_names(), Vec::<String>::new());
        assert_eq!(name(&[(der_tag::PRINTABLE, b"\xe9")]).common_names(), Vec::<String>::new());
        assert_eq!(name(&[(der_tag::TELETEX, b"\xe9")]).common_names(), vec!["\u{e9}".to_owned()]);
    }

    #[test]
    fn empty_relative_names_are_refused() {
        assert!(Name::from_der(b"\x30\x02\x31\x00").is_err());
        assert!(Name::from_der(b"\x30\x00").unwrap().is_empty());
    }
}
