#![expect(clippy::disallowed_methods, reason = "servers of a test end with its runtime")]

use super::*;
use std::{
    collections::HashMap,
    io,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

/// Answers each name with the next of its lists of addresses, the last one again and again.
#[derive(Default)]
struct Stub {
    answers: Mutex<HashMap<String, Vec<Vec<IpAddr>>>>,
    asked: AtomicUsize,
}

impl Stub {
    fn new(answers: &[(&str, &[&[&str]])]) -> Arc<Self> {
        let parse = |list: &&[&str]| list.iter().map(|text| text.parse().unwrap()).collect();
        let answers = answers
            .iter()
            .map(|(name, lists)| ((*name).to_owned(), lists.iter().map(parse).collect()))
            .collect();
        Arc::new(Self { answers: Mutex::new(answers), asked: AtomicUsize::new(0) })
    }
}

#[async_trait::async_trait]
impl Resolve for Stub {
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        let mut answers = self.answers.lock().unwrap();
        let lists = answers.get_mut(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(if lists.len() > 1 { lists.remove(0) } else { lists[0].clone() })
    }
}

fn client(resolver: Arc<dyn Resolve>, change: impl FnOnce(&mut Config)) -> Outbound {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config::from_defaults(folder.path()).unwrap();
    change(&mut config);
    Outbound::with_resolver(&config, resolver).unwrap()
}

fn development(config: &mut Config) {
    config.auth.development = true;
}

/// A server that answers every connection with the same bytes; counts them.
async fn server(answer: impl Into<Vec<u8>>) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let count = Arc::new(AtomicUsize::new(0));
    let (counter, answer) = (Arc::clone(&count), answer.into());
    tokio::spawn(async move {
        loop {
            let (mut socket, _) = listener.accept().await.unwrap();
            counter.fetch_add(1, Ordering::Relaxed);
            let mut request = [0; 4096];
            let _ = socket.read(&mut request).await;
            let _ = socket.write_all(&answer).await;
            let _ = socket.shutdown().await;
        }
    });
    (port, count)
}

fn plain(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{body}", body.len())
}

#[tokio::test]
async fn addresses_that_lead_inside_are_refused_before_any_connection() {
    let stub = Stub::new(&[
        ("private.gov", &[&["10.1.2.3"]]),
        ("mixed.gov", &[&["1.1.1.1", "192.168.0.1"]]),
        ("metadata.gov", &[&["169.254.169.254"]]),
        ("here.gov", &[&["127.0.0.1"]]),
        ("mapped.gov", &[&["::ffff:10.0.0.1"]]),
        ("nat64.gov", &[&["64:ff9b::a00:1"]]),
    ]);
    // Development opens this machine by its own name, not by one that only resolves to it.
    for client in [client(stub.clone(), |_| {}), client(stub.clone(), development)] {
        for url in [
            "https://private.gov/",
            "https://mixed.gov/",
            "https://metadata.gov/latest/meta-data/",
            "https://here.gov/",
            "https://mapped.gov/",
            "https://nat64.gov/",
            "https://10.0.0.1/",
            "https://[fd00::1]/",
            "https://[::ffff:192.168.0.1]/",
            // 10.0.0.1 and 169.254.169.254 in other writings.
            "https://167772161/",
            "https://0xa9.0xfe.0xa9.0xfe/",
            "https://012.0.0.1/",
        ] {
            let result = client.get(url, Limits::SMALL, Purpose::Provider).await;
            assert!(matches!(result, Err(OutboundError::Forbidden { .. })), "{url}: {result:?}");
        }
    }
}

#[tokio::test]
async fn schemes_ports_and_odd_addresses_are_checked() {
    let client = client(Stub::new(&[]), |_| {});
    for (url, is_expected) in [
        ("http://agency.gov/", (|e| matches!(e, OutboundError::Scheme(_))) as fn(&_) -> bool),
        ("https://agency.gov:22/", |e| matches!(e, OutboundError::Port { port: 22, .. })),
        ("https://user:word@agency.gov/", |e| matches!(e, OutboundError::Address(_))),
        ("ldap://agency.gov/", |e| matches!(e, OutboundError::Address(_))),
        ("file:///etc/passwd", |e| matches!(e, OutboundError::Address(_))),
        ("https://agency.gov/", |e| matches!(e, OutboundError::Name(_))),
    ] {
        let error = client.get(url, Limits::SMALL, Purpose::Provider).await.unwrap_err();
        assert!(is_expected(&error), "{url}: {error:?}");
    }
    assert!(client.check("http://crl.agency.gov/a.crl", Purpose::SignedData).is_ok());
    assert!(client.check("http://crl.agency.gov/a.crl", Purpose::Webhook).is_err());
    // This machine needs development mode.
    let result = client.get("http://127.0.0.1:80/", Limits::SMALL, Purpose::SignedData).await;
    assert!(matches!(result, Err(OutboundError::Forbidden { .. })), "{result:?}");
}

