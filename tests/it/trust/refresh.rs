//! Lists that are fetched, from a server of the test's own.

use super::{TRUST, anchor, audited, forge::Authority};
use crate::support::{Answer, Caller, TestApp};
use serde_json::json;
use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_util::task::TaskTracker;
use treasury_plane::{db::Context, trust::ops::sources};

/// Answers every request with what it was told last.
#[derive(Clone)]
struct Server {
    address: SocketAddr,
    answer: Arc<Mutex<Vec<u8>>>,
    asked: Arc<AtomicUsize>,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let server = Self {
            address: listener.local_addr().unwrap(),
            answer: Arc::default(),
            asked: Arc::default(),
        };
        let own = server.clone();
        TaskTracker::new().spawn(async move {
            loop {
                let (mut socket, _) = listener.accept().await.unwrap();
                own.asked.fetch_add(1, Ordering::Relaxed);
                let mut request = [0; 4096];
                let _ = socket.read(&mut request).await;
                let answer = own.answer.lock().unwrap().clone();
                let _ = socket.write_all(&answer).await;
                let _ = socket.shutdown().await;
            }
        });
        server
    }

    fn says(&self, status: &str, body: &[u8]) {
        let head = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n\r\n", body.len());
        *self.answer.lock().unwrap() = [head.as_bytes(), body].concat();
    }

    fn url(&self) -> String {
        format!("http://{}/bureau.crl", self.address)
    }

    /// An application that may reach it.
    async fn app(&self) -> (TestApp, Caller) {
        let port = self.address.port();
        let t = TestApp::with(|config| {
            config.outbound.allowed_private_cidrs = vec!["127.0.0.1/32".parse().unwrap()];
            config.outbound.allowed_ports = vec![port];
        })
        .await;
        let admin = t.instance_admin().await;
        (t, admin)
    }
}

async fn add(admin: &Caller, url: &str) -> Answer {
    admin.post(&format!("{TRUST}/crl-sources"), json!({"url": url})).await
}

/// How many sources are due.
async fn due(t: &TestApp) -> usize {
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    sources::due(&tx, t.now(), 100).await.unwrap().len()
}

async fn refresh(admin: &Caller, source: &Answer) -> Answer {
    let path = format!("{TRUST}/crl-sources/{}/refresh", source.id());
    admin.post(&path, json!({})).await.expect(200)
}

#[tokio::test]
async fn a_list_is_fetched_and_fetched_again_before_it_ends() {
    let server = Server::start().await;
    let (t, admin) = server.app().await;
    let authority = Authority::new("Bureau Root");
    anchor(&admin, &authority.der(), "bureau", json!({})).await.expect(201);
    // Made at 8 o'clock, ends at midnight; it is nine.
    server.says("200 OK", &authority.list(1, 8, 24, &[7]));
    let source = add(&admin, &server.url()).await.expect(201);
    let seen = refresh(&admin, &source).await;
    assert_eq!(seen.json["last_error"], json!(null));
    assert!(seen.json["last_success_at"].is_string());
    let shown = admin.get(TRUST).await.expect(200);
    assert_eq!(shown.json["crls"][0]["source"], json!(server.url()));
    assert_eq!(shown.json["crls"][0]["entries"], 1);
    // Nothing is due before a quarter of its life is left, give or take chance.
    assert_eq!(due(&t).await, 0);
    t.advance(chrono::Duration::hours(9));
    assert_eq!(due(&t).await, 0);
    t.advance(chrono::Duration::hours(3));
    assert_eq!(due(&t).await, 1);
    let id = source.id();
    assert!(sources::take(&t.app, id).await.unwrap().is_some());
    assert_eq!(due(&t).await, 0, "whoever has taken it has time for it");
}

