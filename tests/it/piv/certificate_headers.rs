//! Headers that are not what a load balancer writes: H4, H6, H7, H8. Each is 400 and signs nobody in.

use super::{
    alb::{encode, header_lines, pem, validity},
    browser::Browser,
    wire,
    world::{CARD_HOST, MAIN, World},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use treasury_plane::{cli::cert::IssuedCard, config::AlbMode};

const CHAIN: &str = "x-amzn-mtls-clientcert";
const LEAF: &str = "x-amzn-mtls-clientcert-leaf";

/// Sends header lines with a good `txn`; status, and whether the certificate signed somebody in.
async fn send(w: &World, lines: &str) -> (u16, bool) {
    let mut browser = Browser::new(w).await;
    let start = browser.begin("").await;
    let reply = wire::exchange_plain(w.alb, &wire::get(CARD_HOST, &start, lines)).await;
    if reply.status != 303 {
        assert!(reply.header("set-cookie").is_none());
        return (reply.status, false);
    }
    let end = browser.main(&Browser::back(&reply)).await;
    (303, end.location() == format!("https://{MAIN}/"))
}

async fn assert_refused(w: &World, cases: &[(&str, String)]) {
    for (name, lines) in cases {
        assert_eq!(send(w, lines).await, (400, false), "{name}");
    }
}

async fn world(mode: AlbMode) -> (World, IssuedCard, String) {
    let w = World::alb(mode).await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let value = encode(&pem(&[&card.certificate, w.authority.issuing()]));
    (w, card, value)
}

#[tokio::test]
async fn h4_duplicate_header_lines_are_refused() {
    let (w, card, value) = world(AlbMode::Passthrough).await;
    let other = w.card("other@agency.gov");
    let (own, other) = (encode(&pem(&[&card.certificate])), encode(&pem(&[&other.certificate])));
    assert_refused(
        &w,
        &[
            ("the same twice", format!("{CHAIN}: {value}\r\n{CHAIN}: {value}\r\n")),
            ("another beside it", format!("{CHAIN}: {own}\r\nX-AMZN-MTLS-CLIENTCERT: {other}\r\n")),
            ("an empty one beside it", format!("{CHAIN}:\r\n{CHAIN}: {own}\r\n")),
            ("joined by a comma", format!("{CHAIN}: {own},{other}\r\n")),
            ("joined by a comma and a space", format!("{CHAIN}: {own}, {other}\r\n")),
            ("chain and leaf disagree", format!("{CHAIN}: {own}\r\n{LEAF}: {other}\r\n")),
        ],
    )
    .await;
    // Every one of them was told to the audit log, which takes one entry a minute and peer.
    let entries = w.audited("certificate_header.refused", 1).await;
    assert!(entries[0].detail["detail"].as_str().unwrap().contains("more than once"));
    let agreeing = format!("{CHAIN}: {own}\r\n{LEAF}: {own}\r\n");
    assert_eq!(send(&w, &agreeing).await, (303, true));
}

#[tokio::test]
async fn h6_only_percent_encoding_is_undone() {
    let w = World::alb(AlbMode::Passthrough).await;
    w.linked_card("jane@agency.gov").await;
    // A certificate whose base64 has a plus and padding, as half of all have.
    let card = loop {
        let card = w.card("jane@agency.gov");
        let text = STANDARD.encode(&card.certificate);
        if text.contains('+') && text.ends_with('=') {
            break card;
        }
    };
    let value = encode(&pem(&[&card.certificate]));
    for (name, value) in [
        ("as AWS writes it", value.clone()),
        ("padding encoded", value.replace('=', "%3D")),
        ("plus encoded", value.replace('+', "%2B")),
        ("lower-case digits", value.replace("%0A", "%0a").replace('+', "%2b")),
    ] {
        assert_eq!(send(&w, &format!("{CHAIN}: {value}\r\n")).await, (303, true), "{name}");
    }
    let cases = [
        ("plus as a space", value.replace('+', "%20")),
        ("truncated", value.trim_end_matches("0A").to_owned()),
        ("half a byte", format!("{value}%2")),
        ("NUL", format!("{value}%00")),
        ("CRLF", value.replace("%0A", "%0D%0A")),
        ("not ASCII", format!("{value}%C3%A9")),
        ("raw bytes", format!("{value}\u{e9}")),
        ("encoded twice", value.replace('%', "%25")),
    ];
    let cases = cases.map(|(name, value)| (name, format!("{CHAIN}: {value}\r\n")));
    assert_refused(&w, &cases).await;
}

#[tokio::test]
async fn h7_what_is_no_short_chain_of_certificates_is_refused() {
    let (w, card, value) = world(AlbMode::Passthrough).await;
    let own = card.certificate.as_slice();
    let trailing = [own, &[0]].concat();
    let key = STANDARD.encode(&card.key);
    let block = |label: &str, body: &str| {
        encode(&format!("-----BEGIN {label}-----\n{body}\n-----END {label}-----\n"))
    };
    let large = format!("{value}{}", "%0A".repeat((17 * 1024 - value.len()) / 3 + 1));
    assert!(large.len() >= 17 * 1024);
    let cases = [
        ("17 KiB", large),
        ("nine certificates", encode(&pem(&[own; 9]))),
        ("bytes after the certificate", encode(&pem(&[&trailing]))),
        ("a private key", block("PRIVATE KEY", &key)),
        ("a private key behind it", format!("{value}{}", block("PRIVATE KEY", &key))),
        ("PKCS#7", block("PKCS7", &STANDARD.encode(own))),
        ("words between", format!("{}words%0A{}", encode(&pem(&[own])), encode(&pem(&[own])))),
        ("words before", format!("Subject:%20x%0A{value}")),
        ("no certificate at all", "hello".to_owned()),
        ("DER in base64", STANDARD.encode(own)),
    ];
    let cases = cases.map(|(name, value)| (name, format!("{CHAIN}: {value}\r\n")));
    assert_refused(&w, &cases).await;
    // Eight certificates are a chain, and 16 KiB are what a load balancer sends at most.
    let eight = encode(&pem(&[own, w.authority.issuing(), own, own, own, own, own, own]));
    let eight = if eight.len() <= 16 * 1024 { eight } else { value };
    assert_eq!(send(&w, &format!("{CHAIN}: {eight}\r\n")).await, (303, true));
}

#[tokio::test]
async fn h8_serial_number_and_validity_must_be_those_of_the_leaf() {
    let (w, card, _) = world(AlbMode::Verify).await;
    let leaf = encode(&pem(&[&card.certificate]));
    let parsed = pki::Certificate::from_der(&card.certificate).unwrap();
    let (serial, validity) = (parsed.serial_hex(), validity(&parsed));
    let lines = |serial: &str, validity: &str| {
        format!(
            "{LEAF}: {leaf}\r\nx-amzn-mtls-clientcert-serial-number: {serial}\r\n\
             x-amzn-mtls-clientcert-validity: {validity}\r\n"
        )
    };
    assert_eq!(send(&w, &lines(&serial, &validity)).await, (303, true));
    assert_eq!(send(&w, &lines(&format!("00{serial}"), &validity)).await, (303, true));
    assert_eq!(send(&w, &lines("", "")).await, (303, true));
    let later = validity.replace("NotAfter=2027", "NotAfter=2028");
    assert_ne!(later, validity);
    assert_refused(
        &w,
        &[
            ("another serial number", lines("03A5B1", &validity)),
            ("no number", lines("zz", &validity)),
            ("another validity", lines(&serial, &later)),
            ("no validity", lines(&serial, "forever")),
            (
                "two serial numbers",
                lines(&serial, &validity) + "X-Amzn-Mtls-Clientcert-Serial-Number: 1\r\n",
            ),
            (
                "a chain in the leaf's place",
                format!(
                    "{LEAF}: {}\r\n",
                    encode(&pem(&[&card.certificate, w.authority.issuing()]))
                ),
            ),
        ],
    )
    .await;
    // As the simulated load balancer writes it, with the names of others in the other headers.
    let aws = header_lines(AlbMode::Verify, &w.shown(&card).chain);
    assert_eq!(send(&w, &aws).await, (303, true));
}
