//! Work items: one file a verb.

mod bad_input;
mod create;
mod delete;
mod guests;
mod list;
mod place;
mod search;
mod snapshot;
mod update;

use crate::support::{Item, Project, TestApp};
use serde_json::Value;

fn items(project: &Project) -> String {
    format!("{}/work-items", project.path)
}

/// A project with one item in it.
async fn start() -> (TestApp, Project, Item) {
    let t = TestApp::new().await;
    let project = t.project().await;
    let item = t.work_item(&project).await;
    (t, project, item)
}

/// The id of a state, by its name.
async fn state(project: &Project, name: &str) -> Value {
    let answer = project.admin.get(&format!("{}/states", project.path)).await.expect(200);
    answer.rows().iter().find(|row| row["name"] == name).unwrap()["id"].clone()
}

/// The feed of an item as (verb, field, old, new).
async fn feed(project: &Project, item: &str) -> Vec<(String, String, String, String)> {
    let answer = project.admin.get(&format!("{item}/activities")).await.expect(200);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let entry = |row: &Value| {
        (text(&row["verb"]), text(&row["field"]), text(&row["old_value"]), text(&row["new_value"]))
    };
    answer.rows().iter().map(entry).collect()
}
