//! As much of writing DER as card certificates and PKCS#12 need (X.690).

pub(super) const BOOLEAN: u8 = 0x01;
pub(super) const OCTETS: u8 = 0x04;
pub(super) const NULL: u8 = 0x05;
pub(super) const UTF8: u8 = 0x0c;
pub(super) const BMP: u8 = 0x1e;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;
/// Context-specific and constructed: add the number.
pub(super) const EXPLICIT: u8 = 0xa0;
/// Context-specific and primitive: add the number.
pub(super) const IMPLICIT: u8 = 0x80;

const INTEGER: u8 = 0x02;
const OID: u8 = 0x06;

/// Tag, length and the parts one after the other.
pub(super) fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let bytes = length.to_be_bytes();
    let significant: Vec<u8> = bytes.into_iter().skip_while(|byte| *byte == 0).collect();
    let mut out = vec![tag];
    match significant.as_slice() {
        [] => out.push(0),
        [short] if *short < 0x80 => out.push(*short),
        long => {
            out.push(0x80 | u8::try_from(long.len()).unwrap_or_default());
            out.extend_from_slice(long);
        }
    }
    parts.iter().for_each(|part| out.extend_from_slice(part));
    out
}

pub(super) fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    tlv(SEQUENCE, parts)
}

/// A number that is not negative.
pub(super) fn integer(value: u32) -> Vec<u8> {
    let bytes = [&[0], value.to_be_bytes().as_slice()].concat();
    // One leading zero stays where the first bit would mean a sign.
    let last = bytes.len() - 1;
    let start = bytes
        .windows(2)
        .position(|pair| !matches!(pair, [0, next] if *next < 0x80))
        .unwrap_or(last);
    tlv(INTEGER, &[bytes.get(start..).unwrap_or_default()])
}

/// An object identifier.
pub(super) fn oid(arcs: &[u64]) -> Vec<u8> {
    let (first, rest) = match arcs {
        [first, second, rest @ ..] => (first * 40 + second, rest),
        _ => (0, arcs),
    };
    let mut body = Vec::new();
    for arc in std::iter::once(&first).chain(rest) {
        let mut groups = vec![u8::try_from(arc & 0x7f).unwrap_or_default()];
        let mut left = arc >> 7;
        while left > 0 {
            groups.push(0x80 | u8::try_from(left & 0x7f).unwrap_or_default());
            left >>= 7;
        }
        body.extend(groups.into_iter().rev());
    }
    tlv(OID, &[&body])
}

#[cfg(test)]
mod tests {
    use super::{integer, oid, tlv};

    #[test]
    fn x690_examples() {
        assert_eq!(oid(&[2, 999, 3]), [6, 3, 0x88, 0x37, 3]);
        assert_eq!(oid(&[1, 2, 840, 113_549]), [6, 6, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d]);
        assert_eq!(integer(0), [2, 1, 0]);
        assert_eq!(integer(127), [2, 1, 127]);
        assert_eq!(integer(128), [2, 2, 0, 128]);
        assert_eq!(integer(2048), [2, 2, 8, 0]);
        assert_eq!(tlv(4, &[&[7; 200]])[..3], [4, 0x81, 200]);
    }
}
