//! Refuses bodies that are larger than we take, before reading them when they say so, and in the
//! middle when they do not.

use super::error::BodyTooLarge;
use crate::{
    config::Config,
    error::{Error, Result},
};
use futures_util::StreamExt;
use poem::{Body, Request, http::Version, http::header};
use std::io;

/// Room for the other fields and the boundaries of an upload form.
const FORM_OVERHEAD_BYTES: u64 = 64 * 1024;

pub(super) fn apply(mut request: Request, config: &Config) -> Result<Request> {
    let is_form = request.content_type().is_some_and(|t| t.starts_with("multipart/form-data"));
    let limit = if is_form {
        config.files.max_size_bytes.saturating_add(FORM_OVERHEAD_BYTES)
    } else {
        u64::try_from(config.http.max_body_bytes).unwrap_or(u64::MAX)
    };
    let announced = request.headers().get(header::CONTENT_LENGTH);
    match announced.and_then(|value| value.to_str().ok()?.parse::<u64>().ok()) {
        Some(length) if length > limit => return Err(Error::TooLarge),
        // The protocol holds the client to what it announced.
        Some(_) => {}
        None if request.headers().contains_key(header::TRANSFER_ENCODING)
            || request.version() == Version::HTTP_2 =>
        {
            let body = counted(request.take_body(), limit);
            request.set_body(body);
        }
        None => {}
    }
    Ok(request)
}

fn counted(body: Body, limit: u64) -> Body {
    let mut left = limit;
    Body::from_bytes_stream(body.into_bytes_stream().map(move |chunk| {
        let chunk = chunk?;
        let size = u64::try_from(chunk.len()).unwrap_or(u64::MAX);
        match left.checked_sub(size) {
            Some(rest) => {
                left = rest;
                Ok(chunk)
            }
            None => Err(io::Error::other(BodyTooLarge)),
        }
    }))
}
