//! An application with a project and a receiver inside the network that may be reached.

use super::receiver::{NAME, Received, Receiver};
use crate::support::{Project, TestApp};
use aws_lc_rs::hmac;
use entity::webhook_delivery;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::{
    collections::HashMap,
    io,
    net::IpAddr,
    sync::{Arc, Mutex},
    time::Duration,
};
use tempfile::TempDir;
use treasury_plane::{
    db::Context, events::reader::catch_up, outbound::Resolve, webhooks::reader::WebhookReader,
};
use uuid::Uuid;

/// Answers each name with the next of its lists of addresses, the last one again and again.
#[derive(Default)]
pub struct Names(Mutex<HashMap<String, Vec<Vec<IpAddr>>>>);

impl Names {
    pub fn set(&self, name: &str, lists: &[&[&str]]) {
        let parse = |list: &&[&str]| list.iter().map(|text| text.parse().unwrap()).collect();
        let lists = lists.iter().map(parse).collect();
        self.0.lock().unwrap().insert(name.to_owned(), lists);
    }
}

#[async_trait::async_trait]
impl Resolve for Names {
    async fn resolve(&self, name: &str) -> io::Result<Vec<IpAddr>> {
        let mut names = self.0.lock().unwrap();
        let lists = names.get_mut(name).ok_or(io::ErrorKind::NotFound)?;
        Ok(if lists.len() > 1 { lists.remove(0) } else { lists[0].clone() })
    }
}

pub struct Stage {
    pub t: TestApp,
    pub receiver: Receiver,
    pub names: Arc<Names>,
    pub project: Project,
    /// `…/webhooks`
    pub path: String,
    _folder: TempDir,
}

/// A webhook that was made.
#[derive(Clone, Debug)]
pub struct Hook {
    pub id: Uuid,
    /// `…/webhooks/{id}`
    pub path: String,
    pub secret: String,
}

impl Stage {
    pub async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ca_file = folder.path().join("ca.pem");
        let receiver = Receiver::start(&ca_file).await;
        let names = Arc::new(Names::default());
        names.set(NAME, &[&["127.0.0.1"]]);
        let port = receiver.port;
        let t = TestApp::with_names(
            |config| {
                config.http.public_url = "https://plane.agency.gov".to_owned();
                config.outbound.ca_file.clone_from(&ca_file);
                config.outbound.allowed_ports = vec![443, port];
                config.outbound.allowed_private_cidrs = vec!["127.0.0.1/32".parse().unwrap()];
            },
            names.clone(),
        )
        .await;
        let project = t.project().await;
        let path = format!("{}/webhooks", project.workspace.path);
        // What building the stage did is no business of a test.
        read_all(&t).await;
        Self { t, receiver, names, project, path, _folder: folder }
    }

    /// The address of the receiver.
    pub fn url(&self, path: &str) -> String {
        format!("https://{NAME}:{}{path}", self.receiver.port)
    }

    /// A webhook that hears of everything.
    pub async fn hook(&self, path: &str) -> Hook {
        let body = json!({"project": true, "issue": true, "issue_comment": true});
        self.hook_with(path, body).await
    }

    pub async fn hook_with(&self, path: &str, mut body: Value) -> Hook {
        body["url"] = self.url(path).into();
        let made = self.project.admin.post(&self.path, body).await.expect(201);
        let id = made.id();
        let secret = made.text("secret_key").to_owned();
        Hook { id, path: format!("{}/{id}", self.path), secret }
    }

    pub async fn create_item(&self, name: &str) -> Uuid {
        let path = format!("{}/work-items", self.project.path);
        self.project.admin.post(&path, json!({"name": name})).await.expect(201).id()
    }

    pub async fn change_item(&self, item: Uuid, body: Value) {
        let path = format!("{}/work-items/{item}", self.project.path);
        self.project.admin.patch(&path, body).await.expect(200);
    }

    /// Reads the log to its end. Transactions of other tests hold events back for a while.
    pub async fn read(&self) {
        read_all(&self.t).await;
    }

    /// Reads the log, sends what may be sent now, and says what arrived.
    pub async fn settle(&self) -> Vec<Received> {
        self.read().await;
        self.t.run_jobs().await;
        self.receiver.take()
    }

    /// The messages to a webhook, the oldest first.
    pub async fn deliveries(&self, hook: &Hook) -> Vec<webhook_delivery::Model> {
        let tx = self.t.app.db.begin(Context::workspace(self.project.workspace.id)).await.unwrap();
        webhook_delivery::Entity::find()
            .filter(webhook_delivery::Column::WebhookId.eq(hook.id))
            .order_by_asc(webhook_delivery::Column::Number)
            .all(&*tx)
            .await
            .unwrap()
    }
}

async fn read_all(t: &TestApp) {
    let left = "SELECT EXISTS (SELECT FROM events e JOIN event_cursors c ON c.name = 'webhooks'
                               WHERE (e.xid, e.id) > (c.xid, c.id))";
    let mut connection = t.superuser().await;
    let reading = async {
        while sqlx::query_scalar(left).fetch_one(&mut connection).await.unwrap() {
            catch_up(&t.app, &WebhookReader).await.unwrap();
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), reading).await.expect("the log ends");
}

/// What a receiver computes, from the secret that it was given and the bytes that it got.
pub fn signature(secret: &str, text: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let tag = hmac::sign(&key, text.as_bytes());
    tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Ids and times by their kind, so that golden files stay the same.
pub fn masked(value: Value) -> Value {
    match value {
        Value::String(text) if Uuid::try_parse(&text).is_ok() => "<id>".into(),
        Value::String(text) if chrono::DateTime::parse_from_rfc3339(&text).is_ok() => {
            "<time>".into()
        }
        Value::Array(list) => list.into_iter().map(masked).collect(),
        Value::Object(keys) => keys.into_iter().map(|(key, value)| (key, masked(value))).collect(),
        other => other,
    }
}
