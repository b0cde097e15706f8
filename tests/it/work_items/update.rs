use super::{feed, items, start, state};
use serde_json::{Value, json};
use treasury_plane::access::Role;

fn entry(field: &str, old: &str, new: &str) -> (String, String, String, String) {
    ("updated".to_owned(), field.to_owned(), old.to_owned(), new.to_owned())
}

#[tokio::test]
async fn each_changed_field_is_in_the_feed_with_old_and_new() {
    let (t, project, item) = start().await;
    let member = t.project_member(&project, Role::Member).await;
    let label = json!({"name": "bug", "color": "#ff0000"});
    let label = project.admin.post(&format!("{}/labels", project.path), label).await.expect(201);
    let body = json!({
        "name": "Renamed", "priority": "high", "state": state(&project, "In Progress").await,
        "assignees": [member.id], "labels": [label.id()], "target_date": "2026-04-01",
        "description_html": "<p>More</p>"
    });
    t.advance(chrono::Duration::minutes(1));
    let changed = project.admin.patch(&item.path, body).await.expect(200);
    assert_eq!(changed.json["assignees"], json!([member.id]));
    assert_eq!(changed.json["updated_by"], json!(project.admin.id));
    let person = project.admin.get(&format!("{}/members", project.path)).await.expect(200);
    let name = person.rows().iter().find(|row| row["id"] == json!(member.id)).unwrap();
    let name = name["display_name"].as_str().unwrap();
    assert_eq!(
        feed(&project, &item.path).await,
        [
            entry("name", "Item 1", "Renamed"),
            entry("description", "", ""),
            entry("priority", "none", "high"),
            entry("target_date", "", "2026-04-01"),
            entry("state", "Backlog", "In Progress"),
            entry("assignees", "", name),
            entry("labels", "", "bug"),
        ]
    );
}

#[tokio::test]
async fn what_stays_the_same_is_not_an_event() {
    let (t, project, item) = start().await;
    t.advance(chrono::Duration::minutes(1));
    let before = project.admin.get(&item.path).await.expect(200);
    let body = json!({"name": "Item 1", "priority": "none", "description_html": "<p></p>"});
    let after = project.admin.patch(&item.path, body).await.expect(200);
    assert_eq!(after.json, before.json);
    assert!(feed(&project, &item.path).await.is_empty());
}

#[tokio::test]
async fn completed_at_follows_the_group_of_the_state() {
    let (_t, project, item) = start().await;
    let to = async |name: &str| {
        let body = json!({"state": state(&project, name).await});
        project.admin.patch(&item.path, body).await.expect(200).json["completed_at"].clone()
    };
    assert_ne!(to("Done").await, Value::Null);
    assert_eq!(to("Cancelled").await, Value::Null);
    assert_ne!(to("Done").await, Value::Null);
    assert_eq!(to("Todo").await, Value::Null);
}

#[tokio::test]
async fn null_clears_and_absence_leaves() {
    let (_t, project, item) = start().await;
    let body = json!({"start_date": "2026-03-01", "target_date": "2026-03-05"});
    project.admin.patch(&item.path, body).await.expect(200);
    let changed = project.admin.patch(&item.path, json!({"start_date": null})).await.expect(200);
    assert_eq!(changed.json["start_date"], Value::Null);
    assert_eq!(changed.json["target_date"], "2026-03-05");
    let body = json!({"start_date": "2026-03-06"});
    project.admin.patch(&item.path, body).await.expect_fault("target_date");
}

#[tokio::test]
async fn an_item_is_never_below_itself() {
    let (t, project, top) = start().await;
    let (middle, low) = (t.work_item(&project).await, t.work_item(&project).await);
    let under = async |item: &str, parent: uuid::Uuid| {
        project.admin.patch(item, json!({"parent": parent})).await
    };
    under(&middle.path, top.id).await.expect(200);
    under(&low.path, middle.id).await.expect(200);
    under(&top.path, low.id).await.expect_fault("parent");
    under(&top.path, top.id).await.expect_fault("parent");
    let cleared = project.admin.patch(&low.path, json!({"parent": null})).await.expect(200);
    assert_eq!(cleared.json["parent"], Value::Null);
}

#[tokio::test]
async fn properties_are_merged_and_null_removes() {
    let (_t, project, item) = start().await;
    let patch = async |properties: Value| {
        let body = json!({"properties": properties});
        project.admin.patch(&item.path, body).await.expect(200).json["properties"].clone()
    };
    assert_eq!(patch(json!({"a": 1, "b": "x"})).await, json!({"a": 1, "b": "x"}));
    assert_eq!(patch(json!({"a": null, "c": true})).await, json!({"b": "x", "c": true}));
    let body = json!({"properties": [1]});
    project.admin.patch(&item.path, body).await.expect_fault("properties");
    let body = json!({"properties": {"x": "y".repeat(70_000)}});
    project.admin.patch(&item.path, body).await.expect_fault("properties");
}

#[tokio::test]
async fn an_assignee_who_left_the_project_may_stay_on_the_item() {
    let (t, project, item) = start().await;
    let member = t.project_member(&project, Role::Member).await;
    let body = json!({"assignees": [member.id]});
    project.admin.patch(&item.path, body).await.expect(200);
    member.post(&format!("{}/members/leave", project.path), json!({})).await.expect(204);
    let body = json!({"assignees": [member.id, project.admin.id]});
    let changed = project.admin.patch(&item.path, body).await.expect(200);
    assert_eq!(changed.json["assignees"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn an_archived_item_is_out_of_sight() {
    let (_t, project, item) = start().await;
    let body = json!({"archived_at": "2026-03-02"});
    project.admin.patch(&item.path, body).await.expect(200);
    project.admin.get(&item.path).await.expect(404);
    assert_eq!(project.admin.get(&items(&project)).await.expect(200).json["total_count"], 0);
}
