//! Who may speak for the load balancer: H1-H3, H5, H9-H12.

use super::{
    alb::{Alb, encode, header_lines, pem},
    browser::Browser,
    wire,
    world::{CARD_HOST, MAIN, START, World},
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use treasury_plane::{config::AlbMode, telemetry::metrics};

/// What a sign-in through the simulated load balancer ends with.
async fn sign_in(w: &World, alb: &Alb, shown: Option<&wire::Shown>) -> String {
    let mut browser = Browser::new(w).await;
    let start = browser.begin("").await;
    let reply = alb.ask(w, &start, shown).await;
    let end = browser.main(&Browser::back(&reply)).await;
    let signed_in = browser.main("/api/v1/users/me").await.status == 200;
    let to = end.location().split("&ref=").next().unwrap().to_owned();
    assert_eq!(signed_in, !to.contains("error="), "{to}");
    to
}

#[tokio::test]
async fn passthrough_signs_in_by_the_chain_that_the_load_balancer_passes_on() {
    let w = World::alb(AlbMode::Passthrough).await;
    let alb = Alb::before(&w, AlbMode::Passthrough).await;
    let (card, person) = w.linked_card("jane@agency.gov").await;
    assert_eq!(sign_in(&w, &alb, Some(&w.shown(&card))).await, format!("https://{MAIN}/"));
    let entries = w.audited("sign_in.piv", 1).await;
    assert_eq!(entries[0].actor_id, Some(person));
}

#[tokio::test]
async fn h1_forged_headers_on_the_public_listener_are_dropped_and_audited() {
    let w = World::alb(AlbMode::Passthrough).await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let lines = header_lines(AlbMode::Passthrough, &w.shown(&card).chain);
    let before = metrics::get().cards.headers_dropped.get();
    for path in ["/auth/methods", "/api/v1/users/me", "/", START] {
        let reply = w.ask(MAIN, &wire::get(MAIN, path, &lines), None).await;
        assert_ne!(reply.status, 303, "{path}");
        assert!(reply.header("set-cookie").is_none(), "{path}");
    }
    // The card host's name does not help at the public door.
    let mut browser = Browser::new(&w).await;
    let start = browser.begin("").await;
    let reply = w.ask(MAIN, &wire::get(CARD_HOST, &start, &lines), None).await;
    assert_eq!(reply.status, 421);
    assert!(metrics::get().cards.headers_dropped.get() >= before + 5);
    // Many requests, one entry a minute and peer.
    let entries = w.audited("certificate_header.dropped", 1).await;
    assert_eq!(entries[0].ip_address, "127.0.0.1");
    assert_eq!(entries[0].detail["detail"], "x-amzn-mtls-clientcert");
    assert_eq!(entries[0].outcome, "failure");
}

#[tokio::test]
async fn h2_a_peer_outside_the_ranges_is_refused_whatever_it_asks_for() {
    let w = World::with(|config| {
        config.piv.mode = treasury_plane::config::PivMode::Alb;
        config.alb.trusted_cidrs = vec!["10.0.0.0/8".parse().unwrap()];
    })
    .await;
    let before = metrics::get().cards.strangers.get();
    for (host, path) in [(CARD_HOST, START), (MAIN, "/auth/methods"), (MAIN, "/livez"), (MAIN, "/")]
    {
        let reply = wire::exchange_plain(w.alb, &wire::get(host, path, "")).await;
        assert_eq!(reply.status, 403, "{host}{path}");
    }
    assert_eq!(metrics::get().cards.strangers.get(), before + 4);
    let entries = w.audited("load_balancer.refused", 1).await;
    assert_eq!(entries[0].ip_address, "127.0.0.1");
}

#[tokio::test]
async fn h3_forwarded_addresses_do_not_make_a_peer_trusted() {
    let w = World::with(|config| {
        config.piv.mode = treasury_plane::config::PivMode::Alb;
        config.alb.trusted_cidrs = vec!["10.0.0.0/8".parse().unwrap()];
        config.http.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    })
    .await;
    let lines = "x-forwarded-for: 10.0.0.5\r\nforwarded: for=10.0.0.5\r\nx-real-ip: 10.0.0.5\r\n";
    let reply = wire::exchange_plain(w.alb, &wire::get(CARD_HOST, START, lines)).await;
    assert_eq!(reply.status, 403);
}

#[tokio::test]
async fn h5_any_letter_case_names_the_header_and_underscores_do_not() {
    let w = World::alb(AlbMode::Passthrough).await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let value = encode(&pem(&[&card.certificate, w.authority.issuing()]));
    for (name, expected) in [
        ("X-AMZN-MTLS-CLIENTCERT", "/"),
        ("x-amzn-mtls-clientcert", "/"),
        ("X_Amzn_Mtls_Clientcert", "/sign-in?error=no_certificate"),
    ] {
        let mut browser = Browser::new(&w).await;
        let start = browser.begin("").await;
        let request = wire::get(CARD_HOST, &start, &format!("{name}: {value}\r\n"));
        let reply = wire::exchange_plain(w.alb, &request).await;
        let end = browser.main(&Browser::back(&reply)).await;
        let to = end.location().split("&ref=").next().unwrap().to_owned();
        assert_eq!(to, format!("https://{MAIN}{expected}"), "{name}");
    }
}

#[tokio::test]
async fn a_renamed_header_is_the_only_one_that_counts() {
    let w = World::with(|config| {
        config.piv.mode = treasury_plane::config::PivMode::Alb;
        config.alb.trusted_cidrs = vec!["127.0.0.1/32".parse().unwrap()];
        config.alb.clientcert_header = "x-secret-4711".to_owned();
    })
    .await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let value = encode(&pem(&[&card.certificate]));
    for (name, refused) in [("x-secret-4711", false), ("x-amzn-mtls-clientcert", true)] {
        let mut browser = Browser::new(&w).await;
        let start = browser.begin("").await;
        let request = wire::get(CARD_HOST, &start, &format!("{name}: {value}\r\n"));
        let reply = wire::exchange_plain(w.alb, &request).await;
        let end = browser.main(&Browser::back(&reply)).await;
        assert_eq!(end.location().contains("error=no_certificate"), refused, "{name}");
    }
    // Elsewhere the new name is a lie like the old one.
    let lines = format!("x-secret-4711: {value}\r\n");
    w.ask(MAIN, &wire::get(MAIN, "/auth/methods", &lines), None).await;
    let entries = w.audited("certificate_header.dropped", 1).await;
    assert_eq!(entries[0].detail["detail"], "x-secret-4711");
}

#[tokio::test]
async fn h9_no_header_and_an_empty_one_mean_no_certificate() {
    let w = World::alb(AlbMode::Passthrough).await;
    let alb = Alb::before(&w, AlbMode::Passthrough).await;
    let refused = format!("https://{MAIN}/sign-in?error=no_certificate");
    assert_eq!(sign_in(&w, &alb, None).await, refused);
    let mut browser = Browser::new(&w).await;
    let start = browser.begin("").await;
    let request = wire::get(CARD_HOST, &start, "x-amzn-mtls-clientcert:  \r\n");
    let reply = wire::exchange_plain(w.alb, &request).await;
    let end = browser.main(&Browser::back(&reply)).await;
    assert!(end.location().starts_with(&refused), "{}", end.location());
}

#[tokio::test]
async fn h10_health_checks_yield_no_identity() {
    let w = World::alb(AlbMode::Passthrough).await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let lines = header_lines(AlbMode::Passthrough, &w.shown(&card).chain);
    for host in [CARD_HOST, "10.0.0.7:8444"] {
        for path in ["/livez", "/readyz"] {
            let reply = wire::exchange_plain(w.alb, &wire::get(host, path, &lines)).await;
            assert_eq!(reply.status, 200, "{host}{path}: {}", reply.body);
            assert!(reply.header("set-cookie").is_none() && reply.header("location").is_none());
        }
    }
    assert!(w.audited("sign_in.piv", 0).await.is_empty());
}

#[tokio::test]
async fn h11_in_verify_mode_the_leaf_and_our_own_bundle_are_enough() {
    let w = World::alb(AlbMode::Verify).await;
    let alb = Alb::before(&w, AlbMode::Verify).await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    assert_eq!(sign_in(&w, &alb, Some(&w.shown(&card))).await, format!("https://{MAIN}/"));
    // The chain's header is passthrough's and says nothing here.
    let mut browser = Browser::new(&w).await;
    let start = browser.begin("").await;
    let lines = header_lines(AlbMode::Passthrough, &w.shown(&card).chain);
    let reply = wire::exchange_plain(w.alb, &wire::get(CARD_HOST, &start, &lines)).await;
    let end = browser.main(&Browser::back(&reply)).await;
    assert!(end.location().contains("error=no_certificate"), "{}", end.location());
}

#[tokio::test]
async fn h12_a_good_certificate_elsewhere_opens_no_session() {
    let w = World::alb(AlbMode::Passthrough).await;
    let (card, person) = w.linked_card("jane@agency.gov").await;
    let lines = header_lines(AlbMode::Passthrough, &w.shown(&card).chain);
    for (path, expected) in [
        ("/", 200),
        ("/auth/piv/start/", 404),
        ("/auth/piv/%73tart", 404),
        ("/auth/piv/begin", 404),
        ("/auth/piv/finish?code=x", 404),
        ("/auth/methods", 404),
        ("/api/v1/users/me", 404),
        ("/god-mode/", 404),
        ("/favicon.ico", 404),
    ] {
        let reply = wire::exchange_plain(w.alb, &wire::get(CARD_HOST, path, &lines)).await;
        assert_eq!(reply.status, expected, "{path}");
        assert!(reply.header("set-cookie").is_none(), "{path}");
    }
    // The load balancer carries the main host too; there the header is a client's own.
    for path in ["/api/v1/users/me", START] {
        let reply = wire::exchange_plain(w.alb, &wire::get(MAIN, path, &lines)).await;
        assert!(matches!(reply.status, 401 | 404), "{path} {}", reply.status);
    }
    let entries = w.audited("certificate_header.dropped", 1).await;
    assert_eq!(entries[0].detail["path"], "/api/v1/users/me");
    assert!(w.sessions(person).await.iter().all(|session| session.method != "piv"));
}

#[tokio::test]
async fn the_load_balancer_carries_the_product_too() {
    let w = World::with(|config| {
        config.piv.mode = treasury_plane::config::PivMode::Alb;
        config.alb.trusted_cidrs = vec!["127.0.0.1/32".parse().unwrap()];
        config.http.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    })
    .await;
    let reply = wire::exchange_plain(w.alb, &wire::get(MAIN, "/auth/methods", "")).await;
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(reply.body.contains("/auth/piv/begin"), "{}", reply.body);
    // Refusals are audited with the client's address, not the load balancer's.
    let mut browser = Browser::new(&w).await;
    let start = browser.begin("").await;
    let lines = "x-forwarded-for: 203.0.113.9\r\n";
    wire::exchange_plain(w.alb, &wire::get(CARD_HOST, &start, lines)).await;
    assert_eq!(w.audited("sign_in.piv", 1).await[0].ip_address, "203.0.113.9");
}

#[tokio::test]
async fn headers_as_large_as_a_load_balancer_sends_them_fit() {
    let w = World::alb(AlbMode::Passthrough).await;
    let (card, _) = w.linked_card("jane@agency.gov").await;
    let value = encode(&pem(&[&card.certificate, w.authority.issuing()]));
    let padding = "x".repeat(45 * 1024);
    let mut browser = Browser::new(&w).await;
    let start = browser.begin("").await;
    let lines = format!("x-amzn-mtls-clientcert: {value}\r\nx-other: {padding}\r\n");
    let reply = wire::exchange_plain(w.alb, &wire::get(CARD_HOST, &start, &lines)).await;
    assert!(reply.location().contains("/auth/piv/finish?code="));
    // The same by HTTP/2, which target groups may speak.
    let start = browser.begin("").await;
    let socket = tokio::net::TcpStream::connect(w.alb).await.unwrap();
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(socket))
            .await
            .unwrap();
    w.t.app.lifecycle.tasks.spawn(connection);
    let request = hyper::Request::get(format!("http://{CARD_HOST}{start}"))
        .header("x-amzn-mtls-clientcert", value)
        .header("x-other", padding)
        .body(String::new());
    let answer = sender.send_request(request.unwrap()).await.unwrap();
    assert_eq!(answer.status(), 303);
    let to = answer.headers()["location"].to_str().unwrap().to_owned();
    let end = browser.main(to.strip_prefix(&format!("https://{MAIN}")).unwrap()).await;
    assert_eq!(end.location(), format!("https://{MAIN}/"));
}
