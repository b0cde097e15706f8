//! AWS Signature Version 4, as far as the address of a request is signed.
//!
//! Forty lines with the HMAC that TLS uses; the SDK would bring forty packages for them.

use super::Credentials;
use crate::hex;
use aws_lc_rs::{digest, hmac};
use chrono::{DateTime, Utc};
use std::fmt::Write;

const ALGORITHM: &str = "AWS4-HMAC-SHA256";
pub(super) const EMPTY_SHA256: &str =
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/// A GET request whose only signed header is `host`.
#[derive(Debug)]
pub(super) struct Request<'a> {
    pub(super) host: &'a str,
    pub(super) path: &'a str,
    pub(super) query: Vec<(&'a str, &'a str)>,
    pub(super) payload_sha256: &'a str,
    pub(super) region: &'a str,
    pub(super) service: &'a str,
    pub(super) valid_s: u32,
}

/// The query of the request with its signature at the end.
pub(super) fn presign(request: Request<'_>, keys: &Credentials, now: DateTime<Utc>) -> String {
    let (time, day) = (now.format("%Y%m%dT%H%M%SZ").to_string(), now.format("%Y%m%d").to_string());
    let scope = format!("{day}/{}/{}/aws4_request", request.region, request.service);
    let (credential, valid_s) = (format!("{}/{scope}", keys.id), request.valid_s.to_string());
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
    let hashed = digest::digest(&digest::SHA256, canonical.as_bytes());
    let to_sign = format!("{ALGORITHM}\n{time}\n{scope}\n{}", hex::encode(hashed.as_ref()));
    let mut key = format!("AWS4{}", keys.secret.expose()).into_bytes();
    for part in [day.as_str(), request.region, request.service, "aws4_request"] {
        key = mac(&key, part);
    }
    format!("{query}&X-Amz-Signature={}", hex::encode(&mac(&key, &to_sign)))
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
        let request = Request {
            host: "examplebucket.s3.amazonaws.com",
            path: "/test.txt",
            query: vec![],
            payload_sha256: "UNSIGNED-PAYLOAD",
            region: "us-east-1",
            service: "s3",
            valid_s: 86400,
        };
        let query = presign(request, &keys, "2013-05-24T00:00:00Z".parse().unwrap());
        assert_eq!(
            query,
            "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2F\
             us-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&\
             X-Amz-SignedHeaders=host&X-Amz-Signature=\
             aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"
        );
    }
}
