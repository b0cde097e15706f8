//! AWS Signature Version 4: of a request, and of the address of one.

use super::Credentials;
use crate::hex;
use anyhow::Context;
use aws_lc_rs::{digest, hmac};
use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{HeaderValue, header};
use std::fmt::Write;
use url::Url;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
/// The digest of no bytes.
pub const EMPTY_SHA256: &str = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// Where a signature is good, and whose it is.
#[derive(Clone, Copy, Debug)]
pub struct Signing<'a> {
    /// The region.
    pub region: &'a str,
    /// The service as signatures name it.
    pub service: &'a str,
    /// Whose signature.
    pub keys: &'a Credentials,
}

impl Signing<'_> {
    fn scope(&self, now: DateTime<Utc>) -> String {
        format!("{}/{}/{}/aws4_request", now.format("%Y%m%d"), self.region, self.service)
    }

    fn sign(&self, canonical: &str, now: DateTime<Utc>) -> String {
        let (time, scope) = (now.format("%Y%m%dT%H%M%SZ"), self.scope(now));
        let to_sign = format!("{ALGORITHM}\n{time}\n{scope}\n{}", sha256(canonical.as_bytes()));
        let mut key = format!("AWS4{}", self.keys.secret.expose()).into_bytes();
        let day = now.format("%Y%m%d").to_string();
        for part in [day.as_str(), self.region, self.service, "aws4_request"] {
            key = mac(&key, part);
        }
        hex::encode(&mac(&key, &to_sign))
    }
}

/// Signs a request to `url`, with all the headers that it has. For services that take the path as it
/// is, which is all but S3.
pub fn authorize(
    request: &mut http::Request<Bytes>,
    url: &Url,
    signing: Signing<'_>,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let host = match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (host, _) => host.context("no host")?.to_owned(),
    };
    let method = request.method().clone();
    let payload = sha256(request.body());
    let headers = request.headers_mut();
    headers.insert(header::HOST, HeaderValue::from_str(&host)?);
    let time = now.format("%Y%m%dT%H%M%SZ").to_string();
    headers.insert("x-amz-date", HeaderValue::from_str(&time)?);
    if let Some(session) = &signing.keys.session {
        headers.insert("x-amz-security-token", HeaderValue::from_str(session)?);
    }
    let mut named = Vec::new();
    for (name, value) in headers.iter() {
        named.push((name.as_str().to_owned(), value.to_str()?.trim().to_owned()));
    }
    named.sort_unstable();
    let names: Vec<&str> = named.iter().map(|(name, _)| name.as_str()).collect();
    let names = names.join(";");
    let mut lines = String::new();
    for (name, value) in &named {
        let _ = writeln!(lines, "{name}:{value}");
    }
    let query = url.query().unwrap_or_default();
    let canonical = format!("{method}\n{}\n{query}\n{lines}\n{names}\n{payload}", url.path());
    let value = format!(
        "{ALGORITHM} Credential={}/{}, SignedHeaders={names}, Signature={}",
        signing.keys.id,
        signing.scope(now),
        signing.sign(&canonical, now)
    );
    let mut value = HeaderValue::from_str(&value)?;
    value.set_sensitive(true);
    request.headers_mut().insert(header::AUTHORIZATION, value);
    Ok(())
}

/// A GET request whose only signed header is `host`.
#[derive(Debug)]
pub struct Address<'a> {
    /// Name and port.
    pub host: &'a str,
    /// The path.
    pub path: &'a str,
    /// The query's pairs, not encoded.
    pub query: Vec<(&'a str, &'a str)>,
    /// The digest of its body.
    pub payload_sha256: &'a str,
    /// Seconds that the signature is good.
    pub valid_s: u32,
}

/// The query of the request with its signature at the end.
pub fn presign(request: Address<'_>, signing: Signing<'_>, now: DateTime<Utc>) -> String {
    let time = now.format("%Y%m%dT%H%M%SZ").to_string();
    let keys = signing.keys;
    let credential = format!("{}/{}", keys.id, signing.scope(now));
    let valid_s = request.valid_s.to_string();
    let mut pairs = request.query;
    pairs.extend([
        ("X-Amz-Algorithm", ALGORITHM),
        ("X-Amz-Credential", credential.as_str()),
        ("X-Amz-Date", time.as_str()),
        ("X-Amz-Expires", valid_s.as_str()),
    ]);
    if let Some(session) = &keys.session {
        pairs.push(("X-Amz-Security-Token", session.as_str()));
    }
    pairs.push(("X-Amz-SignedHeaders", "host"));
    pairs.sort_unstable();
    let query: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", percent_encode(name), percent_encode(value)))
        .collect();
    let query = query.join("&");
    let canonical = format!(
        "GET\n{}\n{query}\nhost:{}\n\nhost\n{}",
        request.path, request.host, request.payload_sha256
    );
    format!("{query}&X-Amz-Signature={}", signing.sign(&canonical, now))
}

fn sha256(bytes: &[u8]) -> String {
    hex::encode(digest::digest(&digest::SHA256, bytes).as_ref())
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, key), text.as_bytes()).as_ref().to_vec()
}

/// All but the unreserved characters of RFC 3986.
fn percent_encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of "Authenticating Requests: Using Query Parameters" in the S3 API reference.
    #[test]
    fn the_documented_example_has_the_documented_signature() {
        let keys = Credentials::new(
            "AKIAIOSFODNN7EXAMPLE",
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
            None,
        );
        let request = Address {
            host: "examplebucket.s3.amazonaws.com",
            path: "/test.txt",
            query: vec![],
            payload_sha256: "UNSIGNED-PAYLOAD",
            valid_s: 86400,
        };
        let signing = Signing { region: "us-east-1", service: "s3", keys: &keys };
        let query = presign(request, signing, "2013-05-24T00:00:00Z".parse().unwrap());
        assert_eq!(
            query,
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2F\
             us-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&\
             X-Amz-SignedHeaders=host&X-Amz-Signature=\
             aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
        );
    }

    /// "get-vanilla" and "post-vanilla" of the test suite that AWS publishes for this signature.
    #[test]
    fn requests_are_signed_as_the_test_suite_says() {
        let keys =
            Credentials::new("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", None);
        let url = Url::parse("https://example.amazonaws.com/").unwrap();
        for (method, signature) in [
            ("GET", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
            ("POST", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        ] {
            let mut request = http::Request::builder()
                .method(method)
                .uri(url.as_str())
                .body(Bytes::new())
                .unwrap();
            let signing = Signing { region: "us-east-1", service: "service", keys: &keys };
            let at = "2015-08-30T12:36:00Z".parse().unwrap();
            authorize(&mut request, &url, signing, at).unwrap();
            let value = request.headers()[header::AUTHORIZATION].to_str().unwrap();
            assert_eq!(
                value,
                format!(
                    "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/\
                     aws4_request, SignedHeaders=host;x-amz-date, Signature={signature}"
                )
            );
        }
    }
}
