//! The shell around a small API, driven without a socket.

use super::{health::Readiness, shell};
use crate::{config::Config, error::Error, lifecycle::Lifecycle};
use poem::{
    Endpoint, IntoResponse, Request, Response,
    error::NotFoundError,
    http::{Method, StatusCode},
};
use std::sync::Arc;

/// A small API that does one thing per path.
struct Api;

impl Endpoint for Api {
    type Output = Response;

    async fn call(&self, mut request: Request) -> poem::Result<Response> {
        match request.uri().path() {
            "/api/v1/echo" => Ok(request.take_body().into_bytes().await?.into_response()),
            "/api/v1/large" => {
                let text = format!("\"{}\"", "x".repeat(5000));
                Ok(Response::builder().content_type("application/json").body(text))
            }
            "/api/v1/fails" => Err(Error::Internal(anyhow::anyhow!("secret")).into()),
            "/api/v1/panics" => panic!("boom"),
            "/api/v1/slow" => {
                tokio::time::sleep(std::time::Duration::from_secs(3600)).await;
                Ok(StatusCode::OK.into())
            }
            _ => Err(NotFoundError.into()),
        }
    }
}

async fn send(request: Request) -> Response {
    let mut config = Config::from_defaults("/data").unwrap();
    config.limits.anonymous_per_minute = 3;
    let readiness = Readiness::new(None, Lifecycle::default());
    shell(Api, &Arc::new(config), readiness).get_response(request).await
}

async fn get(path: &str) -> Response {
    send(Request::builder().uri_str(path).header("cookie", "a=b").finish()).await
}

#[tokio::test]
async fn every_answer_has_an_id_and_a_policy() {
    for path in ["/", "/livez", "/readyz", "/api/v1/echo", "/api/v1/none", "/api/v1/panics"] {
        let response = get(path).await;
        assert!(response.header("x-request-id").is_some(), "{path}");
        let policy = response.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{policy}");
    }
}

#[tokio::test]
async fn unknown_api_paths_are_json() {
    for path in ["/api", "/api/v1/none", "/auth/none/", "/api/"] {
        let response = get(path).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert_eq!(response.content_type(), Some("application/json"), "{path}");
    }
    assert_eq!(get("/apiary").await.content_type(), Some("text/html; charset=utf-8"));
}

