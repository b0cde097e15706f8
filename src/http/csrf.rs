//! Refuses requests that another site made a browser send.
//!
//! Browsers say where a request comes from: `Sec-Fetch-Site`, and in older ones `Origin`. A
//! request with neither does not come from a browser and carries no cookie that was not given to
//! it on purpose. Requests with a token in a header are exempt: another site cannot set that
//! header without asking us first, and we never agree.
//!
//! WebSockets are checked although they start as GET, because browsers connect them across sites
//! with cookies and without asking.

use poem::{
    Request,
    http::{HeaderMap, HeaderName, Method, Uri, header},
};

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

/// Whether the request may have come from a page of ours, or from no page at all.
pub(super) fn is_allowed(request: &Request, own_origins: &[String]) -> bool {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let headers = request.headers();
    if (safe && !is_upgrade(headers))
        || headers.contains_key(API_KEY)
        || headers.contains_key(header::AUTHORIZATION)
    {
        return true;
    }
    is_same_origin(headers, request.uri(), own_origins)
}

/// Whether the request asks to become a WebSocket.
pub(super) fn is_upgrade(headers: &HeaderMap) -> bool {
    headers
        .get(header::UPGRADE)
        .is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"websocket"))
}

fn is_same_origin(headers: &HeaderMap, uri: &Uri, own_origins: &[String]) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("null"));
    if let Some(site) = text(SEC_FETCH_SITE) {
        // "none": the user typed the address or used a bookmark.
        if matches!(site, "same-origin" | "none") {
            return true;
        }
        // Behind a proxy that rewrites the host the browser still names one of our origins.
        return text(header::ORIGIN).is_some_and(|origin| is_own(origin, own_origins));
    }
    let Some(origin) = text(header::ORIGIN) else {
        return true;
    };
    let host = uri.authority().map(|a| a.as_str()).or_else(|| text(header::HOST));
    let names_host = host.is_some_and(|host| {
        origin.split_once("://").is_some_and(|(_, rest)| rest.eq_ignore_ascii_case(host))
    });
    names_host || is_own(origin, own_origins)
}

fn is_own(origin: &str, own_origins: &[String]) -> bool {
    own_origins.iter().any(|own| own.eq_ignore_ascii_case(origin))
}

#[cfg(test)]
mod tests {
    use super::is_allowed;
    use poem::{Request, http::Method};

    fn allowed(method: Method, headers: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().method(method).header("host", "plane.gov");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        is_allowed(&request.finish(), &["https://own.gov".to_owned()])
    }

    #[test]
    fn other_sites_are_refused() {
        let post = Method::POST;
        assert!(allowed(Method::GET, &[("origin", "https://evil.com")]));
        assert!(allowed(post.clone(), &[]));
        assert!(allowed(post.clone(), &[("sec-fetch-site", "same-origin")]));
        assert!(allowed(post.clone(), &[("sec-fetch-site", "none")]));
        assert!(!allowed(post.clone(), &[("sec-fetch-site", "same-site")]));
        assert!(!allowed(post.clone(), &[("sec-fetch-site", "cross-site")]));
        assert!(allowed(post.clone(), &[("origin", "https://plane.gov")]));
        assert!(allowed(post.clone(), &[("origin", "https://own.gov")]));
        assert!(!allowed(post.clone(), &[("origin", "https://evil.com")]));
        assert!(!allowed(post.clone(), &[("origin", "https://plane.gov.evil.com")]));
        assert!(!allowed(post.clone(), &[("origin", "null")]));
        let token = [("origin", "https://evil.com"), ("x-api-key", "k")];
        assert!(allowed(post, &token));
    }

    #[test]
    fn sockets_are_checked_though_they_are_get() {
        let evil = [("upgrade", "WebSocket"), ("origin", "https://evil.com")];
        assert!(!allowed(Method::GET, &evil));
        let own = [("upgrade", "websocket"), ("origin", "https://plane.gov")];
        assert!(allowed(Method::GET, &own));
    }
}
