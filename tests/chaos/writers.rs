//! People who work, and a journal of what they were told.

use super::{
    Size,
    client::Client,
    cluster::{Cluster, Site},
};
use hyper::Method;
use serde_json::{Value, json};
use std::{sync::Arc, time::Duration};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

const ANSWERS_WITHIN: Duration = Duration::from_secs(15);

/// What was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum What {
    /// A work item with a name that nothing else has.
    Item,
    /// The item's name with the number of this change after it.
    Rename(u32),
    /// A comment with a text that nothing else has.
    Comment,
    /// An invitation, which is audited.
    Invitation,
}

/// A write and what became of it.
#[derive(Clone, Debug)]
pub(crate) struct Write {
    pub(crate) what: What,
    /// The name without the number of a change, or the comment's text.
    pub(crate) marker: String,
    /// The thing, when we were told.
    pub(crate) id: Option<Uuid>,
    /// Acknowledged; otherwise it may be there or not.
    pub(crate) is_acknowledged: bool,
    /// The answer, when it was one that should not have been given.
    pub(crate) refused: Option<u16>,
}

/// Everybody at work.
pub(crate) struct Writers(JoinSet<Vec<Write>>);

impl Writers {
    /// Waits until all have stopped. Returns their journals, each in order.
    pub(crate) async fn join(mut self) -> Vec<Write> {
        let mut all = Vec::new();
        while let Some(journal) = self.0.join_next().await {
            all.extend(journal.unwrap_or_default());
        }
        all
    }
}

/// Sends them to work until `stop`.
pub(crate) fn start(
    cluster: &Arc<Cluster>,
    site: &Arc<Site>,
    size: Size,
    stop: &CancellationToken,
) -> Writers {
    let mut tasks = JoinSet::new();
    for n in 0..size.writers {
        let writer = Writer {
            cluster: Arc::clone(cluster),
            site: Arc::clone(site),
            n,
            count: 0,
            item: None,
            client: None,
            journal: vec![],
        };
        tasks.spawn(writer.work(size.pause, stop.clone()));
    }
    Writers(tasks)
}

struct Writer {
    cluster: Arc<Cluster>,
    site: Arc<Site>,
    n: usize,
    count: u32,
    /// The newest item: its id, its marker and how often it was renamed.
    item: Option<(Uuid, String, u32)>,
    client: Option<Client>,
    journal: Vec<Write>,
}

impl Writer {
    async fn work(mut self, pause: Duration, stop: CancellationToken) -> Vec<Write> {
        // Not all at once, and the same in each run.
        let spread = pause.mul_f64((self.n % 40) as f64 / 40.0);
        let mut wait = spread;
        while stop.run_until_cancelled(tokio::time::sleep(wait)).await.is_some() {
            self.write().await;
            wait = pause;
        }
        self.journal
    }

    async fn write(&mut self) {
        self.count += 1;
        let marker = format!("w{}-{}", self.n, self.count);
        let project = self.site.projects.get(self.n % self.site.projects.len()).copied();
        let items =
            format!("/api/v1/workspaces/chaos/projects/{}/work-items", project.unwrap_or_default());
        match (self.count % 4, self.item.clone()) {
            (1, _) | (_, None) if self.count % 20 != 5 => {
                let body = json!({ "name": marker });
                let id = self.send(Method::POST, &items, &body, (What::Item, &marker)).await;
                self.item = id.map(|id| (id, marker, 0));
            }
            (2 | 3, Some((id, name, renamed))) => {
                let renamed = renamed + 1;
                self.item = Some((id, name.clone(), renamed));
                let body = json!({ "name": format!("{name} r{renamed}") });
                let path = format!("{items}/{id}");
                self.send(Method::PATCH, &path, &body, (What::Rename(renamed), &name)).await;
            }
            (0, Some((id, ..))) => {
                let body = json!({ "comment_html": format!("<p>{marker}</p>") });
                let path = format!("{items}/{id}/comments");
                self.send(Method::POST, &path, &body, (What::Comment, &marker)).await;
            }
            _ => {
                let body = json!({ "email": format!("{marker}@agency.example"), "role": 15 });
                let path = "/api/v1/workspaces/chaos/invitations";
                self.send(Method::POST, path, &body, (What::Invitation, &marker)).await;
            }
        }
    }

    /// Sends one write, never twice, and notes what became of it.
    async fn send(
        &mut self,
        method: Method,
        path: &str,
        body: &Value,
        (what, marker): (What, &str),
    ) -> Option<Uuid> {
        let mut write = Write {
            what,
            marker: marker.to_owned(),
            id: None,
            is_acknowledged: false,
            refused: None,
        };
        let asked = tokio::time::timeout(ANSWERS_WITHIN, self.ask(method, path, body)).await;
        match asked {
            Ok(Ok((status, answer))) if (200..300).contains(&status) => {
                write.is_acknowledged = true;
                let id = answer.get("id").and_then(Value::as_str);
                write.id = id.and_then(|id| id.parse().ok());
            }
            // A commit whose confirmation was lost is told as 503 as well.
            Ok(Ok((503, _))) => {}
            Ok(Ok((status, _))) => write.refused = Some(status),
            Ok(Err(_)) | Err(_) => self.client = None,
        }
        let id = write.id;
        self.journal.push(write);
        id
    }

    async fn ask(
        &mut self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> anyhow::Result<(u16, Value)> {
        let mut client = match self.client.take() {
            Some(client) => client,
            None => Client::connect(self.cluster.any()).await?,
        };
        let headers =
            [("x-api-key", self.site.token.as_str()), ("content-type", "application/json")];
        let answer = client.send(method, path, &headers, body.to_string()).await?;
        // Half of the time another instance answers next.
        if self.count.is_multiple_of(2) {
            self.client = Some(client);
        }
        Ok((answer.status, serde_json::from_slice(&answer.body).unwrap_or_default()))
    }
}