#[tokio::test]
async fn a_name_that_changes_its_answer_is_looked_up_once() {
    let (port, count) = server(plain("inside")).await;
    // First judged as open by the operator, then this machine.
    let stub = Stub::new(&[("rebind.gov", &[&["127.9.9.9"], &["127.0.0.1"]])]);
    let client = client(stub.clone(), |config| {
        config.outbound.allowed_private_cidrs = vec!["127.9.9.0/24".parse().unwrap()];
        config.outbound.allowed_ports = vec![port];
    });
    let url = format!("http://rebind.gov:{port}/");
    let result = client.get(&url, Limits::SMALL, Purpose::SignedData).await;
    // Nobody listens at the address that was judged.
    assert!(matches!(result, Err(OutboundError::Exchange { .. })), "{result:?}");
    assert_eq!(stub.asked.load(Ordering::Relaxed), 1);
    assert_eq!(count.load(Ordering::Relaxed), 0);
    let result = client.get(&url, Limits::SMALL, Purpose::SignedData).await;
    assert!(matches!(result, Err(OutboundError::Forbidden { .. })), "{result:?}");
    assert_eq!(count.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn redirects_are_answers_unless_allowed_and_then_checked_again() {
    let (end, _) = server(plain("end")).await;
    let (port, _) = server(format!(
        "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:{end}/x\r\ncontent-length: 0\r\n\r\n"
    ))
    .await;
    let inside = "HTTP/1.1 302 Found\r\nlocation: http://10.0.0.1/\r\ncontent-length: 0\r\n\r\n";
    let (evil, _) = server(inside).await;
    let client = client(Stub::new(&[]), development);
    let url = format!("http://127.0.0.1:{port}/");
    let answer = client.get(&url, Limits::SMALL, Purpose::Provider).await.unwrap();
    assert_eq!(answer.status(), 302);
    let limits = Limits { redirects: 1, ..Limits::SMALL };
    let answer = client.get(&url, limits, Purpose::Provider).await.unwrap();
    assert_eq!(answer.body(), "end");
    let url = format!("http://127.0.0.1:{evil}/");
    let result = client.get(&url, limits, Purpose::SignedData).await;
    assert!(matches!(result, Err(OutboundError::Port { .. } | OutboundError::Forbidden { .. })));
    let (own, count) =
        server("HTTP/1.1 302 Found\r\nlocation: /again\r\ncontent-length: 0\r\n\r\n").await;
    let result = client.get(&format!("http://127.0.0.1:{own}/"), limits, Purpose::Provider).await;
    assert!(matches!(result, Err(OutboundError::Redirect(_))), "{result:?}");
    assert_eq!(count.load(Ordering::Relaxed), 2);
}

#[tokio::test]
async fn size_and_time_are_limited() {
    let (port, _) = server(plain(&"x".repeat(2000))).await;
    let client = client(Stub::new(&[]), development);
    let url = format!("http://127.0.0.1:{port}/");
    let exact = Limits { bytes: 2000, ..Limits::SMALL };
    assert_eq!(client.get(&url, exact, Purpose::Provider).await.unwrap().body().len(), 2000);
    let short = Limits { bytes: 1999, ..Limits::SMALL };
    let result = client.get(&url, short, Purpose::Provider).await;
    assert!(matches!(result, Err(OutboundError::TooLarge(_))), "{result:?}");
    // Accepts and says nothing: the kernel answers for a listener that nobody accepts from.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/", silent.local_addr().unwrap());
    let brief = Limits { time: Duration::from_millis(100), ..Limits::SMALL };
    let result = client.get(&url, brief, Purpose::Provider).await;
    assert!(matches!(result, Err(OutboundError::TooSlow(_))), "{result:?}");
}

#[tokio::test]
async fn the_operators_authorities_are_believed_and_names_are_checked() {
    let made = rcgen::generate_simple_self_signed(["idp.gov".to_owned()]).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("ca.pem");
    std::fs::write(&file, made.cert.pem()).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = crate::crypto::provider();
    let tls = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key)
        .unwrap();
    let acceptor = tokio_rustls::TlsAcceptor::from(Arc::new(tls));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let Ok(mut stream) = acceptor.accept(socket).await else { continue };
            let mut request = [0; 4096];
            let _ = stream.read(&mut request).await;
            let _ = stream.write_all(plain("secret").as_bytes()).await;
            let _ = stream.shutdown().await;
        }
    });
    let stub = Stub::new(&[("idp.gov", &[&["127.0.0.1"]]), ("other.gov", &[&["127.0.0.1"]])]);
    let open = |config: &mut Config| {
        config.outbound.allowed_private_cidrs = vec!["127.0.0.1/32".parse().unwrap()];
        config.outbound.allowed_ports = vec![port];
    };
    let trusting = client(stub.clone(), |config| {
        open(config);
        config.outbound.ca_file.clone_from(&file);
    });
    let url = format!("https://idp.gov:{port}/");
    let answer = trusting.get(&url, Limits::SMALL, Purpose::Provider).await.unwrap();
    assert_eq!(answer.body(), "secret");
    let url_of_another = format!("https://other.gov:{port}/");
    let result = trusting.get(&url_of_another, Limits::SMALL, Purpose::Provider).await;
    assert!(matches!(result, Err(OutboundError::Exchange { .. })), "{result:?}");
    let doubting = client(stub, open);
    let result = doubting.get(&url, Limits::SMALL, Purpose::Provider).await;
    assert!(matches!(result, Err(OutboundError::Exchange { .. })), "{result:?}");
}
