//! Published boards.

use crate::support::{Answer, Caller, PNG, Project, TestApp};
use chrono::NaiveDate;
use entity::{audit_entry, label, state, work_item_label};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder,
};
use serde_json::{Value, json};
use treasury_plane::{access::Role, db::Context, random};
use uuid::Uuid;

fn publish(project: &Project) -> String {
    format!("{}/publish", project.path)
}

/// A published project; says where the public finds it.
async fn published() -> (TestApp, Project, String) {
    let t = TestApp::new().await;
    let project = t.project().await;
    let made = project.admin.post(&publish(&project), json!({})).await.expect(201);
    let board = format!("/api/public/anchor/{}", made.text("anchor"));
    (t, project, board)
}

async fn audited(t: &TestApp, action: &str) -> usize {
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    let rows = audit_entry::Entity::find().filter(audit_entry::Column::Action.eq(action));
    rows.all(&*tx).await.unwrap().len()
}

#[tokio::test]
async fn a_project_is_published_changed_and_unpublished() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let (ana, path) = (&project.admin, publish(&project));
    ana.get(&path).await.expect(404);
    let made = ana.post(&path, json!({})).await.expect(201);
    let anchor = made.text("anchor");
    assert_eq!(anchor.len(), 32);
    assert!(made.text("url").ends_with(&format!("/spaces/issues/{anchor}")));
    assert_eq!(made.json["view_props"], json!({"list": true, "kanban": true}));
    assert_eq!(ana.get(&path).await.expect(200).json, made.json);
    assert_eq!(ana.post(&path, json!({})).await.expect(409).id(), made.id());
    let changed = ana.patch(&path, json!({"view_props": {"kanban": false}})).await.expect(200);
    assert_eq!(changed.json["view_props"], json!({"list": true, "kanban": false}));
    ana.patch(&path, json!({"view_props": {"maps": true}})).await.expect_fault("view_props");

    let meta = format!("/api/public/anchor/{anchor}/meta");
    t.anonymous().get(&meta).await.expect(200);
    ana.delete(&path).await.expect(204);
    ana.delete(&path).await.expect(404);
    t.anonymous().get(&meta).await.expect(404);
    let again = ana.post(&path, json!({})).await.expect(201);
    assert_ne!(again.text("anchor"), anchor);
    assert_eq!(audited(&t, "project.published").await, 2);
    assert_eq!(audited(&t, "project.publication_changed").await, 1);
    assert_eq!(audited(&t, "project.unpublished").await, 1);
}

#[tokio::test]
async fn only_administrators_publish() {
    let t = TestApp::new().await;
    let project = t.project().await;
    let path = publish(&project);
    let member = t.project_member(&project, Role::Member).await;
    let guest = t.project_member(&project, Role::Guest).await;
    let elsewhere = t.project().await;
    let refused = async |by: &Caller, status: u16| {
        by.post(&path, json!({})).await.expect(status);
        by.patch(&path, json!({})).await.expect(status);
        by.delete(&path).await.expect(status);
    };
    refused(&member, 403).await;
    refused(&guest, 403).await;
    refused(&elsewhere.admin, 404).await;
    refused(&t.anonymous(), 401).await;
    project.admin.post(&path, json!({})).await.expect(201);
    member.get(&path).await.expect(200);
    elsewhere.admin.get(&path).await.expect(404);
    assert_eq!(audited(&t, "project.published").await, 1);
}

#[tokio::test]
async fn unknown_boards_are_all_alike() {
    let (t, project, board) = published().await;
    let wrong = [
        format!("/api/public/anchor/{}/meta", "0".repeat(32)),
        "/api/public/anchor/x/meta".to_owned(),
        "/api/public/anchor/%00/meta".to_owned(),
        format!("/api/public/anchor/{}/meta", project.id),
    ];
    for path in &wrong {
        let answer = t.anonymous().get(path).await.expect(404);
        assert_eq!(answer.text("error"), "The requested resource does not exist.", "{path}");
    }
    t.anonymous().get(&format!("{board}/meta")).await.expect(200);
    project.admin.post(&format!("{}/archive", project.path), json!({})).await.expect(204);
    t.anonymous().get(&format!("{board}/meta")).await.expect(404);
    t.anonymous().get(&format!("{board}/issues")).await.expect(404);
    project.admin.delete(&format!("{}/archive", project.path)).await.expect(204);
    t.anonymous().get(&format!("{board}/meta")).await.expect(200);
    project.admin.delete(&project.path).await.expect(204);
    t.anonymous().get(&format!("{board}/meta")).await.expect(404);
}

