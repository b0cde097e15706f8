//! `/api/v1/instance/audit`: the log, for administrators of the instance in a browser.

use super::{
    export::{Export, Format},
    search::{self, Filter, Found},
    verify,
};
use crate::{
    access::InstanceScope,
    error::{Error, Result},
    http::{
        extract::Server,
        page::{Page, Paging},
        reply::Reply,
        shared_limits::Shared,
    },
};
use chrono::{DateTime, Utc};
use entity::audit_entry;
use futures_util::stream;
use poem::{
    Body, IntoResponse, Response,
    http::{HeaderValue, header},
};
use poem_openapi::{
    ApiResponse, Object, OpenApi,
    param::Query,
    payload::{Binary, Payload},
    registry::{MetaMediaType, MetaResponse, MetaResponses, Registry},
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// Who acted.
#[derive(Debug, Serialize, Object)]
pub struct AuditActor {
    /// The person's id.
    pub id: Uuid,
    /// Their present name; the one at that time when the account is gone.
    pub display_name: String,
}

/// An act.
#[derive(Debug, Serialize, Object)]
pub struct AuditEntry {
    /// Its id.
    pub id: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; null when nobody was signed in.
    pub actor: Option<AuditActor>,
    /// Their name and address at that time.
    pub actor_label: String,
    /// What, as `thing.verb`.
    pub action: String,
    /// `success` or `failure`.
    pub outcome: String,
    /// Why, when there is more to say than the action does.
    pub reason: String,
    /// The kind of thing acted on.
    pub object_type: Option<String>,
    /// The thing.
    pub object_id: Option<Uuid>,
    /// What it was called.
    pub object_label: String,
    /// In which workspace.
    pub workspace_id: Option<Uuid>,
    /// From which address.
    pub ip_address: String,
    /// Further facts.
    pub detail: Value,
}

impl AuditEntry {
    fn new(row: audit_entry::Model, found: &Found) -> Self {
        let actor = row.actor_id.map(|id| AuditActor {
            id,
            display_name: found.names.get(&id).unwrap_or(&row.actor_label).clone(),
        });
        Self {
            id: row.id,
            at: row.at,
            actor,
            actor_label: row.actor_label,
            action: row.action,
            outcome: row.outcome,
            reason: row.reason,
            object_type: row.object_type,
            object_id: row.object_id,
            object_label: row.object_label,
            workspace_id: row.workspace_id,
            ip_address: row.ip_address,
            detail: row.detail,
        }
    }
}

/// Something in the log that does not fit.
#[derive(Debug, Serialize, Object)]
pub struct AuditProblem {
    /// The entry, when it is one entry.
    pub entry_id: Option<i64>,
    /// What is wrong, in words.
    pub what: String,
}

/// Whether the log is what was written.
#[derive(Debug, Serialize, Object)]
pub struct AuditReport {
    /// All fits together.
    pub passed: bool,
    /// Entries that were looked at.
    pub entries: i64,
    /// Signed checkpoints that were looked at.
    pub checkpoints: i64,
    /// When the last checkpoint that holds was signed.
    pub last_checkpoint_at: Option<DateTime<Utc>>,
    /// How many problems there are; `problems` lists at most a thousand.
    pub problem_count: u64,
    /// What does not fit.
    pub problems: Vec<AuditProblem>,
}

impl From<verify::Report> for AuditReport {
    fn from(report: verify::Report) -> Self {
        let view = |problem: verify::Problem| AuditProblem {
            entry_id: problem.entry_id,
            what: problem.what,
        };
        Self {
            passed: report.passed(),
            entries: report.entries,
            checkpoints: report.checkpoints,
            last_checkpoint_at: report.last_checkpoint_at,
            problem_count: report.problem_count as u64,
            problems: report.problems.into_iter().map(view).collect(),
        }
    }
}

/// The audit log.
#[derive(Debug)]
pub struct AuditApi;

#[OpenApi(prefix_path = "/api/v1/instance/audit")]
impl AuditApi {
    /// Entries, newest first
    ///
    /// Reading them is written down too. Counts go to ten thousand at most.
    #[oai(path = "/", method = "get", operation_id = "list_audit_entries")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the query")]
    async fn list(
        &self,
        app: Server,
        scope: InstanceScope,
        /// Part of any text of the entry.
        search: Query<Option<String>>,
        /// A person's id, or part of their name or address.
        actor: Query<Option<String>>,
        /// The beginning of an action: `sign_in` finds `sign_in.password`.
        action: Query<Option<String>>,
        /// An object's id, its kind, or part of its name.
        object: Query<Option<String>>,
        /// `success` or `failure`.
        outcome: Query<Option<String>>,
        /// From this time on.
        from: Query<Option<DateTime<Utc>>>,
        /// Before this time.
        to: Query<Option<DateTime<Utc>>>,
        per_page: Query<Option<i64>>,
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<AuditEntry>>> {
        let paging = Paging::parse(per_page.0, cursor.0.as_deref())?;
        let text = |given: Option<String>| given.unwrap_or_default().trim().to_owned();
        let filter = Filter {
            search: text(search.0),
            actor: text(actor.0),
            action: text(action.0),
            object: text(object.0),
            outcome: text(outcome.0),
            from: from.0,
            to: to.0,
        };
        if paging.offset() >= search::COUNT_MAX {
            return Err(Error::invalid("cursor", "Narrow the search to see older entries."));
        }
        let newest = cursor.0.as_deref().and_then(newest_in);
        let place = (paging.per_page, paging.offset());
        let mut found = search::find(&app, scope.actor.user_id, &filter, newest, place).await?;
        let rows = std::mem::take(&mut found.rows);
        let views = rows.into_iter().map(|row| AuditEntry::new(row, &found)).collect();
        let mut page = Page::new(views, found.total, paging);
        for cursor in [&mut page.next_cursor, &mut page.prev_cursor] {
            if let Some((place, _)) = cursor.rsplit_once(':') {
                *cursor = format!("{place}:{}", found.newest);
            }
        }
        Reply::new(&page)
    }

    /// Actions that occur in the log
    #[oai(path = "/actions", method = "get", operation_id = "list_audit_actions")]
    async fn actions(&self, app: Server, _scope: InstanceScope) -> Result<Reply<Vec<String>>> {
        Reply::new(&search::actions(&app).await?)
    }

    /// Check that nothing was changed
    ///
    /// Computes the chain of hashes anew and compares it with the signed checkpoints.
    #[oai(path = "/verify", method = "post", operation_id = "verify_audit_log")]
    async fn verify(&self, app: Server, scope: InstanceScope) -> Result<Reply<AuditReport>> {
        let report = verify::run(&app, Some(scope.actor.user_id), None).await?;
        Reply::new(&AuditReport::from(report))
    }

    /// Take the log away
    ///
    /// In the order of commits: one entry a line.
    #[oai(path = "/export", method = "get", operation_id = "download_audit_log")]
    async fn export(
        &self,
        app: Server,
        scope: InstanceScope,
        /// `jsonl` or `cef`.
        format: Query<Option<String>>,
        /// From this time on.
        from: Query<Option<DateTime<Utc>>>,
        /// Before this time.
        to: Query<Option<DateTime<Utc>>>,
    ) -> Result<Exported> {
        app.limits.take(&app, Shared::Export(scope.actor.user_id)).await?;
        let format = Format::parse(format.0.as_deref().unwrap_or("jsonl"))
            .ok_or_else(|| Error::invalid("format", "Must be jsonl or cef."))?;
        let actor = Some(scope.actor.user_id);
        let export = Export::begin(&app.0, actor, format, (from.0, to.0)).await?;
        Ok(Exported { format, export })
    }
}

/// The third part of our cursors: the newest entry when the search began.
fn newest_in(cursor: &str) -> Option<i64> {
    cursor.rsplit(':').next()?.parse().ok().filter(|id| *id > 1)
}

/// A download that is read from the database as fast as the client takes it.
#[derive(Debug)]
struct Exported {
    format: Format,
    export: Export,
}

impl IntoResponse for Exported {
    fn into_response(self) -> Response {
        let (content_type, name) = match self.format {
            Format::Jsonl => ("application/x-ndjson", "attachment; filename=\"audit.jsonl\""),
            Format::Cef => ("text/plain; charset=utf-8", "attachment; filename=\"audit.cef\""),
        };
        let lines = stream::try_unfold(self.export, async |mut export| {
            let text = export.next().await.map_err(std::io::Error::other)?;
            Ok::<_, std::io::Error>(text.map(|text| (text, export)))
        });
        Response::builder()
            .header(header::CONTENT_TYPE, HeaderValue::from_static(content_type))
            .header(header::CONTENT_DISPOSITION, HeaderValue::from_static(name))
            .header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
            .body(Body::from_bytes_stream(lines))
    }
}

impl ApiResponse for Exported {
    fn meta() -> MetaResponses {
        let content = vec![MetaMediaType {
            content_type: Binary::<Vec<u8>>::CONTENT_TYPE,
            schema: Binary::<Vec<u8>>::schema_ref(),
        }];
        MetaResponses {
            responses: vec![MetaResponse {
                description: "One entry a line.",
                status: Some(200),
                status_range: None,
                content,
                headers: vec![],
            }],
        }
    }

    fn register(_: &mut Registry) {}
}
