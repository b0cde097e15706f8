use super::{items, start, state};
use serde_json::json;

#[tokio::test]
async fn items_name_states_people_and_labels_by_their_place() {
    let (t, project, item) = start().await;
    let child = t.work_item(&project).await;
    let label = json!({"name": "bug", "color": "#ff0000"});
    let label = project.admin.post(&format!("{}/labels", project.path), label).await.expect(201);
    let body = json!({
        "priority": "high", "state": state(&project, "Done").await, "labels": [label.id()],
        "assignees": [project.admin.id], "name": "Quote \" and \\ and \u{1F600}"
    });
    project.admin.patch(&item.path, body).await.expect(200);
    project.admin.patch(&child.path, json!({"parent": item.id})).await.expect(200);
    let snapshot = project.admin.get(&format!("{}/snapshot", project.path)).await.expect(200);
    let json = &snapshot.json;
    let groups: Vec<_> = json["states"].as_array().unwrap().iter().map(|s| &s["group"]).collect();
    assert_eq!(groups, ["backlog", "unstarted", "started", "completed", "cancelled"]);
    assert_eq!(json["can_edit"], true);
    assert_eq!(json["members"][0]["id"], json!(project.admin.id));
    let first = &json["items"][0];
    let at = |name: &str| {
        let fields = json["fields"].as_array().unwrap();
        &first[fields.iter().position(|field| field == name).unwrap()]
    };
    assert_eq!(at("id"), &json!(item.id));
    assert_eq!(at("name"), "Quote \" and \\ and \u{1F600}");
    assert_eq!((at("state"), at("priority")), (&json!(3), &json!(1)));
    assert_eq!((at("assignees"), at("labels")), (&json!([0]), &json!([0])));
    assert_eq!(at("created_by"), &json!(0));
    assert_eq!(at("sort_order"), &json!(1000.0));
    assert_eq!(json["items"][1][7], json!(item.id));
}

#[tokio::test]
async fn an_empty_project_has_an_empty_snapshot() {
    let (_t, project, item) = start().await;
    project.admin.delete(&item.path).await.expect(204);
    let snapshot = project.admin.get(&format!("{}/snapshot", project.path)).await.expect(200);
    assert_eq!(snapshot.json["items"], json!([]));
    let list = project.admin.get(&items(&project)).await.expect(200);
    assert_eq!(list.rows().len(), 0);
}
