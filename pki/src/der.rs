//! A small DER cursor: total, bounds-checked, without recursion.
//!
//! It reads one element after the other from a slice and never looks behind what it was given.
//! Only what DER (X.690 section 10) allows is read: definite lengths in their shortest form, tags
//! below 31. Nesting is the caller's: a nested element is a new [`Reader`] over the content, so an
//! input of any depth costs no stack here.

/// What is wrong with an encoding, as a fixed text that is safe in logs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DerError(pub(crate) &'static str);

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const OID: u8 = 0x06;
pub(crate) const ENUMERATED: u8 = 0x0a;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// The tag of a constructed context-specific element, `[n]` around another element.
pub(crate) const fn context(number: u8) -> u8 {
    0xa0 | (number & 0x1f)
}

/// The tag of a primitive context-specific element, `[n] IMPLICIT` of a simple type.
pub(crate) const fn context_primitive(number: u8) -> u8 {
    0x80 | (number & 0x1f)
}

/// One element: its tag, its content, and the whole of it with the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    pub(crate) tag: u8,
    pub(crate) content: &'a [u8],
    pub(crate) whole: &'a [u8],
}

/// Reads elements one after the other.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    pub(crate) fn new(input: &'a [u8]) -> Self {
        Self { rest: input }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// The tag of the next element, without moving.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// The next element, whatever its tag.
    pub(crate) fn element(&mut self) -> Result<Element<'a>, DerError> {
        let input = self.rest;
        let (&tag, after_tag) = input.split_first().ok_or(DerError("an element is missing"))?;
        if tag & 0x1f == 0x1f {
            return Err(DerError("a tag above 30"));
        }
        let (length, after_length) = length(after_tag)?;
        let (content, rest) = after_length
            .split_at_checked(length)
            .ok_or(DerError("an element is longer than its container"))?;
        let (whole, _) = input
            .split_at_checked(input.len() - rest.len())
            .ok_or(DerError("an element is longer than its container"))?;
        self.rest = rest;
        Ok(Element { tag, content, whole })
    }

    /// The next element, which must carry this tag.
    pub(crate) fn expect(&mut self, tag: u8) -> Result<Element<'a>, DerError> {
        if self.peek() != Some(tag) {
            return Err(DerError("another element was expected"));
        }
        self.element()
    }

    /// The next element if it carries this tag.
    pub(crate) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>, DerError> {
        if self.peek() == Some(tag) { self.element().map(Some) } else { Ok(None) }
    }

    /// A reader over the content of the next element, which must carry this tag.
    pub(crate) fn enter(&mut self, tag: u8) -> Result<Reader<'a>, DerError> {
        self.expect(tag).map(|element| Reader::new(element.content))
    }

    /// Nothing may be left.
    pub(crate) fn finish(&self) -> Result<(), DerError> {
        if self.rest.is_empty() { Ok(()) } else { Err(DerError("bytes after the end")) }
    }
}

/// The only element of an input, which must carry this tag.
pub(crate) fn single(input: &[u8], tag: u8) -> Result<Element<'_>, DerError> {
    let mut reader = Reader::new(input);
    let element = reader.expect(tag)?;
    reader.finish()?;
    Ok(element)
}

fn length(input: &[u8]) -> Result<(usize, &[u8]), DerError> {
    let (&first, rest) = input.split_first().ok_or(DerError("a length is missing"))?;
    if first < 0x80 {
        return Ok((usize::from(first), rest));
    }
    let count = usize::from(first & 0x7f);
    if count == 0 || count > 4 {
        return Err(DerError("an indefinite length or one above 4 GiB"));
    }
    let (octets, rest) = rest.split_at_checked(count).ok_or(DerError("a length is cut short"))?;
    let value = octets.iter().fold(0_usize, |value, octet| (value << 8) | usize::from(*octet));
    if octets.first() == Some(&0) || value < 0x80 {
        return Err(DerError("a length is not in its shortest form"));
    }
    Ok((value, rest))
}

