//! What a socket costs that only waits.

use super::{
    Bench,
    process::{resident, used},
    table::kb,
};
use anyhow::Context;
use futures_util::{SinkExt, StreamExt, TryStreamExt, stream};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::json;
use std::{net::Ipv4Addr, time::Duration};
use tokio::net::{TcpSocket, TcpStream};
use tokio_tungstenite::{
    WebSocketStream, client_async_with_config,
    tungstenite::{Message, client::IntoClientRequest, protocol::WebSocketConfig},
};

const SOCKETS: usize = 10_000;
const OPENING_AT_ONCE: usize = 32;
/// An address has some 28,000 ports for its clients.
const SOCKETS_PER_ADDRESS: usize = 8_000;
const WAIT: Duration = Duration::from_secs(5);

/// Raises the number of files that this process and its children may open, as far as it goes.
pub(crate) fn raise_limit() {
    let limit = getrlimit(Resource::Nofile);
    // Fewer sockets are measured then.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit });
}

/// Opens many sockets that follow a project in which nothing happens.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    let project = bench.site.create_project("Quiet", "QUIET").await?;
    let topic = format!("project:{project}");
    let pid = bench.server.pid();
    // What opening costs besides is paid once.
    let warm: Vec<_> = open(bench, &topic, 200).await?;
    drop(warm);
    tokio::time::sleep(Duration::from_secs(1)).await;
    let before = resident(pid)?;
    let sockets = open(bench, &topic, SOCKETS).await?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    let each = resident(pid)?.saturating_sub(before) / SOCKETS as u64;
    let name = format!("memory of each of {SOCKETS} idle sockets");
    bench.table.row(&name, kb(each), "≤ 20 KB", "our process; the kernel's buffers apart");
    let begun = used(pid)?;
    tokio::time::sleep(WAIT).await;
    let spent = used(pid)?.since(begun);
    let share =
        |time: Duration| format!("{:.1} %", 100.0 * time.as_secs_f64() / WAIT.as_secs_f64());
    let value = format!("{} + {} PostgreSQL", share(spent.own), share(spent.below));
    bench.table.row(&format!("processor, {SOCKETS} idle sockets"), value, "", "of one core");
    drop(sockets);
    Ok(())
}

async fn open(
    bench: &Bench,
    topic: &str,
    count: usize,
) -> anyhow::Result<Vec<WebSocketStream<TcpStream>>> {
    let opening = stream::iter((0..count).map(|n| open_one(bench, topic, n)));
    opening.buffer_unordered(OPENING_AT_ONCE).try_collect().await
}

async fn open_one(
    bench: &Bench,
    topic: &str,
    n: usize,
) -> anyhow::Result<WebSocketStream<TcpStream>> {
    let last = u8::try_from(1 + n / SOCKETS_PER_ADDRESS)?;
    let from = TcpSocket::new_v4()?;
    from.bind((Ipv4Addr::new(127, 0, 0, last), 0).into())?;
    let stream = from.connect(bench.site.address).await?;
    let url = format!("ws://{}/api/v1/realtime", bench.site.address);
    let mut request = url.into_client_request()?;
    request.headers_mut().insert("x-api-key", bench.site.token.parse()?);
    // Ours cost memory too, and as much as they like by default.
    let config = WebSocketConfig::default().read_buffer_size(2048);
    let (mut socket, _) = client_async_with_config(request, stream, Some(config))
        .await
        .context("opening a socket")?;
    let subscribe = json!({ "type": "subscribe", "topic": topic }).to_string();
    socket.send(Message::text(subscribe)).await?;
    let text = socket.next().await.context("the socket was closed")??.into_text()?;
    anyhow::ensure!(text.contains("\"subscribed\""), "subscribing was answered with {text}");
    Ok(socket)
}
