//! Compresses answers of the API. Files of the apps are compressed when they are built.

use super::encoding::Accepted;
use hyper::body::Body;
use poem::{
    IntoResponse, Response,
    http::{HeaderValue, StatusCode, header},
    web::{Compress, CompressionAlgo, CompressionLevel},
};

/// Below this, a packet is a packet.
const MIN_BYTES: u64 = 1024;
/// From here on brotli's larger tables pay for themselves.
const BROTLI_MIN_BYTES: u64 = 64 * 1024;
/// Four fifths of the best ratio at a twentieth of the time.
const BROTLI_LEVEL: i32 = 4;

pub(super) fn compress(mut response: Response, accepted: Accepted) -> Response {
    if !is_compressible(&response) {
        return response;
    }
    let size = body_size(&mut response);
    if size < MIN_BYTES {
        return response;
    }
    let (algorithm, level) = if accepted.br && size >= BROTLI_MIN_BYTES {
        (CompressionAlgo::BR, CompressionLevel::Precise(BROTLI_LEVEL))
    } else if accepted.gzip {
        (CompressionAlgo::GZIP, CompressionLevel::Fastest)
    } else if accepted.br {
        (CompressionAlgo::BR, CompressionLevel::Fastest)
    } else {
        return response;
    };
    let mut response = Compress::new(response, algorithm).with_quality(level).into_response();
    response.headers_mut().append(header::VARY, HeaderValue::from_static("accept-encoding"));
    response
}

/// poem shows the size of a body only to hyper, so the body takes a turn there and comes back.
pub(super) fn body_size(response: &mut Response) -> u64 {
    let carrier: hyper::Response<_> = response.take_body().into_response().into();
    let body = carrier.into_body();
    let size = body.size_hint().lower();
    response.set_body(poem::Body::from(body));
    size
}

/// JSON of known size. Downloads stream, come in ranges and are often compressed already.
fn is_compressible(response: &Response) -> bool {
    let status = response.status();
    let is_json = response.content_type().is_some_and(|t| t.starts_with("application/json"));
    is_json
        && status != StatusCode::PARTIAL_CONTENT
        && !response.headers().contains_key(header::CONTENT_ENCODING)
}
