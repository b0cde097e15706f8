//! One request and its answer on a connection that is used once.

use super::{Limits, OutboundError, Response, connect::Stream, host};
use bytes::{Bytes, BytesMut};
use http::{HeaderValue, header, request::Parts};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::{body::Incoming, client::conn::http1};
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite};
use url::Url;

/// How this program names itself to other servers.
pub const AGENT: &str = concat!("treasury-plane/", env!("CARGO_PKG_VERSION"));
const HEADER_MAX_BYTES: usize = 64 * 1024;

/// Sends the request to `url` over the stream and reads the answer to its end.
pub async fn once(
    stream: Stream,
    url: &Url,
    parts: &Parts,
    body: Bytes,
    limits: Limits,
) -> Result<Response, OutboundError> {
    let request = build(url, parts, body)?;
    match stream {
        Stream::Plain(stream) => speak(stream, request, url, limits).await,
        Stream::Tls(stream) => speak(*stream, request, url, limits).await,
    }
}

/// Where the answer redirects to.
pub fn redirect(answer: &Response) -> Option<&str> {
    let is_redirect = matches!(answer.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    answer.headers().get(header::LOCATION).filter(|_| is_redirect)?.to_str().ok()
}

fn build(
    url: &Url,
    parts: &Parts,
    body: Bytes,
) -> Result<http::Request<Full<Bytes>>, OutboundError> {
    let fault = || OutboundError::Address(host(url));
    let target = url
        .query()
        .map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let authority = match (url.host_str(), url.port()) {
        (Some(host), Some(port)) => format!("{host}:{port}"),
        (Some(host), None) => host.to_owned(),
        (None, _) => return Err(fault()),
    };
    let mut request = http::Request::new(Full::new(body));
    *request.method_mut() = parts.method.clone();
    *request.uri_mut() = target.parse().map_err(|_| fault())?;
    let headers = request.headers_mut();
    headers.clone_from(&parts.headers);
    headers.insert(header::HOST, HeaderValue::from_str(&authority).map_err(|_| fault())?);
    headers.insert(header::USER_AGENT, HeaderValue::from_static(AGENT));
    headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
    // What is packed could unpack to any size.
    headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    Ok(request)
}

async fn speak<S: AsyncRead + AsyncWrite + Unpin + Send + 'static>(
    stream: S,
    request: http::Request<Full<Bytes>>,
    url: &Url,
    limits: Limits,
) -> Result<Response, OutboundError> {
    let broken = |error: hyper::Error| OutboundError::Exchange {
        host: host(url),
        reason: format!("the exchange broke: {error}"),
    };
    let (mut sender, connection) = http1::Builder::new()
        .max_buf_size(HEADER_MAX_BYTES)
        .handshake(TokioIo::new(stream))
        .await
        .map_err(broken)?;
    // Driven beside the exchange, not in a task: giving up drops the connection too.
    let exchange = async {
        let answer = sender.send_request(request).await.map_err(broken)?;
        let (parts, body) = answer.into_parts();
        if limits.cut {
            let beginning = beginning(body, limits.bytes).await;
            return Ok(http::Response::from_parts(parts, beginning));
        }
        let whole = Limited::new(body, limits.bytes).collect().await.map_err(|error| {
            if error.is::<LengthLimitError>() {
                OutboundError::TooLarge(host(url))
            } else {
                let reason = format!("the exchange broke: {error}");
                OutboundError::Exchange { host: host(url), reason }
            }
        })?;
        Ok(http::Response::from_parts(parts, whole.to_bytes()))
    };
    tokio::pin!(exchange, connection);
    tokio::select! {
        biased;
        answer = &mut exchange => answer,
        // The end of the connection is known before the last bytes are taken.
        _ = &mut connection => exchange.await,
    }
}

/// The first bytes of a body, as far as they come; the rest is not waited for.
async fn beginning(mut body: Incoming, bytes_max: usize) -> Bytes {
    let mut taken = BytesMut::new();
    while taken.len() < bytes_max
        && let Some(Ok(frame)) = body.frame().await
    {
        if let Ok(mut data) = frame.into_data() {
            data.truncate(bytes_max - taken.len());
            taken.extend_from_slice(&data);
        }
    }
    taken.freeze()
}
