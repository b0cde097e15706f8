//! Which of our hosts a browser came from, and back to which it goes.
//!
//! Cookies belong to one host. Where the apps have hosts of their own, the browser must come back to
//! the one it left; only names from the settings are possible.

use crate::app::App;
use poem::{
    Request, Response,
    http::{StatusCode, header, uri::Authority},
};

/// One of the hosts with a sign-in page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Site {
    /// The tracker's, or the only one.
    Web,
    /// The console's, when it has its own.
    Admin,
}

impl Site {
    /// The one that a request is for.
    pub(super) fn of(app: &App, request: &Request) -> Self {
        let named = request.uri().authority().cloned().or_else(|| {
            request.header(header::HOST).and_then(|host| host.parse::<Authority>().ok())
        });
        let admin = &app.config.http.hosts.admin;
        match named {
            Some(named) if !admin.is_empty() && named.host().eq_ignore_ascii_case(admin) => {
                Self::Admin
            }
            _ => Self::Web,
        }
    }

    /// As it is written into the card host's address.
    pub(super) fn from_code(code: Option<&str>) -> Self {
        if code == Some(Self::Admin.code()) { Self::Admin } else { Self::Web }
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Admin => "admin",
        }
    }

    /// The whole address of `path`.
    pub(super) fn url(self, app: &App, path: &str) -> String {
        match self {
            Self::Admin if !app.config.http.hosts.admin.is_empty() => app.admin_url(path),
            _ => app.web_url(path),
        }
    }
}

/// 303: ask for that address, by GET. Tells the next host nothing about this one.
pub(super) fn see_other(to: &str) -> Response {
    Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, to)
        .header(header::REFERRER_POLICY, "no-referrer")
        .header(header::CACHE_CONTROL, "no-store")
        .finish()
}
