//! Copies of the log as it grows: lines, and a syslog server behind TLS.

use super::act;
use crate::support::TestApp;
use std::{path::Path, sync::Arc};
use tokio::{
    io::{AsyncReadExt, DuplexStream, duplex},
    net::{TcpListener, TcpStream},
};
use tokio_rustls::{TlsAcceptor, server::TlsStream};
use treasury_plane::{
    audit::{
        live::{LiveCopy, Sink},
        syslog::Syslog,
    },
    config::Audit,
    db::Context,
};

/// A syslog server that the test speaks for.
struct Server {
    listener: TcpListener,
    tls: TlsAcceptor,
}

impl Server {
    /// Writes its certificate to `ca_file`.
    async fn start(ca_file: &Path) -> Self {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        std::fs::write(ca_file, made.cert.pem()).unwrap();
        let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der());
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key.unwrap())
            .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self { listener, tls: TlsAcceptor::from(Arc::new(config)) }
    }

    fn settings(&self, ca_file: &Path) -> Audit {
        let port = self.listener.local_addr().unwrap().port();
        Audit {
            stdout: false,
            syslog_address: format!("localhost:{port}"),
            syslog_ca_file: ca_file.to_owned(),
            checkpoint_minutes: 15,
        }
    }

    async fn accept(&self) -> TlsStream<TcpStream> {
        let (socket, _) = self.listener.accept().await.unwrap();
        self.tls.accept(socket).await.unwrap()
    }
}

/// The next message, by its octet count.
async fn message(stream: &mut TlsStream<TcpStream>) -> String {
    let mut length = 0;
    loop {
        match stream.read_u8().await.unwrap() {
            b' ' => break,
            digit => length = length * 10 + usize::from(digit - b'0'),
        }
    }
    let mut message = vec![0; length];
    stream.read_exact(&mut message).await.unwrap();
    String::from_utf8(message).unwrap()
}

fn label(message: &str) -> String {
    let json = &message[message.find('{').unwrap()..];
    let entry: serde_json::Value = serde_json::from_str(json).unwrap();
    entry["object"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn lines_come_after_the_commit_in_order_and_once() {
    let t = TestApp::new().await;
    act(&t, "before the copy began").await;
    let (out, mut seen) = duplex(1 << 20);
    let mut copy = LiveCopy::begin(&t.app, "lines", Sink::Lines(out)).await.unwrap();
    assert_eq!(copy.step().await.unwrap(), 0);
    let open = t.app.db.begin(Context::default()).await.unwrap();
    treasury_plane::audit::Entry::new("test.open").write(&open, t.now()).await.unwrap();
    act(&t, "two").await;
    assert_eq!(copy.step().await.unwrap(), 1);
    open.commit().await.unwrap();
    assert_eq!(copy.step().await.unwrap(), 1);
    assert_eq!(copy.step().await.unwrap(), 0);
    drop(copy);
    let mut text = String::new();
    seen.read_to_string(&mut text).await.unwrap();
    let actions: Vec<String> = text
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|entry| format!("{} {}", entry["log"], entry["action"]))
        .collect();
    assert_eq!(actions, ["\"audit\" \"test.acted\"", "\"audit\" \"test.open\""]);
}

#[tokio::test]
async fn of_two_instances_each_entry_is_copied_by_one() {
    let t = TestApp::new().await;
    let (out, _one) = duplex(1 << 20);
    let mut first = LiveCopy::begin(&t.app, "lines", Sink::Lines(out)).await.unwrap();
    let (out, _two) = duplex(1 << 20);
    let mut second = LiveCopy::begin(&t.app, "lines", Sink::Lines(out)).await.unwrap();
    for n in 0..20 {
        act(&t, &n.to_string()).await;
    }
    let (one, two) = tokio::join!(first.step(), second.step());
    let mut copied = one.unwrap() + two.unwrap();
    copied += first.step().await.unwrap() + second.step().await.unwrap();
    assert_eq!(copied, 20);
}

#[tokio::test]
async fn syslog_messages_arrive_by_tls_and_again_after_a_restart_of_either_end() {
    let t = TestApp::new().await;
    let ca_file = t.app.config.data_dir.join("syslog.pem");
    let server = Server::start(&ca_file).await;
    let settings = server.settings(&ca_file);
    let begin = async || {
        let syslog = Syslog::new(&settings, "https://plane.example:8443").unwrap();
        let sink: Sink<DuplexStream> = Sink::Syslog(Box::new(syslog));
        LiveCopy::begin(&t.app, "syslog", sink).await.unwrap()
    };
    let mut copy = begin().await;
    act(&t, "one").await;
    act(&t, "zwei ☃").await;
    let (mut stream, copied) = tokio::join!(server.accept(), copy.step());
    assert_eq!(copied.unwrap(), 2);
    let first = message(&mut stream).await;
    assert!(
        first.starts_with(
            "<110>1 2026-03-02T09:00:00.000000Z plane.example treasury-plane - test.acted - {"
        ),
        "{first}"
    );
    assert_eq!(label(&first), "one");
    assert_eq!(label(&message(&mut stream).await), "zwei ☃");
    // The server hangs up; what could not be sent is sent by the next connection.
    drop(stream);
    act(&t, "three").await;
    assert!(copy.step().await.is_err());
    let (mut stream, copied) = tokio::join!(server.accept(), copy.step());
    assert_eq!(copied.unwrap(), 1);
    assert_eq!(label(&message(&mut stream).await), "three");
    // We end, something happens, we start again.
    drop(copy);
    act(&t, "four").await;
    let mut copy = begin().await;
    let (mut stream, copied) = tokio::join!(server.accept(), copy.step());
    assert_eq!(copied.unwrap(), 1);
    assert_eq!(label(&message(&mut stream).await), "four");
}

#[tokio::test]
async fn a_syslog_server_of_another_authority_gets_nothing() {
    let t = TestApp::new().await;
    let ca_file = t.app.config.data_dir.join("syslog.pem");
    let server = Server::start(&ca_file).await;
    let settings = server.settings(&ca_file);
    // Another certificate of the same name replaces the trusted one.
    Server::start(&ca_file).await;
    let syslog = Syslog::new(&settings, "https://plane.example").unwrap();
    let sink: Sink<DuplexStream> = Sink::Syslog(Box::new(syslog));
    let mut copy = LiveCopy::begin(&t.app, "syslog", sink).await.unwrap();
    act(&t, "one").await;
    let accept = async {
        let (socket, _) = server.listener.accept().await.unwrap();
        server.tls.accept(socket).await.is_err()
    };
    let (refused, copied) = tokio::join!(accept, copy.step());
    assert!(refused);
    let error = format!("{:#}", copied.unwrap_err());
    assert!(error.contains("TLS with the syslog server"), "{error}");
}
