//! Which addresses a webhook may have.

use super::model::{URL_MAX, check_url};
use crate::{
    app::App,
    config::Config,
    error::{Error, Result},
    outbound::{OutboundError, Purpose},
};
use url::{Host, Url};

/// Reads an address, judges it and what its name resolves to, and gives it back in its one written
/// form. Refuses with a fault of `url`.
pub async fn accept(app: &App, text: &str) -> Result<String> {
    check_url(text)?;
    let fault = |message: &str| Error::invalid("url", message);
    let mut url = Url::parse(text).map_err(|_| fault("Enter an address such as https://…"))?;
    url.set_fragment(None);
    if url.as_str().chars().count() > URL_MAX {
        return Err(fault("May have at most 1024 characters."));
    }
    if is_ours(&url, &app.config) {
        return Err(fault("This is the address of this server."));
    }
    let judged = app.outbound.judge(url.as_str(), Purpose::Webhook).await;
    judged.map_err(|error| fault(in_words(&error)))?;
    Ok(url.into())
}

/// Whether an address names this server, which must not be made to talk to itself.
pub fn is_ours(url: &Url, config: &Config) -> bool {
    let http = &config.http;
    let own = Url::parse(&http.public_url).ok();
    let names = [&http.hosts.web, &http.hosts.admin, &http.hosts.space, &config.piv.host];
    let host = url.host_str().unwrap_or_default().trim_end_matches('.');
    if names.iter().any(|name| !name.is_empty() && name.eq_ignore_ascii_case(host)) {
        return true;
    }
    let Some(own) = own.filter(|own| own.host_str() == Some(host)) else { return false };
    // A machine of a developer is called localhost by everything on it.
    let is_shared =
        matches!(own.host(), Some(Host::Ipv4(_) | Host::Ipv6(_))) || host == "localhost";
    !is_shared || own.port_or_known_default() == url.port_or_known_default()
}

/// What administrators of a workspace are told. What a name resolves to inside the network is not
/// theirs to know.
pub fn in_words(error: &OutboundError) -> &'static str {
    match error {
        OutboundError::Address(_) => "This is not an address that can be asked.",
        OutboundError::Scheme(_) => "Only https is allowed.",
        OutboundError::Port { .. } => "This port is not allowed.",
        OutboundError::Forbidden { .. } => "This address leads into a network that is not public.",
        OutboundError::Name(_) => "The name does not resolve.",
        OutboundError::TooSlow(_) => "No complete answer in time.",
        OutboundError::TooLarge(_) => "The answer is too large.",
        OutboundError::Redirect(_) => "Redirects are not followed.",
        OutboundError::Exchange { .. } => "No connection, or it broke.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn our_own_names_are_known() {
        let folder = tempfile::tempdir().unwrap();
        let mut config = Config::from_defaults(folder.path()).unwrap();
        config.http.public_url = "https://plane.agency.gov".to_owned();
        config.http.hosts.space = "boards.agency.gov".to_owned();
        let is_ours = |text: &str, config: &Config| is_ours(&Url::parse(text).unwrap(), config);
        for own in [
            "https://plane.agency.gov/hook",
            "https://PLANE.agency.gov:8443/",
            "https://plane.agency.gov./",
            "https://Boards.agency.gov/",
        ] {
            assert!(is_ours(own, &config), "{own}");
        }
        for other in ["https://agency.gov/", "https://hooks.plane.agency.gov/"] {
            assert!(!is_ours(other, &config), "{other}");
        }
        config.http.public_url = "http://127.0.0.1:8080".to_owned();
        assert!(is_ours("http://127.0.0.1:8080/x", &config));
        assert!(!is_ours("http://127.0.0.1:9999/x", &config));
    }
}