#[tokio::test]
async fn poisoned_and_old_answers_leave_the_good_list_in_place() {
    let server = Server::start().await;
    let (t, admin) = server.app().await;
    let authority = Authority::new("Bureau Root");
    anchor(&admin, &authority.der(), "bureau", json!({})).await.expect(201);
    server.says("200 OK", &authority.list(5, 8, 24, &[7]));
    let source = add(&admin, &server.url()).await.expect(201);
    refresh(&admin, &source).await;
    let good = admin.get(TRUST).await.json["crls"].clone();
    let impostor = Authority::new("Bureau Root");
    for (head, body, words) in [
        ("200 OK", impostor.list(99, 9, 48, &[]), "signature does not hold"),
        ("200 OK", authority.list(4, 7, 48, &[]), "A newer list"),
        ("200 OK", b"<html>Sign in to the proxy</html>".to_vec(), "cannot be read"),
        ("200 OK", Vec::new(), "cannot be read"),
        ("404 Not Found", Vec::new(), "answered 404"),
        ("302 Found\r\nlocation: http://169.254.169.254/", Vec::new(), "has moved to"),
    ] {
        server.says(head, &body);
        let seen = refresh(&admin, &source).await;
        assert!(seen.text("last_error").contains(words), "{words}: {}", seen.json);
        assert_eq!(admin.get(TRUST).await.json["crls"], good, "{words}");
    }
    // An expired list is told about, even when it is the newest there is.
    server.says("200 OK", &authority.list(6, 8, 9, &[7, 8]));
    let seen = refresh(&admin, &source).await;
    assert!(seen.text("last_error").contains("ended on"), "{}", seen.json);
    server.says("200 OK", &authority.list(7, 9, 24, &[7, 8]));
    assert_eq!(refresh(&admin, &source).await.json["last_error"], json!(null));
    // The log has the first failure and the recovery, not each attempt.
    assert_eq!(audited(&t, "trust.crl_source_failing").await.len(), 1);
    assert_eq!(audited(&t, "trust.crl_source_recovered").await.len(), 1);
}

#[tokio::test]
async fn c41_addresses_that_lead_inside_are_not_asked() {
    let server = Server::start().await;
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    for url in [
        "file:///etc/passwd",
        "ldap://directory.agency.gov/cn=ca",
        "ftp://agency.gov/a.crl",
        "http://user:word@agency.gov/a.crl",
        "http://agency.gov:22/a.crl",
        "crl.agency.gov/a.crl",
        "",
    ] {
        add(&admin, url).await.expect_fault("url");
    }
    for (url, words) in [
        ("http://169.254.169.254/latest/meta-data/".to_owned(), "metadata service"),
        ("http://[::ffff:169.254.169.254]/".to_owned(), "metadata service"),
        ("http://10.0.0.1/a.crl".to_owned(), "not a public address"),
        ("http://127.0.0.1/a.crl".to_owned(), "this machine"),
    ] {
        let source = add(&admin, &url).await.expect(201);
        let seen = refresh(&admin, &source).await;
        assert!(seen.text("last_error").contains(words), "{url}: {}", seen.json);
    }
    // What a server that may be asked redirects to is not followed.
    let inside = Server::start().await;
    let (_own, admin) = server.app().await;
    server.says(&format!("302 Found\r\nlocation: {}", inside.url()), b"");
    let source = add(&admin, &server.url()).await.expect(201);
    let seen = refresh(&admin, &source).await;
    assert!(seen.text("last_error").contains("has moved to"), "{}", seen.json);
    assert_eq!(server.asked.load(Ordering::Relaxed), 1);
    assert_eq!(inside.asked.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn sources_are_kept_once_and_removed() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let source = add(&admin, "http://crl.agency.example/a.crl").await.expect(201);
    add(&admin, " http://crl.agency.example/a.crl ").await.expect(409);
    let path = format!("{TRUST}/crl-sources/{}", source.id());
    admin.delete(&path).await.expect(204);
    admin.delete(&path).await.expect(404);
    admin.post(&format!("{path}/refresh"), json!({})).await.expect(404);
    assert_eq!(audited(&t, "trust.crl_source_added").await.len(), 1);
    assert_eq!(audited(&t, "trust.crl_source_removed").await.len(), 1);
}

#[tokio::test]
async fn jobs_fetch_what_is_due_each_source_once() {
    let server = Server::start().await;
    let (t, admin) = server.app().await;
    let authority = Authority::new("Bureau Root");
    anchor(&admin, &authority.der(), "bureau", json!({})).await.expect(201);
    server.says("200 OK", &authority.list(1, 8, 24, &[7]));
    add(&admin, &server.url()).await.expect(201);
    // Adding one is enough; nobody waits for the next look.
    assert_eq!(t.run_jobs().await, 1);
    assert_eq!(server.asked.load(Ordering::Relaxed), 1);
    assert_eq!(admin.get(TRUST).await.json["crls"][0]["entries"], 1);

    server.says("200 OK", &authority.list(2, 20, 48, &[7, 8]));
    t.advance(chrono::Duration::hours(12));
    for name in ["find_due_crls", "find_due_crls"] {
        crate::jobs::enqueue(&t, name, json!({})).await;
    }
    assert_eq!(t.run_jobs().await, 3, "two looks and one fetch");
    assert_eq!(server.asked.load(Ordering::Relaxed), 2);
    let admin = t.instance_admin().await;
    assert_eq!(admin.get(TRUST).await.json["crls"][0]["entries"], 2);
}
