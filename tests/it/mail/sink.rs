//! A mail server for tests: real sockets, real TLS, and misbehaviour on demand.

use super::mime::Mail;
use base64::{Engine, engine::general_purpose::STANDARD};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufStream},
    net::{TcpListener, TcpStream},
    sync::Notify,
};
use tokio_rustls::TlsAcceptor;

pub const USERNAME: &str = "plane";
pub const PASSWORD: &str = "the-relay's-password";

/// How the server behaves.
#[derive(Clone, Debug)]
pub struct Behaviour {
    /// Offers STARTTLS.
    pub starttls: bool,
    /// TLS from the first byte.
    pub tls: bool,
    /// Wants a password; none is wanted without it.
    pub auth: bool,
    /// The name in its certificate.
    pub name: &'static str,
    /// Puts an answer of somebody on the way behind its consent to STARTTLS.
    pub injects: bool,
    /// What it says to the command that begins so, the next `.2` times.
    pub says: Option<(&'static str, &'static str, usize)>,
    /// Takes the mail but never says so, the next time.
    pub hangs_after_data: bool,
    /// Never answers at all.
    pub is_silent: bool,
}

impl Default for Behaviour {
    fn default() -> Self {
        Self {
            starttls: true,
            tls: false,
            auth: true,
            name: "localhost",
            injects: false,
            says: None,
            hangs_after_data: false,
            is_silent: false,
        }
    }
}

/// The server. It ends with the test's runtime.
pub struct Sink {
    pub port: u16,
    /// The authority of its certificate.
    pub ca_file: PathBuf,
    state: Arc<State>,
    _directory: TempDir,
}

#[derive(Debug)]
struct State {
    behaviour: Mutex<Behaviour>,
    mails: Mutex<Vec<Mail>>,
    /// Each line that came, with the connection's protection in front.
    lines: Mutex<Vec<String>>,
    arrived: Notify,
}

impl Sink {
    pub async fn start(behaviour: Behaviour) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let (authority, acceptor) = certificates(behaviour.name);
        let ca_file = directory.path().join("ca.pem");
        std::fs::write(&ca_file, authority).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State {
            behaviour: Mutex::new(behaviour),
            mails: Mutex::default(),
            lines: Mutex::default(),
            arrived: Notify::new(),
        });
        let shared = Arc::clone(&state);
        #[expect(clippy::disallowed_methods, reason = "ends with the test's runtime")]
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let (state, acceptor) = (Arc::clone(&shared), acceptor.clone());
                tokio::spawn(async move { state.serve(stream, acceptor).await });
            }
        });
        Self { port, ca_file, state, _directory: directory }
    }

    /// The mails that came and were not taken, oldest first.
    pub fn mails(&self) -> Vec<Mail> {
        self.state.mails.lock().unwrap().clone()
    }

    /// The mails that came, oldest first; they are gone then.
    pub fn take(&self) -> Vec<Mail> {
        std::mem::take(&mut self.state.mails.lock().unwrap())
    }

    /// The one mail that came.
    #[track_caller]
    pub fn take_one(&self) -> Mail {
        let mut mails = self.take();
        assert_eq!(mails.len(), 1, "{mails:#?}");
        mails.remove(0)
    }

    /// Every line that came so far.
    pub fn lines(&self) -> Vec<String> {
        self.state.lines.lock().unwrap().clone()
    }

    pub fn behave(&self, change: impl FnOnce(&mut Behaviour)) {
        change(&mut self.state.behaviour.lock().unwrap());
    }

    /// Waits for the next mail.
    pub async fn arrived(&self) {
        let waiting = self.state.arrived.notified();
        tokio::time::timeout(std::time::Duration::from_secs(10), waiting).await.unwrap();
    }
}

impl State {
    async fn serve(&self, stream: TcpStream, acceptor: TlsAcceptor) {
        let behaviour = self.behaviour.lock().unwrap().clone();
        if behaviour.is_silent {
            let _open = stream;
            return std::future::pending().await;
        }
        if behaviour.tls {
            if let Ok(stream) = acceptor.accept(stream).await {
                let _ = self.converse(BufStream::new(stream), true, true).await;
            }
            return;
        }
        let Ok(Some(stream)) = self.converse(BufStream::new(stream), false, true).await else {
            return;
        };
        if let Ok(stream) = acceptor.accept(stream.into_inner()).await {
            let _ = self.converse(BufStream::new(stream), true, false).await;
        }
    }

