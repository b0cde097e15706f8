//! Changing work items.

use super::{
    super::{
        mentions,
        model::{WorkItemPatch, check_dates},
        queries::{self, ItemName},
        view::WorkItem,
    },
    links, parent_for, place, refuse_same_external, state_for,
};
use crate::{
    access::{Permission, ProjectScope},
    app::App,
    db::Tx,
    error::{Error, Result},
    events::{self, Change, NewEvent, Verb},
    html,
};
use entity::{state, work_item};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::Value;
use uuid::Uuid;

/// Changes an item; guests change only their own. Writes one event with all that differs, and none
/// when nothing does. Answers `None` when the item is out of sight afterwards: archived, or a draft.
pub async fn update(
    app: &App,
    scope: &ProjectScope,
    id: Uuid,
    patch: WorkItemPatch,
) -> Result<Option<WorkItem>> {
    patch.check(false)?;
    let tx = app.db.begin(scope.context()).await?;
    let found = queries::visible_item_for_update(&tx, scope, id).await?;
    scope.require_or_own(Permission::EditWorkItem, found.created_by)?;
    scope.require_open()?;
    let mut edit = Edit::new(found);
    edit.plain_fields(&patch)?;
    edit.mentions(&tx).await?;
    edit.external(&tx, &patch).await?;
    edit.parent(&tx, &patch).await?;
    edit.state(app, &tx, &patch).await?;
    edit.place(app, &tx, scope, &patch).await?;
    edit.links(&tx, &patch).await?;
    let out_of_sight = edit.is_out_of_sight();
    edit.save(app, &tx, scope, out_of_sight).await?;
    let answer =
        if out_of_sight { None } else { Some(queries::view(&tx, scope, ItemName::Id(id)).await?) };
    tx.commit().await?;
    Ok(answer)
}

/// An item while it is being changed, with what differs so far.
struct Edit {
    old: work_item::Model,
    row: work_item::ActiveModel,
    changes: Vec<Change>,
    /// Something differs that the feed does not show, such as the place in the order.
    silent: bool,
}

impl Edit {
    fn new(old: work_item::Model) -> Self {
        Self { row: old.clone().into_active_model(), old, changes: vec![], silent: false }
    }

    fn plain_fields(&mut self, patch: &WorkItemPatch) -> Result<()> {
        if let Some(name) =
            patch.name.as_deref().map(str::trim).filter(|name| *name != self.old.name)
        {
            self.note("name", Some(self.old.name.clone()), Some(name.to_owned()));
            self.row.name = Set(name.to_owned());
        }
        if let Some(html) = &patch.description_html {
            let html = html::sanitize(html);
            if html != self.old.description_html {
                // The text itself is kept out of the log: it may be long, and is in the item.
                self.note("description", None, None);
                self.row.description_stripped =
                    Set(Some(html::strip(&html)).filter(|text| !text.is_empty()));
                self.row.description_html = Set(html);
            }
        }
        if let Some(priority) = patch.priority.as_ref().filter(|p| **p != self.old.priority) {
            self.note("priority", Some(self.old.priority.clone()), Some(priority.clone()));
            self.row.priority = Set(priority.clone());
        }
        self.dates(patch)?;
        if let Some(point) = patch.point.filter(|point| *point != self.old.point) {
            self.note("point", text(self.old.point), text(point));
            self.row.point = Set(point);
        }
        if let Some(archived_at) = patch.archived_at.filter(|at| *at != self.old.archived_at) {
            self.note("archived_at", text(self.old.archived_at), text(archived_at));
            self.row.archived_at = Set(archived_at);
        }
        if let Some(is_draft) = patch.is_draft.filter(|is_draft| *is_draft != self.old.is_draft) {
            self.silent = true;
            self.row.is_draft = Set(is_draft);
        }
        self.properties(patch)
    }

    async fn mentions(&mut self, tx: &Tx) -> Result<()> {
        if let Set(html) = &self.row.description_html {
            let old = &self.old.description_html;
            self.changes.extend(mentions::new_ones(tx, self.old.project_id, old, html).await?);
        }
        Ok(())
    }

    fn dates(&mut self, patch: &WorkItemPatch) -> Result<()> {
        let start = patch.start_date.unwrap_or(self.old.start_date);
        let target = patch.target_date.unwrap_or(self.old.target_date);
        check_dates(start, target)?;
        if start != self.old.start_date {
            self.note("start_date", text(self.old.start_date), text(start));
            self.row.start_date = Set(start);
        }
        if target != self.old.target_date {
            self.note("target_date", text(self.old.target_date), text(target));
            self.row.target_date = Set(target);
        }
        Ok(())
    }

    fn properties(&mut self, patch: &WorkItemPatch) -> Result<()> {
        let Some(Value::Object(over)) = &patch.properties else { return Ok(()) };
        let mut merged = self.old.properties.as_object().cloned().unwrap_or_default();
        for (key, value) in over {
            let old = if value.is_null() {
                merged.remove(key)
            } else {
                merged.insert(key.clone(), value.clone())
            };
            if old.as_ref().unwrap_or(&Value::Null) != value {
                let readable = |value: &Value| match value {
                    Value::Null => None,
                    Value::String(text) => Some(text.clone()),
                    other => Some(other.to_string()),
                };
                self.note(
                    &format!("properties.{key}"),
                    old.as_ref().and_then(readable),
                    readable(value),
                );
            }
        }
        let merged = Value::Object(merged);
        if merged.to_string().len() > 64 * 1024 {
            return Err(Error::invalid("properties", "May have at most 64 KB."));
        }
        self.row.properties = Set(merged);
        Ok(())
    }