#[tokio::test]
async fn the_public_sees_names_and_no_addresses() {
    let (t, project, board) = published().await;
    let item = t.work_item(&project).await;
    let comment = json!({"comment_html": "<p>internal-remark</p>"});
    project.admin.post(&format!("{}/comments", item.path), comment).await.expect(201);
    let pages = ["meta", "settings", "states", "labels", "members", "issues"];
    let mut seen = Vec::new();
    for page in pages {
        let answer = t.anonymous().get(&format!("{board}/{page}")).await.expect(200);
        seen.push(String::from_utf8(answer.bytes).unwrap());
    }
    let detail = t.anonymous().get(&format!("{board}/issues/{}", item.id)).await.expect(200);
    seen.push(String::from_utf8(detail.bytes).unwrap());
    for text in &seen {
        assert!(!text.contains("agency.example"), "{text}");
        assert!(!text.contains("internal-remark"), "{text}");
    }
    let members = t.anonymous().get(&format!("{board}/members")).await.expect(200);
    assert_eq!(members.rows().len(), 1);
    assert_eq!(members.rows()[0]["member"], json!(project.admin.id));
    let mut keys: Vec<_> = members.rows()[0].as_object().unwrap().keys().collect();
    keys.sort();
    let expected =
        ["id", "member", "member__avatar", "member__display_name", "project", "workspace"];
    assert_eq!(keys, expected);
    let meta = t.anonymous().get(&format!("{board}/meta")).await.expect(200);
    assert_eq!(meta.text("identifier"), project.identifier);
    let settings = t.anonymous().get(&format!("{board}/settings")).await.expect(200);
    assert_eq!(settings.json["workspace_detail"]["slug"], json!(project.workspace.slug));
    for path in ["activities", "comments", "attachments"] {
        t.anonymous().get(&format!("{board}/issues/{}/{path}", item.id)).await.expect(404);
    }
}

#[tokio::test]
async fn hidden_items_stay_hidden() {
    let (t, project, board) = published().await;
    let shown = t.work_item(&project).await;
    let now = t.now();
    let day = NaiveDate::from_ymd_opt(2026, 3, 1);
    let archived = t.work_item_with(&project, |row| row.archived_at = Set(day)).await;
    let draft = t.work_item_with(&project, |row| row.is_draft = Set(true)).await;
    let deleted = t.work_item_with(&project, |row| row.deleted_at = Set(Some(now))).await;
    let other = t.project_in(&project.workspace).await;
    let foreign = t.work_item(&other).await;
    let page = t.anonymous().get(&format!("{board}/issues")).await.expect(200);
    assert_eq!(page.column("id"), [shown.id.to_string()]);
    assert_eq!(page.json["total_count"], 1);
    let search = t.anonymous().get(&format!("{board}/issues?search=item")).await.expect(200);
    assert_eq!(search.json["total_count"], 1);
    for hidden in [archived, draft, deleted, foreign] {
        t.anonymous().get(&format!("{board}/issues/{}", hidden.id)).await.expect(404);
    }
}

#[tokio::test]
async fn items_are_filtered_and_ordered_by_what_is_listed() {
    let (t, project, board) = published().await;
    let (done, urgent_label) = surroundings(&t, &project).await;
    let first = t.work_item_with(&project, |row| row.name = Set("Alpha 50%".into())).await;
    let second = t
        .work_item_with(&project, |row| {
            row.priority = Set("urgent".into());
            row.state_id = Set(done);
        })
        .await;
    let third = t
        .work_item_with(&project, |row| {
            row.priority = Set("low".into());
            row.target_date = Set(NaiveDate::from_ymd_opt(2026, 5, 1));
        })
        .await;
    label_item(&t, &project, third.id, urgent_label).await;
    let get = async |query: &str| -> Answer {
        t.anonymous().get(&format!("{board}/issues?{query}")).await
    };
    let numbers = async |query: &str| -> Vec<i64> {
        let answer = get(query).await.expect(200);
        answer.rows().iter().map(|row| row["sequence_id"].as_i64().unwrap()).collect()
    };
    let newest_first = [&third, &second, &first].map(|item| i64::from(item.number));
    assert_eq!(numbers("").await, newest_first);
    assert_eq!(numbers("order_by=sort_order").await, [1, 2, 3]);
    assert_eq!(numbers("order_by=priority").await, [2, 3, 1]);
    assert_eq!(numbers("order_by=-target_date").await[0], 3);
    assert_eq!(numbers(&format!("state={done}")).await, [2]);
    assert_eq!(numbers("priority=urgent,low").await, [3, 2]);
    assert_eq!(numbers(&format!("labels={urgent_label}")).await, [3]);
    assert_eq!(numbers("search=ALPHA").await, [1]);
    assert_eq!(numbers("search=50%25").await, [1]);
    assert_eq!(numbers("search=%25").await, [1]);
    assert_eq!(numbers(&format!("state={}", Uuid::nil())).await, [0_i64; 0]);
    let page = get("order_by=sequence_id&per_page=2").await.expect(200);
    assert_eq!((page.rows().len(), page.json["total_count"].as_u64()), (2, Some(3)));
    let rest = get("order_by=sequence_id&per_page=2&cursor=2:1:0").await.expect(200);
    assert_eq!(rest.column("id"), [third.id.to_string()]);
    let row = &rest.rows()[0];
    assert_eq!(row["label_ids"], json!([urgent_label]));
    assert_eq!((&row["state__group"], &row["vote_items"]), (&json!("backlog"), &json!([])));
    for (field, query) in [
        ("order_by", "order_by=created_by"),
        ("order_by", "order_by=description_html"),
        ("priority", "priority=huge"),
        ("state", "state=x"),
        ("labels", "labels=1"),
        ("per_page", "per_page=-1"),
        ("per_page", "per_page=1001"),
        ("search", "search=a%00b"),
    ] {
        get(query).await.expect_fault(field);
    }
}

