//! Textual encoding of DER (RFC 7468), as strict and as lenient as `bundle` needs it.

use crate::der::DerError;

/// One block between its BEGIN and END lines.
pub(crate) struct Block<'a> {
    pub(crate) label: &'a str,
    pub(crate) body: &'a [u8],
}

/// The blocks of a text; whatever stands between them is passed over.
pub(crate) fn blocks(text: &[u8]) -> impl Iterator<Item = Result<Block<'_>, DerError>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, after) = split_once(rest, b"-----BEGIN ")?;
        let block = block(after);
        rest = block.as_ref().map_or(&[], |(_, rest)| *rest);
        Some(block.map(|(block, _)| block))
    })
}

fn block(after_begin: &[u8]) -> Result<(Block<'_>, &[u8]), DerError> {
    let bad = DerError("a PEM block without an end");
    let (label, after) = split_once(after_begin, b"-----").ok_or(bad)?;
    let label = std::str::from_utf8(label).map_err(|_| bad)?;
    let end = format!("-----END {label}-----");
    let (body, rest) = split_once(after, end.as_bytes()).ok_or(bad)?;
    Ok((Block { label, body }, rest))
}

fn split_once<'a>(text: &'a [u8], mark: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    // Marks begin with a dash, which base64 does not have, so that few windows are compared.
    let at = text.windows(mark.len()).position(|window| window == mark)?;
    let (before, after) = text.split_at_checked(at)?;
    Some((before, after.get(mark.len()..)?))
}

/// Base64 with any white space in it.
pub(crate) fn decode_lenient(body: &[u8]) -> Result<Vec<u8>, DerError> {
    decode(body.iter().copied().filter(|byte| !byte.is_ascii_whitespace()))
}

/// Base64 in lines that end with LF alone.
pub(crate) fn decode_strict(body: &str) -> Result<Vec<u8>, DerError> {
    if !body.ends_with('\n') || body.starts_with('\n') || body.contains("\n\n") {
        return Err(DerError("a PEM block with an empty or unfinished line"));
    }
    decode(body.bytes().filter(|byte| *byte != b'\n'))
}

/// RFC 4648 section 4: padding at the end only, and no bits left over.
fn decode(characters: impl Iterator<Item = u8>) -> Result<Vec<u8>, DerError> {
    let bad = DerError("base64 was expected");
    let mut out = Vec::with_capacity(characters.size_hint().0 / 4 * 3);
    let (mut bits, mut count, mut padding) = (0_u32, 0_u8, 0_u8);
    for character in characters {
        let value = match character {
            b'=' => {
                padding += 1;
                if padding > 2 || count + padding > 4 || count < 2 {
                    return Err(bad);
                }
                continue;
            }
            b'A'..=b'Z' => character - b'A',
            b'a'..=b'z' => character - b'a' + 26,
            b'0'..=b'9' => character - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return Err(bad),
        };
        if padding > 0 {
            return Err(bad);
        }
        bits = (bits << 6) | u32::from(value);
        count += 1;
        if count == 4 {
            let [_, first, second, third] = bits.to_be_bytes();
            out.extend_from_slice(&[first, second, third]);
            (bits, count) = (0, 0);
        }
    }
    match (count, padding) {
        (0, 0) => {}
        (2, 2) if bits & 0xf == 0 => out.extend((bits >> 4).to_be_bytes().last()),
        (3, 1) if bits & 0x3 == 0 => {
            let [_, _, first, second] = (bits >> 2).to_be_bytes();
            out.extend_from_slice(&[first, second]);
        }
        _ => return Err(bad),
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rfc_4648_vectors() {
        for (text, bytes) in [
            ("", &b""[..]),
            ("Zg==", b"f"),
            ("Zm8=", b"fo"),
            ("Zm9v", b"foo"),
            ("Zm9vYg==", b"foob"),
            ("Zm9vYmE=", b"fooba"),
            ("Zm9vYmFy", b"foobar"),
            ("+/+/", b"\xfb\xff\xbf"),
        ] {
            assert_eq!(decode_lenient(text.as_bytes()).unwrap(), bytes, "{text}");
        }
    }

    #[test]
    fn what_is_not_base64_is_refused() {
        for text in [
            "Z", "Zg", "Zg=", "Zg===", "Zm8", "Zm8==", "=", "==", "Zh==", "Zm9=", "Zg==Zg==",
            "Zm9v=", "Zm_v", "Zm9v\0", "Zm9v-",
        ] {
            assert!(decode_lenient(text.as_bytes()).is_err(), "{text}");
        }
    }

    #[test]
    fn blocks_are_found_between_text() {
        let text = b"Subject: x\r\n-----BEGIN A-----\r\nZg==\r\n-----END A-----\r\nand -----BEGIN B C-----Zg==-----END B C-----";
        let labels: Vec<_> = blocks(text).map(|block| block.unwrap().label).collect();
        assert_eq!(labels, ["A", "B C"]);
    }

    #[test]
    fn a_block_without_its_end_is_an_error() {
        let found: Vec<_> = blocks(b"-----BEGIN A-----\nZg==\n-----END B-----\n").collect();
        assert_eq!(found.len(), 1);
        assert!(found[0].is_err());
    }
}