#[tokio::test]
async fn a_slash_at_the_end_makes_no_difference() {
    assert_eq!(get("/api/v1/echo/?a=b").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn faults_and_panics_tell_nothing() {
    for path in ["/api/v1/fails", "/api/v1/panics"] {
        let response = get(path).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
        let id = response.header("x-request-id").unwrap().to_owned();
        let text = response.into_body().into_string().await.unwrap();
        assert!(text.contains(&id) && !text.contains("secret") && !text.contains("boom"));
    }
}

#[tokio::test]
async fn slow_requests_are_given_up() {
    let mut config = Config::from_defaults("/data").unwrap();
    config.http.request_timeout_s = 0;
    let shell = shell(Api, &Arc::new(config), Readiness::new(None, Lifecycle::default()));
    let request = Request::builder().uri_str("/api/v1/slow").finish();
    let response = shell.get_response(request).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(response.header("retry-after").is_some());
}

#[tokio::test]
async fn large_answers_are_compressed_when_asked_for() {
    let request = |accept: &str| {
        let builder = Request::builder().uri_str("/api/v1/large").header("cookie", "a=b");
        builder.header("accept-encoding", accept).finish()
    };
    let response = send(request("gzip, br")).await;
    assert_eq!(response.header("content-encoding"), Some("gzip"));
    assert_eq!(response.header("vary"), Some("accept-encoding"));
    let bytes = response.into_body().into_bytes().await.unwrap();
    assert!(bytes.len() < 500, "{}", bytes.len());
    assert!(send(request("identity")).await.header("content-encoding").is_none());
}

#[tokio::test]
async fn bodies_have_a_limit_announced_or_not() {
    let post = || Request::builder().method(Method::POST).uri_str("/api/v1/echo");
    let announced = post().header("content-length", "99999999").finish();
    assert_eq!(send(announced).await.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let chunk = || std::io::Result::Ok(vec![0_u8; 1 << 20]);
    let stream = futures_util::stream::iter((0..7).map(move |_| chunk()));
    let chunked =
        post().header("transfer-encoding", "chunked").body(poem::Body::from_bytes_stream(stream));
    let response = send(chunked).await;
    assert_eq!(response.status(), StatusCode::PAYLOAD_TOO_LARGE);
    let text = response.into_body().into_string().await.unwrap();
    assert!(text.contains("REQUEST_BODY_TOO_LARGE"), "{text}");
}

#[tokio::test]
async fn other_sites_cannot_post() {
    let builder = Request::builder().method(Method::POST).uri_str("/api/v1/echo");
    let response = send(builder.header("origin", "https://evil.com").finish()).await;
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn strangers_are_limited() {
    let config = {
        let mut config = Config::from_defaults("/data").unwrap();
        config.limits.anonymous_per_minute = 2;
        Arc::new(config)
    };
    let shell = shell(Api, &config, Readiness::new(None, Lifecycle::default()));
    let ask = || shell.get_response(Request::builder().uri_str("/api/v1/echo").finish());
    assert_eq!(ask().await.status(), StatusCode::OK);
    assert_eq!(ask().await.status(), StatusCode::OK);
    let refused = ask().await;
    assert_eq!(refused.status(), StatusCode::TOO_MANY_REQUESTS);
    assert!(refused.header("retry-after").is_some());
}

#[tokio::test]
async fn a_draining_process_is_alive_but_not_ready() {
    let config = Arc::new(Config::from_defaults("/data").unwrap());
    let lifecycle = Lifecycle::default();
    lifecycle.draining.store(true, std::sync::atomic::Ordering::Relaxed);
    let shell = shell(Api, &config, Readiness::new(None, lifecycle));
    let get = |path: &str| shell.get_response(Request::builder().uri_str(path).finish());
    assert_eq!(get("/livez").await.status(), StatusCode::OK);
    assert_eq!(get("/readyz").await.status(), StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn whom_to_tell_about_a_vulnerability_is_known_on_every_name() {
    let path = super::security_txt::PATH;
    assert_eq!(get(path).await.status(), StatusCode::NOT_FOUND, "nobody is named");
    let mut config = Config::from_defaults("/data").unwrap();
    config.security_txt.contact = vec!["mailto:security@agency.gov".to_owned()];
    config.http.public_url = "https://plane.gov".to_owned();
    config.http.hosts.admin = "admin.plane.gov".to_owned();
    config.http.hosts.space = "boards.plane.gov".to_owned();
    let readiness = Readiness::new(None, Lifecycle::default());
    let shell = shell(Api, &Arc::new(config), readiness);
    for host in ["plane.gov", "admin.plane.gov", "boards.plane.gov"] {
        let request = Request::builder().uri_str(path).header("host", host).finish();
        let mut response = shell.get_response(request).await;
        assert_eq!(response.status(), StatusCode::OK, "{host}");
        assert_eq!(response.content_type(), Some("text/plain; charset=utf-8"));
        let text = response.take_body().into_string().await.unwrap();
        assert!(text.starts_with("Contact: mailto:security@agency.gov\nExpires: 2"), "{text}");
        assert!(text.contains("Canonical: https://plane.gov/.well-known/security.txt\n"), "{text}");
    }
    let post = Request::builder().method(Method::POST).uri_str(path).finish();
    assert_eq!(shell.get_response(post).await.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_full_disk_is_told_by_a_status_of_its_own() {
    let mut response = super::error::respond(&Error::NoRoom, "id");
    assert_eq!(response.status(), StatusCode::INSUFFICIENT_STORAGE);
    let text = response.take_body().into_string().await.unwrap();
    assert!(text.contains("Tell an administrator"), "{text}");
}
