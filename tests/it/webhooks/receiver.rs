//! A receiver on https that writes down what it gets and answers as it is told.
#![expect(clippy::disallowed_methods, reason = "the server ends with the test's runtime")]

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use rustls::pki_types::PrivateKeyDer;
use serde_json::Value;
use std::{
    collections::BTreeMap,
    convert::Infallible,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::{net::TcpListener, sync::Notify};
use tokio_rustls::TlsAcceptor;

/// The name in its certificate.
pub const NAME: &str = "hooks.agency.gov";

/// A request that arrived.
#[derive(Clone, Debug)]
pub struct Received {
    pub path: String,
    pub headers: BTreeMap<String, String>,
    pub text: String,
}

impl Received {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).unwrap_or_else(|| panic!("no {name} in {:?}", self.headers))
    }

    /// The id of the delivery.
    pub fn id(&self) -> &str {
        self.header("x-plane-delivery")
    }

    /// The name of the thing, or what happened to it.
    pub fn name(&self) -> String {
        self.json()["data"]["name"].as_str().unwrap_or_default().to_owned()
    }
}

/// What it does with a request.
#[derive(Clone, Debug)]
pub enum Reply {
    Answer(u16, Vec<(&'static str, String)>, String),
    /// Takes the request and never answers.
    Nothing,
}

impl Reply {
    pub fn status(status: u16) -> Self {
        Self::Answer(status, vec![], "thanks".to_owned())
    }
}

type Script = Box<dyn FnMut(&Received) -> Reply + Send>;

struct State {
    received: Vec<Received>,
    script: Script,
}

/// A running receiver.
#[derive(Clone)]
pub struct Receiver {
    pub port: u16,
    state: Arc<Mutex<State>>,
    arrived: Arc<Notify>,
}

impl Receiver {
    /// Writes its certificate to `ca_file`; answers 200 until told otherwise.
    pub async fn start(ca_file: &Path) -> Self {
        let made = rcgen::generate_simple_self_signed([NAME.to_owned()]).unwrap();
        std::fs::write(ca_file, made.cert.pem()).unwrap();
        let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let tls = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        let acceptor = TlsAcceptor::from(Arc::new(tls));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let script: Script = Box::new(|_| Reply::status(200));
        let receiver = Self {
            port: listener.local_addr().unwrap().port(),
            state: Arc::new(Mutex::new(State { received: vec![], script })),
            arrived: Arc::default(),
        };
        let own = receiver.clone();
        tokio::spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.unwrap();
                let (own, acceptor) = (own.clone(), acceptor.clone());
                tokio::spawn(async move {
                    let Ok(stream) = acceptor.accept(socket).await else { return };
                    let service = service_fn(move |request| own.clone().serve(request));
                    drop(
                        http1::Builder::new().serve_connection(TokioIo::new(stream), service).await,
                    );
                });
            }
        });
        receiver
    }

    async fn serve(
        self,
        request: http::Request<Incoming>,
    ) -> Result<http::Response<Full<Bytes>>, Infallible> {
        let (parts, body) = request.into_parts();
        assert_eq!(parts.method, "POST");
        // Half a request of a sender that is gone is none.
        let Ok(body) = body.collect().await else { return std::future::pending().await };
        let headers = parts.headers.iter();
        let received = Received {
            path: parts.uri.path().to_owned(),
            headers: headers
                .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
                .collect(),
            text: String::from_utf8(body.to_bytes().to_vec()).unwrap(),
        };
        let reply = {
            let mut state = self.state.lock().unwrap();
            let reply = (state.script)(&received);
            state.received.push(received);
            reply
        };
        self.arrived.notify_waiters();
        let Reply::Answer(status, headers, body) = reply else {
            return std::future::pending().await;
        };
        let mut answer = http::Response::builder().status(status);
        for (name, value) in headers {
            answer = answer.header(name, value);
        }
        Ok(answer.body(Full::from(body)).unwrap())
    }

    /// Answers like this from now on.
    pub fn answers(&self, script: impl FnMut(&Received) -> Reply + Send + 'static) {
        self.state.lock().unwrap().script = Box::new(script);
    }

    /// What arrived since the last [`Receiver::take`].
    pub fn received(&self) -> Vec<Received> {
        self.state.lock().unwrap().received.clone()
    }

    /// What arrived since the last call.
    pub fn take(&self) -> Vec<Received> {
        std::mem::take(&mut self.state.lock().unwrap().received)
    }

    /// Waits until so many requests have arrived since the last [`Receiver::take`].
    pub async fn wait_for(&self, count: usize) {
        let waiting = async {
            loop {
                let arrived = self.arrived.notified();
                if self.state.lock().unwrap().received.len() >= count {
                    return;
                }
                arrived.await;
            }
        };
        tokio::time::timeout(Duration::from_secs(30), waiting).await.expect("requests arrive");
    }
}
