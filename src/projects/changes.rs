//! What differs between two versions of a project, field by field, for the event log.

use crate::events::Change;
use entity::project::Model;
use uuid::Uuid;

/// The changed fields. Long texts are named, not quoted: they are in the project.
pub fn changes(old: &Model, new: &Model) -> Vec<Change> {
    let mut found = Vec::new();
    macro_rules! values {
        ($($field:ident),*) => { $(if old.$field != new.$field {
            found.push(Change::value(stringify!($field), Some(old.$field.to_string()), Some(new.$field.to_string())));
        })* };
    }
    macro_rules! optional {
        ($($field:ident),*) => { $(if old.$field != new.$field {
            found.push(Change::value(stringify!($field), text(&old.$field), text(&new.$field)));
        })* };
    }
    values!(name, identifier, network, logo_props, module_view, cycle_view, issue_views_view);
    values!(page_view, intake_view, is_time_tracking_enabled, is_issue_type_enabled);
    values!(guest_view_all_features, archive_in, close_in, timezone);
    optional!(emoji, icon_prop, cover_image, external_source, external_id);
    if old.description != new.description {
        found.push(Change::value("description", None, None));
    }
    if old.archived_at != new.archived_at {
        let text = |at: Option<chrono::DateTime<chrono::Utc>>| at.map(|at| at.to_rfc3339());
        found.push(Change::value("archived_at", text(old.archived_at), text(new.archived_at)));
    }
    for (field, old_id, new_id) in [
        ("project_lead", old.project_lead, new.project_lead),
        ("default_assignee", old.default_assignee, new.default_assignee),
        ("default_state", old.default_state, new.default_state),
    ] {
        if old_id != new_id {
            let id = |id: Option<Uuid>| id.map(|id| id.to_string());
            found.push(Change { old_id, new_id, ..Change::value(field, id(old_id), id(new_id)) });
        }
    }
    found
}

fn text(value: &Option<impl ToString>) -> Option<String> {
    value.as_ref().map(ToString::to_string)
}
