//! The system-use notice (NIST SP 800-53 AC-8): nobody signs in before agreeing to it.
//!
//! The browser shows that by a cookie with the version of the text, so that another text is asked
//! about again. It lasts as long as the browser is open.

use super::session::cookie_value;
use crate::{
    app::App,
    error::{Error, Result},
    random,
};
use poem::{
    FromRequest, Request, RequestBody,
    http::HeaderValue,
    web::cookie::{Cookie, SameSite},
};

/// The cookie's name.
pub const COOKIE: &str = "treasury_plane_notice";

/// A notice that must be agreed to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// Changes with title and text.
    pub version: String,
    /// Its title.
    pub title: String,
    /// Its text.
    pub text: String,
}

impl Notice {
    /// The notice with its version.
    pub fn new(title: String, text: String) -> Self {
        let digest = random::hash(&format!("{title}\0{text}"));
        let version = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
        Self { version, title, text }
    }
}

/// Whether the browser has agreed to the present notice, or there is none.
pub async fn is_accepted(app: &App, request: &Request) -> Result<bool> {
    let settings = app.settings().await?;
    let Some(notice) = &settings.notice else { return Ok(true) };
    Ok(cookie_value(request, COOKIE).is_some_and(|version| version == notice.version))
}

/// The cookie that says so. Refuses a version that is not the present one: the text has changed
/// since it was read.
pub async fn accept(app: &App, version: &str) -> Result<Option<HeaderValue>> {
    let settings = app.settings().await?;
    let Some(notice) = &settings.notice else { return Ok(None) };
    if notice.version != version {
        return Err(Error::conflict("The notice has changed. Read it again.", None));
    }
    let mut cookie = Cookie::new_with_str(COOKIE, version);
    cookie.set_http_only(true);
    // Lax: the browser comes back from the card host or the provider by a link.
    cookie.set_same_site(SameSite::Lax);
    cookie.set_secure(app.is_https());
    cookie.set_path("/");
    HeaderValue::from_str(&cookie.to_string()).map(Some).map_err(|e| Error::Internal(e.into()))
}

/// Extractor for operations that sign in: refuses until the notice is agreed to.
#[derive(Clone, Copy, Debug)]
pub struct Accepted;

impl<'a> FromRequest<'a> for Accepted {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> poem::Result<Self> {
        let app = crate::http::extract::app(request)?;
        if is_accepted(app, request).await? {
            return Ok(Self);
        }
        Err(Error::Forbidden("Agree to the system-use notice first.").into())
    }
}

#[cfg(test)]
mod tests {
    use super::Notice;

    #[test]
    fn the_version_changes_with_title_and_text() {
        let version = |title: &str, text: &str| Notice::new(title.into(), text.into()).version;
        assert_eq!(version("a", "b"), version("a", "b"));
        assert_ne!(version("a", "b"), version("a", "c"));
        assert_ne!(version("ab", "c"), version("a", "bc"));
    }
}
