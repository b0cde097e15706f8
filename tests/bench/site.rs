//! The first account with its API token, a workspace and the project that is measured.

use super::{client::Client, server::Server};
use anyhow::Context;
use hyper::Method;
use serde_json::{Value, json};
use std::net::SocketAddr;
use uuid::Uuid;

/// What requests need to name.
pub(crate) struct Site {
    pub(crate) address: SocketAddr,
    /// The token's text.
    pub(crate) token: String,
    pub(crate) user: Uuid,
    pub(crate) workspace: Uuid,
    pub(crate) project: Uuid,
    /// States of the project.
    pub(crate) states: Vec<Uuid>,
    /// The newest items of the project, once it has some.
    pub(crate) items: Vec<Uuid>,
}

impl Site {
    /// Creates everything through the API.
    pub(crate) async fn set_up(server: &Server) -> anyhow::Result<Self> {
        let link = server.line_with("setup?token=")?;
        let token = link.rsplit_once("token=").context("no token in the link")?.1.trim();
        let mut client = Client::connect(server.address).await?;
        let account = json!({
            "token": token, "first_name": "Ada", "last_name": "Bench",
            "email": "ada@agency.example", "password": "tall-river-copper-41",
        });
        let (headers, me) =
            client.json(Method::POST, "/api/v1/instance/setup", &[], &account).await?;
        let cookie = headers.get("set-cookie").context("no session")?.to_str()?;
        let cookie = cookie.split(';').next().unwrap_or_default();
        let body = json!({ "label": "bench" });
        let path = "/api/v1/users/me/api-tokens";
        let (_, token) = client.json(Method::POST, path, &[("cookie", cookie)], &body).await?;
        let mut site = Self {
            address: server.address,
            token: token.get("token").and_then(Value::as_str).context("no token")?.to_owned(),
            user: id(&me)?,
            workspace: Uuid::nil(),
            project: Uuid::nil(),
            states: vec![],
            items: vec![],
        };
        let body = json!({ "name": "Bench", "slug": "bench" });
        site.workspace = id(&site.send(Method::POST, "/api/v1/workspaces", &body).await?)?;
        site.project = site.create_project("Measured", "BENCH").await?;
        let states = site.send(Method::GET, &site.path("/states"), &Value::Null).await?;
        let states = states.get("results").and_then(Value::as_array).context("no states")?;
        site.states = states.iter().map(id).collect::<anyhow::Result<_>>()?;
        Ok(site)
    }

    /// Another project.
    pub(crate) async fn create_project(&self, name: &str, key: &str) -> anyhow::Result<Uuid> {
        let body = json!({ "name": name, "identifier": key });
        id(&self.send(Method::POST, "/api/v1/workspaces/bench/projects", &body).await?)
    }

    /// Notes the newest items.
    pub(crate) async fn load_items(&mut self) -> anyhow::Result<()> {
        let path = self.path("/work-items?per_page=1000&fields=id");
        let page = self.send(Method::GET, &path, &Value::Null).await?;
        let rows = page.get("results").and_then(Value::as_array).context("no items")?;
        self.items = rows.iter().map(id).collect::<anyhow::Result<_>>()?;
        Ok(())
    }

    /// A path below the measured project.
    pub(crate) fn path(&self, rest: &str) -> String {
        Self::path_in(self.project, rest)
    }

    /// A path below a project.
    pub(crate) fn path_in(project: Uuid, rest: &str) -> String {
        format!("/api/v1/workspaces/bench/projects/{project}{rest}")
    }

    /// One request on a connection of its own.
    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        body: &Value,
    ) -> anyhow::Result<Value> {
        let mut client = Client::connect(self.address).await?;
        let key = [("x-api-key", self.token.as_str())];
        Ok(client.json(method, path, &key, body).await?.1)
    }

    /// A request as bytes, for the load generator.
    pub(crate) fn request(&self, method: &str, path: &str, body: &str) -> Vec<u8> {
        let length = match body {
            "" => String::new(),
            body => {
                format!("content-type: application/json\r\ncontent-length: {}\r\n", body.len())
            }
        };
        format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nx-api-key: {}\r\n{length}\r\n{body}",
            self.address, self.token
        )
        .into_bytes()
    }
}

/// The id of a thing in an answer.
pub(crate) fn id(thing: &Value) -> anyhow::Result<Uuid> {
    Ok(thing.get("id").and_then(Value::as_str).context("no id")?.parse()?)
}
