//! From a change to the sockets of everybody who looks at the project.

use super::{
    Bench,
    client::Client,
    load::percentile,
    process::resident,
    table::{kb, ms},
};
use anyhow::Context;
use futures_util::{SinkExt, StreamExt};
use hyper::Method;
use serde_json::json;
use std::time::{Duration, Instant};
use tokio::{
    sync::mpsc::{UnboundedSender, unbounded_channel},
    task::JoinSet,
};
use tokio_tungstenite::{
    connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

const CHANGES: usize = 50;
/// Two changes must not meet in one wake-up.
const PAUSE: Duration = Duration::from_millis(100);
const ARRIVES_WITHIN: Duration = Duration::from_secs(5);

/// With few sockets and with many.
pub(crate) async fn measure(bench: &mut Bench) -> anyhow::Result<()> {
    for sockets in [100, 1000] {
        with(bench, sockets).await?;
    }
    Ok(())
}

async fn with(bench: &mut Bench, count: usize) -> anyhow::Result<()> {
    let (heard, mut arrivals) = unbounded_channel();
    let mut sockets = JoinSet::new();
    for _ in 0..count {
        open(bench, &mut sockets, heard.clone()).await?;
    }
    let mut client = Client::connect(bench.site.address).await?;
    let key = [("x-api-key", bench.site.token.as_str())];
    let item = bench.site.items.first().context("no items")?;
    let path = bench.site.path(&format!("/work-items/{item}"));
    let mut times = Vec::new();
    for n in 0..CHANGES {
        let body = json!({ "name": format!("Changed for the {n}th time") });
        let sent = Instant::now();
        client.json(Method::PATCH, &path, &key, &body).await?;
        let all = async {
            for _ in 0..count {
                let at: Instant = arrivals.recv().await.context("a socket was closed")?;
                times.push(at.saturating_duration_since(sent));
            }
            anyhow::Ok(())
        };
        tokio::time::timeout(ARRIVES_WITHIN, all).await.context("a change got lost")??;
        tokio::time::sleep(PAUSE).await;
    }
    times.sort_unstable();
    let (p50, p99) = (percentile(&times, 0.5), percentile(&times, 0.99));
    let name = format!("change to {count} sockets");
    let value = format!("p50 {}, p99 {}", ms(p50), ms(p99));
    let note = "from sending the change to its arrival, the request itself included";
    bench.table.row(&name, value, "p50 ≤ 60 ms, p99 ≤ 150 ms", note);
    let budget = if count == 1000 { "≤ 120 MB" } else { "" };
    let memory = kb(resident(bench.server.pid())?);
    bench.table.row(&format!("memory, {count} sockets"), memory, budget, "PostgreSQL apart");
    Ok(())
}

/// Opens a socket, subscribes it, and then notes when changes arrive.
async fn open(
    bench: &Bench,
    sockets: &mut JoinSet<()>,
    heard: UnboundedSender<Instant>,
) -> anyhow::Result<()> {
    let url = format!("ws://{}/api/v1/realtime", bench.site.address);
    let mut request = url.into_client_request()?;
    request.headers_mut().insert("x-api-key", bench.site.token.parse()?);
    let (mut socket, _) = connect_async(request).await.context("opening a socket")?;
    let topic = format!("project:{}", bench.site.project);
    let subscribe = json!({ "type": "subscribe", "topic": topic }).to_string();
    socket.send(Message::text(subscribe)).await?;
    let answer = socket.next().await.context("the socket was closed")??;
    let text = answer.into_text()?;
    anyhow::ensure!(text.contains("\"subscribed\""), "subscribing was answered with {text}");
    sockets.spawn(async move {
        while let Some(Ok(message)) = socket.next().await {
            let is_change = message.to_text().is_ok_and(|text| text.contains("\"change\""));
            if is_change && heard.send(Instant::now()).is_err() {
                return;
            }
        }
    });
    Ok(())
}
