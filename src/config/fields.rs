//! The fields of a secret, read one by one, so that a message can name the field and not its value.

use super::Document;
use anyhow::{Context, anyhow, bail, ensure};
use serde_json::Map;
use url::Url;

/// The fields of a secret that is a JSON object.
pub(super) struct Fields {
    pub(super) name: &'static str,
    pub(super) map: Map<String, serde_json::Value>,
}

impl Fields {
    pub(super) fn read(document: &Document) -> anyhow::Result<Self> {
        let name = document.name;
        match serde_json::from_str(&document.text) {
            Ok(serde_json::Value::Object(map)) => Ok(Self { name, map }),
            Ok(_) => bail!("the secret {name}: must be a JSON object"),
            Err(error) => bail!(
                "the secret {name}: is not valid JSON (line {}, column {})",
                error.line(),
                error.column()
            ),
        }
    }

    pub(super) fn text(&self, key: &str) -> anyhow::Result<String> {
        let name = self.name;
        self.optional(key)?.with_context(|| format!("the secret {name}: has no \"{key}\""))
    }

    /// An empty text counts as none.
    pub(super) fn optional(&self, key: &str) -> anyhow::Result<Option<String>> {
        match self.map.get(key) {
            None | Some(serde_json::Value::Null) => Ok(None),
            Some(serde_json::Value::String(text)) => {
                Ok(Some(text.clone()).filter(|t| !t.is_empty()))
            }
            Some(_) => bail!("the secret {}: \"{key}\" must be a text", self.name),
        }
    }

    pub(super) fn flag(&self, key: &str, default: bool) -> anyhow::Result<bool> {
        match self.map.get(key) {
            None | Some(serde_json::Value::Null) => Ok(default),
            Some(serde_json::Value::Bool(value)) => Ok(*value),
            Some(_) => bail!("the secret {}: \"{key}\" must be true or false", self.name),
        }
    }

    /// A number, or a text with one: AWS's own rotation writes either.
    pub(super) fn port(&self) -> anyhow::Result<Option<u16>> {
        let port = match self.map.get("port") {
            None | Some(serde_json::Value::Null) => return Ok(None),
            Some(serde_json::Value::Number(number)) => {
                number.as_u64().and_then(|port| u16::try_from(port).ok())
            }
            Some(serde_json::Value::String(text)) => text.parse().ok(),
            Some(_) => None,
        };
        let port = port.filter(|port| *port > 0);
        port.map(Some).with_context(|| format!("the secret {}: \"port\" must be a port", self.name))
    }

    /// The database's address at this host. What the secret leaves out is as the address below says.
    pub(super) fn at(&self, host: &str, below: Option<Url>) -> anyhow::Result<Url> {
        let below_port = below.as_ref().and_then(Url::port);
        let mut url = match below {
            Some(url) => url,
            None => Url::parse("postgres://host/")?,
        };
        self.host(&mut url, "host", host)?;
        let port = self.port()?.or(below_port).unwrap_or(5432);
        url.set_port(Some(port)).map_err(|()| anyhow!("the secret {}: \"port\"", self.name))?;
        if let Some(database) = self.optional("dbname")? {
            url.set_path(&database);
        }
        ensure!(url.path().len() > 1, "the secret {}: has no \"dbname\"", self.name);
        Ok(url)
    }

    pub(super) fn host(&self, url: &mut Url, key: &str, host: &str) -> anyhow::Result<()> {
        let is_name = !host.contains(['/', ':', '@', '?', '#']) || host.starts_with('[');
        let set = is_name && url.set_host(Some(host)).is_ok();
        ensure!(set, "the secret {}: \"{key}\" is not a host name", self.name);
        Ok(())
    }
}
