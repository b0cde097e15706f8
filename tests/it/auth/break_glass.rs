//! The link from the host that works when nothing else does.

use crate::support::{PASSWORD, TestApp};
use chrono::Duration;
use serde_json::json;
use treasury_plane::auth::break_glass;

const INSTANCE: &str = "/api/v1/instance";
const EMAIL: &str = "break-glass@agency.example";

/// The link's path.
async fn link(t: &TestApp, minutes: u32) -> String {
    let link = break_glass::create(&t.app, EMAIL, minutes).await.unwrap();
    let at = link.url.find("/auth/break-glass/").unwrap();
    link.url[at..].to_owned()
}

#[tokio::test]
async fn it_signs_an_administrator_in_once_and_for_a_short_time() {
    let t = TestApp::with(|config| config.auth.password = false).await;
    t.instance_admin().await;
    let path = link(&t, 30).await;
    // No cookie says that the notice was agreed to: the page shows it.
    let nobody = t.anonymous().with_notice(None);
    let page = nobody.get(&path).await.expect(200);
    let text = String::from_utf8(page.bytes).unwrap();
    assert!(text.contains("U.S. Government information system") && text.contains("<button>"));
    t.advance(Duration::minutes(10));
    let entered = nobody.send(http::Method::POST, &path, None).await.expect(303);
    assert!(entered.header("location").unwrap().ends_with("/god-mode/"));
    let admin = t.anonymous().with_cookie(entered.header("set-cookie").unwrap());
    admin.get(INSTANCE).await.expect(200);
    nobody.get(&path).await.expect(404);
    nobody.send(http::Method::POST, &path, None).await.expect(404);
    t.advance(Duration::minutes(14));
    admin.get(INSTANCE).await.expect(200);
    t.advance(Duration::minutes(6) - Duration::seconds(1));
    admin.get(INSTANCE).await.expect(200);
    t.advance(Duration::seconds(1));
    admin.get(INSTANCE).await.expect(401);
}

#[tokio::test]
async fn it_ends_by_itself_and_sets_no_password() {
    let t = TestApp::new().await;
    let path = link(&t, 5).await;
    let token = path.rsplit('/').next().unwrap();
    let as_password = format!("/auth/password-links/{token}");
    t.anonymous().get(&as_password).await.expect(404);
    t.anonymous().post(&as_password, json!({"password": PASSWORD})).await.expect(404);
    t.advance(Duration::minutes(5));
    t.anonymous().get(&path).await.expect(404);
    t.anonymous().send(http::Method::POST, &path, None).await.expect(404);
}

#[tokio::test]
async fn it_is_for_administrators_and_brings_a_disabled_one_back() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let ana = t.user().await;
    assert!(break_glass::create(&t.app, &ana.email, 30).await.is_err());
    for minutes in [0, 241] {
        assert!(break_glass::create(&t.app, EMAIL, minutes).await.is_err());
    }
    link(&t, 30).await;
    let search = format!("{INSTANCE}/users?search=break-glass");
    let found = admin.get(&search).await.expect(200);
    let id = found.rows()[0]["id"].as_str().unwrap().to_owned();
    let off = json!({"is_active": false});
    admin.patch(&format!("{INSTANCE}/users/{id}"), off).await.expect(200);
    let path = link(&t, 30).await;
    t.anonymous().send(http::Method::POST, &path, None).await.expect(303);
    let actions = ["break_glass.link_created", "sign_in.break_glass"];
    use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
    let tx = t.app.db.begin(treasury_plane::db::Context::default()).await.unwrap();
    let rows = entity::audit_entry::Entity::find()
        .filter(entity::audit_entry::Column::Action.is_in(actions))
        .count(&*tx)
        .await
        .unwrap();
    assert_eq!(rows, 3, "two links, one sign-in");
}
