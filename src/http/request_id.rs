//! The name of a request, in its answer and in every line of the log about it.

use poem::{
    Request,
    http::{HeaderName, HeaderValue},
};
use std::sync::Arc;
use uuid::Uuid;

pub(super) const HEADER: HeaderName = HeaderName::from_static("x-request-id");
const MAX_BYTES: usize = 64;

/// Name of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// The id that a trusted proxy gave, if it is a sane one, else a new one.
    pub(super) fn of(request: &Request, from_trusted_proxy: bool) -> Self {
        let given = request.headers().get(HEADER).filter(|_| from_trusted_proxy);
        match given.and_then(|value| value.to_str().ok()).filter(|text| is_sane(text)) {
            Some(text) => Self(text.into()),
            None => {
                let mut buffer = Uuid::encode_buffer();
                Self((&*Uuid::now_v7().simple().encode_lower(&mut buffer)).into())
            }
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub(super) fn header(&self) -> HeaderValue {
        HeaderValue::from_str(&self.0).unwrap_or(HeaderValue::from_static("invalid"))
    }
}

fn is_sane(text: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.=:;".contains(&byte);
    !text.is_empty() && text.len() <= MAX_BYTES && text.bytes().all(allowed)
}

#[cfg(test)]
mod tests {
    use super::RequestId;
    use poem::Request;

    #[test]
    fn only_sane_ids_of_trusted_proxies_are_taken_over() {
        let id = |given: &str, trusted| {
            let request = Request::builder().header("x-request-id", given).finish();
            RequestId::of(&request, trusted).as_str().to_owned()
        };
        assert_eq!(id("Root=1-67891233-abc", true), "Root=1-67891233-abc");
        assert_ne!(id("abc", false), "abc");
        assert_ne!(id("a b", true), "a b");
        assert_eq!(id(&"x".repeat(65), true).len(), 32);
    }
}
