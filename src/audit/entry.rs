//! One act, and how it gets into the log.

use crate::{db::Tx, error::Result};
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde_json::{Map, Value};
use uuid::Uuid;

/// The longest label or reason, in characters.
const TEXT_MAX: usize = 512;

// Names are taken down as they are now, in the same statement.
const INSERT: &str = "
INSERT INTO audit_log (at, actor_id, actor_label, action, outcome, reason, object_type, object_id,
    object_label, workspace_id, ip_address, detail)
VALUES ($1, $2,
    coalesce((SELECT left(display_name || ' <' || email || '>', 512) FROM users WHERE id = $2), ''),
    $3, $4, $5, $6, $7,
    coalesce($8, CASE WHEN $6 = 'user' THEN (SELECT email FROM users WHERE id = $7) END, ''),
    $9, $10, $11)";

tokio::task_local! {
    static ADDRESS: String;
}

/// Runs what answers a request: entries that name no address get this one.
pub async fn with_address<F: Future>(address: String, work: F) -> F::Output {
    ADDRESS.scope(address, work).await
}

/// One act, built up and then written.
#[derive(Debug, Default)]
#[must_use]
pub struct Entry {
    action: &'static str,
    failed: bool,
    reason: String,
    actor_id: Option<Uuid>,
    object: Option<(&'static str, Uuid)>,
    object_label: Option<String>,
    workspace_id: Option<Uuid>,
    ip_address: String,
    detail: Map<String, Value>,
}

impl Entry {
    /// A successful act; `action` is `thing.verb`.
    pub fn new(action: &'static str) -> Self {
        Self { action, ..Self::default() }
    }

    /// Who acted.
    pub fn by(mut self, actor: Uuid) -> Self {
        self.actor_id = Some(actor);
        self
    }

    /// Who acted, when somebody is known to have.
    pub fn by_maybe(mut self, actor: Option<Uuid>) -> Self {
        self.actor_id = actor;
        self
    }

    /// On what.
    pub fn on(mut self, kind: &'static str, id: Uuid) -> Self {
        self.object = Some((kind, id));
        self
    }

    /// What the object is called. Users need none: their address is taken down anyway.
    pub fn called(mut self, label: &str) -> Self {
        self.object_label = Some(shortened(label));
        self
    }

    /// In which workspace.
    pub fn within(mut self, workspace: Uuid) -> Self {
        self.workspace_id = Some(workspace);
        self
    }

    /// From which address. Needed only outside requests: inside, the client's is taken.
    pub fn from(mut self, ip_address: &str) -> Self {
        ip_address.clone_into(&mut self.ip_address);
        self
    }

    /// A further fact. Never a secret.
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.detail.insert(key.to_owned(), value.into());
        self
    }

    /// A value that changed: what it was and what it is. Nothing when they are the same.
    pub fn changed(self, key: &str, old: impl Into<Value>, new: impl Into<Value>) -> Self {
        let (old, new) = (old.into(), new.into());
        if old == new { self } else { self.with(key, serde_json::json!({"old": old, "new": new})) }
    }

    /// Why: the code of a refusal, or what ended a session.
    pub fn because(mut self, reason: &str) -> Self {
        self.reason = shortened(reason);
        self
    }

    /// The act was tried and refused.
    pub fn failed(mut self) -> Self {
        self.failed = true;
        self
    }

    /// Writes the entry in the transaction of the act.
    pub async fn write(self, tx: &Tx, now: DateTime<Utc>) -> Result<()> {
        let ip_address = if self.ip_address.is_empty() {
            ADDRESS.try_with(Clone::clone).unwrap_or_default()
        } else {
            self.ip_address
        };
        let values: [sea_orm::Value; 11] = [
            now.into(),
            self.actor_id.into(),
            self.action.into(),
            if self.failed { "failure" } else { "success" }.into(),
            self.reason.into(),
            self.object.map(|(kind, _)| kind).into(),
            self.object.map(|(_, id)| id).into(),
            self.object_label.into(),
            self.workspace_id.into(),
            ip_address.into(),
            Value::Object(self.detail).into(),
        ];
        tx.execute_raw(Statement::from_sql_and_values(DbBackend::Postgres, INSERT, values)).await?;
        Ok(())
    }
}

/// NUL cannot be stored, and what strangers send must not keep an entry from being written.
fn shortened(text: &str) -> String {
    text.chars().filter(|c| *c != '\0').take(TEXT_MAX).collect()
}

#[cfg(test)]
mod tests {
    use super::Entry;
    use serde_json::json;

    #[test]
    fn only_what_changed_is_noted() {
        let entry = Entry::new("x.y").changed("a", 1, 1).changed("b", true, false);
        assert_eq!(json!(entry.detail), json!({"b": {"old": true, "new": false}}));
    }

    #[test]
    fn long_texts_are_cut_and_nul_is_dropped() {
        let entry = Entry::new("x.y").because(&"é\0".repeat(600));
        assert_eq!(entry.reason, "é".repeat(512));
    }
}
