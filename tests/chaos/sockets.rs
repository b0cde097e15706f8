//! Pages that follow a project and note what they are told.

use super::cluster::{Cluster, Site};
use anyhow::Context;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{net::TcpStream, task::JoinSet};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};
use treasury_plane::events::Position;
use uuid::Uuid;

const PING_EVERY: Duration = Duration::from_secs(4);
const ANSWERS_WITHIN: Duration = Duration::from_secs(6);
const AGAIN_AFTER: Duration = Duration::from_millis(300);

type Stream = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// What one page knows.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) project: usize,
    /// Up to where.
    pub(crate) cursor: Position,
    /// The last position at which it was told of each thing.
    pub(crate) seen: HashMap<Uuid, Position>,
    /// Changes that were told.
    pub(crate) changes: usize,
    /// Positions that did not grow.
    pub(crate) out_of_order: usize,
    pub(crate) connections: usize,
    /// Answers that it must load everything again, which would hide losses.
    pub(crate) reloads: usize,
}

/// All pages. They close when this is dropped.
pub(crate) struct Pages {
    pages: Vec<Arc<Mutex<Page>>>,
    _tasks: JoinSet<()>,
}

impl Pages {
    pub(crate) fn all(&self) -> impl Iterator<Item = MutexGuard<'_, Page>> {
        self.pages.iter().map(|page| lock(page))
    }
}

fn lock(page: &Mutex<Page>) -> MutexGuard<'_, Page> {
    page.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Opens `count` of them, spread over instances and projects, and waits until all are subscribed.
pub(crate) async fn open(
    cluster: &Arc<Cluster>,
    site: &Arc<Site>,
    count: usize,
) -> anyhow::Result<Pages> {
    let (mut pages, mut tasks) = (Vec::new(), JoinSet::new());
    for n in 0..count {
        let project = n % site.projects.len();
        let cursor = site.cursors.get(project).context("no cursor")?;
        let page = Arc::new(Mutex::new(Page {
            project,
            cursor: cursor.parse().map_err(|()| anyhow::anyhow!("{cursor} is no cursor"))?,
            seen: HashMap::new(),
            changes: 0,
            out_of_order: 0,
            connections: 0,
            reloads: 0,
        }));
        let stream = connect(cluster.any(), site, &page).await?;
        pages.push(Arc::clone(&page));
        let (cluster, site) = (Arc::clone(cluster), Arc::clone(site));
        tasks.spawn(async move {
            let mut stream = Some(stream);
            loop {
                if let Some(open) = stream.take() {
                    let _ = follow(open, &page).await;
                }
                tokio::time::sleep(AGAIN_AFTER).await;
                let again =
                    tokio::time::timeout(ANSWERS_WITHIN, connect(cluster.any(), &site, &page));
                stream = again.await.ok().and_then(Result::ok);
            }
        });
    }
    Ok(Pages { pages, _tasks: tasks })
}

async fn connect(address: SocketAddr, site: &Site, page: &Mutex<Page>) -> anyhow::Result<Stream> {
    let mut request = format!("ws://{address}/api/v1/realtime").into_client_request()?;
    request.headers_mut().insert("x-api-key", site.token.parse()?);
    let (mut stream, _) = connect_async(request).await?;
    let (topic, cursor) = {
        let mut page = lock(page);
        page.connections += 1;
        let project = site.projects.get(page.project).context("no project")?;
        (format!("project:{project}"), page.cursor.to_string())
    };
    let subscribe = json!({ "type": "subscribe", "topic": topic, "cursor": cursor });
    stream.send(Message::text(subscribe.to_string())).await?;
    Ok(stream)
}

/// Reads until the connection ends, by itself or because nobody answers.
async fn follow(mut stream: Stream, page: &Mutex<Page>) -> anyhow::Result<()> {
    loop {
        let message = match tokio::time::timeout(PING_EVERY, stream.next()).await {
            Ok(message) => message,
            Err(_) => {
                stream.send(Message::text(r#"{"type":"ping"}"#)).await?;
                tokio::time::timeout(ANSWERS_WITHIN, stream.next()).await?
            }
        };
        let message = message.context("the connection has ended")??;
        if let Message::Text(text) = message {
            hear(&mut lock(page), &serde_json::from_str(&text)?)?;
        }
    }
}

fn hear(page: &mut Page, message: &Value) -> anyhow::Result<()> {
    let part = |key: &str| message.get(key).and_then(Value::as_str).unwrap_or_default();
    match part("type") {
        "change" => {
            let position: Position =
                part("cursor").parse().map_err(|()| anyhow::anyhow!("no cursor"))?;
            page.changes += 1;
            page.out_of_order += usize::from(position <= page.cursor);
            page.cursor = position;
            page.seen.insert(part("id").parse()?, position);
        }
        "reload" => page.reloads += 1,
        "refused" => anyhow::bail!("refused"),
        _ => {}
    }
    Ok(())
}
