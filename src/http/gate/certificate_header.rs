//! The headers by which an AWS load balancer passes a client certificate on.
//!
//! `X-Amzn-Mtls-Clientcert` has the whole chain (passthrough), `X-Amzn-Mtls-Clientcert-Leaf` the
//! certificate alone (verify): PEM, percent-encoded with `+`, `=` and `/` left as they are. So a plus
//! is a plus, not a space. Serial number and validity come in headers of their own; they prove
//! nothing, but when they contradict the certificate, two hands have written this request. Anything
//! that is not exactly what the load balancer writes is refused.

use crate::config::{Alb, AlbMode};
use chrono::DateTime;
use poem::http::{HeaderMap, HeaderName};

/// What the load balancer's own limits allow for one header.
const VALUE_MAX_BYTES: usize = 16 * 1024;
/// All certificate headers together, decoded.
const DECODED_MAX_BYTES: usize = 32 * 1024;
const CHAIN_MAX: usize = 8;
const PREFIX: &str = "x-amzn-mtls-";

/// What is wrong with the headers.
pub(super) type Fault = &'static str;

/// The names of the headers, as configured.
#[derive(Clone, Debug)]
pub(super) struct Names {
    chain: Option<HeaderName>,
    leaf: Option<HeaderName>,
    serial: Option<HeaderName>,
    validity: Option<HeaderName>,
}

impl Names {
    pub(super) fn new(alb: &Alb) -> Self {
        Self {
            chain: alb.clientcert_header.parse().ok(),
            leaf: alb.leaf_header.parse().ok(),
            serial: alb.serial_header.parse().ok(),
            validity: alb.validity_header.parse().ok(),
        }
    }

    /// Takes all of them out, and everything with AWS's own prefix; returns one that was there.
    pub(super) fn remove(&self, headers: &mut HeaderMap) -> Option<HeaderName> {
        let own = [&self.chain, &self.leaf, &self.serial, &self.validity];
        let is_one = |name: &HeaderName| {
            name.as_str().starts_with(PREFIX) || own.iter().any(|own| own.as_ref() == Some(name))
        };
        let found: Vec<HeaderName> = headers.keys().filter(|name| is_one(name)).cloned().collect();
        for name in &found {
            headers.remove(name);
        }
        found.into_iter().next()
    }
}

/// The certificates that the headers carry, the client's own first; `None` when it has sent none.
pub(super) fn read(
    headers: &HeaderMap,
    alb: &Alb,
    names: &Names,
) -> Result<Option<Vec<pki::Certificate>>, Fault> {
    let chain_text = decoded(headers, names.chain.as_ref())?;
    let leaf_text = decoded(headers, names.leaf.as_ref())?;
    let total: usize =
        [&chain_text, &leaf_text].iter().map(|t| t.as_ref().map_or(0, String::len)).sum();
    if total > DECODED_MAX_BYTES {
        return Err("the certificate headers are too large");
    }
    let chain = chain_text.map(|text| certificates(&text, CHAIN_MAX)).transpose()?;
    let leaf = leaf_text.map(|text| certificates(&text, 1)).transpose()?;
    if let (Some(chain), Some(leaf)) = (&chain, &leaf)
        && chain.first().map(pki::Certificate::der) != leaf.first().map(pki::Certificate::der)
    {
        return Err("the chain's header and the leaf's header disagree");
    }
    let shown = match alb.mode {
        AlbMode::Passthrough => chain,
        AlbMode::Verify => leaf,
    };
    if let Some(leaf) = shown.as_ref().and_then(|shown| shown.first()) {
        compare(headers, names, leaf)?;
    }
    Ok(shown)
}

/// The one value of a header; `None` when it is absent or empty.
fn value<'a>(headers: &'a HeaderMap, name: Option<&HeaderName>) -> Result<Option<&'a str>, Fault> {
    let mut values = name.into_iter().flat_map(|name| headers.get_all(name));
    let Some(value) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err("a certificate header is there more than once");
    }
    if value.len() > VALUE_MAX_BYTES {
        return Err("a certificate header is too large");
    }
    let text = value.to_str().map_err(|_| "a certificate header is not ASCII")?.trim();
    Ok((!text.is_empty()).then_some(text))
}

