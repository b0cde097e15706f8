//! The three apps, from inside the binary.
//!
//! A table is made at start: each file with its prepared headers and its brotli and gzip variants,
//! which the front-end build has put beside it. A request then costs one lookup and no copy. The
//! entity tag is the digest of the bytes sent, so variants differ. Names under `assets/` carry a
//! hash and may be kept forever; pages must be asked for again. A path that is no file is a deep
//! link and gets the app's page, unless it looks like a file: a page in place of a missing script
//! would hide the mistake.

use super::encoding::Accepted;
use crate::config::{Hosts, Http};
use bytes::Bytes;
use poem::{
    Body, Request, Response,
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
};
use rust_embed::{EmbeddedFile, RustEmbed};
use std::{borrow::Cow, collections::HashMap};

#[derive(RustEmbed)]
#[folder = "frontend/web/dist"]
#[allow_missing = true]
struct Web;

#[derive(RustEmbed)]
#[folder = "frontend/admin/dist"]
#[allow_missing = true]
struct Admin;

#[derive(RustEmbed)]
#[folder = "frontend/space/dist"]
#[allow_missing = true]
struct Space;

const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
    <title>Treasury Plane</title></head><body><h1>The front end is not built</h1>\
    <p>This binary was compiled without it. Run <code>make build</code>, or \
    <code>npm --prefix frontend ci</code> and <code>npm --prefix frontend run build</code> and \
    compile again. The API works.</p></body></html>";

/// The apps and where each of them is served.
#[derive(Debug)]
pub struct Assets {
    web: App,
    admin: App,
    space: App,
    hosts: Hosts,
}

/// One app: its files by their path below the app's own.
#[derive(Debug, Default)]
struct App {
    prefix: &'static str,
    files: HashMap<Cow<'static, str>, File>,
}

/// One file in up to three forms.
#[derive(Debug)]
struct File {
    plain: Variant,
    br: Option<Variant>,
    gzip: Option<Variant>,
}

/// The bytes of one form and all that is said about them.
#[derive(Debug)]
struct Variant {
    body: Bytes,
    headers: Vec<(HeaderName, HeaderValue)>,
    etag: HeaderValue,
}

impl Assets {
    /// The apps that were built when this binary was compiled.
    pub fn embedded(http: &Http) -> Self {
        Self {
            web: App::new::<Web>(""),
            admin: App::new::<Admin>("/god-mode"),
            space: App::new::<Space>("/spaces"),
            hosts: http.hosts.clone(),
        }
    }

    /// The file or page for a request.
    pub fn respond(&self, request: &Request) -> Response {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return Response::builder()
                .status(StatusCode::METHOD_NOT_ALLOWED)
                .header(header::ALLOW, "GET, HEAD")
                .finish();
        }
        let path = request.uri().path();
        let by_path = if is_below(path, self.admin.prefix) {
            &self.admin
        } else if is_below(path, self.space.prefix) {
            &self.space
        } else {
            &self.web
        };
        let by_host = self.by_host(request);
        match by_host {
            Some(app) if std::ptr::eq(app, by_path) => app.respond(path, request.headers()),
            // The root of a name that belongs to another app than the tracker.
            Some(app) if path == "/" => Response::builder()
                .status(StatusCode::FOUND)
                .header(header::LOCATION, format!("{}/", app.prefix))
                .finish(),
            // A name of its own makes the app unreachable by any other name.
            _ if !self.host_of(by_path).is_empty() => StatusCode::NOT_FOUND.into(),
            Some(app) if !std::ptr::eq(app, &self.web) => StatusCode::NOT_FOUND.into(),
            _ => by_path.respond(path, request.headers()),
        }
    }

    fn by_host(&self, request: &Request) -> Option<&App> {
        if self.hosts.web.is_empty() && self.hosts.admin.is_empty() && self.hosts.space.is_empty() {
            return None;
        }
        let authority = request.uri().authority().map(|a| a.as_str());
        let host = authority.or_else(|| request.header(header::HOST))?;
        let host = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let apps = [&self.web, &self.admin, &self.space];
        apps.into_iter().find(|app| self.host_of(app).eq_ignore_ascii_case(host))
    }

    fn host_of(&self, app: &App) -> &str {
        match app.prefix {
            "/god-mode" => &self.hosts.admin,
            "/spaces" => &self.hosts.space,
            _ => &self.hosts.web,
        }
    }
}

fn is_below(path: &str, prefix: &str) -> bool {
    path.strip_prefix(prefix).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

impl App {
    fn new<Dist: RustEmbed>(prefix: &'static str) -> Self {
        let mut files = HashMap::new();
        for name in Dist::iter() {
            let is_variant = name
                .strip_suffix(".br")
                .or_else(|| name.strip_suffix(".gz"))
                .is_some_and(|base| Dist::get(base).is_some());
            if is_variant {
                continue;
            }
            let Some(plain) = Dist::get(&name) else { continue };
            let variant = |suffix: &str, coding: &'static str| {
                Dist::get(&format!("{name}{suffix}")).map(|f| Variant::new(&name, f, Some(coding)))
            };
            let file = File {
                br: variant(".br", "br"),
                gzip: variant(".gz", "gzip"),
                plain: Variant::new(&name, plain, None),
            };
            files.insert(name, file);
        }
        Self { prefix, files }
    }

    fn respond(&self, path: &str, headers: &HeaderMap) -> Response {
        let name = path.strip_prefix(self.prefix).unwrap_or(path).trim_start_matches('/');
        if let Some(file) = self.files.get(name) {
            return file.respond(headers);
        }
        let last = name.rsplit('/').next().unwrap_or_default();
        if name.starts_with("assets/") || last.contains('.') {
            return StatusCode::NOT_FOUND.into();
        }
        match self.files.get("index.html") {
            Some(page) => page.respond(headers),
            None => Response::builder()
                .content_type("text/html; charset=utf-8")
                .header(header::CACHE_CONTROL, "no-store")
                .body(NOT_BUILT),
        }
    }
}

