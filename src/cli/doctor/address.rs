//! The address that people type: HTTPS, a name that resolves, a certificate that is good for it.

use super::{Finding, State, cards};
use crate::{config::Config, http::tls::Certificate};
use std::time::Duration;

const RESOLVE_WITHIN: Duration = Duration::from_secs(5);

pub(super) async fn probe(config: &Config) -> Vec<Finding> {
    let mut findings = vec![public_url(config), resolves(&config.http.public_url).await];
    if config.http.tls.enabled() {
        findings.push(certificate(config));
    }
    findings
}

fn public_url(config: &Config) -> Finding {
    let http = &config.http;
    let is_loopback = http.bind.ip().is_loopback();
    if !http.is_https() && !is_loopback {
        let message = format!("people would reach {} without HTTPS", http.public_url);
        return Finding::new("http.public_url", State::Warning, message);
    }
    Finding::new("http.public_url", State::Ok, http.public_url.clone())
}

/// A warning only: a host need not know the name that others know it by.
async fn resolves(public_url: &str) -> Finding {
    const ID: &str = "http.public_name";
    let url: Option<http::Uri> = public_url.parse().ok();
    let host = url.as_ref().and_then(http::Uri::host).unwrap_or_default();
    let host = host.trim_matches(['[', ']']);
    if host.parse::<std::net::IpAddr>().is_ok() {
        return Finding::new(ID, State::Ok, format!("{host} is an address"));
    }
    let looking = tokio::net::lookup_host((host, 443));
    match tokio::time::timeout(RESOLVE_WITHIN, looking).await {
        Ok(Ok(mut found)) => match found.next() {
            Some(address) => Finding::new(ID, State::Ok, format!("{host} is {}", address.ip())),
            None => unknown(host),
        },
        Ok(Err(_)) | Err(_) => unknown(host),
    }
}

fn unknown(host: &str) -> Finding {
    let message = format!("this host finds no address for {host}; people may not either");
    Finding::new("http.public_name", State::Warning, message)
}

fn certificate(config: &Config) -> Finding {
    const ID: &str = "http.certificate";
    let http = &config.http;
    let look = || {
        let loaded = Certificate::load(&http.tls)?;
        let url = http.public_url.parse::<http::Uri>().ok();
        let main = url.as_ref().and_then(http::Uri::host).unwrap_or_default();
        let main = main.trim_matches(['[', ']']);
        let hosts = [main, &http.hosts.web, &http.hosts.admin, &http.hosts.space];
        for host in hosts.into_iter().filter(|host| !host.is_empty()) {
            if !loaded.covers(host)? {
                return Ok((State::Failure, format!("it does not cover {host}")));
            }
        }
        cards::end_of(&http.tls.cert_file)
    };
    match look() {
        Ok((state, message)) => Finding::new(ID, state, message),
        Err(error) => Finding::of(ID, Err(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn names_are_looked_up() {
        assert_eq!(resolves("https://127.0.0.1:8080").await.state, State::Ok);
        assert_eq!(resolves("https://[::1]:8080").await.state, State::Ok);
        assert_eq!(resolves("https://localhost").await.state, State::Ok);
        assert_eq!(resolves("https://plane.invalid").await.state, State::Warning);
    }

    #[test]
    fn a_certificate_must_cover_every_name() {
        let folder = tempfile::tempdir().unwrap();
        let made = rcgen::generate_simple_self_signed(["plane.gov".to_owned()]).unwrap();
        std::fs::write(folder.path().join("c.pem"), made.cert.pem()).unwrap();
        std::fs::write(folder.path().join("k.pem"), made.signing_key.serialize_pem()).unwrap();
        let mut config = Config::from_defaults(folder.path()).unwrap();
        config.http.tls.cert_file = folder.path().join("c.pem");
        config.http.tls.key_file = folder.path().join("k.pem");
        config.http.public_url = "https://plane.gov".to_owned();
        assert_eq!(certificate(&config).state, State::Ok);
        config.http.hosts.space = "boards.gov".to_owned();
        let finding = certificate(&config);
        assert_eq!(finding.state, State::Failure);
        assert!(finding.message.contains("boards.gov"), "{}", finding.message);
    }
}