/// Content octets of an INTEGER in the shortest form (X.690 section 8.3.2).
pub(crate) fn integer(content: &[u8]) -> Result<&[u8], DerError> {
    match content {
        [] => Err(DerError("an INTEGER without content")),
        [0x00, second, ..] if second & 0x80 == 0 => Err(DerError("an INTEGER with padding")),
        [0xff, second, ..] if second & 0x80 != 0 => Err(DerError("an INTEGER with padding")),
        _ => Ok(content),
    }
}

/// A small INTEGER or ENUMERATED, 0 to 127.
pub(crate) fn small(content: &[u8]) -> Result<u8, DerError> {
    match content {
        [value] if value & 0x80 == 0 => Ok(*value),
        _ => Err(DerError("a small number was expected")),
    }
}

/// A BOOLEAN; DER knows only 00 and FF (X.690 section 11.1).
pub(crate) fn boolean(content: &[u8]) -> Result<bool, DerError> {
    match content {
        [0x00] => Ok(false),
        [0xff] => Ok(true),
        _ => Err(DerError("a BOOLEAN that is neither 00 nor FF")),
    }
}

/// The octets of a BIT STRING whose length is a multiple of eight, as keys and signatures are.
pub(crate) fn bit_string_octets(content: &[u8]) -> Result<&[u8], DerError> {
    match content.split_first() {
        Some((0, octets)) => Ok(octets),
        _ => Err(DerError("a BIT STRING with unused bits")),
    }
}

/// A BIT STRING of named bits as a number: bit 0 of the ASN.1 type is bit 0 of the result.
pub(crate) fn named_bits(content: &[u8]) -> Result<u16, DerError> {
    let (unused, octets) = content.split_first().ok_or(DerError("a BIT STRING without content"))?;
    if *unused > 7 || octets.len() > 2 || (octets.is_empty() && *unused != 0) {
        return Err(DerError("a BIT STRING of flags that is too long"));
    }
    let mut bits = 0_u16;
    for (octet_index, octet) in (0_u16..).zip(octets) {
        for bit in 0_u16..8 {
            if octet & (0x80 >> bit) != 0 {
                bits |= 1 << (octet_index * 8 + bit);
            }
        }
    }
    Ok(bits)
}

/// Seconds since 1970 of a UTCTime or GeneralizedTime as RFC 5280 section 4.1.2.5 allows them.
pub(crate) fn time(element: &Element<'_>) -> Result<i64, DerError> {
    let bad = DerError("a time that is not YYMMDDHHMMSSZ or YYYYMMDDHHMMSSZ");
    let (year_digits, pivot) = match element.tag {
        UTC_TIME => (2, true),
        GENERALIZED_TIME => (4, false),
        _ => return Err(DerError("a time was expected")),
    };
    let text = element.content.strip_suffix(b"Z").ok_or(bad)?;
    if text.len() != year_digits + 10 || !text.iter().all(u8::is_ascii_digit) {
        return Err(bad);
    }
    let (year, rest) = text.split_at_checked(year_digits).ok_or(bad)?;
    let mut year = decimal(year);
    if pivot {
        // RFC 5280 section 4.1.2.5.1: 50 to 99 are 19xx.
        year += if year >= 50 { 1900 } else { 2000 };
    }
    let mut fields = rest.chunks_exact(2).map(decimal);
    let mut field = || fields.next().unwrap_or(-1);
    let (month, day, hour, minute, second) = (field(), field(), field(), field(), field());
    if !(1..=12).contains(&month)
        || !(1..=days_in_month(year, month)).contains(&day)
        || hour > 23
        || minute > 59
        || second > 59
    {
        return Err(bad);
    }
    Ok(days_from_civil(year, month, day) * 86_400 + hour * 3_600 + minute * 60 + second)
}

