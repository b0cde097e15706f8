use crate::support::{Caller, Project, TestApp};
use sea_orm::ActiveValue::Set;
use treasury_plane::access::Role;

async fn found(who: &Caller, project: &Project, query: &str) -> Vec<String> {
    let path = format!("{}/work-items/search?{query}", project.workspace.path);
    let answer = who.get(&path).await.expect(200);
    let name = |row: &serde_json::Value| row["name"].as_str().unwrap().to_owned();
    answer.json["issues"].as_array().unwrap().iter().map(name).collect()
}

async fn named(t: &TestApp, project: &Project, name: &str) {
    t.work_item_with(project, |row| row.name = Set(name.to_owned())).await;
}

#[tokio::test]
async fn titles_and_numbers_are_found() {
    let t = TestApp::new().await;
    let project = t.project().await;
    for name in ["Rotate the signing keys", "Keyboard map", "50% off_now", "Nothing"] {
        named(&t, &project, name).await;
    }
    let who = &project.admin;
    assert_eq!(found(who, &project, "search=SIGNING").await, ["Rotate the signing keys"]);
    assert_eq!(found(who, &project, "search=ke").await, ["Keyboard map"]);
    assert_eq!(found(who, &project, "search=50%25").await, ["50% off_now"]);
    assert_eq!(found(who, &project, "search=f_n").await, ["50% off_now"]);
    assert_eq!(found(who, &project, "search=4").await, ["Nothing"]);
    let key = format!("search={}-2", project.identifier);
    assert_eq!(found(who, &project, &key).await, ["Keyboard map"]);
    assert!(found(who, &project, "search=").await.is_empty());
    assert!(found(who, &project, "search=absent").await.is_empty());
    assert_eq!(found(who, &project, "search=key&limit=1").await.len(), 1);
    let path = format!("{}/work-items/search?search=a%00b", project.workspace.path);
    who.get(&path).await.expect_fault("search");
}

#[tokio::test]
async fn only_projects_that_one_belongs_to_are_searched() {
    let t = TestApp::new().await;
    let ours = t.project().await;
    let other = t.project_in(&ours.workspace).await;
    let foreign = t.project().await;
    for project in [&ours, &other, &foreign] {
        named(&t, project, "Needle").await;
    }
    let member = t.project_member(&ours, Role::Member).await;
    assert_eq!(found(&member, &ours, "search=needle").await.len(), 1);
    assert_eq!(found(&ours.admin, &ours, "search=needle").await.len(), 2);
    let here = format!("search=needle&project_id={}", ours.id);
    assert_eq!(found(&ours.admin, &ours, &here).await.len(), 1);
    let everywhere = format!("{here}&workspace_search=true");
    assert_eq!(found(&ours.admin, &ours, &everywhere).await.len(), 2);
    let outside = t.member(&ours.workspace, Role::Admin).await;
    assert!(found(&outside, &ours, "search=needle").await.is_empty());
}
