//! Who is at the other end, when proxies stand between.
//!
//! A client can write anything into `X-Forwarded-For`; only what a proxy of ours appended counts.
//! So the list is read from the right, over the addresses of trusted proxies, to the first that is
//! not one. poem's `RealIp` takes the leftmost entry from anybody and must not be used.

use ipnet::IpNet;
use poem::{
    Addr, FromRequest, Request, RequestBody, Result,
    http::{HeaderMap, HeaderName},
};
use std::net::{IpAddr, Ipv4Addr};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The client's address; the shell puts it into every request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

impl ClientAddress {
    /// The address of a request; loopback when there is none, as in tests without a socket.
    pub fn of(request: &Request) -> Self {
        request.data::<Self>().copied().unwrap_or(Self(Ipv4Addr::LOCALHOST.into()))
    }
}

impl<'a> FromRequest<'a> for ClientAddress {
    async fn from_request(request: &'a Request, _: &mut RequestBody) -> Result<Self> {
        Ok(Self::of(request))
    }
}

/// The address of the connection's other end.
pub(super) fn peer(request: &Request) -> IpAddr {
    let address = match &request.remote_addr().0 {
        Addr::SocketAddr(address) => address.ip(),
        _ => Ipv4Addr::LOCALHOST.into(),
    };
    address.to_canonical()
}

/// Whether `address` belongs to a proxy of ours.
pub(super) fn is_trusted(address: IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|range| range.contains(&address))
}

/// The client behind `peer`.
pub(super) fn resolve(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> ClientAddress {
    if trusted.is_empty() || !is_trusted(peer, trusted) {
        return ClientAddress(peer);
    }
    let mut client = peer;
    // Several headers of this name are one list in order of appearance.
    let values: Vec<&str> =
        headers.get_all(FORWARDED_FOR).iter().filter_map(|value| value.to_str().ok()).collect();
    for entry in values.iter().rev().flat_map(|value| value.rsplit(',')) {
        // Something unreadable was not written by a proxy of ours: believe nothing left of it.
        let Some(address) = parse(entry.trim()) else { break };
        client = address;
        if !is_trusted(address, trusted) {
            break;
        }
    }
    ClientAddress(client)
}

/// An address as proxies write it: bare, with a port, or in brackets.
fn parse(entry: &str) -> Option<IpAddr> {
    let address = entry.parse().ok().or_else(|| {
        let socket: Option<std::net::SocketAddr> = entry.parse().ok();
        let bracketed = || entry.strip_prefix('[')?.strip_suffix(']')?.parse().ok();
        socket.map(|s| s.ip()).or_else(bracketed)
    })?;
    Some(IpAddr::to_canonical(&address))
}

#[cfg(test)]
mod tests {
    use super::{ClientAddress, FORWARDED_FOR, resolve};
    use poem::http::{HeaderMap, HeaderValue};

    fn client(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(FORWARDED_FOR, HeaderValue::from_str(value).unwrap());
        }
        let trusted: Vec<_> = trusted.iter().map(|t| t.parse().unwrap()).collect();
        let ClientAddress(address) = resolve(peer.parse().unwrap(), &headers, &trusted);
        address.to_string()
    }

    #[test]
    fn only_entries_of_trusted_proxies_count() {
        let ours = ["10.0.0.0/8"];
        for (peer, forwarded, trusted, expected) in [
            ("1.2.3.4", &["6.6.6.6"][..], &[][..], "1.2.3.4"),
            ("1.2.3.4", &["6.6.6.6"], &ours, "1.2.3.4"),
            ("10.0.0.1", &[], &ours, "10.0.0.1"),
            ("10.0.0.1", &["6.6.6.6, 9.9.9.9"], &ours, "9.9.9.9"),
            ("10.0.0.1", &["6.6.6.6, 9.9.9.9, 10.0.0.2"], &ours, "9.9.9.9"),
            ("10.0.0.1", &["6.6.6.6", "9.9.9.9"], &ours, "9.9.9.9"),
            ("10.0.0.1", &["6.6.6.6, garbage, 10.0.0.2"], &ours, "10.0.0.2"),
            ("10.0.0.1", &["[2001:db8::1]:443"], &ours, "2001:db8::1"),
            ("10.0.0.1", &["::ffff:9.9.9.9"], &ours, "9.9.9.9"),
            ("10.0.0.1", &["9.9.9.9:1234"], &ours, "9.9.9.9"),
        ] {
            assert_eq!(client(peer, forwarded, trusted), expected, "{forwarded:?}");
        }
    }
}
