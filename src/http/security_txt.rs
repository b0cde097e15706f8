//! `/.well-known/security.txt`: whom to tell about a vulnerability (RFC 9116), on every name of ours.

use crate::{clock::Clock, config::Config};
use chrono::{DateTime, SecondsFormat, Utc};
use poem::{
    Response,
    http::{Method, StatusCode, header},
};

/// Where it is.
pub const PATH: &str = "/.well-known/security.txt";

/// The text, or nothing where no contact is named.
pub fn respond(config: &Config, method: &Method) -> Response {
    if !matches!(*method, Method::GET | Method::HEAD) {
        return Response::builder()
            .status(StatusCode::METHOD_NOT_ALLOWED)
            .header(header::ALLOW, "GET, HEAD")
            .finish();
    }
    if !config.security_txt.is_set() {
        return StatusCode::NOT_FOUND.into();
    }
    Response::builder()
        .header(header::CONTENT_TYPE, "text/plain; charset=utf-8")
        .body(text(config, Clock::System.now()))
}

fn text(config: &Config, now: DateTime<Utc>) -> String {
    let settings = &config.security_txt;
    let expires = settings.expires_at(now).to_rfc3339_opts(SecondsFormat::Secs, true);
    let canonical = format!("{}{PATH}", config.http.public_url);
    let languages = settings.preferred_languages.join(", ");
    let contacts = settings.contact.iter().map(|contact| ("Contact", contact.as_str()));
    let rest = [
        ("Expires", expires.as_str()),
        ("Encryption", &settings.encryption),
        ("Acknowledgments", &settings.acknowledgments),
        ("Preferred-Languages", &languages),
        ("Canonical", &canonical),
        ("Policy", &settings.policy),
    ];
    let fields = contacts.chain(rest).filter(|(_, value)| !value.is_empty());
    fields.map(|(name, value)| format!("{name}: {value}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::config::Config;

    #[test]
    fn each_field_has_its_line() {
        let mut config = Config::from_defaults("/tmp").unwrap();
        config.http.public_url = "https://plane.agency.gov".to_owned();
        let settings = &mut config.security_txt;
        settings.contact =
            vec!["https://agency.gov/report".to_owned(), "mailto:security@agency.gov".to_owned()];
        settings.policy = "https://agency.gov/disclosure".to_owned();
        settings.preferred_languages = vec!["en".to_owned(), "es".to_owned()];
        let now = "2026-03-02T17:30:00Z".parse().unwrap();
        assert_eq!(
            text(&config, now),
            "Contact: https://agency.gov/report\n\
             Contact: mailto:security@agency.gov\n\
             Expires: 2026-08-29T00:00:00Z\n\
             Preferred-Languages: en, es\n\
             Canonical: https://plane.agency.gov/.well-known/security.txt\n\
             Policy: https://agency.gov/disclosure\n"
        );
    }
}