    async fn external(&mut self, tx: &Tx, patch: &WorkItemPatch) -> Result<()> {
        let source = patch.external_source.clone().unwrap_or(self.old.external_source.clone());
        let id = patch.external_id.clone().unwrap_or(self.old.external_id.clone());
        if (&source, &id) == (&self.old.external_source, &self.old.external_id) {
            return Ok(());
        }
        if let (Some(source), Some(id)) = (&source, &id) {
            refuse_same_external(tx, self.old.project_id, Some(self.old.id), (source, id)).await?;
        }
        self.silent = true;
        self.row.external_source = Set(source);
        self.row.external_id = Set(id);
        Ok(())
    }

    async fn parent(&mut self, tx: &Tx, patch: &WorkItemPatch) -> Result<()> {
        let Some(parent) = patch.parent.filter(|parent| *parent != self.old.parent_id) else {
            return Ok(());
        };
        let mut change = Change { field: "parent".to_owned(), ..Change::default() };
        if let Some(old) = self.old.parent_id {
            let old = work_item::Entity::find_by_id(old).one(&**tx).await?;
            change.old_id = self.old.parent_id;
            change.old = old.map(|old| old.name);
        }
        if let Some(parent) = parent {
            if queries::is_above(tx, self.old.id, parent).await? {
                let message = "A work item cannot be placed below itself.";
                return Err(Error::invalid("parent", message));
            }
            change.new_id = Some(parent);
            change.new = Some(parent_for(tx, self.old.project_id, parent).await?.name);
        }
        self.row.parent_id = Set(parent);
        self.changes.push(change);
        Ok(())
    }

    async fn state(&mut self, app: &App, tx: &Tx, patch: &WorkItemPatch) -> Result<()> {
        let Some(wanted) = patch.state.filter(|state| *state != self.old.state_id) else {
            return Ok(());
        };
        let new = state_for(tx, self.old.project_id, Some(wanted)).await?;
        let old = state::Entity::find_by_id(self.old.state_id).one(&**tx).await?;
        self.changes.push(Change {
            field: "state".to_owned(),
            old: old.map(|old| old.name),
            old_id: Some(self.old.state_id),
            new: Some(new.name),
            new_id: Some(new.id),
        });
        self.row.state_id = Set(new.id);
        self.row.completed_at = Set((new.group == "completed").then(|| app.clock.now()));
        Ok(())
    }

    async fn place(
        &mut self,
        app: &App,
        tx: &Tx,
        scope: &ProjectScope,
        patch: &WorkItemPatch,
    ) -> Result<()> {
        let key = match patch.place {
            Some(wanted) => Some(place::resolve(app, tx, scope, self.old.id, wanted).await?),
            None => patch.sort_order,
        };
        if let Some(key) = key.filter(|key| key.total_cmp(&self.old.sort_order).is_ne()) {
            self.silent = true;
            self.row.sort_order = Set(key);
        }
        Ok(())
    }

    async fn links(&mut self, tx: &Tx, patch: &WorkItemPatch) -> Result<()> {
        let project_id = self.old.project_id;
        if let Some(wanted) = &patch.assignees {
            let present: std::collections::BTreeSet<_> =
                queries::assignees(tx, self.old.id).await?.into_iter().collect();
            // Who is on the item already may stay, even if they could not be added now.
            let stay: Vec<_> = wanted.iter().filter(|id| present.contains(id)).copied().collect();
            let mut allowed = links::assignable(tx, project_id, wanted.clone()).await?;
            allowed.extend(stay);
            self.changes.extend(links::set_assignees(tx, &self.old, present, allowed).await?);
        }
        if let Some(wanted) = &patch.labels {
            let present = queries::labels(tx, self.old.id).await?.into_iter().collect();
            let allowed = links::own_labels(tx, project_id, wanted.clone()).await?;
            self.changes.extend(links::set_labels(tx, &self.old, present, allowed).await?);
        }
        Ok(())
    }

    fn is_out_of_sight(&self) -> bool {
        let archived = match &self.row.archived_at {
            Set(at) => at.is_some(),
            _ => false,
        };
        archived || matches!(self.row.is_draft, Set(true))
    }

    async fn save(
        mut self,
        app: &App,
        tx: &Tx,
        scope: &ProjectScope,
        out_of_sight: bool,
    ) -> Result<()> {
        if self.changes.is_empty() && !self.silent {
            return Ok(());
        }
        let now = app.clock.now();
        self.row.updated_by = Set(Some(scope.user_id()));
        self.row.updated_at = Set(now);
        self.row.update(&**tx).await?;
        let event = NewEvent {
            workspace_id: self.old.workspace_id,
            project_id: Some(self.old.project_id),
            work_item_id: Some(self.old.id),
            actor_id: Some(scope.user_id()),
            entity: "work_item",
            entity_id: self.old.id,
            verb: if out_of_sight { Verb::Deleted } else { Verb::Updated },
            changes: self.changes,
        };
        events::record(tx, event, now).await
    }

    fn note(&mut self, field: &str, old: Option<String>, new: Option<String>) {
        self.changes.push(Change::value(field, old, new));
    }
}

fn text(value: Option<impl ToString>) -> Option<String> {
    value.map(|value| value.to_string())
}
