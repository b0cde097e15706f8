//! What `doctor` says about sign-in by card, as far as the settings and files tell.

use super::{Finding, State};
use crate::{
    clock::Clock,
    config::{Config, PivMode},
    http::tls::Certificate,
};
use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use rustls::pki_types::{CertificateDer, pem::PemObject};
use std::{
    net::{IpAddr, SocketAddr},
    path::Path,
};

/// Server certificates are renewed a month before they end, at the latest.
const WARN_AHEAD: TimeDelta = TimeDelta::days(30);

pub(super) fn probe(config: &Config) -> Vec<Finding> {
    let card_host = match config.piv.mode {
        PivMode::Native => Some(certificate(config)),
        PivMode::Alb | PivMode::Off => None,
    };
    card_host.into_iter().chain(listener(&config.alb.bind)).collect()
}

fn certificate(config: &Config) -> Finding {
    const ID: &str = "piv.certificate";
    match look(config) {
        Ok((state, message)) => Finding::new(ID, state, message),
        Err(error) => Finding::of(ID, Err(error)),
    }
}

fn look(config: &Config) -> anyhow::Result<(State, String)> {
    let piv = &config.piv;
    let loaded = Certificate::load_card_host(piv)?;
    if !loaded.covers(&piv.host)? {
        return Ok((State::Failure, format!("it does not cover {}", piv.host)));
    }
    let main = config.http.public_url.parse::<http::Uri>().ok();
    let main = main.as_ref().and_then(http::Uri::host).unwrap_or_default();
    if loaded.covers(main).unwrap_or(false) {
        let message = format!(
            "it covers {main} too: browsers may reuse a connection and never ask for the card"
        );
        return Ok((State::Warning, message));
    }
    end_of(&piv.cert_file)
}

/// What the end of the first certificate in a file means today.
pub(super) fn end_of(cert_file: &Path) -> anyhow::Result<(State, String)> {
    let der = CertificateDer::from_pem_file(cert_file)
        .with_context(|| format!("reading {}", cert_file.display()))?;
    let leaf = pki::Certificate::from_der(&der).map_err(|error| anyhow::anyhow!("{error}"))?;
    let end = DateTime::from_timestamp(leaf.not_after(), 0);
    let end = end.context("the certificate ends at no known time")?;
    Ok(until(end, Clock::System.now()))
}

fn until(end: DateTime<Utc>, now: DateTime<Utc>) -> (State, String) {
    let day = end.format("%Y-%m-%d");
    match end - now {
        left if left <= TimeDelta::zero() => (State::Failure, format!("it has ended on {day}")),
        left if left <= WARN_AHEAD => (State::Warning, format!("it ends on {day}")),
        _ => (State::Ok, format!("good until {day}")),
    }
}

/// Whoever reaches this listener from a trusted address may say who they are.
fn listener(bind: &str) -> Option<Finding> {
    const ID: &str = "alb.bind";
    let ip = bind.parse::<SocketAddr>().ok()?.ip();
    let is_public = match ip {
        IpAddr::V4(ip) => !(ip.is_private() || ip.is_loopback() || ip.is_link_local()),
        IpAddr::V6(ip) => !(ip.is_loopback() || ip.is_unique_local() || ip.is_unicast_link_local()),
    };
    Some(match is_public {
        true => {
            let message = format!(
                "{bind} may be reached from outside; bind the address that only the load \
                 balancer's subnets reach"
            );
            Finding::new(ID, State::Warning, message)
        }
        false => Finding::new(ID, State::Ok, bind.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::{State, listener, until};
    use chrono::{DateTime, TimeDelta, Utc};

    #[test]
    fn a_listener_for_the_load_balancer_is_not_public() {
        assert!(listener("").is_none());
        for (bind, state) in [
            ("127.0.0.1:8081", State::Ok),
            ("10.1.2.3:8081", State::Ok),
            ("[fd00::1]:8081", State::Ok),
            ("0.0.0.0:8081", State::Warning),
            ("[::]:8081", State::Warning),
            ("203.0.113.7:8081", State::Warning),
        ] {
            assert_eq!(listener(bind).unwrap().state, state, "{bind}");
        }
    }

    #[test]
    fn a_certificate_is_told_about_a_month_ahead() {
        let now: DateTime<Utc> = "2026-03-02T09:00:00Z".parse().unwrap();
        let after = |days| until(now + TimeDelta::days(days), now).0;
        assert_eq!(after(0), State::Failure);
        assert_eq!(after(30), State::Warning);
        assert_eq!(after(31), State::Ok);
    }
}
