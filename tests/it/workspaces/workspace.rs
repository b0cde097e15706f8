//! Creating, reading, changing and deleting workspaces.

use crate::support::TestApp;
use serde_json::json;
use treasury_plane::access::Role;

const WORKSPACES: &str = "/api/v1/workspaces";

#[tokio::test]
async fn a_workspace_is_created_changed_and_deleted() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let made = ana.post(WORKSPACES, json!({"name": " Bureau ", "slug": "bureau"})).await;
    let made = made.expect(201);
    assert_eq!((made.text("name"), made.text("slug")), ("Bureau", "bureau"));
    assert_eq!(made.json["role"], 20);
    assert_eq!(made.json["owner"], json!(ana.id));
    let path = format!("{WORKSPACES}/bureau");
    assert_eq!(ana.get(&path).await.expect(200).json, made.json);
    assert_eq!(ana.get(WORKSPACES).await.expect(200).column("slug"), ["bureau"]);
    let changed = ana.patch(&path, json!({"name": "Office", "timezone": "America/New_York"}));
    assert_eq!(changed.await.expect(200).text("name"), "Office");
    ana.delete(&path).await.expect(204);
    ana.get(&path).await.expect(404);
    assert!(ana.get(WORKSPACES).await.expect(200).rows().is_empty());
    // The address can be used again.
    ana.post(WORKSPACES, json!({"name": "Bureau", "slug": "bureau"})).await.expect(201);
}

#[tokio::test]
async fn a_slug_is_plain_and_taken_once_in_the_instance() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let body = |name: &str, slug: &str| json!({"name": name, "slug": slug});
    for slug in ["", "a b", "a/b", "../x", "\u{e9}", "api", "God-Mode", &"x".repeat(49), "a\0"] {
        ana.post(WORKSPACES, body("A", slug)).await.expect_fault("slug");
    }
    for name in ["", "  ", "https://evil.example", &"x".repeat(81), "a\0"] {
        ana.post(WORKSPACES, body(name, "fine")).await.expect_fault("name");
    }
    ana.post(WORKSPACES, body("A", "taken")).await.expect(201);
    let ben = t.user().await;
    let conflict = ben.post(WORKSPACES, body("B", "taken")).await.expect(409);
    assert!(conflict.json["slug"].is_string(), "{}", conflict.json);
    assert!(conflict.json.get("id").is_none(), "says nothing about the other workspace");
}

#[tokio::test]
async fn outsiders_find_no_workspace() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    let ben = t.user().await;
    let unknown = ben.get("/api/v1/workspaces/nowhere").await.expect(404);
    let hidden = ben.get(&workspace.path).await.expect(404);
    assert_eq!(hidden.json, unknown.json);
    for path in ["members", "invitations", "projects", "assets/x", "files/x"] {
        ben.get(&format!("{}/{path}", workspace.path)).await.expect(404);
    }
    ben.patch(&workspace.path, json!({"name": "Mine"})).await.expect(404);
    ben.delete(&workspace.path).await.expect(404);
    t.anonymous().get(&workspace.path).await.expect(401);
    for odd in ["%00", "a%00b", "..", "%2e%2e", "a%2fb"] {
        ben.get(&format!("{WORKSPACES}/{odd}")).await.expect(404);
    }
}

#[tokio::test]
async fn only_administrators_change_a_workspace() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    for role in [Role::Member, Role::Guest] {
        let person = t.member(&workspace, role).await;
        person.get(&workspace.path).await.expect(200);
        person.patch(&workspace.path, json!({"name": "Mine"})).await.expect(403);
        person.delete(&workspace.path).await.expect(403);
    }
    let admin = t.member(&workspace, Role::Admin).await;
    admin.patch(&workspace.path, json!({"name": "Ours"})).await.expect(200);
    admin.patch(&workspace.path, json!({"name": ""})).await.expect_fault("name");
    admin.patch(&workspace.path, json!({"timezone": "a b"})).await.expect_fault("timezone");
}

#[tokio::test]
async fn the_instance_may_keep_people_from_creating_workspaces() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let ana = t.user().await;
    assert_eq!(ana.get("/api/v1/users/me").await.json["can_create_workspace"], true);
    let closed = json!({"allow_workspace_creation": false});
    admin.patch("/api/v1/instance", closed).await.expect(200);
    assert_eq!(ana.get("/api/v1/users/me").await.json["can_create_workspace"], false);
    let body = json!({"name": "A", "slug": "a"});
    ana.post(WORKSPACES, body.clone()).await.expect(403);
    admin.post(WORKSPACES, body).await.expect(201);
}

#[tokio::test]
async fn the_last_workspace_is_remembered_for_browsers() {
    let t = TestApp::new().await;
    let workspace = t.workspace().await;
    let me = "/api/v1/users/me";
    workspace.owner.by_token().await.get(&workspace.path).await.expect(200);
    let first = workspace.owner.get(me).await.expect(200);
    assert_eq!(first.json["last_workspace_slug"], json!(null));
    workspace.owner.get(&workspace.path).await.expect(200);
    let then = workspace.owner.get(me).await.expect(200);
    assert_eq!(then.text("last_workspace_slug"), workspace.slug);
}