impl File {
    fn respond(&self, headers: &HeaderMap) -> Response {
        let accepted = Accepted::of(headers);
        let br = self.br.as_ref().filter(|_| accepted.br);
        let variant = br.or(self.gzip.as_ref().filter(|_| accepted.gzip)).unwrap_or(&self.plain);
        variant.respond(headers)
    }
}

impl Variant {
    fn new(name: &str, file: EmbeddedFile, coding: Option<&'static str>) -> Self {
        let hash = file.metadata.sha256_hash();
        let digest: String = hash.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        let etag = HeaderValue::from_str(&format!("\"{digest}\""))
            .unwrap_or(HeaderValue::from_static("\"\""));
        let caching = if name.starts_with("assets/") {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        };
        let mut headers = vec![
            (header::CONTENT_TYPE, HeaderValue::from_static(media_type(name))),
            (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
            (header::VARY, HeaderValue::from_static("accept-encoding")),
            (header::ETAG, etag.clone()),
        ];
        if let Some(coding) = coding {
            headers.push((header::CONTENT_ENCODING, HeaderValue::from_static(coding)));
        }
        let body = match file.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Self { body, headers, etag }
    }

    fn respond(&self, request: &HeaderMap) -> Response {
        let is_known = request.get_all(header::IF_NONE_MATCH).iter().any(|v| self.matches(v));
        let mut response = if is_known {
            StatusCode::NOT_MODIFIED.into()
        } else {
            Response::from(Body::from_bytes(self.body.clone()))
        };
        let headers = response.headers_mut();
        headers.reserve(16);
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
        response
    }

    /// Weak comparison, as `If-None-Match` wants: a proxy that recompresses weakens the tag.
    fn matches(&self, if_none_match: &HeaderValue) -> bool {
        let text = if_none_match.to_str().unwrap_or_default();
        let mut tags = text.split(',').map(|tag| tag.trim().trim_start_matches("W/"));
        tags.any(|tag| tag == "*" || tag.as_bytes() == self.etag.as_bytes())
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::{App, Assets, File, Variant};
    use crate::config::Hosts;
    use poem::{Request, Response, http::StatusCode};
    use rust_embed::{EmbeddedFile, Metadata};
    use std::collections::HashMap;

    fn variant(name: &str, text: &'static str, coding: Option<&'static str>) -> Variant {
        let hash = [u8::try_from(text.len()).unwrap(); 32];
        let metadata = Metadata::__rust_embed_new(hash, None, None);
        Variant::new(name, EmbeddedFile { data: text.as_bytes().into(), metadata }, coding)
    }

    fn app(prefix: &'static str) -> App {
        let file = |name: &str, text| File {
            plain: variant(name, text, None),
            br: Some(variant(name, "brotli", Some("br"))),
            gzip: None,
        };
        let files = HashMap::from([
            ("index.html".into(), file("index.html", prefix)),
            ("assets/a-1.js".into(), file("assets/a-1.js", "the script")),
        ]);
        App { prefix, files }
    }

    fn get(hosts: Hosts, path: &str, headers: &[(&str, &str)]) -> Response {
        let assets = Assets { web: app(""), admin: app("/god-mode"), space: app("/spaces"), hosts };
        let mut request = Request::builder().uri_str(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        assets.respond(&request.finish())
    }

    #[tokio::test]
    async fn deep_links_get_the_page_of_their_app() {
        for (path, expected) in [
            ("/", ""),
            ("/agency/projects", ""),
            ("/god-mode", "/god-mode"),
            ("/god-mode/setup", "/god-mode"),
            ("/spaces/issues/x", "/spaces"),
            ("/godmode", ""),
        ] {
            let response = get(Hosts::default(), path, &[]);
            assert_eq!(response.header("cache-control"), Some("no-cache"));
            assert_eq!(response.into_body().into_string().await.unwrap(), expected, "{path}");
        }
    }

    #[test]
    fn missing_files_are_not_pages() {
        for path in ["/assets/gone", "/logo.png", "/god-mode/assets/x.js"] {
            assert_eq!(get(Hosts::default(), path, &[]).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn variants_have_their_own_tags() {
        let plain = get(Hosts::default(), "/assets/a-1.js", &[]);
        let br = get(Hosts::default(), "/assets/a-1.js", &[("accept-encoding", "br")]);
        assert_eq!(br.header("content-encoding"), Some("br"));
        assert!(br.header("cache-control").unwrap().contains("immutable"));
        let tag = br.header("etag").unwrap();
        assert!(tag.starts_with('"') && plain.header("etag").unwrap() != tag);
        let headers = [("accept-encoding", "br"), ("if-none-match", tag)];
        let again = get(Hosts::default(), "/assets/a-1.js", &headers);
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    }

    #[test]
    fn a_host_of_its_own_serves_one_app_only() {
        let hosts = Hosts { admin: "admin.gov".to_owned(), ..Hosts::default() };
        let status = |path, host| get(hosts.clone(), path, &[("host", host)]).status().as_u16();
        assert_eq!(status("/god-mode/", "admin.gov:8080"), 200);
        assert_eq!(status("/", "admin.gov"), 302);
        assert_eq!(status("/work", "admin.gov"), 404);
        assert_eq!(status("/god-mode/", "plane.gov"), 404);
        assert_eq!(status("/work", "plane.gov"), 200);
    }
}