fn decoded(headers: &HeaderMap, name: Option<&HeaderName>) -> Result<Option<String>, Fault> {
    value(headers, name)?.map(percent_decode).transpose()
}

/// `%XX` and nothing else: no `+` for a space. Only what PEM is made of may come out.
fn percent_decode(text: &str) -> Result<String, Fault> {
    let mut out = String::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        let byte = match byte {
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                let pair = digit(bytes.next()).zip(digit(bytes.next()));
                let value = pair.and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
                value.ok_or("a percent sign without two hexadecimal digits")?
            }
            plain if plain.is_ascii_graphic() => plain,
            _ => return Err("a certificate header is not percent-encoded"),
        };
        match byte {
            b'\n' | b' ' => {}
            graphic if graphic.is_ascii_graphic() => {}
            _ => return Err("a character that PEM does not have"),
        }
        out.push(char::from(byte));
    }
    Ok(out)
}

fn certificates(text: &str, max: usize) -> Result<Vec<pki::Certificate>, Fault> {
    match pki::read_header_pem(text, max) {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err("the header is not a PEM chain of certificates"),
    }
}

fn compare(headers: &HeaderMap, names: &Names, leaf: &pki::Certificate) -> Result<(), Fault> {
    if let Some(serial) = value(headers, names.serial.as_ref())? {
        let stated =
            serial_number(serial).ok_or("the serial number's header is not hexadecimal")?;
        let own = leaf.serial().iter().copied().skip_while(|byte| *byte == 0);
        if !own.eq(stated) {
            return Err("the serial number's header contradicts the certificate");
        }
    }
    if let Some(validity) = value(headers, names.validity.as_ref())? {
        let stated = times(validity).ok_or("the validity's header cannot be read")?;
        if stated != (leaf.not_before(), leaf.not_after()) {
            return Err("the validity's header contradicts the certificate");
        }
    }
    Ok(())
}

/// The bytes of a number in hexadecimal, without leading zeros.
fn serial_number(text: &str) -> Option<Vec<u8>> {
    let digits = text.chars().map(|c| c.to_digit(16)).collect::<Option<Vec<u32>>>()?;
    let padded: Vec<u32> = (digits.len() % 2 == 1).then_some(0).into_iter().chain(digits).collect();
    let bytes = padded.chunks_exact(2).filter_map(|pair| match pair {
        [high, low] => u8::try_from(high * 16 + low).ok(),
        _ => None,
    });
    Some(bytes.skip_while(|byte| *byte == 0).collect())
}

/// `NotBefore=2023-09-21T01:50:17Z;NotAfter=2024-09-20T01:50:17Z`, in seconds since 1970.
fn times(text: &str) -> Option<(i64, i64)> {
    let (before, after) = text.split_once(';')?;
    let seconds = |text: &str| Some(DateTime::parse_from_rfc3339(text).ok()?.timestamp());
    Some((seconds(before.strip_prefix("NotBefore=")?)?, seconds(after.strip_prefix("NotAfter=")?)?))
}

#[cfg(test)]
mod tests {
    use super::{percent_decode, serial_number, times};

    #[test]
    fn h6_only_percent_signs_are_decoded() {
        for (text, expected) in
            [("a+b", "a+b"), ("a%2Bb", "a+b"), ("a%2bb==", "a+b=="), ("%3D%3D%0A%20", "==\n ")]
        {
            assert_eq!(percent_decode(text).unwrap(), expected);
        }
        for bad in ["%", "%2", "%zz", "a%00b", "%0D%0A", "%80", "a b", "%+1", "%-1", "\u{7f}"] {
            assert!(percent_decode(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn serial_numbers_are_compared_as_numbers() {
        for (text, expected) in
            [("03A5B1", &[3, 0xa5, 0xb1][..]), ("3a5b1", &[3, 0xa5, 0xb1]), ("0000ff", &[255])]
        {
            assert_eq!(serial_number(text).unwrap(), expected, "{text}");
        }
        assert!(serial_number("0x12").is_none() && serial_number("12:34").is_none());
    }

    #[test]
    fn validity_is_read_as_aws_writes_it() {
        let text = "NotBefore=1970-01-01T00:00:01Z;NotAfter=1970-01-01T00:01:00Z";
        assert_eq!(times(text), Some((1, 60)));
        assert_eq!(times("NotAfter=1970-01-01T00:00:01Z"), None);
    }
}
