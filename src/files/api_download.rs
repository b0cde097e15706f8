//! Handing out bytes: with the headers that keep a browser from running them.

use crate::{
    app::App,
    error::{Error, Result},
};
use entity::file;
use poem::{
    Body, IntoResponse, Request, Response,
    http::{HeaderMap, HeaderValue, StatusCode, header},
};
use poem_openapi::{
    ApiResponse,
    payload::{Binary, Payload},
    registry::{MetaMediaType, MetaResponse, MetaResponses, Registry},
};
use std::{fmt::Write, ops::Range};

/// Whatever the bytes are, a browser that shows them runs nothing and loads nothing.
const POLICY: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");
/// A file never changes, but who may see it can.
const CACHE: HeaderValue = HeaderValue::from_static("private, max-age=3600, immutable");

/// The bytes of a file, or the news that the client has them already.
#[derive(Debug)]
pub struct Download {
    status: StatusCode,
    headers: HeaderMap,
    body: Body,
}

impl Download {
    /// Answers `request` with the bytes of `row`.
    pub async fn open(app: &App, row: &file::Model, request: &Request) -> Result<Self> {
        let key = row.storage_key.as_deref().filter(|_| row.is_uploaded);
        let key = key.ok_or(Error::NotFound("file"))?;
        let total = u64::try_from(row.size_bytes).unwrap_or_default();
        let mut headers = describe(row, key);
        if request.header("if-none-match").is_some_and(|tags| names(tags, key)) {
            return Ok(Self { status: StatusCode::NOT_MODIFIED, headers, body: Body::empty() });
        }
        let (status, range) = match request.header("range").map(|text| parse_range(text, total)) {
            None | Some(Asked::All) => (StatusCode::OK, None),
            Some(Asked::Part(range)) => (StatusCode::PARTIAL_CONTENT, Some(range)),
            Some(Asked::Nothing) => {
                put(&mut headers, header::CONTENT_RANGE, &format!("bytes */{total}"));
                let status = StatusCode::RANGE_NOT_SATISFIABLE;
                return Ok(Self { status, headers, body: Body::empty() });
            }
        };
        let length = range.as_ref().map_or(total, |range| range.end - range.start);
        if let Some(Range { start, end }) = &range {
            let text = format!("bytes {start}-{}/{total}", end - 1);
            put(&mut headers, header::CONTENT_RANGE, &text);
        }
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from(length));
        let body = match length {
            0 => Body::empty(),
            _ => Body::from_bytes_stream(app.files.read(key, range).await?),
        };
        Ok(Self { status, headers, body })
    }
}

impl IntoResponse for Download {
    fn into_response(self) -> Response {
        let mut response = Response::builder().status(self.status).body(self.body);
        *response.headers_mut() = self.headers;
        response
    }
}

impl ApiResponse for Download {
    fn meta() -> MetaResponses {
        let content = vec![MetaMediaType {
            content_type: Binary::<Vec<u8>>::CONTENT_TYPE,
            schema: Binary::<Vec<u8>>::schema_ref(),
        }];
        let one = |status, description, content| MetaResponse {
            description,
            status: Some(status),
            status_range: None,
            content,
            headers: vec![],
        };
        MetaResponses {
            responses: vec![
                one(200, "The bytes.", content),
                one(304, "The client has them already.", vec![]),
            ],
        }
    }

    fn register(_: &mut Registry) {}
}

fn describe(row: &file::Model, key: &str) -> HeaderMap {
    let shown = super::sniff::is_shown(&row.content_type);
    let disposition = if shown { "inline" } else { "attachment" };
    let mut headers = HeaderMap::new();
    put(&mut headers, header::CONTENT_TYPE, &row.content_type);
    put(
        &mut headers,
        header::CONTENT_DISPOSITION,
        &format!("{disposition}; {}", names_file(&row.name)),
    );
    put(&mut headers, header::ETAG, &etag(key));
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(header::CACHE_CONTROL, CACHE);
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers
}

fn put(headers: &mut HeaderMap, name: header::HeaderName, text: &str) {
    if let Ok(value) = HeaderValue::from_str(text) {
        headers.insert(name, value);
    }
}

fn etag(key: &str) -> String {
    format!("\"{}\"", key.replace('/', ""))
}

fn names(tags: &str, key: &str) -> bool {
    let own = etag(key);
    tags.split(',').map(str::trim).any(|tag| tag == "*" || tag.trim_start_matches("W/") == own)
}

/// Both parameters of RFC 6266: a plain name for old clients, the true one in the form of RFC 5987.
fn names_file(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !"\"\\%".contains(c) || c == ' ' { c } else { '_' })
        .collect();
    let mut text = format!("filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
            text.push(char::from(byte));
        } else if write!(text, "%{byte:02X}").is_err() {
            break;
        }
    }
    text
}

#[derive(Debug, PartialEq, Eq)]
enum Asked {
    All,
    Part(Range<u64>),
    Nothing,
}

/// One range of bytes; everything else is answered in full, as RFC 9110 allows.
fn parse_range(text: &str, total: u64) -> Asked {
    let Some((first, last)) = text.strip_prefix("bytes=").and_then(|r| r.split_once('-')) else {
        return Asked::All;
    };
    let range = match (first.parse::<u64>(), last.parse::<u64>()) {
        (Ok(first), Ok(last)) if first <= last => first..last.saturating_add(1).min(total),
        (Ok(first), Err(_)) if last.is_empty() => first..total,
        (Err(_), Ok(last)) if first.is_empty() => total.saturating_sub(last)..total,
        _ => return Asked::All,
    };
    if range.is_empty() { Asked::Nothing } else { Asked::Part(range) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_cut_to_the_file() {
        assert_eq!(parse_range("bytes=0-0", 10), Asked::Part(0..1));
        assert_eq!(parse_range("bytes=5-99", 10), Asked::Part(5..10));
        assert_eq!(parse_range("bytes=7-", 10), Asked::Part(7..10));
        assert_eq!(parse_range("bytes=-3", 10), Asked::Part(7..10));
        assert_eq!(parse_range("bytes=-99", 10), Asked::Part(0..10));
        assert_eq!(parse_range("bytes=10-", 10), Asked::Nothing);
        for odd in ["bytes=3-1", "bytes=a-b", "bytes=-", "bytes=0-1,3-4", "lines=0-1", ""] {
            assert_eq!(parse_range(odd, 10), Asked::All, "{odd}");
        }
    }

    #[test]
    fn names_survive_in_both_forms() {
        assert_eq!(names_file("a b.txt"), "filename=\"a b.txt\"; filename*=UTF-8''a%20b.txt");
        let odd = names_file("é\"\\\r\n.txt");
        assert_eq!(odd, "filename=\"_____.txt\"; filename*=UTF-8''%C3%A9%22%5C%0D%0A.txt");
    }
}
