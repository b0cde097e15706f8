//! How a publication and its board appear in answers.

use crate::app::App;
use chrono::NaiveDate;
use entity::publication;
use poem_openapi::Object;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// A publication, for members of the project.
#[derive(Clone, Debug, Serialize, Object)]
pub struct Publish {
    /// The publication's id.
    pub id: Uuid,
    /// Names the board in its address.
    pub anchor: String,
    /// Whether visitors may comment: not offered.
    pub is_comments_enabled: bool,
    /// Whether visitors may react: not offered.
    pub is_reactions_enabled: bool,
    /// Whether visitors may vote: not offered.
    pub is_votes_enabled: bool,
    /// Which layouts are offered: `list`, `kanban`, …
    pub view_props: Value,
    /// The address of the board.
    pub url: String,
    /// The project.
    pub project: Uuid,
    /// The workspace.
    pub workspace: Uuid,
}

impl Publish {
    /// The view of a row.
    pub fn new(app: &App, row: publication::Model) -> Self {
        Self {
            id: row.id,
            url: app.space_url(&format!("/issues/{}", row.anchor)),
            anchor: row.anchor,
            is_comments_enabled: row.is_comments_enabled,
            is_reactions_enabled: row.is_reactions_enabled,
            is_votes_enabled: row.is_votes_enabled,
            view_props: row.view_props,
            project: row.project_id,
            workspace: row.workspace_id,
        }
    }
}

/// The published project.
#[derive(Clone, Debug, Serialize, Object)]
pub struct BoardProject {
    /// The project's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// The first part of its work items' keys.
    pub identifier: String,
    /// What it is about.
    pub description: String,
    /// Its emblem.
    pub logo_props: Value,
    /// The old name of `cover_image_url`.
    pub cover_image: Option<String>,
    /// A picture for its head.
    pub cover_image_url: Option<String>,
    /// An older form of its emblem.
    pub icon_prop: Option<Value>,
    /// An older form of its emblem.
    pub emoji: Option<String>,
}

/// The workspace of a published project.
#[derive(Clone, Debug, Serialize, Object)]
pub struct BoardWorkspace {
    /// Its name.
    pub name: String,
    /// Its address.
    pub slug: String,
    /// Its id.
    pub id: Uuid,
}

/// What a published board offers.
#[derive(Clone, Debug, Serialize, Object)]
pub struct BoardSettings {
    /// Names the board in its address.
    pub anchor: String,
    /// Whether visitors may comment: not offered.
    pub is_comments_enabled: bool,
    /// Whether visitors may react: not offered.
    pub is_reactions_enabled: bool,
    /// Whether visitors may vote: not offered.
    pub is_votes_enabled: bool,
    /// Which layouts are offered: `list`, `kanban`, …
    pub view_props: Value,
    /// The project.
    pub project_details: BoardProject,
    /// Its workspace.
    pub workspace_detail: BoardWorkspace,
}

/// A state of a published project.
#[derive(Clone, Debug, Serialize, Object)]
pub struct BoardState {
    /// The state's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// What it means: `backlog`, `unstarted`, `started`, `completed` or `cancelled`.
    pub group: String,
    /// Its colour.
    pub color: String,
    /// Its place among the states.
    pub sequence: f64,
}

/// A label of a published project.
#[derive(Clone, Debug, Serialize, Object)]
pub struct BoardLabel {
    /// The label's id.
    pub id: Uuid,
    /// Its name.
    pub name: String,
    /// Its colour.
    pub color: String,
    /// The label above it.
    pub parent: Option<Uuid>,
}

/// A person who works on a published project: no more than the name they show.
#[derive(Clone, Debug, Serialize, Object)]
pub struct BoardMember {
    /// The membership's id.
    pub id: Uuid,
    /// The person's id.
    pub member: Uuid,
    /// The name to show.
    #[serde(rename = "member__display_name")]
    #[oai(rename = "member__display_name")]
    pub display_name: String,
    /// Where the picture is.
    #[serde(rename = "member__avatar")]
    #[oai(rename = "member__avatar")]
    pub avatar: String,
    /// The project.
    pub project: Uuid,
    /// The workspace.
    pub workspace: Uuid,
}

/// A work item of a published project.
#[derive(Clone, Debug, Serialize, Object)]
pub struct BoardItem {
    /// The work item's id.
    pub id: Uuid,
    /// Its title.
    pub name: String,
    /// Its state.
    pub state_id: Uuid,
    /// Its place in the manual order.
    pub sort_order: f64,
    /// Always null.
    pub estimate_point: Option<Uuid>,
    /// `urgent`, `high`, `medium`, `low` or `none`.
    pub priority: String,
    /// When work starts.
    pub start_date: Option<NaiveDate>,
    /// When it is due.
    pub target_date: Option<NaiveDate>,
    /// The number in its key.
    pub sequence_id: i32,
    /// The project.
    pub project_id: Uuid,
    /// The work item above it.
    pub parent_id: Option<Uuid>,
    /// Always null.
    pub cycle_id: Option<Uuid>,
    /// Who created it.
    pub created_by: Option<Uuid>,
    /// What its state means.
    #[serde(rename = "state__group")]
    #[oai(rename = "state__group")]
    pub state_group: String,
    /// Who works on it.
    pub assignee_ids: Vec<Uuid>,
    /// Its labels.
    pub label_ids: Vec<Uuid>,
    /// Always empty.
    pub module_ids: Vec<Uuid>,
    /// Always empty.
    pub vote_items: Vec<Value>,
    /// Always empty.
    pub reaction_items: Vec<Value>,
}

/// A work item of a published project with its description.
#[derive(Clone, Debug, Serialize, Object)]
pub struct BoardItemDetail {
    /// The work item.
    #[serde(flatten)]
    #[oai(flatten)]
    pub item: BoardItem,
    /// The description, as sanitised HTML.
    pub description_html: String,
    /// The words of the description.
    pub description_stripped: Option<String>,
}
