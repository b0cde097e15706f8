//! Who is let in at which door, before anything else looks at a request.
//!
//! Cards are shown on a host of their own. Natively that is a TLS connection to its name, on which
//! the listener has asked for a certificate; behind an AWS load balancer it is a request to its name
//! at the load balancer's own listener, with the certificate in a header. A certificate is no secret,
//! so whoever could write that header anywhere else would be anybody they like. Therefore:
//!
//! - The load balancer's listener answers only configured peers, by the address of the connection.
//! - The headers are read on one path of the card host there, and taken out of every other request,
//!   which is counted and told to the audit log ([`incidents`]).
//! - A name that does not belong to the connection is answered with 421: browsers put requests for
//!   two hosts on one connection when a certificate covers both (RFC 9113 section 9.1.1).
//! - The card host serves one path, health and a page of help; it has no session and no API.
//!
//! What was shown goes on as [`Shown`], which only this module makes.

mod certificate_header;
mod host;
pub mod incidents;
pub mod page;

use super::{
    client_address::is_trusted,
    connection::{Connection, Door},
};
use crate::{
    config::{Alb, AlbMode, Config, PivMode},
    telemetry::metrics,
};
use certificate_header::Names;
use incidents::{Incidents, Kind};
use page::Page;
use poem::{
    Request, Response,
    http::{HeaderValue, StatusCode, Version, header},
};
use std::{iter, net::IpAddr, sync::Arc};

/// The one path on which a card is looked at.
pub const START: &str = "/auth/piv/start";

/// What a browser has shown on the card host. A request that carries this came to the card host.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The certificates, the browser's own first. Nothing about them has been judged.
    pub chain: Arc<[pki::Certificate]>,
    /// By which way: `native`, `alb_passthrough` or `alb_verify`.
    pub way: &'static str,
}

/// Where a request may go.
pub(super) enum Passage {
    /// To the product.
    Main,
    /// To what the card host serves.
    CardHost,
    /// Nowhere: this is the answer.
    Stop(Response),
}

/// The rules of the doors.
pub(super) struct Gate {
    mode: PivMode,
    card_host: String,
    alb: Alb,
    names: Names,
    main_url: String,
    incidents: Incidents,
}

impl Gate {
    pub(super) fn new(config: &Config, incidents: Incidents) -> Self {
        Self {
            mode: config.piv.mode,
            card_host: config.piv.host.clone(),
            names: Names::new(&config.alb),
            alb: config.alb.clone(),
            main_url: config.http.public_url.clone(),
            incidents,
        }
    }

    /// Looks at a request of `peer`, which is the other end of the connection.
    pub(super) fn pass(&self, request: &mut Request, peer: IpAddr) -> Passage {
        let connection = Connection::of(request);
        let at_load_balancer = connection.door == Door::LoadBalancer;
        if at_load_balancer && !is_trusted(peer, &self.alb.trusted_cidrs) {
            metrics::get().cards.strangers.inc();
            let path = request.uri().path();
            self.incidents.report(Kind::UnknownPeer, peer, path, "not in alb.trusted_cidrs");
            return Passage::Stop(self.stop(request, StatusCode::FORBIDDEN, page::forbidden()));
        }
        let named = host::Named::of(request, &self.card_host);
        let is_card_host = match self.mode {
            PivMode::Off => false,
            PivMode::Native => connection.is_to_card_host,
            PivMode::Alb => at_load_balancer && named == host::Named::CardHost,
        };
        let takes_headers = is_card_host && at_load_balancer && request.uri().path() == START;
        let shown = match takes_headers {
            true => certificate_header::read(request.headers(), &self.alb, &self.names),
            false => Ok(None),
        };
        self.drop_headers(request, peer, takes_headers, is_card_host);
        if self.mode != PivMode::Off && !named.fits(is_card_host) {
            let page = page::misdirected(&self.main_url);
            return Passage::Stop(self.stop(request, StatusCode::MISDIRECTED_REQUEST, page));
        }
        if !is_card_host {
            return Passage::Main;
        }
        match request.uri().path() {
            "/livez" | "/readyz" => return Passage::CardHost,
            START => {}
            "/" => {
                let page = page::help(&self.main_url);
                return Passage::Stop(self.stop(request, StatusCode::OK, page));
            }
            _ => {
                let page = page::nothing_here(&self.main_url);
                return Passage::Stop(self.stop(request, StatusCode::NOT_FOUND, page));
            }
        }
        match shown {
            Ok(shown) => {
                request.set_data(self.shown(&connection, shown));
                Passage::CardHost
            }
            Err(fault) => {
                self.incidents.report(Kind::UnreadableHeader, peer, START, fault);
                let page = page::unreadable(&self.main_url);
                Passage::Stop(self.stop(request, StatusCode::BAD_REQUEST, page))
            }
        }
    }

    /// What every answer of the card host says.
    pub(super) fn finish(response: &mut Response) {
        let headers = response.headers_mut();
        let fixed = HeaderValue::from_static;
        headers.insert(header::REFERRER_POLICY, fixed("no-referrer"));
        headers.insert(header::CACHE_CONTROL, fixed("no-store"));
        headers
            .insert(header::STRICT_TRANSPORT_SECURITY, fixed(super::headers::TRANSPORT_SECURITY));
    }

    fn shown(&self, connection: &Connection, header: Option<Vec<pki::Certificate>>) -> Shown {
        if connection.door == Door::LoadBalancer {
            let way = match self.alb.mode {
                AlbMode::Passthrough => "alb_passthrough",
                AlbMode::Verify => "alb_verify",
            };
            return Shown { chain: header.unwrap_or_default().into(), way };
        }
        // TLS has proven the key of the first certificate and of no other: when that one cannot be
        // read, nothing was shown. Further ones are only hints for finding a path.
        let mut parsed = connection.chain.iter().map(|der| pki::Certificate::from_der(der).ok());
        let chain = match parsed.next().flatten() {
            Some(leaf) => iter::once(leaf).chain(parsed.flatten()).collect(),
            None => Arc::default(),
        };
        Shown { chain, way: "native" }
    }

    /// Takes the headers out of a request. On the one path they are honoured, elsewhere they are a
    /// lie, except that a load balancer adds them to every request for the card host.
    fn drop_headers(&self, request: &mut Request, peer: IpAddr, honoured: bool, expected: bool) {
        let Some(name) = self.names.remove(request.headers_mut()) else { return };
        if !honoured {
            metrics::get().cards.headers_dropped.inc();
        }
        let by_load_balancer = expected && Connection::of(request).door == Door::LoadBalancer;
        if !honoured && !by_load_balancer {
            self.incidents.report(Kind::ForgedHeader, peer, request.uri().path(), name.as_str());
        }
    }

    fn stop(&self, request: &Request, status: StatusCode, page: Page) -> Response {
        let mut response = page.respond(status);
        Self::finish(&mut response);
        if request.version() < Version::HTTP_2 {
            page::close(&mut response);
        }
        response
    }
}
