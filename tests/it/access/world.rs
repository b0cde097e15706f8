//! One of everything that an operation can be asked about.

use crate::support::{Caller, Item, PNG, Project, TestApp};
use entity::webhook_delivery;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};
use std::collections::HashMap;
use treasury_plane::{
    access::Role,
    auth::oidc::{
        model::{ClientAuth, Preset, Settings},
        ops,
    },
    db::Context,
};
use uuid::Uuid;

/// A project with one of everything in it, and the ids by the names that paths give them.
pub struct World {
    pub project: Project,
    pub colleague: Uuid,
    ids: HashMap<&'static str, String>,
}

impl World {
    pub async fn new(t: &TestApp) -> Self {
        let project = t.project().await;
        let item = t.work_item(&project).await;
        let owner = &project.admin;
        let colleague = t.project_member(&project, Role::Member).await;
        let newcomer = t.member(&project.workspace, Role::Member).await;
        let mut ids = HashMap::from([
            ("slug", project.workspace.slug.clone()),
            ("project_id", project.id.to_string()),
            ("work_item_id", item.id.to_string()),
            ("key", format!("{}-{}", project.identifier, item.number)),
            ("user_id", colleague.id.to_string()),
            // One-time tokens that nobody made: who holds a real one may, whoever they are.
            ("token", "x".repeat(43)),
            ("token_id", Uuid::nil().to_string()),
            // Of somebody else, whoever asks.
            ("notification_id", Uuid::nil().to_string()),
            ("session_id", Uuid::nil().to_string()),
            ("identity_id", Uuid::nil().to_string()),
            ("card_id", Uuid::nil().to_string()),
            ("trust_anchor_id", Uuid::nil().to_string()),
            ("trust_certificate_id", Uuid::nil().to_string()),
            ("crl_id", Uuid::nil().to_string()),
            ("crl_source_id", Uuid::nil().to_string()),
            ("schedule", "purge_cache".to_owned()),
            ("job_id", crate::jobs::dead_job(t, "purge_sessions").await.to_string()),
        ]);
        let path = &project.path;
        let label = json!({"name": "bug", "color": "#ff0000"});
        ids.insert("label_id", made(owner, &format!("{path}/labels"), label).await);
        let state = json!({"name": "Review", "color": "#00ff00", "group": "started"});
        ids.insert("state_id", made(owner, &format!("{path}/states"), state).await);
        let comment = json!({"comment_html": "<p>Hello</p>"});
        ids.insert("comment_id", made(owner, &format!("{}/comments", item.path), comment).await);
        let invite = json!({"email": format!("guest{}@agency.example", t.unique()), "role": 5});
        let invitations = format!("{}/invitations", project.workspace.path);
        ids.insert("invitation_id", made(owner, &invitations, invite).await);
        let board = owner.post(&format!("{path}/publish"), json!({})).await.expect(201);
        ids.insert("anchor", board.text("anchor").to_owned());
        files(owner, &project, &item, &mut ids).await;
        ids.insert("provider_id", provider(t, owner).await);
        webhook(t, &project, &mut ids).await;
        let mut world = Self { project, colleague: newcomer.id, ids };
        world.memberships(owner_id(&colleague)).await;
        world
    }

    /// The path with the ids in it.
    pub fn path(&self, template: &str) -> String {
        let fill = |part: &str| match part.strip_prefix('{').and_then(|p| p.strip_suffix('}')) {
            Some("membership_id") if template.contains("/projects/") => self.id("project_member"),
            Some("membership_id") => self.id("workspace_member"),
            Some(name) => self.id(name),
            None => part.to_owned(),
        };
        template.split('/').map(fill).collect::<Vec<_>>().join("/")
    }

    pub fn id(&self, name: &str) -> String {
        self.ids.get(name).unwrap_or_else(|| panic!("the world has no {name}")).clone()
    }

    async fn memberships(&mut self, colleague: String) {
        let owner = self.project.admin.clone();
        for (name, path) in [
            ("workspace_member", format!("{}/members", self.project.workspace.path)),
            ("project_member", format!("{}/members", self.project.path)),
        ] {
            let answer = owner.get(&path).await.expect(200);
            let row = answer.rows().iter().find(|row| row["id"] == json!(colleague)).unwrap();
            self.ids.insert(name, row["membership_id"].as_str().unwrap().to_owned());
        }
    }
}

/// A provider that nobody can reach.
async fn provider(t: &TestApp, owner: &Caller) -> String {
    let settings = Settings {
        slug: format!("provider-{}", t.unique()),
        name: "Provider".to_owned(),
        preset: Preset::Generic,
        issuer: "https://127.0.0.1/".to_owned(),
        client_id: "plane".to_owned(),
        client_auth: ClientAuth::Pkce,
        client_secret: None,
        scopes: String::new(),
        acr_values: String::new(),
        require_card: false,
        auto_provision: false,
        enabled: false,
    };
    ops::create(&t.app, owner.id, settings).await.unwrap().id.to_string()
}

fn owner_id(person: &Caller) -> String {
    person.id.to_string()
}

async fn made(owner: &Caller, path: &str, body: Value) -> String {
    let answer = owner.post(path, body).await;
    assert!(answer.status < 300, "{path}: {}", answer.json);
    answer.id().to_string()
}

/// A webhook, and a message that failed: it can be sent again. Nothing is sent here.
async fn webhook(t: &TestApp, project: &Project, ids: &mut HashMap<&'static str, String>) {
    let path = format!("{}/webhooks", project.workspace.path);
    let id = made(&project.admin, &path, json!({"url": "https://1.1.1.1/hook"})).await;
    let test = made(&project.admin, &format!("{path}/{id}/test"), json!({})).await;
    let tx = t.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
    let row = webhook_delivery::Entity::find_by_id(test.parse::<Uuid>().unwrap());
    let mut row = row.one(&*tx).await.unwrap().unwrap().into_active_model();
    row.state = Set("failed".to_owned());
    row.update(&*tx).await.unwrap();
    tx.commit().await.unwrap();
    ids.insert("webhook_id", id);
    ids.insert("delivery_id", test);
}

/// An attachment and an image whose bytes have arrived.
async fn files(
    owner: &Caller,
    project: &Project,
    item: &Item,
    ids: &mut HashMap<&'static str, String>,
) {
    let file = json!({"name": "a.png", "size": PNG.len(), "type": "image/png"});
    let attachments = format!("{}/attachments", item.path);
    let attachment = uploaded(owner, &attachments, file).await;
    ids.insert("attachment_id", attachment);
    let image = json!({
        "name": "b.png", "size": PNG.len(), "type": "image/png",
        "project_id": project.id, "entity_type": "ISSUE_DESCRIPTION"
    });
    let asset = uploaded(owner, &format!("{}/assets", project.workspace.path), image).await;
    ids.insert("file_id", asset.clone());
    ids.insert("asset_id", asset);
}

async fn uploaded(owner: &Caller, path: &str, body: Value) -> String {
    let announced = owner.post(path, body).await.expect(200);
    let id = announced.text("asset_id").to_owned();
    let upload = &announced.json["upload_data"];
    let fields: Vec<(&str, &str)> = upload["fields"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
        .collect();
    let url = upload["url"].as_str().unwrap();
    let at = url.find("/api/").unwrap();
    owner.post_form(&url[at..], &fields, Some(PNG)).await.expect(204);
    owner.patch(&format!("{path}/{id}"), json!({"is_uploaded": true})).await.expect(204);
    id
}
