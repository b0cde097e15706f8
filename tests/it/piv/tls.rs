//! What TLS must prove, and whose connection is whose: T1-T7.

use super::{
    browser::Browser,
    wire::{self, Shown},
    world::{CARD_HOST, MAIN, START, World},
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::{
    HandshakeKind,
    version::{TLS12, TLS13},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

#[tokio::test]
async fn t1_a_certificate_without_its_key_is_refused_by_tls() {
    let w = World::native().await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let thief = w.card("thief@agency.gov");
    let stolen = Shown { key: thief.key.clone(), ..w.shown(&card) };
    for version in [&TLS13, &TLS12] {
        let request = wire::get(CARD_HOST, START, "");
        let answer = w.ask_by(&[version], CARD_HOST, &request, Some(&stolen)).await;
        assert!(answer.is_err(), "{version:?}: {answer:?}");
        let own = w.ask_by(&[version], CARD_HOST, &request, Some(&w.shown(&card))).await;
        assert_eq!(own.unwrap().status, 400, "{version:?}: a page, for want of a txn");
    }
}

#[tokio::test]
async fn t2_without_a_certificate_there_is_a_page_and_not_an_alert() {
    let w = World::native().await;
    let help = w.ask(CARD_HOST, &wire::get(CARD_HOST, "/", ""), None).await;
    assert_eq!(help.status, 200);
    assert!(help.body.contains("insert the card"), "{}", help.body);
    let mut browser = Browser::new(&w).await;
    let start = browser.begin("").await;
    let reply = w.ask(CARD_HOST, &wire::get(CARD_HOST, &start, ""), None).await;
    assert_eq!(reply.header("connection"), Some("close"));
    let end = browser.main(&Browser::back(&reply)).await;
    assert!(end.location().contains("error=no_certificate"), "{}", end.location());
}

#[tokio::test]
async fn t3_tls_1_2_and_1_3_sign_in() {
    let w = World::native().await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    for version in [&TLS12, &TLS13] {
        let mut browser = Browser::new(&w).await;
        let start = browser.begin("").await;
        let request = wire::get(CARD_HOST, &start, "");
        let shown = w.shown(&card);
        let reply = w.ask_by(&[version], CARD_HOST, &request, Some(&shown)).await.unwrap();
        let end = browser.main(&Browser::back(&reply)).await;
        assert_eq!(end.location(), format!("https://{MAIN}/"), "{version:?}");
    }
}

#[tokio::test]
async fn t4_a_session_of_the_card_host_is_never_resumed() {
    let w = World::native().await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    for version in [&TLS13, &TLS12] {
        let kinds = async |host: &str, path: &str, shown: Option<&Shown>| {
            let config = Arc::new(wire::client(&w.roots, shown, &[version]));
            let mut kinds = Vec::new();
            for _ in 0..2 {
                let mut stream = wire::connect(w.main, host, Arc::clone(&config)).await.unwrap();
                kinds.push(stream.get_ref().1.handshake_kind().unwrap());
                // Tickets arrive with the answer.
                wire::exchange(&mut stream, &wire::get(host, path, "")).await.unwrap();
            }
            kinds
        };
        let shown = w.shown(&card);
        let card_host = kinds(CARD_HOST, "/livez", Some(&shown)).await;
        assert_eq!(card_host[1], HandshakeKind::Full, "{version:?}");
        // The same client resumes where it may, so the test would notice.
        let main = kinds(MAIN, "/livez", None).await;
        assert_eq!(main[1], HandshakeKind::Resumed, "{version:?}");
    }
}

#[tokio::test]
async fn t5_a_name_that_is_not_the_connections_is_misdirected() {
    let w = World::native().await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let shown = w.shown(&card);
    for (sni, host) in [
        (MAIN, CARD_HOST),
        (CARD_HOST, MAIN),
        (CARD_HOST, "evil.com"),
        (MAIN, "PIV.PLANE.GOV:443"),
        (MAIN, "piv.plane.gov."),
    ] {
        for path in [START, "/auth/methods", "/", "/livez"] {
            let reply = w.ask(sni, &wire::get(host, path, ""), Some(&shown)).await;
            assert_eq!(reply.status, 421, "{sni} {host} {path}");
            assert_eq!(reply.header("connection"), Some("close"));
        }
    }
    // Two names in one request are none.
    let two = format!(
        "GET https://{MAIN}{START} HTTP/1.1\r\nhost: {CARD_HOST}\r\nconnection: close\r\n\r\n"
    );
    assert_eq!(w.ask(CARD_HOST, two.as_bytes(), Some(&shown)).await.status, 421);
    assert_eq!(w.ask(CARD_HOST, &wire::get(CARD_HOST, "/livez", ""), None).await.status, 200);
    // The main host never asks: a client that has a card shows none there.
    let config = Arc::new(wire::client(&w.roots, Some(&shown), &[&TLS13]));
    let stream = wire::connect(w.main, MAIN, config).await.unwrap();
    let reply = wire::exchange(stream, &wire::get(MAIN, START, "")).await.unwrap();
    assert_eq!(reply.status, 404);
}

#[tokio::test]
async fn t6_a_slow_handshake_holds_up_nobody_and_is_cut_off() {
    let w = World::native().await;
    let mut slow = Vec::new();
    for n in 0..100_u32 {
        let mut socket = TcpStream::connect(w.main).await.unwrap();
        if n % 2 == 0 {
            // The first bytes of a ClientHello, and no more.
            socket.write_all(&[0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]).await.unwrap();
        }
        slow.push(socket);
    }
    let begun = Instant::now();
    let reply = w.ask(CARD_HOST, &wire::get(CARD_HOST, "/livez", ""), None).await;
    assert_eq!(reply.status, 200);
    let waited = begun.elapsed();
    for mut socket in slow {
        let mut rest = Vec::new();
        let closed = tokio::time::timeout(Duration::from_secs(30), socket.read_to_end(&mut rest));
        assert!(closed.await.is_ok(), "still open");
    }
    // One after the other they would have taken two seconds each.
    assert!(waited < Duration::from_secs(60), "{waited:?}");
}

#[tokio::test]
async fn t7_requests_for_both_hosts_on_one_connection_are_told_apart() {
    let w = World::native().await;
    let mut config = wire::client(&w.roots, None, &[&TLS13]);
    config.alpn_protocols = vec![b"h2".to_vec()];
    let stream = wire::connect(w.main, MAIN, Arc::new(config)).await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(stream))
            .await
            .unwrap();
    w.t.app.lifecycle.tasks.spawn(connection);
    for (host, path, expected) in [
        (MAIN, "/livez", 200),
        (CARD_HOST, START, 421),
        (CARD_HOST, "/livez", 421),
        ("PIV.plane.gov", START, 421),
        (MAIN, "/auth/methods", 200),
    ] {
        let request = hyper::Request::get(format!("https://{host}{path}")).body(String::new());
        let answer = sender.send_request(request.unwrap()).await.unwrap();
        assert_eq!(answer.status().as_u16(), expected, "{host}{path}");
    }
    // The card host speaks HTTP/1.1 only, so nothing else can share its connections.
    let mut config = wire::client(&w.roots, None, &[&TLS13]);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    let stream = wire::connect(w.main, CARD_HOST, Arc::new(config)).await.unwrap();
    assert_eq!(stream.get_ref().1.alpn_protocol(), Some(&b"http/1.1"[..]));
}

#[tokio::test]
async fn browsers_are_told_which_authorities_count() {
    use rustls::{SignatureScheme, client::ResolvesClientCert, sign::CertifiedKey};
    use std::sync::Mutex;

    /// Notes what the server asks for, and shows nothing.
    #[derive(Debug, Default)]
    struct Curious(Mutex<Vec<Vec<u8>>>);

    impl ResolvesClientCert for Curious {
        fn resolve(&self, hints: &[&[u8]], _: &[SignatureScheme]) -> Option<Arc<CertifiedKey>> {
            *self.0.lock().unwrap() = hints.iter().map(|hint| hint.to_vec()).collect();
            None
        }

        fn has_certs(&self) -> bool {
            true
        }
    }

    let w = World::native().await;
    let root = pki::Certificate::from_der(w.authority.root()).unwrap();
    let issuing = pki::Certificate::from_der(w.authority.issuing()).unwrap();
    let expected = [root.subject().der(), issuing.subject().der()];
    let begun = Instant::now();
    loop {
        let curious = Arc::new(Curious::default());
        let mut config = wire::client(&w.roots, None, &[&TLS13]);
        config.client_auth_cert_resolver = Arc::<Curious>::clone(&curious);
        let stream = wire::connect(w.main, CARD_HOST, Arc::new(config)).await.unwrap();
        wire::exchange(stream, &wire::get(CARD_HOST, "/livez", "")).await.unwrap();
        let hints = curious.0.lock().unwrap().clone();
        if expected.iter().all(|name| hints.iter().any(|hint| hint == name)) {
            break;
        }
        assert!(begun.elapsed() < Duration::from_secs(30), "{hints:?}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(w.directory().exists());
}
