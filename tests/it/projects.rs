//! Projects with their members, states and labels.

use crate::support::{Project, TestApp};
use serde_json::{Value, json};
use treasury_plane::access::Role;
use uuid::Uuid;

async fn start() -> (TestApp, Project) {
    let t = TestApp::new().await;
    let project = t.project().await;
    (t, project)
}

fn projects(project: &Project) -> String {
    format!("{}/projects", project.workspace.path)
}

async fn membership(project: &Project, person: Uuid) -> String {
    let answer = project.admin.get(&format!("{}/members", project.path)).await.expect(200);
    let row = answer.rows().iter().find(|row| row["id"] == json!(person)).unwrap();
    format!("{}/members/{}", project.path, row["membership_id"].as_str().unwrap())
}

#[tokio::test]
async fn a_new_project_has_states_and_its_creator() {
    let (_t, project) = start().await;
    let body = json!({"name": "Payroll", "identifier": " pay ", "description": "Pays"});
    let made = project.admin.post(&projects(&project), body).await.expect(201);
    assert_eq!(made.json["identifier"], "PAY");
    assert_eq!(made.json["member_role"], 20);
    assert_eq!(made.json["total_members"], 1);
    assert_eq!(made.json["network"], 2);
    let path = format!("{}/{}", projects(&project), made.id());
    let states = project.admin.get(&format!("{path}/states")).await.expect(200);
    assert_eq!(states.column("name"), ["Backlog", "Todo", "In Progress", "Done", "Cancelled"]);
    assert_eq!(project.admin.get(&path).await.expect(200).json, made.json);
}

#[tokio::test]
async fn names_and_identifiers_are_taken_once() {
    let (_t, project) = start().await;
    let post = async |name: &str, identifier: &str| {
        let body = json!({"name": name, "identifier": identifier});
        project.admin.post(&projects(&project), body).await
    };
    post("One", "ONE").await.expect(201);
    assert!(post("One", "TWO").await.expect(409).json["name"].is_string());
    assert!(post("Two", "one").await.expect(409).json["identifier"].is_string());
    post("a<b", "X").await.expect_fault("name");
    post("Fine", "").await.expect_fault("identifier");
    post("Fine", "A-B").await.expect_fault("identifier");
    let other =
        project.workspace.owner.post("/api/v1/workspaces", json!({"name": "O", "slug": "o"}));
    other.await.expect(201);
    let body = json!({"name": "One", "identifier": "ONE"});
    project.admin.post("/api/v1/workspaces/o/projects", body).await.expect(201);
}

#[tokio::test]
async fn secret_projects_are_hidden_and_public_ones_can_be_joined() {
    let (t, project) = start().await;
    let member = t.member(&project.workspace, Role::Member).await;
    let listed = async || member.get(&projects(&project)).await.expect(200).rows().len();
    assert_eq!(listed().await, 1);
    project.admin.patch(&project.path, json!({"network": 0})).await.expect(200);
    assert_eq!(listed().await, 0);
    member.get(&project.path).await.expect(404);
    member.post(&format!("{}/join", project.path), json!({})).await.expect(404);
    project.admin.patch(&project.path, json!({"network": 2})).await.expect(200);
    member.get(&format!("{}/snapshot", project.path)).await.expect(403);
    member.post(&format!("{}/join", project.path), json!({})).await.expect(204);
    member.get(&format!("{}/snapshot", project.path)).await.expect(200);
    assert_eq!(member.get(&project.path).await.expect(200).json["member_role"], 15);
}

#[tokio::test]
async fn settings_change_and_people_in_them_belong_to_the_workspace() {
    let (t, project) = start().await;
    let stranger = t.user().await;
    let patch = async |body: Value| project.admin.patch(&project.path, body).await;
    patch(json!({"project_lead": stranger.id})).await.expect_fault("project_lead");
    patch(json!({"default_state": Uuid::nil()})).await.expect_fault("default_state");
    patch(json!({"archive_in": 13})).await.expect_fault("archive_in");
    patch(json!({"network": 1})).await.expect_fault("network");
    let lead = t.member(&project.workspace, Role::Member).await;
    let changed = patch(json!({"project_lead": lead.id, "cycle_view": true})).await.expect(200);
    assert_eq!(changed.json["project_lead"], json!(lead.id));
    assert_eq!(changed.json["cycle_view"], true);
    let cleared = patch(json!({"project_lead": null})).await.expect(200);
    assert_eq!(cleared.json["project_lead"], Value::Null);
}

#[tokio::test]
async fn an_archived_project_is_read_only_until_restored() {
    let (_t, project) = start().await;
    let archive = format!("{}/archive", project.path);
    project.admin.post(&archive, json!({})).await.expect(204);
    assert_ne!(project.admin.get(&project.path).await.expect(200).json["archived_at"], Value::Null);
    project.admin.patch(&project.path, json!({"description": "x"})).await.expect(400);
    let label = json!({"name": "bug"});
    project.admin.post(&format!("{}/labels", project.path), label).await.expect(400);
    project.admin.delete(&archive).await.expect(204);
    project.admin.patch(&project.path, json!({"description": "x"})).await.expect(200);
}

