//! A receiver of webhooks that is busy now and then.

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::{Request, Response, body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::{
    collections::HashSet,
    convert::Infallible,
    sync::{Arc, Mutex, PoisonError},
};
use tokio::{net::TcpListener, task::JoinSet};

/// One in so many requests is told to come back later, but none twice: the pauses between attempts
/// grow to hours.
const BUSY_EVERY: usize = 17;

/// What arrived.
#[derive(Debug, Default)]
pub(crate) struct Arrived {
    /// Requests, those turned away and repeats included.
    pub(crate) requests: usize,
    /// `issue created <id>`, `issue updated <id> name <value>`, …
    pub(crate) facts: HashSet<String>,
    /// The same in the order in which each arrived for the first time.
    pub(crate) in_order: Vec<String>,
    turned_away: HashSet<String>,
}

/// The receiver.
pub(crate) struct Hooks {
    pub(crate) url: String,
    arrived: Arc<Mutex<Arrived>>,
    // Ends with the receiver.
    _task: JoinSet<()>,
}

impl Hooks {
    pub(crate) fn arrived(&self) -> std::sync::MutexGuard<'_, Arrived> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts it.
pub(crate) async fn listen() -> anyhow::Result<Hooks> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}/hook", listener.local_addr()?);
    let arrived = Arc::new(Mutex::new(Arrived::default()));
    let shared = Arc::clone(&arrived);
    let mut task = JoinSet::new();
    task.spawn(async move {
        let mut connections = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            let arrived = Arc::clone(&shared);
            let service = service_fn(move |request| receive(request, Arc::clone(&arrived)));
            let serving = http1::Builder::new().serve_connection(TokioIo::new(stream), service);
            connections.spawn(async move {
                let _ = serving.await;
            });
            while connections.try_join_next().is_some() {}
        }
    });
    Ok(Hooks { url, arrived, _task: task })
}

async fn receive(
    request: Request<Incoming>,
    arrived: Arc<Mutex<Arrived>>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let id = request.headers().get("x-plane-delivery").and_then(|id| id.to_str().ok());
    let id = id.unwrap_or_default().to_owned();
    let body = request.into_body().collect().await.map(|body| body.to_bytes()).unwrap_or_default();
    let mut arrived = arrived.lock().unwrap_or_else(PoisonError::into_inner);
    arrived.requests += 1;
    let mut response = Response::new(Full::default());
    if arrived.requests.is_multiple_of(BUSY_EVERY) && arrived.turned_away.insert(id) {
        *response.status_mut() = hyper::StatusCode::SERVICE_UNAVAILABLE;
        return Ok(response);
    }
    let value: Value = serde_json::from_slice(&body).unwrap_or_default();
    let fact = fact(&value);
    if arrived.facts.insert(fact.clone()) {
        arrived.in_order.push(fact);
    }
    Ok(response)
}

fn fact(body: &Value) -> String {
    let part = |path: &str| body.pointer(path).and_then(Value::as_str).unwrap_or_default();
    let (event, action, id) = (part("/event"), part("/action"), part("/data/id"));
    match action {
        "updated" => {
            let (field, value) = (part("/activity/field"), part("/activity/new_value"));
            format!("{event} {action} {id} {field} {value}")
        }
        _ => format!("{event} {action} {id}"),
    }
}