fn decimal(digits: &[u8]) -> i64 {
    digits.iter().fold(0, |value, digit| value * 10 + i64::from(digit.wrapping_sub(b'0')))
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days between 1970-01-01 and a date of the Gregorian calendar, counted in eras of 400 years that
/// begin in March, so that the leap day is the last of its year.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Writes one element around the parts of its content.
pub(crate) fn write(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let size: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = Vec::with_capacity(size + 6);
    out.push(tag);
    match u8::try_from(size) {
        Ok(short) if short < 0x80 => out.push(short),
        _ => {
            let octets = size.to_be_bytes();
            let used: Vec<u8> = octets.iter().copied().skip_while(|octet| *octet == 0).collect();
            // At most eight octets, so the count fits.
            out.push(0x80 | u8::try_from(used.len()).unwrap_or(8));
            out.extend_from_slice(&used);
        }
    }
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for size in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let content = vec![7; size];
            let written = write(OCTET_STRING, &[&content]);
            let element = single(&written, OCTET_STRING).unwrap();
            assert_eq!(element.content, content);
            assert_eq!(element.whole, written);
        }
    }

    #[test]
    fn lengths_outside_der_are_refused() {
        for (input, why) in [
            (&b"\x04\x80\x00\x00"[..], "indefinite"),
            (b"\x04\x81\x01a", "long form of a short length"),
            (b"\x04\x82\x00\x80", "leading zero"),
            (b"\x04\x85\x00\x00\x00\x00\x01a", "five octets"),
            (b"\x04\x84\xff\xff\xff\xffa", "longer than the input"),
            (b"\x04\x02a", "cut short"),
            (b"\x04\x82\x01", "length cut short"),
            (b"\x04", "no length"),
            (b"\x1f\x20\x00", "high tag"),
            (b"", "nothing"),
        ] {
            assert!(Reader::new(input).element().is_err(), "{why}");
        }
    }

    #[test]
    fn bytes_after_the_end_are_refused() {
        assert!(single(b"\x04\x00\x00", OCTET_STRING).is_err());
    }

    #[test]
    fn integers_are_minimal() {
        for good in [&b"\x00"[..], b"\x7f", b"\x00\x80", b"\xff", b"\xff\x7f"] {
            assert_eq!(integer(good), Ok(good));
        }
        for bad in [&b""[..], b"\x00\x7f", b"\x00\x00", b"\xff\x80"] {
            assert!(integer(bad).is_err());
        }
    }

    #[test]
    fn times() {
        let read = |tag, text: &str| time(&Element { tag, content: text.as_bytes(), whole: &[] });
        assert_eq!(read(UTC_TIME, "700101000000Z"), Ok(0));
        assert_eq!(read(UTC_TIME, "491231235959Z"), Ok(2_524_607_999));
        assert_eq!(read(UTC_TIME, "500101000000Z"), Ok(-631_152_000));
        assert_eq!(read(GENERALIZED_TIME, "20240229120000Z"), Ok(1_709_208_000));
        assert_eq!(read(GENERALIZED_TIME, "00000101000000Z"), Ok(-62_167_219_200));
        for bad in [
            "20230229000000Z",
            "20240001000000Z",
            "20240100000000Z",
            "20240101240000Z",
            "20240101000060Z",
            "20240101000000",
            "20240101000000.5Z",
            "20240101000000+0000",
            "2024010100000Z",
            "２0240101000000Z",
        ] {
            assert!(read(GENERALIZED_TIME, bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn named_bits_count_from_the_left() {
        assert_eq!(named_bits(b"\x05\x60"), Ok(0b110));
        assert_eq!(named_bits(b"\x07\x9f\x80"), Ok(0b1_1111_1001));
        assert_eq!(named_bits(b"\x00"), Ok(0));
        assert!(named_bits(b"\x00\x01\x02\x03").is_err());
        assert!(named_bits(b"\x08\x01").is_err());
        assert!(named_bits(b"").is_err());
    }
}
