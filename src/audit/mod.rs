//! The log of security-relevant acts: sign-ins, role and setting changes, tokens.
//!
//! Entries are written in the transaction of the act, so that neither exists without the other. The
//! runtime role can add and read, not change.

use crate::{db::Tx, error::Result};
use chrono::{DateTime, Utc};
use entity::audit_entry;
use sea_orm::{ActiveModelTrait, ActiveValue::Set};
use serde_json::{Map, Value};
use uuid::Uuid;

/// One act, built up and then written.
#[derive(Debug, Default)]
#[must_use]
pub struct Entry {
    action: &'static str,
    failed: bool,
    actor_id: Option<Uuid>,
    object: Option<(&'static str, Uuid)>,
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

    /// On what.
    pub fn on(mut self, kind: &'static str, id: Uuid) -> Self {
        self.object = Some((kind, id));
        self
    }

    /// In which workspace.
    pub fn within(mut self, workspace: Uuid) -> Self {
        self.workspace_id = Some(workspace);
        self
    }

    /// From which address.
    pub fn from(mut self, ip_address: &str) -> Self {
        ip_address.clone_into(&mut self.ip_address);
        self
    }

    /// A further fact. Never a secret.
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.detail.insert(key.to_owned(), value.into());
        self
    }

    /// The act was tried and refused.
    pub fn failed(mut self) -> Self {
        self.failed = true;
        self
    }

    /// Writes the entry in the transaction of the act.
    pub async fn write(self, tx: &Tx, now: DateTime<Utc>) -> Result<()> {
        let row = audit_entry::ActiveModel {
            at: Set(now),
            actor_id: Set(self.actor_id),
            action: Set(self.action.to_owned()),
            outcome: Set(if self.failed { "failure" } else { "success" }.to_owned()),
            object_type: Set(self.object.map(|(kind, _)| kind.to_owned())),
            object_id: Set(self.object.map(|(_, id)| id)),
            workspace_id: Set(self.workspace_id),
            ip_address: Set(self.ip_address),
            detail: Set(Value::Object(self.detail)),
            ..Default::default()
        };
        row.insert(&**tx).await?;
        Ok(())
    }
}