    /// Talks until the end, or until the stream is to become TLS.
    async fn converse<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        mut stream: BufStream<S>,
        is_protected: bool,
        greets: bool,
    ) -> std::io::Result<Option<BufStream<S>>> {
        if greets {
            say(&mut stream, "220 sink.example ESMTP").await?;
        }
        let mut mail = Mail::default();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(None);
            }
            let line = line.trim_end().to_owned();
            let seen = if is_protected { "tls" } else { "plain" };
            self.lines.lock().unwrap().push(format!("{seen} {line}"));
            if let Some(said) = self.misbehaves(&line) {
                say(&mut stream, said).await?;
                continue;
            }
            let behaviour = self.behaviour.lock().unwrap().clone();
            let verb = line.split([' ', ':']).next().unwrap_or_default().to_uppercase();
            match verb.as_str() {
                "EHLO" => {
                    let mut offers = vec!["250-sink.example"];
                    if behaviour.starttls && !is_protected {
                        offers.push("250-STARTTLS");
                    }
                    if behaviour.auth && is_protected {
                        offers.push("250-AUTH PLAIN LOGIN");
                    }
                    offers.push("250 8BITMIME");
                    say(&mut stream, &offers.join("\r\n")).await?;
                }
                "STARTTLS" if behaviour.injects => {
                    say(&mut stream, "220 go on\r\n250 AUTH LOGIN").await?;
                    return Ok(Some(stream));
                }
                "STARTTLS" => {
                    say(&mut stream, "220 go on").await?;
                    return Ok(Some(stream));
                }
                "AUTH" => say(&mut stream, judge(&line)).await?,
                "MAIL" => {
                    mail = Mail { from: address(&line), ..Mail::default() };
                    say(&mut stream, "250 ok").await?;
                }
                "RCPT" => {
                    mail.to.push(address(&line));
                    say(&mut stream, "250 ok").await?;
                }
                "DATA" => {
                    say(&mut stream, "354 go on").await?;
                    self.receive(&mut stream, &mut mail).await?;
                    self.mails.lock().unwrap().push(std::mem::take(&mut mail));
                    let hangs =
                        std::mem::take(&mut self.behaviour.lock().unwrap().hangs_after_data);
                    self.arrived.notify_one();
                    if hangs {
                        std::future::pending::<()>().await;
                    }
                    say(&mut stream, "250 taken").await?;
                }
                "QUIT" => {
                    say(&mut stream, "221 bye").await?;
                    return Ok(None);
                }
                _ => say(&mut stream, "500 what?").await?,
            }
        }
    }

    fn misbehaves(&self, line: &str) -> Option<&'static str> {
        let mut behaviour = self.behaviour.lock().unwrap();
        let (start, said, left) = behaviour.says.as_mut()?;
        if *left == 0 || !line.starts_with(*start) {
            return None;
        }
        *left -= 1;
        Some(said)
    }

    async fn receive<S: AsyncRead + AsyncWrite + Unpin>(
        &self,
        stream: &mut BufStream<S>,
        mail: &mut Mail,
    ) -> std::io::Result<()> {
        let mut raw = String::new();
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                // Whoever sent it is gone; half a mail is none.
                return Err(std::io::ErrorKind::UnexpectedEof.into());
            }
            if line == ".\r\n" {
                mail.parse(&raw);
                return Ok(());
            }
            raw.push_str(line.strip_prefix('.').unwrap_or(&line));
        }
    }
}

async fn say<S: AsyncRead + AsyncWrite + Unpin>(
    stream: &mut BufStream<S>,
    text: &str,
) -> std::io::Result<()> {
    stream.write_all(format!("{text}\r\n").as_bytes()).await?;
    stream.flush().await
}

fn judge(line: &str) -> &'static str {
    let given = line.strip_prefix("AUTH PLAIN ").and_then(|text| STANDARD.decode(text).ok());
    match given {
        Some(given) if given == format!("\0{USERNAME}\0{PASSWORD}").into_bytes() => "235 welcome",
        _ => "535 5.7.8 wrong name or password",
    }
}

fn address(line: &str) -> String {
    let (_, rest) = line.split_once('<').unwrap_or_default();
    rest.split('>').next().unwrap_or_default().to_owned()
}

/// An authority in PEM, and a server with a certificate of its.
fn certificates(name: &str) -> (String, TlsAcceptor) {
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap();
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &authority).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (authority.pem(), TlsAcceptor::from(Arc::new(config)))
}
