use super::{items, start, state};
use crate::support::{Project, TestApp};
use sea_orm::ActiveValue::Set;
use serde_json::{Value, json};
use treasury_plane::access::Role;

/// Five items: priorities in order, the names a to e, the youngest last.
async fn five() -> (TestApp, Project) {
    let t = TestApp::new().await;
    let project = t.project().await;
    for (name, priority) in
        [("a", "low"), ("b", "urgent"), ("c", "none"), ("d", "high"), ("e", "medium")]
    {
        t.work_item_with(&project, |row| {
            row.name = Set(name.to_owned());
            row.priority = Set(priority.to_owned());
        })
        .await;
    }
    (t, project)
}

async fn names(project: &Project, query: &str) -> String {
    let answer = project.admin.get(&format!("{}?{query}", items(project))).await.expect(200);
    answer.rows().iter().map(|row| row["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn the_youngest_come_first_and_pages_follow_each_other() {
    let (_t, project) = five().await;
    let first = project.admin.get(&format!("{}?per_page=2", items(&project))).await.expect(200);
    assert_eq!(first.json["total_count"], 5);
    assert_eq!(first.json["total_pages"], 3);
    assert_eq!(first.json["prev_page_results"], false);
    assert_eq!(first.json["grouped_by"], Value::Null);
    assert_eq!(names(&project, "per_page=2").await, "ed");
    assert_eq!(names(&project, "per_page=2&cursor=2:1:0").await, "cb");
    assert_eq!(names(&project, "per_page=2&cursor=2:2:0").await, "a");
    assert_eq!(names(&project, "per_page=2&cursor=2:3:0").await, "");
}

#[tokio::test]
async fn lists_are_ordered_by_what_is_asked_for() {
    let (_t, project) = five().await;
    assert_eq!(names(&project, "order_by=priority").await, "bdeac");
    assert_eq!(names(&project, "order_by=-priority").await, "caedb");
    assert_eq!(names(&project, "order_by=name").await, "abcde");
    assert_eq!(names(&project, "order_by=sort_order").await, "abcde");
    for bad in ["password", "created_by__email", "description_html", ""] {
        let path = format!("{}?order_by={bad}", items(&project));
        project.admin.get(&path).await.expect_fault("order_by");
    }
}

#[tokio::test]
async fn filters_narrow_the_list_and_its_total() {
    let (t, project) = five().await;
    let member = t.project_member(&project, Role::Member).await;
    let label = json!({"name": "bug", "color": "#ff0000"});
    let label = project.admin.post(&format!("{}/labels", project.path), label).await.expect(201);
    let done = state(&project, "Done").await;
    let answer = project.admin.get(&format!("{}?order_by=name", items(&project))).await.expect(200);
    let path =
        |n: usize| format!("{}/{}", items(&project), answer.rows()[n]["id"].as_str().unwrap());
    let body = json!({"assignees": [member.id], "target_date": "2026-03-10"});
    project.admin.patch(&path(0), body).await.expect(200);
    let body = json!({"labels": [label.id()], "state": done});
    project.admin.patch(&path(1), body).await.expect(200);
    for (query, found) in [
        ("priority=urgent,low".to_owned(), "ba"),
        (format!("assignees={}", member.id), "a"),
        (format!("assignees=none,{}", member.id), "edcba"),
        ("assignees=none".to_owned(), "edcb"),
        (format!("labels={}", label.id()), "b"),
        ("labels=none&priority=low".to_owned(), "a"),
        ("state_group=completed".to_owned(), "b"),
        (format!("state={}", done.as_str().unwrap()), "b"),
        ("target_before=2026-03-10".to_owned(), "a"),
        ("target_after=2026-03-11".to_owned(), ""),
        ("created_after=2026-03-02&created_before=2026-03-02".to_owned(), "edcba"),
        ("created_before=2026-03-01".to_owned(), ""),
        ("search=B".to_owned(), "b"),
        ("search=%25".to_owned(), ""),
    ] {
        assert_eq!(names(&project, &query).await, found, "{query}");
        let page = project.admin.get(&format!("{}?{query}", items(&project))).await.expect(200);
        assert_eq!(page.json["total_count"], found.len(), "{query}");
    }
}

#[tokio::test]
async fn fields_and_expand_shape_the_items() {
    let (_t, project, item) = start().await;
    let query = "fields=id,state,created_by,nonsense&expand=state,created_by,nonsense";
    let page = project.admin.get(&format!("{}?{query}", items(&project))).await.expect(200);
    let row = page.rows()[0].as_object().unwrap();
    assert_eq!(row.keys().collect::<Vec<_>>(), ["created_by", "id", "state"]);
    assert_eq!(row["state"]["name"], "Backlog");
    assert_eq!(row["created_by"]["id"], json!(project.admin.id));
    let one = project.admin.get(&format!("{}?fields=name", item.path)).await.expect(200);
    assert_eq!(one.json, json!({"name": "Item 1"}));
}

#[tokio::test]
async fn a_key_finds_its_item() {
    let (t, project, item) = start().await;
    let path = |key: &str| format!("{}/work-items/{key}", project.workspace.path);
    let key = format!("{}-{}", project.identifier, item.number);
    assert_eq!(project.admin.get(&path(&key)).await.expect(200).id(), item.id);
    for bad in ["P1", "NOPE-1", "-1", "P1-0", &key.to_lowercase(), &format!("{key}9")] {
        project.admin.get(&path(bad)).await.expect(404);
    }
    let outside = t.member(&project.workspace, Role::Admin).await;
    outside.get(&path(&key)).await.expect(404);
}
