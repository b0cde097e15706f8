//! Reading the log in the console.

use super::act;
use crate::support::{PASSWORD, TestApp};
use chrono::Duration;
use serde_json::json;

const AUDIT: &str = "/api/v1/instance/audit";

#[tokio::test]
async fn only_administrators_of_the_instance_in_a_browser_read_the_log() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let project = t.project().await;
    for path in ["", "/actions", "/export"] {
        let path = format!("{AUDIT}{path}");
        admin.get(&path).await.expect(200);
        admin.by_token().await.get(&path).await.expect(403);
        project.admin.get(&path).await.expect(403);
        t.anonymous().get(&path).await.expect(401);
    }
    let path = format!("{AUDIT}/verify");
    admin.by_token().await.post(&path, json!({})).await.expect(403);
    project.admin.post(&path, json!({})).await.expect(403);
}

#[tokio::test]
async fn entries_are_found_by_person_action_object_outcome_time_and_text() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let person = t.user().await;
    t.set_password(&person).await;
    let sign_in = async |password: &str| {
        let body = json!({"email": person.email, "password": password});
        t.anonymous().post("/auth/sign-in", body).await
    };
    sign_in("wrong").await.expect(401);
    t.advance(Duration::hours(1));
    sign_in(PASSWORD).await.expect(200);
    let admin = t.sign_in(admin.id, &admin.email).await;
    let found = async |query: &str| {
        let answer = admin.get(&format!("{AUDIT}?action=sign_in&{query}")).await.expect(200);
        answer.column("outcome").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(found("").await, ["success", "failure"]);
    assert_eq!(found("outcome=failure").await, ["failure"]);
    assert_eq!(found(&format!("actor={}", person.id)).await, ["success"]);
    assert_eq!(found(&format!("actor={}", &person.email[..7].to_uppercase())).await, ["success"]);
    assert_eq!(found("actor=100%25").await, Vec::<String>::new());
    assert_eq!(found(&format!("object={}", person.id)).await, ["failure"]);
    assert_eq!(found("object=user").await, ["failure"]);
    assert_eq!(found("search=WRONG_password").await, ["failure"]);
    assert_eq!(found("search=wrongXpassword").await, Vec::<String>::new());
    let middle = (t.now() - Duration::minutes(30)).format("%Y-%m-%dT%H:%M:%SZ").to_string();
    assert_eq!(found(&format!("from={middle}")).await, ["success"]);
    assert_eq!(found(&format!("to={middle}")).await, ["failure"]);
    let bad = admin.get(&format!("{AUDIT}?outcome=perhaps")).await;
    bad.expect_fault("outcome");
    let row = admin.get(&format!("{AUDIT}?action=sign_in&outcome=failure")).await.expect(200);
    let row = &row.rows()[0];
    assert_eq!(row["reason"], "wrong_password");
    assert_eq!(row["object_label"], json!(person.email));
    assert_eq!(row["ip_address"], "127.0.0.1");
    assert_eq!(row["actor"], json!(null));
}

#[tokio::test]
async fn pages_stay_put_while_others_write_and_a_search_is_noted_once() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    for n in 0..5 {
        act(&t, &n.to_string()).await;
    }
    let query = format!("{AUDIT}?action=test&per_page=2");
    let mut cursor = String::new();
    let mut labels = Vec::new();
    for _ in 0..3 {
        let page = admin.get(&format!("{query}{cursor}")).await.expect(200);
        labels.extend(page.column("object_label").into_iter().map(str::to_owned));
        cursor = format!("&cursor={}", page.text("next_cursor"));
        assert_eq!(page.json["total_count"], 5);
        act(&t, "meanwhile").await;
    }
    assert_eq!(labels, ["4", "3", "2", "1", "0"]);
    let reads = async || {
        let sql = "SELECT count(*) FROM audit_log WHERE action = 'audit.read'";
        sqlx::query_scalar::<_, i64>(sql).fetch_one(t.app.db.pool()).await.unwrap()
    };
    assert_eq!(reads().await, 1);
    admin.get(&query).await.expect(200);
    assert_eq!(reads().await, 1, "the same search again");
    admin.get(&format!("{query}&search=x")).await.expect(200);
    assert_eq!(reads().await, 2, "another search");
    t.advance(Duration::minutes(20));
    let admin = t.sign_in(admin.id, &admin.email).await;
    admin.get(&query).await.expect(200);
    assert_eq!(reads().await, 3, "the same search much later");
}

#[tokio::test]
async fn the_actions_that_occur_are_listed_once_each() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    act(&t, "one").await;
    act(&t, "two").await;
    let project = t.project().await;
    let body = json!({"email": "new@agency.example", "role": 5});
    project.admin.post(&format!("{}/invitations", project.workspace.path), body).await.expect(201);
    let seen = admin.get(&format!("{AUDIT}/actions")).await.expect(200);
    let seen: Vec<&str> =
        seen.json.as_array().unwrap().iter().map(|action| action.as_str().unwrap()).collect();
    assert_eq!(seen, ["invitation.created", "project.created", "test.acted", "workspace.created"]);
}
