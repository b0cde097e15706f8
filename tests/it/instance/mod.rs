//! The console of the instance.

use crate::support::TestApp;
use serde_json::json;
use treasury_plane::access::Role;

const INSTANCE: &str = "/api/v1/instance";
const USERS: &str = "/api/v1/instance/users";
const WORKSPACES: &str = "/api/v1/instance/workspaces";

#[tokio::test]
async fn only_its_administrators_open_the_console() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let ana = &project.admin;
    for path in [INSTANCE, USERS, WORKSPACES] {
        ana.get(path).await.expect(403);
        t.anonymous().get(path).await.expect(401);
    }
    ana.patch(INSTANCE, json!({"name": "Mine"})).await.expect(403);
    ana.post(USERS, json!({"email": "x@y.z", "first_name": "", "last_name": ""})).await.expect(403);
    ana.patch(&format!("{USERS}/{}", ana.id), json!({"is_instance_admin": true})).await.expect(403);
    ana.post(&format!("{USERS}/{}/reset-link", ana.id), json!({})).await.expect(403);
    ana.post(WORKSPACES, json!({"name": "A", "slug": "a"})).await.expect(403);
}

#[tokio::test]
async fn administering_the_instance_opens_no_workspace() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let project = t.project().await;
    admin.get(&project.workspace.path).await.expect(404);
    admin.get(&project.path).await.expect(404);
}

#[tokio::test]
async fn settings_are_read_and_changed() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let project = t.project().await;
    t.work_item(&project).await;
    let seen = admin.get(INSTANCE).await.expect(200);
    let counts = json!({"users": 2, "workspaces": 1, "projects": 1, "work_items": 1});
    assert_eq!(seen.json["counts"], counts);
    assert!(seen.json["database"]["migrations_applied"].as_i64().unwrap() >= 10);
    let crypto = &seen.json["crypto"];
    assert_eq!(crypto["fips"], json!(treasury_plane::crypto::IS_FIPS_BUILD));
    assert!(crypto["name"].as_str().unwrap().starts_with("AWS-LC"), "{crypto}");
    assert_eq!(crypto["state"], json!(treasury_plane::crypto::module().state));
    let patch = json!({"name": " Bureau ", "session_idle_minutes": 15});
    let changed = admin.patch(INSTANCE, patch).await.expect(200);
    assert_eq!(changed.text("name"), "Bureau");
    assert_eq!(changed.json["settings"]["session_idle_minutes"], 15);
    let methods = t.anonymous().get("/auth/methods").await.expect(200);
    assert_eq!(methods.text("instance_name"), "Bureau");
    for (field, patch) in [
        ("name", json!({"name": ""})),
        ("name", json!({"name": "x".repeat(81)})),
        ("session_idle_minutes", json!({"session_idle_minutes": 4})),
        ("session_absolute_hours", json!({"session_absolute_hours": 0})),
    ] {
        admin.patch(INSTANCE, patch).await.expect_fault(field);
    }
}

#[tokio::test]
async fn shorter_sessions_hold_for_those_that_are_open() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let ana = t.user().await;
    admin.patch(INSTANCE, json!({"session_idle_minutes": 5})).await.expect(200);
    t.advance(chrono::Duration::minutes(6));
    ana.get("/api/v1/users/me").await.expect(401);
}

#[tokio::test]
async fn accounts_are_listed_found_and_paged() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let mut emails = Vec::new();
    for name in ["Zoe", "Yan"] {
        let email = format!("{}@bureau.example", name.to_lowercase());
        let body = json!({"email": email, "first_name": name, "last_name": "Q"});
        t.advance(chrono::Duration::seconds(1));
        admin.post(USERS, body).await.expect(201);
        emails.push(email);
    }
    let body = json!({"email": "ZOE@bureau.example", "first_name": "", "last_name": ""});
    assert!(admin.post(USERS, body).await.expect(409).json["email"].is_string());
    let body = json!({"email": "nobody", "first_name": "", "last_name": ""});
    admin.post(USERS, body).await.expect_fault("email");
    let get = async |query: &str| admin.get(&format!("{USERS}?{query}")).await;
    assert_eq!(get("").await.expect(200).json["total_count"], 3);
    assert_eq!(get("search=BUREAU").await.expect(200).json["total_count"], 2);
    assert_eq!(get("search=%25").await.expect(200).json["total_count"], 0);
    let page = get("search=bureau&per_page=1&cursor=1:1:0").await.expect(200);
    assert_eq!(page.column("email"), ["zoe@bureau.example"]);
    assert_eq!(get("status=inactive").await.expect(200).json["total_count"], 0);
    get("status=asleep").await.expect_fault("status");
    get("per_page=0").await.expect_fault("per_page");
    get("search=a%00b").await.expect(400);
}

#[tokio::test]
async fn nobody_changes_themselves_and_one_administrator_stays() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let other = t.user().await;
    let path = format!("{USERS}/{}", other.id);
    admin.patch(&format!("{USERS}/{}", admin.id), json!({"is_active": false})).await.expect(400);
    let raised = admin.patch(&path, json!({"is_instance_admin": true})).await.expect(200);
    assert_eq!(raised.json["is_instance_admin"], true);
    other.get(INSTANCE).await.expect(200);
    let own = format!("{USERS}/{}", admin.id);
    other.patch(&own, json!({"is_instance_admin": false})).await.expect(200);
    admin.get(INSTANCE).await.expect(403);
    admin.patch(&path, json!({"is_active": false})).await.expect(403);
    other.patch(&format!("{USERS}/{}", t.now().timestamp()), json!({})).await.expect(404);
}

#[tokio::test]
async fn workspaces_are_listed_and_created_for_the_administrator() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let project = t.project().await;
    t.member(&project.workspace, Role::Guest).await;
    let body = json!({"name": "Bureau", "slug": "bureau"});
    t.advance(chrono::Duration::seconds(1));
    admin.post(WORKSPACES, body).await.expect(201);
    let seen = admin.get(WORKSPACES).await.expect(200);
    assert_eq!(seen.column("slug"), ["bureau", project.workspace.slug.as_str()]);
    assert_eq!(seen.rows()[1]["member_count"], 2);
    assert_eq!(seen.rows()[1]["project_count"], 1);
    assert_eq!(seen.rows()[1]["owner"]["id"], json!(project.admin.id));
    let found = admin.get(&format!("{WORKSPACES}?search=BUREAU")).await.expect(200);
    assert_eq!(found.json["total_count"], 1);
}
