//! The people of a workspace.

use crate::support::{Caller, TestApp, Workspace};
use serde_json::{Value, json};
use treasury_plane::access::Role;

/// The path of somebody's membership.
async fn membership(workspace: &Workspace, person: &Caller) -> String {
    let path = format!("{}/members", workspace.path);
    let listed = workspace.owner.get(&path).await.expect(200);
    let found = listed.rows().iter().find(|row| row["id"] == json!(person.id)).unwrap();
    format!("{path}/{}", found["membership_id"].as_str().unwrap())
}

#[tokio::test]
async fn guests_see_no_addresses() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    let member = t.member(&workspace, Role::Member).await;
    let guest = t.member(&workspace, Role::Guest).await;
    let path = format!("{}/members", workspace.path);
    let seen = member.get(&path).await.expect(200);
    assert_eq!(seen.rows().len(), 3);
    assert!(seen.rows().iter().all(|row| row["email"].is_string()));
    let seen = guest.get(&path).await.expect(200);
    assert!(seen.rows().iter().all(|row| row["email"] == Value::Null));
}

#[tokio::test]
async fn only_administrators_change_roles_and_nobody_their_own() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    let member = t.member(&workspace, Role::Member).await;
    let admin = t.member(&workspace, Role::Admin).await;
    let path = membership(&workspace, &member).await;
    member.patch(&path, json!({"role": 20})).await.expect(403);
    let changed = admin.patch(&path, json!({"role": 20})).await.expect(200);
    assert_eq!(changed.json["role"], 20);
    member.patch(&path, json!({"role": 15})).await.expect(400);
    admin.patch(&path, json!({"role": 7})).await.expect_fault("role");
    admin.patch(&path, json!({"role": "admin"})).await.expect(400);
    let elsewhere = t.workspace().await;
    let foreign = path.replace(&workspace.slug, &elsewhere.slug);
    elsewhere.owner.patch(&foreign, json!({"role": 5})).await.expect(404);
}

#[tokio::test]
async fn a_new_guest_is_one_in_all_projects() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let ben = t.project_member(&project, Role::Admin).await;
    ben.get(&project.path).await.expect(200);
    let path = membership(&project.workspace, &ben).await;
    project.admin.patch(&path, json!({"role": 5})).await.expect(200);
    let seen = ben.get(&project.path).await.expect(200);
    assert_eq!(seen.json["member_role"], 5);
    ben.patch(&project.path, json!({"name": "Mine"})).await.expect(403);
}

#[tokio::test]
async fn who_is_removed_is_out_everywhere() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let workspace = &project.workspace;
    let ben = t.project_member(&project, Role::Member).await;
    let cy = t.member(workspace, Role::Member).await;
    let path = membership(workspace, &ben).await;
    cy.delete(&path).await.expect(403);
    project.admin.delete(&path).await.expect(204);
    ben.get(&workspace.path).await.expect(404);
    ben.get(&project.path).await.expect(404);
    project.admin.delete(&path).await.expect(404);
    // Coming back does not bring back the projects.
    t.join_workspace(workspace, &ben, Role::Guest).await;
    ben.get(&workspace.path).await.expect(200);
    ben.get(&project.path).await.expect(404);
}

#[tokio::test]
async fn the_owner_stays() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    let admin = t.member(&workspace, Role::Admin).await;
    let leave = format!("{}/members/leave", workspace.path);
    workspace.owner.post(&leave, json!({})).await.expect(400);
    let own = membership(&workspace, &workspace.owner).await;
    workspace.owner.delete(&own).await.expect(400);
    admin.delete(&own).await.expect(400);
    admin.post(&leave, json!({})).await.expect(204);
    admin.get(&workspace.path).await.expect(404);
}
