//! Publishing a project, and ending that.

use crate::{
    access::{Permission, ProjectScope},
    app::App,
    audit,
    db::Tx,
    error::{Error, Result},
    events::{self, Change, NewEvent, Verb},
    random,
};
use entity::publication;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, IntoActiveModel, ModelTrait,
    QueryFilter,
};
use serde_json::{Map, Value};
use uuid::Uuid;

/// The layouts that a board can offer.
const LAYOUTS: [&str; 5] = ["list", "kanban", "calendar", "gantt", "spreadsheet"];
/// Those that it offers when nobody says.
const OFFERED: [&str; 2] = ["list", "kanban"];

/// The publication of a project.
pub async fn get(app: &App, scope: &ProjectScope) -> Result<publication::Model> {
    scope.require(Permission::ViewProject)?;
    let tx = app.db.begin(scope.context()).await?;
    let row = find(&tx, scope.project_id).await?.ok_or(Error::NotFound("publication"))?;
    tx.end().await?;
    Ok(row)
}

/// Publishes a project.
pub async fn publish(
    app: &App,
    scope: &ProjectScope,
    view_props: Option<Value>,
) -> Result<publication::Model> {
    scope.require(Permission::PublishProject)?;
    scope.require_open()?;
    let view_props = merge(None, view_props)?;
    let now = app.clock.now();
    let tx = app.db.begin(scope.context()).await?;
    if let Some(found) = find(&tx, scope.project_id).await? {
        return Err(Error::conflict("The project is published already.", Some(found.id)));
    }
    let row = publication::ActiveModel {
        id: Set(random::id(now)),
        workspace_id: Set(scope.workspace.workspace_id),
        project_id: Set(scope.project_id),
        anchor: Set(random::hex::<16>()?),
        is_comments_enabled: Set(false),
        is_reactions_enabled: Set(false),
        is_votes_enabled: Set(false),
        view_props: Set(view_props),
        created_by: Set(Some(scope.user_id())),
        created_at: Set(now),
        updated_at: Set(now),
    };
    let row = row.insert(&*tx).await?;
    record(app, &tx, scope, Some((false, true))).await?;
    audit(app, &tx, scope, "project.published", row.id).await?;
    tx.commit().await?;
    Ok(row)
}

/// Changes which layouts a board offers.
pub async fn update(
    app: &App,
    scope: &ProjectScope,
    view_props: Option<Value>,
) -> Result<publication::Model> {
    scope.require(Permission::PublishProject)?;
    let tx = app.db.begin(scope.context()).await?;
    let found = find(&tx, scope.project_id).await?.ok_or(Error::NotFound("publication"))?;
    let view_props = merge(Some(&found.view_props), view_props)?;
    let mut row = found.into_active_model();
    row.view_props = Set(view_props);
    row.updated_at = Set(app.clock.now());
    let row = row.update(&*tx).await?;
    record(app, &tx, scope, None).await?;
    audit(app, &tx, scope, "project.publication_changed", row.id).await?;
    tx.commit().await?;
    Ok(row)
}

/// Ends a publication; its address works no more, even if the project is published again.
pub async fn unpublish(app: &App, scope: &ProjectScope) -> Result<()> {
    scope.require(Permission::PublishProject)?;
    let tx = app.db.begin(scope.context()).await?;
    let found = find(&tx, scope.project_id).await?.ok_or(Error::NotFound("publication"))?;
    let id = found.id;
    found.delete(&*tx).await?;
    record(app, &tx, scope, Some((true, false))).await?;
    audit(app, &tx, scope, "project.unpublished", id).await?;
    tx.commit().await
}

/// The publication of a project, if it has one.
pub async fn find(tx: &Tx, project_id: Uuid) -> Result<Option<publication::Model>> {
    Ok(publication::Entity::find()
        .filter(publication::Column::ProjectId.eq(project_id))
        .one(&**tx)
        .await?)
}

fn merge(present: Option<&Value>, over: Option<Value>) -> Result<Value> {
    let mut merged = match present.and_then(Value::as_object) {
        Some(present) => present.clone(),
        None => OFFERED.iter().map(|name| ((*name).to_owned(), Value::Bool(true))).collect(),
    };
    match over {
        None => {}
        Some(Value::Object(over)) if is_valid(&over) => merged.extend(over),
        Some(_) => {
            let message = format!("Must say true or false of some of: {}.", LAYOUTS.join(", "));
            return Err(Error::invalid("view_props", message));
        }
    }
    Ok(Value::Object(merged))
}

fn is_valid(over: &Map<String, Value>) -> bool {
    over.iter().all(|(name, value)| LAYOUTS.contains(&name.as_str()) && value.is_boolean())
}

async fn record(
    app: &App,
    tx: &Tx,
    scope: &ProjectScope,
    deployed: Option<(bool, bool)>,
) -> Result<()> {
    let changes = deployed.map(|(old, new)| {
        Change::value("is_deployed", Some(old.to_string()), Some(new.to_string()))
    });
    let event = NewEvent {
        workspace_id: scope.workspace.workspace_id,
        project_id: Some(scope.project_id),
        work_item_id: None,
        actor_id: Some(scope.user_id()),
        entity: "project",
        entity_id: scope.project_id,
        verb: Verb::Updated,
        changes: changes.into_iter().collect(),
    };
    events::record(tx, event, app.clock.now()).await
}

async fn audit(
    app: &App,
    tx: &Tx,
    scope: &ProjectScope,
    action: &'static str,
    id: Uuid,
) -> Result<()> {
    audit::Entry::new(action)
        .by(scope.user_id())
        .on("publication", id)
        .within(scope.workspace.workspace_id)
        .with("project", scope.project_id.to_string())
        .write(tx, app.clock.now())
        .await
}

#[cfg(test)]
mod tests {
    use super::merge;
    use serde_json::json;

    #[test]
    fn layouts_are_known_and_said_yes_or_no() {
        assert_eq!(merge(None, None).unwrap(), json!({"list": true, "kanban": true}));
        let present = json!({"list": true, "kanban": true});
        let merged = merge(Some(&present), Some(json!({"kanban": false}))).unwrap();
        assert_eq!(merged, json!({"list": true, "kanban": false}));
        for bad in [json!([]), json!("list"), json!({"list": 1}), json!({"maps": true})] {
            assert!(merge(None, Some(bad.clone())).is_err(), "{bad}");
        }
    }
}
