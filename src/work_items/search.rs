//! Search by title and number, over all projects of the person or one of them.

use crate::{access::WorkspaceScope, app::App, check::Check, error::Result};
use poem_openapi::Object;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::Serialize;
use uuid::Uuid;

/// An item that was found.
#[derive(Clone, Debug, Serialize, Object)]
pub struct FoundItem {
    /// Its title.
    pub name: String,
    /// The item's id.
    pub id: Uuid,
    /// The number in its key.
    pub sequence_id: i32,
    /// The prefix of its key.
    #[oai(rename = "project__identifier")]
    #[serde(rename = "project__identifier")]
    pub project_identifier: String,
    /// Its project.
    pub project_id: Uuid,
    /// Its workspace, by slug.
    #[oai(rename = "workspace__slug")]
    #[serde(rename = "workspace__slug")]
    pub workspace_slug: String,
}

/// What a search found.
#[derive(Clone, Debug, Default, Serialize, Object)]
pub struct SearchResults {
    /// Numbers first, then titles, the last changed first.
    pub issues: Vec<FoundItem>,
}

/// Finds items by part of the title (three characters or more), by its beginning (fewer), or by
/// number, as `42` or `KEY-42`. Only in projects that the person belongs to.
pub async fn search(
    app: &App,
    scope: &WorkspaceScope,
    text: &str,
    project: Option<Uuid>,
    limit: u32,
) -> Result<SearchResults> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(SearchResults::default());
    }
    Check::new().text("search", text, 1..=255).finish()?;
    let digits = text.rsplit_once('-').map_or(text, |(_, digits)| digits);
    let number = digits.parse::<i32>().ok();
    let tx = app.db.begin_read(scope.context()).await?;
    let rows = tx
        .query_all_raw(Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT * FROM search_work_items($1, $2, $3, $4, $5, $6)",
            [
                scope.actor.user_id.into(),
                scope.workspace_id.into(),
                project.into(),
                text.into(),
                number.into(),
                i32::try_from(limit.min(100)).unwrap_or(100).into(),
            ],
        ))
        .await?;
    tx.end().await?;
    let issues = rows
        .iter()
        .map(|row| {
            Ok(FoundItem {
                id: row.try_get_by_index(0)?,
                name: row.try_get_by_index(1)?,
                sequence_id: row.try_get_by_index(2)?,
                project_identifier: row.try_get_by_index(3)?,
                project_id: row.try_get_by_index(4)?,
                workspace_slug: scope.slug.to_string(),
            })
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(SearchResults { issues })
}