/// A state in which work is done, and a label.
async fn surroundings(t: &TestApp, project: &Project) -> (Uuid, Uuid) {
    let tx = t.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
    let done = state::Entity::in_project(project.id)
        .filter(state::Column::Group.eq("completed"))
        .order_by_asc(state::Column::Sequence)
        .one(&*tx)
        .await
        .unwrap()
        .unwrap();
    let row = label::ActiveModel {
        id: Set(random::id(t.now())),
        workspace_id: Set(project.workspace.id),
        project_id: Set(project.id),
        name: Set("Urgent".to_owned()),
        created_at: Set(t.now()),
        updated_at: Set(t.now()),
        ..Default::default()
    };
    let label = row.insert(&*tx).await.unwrap();
    tx.commit().await.unwrap();
    (done.id, label.id)
}

async fn label_item(t: &TestApp, project: &Project, item: Uuid, label: Uuid) {
    let tx = t.app.db.begin(Context::workspace(project.workspace.id)).await.unwrap();
    let row = work_item_label::ActiveModel {
        workspace_id: Set(project.workspace.id),
        project_id: Set(project.id),
        work_item_id: Set(item),
        label_id: Set(label),
    };
    row.insert(&*tx).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn images_of_descriptions_are_public_and_nothing_else_is() {
    let (t, project, board) = published().await;
    let image = send_image(&t, &project, Some("ISSUE_DESCRIPTION")).await;
    let comment_image = send_image(&t, &project, Some("COMMENT_DESCRIPTION")).await;
    let plain = send_image(&t, &project, None).await;
    let url = format!("{}/files/{image}", project.workspace.path);
    let html = format!(r#"<p>See <img src="{url}" alt=""></p>"#);
    let item = t.work_item_with(&project, |row| row.description_html = Set(html)).await;
    let detail = t.anonymous().get(&format!("{board}/issues/{}", item.id)).await.expect(200);
    let public = format!("{board}/files/{image}");
    assert_eq!(
        detail.text("description_html"),
        format!(r#"<p>See <img src="{public}" alt=""></p>"#)
    );
    let shown = t.anonymous().get(&public).await.expect(200);
    assert_eq!(shown.bytes, PNG);
    assert_eq!(shown.header("content-security-policy"), Some("sandbox; default-src 'none'"));
    t.anonymous().get(&url).await.expect(401);
    for hidden in [comment_image, plain, item.id] {
        t.anonymous().get(&format!("{board}/files/{hidden}")).await.expect(404);
    }
    let elsewhere = t.project().await;
    let foreign = send_image(&t, &elsewhere, Some("ISSUE_DESCRIPTION")).await;
    t.anonymous().get(&format!("{board}/files/{foreign}")).await.expect(404);
    project.admin.delete(&publish(&project)).await.expect(204);
    t.anonymous().get(&public).await.expect(404);
}

async fn send_image(t: &TestApp, project: &Project, purpose: Option<&str>) -> Uuid {
    let path = format!("{}/assets", project.workspace.path);
    let mut body = json!({
        "name": "a.png", "type": "image/png", "size": PNG.len(), "project_id": project.id,
    });
    if let Some(purpose) = purpose {
        body["entity_type"] = Value::from(purpose);
    }
    let announced = project.admin.post(&path, body).await.expect(200);
    let data = &announced.json["upload_data"];
    let token = data["fields"]["token"].as_str().unwrap();
    let url = data["url"].as_str().unwrap();
    t.anonymous().post_form(url, &[("token", token)], Some(PNG)).await.expect(204);
    let id = announced.text("asset_id");
    project.admin.patch(&format!("{path}/{id}"), json!({"is_uploaded": true})).await.expect(204);
    id.parse().unwrap()
}
