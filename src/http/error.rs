//! The one place where an error becomes a status and a body.
//!
//! - 401 no credentials or wrong ones; 403 only when the caller may know that the thing exists;
//!   404 for everything else outside the caller's workspace or project, with one identical body.
//! - 400 for what cannot be read and for broken rules; 409 for what exists already.
//! - 413, 415, 429, 503, 507 (the disk of the files is full) with the shapes that Plane's clients know.
//! - 500 for our own faults: logged here, once, with the whole chain; the client gets the request
//!   id to quote and nothing else.
//!
//! Errors of poem and poem-openapi are turned into the same shapes by [`from_poem`], so that a
//! handler's bad input looks the same whether we or the framework noticed it.

use crate::{error::Error, fault::Fault};
use poem::{
    Response,
    error::{MethodNotAllowedError, NotFoundError, ReadBodyError, ResponseError},
    http::{HeaderName, HeaderValue, StatusCode, header},
};
use poem_openapi::error::{
    AuthorizationError, ContentTypeError, ParseMultipartError, ParseParamError, ParsePathError,
    ParseRequestPayloadError,
};
use serde_json::{Map, Value, json};

const NOT_FOUND: &str = "The requested resource does not exist.";

/// Stands in the body's stream for "more bytes than allowed".
#[derive(Debug, thiserror::Error)]
#[error("the request body is too large")]
pub(super) struct BodyTooLarge;

/// The answer to `error`, quoting `request_id` when the fault is ours.
pub fn respond(error: &Error, request_id: &str) -> Response {
    if let Error::Internal(cause) = error {
        tracing::error!(error = format!("{cause:#}"), "request failed");
    }
    let status = status(error);
    match error {
        Error::NotFound(_) => answer(status, &json!({ "error": NOT_FOUND })),
        Error::Unauthenticated(why) => answer(status, &json!({ "detail": why })),
        Error::Forbidden(what) => answer(status, &json!({ "detail": what, "error": what })),
        Error::Invalid(fields) => answer(status, &field_map(fields)),
        Error::Rule(message) => answer(status, &json!({ "error": message })),
        Error::Conflict { field, message, id } => {
            let mut body = Map::from_iter([((*field).to_owned(), json!(message))]);
            if let Some(id) = id {
                body.insert("id".to_owned(), json!(id));
            }
            answer(status, &Value::Object(body))
        }
        Error::TooLarge => answer(
            status,
            &json!({ "error": "REQUEST_BODY_TOO_LARGE", "detail": "The size of the request body exceeds the maximum allowed size." }),
        ),
        Error::UnsupportedMediaType => {
            answer(status, &json!({ "detail": "Unsupported media type in request." }))
        }
        Error::TooMany { retry_after_s } => retry_after(
            answer(status, &json!({ "error_code": 5900, "error_message": "RATE_LIMIT_EXCEEDED" })),
            *retry_after_s,
        ),
        Error::NoRoom => {
            tracing::error!(code = Fault::DiskFull.code(), "no room for files");
            let text = "There is no room for files at the moment. Tell an administrator.";
            answer(status, &json!({ "error": text }))
        }
        Error::Unavailable(what) => {
            tracing::warn!(what, "answering that we are unavailable");
            let text = "The service is not available at the moment. Please try again.";
            retry_after(answer(status, &json!({ "error": text })), 2)
        }
        Error::Internal(_) => answer(
            status,
            &json!({ "error": "Something went wrong. Please try again later.", "request_id": request_id }),
        ),
    }
}

