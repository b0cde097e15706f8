//! Which host a request names.

use poem::{
    Request,
    http::{header, uri::Authority},
};

/// What a request says about where it wants to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// The card host, everywhere it names a host.
    CardHost,
    /// Other hosts, or none.
    Other,
    /// The card host in one place and another host in another.
    Both,
}

impl Named {
    /// HTTP/2 names the host in `:authority`, HTTP/1 in `Host` and possibly in the request line.
    pub(super) fn of(request: &Request, card_host: &str) -> Self {
        let in_line = request.uri().authority().cloned().map(Some);
        let in_headers = request
            .headers()
            .get_all(header::HOST)
            .iter()
            .map(|value| value.to_str().ok().and_then(|text| text.parse::<Authority>().ok()));
        let mut places = in_line.into_iter().chain(in_headers).map(|authority| {
            !card_host.is_empty()
                && authority.is_some_and(|authority| {
                    let name = authority.host();
                    name.strip_suffix('.').unwrap_or(name).eq_ignore_ascii_case(card_host)
                })
        });
        let Some(first) = places.next() else { return Self::Other };
        match (first, places.all(|place| place == first)) {
            (true, true) => Self::CardHost,
            (false, true) => Self::Other,
            (_, false) => Self::Both,
        }
    }

    /// Whether this belongs on a connection to the card host, or on one to the main host.
    pub(super) fn fits(self, is_card_host: bool) -> bool {
        match self {
            Self::CardHost => is_card_host,
            Self::Other => !is_card_host,
            Self::Both => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Named;
    use poem::Request;

    fn named(line: &str, hosts: &[&str]) -> Named {
        let mut request = Request::builder().uri(line.parse().unwrap());
        for host in hosts {
            request = request.header("host", *host);
        }
        Named::of(&request.finish(), "piv.gov")
    }

    #[test]
    fn every_place_that_names_a_host_counts() {
        for (line, hosts, expected) in [
            ("/", &["piv.gov"][..], Named::CardHost),
            ("/", &["PIV.gov:8443"], Named::CardHost),
            ("/", &["piv.gov."], Named::CardHost),
            ("/", &["plane.gov"], Named::Other),
            ("/", &["piv.gov.evil.com"], Named::Other),
            ("/", &[], Named::Other),
            ("/", &["plane.gov", "piv.gov"], Named::Both),
            ("https://piv.gov/", &[], Named::CardHost),
            ("https://piv.gov/", &["plane.gov"], Named::Both),
            ("https://plane.gov/", &["piv.gov"], Named::Both),
            ("/", &["\u{7f}"], Named::Other),
        ] {
            assert_eq!(named(line, hosts), expected, "{line} {hosts:?}");
        }
        assert_eq!(Named::of(&Request::builder().header("host", "x").finish(), ""), Named::Other);
    }
}
