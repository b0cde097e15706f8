//! The few pages of the card host: plain words, one link, no script.
//!
//! They are made here and not by an app, because the card host serves nothing of the apps.

use crate::html::escape;
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::STANDARD};
use poem::{
    Response,
    http::{HeaderValue, StatusCode, header},
};

const STYLE: &str = "body{font:1.125rem/1.5 system-ui,sans-serif;max-width:38rem;margin:4rem auto;\
    padding:0 1rem;color:#1b1b1b;background:#fff}a{color:#005ea2}\
    @media(prefers-color-scheme:dark){body{color:#f0f0f0;background:#1b1b1b}a{color:#73b3e7}}";

/// A page.
#[derive(Debug)]
pub struct Page {
    title: &'static str,
    text: &'static [&'static str],
    /// Address of the main host; empty: no link.
    main_url: String,
}

/// The host's front page.
pub(super) fn help(main_url: &str) -> Page {
    Page {
        title: "Card sign-in",
        text: &[
            "This address only checks PIV and CAC cards. Sign-in starts on the main page.",
            "If your browser did not ask for your card, or you picked another certificate than you wanted, close all of its windows, insert the card, and begin again.",
        ],
        main_url: main_url.to_owned(),
    }
}

/// A path that the card host does not have.
pub(super) fn nothing_here(main_url: &str) -> Page {
    Page {
        title: "There is no such page",
        text: &["This address only checks PIV and CAC cards."],
        main_url: main_url.to_owned(),
    }
}

/// A request on a connection to another host.
pub(super) fn misdirected(main_url: &str) -> Page {
    Page {
        title: "This connection is for another address",
        text: &["Close the window and begin again on the main page."],
        main_url: main_url.to_owned(),
    }
}

/// A header that cannot be read.
pub(super) fn unreadable(main_url: &str) -> Page {
    Page {
        title: "The certificate arrived damaged",
        text: &[
            "It could not be read, so nobody was signed in. Begin again on the main page; if this happens once more, tell your administrator.",
        ],
        main_url: main_url.to_owned(),
    }
}

/// Somebody who may not knock here. Says nothing about where to go instead.
pub(super) fn forbidden() -> Page {
    Page { title: "Not allowed", text: &[], main_url: String::new() }
}

/// A sign-in that is unknown, used or too old.
pub fn expired(main_url: &str) -> Page {
    Page {
        title: "This sign-in has ended",
        text: &[
            "A sign-in by card must be finished within ten minutes, and its address works once. Begin again on the main page.",
        ],
        main_url: main_url.to_owned(),
    }
}

/// Something of ours does not work at the moment.
pub fn unavailable(main_url: &str) -> Page {
    Page {
        title: "Your card cannot be checked at the moment",
        text: &["The fault is not yours. Wait a minute and begin again on the main page."],
        main_url: main_url.to_owned(),
    }
}

/// Asks the browser to close the connection. It keeps its choice of a certificate, or of none, for
/// as long as the connection lives.
pub fn close(response: &mut Response) {
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
}

impl Page {
    /// The page as an answer.
    pub fn respond(self, status: StatusCode) -> Response {
        let paragraphs: String =
            self.text.iter().map(|text| format!("<p>{}</p>", escape(text))).collect();
        let link = match self.main_url.as_str() {
            "" => String::new(),
            url => format!("<p><a href=\"{}/sign-in\">Go to the sign-in page</a></p>", escape(url)),
        };
        let title = escape(self.title);
        let body = format!(
            "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width\">\
             <title>{title} - Treasury Plane</title><style>{STYLE}</style></head>\
             <body><main><h1>{title}</h1>{paragraphs}{link}</main></body></html>"
        );
        let hash = STANDARD.encode(digest(&SHA256, STYLE.as_bytes()));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; \
             frame-ancestors 'none'"
        );
        Response::builder()
            .status(status)
            .content_type("text/html; charset=utf-8")
            .header(header::CONTENT_SECURITY_POLICY, policy)
            .body(body)
    }
}

#[cfg(test)]
mod tests {
    use poem::http::StatusCode;

    #[tokio::test]
    async fn a_page_has_a_title_a_link_and_a_policy_that_fits() {
        let response = super::expired("https://plane.gov\"><script>").respond(StatusCode::OK);
        let policy = response.header("content-security-policy").unwrap().to_owned();
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        let text = response.into_body().into_string().await.unwrap();
        assert!(text.contains("<title>This sign-in has ended"), "{text}");
        assert!(!text.contains("<script>"), "{text}");
    }
}
