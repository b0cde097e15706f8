//! Bytes as lower-case hexadecimal text, for digests and serial numbers that people read.

/// The text: two digits a byte.
pub fn encode(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The bytes behind [`encode`]'s text, in either case of letters; `None` for anything else.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let digit =
        |byte: &u8| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let (pairs, rest) = text.as_bytes().as_chunks::<2>();
    if !rest.is_empty() {
        return None;
    }
    pairs.iter().map(|[high, low]| Some(digit(high)? << 4 | digit(low)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};

    #[test]
    fn text_reads_back_and_nothing_else_is_read() {
        assert_eq!(encode(&[0, 255, 16]), "00ff10");
        assert_eq!(decode("00ff10"), Some(vec![0, 255, 16]));
        assert_eq!(decode("00FF10"), Some(vec![0, 255, 16]));
        for bad in ["abc", "zz", "+f", " f", "é"] {
            assert_eq!(decode(bad), None, "{bad}");
        }
    }
}
