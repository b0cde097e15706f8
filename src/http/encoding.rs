//! What the client can decompress.

use poem::http::{HeaderMap, header};

/// The content codings that a client accepts, of those we produce.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// Brotli.
    pub br: bool,
    /// Gzip.
    pub gzip: bool,
}

impl Accepted {
    /// Reads `Accept-Encoding`. Without the header nothing is compressed.
    pub fn of(headers: &HeaderMap) -> Self {
        let mut accepted = Self::default();
        for value in headers.get_all(header::ACCEPT_ENCODING) {
            for item in value.to_str().unwrap_or_default().split(',') {
                let (name, quality) = item.split_once(';').unwrap_or((item, ""));
                let wanted = !is_zero(quality);
                match name.trim() {
                    "br" => accepted.br = wanted,
                    "gzip" | "x-gzip" => accepted.gzip = wanted,
                    _ => {}
                }
            }
        }
        accepted
    }
}

/// `q=0`, `q=0.0` and so on: not wanted.
fn is_zero(parameter: &str) -> bool {
    let quality = parameter.trim().strip_prefix("q=");
    quality.is_some_and(|q| q.starts_with('0') && q.bytes().all(|b| b == b'0' || b == b'.'))
}

#[cfg(test)]
mod tests {
    use super::Accepted;
    use poem::http::{HeaderMap, HeaderValue, header};

    #[test]
    fn qualities_are_respected() {
        for (text, br, gzip) in [
            ("", false, false),
            ("gzip, deflate, br, zstd", true, true),
            ("gzip;q=0, br;q=1.0", true, false),
            ("br; q=0.000,gzip;q=0.5", false, true),
            ("*", false, false),
            ("identity", false, false),
        ] {
            let value = HeaderValue::from_str(text).unwrap();
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value)]);
            assert_eq!(Accepted::of(&headers), Accepted { br, gzip }, "{text}");
        }
    }
}
