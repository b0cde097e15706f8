//! One keep-alive connection, for requests whose speed does not matter.

use anyhow::{Context, bail};
use hyper::{
    Method, Request,
    body::{Body, Bytes, Incoming},
    client::conn::http1::{SendRequest, handshake},
    header::HeaderMap,
};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use std::{future::poll_fn, net::SocketAddr, pin::Pin};
use tokio::{net::TcpStream, task::JoinSet};

/// A connection.
pub(crate) struct Client {
    sender: SendRequest<String>,
    host: String,
    // Ends with the client.
    _connection: JoinSet<()>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Client {
    /// Connects.
    pub(crate) async fn connect(address: SocketAddr) -> anyhow::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        let mut tasks = JoinSet::new();
        tasks.spawn(async move {
            let _ = connection.await;
        });
        Ok(Self { sender, host: address.to_string(), _connection: tasks })
    }

    /// GET.
    pub(crate) async fn get(
        &mut self,
        path: &str,
        headers: &[(&str, &str)],
    ) -> anyhow::Result<Answer> {
        self.send(Method::GET, path, headers, String::new()).await
    }

    /// Sends JSON and reads JSON; anything but success is an error.
    pub(crate) async fn json(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> anyhow::Result<(HeaderMap, Value)> {
        let headers = [headers, &[("content-type", "application/json")]].concat();
        let text = if body.is_null() { String::new() } else { body.to_string() };
        let answer = self.send(method, path, &headers, text).await?;
        if !(200..300).contains(&answer.status) {
            let said = String::from_utf8_lossy(&answer.body);
            bail!("{path} answered {}: {said}", answer.status);
        }
        let value = serde_json::from_slice(&answer.body).unwrap_or_default();
        Ok((answer.headers, value))
    }

    /// Sends a request; whatever the answer is.
    pub(crate) async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: String,
    ) -> anyhow::Result<Answer> {
        let mut request = Request::builder().method(method).uri(path).header("host", &self.host);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.sender.ready().await?;
        let response = self.sender.send_request(request.body(body)?).await?;
        let (head, body) = response.into_parts();
        let body = read(body).await.with_context(|| format!("reading {path}"))?;
        Ok(Answer { status: head.status.as_u16(), headers: head.headers, body })
    }
}

async fn read(mut body: Incoming) -> anyhow::Result<Bytes> {
    let mut bytes = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        if let Ok(data) = frame?.into_data() {
            bytes.extend_from_slice(&data);
        }
    }
    Ok(bytes.into())
}
