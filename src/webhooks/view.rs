//! How webhooks and their messages appear in answers.

use super::payload;
use crate::error::Result;
use chrono::{DateTime, Utc};
use entity::{webhook, webhook_delivery, webhook_payload};
use poem_openapi::Object;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// A webhook.
#[derive(Clone, Debug, Serialize, Object)]
#[oai(rename = "Webhook")]
pub struct WebhookView {
    /// The webhook's id.
    pub id: Uuid,
    /// Where messages go.
    pub url: String,
    /// Whether messages go out.
    pub is_active: bool,
    /// Hears of projects.
    pub project: bool,
    /// Hears of work items.
    pub issue: bool,
    /// Hears of modules.
    pub module: bool,
    /// Hears of cycles.
    pub cycle: bool,
    /// Hears of comments.
    pub issue_comment: bool,
    /// When it was switched off because its receiver failed again and again.
    pub paused_at: Option<DateTime<Utc>>,
    /// What went wrong then.
    pub pause_reason: Option<String>,
    /// When it got another secret.
    pub secret_rotated_at: Option<DateTime<Utc>>,
    /// Until then the secret before signs too.
    pub previous_secret_until: Option<DateTime<Utc>>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
    /// The workspace.
    pub workspace: Uuid,
    /// What messages are signed with: present only in the answer that makes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub secret_key: Option<String>,
}

impl WebhookView {
    /// The view of a row.
    pub fn new(row: webhook::Model, secret_key: Option<String>) -> Self {
        Self {
            id: row.id,
            url: row.url,
            is_active: row.is_active,
            project: row.project,
            issue: row.issue,
            module: row.module,
            cycle: row.cycle,
            issue_comment: row.issue_comment,
            paused_at: row.paused_at,
            pause_reason: row.pause_reason,
            secret_rotated_at: row.secret_rotated_at,
            previous_secret_until: row.previous_secret_until,
            created_at: row.created_at,
            updated_at: row.updated_at,
            workspace: row.workspace_id,
            secret_key,
        }
    }
}

/// A message to a webhook.
#[derive(Clone, Debug, Serialize, Object)]
pub struct WebhookDelivery {
    /// Its id, which the receiver gets as `X-Plane-Delivery`.
    pub id: Uuid,
    /// `project`, `issue`, `cycle`, `module`, `issue_comment` or, for a test, `ping`.
    pub event: String,
    /// `created`, `updated`, `deleted` or, for a test, `ping`.
    pub action: String,
    /// `waiting`, `delivered` or `failed`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i32,
    /// The status of the last answer.
    pub response_status: Option<i32>,
    /// How long the last attempt took.
    pub duration_ms: Option<i32>,
    /// What went wrong the last time.
    pub last_error: Option<String>,
    /// When it came up.
    pub created_at: DateTime<Utc>,
    /// When the receiver took it.
    pub delivered_at: Option<DateTime<Utc>>,
    /// When it is tried next, if what is before it has gone out by then.
    pub next_attempt_at: Option<DateTime<Utc>>,
    /// The message that it repeats.
    pub redelivery_of: Option<Uuid>,
}

impl From<webhook_delivery::Model> for WebhookDelivery {
    fn from(row: webhook_delivery::Model) -> Self {
        Self {
            next_attempt_at: (row.state == "waiting").then_some(row.next_attempt_at),
            id: row.id,
            event: row.event,
            action: row.action,
            state: row.state,
            attempts: row.attempts,
            response_status: row.response_status,
            duration_ms: row.duration_ms,
            last_error: row.last_error,
            created_at: row.created_at,
            delivered_at: row.delivered_at,
            redelivery_of: row.redelivery_of,
        }
    }
}

/// A message with what was sent and answered.
#[derive(Clone, Debug, Serialize, Object)]
pub struct WebhookDeliveryDetail {
    /// The message.
    #[oai(flatten)]
    #[serde(flatten)]
    pub delivery: WebhookDelivery,
    /// Headers of the last request, without signatures.
    pub request_headers: Option<Value>,
    /// The body; null as long as it is not written down.
    pub request_body: Option<String>,
    /// Headers of the last answer.
    pub response_headers: Option<Value>,
    /// The first 16 KB of the last answer's body.
    pub response_body: Option<String>,
}

impl WebhookDeliveryDetail {
    /// The view of a row and what it says.
    pub fn new(
        row: webhook_delivery::Model,
        payload: Option<&webhook_payload::Model>,
    ) -> Result<Self> {
        Ok(Self {
            request_body: payload.map(|payload| payload::body(&row, payload)).transpose()?,
            request_headers: row.request_headers.clone(),
            response_headers: row.response_headers.clone(),
            response_body: row.response_body.clone(),
            delivery: row.into(),
        })
    }
}

/// A message in the form of older clients: all texts.
#[derive(Clone, Debug, Serialize, Object)]
pub struct WebhookLog {
    /// The message's id.
    pub id: Uuid,
    /// When it came up.
    pub created_at: DateTime<Utc>,
    /// When it last changed, as far as is known.
    pub updated_at: DateTime<Utc>,
    /// Always null.
    pub deleted_at: Option<DateTime<Utc>>,
    /// The webhook.
    pub webhook: Uuid,
    /// What happened to what kind of thing: `issue`, …
    pub event_type: Option<String>,
    /// Always `POST`.
    pub request_method: Option<String>,
    /// Headers of the last request as JSON.
    pub request_headers: Option<String>,
    /// The body.
    pub request_body: Option<String>,
    /// The status of the last answer.
    pub response_status: Option<String>,
    /// Headers of the last answer as JSON.
    pub response_headers: Option<String>,
    /// The beginning of the last answer's body, or what went wrong.
    pub response_body: Option<String>,
    /// Attempts after the first.
    pub retry_count: i32,
    /// Always null.
    pub created_by: Option<Uuid>,
    /// Always null.
    pub updated_by: Option<Uuid>,
    /// The workspace.
    pub workspace: Uuid,
}

impl WebhookLog {
    /// The view of a row and what it says.
    pub fn new(
        row: webhook_delivery::Model,
        payload: Option<&webhook_payload::Model>,
    ) -> Result<Self> {
        Ok(Self {
            request_body: payload.map(|payload| payload::body(&row, payload)).transpose()?,
            id: row.id,
            created_at: row.created_at,
            updated_at: row.delivered_at.unwrap_or(row.created_at),
            deleted_at: None,
            webhook: row.webhook_id,
            event_type: Some(row.event),
            request_method: Some("POST".to_owned()),
            request_headers: row.request_headers.map(|headers| headers.to_string()),
            response_status: row.response_status.map(|status| status.to_string()),
            response_headers: row.response_headers.map(|headers| headers.to_string()),
            response_body: row.response_body.or(row.last_error),
            retry_count: (row.attempts - 1).max(0),
            created_by: None,
            updated_by: None,
            workspace: row.workspace_id,
        })
    }
}
