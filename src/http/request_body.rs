//! Request bodies: refused when they are larger than we take, and read to their end even when
//! nobody wanted them.
//!
//! A body that announces its size is refused before it is read, any other in the middle. After
//! the answer is made, what is left of the body is read and thrown away, within limits: clients
//! that are still sending when the connection is torn down never see the answer, and the user of
//! a browser would be told "network error" in place of "too large".

use super::error::BodyTooLarge;
use crate::{
    config::Config,
    error::{Error, Result},
};
use bytes::Bytes;
use futures_util::{Stream, StreamExt, stream::BoxStream};
use poem::{Body, Request, http::header};
use std::{
    io,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

/// Room for the other fields and the boundaries of an upload form.
const FORM_OVERHEAD_BYTES: u64 = 64 * 1024;
const DISCARD_MAX_BYTES: u64 = 16 * 1024 * 1024;
const DISCARD_TIMEOUT: Duration = Duration::from_secs(5);

/// What is left of a request's body when the answer is made.
pub(super) struct Remainder {
    stream: Option<Shared>,
    discard: bool,
}

/// The body's stream, in the handler's hands and in ours.
#[derive(Clone)]
struct Shared(Arc<Mutex<Limited>>);

struct Limited {
    stream: BoxStream<'static, io::Result<Bytes>>,
    left: u64,
    is_finished: bool,
}

/// Revocation lists of large issuers come as they are.
const CRL_PATH: &str = "/api/v1/instance/trust/crls";
const CRL_BYTES_MAX: u64 = 100 * 1024 * 1024;

/// Largest body of a request.
fn limit(request: &Request, config: &Config) -> u64 {
    if request.uri().path().trim_end_matches('/') == CRL_PATH {
        return CRL_BYTES_MAX;
    }
    let is_form = request.content_type().is_some_and(|t| t.starts_with("multipart/form-data"));
    match is_form {
        true => config.files.max_size_bytes.saturating_add(FORM_OVERHEAD_BYTES),
        false => u64::try_from(config.http.max_body_bytes).unwrap_or(u64::MAX),
    }
}

fn announced(request: &Request) -> Option<u64> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Refuses a body that says itself that it is too large.
pub(super) fn check(request: &Request, config: &Config) -> Result<()> {
    match announced(request) {
        Some(length) if length > limit(request, config) => Err(Error::TooLarge),
        _ => Ok(()),
    }
}

/// Puts the limit on the body and keeps a hand on it.
pub(super) fn share(request: &mut Request, config: &Config) -> Remainder {
    let body = request.take_body();
    if body.is_empty() {
        return Remainder { stream: None, discard: false };
    }
    let left = limit(request, config);
    let stream = body.into_bytes_stream().boxed();
    let shared = Shared(Arc::new(Mutex::new(Limited { stream, left, is_finished: false })));
    request.set_body(Body::from_bytes_stream(shared.clone()));
    // A client that asks first has sent nothing, and reading would tell it to go on.
    let discard = !request.headers().contains_key(header::EXPECT)
        && announced(request).is_none_or(|length| length <= DISCARD_MAX_BYTES);
    Remainder { stream: Some(shared), discard }
}

impl Stream for Shared {
    type Item = io::Result<Bytes>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut limited = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let Some(chunk) = std::task::ready!(limited.stream.as_mut().poll_next(context)) else {
            limited.is_finished = true;
            return Poll::Ready(None);
        };
        Poll::Ready(Some(chunk.and_then(|chunk| limited.take(chunk))))
    }
}

impl Limited {
    fn take(&mut self, chunk: Bytes) -> io::Result<Bytes> {
        let size = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        let left = self.left.checked_sub(size).ok_or_else(|| io::Error::other(BodyTooLarge))?;
        self.left = left;
        Ok(chunk)
    }
}

impl Remainder {
    /// Reads what the handler left, up to a limit of bytes and time.
    pub(super) async fn discard(self) {
        let Some(mut shared) = self.stream.filter(|_| self.discard) else { return };
        {
            let mut limited = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
            if limited.is_finished {
                return;
            }
            limited.left = DISCARD_MAX_BYTES;
        }
        let rest = async { while let Some(Ok(_)) = shared.next().await {} };
        let _ = tokio::time::timeout(DISCARD_TIMEOUT, rest).await;
    }
}