fn status(error: &Error) -> StatusCode {
    match error {
        Error::NotFound(_) => StatusCode::NOT_FOUND,
        Error::Unauthenticated(_) => StatusCode::UNAUTHORIZED,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::Invalid(_) | Error::Rule(_) => StatusCode::BAD_REQUEST,
        Error::Conflict { .. } => StatusCode::CONFLICT,
        Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Error::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        Error::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable(_) => StatusCode::SERVICE_UNAVAILABLE,
        Error::NoRoom => StatusCode::INSUFFICIENT_STORAGE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Lets handlers return our error with `?`; the shell finds it again in poem's.
impl ResponseError for Error {
    fn status(&self) -> StatusCode {
        status(self)
    }

    fn as_response(&self) -> Response {
        respond(self, "")
    }
}

/// The answer to whatever an endpoint failed with.
pub fn from_poem(error: poem::Error, request_id: &str) -> Response {
    if let Some(ours) = error.downcast_ref::<Error>() {
        return respond(ours, request_id);
    }
    if error.is::<MethodNotAllowedError>() {
        let body = json!({ "detail": "Method not allowed." });
        return answer(StatusCode::METHOD_NOT_ALLOWED, &body);
    }
    if let Some(translated) = translate(&error) {
        return respond(&translated, request_id);
    }
    if error.is_from_response() {
        return error.into_response();
    }
    let status = error.status();
    if status.is_server_error() {
        return respond(&Error::Internal(anyhow::anyhow!("{error}")), request_id);
    }
    answer(status, &json!({ "error": status.canonical_reason().unwrap_or("Bad request") }))
}

/// The framework's complaints in our terms.
fn translate(error: &poem::Error) -> Option<Error> {
    if error.is::<NotFoundError>() || error.is::<ParsePathError>() {
        // An id that is no id names nothing.
        return Some(Error::NotFound("route"));
    }
    if let Some(ParseParamError { name, reason }) = error.downcast_ref() {
        return Some(Error::invalid(*name, readable(reason)));
    }
    if let Some(ParseRequestPayloadError { reason }) = error.downcast_ref() {
        return Some(payload(reason));
    }
    if let Some(ParseMultipartError { reason }) = error.downcast_ref() {
        return Some(payload(reason));
    }
    if error.is::<poem::error::ParseMultipartError>() {
        return Some(Error::rule("The form in the request cannot be read."));
    }
    if error.is::<ContentTypeError>() {
        return Some(Error::UnsupportedMediaType);
    }
    if error.is::<AuthorizationError>() {
        return Some(Error::Unauthenticated("Sign in first."));
    }
    if let Some(read) = error.downcast_ref::<ReadBodyError>() {
        return Some(match read {
            ReadBodyError::PayloadTooLarge => Error::TooLarge,
            ReadBodyError::Io(io) if is_too_large(io) => Error::TooLarge,
            _ => Error::rule("The request body cannot be read."),
        });
    }
    None
}

/// poem wraps the stream's error once more for each layer that reads it.
fn is_too_large(error: &std::io::Error) -> bool {
    error.get_ref().is_some_and(|inner| {
        inner.is::<BodyTooLarge>() || inner.downcast_ref().is_some_and(is_too_large)
    })
}

/// A body that does not parse: by field when the framework says which.
fn payload(reason: &str) -> Error {
    let text = readable(reason);
    let field = text.split_once("field `").and_then(|(_, rest)| rest.split_once('`'));
    match field {
        Some((name, rest)) if !name.is_empty() => {
            let what = rest.trim_start_matches(" verification failed.").trim();
            Error::invalid(name, if what.is_empty() { "Invalid value." } else { what })
        }
        _ => Error::rule(text),
    }
}

/// The framework's reason without the names of our types and without the echoed input.
fn readable(reason: &str) -> String {
    let mut text = reason;
    while let Some((_, rest)) =
        text.strip_prefix("failed to parse \"").and_then(|rest| rest.split_once("\": "))
    {
        text = rest;
    }
    let text = text.split(" (occurred while parsing").next().unwrap_or_default();
    let text = text.split(", found ").next().unwrap_or_default();
    text.chars().take(200).collect()
}

fn field_map(fields: &[(String, String)]) -> Value {
    let mut map = Map::new();
    for (field, message) in fields {
        if let Value::Array(messages) =
            map.entry(field.clone()).or_insert_with(|| Value::Array(Vec::new()))
        {
            messages.push(json!(message));
        }
    }
    Value::Object(map)
}

/// A JSON answer.
pub(super) fn answer(status: StatusCode, body: &Value) -> Response {
    Response::builder().status(status).content_type("application/json").body(body.to_string())
}

fn retry_after(mut response: Response, seconds: u64) -> Response {
    let seconds = seconds.max(1);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response.headers_mut().insert(RATE_RESET, HeaderValue::from(seconds));
    response
}

const RATE_RESET: HeaderName = HeaderName::from_static("x-ratelimit-reset");

#[cfg(test)]
mod tests {
    use super::{from_poem, payload, respond};
    use crate::error::Error;
    use poem::http::StatusCode;
    use poem_openapi::error::{ParseParamError, ParsePathError};

    async fn body(response: poem::Response) -> String {
        response.into_body().into_string().await.unwrap()
    }

    #[tokio::test]
    async fn an_internal_error_tells_only_the_request_id() {
        let error = Error::Internal(anyhow::anyhow!("password=hunter2"));
        let response = respond(&error, "r-1");
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let text = body(response).await;
        assert!(text.contains("r-1") && !text.contains("hunter2"), "{text}");
    }

    #[tokio::test]
    async fn limits_say_when_to_come_back() {
        let response = respond(&Error::TooMany { retry_after_s: 7 }, "");
        assert_eq!(response.header("retry-after"), Some("7"));
        assert!(body(response).await.contains("5900"));
    }

    #[tokio::test]
    async fn messages_of_one_field_are_gathered() {
        let error = Error::Invalid(vec![("a".into(), "x".into()), ("a".into(), "y".into())]);
        assert_eq!(body(respond(&error, "")).await, r#"{"a":["x","y"]}"#);
    }

    #[tokio::test]
    async fn framework_errors_take_our_shapes() {
        let path = ParsePathError { name: "id", reason: "bad".to_owned() };
        let response = from_poem(path.into(), "");
        assert_eq!(response.status(), StatusCode::NOT_FOUND);
        let missing = from_poem(poem::error::NotFoundError.into(), "");
        assert_eq!(body(response).await, body(missing).await);

        let reason = r#"failed to parse "integer": invalid digit"#.to_owned();
        let response = from_poem(ParseParamError { name: "per_page", reason }.into(), "");
        assert_eq!(response.status(), StatusCode::BAD_REQUEST);
        assert_eq!(body(response).await, r#"{"per_page":["invalid digit"]}"#);

        let ours = from_poem(Error::Forbidden("No.").into(), "");
        assert_eq!(ours.status(), StatusCode::FORBIDDEN);
    }

    #[test]
    fn payload_errors_name_the_field_when_they_can() {
        let reason = "failed to parse \"NewUser\": field `name` verification failed. maxLength(5)";
        let Error::Invalid(fields) = payload(reason) else { panic!("by field") };
        assert_eq!(fields, [("name".to_owned(), "maxLength(5)".to_owned())]);
        let reason = r#"Expected input type "string", found 5. (occurred while parsing "NewUser")"#;
        let Error::Rule(text) = payload(reason) else { panic!("as a whole") };
        assert_eq!(text, r#"Expected input type "string""#);
    }
}
