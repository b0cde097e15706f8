//! Headers that every answer carries.

use crate::config::Http;
use poem::{
    Response,
    http::{HeaderMap, HeaderName, HeaderValue, header},
};

/// No inline script, no inline style, nothing from elsewhere.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
    img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; worker-src 'self'";

const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), \
    gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()";

/// A year, with the names below ours: agencies are told to use HTTPS everywhere (OMB M-15-13).
pub(super) const TRANSPORT_SECURITY: &str = "max-age=31536000; includeSubDomains";

/// The headers, made once.
#[derive(Debug)]
pub(super) struct SecurityHeaders(Vec<(HeaderName, HeaderValue)>);

impl SecurityHeaders {
    pub(super) fn new(http: &Http) -> Self {
        let mut headers = vec![
            (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
            (header::REFERRER_POLICY, "same-origin"),
            (HeaderName::from_static("permissions-policy"), PERMISSIONS),
            (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
            (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        ];
        if http.is_https() {
            headers.push((header::STRICT_TRANSPORT_SECURITY, TRANSPORT_SECURITY));
        }
        Self(headers.into_iter().map(|(n, v)| (n, HeaderValue::from_static(v))).collect())
    }

    /// Adds what the answer does not say itself: downloads bring a stricter policy of their own.
    pub(super) fn apply(&self, response: &mut Response) {
        let headers = response.headers_mut();
        for (name, value) in &self.0 {
            if !headers.contains_key(name) {
                headers.insert(name.clone(), value.clone());
            }
        }
    }
}

/// Answers of the API are about one person and one moment.
pub(super) fn no_store(headers: &mut HeaderMap) {
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}