#[tokio::test]
async fn a_deleted_project_is_gone_and_its_name_free() {
    let (_t, project) = start().await;
    let name = project.admin.get(&project.path).await.expect(200).text("name").to_owned();
    project.admin.delete(&project.path).await.expect(204);
    project.admin.get(&project.path).await.expect(404);
    let body = json!({"name": name, "identifier": project.identifier});
    project.admin.post(&projects(&project), body).await.expect(201);
}

#[tokio::test]
async fn roles_are_given_within_bounds() {
    let (t, project) = start().await;
    let path = format!("{}/members", project.path);
    let guest = t.member(&project.workspace, Role::Guest).await;
    let member = t.project_member(&project, Role::Member).await;
    let add = async |person: Uuid, role: i32| {
        project.admin.post(&path, json!({"member": person, "role": role})).await
    };
    add(guest.id, 15).await.expect(400);
    add(guest.id, 5).await.expect(201);
    add(guest.id, 5).await.expect(409);
    add(guest.id, 7).await.expect_fault("role");
    add(t.user().await.id, 5).await.expect_fault("member");
    let own = membership(&project, project.admin.id).await;
    project.admin.patch(&own, json!({"role": 5})).await.expect(400);
    project.admin.delete(&own).await.expect(400);
    let theirs = membership(&project, member.id).await;
    project.admin.patch(&theirs, json!({"role": 20})).await.expect(200);
    project.admin.delete(&theirs).await.expect(204);
    member.get(&path).await.expect(403);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let (t, project) = start().await;
    let leave = format!("{}/members/leave", project.path);
    project.admin.post(&leave, json!({})).await.expect(400);
    let other = t.project_member(&project, Role::Admin).await;
    project.admin.post(&leave, json!({})).await.expect(204);
    other.post(&leave, json!({})).await.expect(400);
}

#[tokio::test]
async fn one_state_is_the_default_and_used_ones_stay() {
    let (t, project) = start().await;
    let path = format!("{}/states", project.path);
    let body = json!({"name": "Review", "color": "#123abc", "group": "started", "default": true});
    let review = project.admin.post(&path, body).await.expect(200);
    let all = project.admin.get(&path).await.expect(200);
    let defaults: Vec<_> = all.rows().iter().filter(|row| row["default"] == true).collect();
    assert_eq!(defaults.len(), 1);
    assert_eq!(defaults[0]["name"], "Review");
    project.admin.delete(&format!("{path}/{}", review.id())).await.expect(400);
    t.work_item(&project).await;
    let backlog = all.rows().iter().find(|row| row["name"] == "Backlog").unwrap();
    let backlog = format!("{path}/{}", backlog["id"].as_str().unwrap());
    project.admin.patch(&backlog, json!({"default": true})).await.expect(200);
    project.admin.delete(&format!("{path}/{}", review.id())).await.expect(400);
    project.admin.patch(&backlog, json!({"default": false})).await.expect_fault("default");
    let todo = all.rows().iter().find(|row| row["name"] == "Todo").unwrap();
    project.admin.delete(&format!("{path}/{}", todo["id"].as_str().unwrap())).await.expect(204);
}

#[tokio::test]
async fn states_are_checked() {
    let (_t, project) = start().await;
    let path = format!("{}/states", project.path);
    let post = async |body: Value| project.admin.post(&path, body).await;
    post(json!({"color": "#123abc"})).await.expect_fault("name");
    post(json!({"name": "x"})).await.expect_fault("color");
    post(json!({"name": "x", "color": "red"})).await.expect_fault("color");
    post(json!({"name": "x", "color": "#123abc", "group": "triage"})).await.expect_fault("group");
    let taken = post(json!({"name": "Done", "color": "#123abc"})).await.expect(409);
    assert!(taken.json["id"].is_string());
}

#[tokio::test]
async fn labels_nest_once_and_leave_items_when_deleted() {
    let (t, project) = start().await;
    let path = format!("{}/labels", project.path);
    let post = async |body: Value| project.admin.post(&path, body).await;
    let top = post(json!({"name": "area", "color": "#123abc"})).await.expect(201);
    let sub = post(json!({"name": "login", "parent": top.id()})).await.expect(201);
    post(json!({"name": "deep", "parent": sub.id()})).await.expect_fault("parent");
    post(json!({"name": "x", "parent": Uuid::nil()})).await.expect_fault("parent");
    assert_eq!(post(json!({"name": "area"})).await.expect(409).id(), top.id());
    let one = |id: Uuid| format!("{path}/{id}");
    project.admin.patch(&one(top.id()), json!({"parent": top.id()})).await.expect_fault("parent");
    let item = t.work_item(&project).await;
    project.admin.patch(&item.path, json!({"labels": [top.id(), sub.id()]})).await.expect(200);
    project.admin.delete(&one(top.id())).await.expect(204);
    let item = project.admin.get(&item.path).await.expect(200);
    assert_eq!(item.json["labels"], json!([sub.id()]));
    assert_eq!(project.admin.get(&one(sub.id())).await.expect(200).json["parent"], Value::Null);
}
