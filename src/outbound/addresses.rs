//! Which addresses the outside world has.
//!
//! The list of what is refused follows the IANA special-purpose registries. IPv6 is turned round:
//! only 2000::/3 is public, less what is set aside in it, so that every form that carries an IPv4
//! address (mapped, compatible, NAT64) falls out by itself.

use ipnet::IpNet;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Why an address is not reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// A public address, or one that the operator allows.
    Allowed,
    /// This machine.
    Loopback,
    /// Private, link-local, shared, documentation, multicast, or a form that hides another address.
    NotPublic,
    /// A cloud's metadata service, which gives out credentials. No setting allows it.
    Metadata,
}

/// Judges an address; `allowed` are ranges that the operator opened.
pub fn judge(address: IpAddr, allowed: &[IpNet]) -> Verdict {
    let address = address.to_canonical();
    if is_metadata(address) {
        return Verdict::Metadata;
    }
    if allowed.iter().any(|range| range.contains(&address)) {
        return Verdict::Allowed;
    }
    if address.is_loopback() {
        return Verdict::Loopback;
    }
    let is_public = match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    };
    if is_public { Verdict::Allowed } else { Verdict::NotPublic }
}

/// AWS, Azure, Google, Oracle, Alibaba; the last two are public by their form.
fn is_metadata(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => matches!(
            address.octets(),
            [169, 254, 169, 254]
                | [169, 254, 169, 253]
                | [169, 254, 170, 2]
                | [169, 254, 170, 23]
                | [100, 100, 100, 200]
                | [168, 63, 129, 16]
                | [192, 0, 0, 192]
        ),
        IpAddr::V6(address) => matches!(
            address.segments(),
            [0xfd00, 0x0ec2, 0, 0, 0, 0, 0, 0x0254 | 0x0253 | 0x0023]
                | [0xfd20, 0x00ce, 0, 0, 0, 0, 0, 0x0254]
        ),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    !matches!(
        (a, b, c),
        // "This network", private, loopback.
        (0 | 10 | 127, _, _)
            | (172, 16..=31, _)
            | (192, 168, _)
            // Carrier-grade NAT.
            | (100, 64..=127, _)
            // Link-local.
            | (169, 254, _)
            // IETF protocols, documentation, the old 6to4 relay, AS112, benchmarks.
            | (192, 0, 0 | 2)
            | (192, 88, 99)
            | (192, 31, 196)
            | (192, 52, 193)
            | (192, 175, 48)
            | (198, 18 | 19, _)
            | (198, 51, 100)
            | (203, 0, 113)
            // Multicast, reserved, broadcast.
            | (224..=255, _, _)
    )
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    let [a, b, c, ..] = address.segments();
    let is_global_unicast = a & 0xe000 == 0x2000;
    let is_set_aside = match (a, b, c) {
        // IETF protocols: Teredo, ORCHID, benchmarks; documentation.
        (0x2001, 0..=0x01ff | 0x0db8, _) => true,
        // 6to4 carries an IPv4 address.
        (0x2002, ..) => true,
        // Documentation; AS112.
        (0x3fff, 0..=0x0fff, _) | (0x2620, 0x004f, 0x8000) => true,
        _ => false,
    };
    is_global_unicast && !is_set_aside
}

#[cfg(test)]
mod tests {
    use super::*;

    const PUBLIC: &[&str] = &[
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.1",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.1",
        "192.0.3.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "203.0.112.255",
        "223.255.255.255",
        "2600::1",
        "2001:200::1",
        "2001:4860:4860::8888",
        "2a00:1450::1",
        "3ffe::1",
        "3fff:1000::1",
        // The mapped form is the IPv4 address itself, and judged as such.
        "::ffff:1.1.1.1",
    ];

    const LOOPBACK: &[&str] = &["127.0.0.1", "127.255.255.254", "::1", "::ffff:127.0.0.1"];

    const NOT_PUBLIC: &[&str] = &[
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.0",
        "10.255.255.255",
        "100.64.0.0",
        "100.127.255.255",
        "169.254.0.1",
        "172.16.0.0",
        "172.31.255.255",
        "192.0.0.1",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.0",
        "192.168.255.255",
        "198.18.0.0",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::2",
        "::7f00:1",
        "::10.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:192.168.1.1",
        "::ffff:0:127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::808:808",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::1",
        "3fff::1",
        "5f00::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
    ];

    const METADATA: &[&str] = &[
        "169.254.169.254",
        "::ffff:169.254.169.254",
        "169.254.170.2",
        "100.100.100.200",
        "168.63.129.16",
        "fd00:ec2::254",
    ];

    #[test]
    fn every_kind_of_address_is_told_apart() {
        for (verdict, addresses) in [
            (Verdict::Allowed, PUBLIC),
            (Verdict::Loopback, LOOPBACK),
            (Verdict::NotPublic, NOT_PUBLIC),
            (Verdict::Metadata, METADATA),
        ] {
            for address in addresses {
                assert_eq!(judge(address.parse().unwrap(), &[]), verdict, "{address}");
            }
        }
    }

    #[test]
    fn an_operator_opens_ranges_but_never_metadata() {
        let open: Vec<IpNet> = ["10.20.0.0/16", "fd12::/16", "169.254.0.0/16", "fd00::/8"]
            .map(|range| range.parse().unwrap())
            .to_vec();
        for (address, verdict) in [
            ("10.20.1.1", Verdict::Allowed),
            ("::ffff:10.20.1.1", Verdict::Allowed),
            ("10.21.1.1", Verdict::NotPublic),
            ("fd12::1", Verdict::Allowed),
            ("169.254.169.254", Verdict::Metadata),
            ("fd00:ec2::254", Verdict::Metadata),
        ] {
            assert_eq!(judge(address.parse().unwrap(), &open), verdict, "{address}");
        }
    }
}
