//! When sessions end, to the second, and on other instances.

use crate::support::{Caller, TestApp};
use chrono::{DateTime, Duration, Utc};
use serde_json::{Value, json};
use treasury_plane::{
    auth::{
        identities::model::Method,
        session::{self, Grant, Origin, Which},
    },
    db::Context,
    random,
};

const ME: &str = "/api/v1/users/me";
const SESSION: &str = "/auth/session";
const AUTHENTICATION: &str = "/api/v1/instance/authentication";

fn time(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_session_is_idle_after_exactly_the_limit() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let state = ana.get(SESSION).await.expect(200);
    assert_eq!(time(&state.json["idle_ends_at"]) - t.now(), Duration::minutes(15));
    assert_eq!(time(&state.json["ends_at"]) - t.now(), Duration::hours(12));
    assert_eq!(
        (&state.json["warn_seconds"], &state.json["method"]),
        (&json!(120), &json!("password"))
    );
    t.advance(Duration::minutes(15) - Duration::seconds(1));
    ana.get(SESSION).await.expect(200);
    t.advance(Duration::seconds(1));
    ana.get(SESSION).await.expect(401);
    ana.get(ME).await.expect(401);
    ana.post("/auth/session/extend", json!({})).await.expect(401);
}

#[tokio::test]
async fn asking_keeps_no_session_alive_and_extending_does() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    t.advance(Duration::minutes(14));
    let before = ana.get(SESSION).await.expect(200);
    assert_eq!(time(&before.json["idle_ends_at"]) - t.now(), Duration::minutes(1));
    let after = ana.post("/auth/session/extend", json!({})).await.expect(200);
    assert_eq!(time(&after.json["idle_ends_at"]) - t.now(), Duration::minutes(15));
    t.advance(Duration::minutes(14));
    ana.get(ME).await.expect(200);
    t.anonymous().get(SESSION).await.expect(401);
}

#[tokio::test]
async fn a_session_ends_at_exactly_its_absolute_limit() {
    let t = TestApp::with(|config| config.auth.session_absolute_hours = 1).await;
    let ana = t.user().await;
    for _ in 0..5 {
        t.advance(Duration::minutes(10));
        ana.post("/auth/session/extend", json!({})).await.expect(200);
    }
    t.advance(Duration::minutes(10) - Duration::seconds(1));
    let state = ana.post("/auth/session/extend", json!({})).await.expect(200);
    assert_eq!(time(&state.json["idle_ends_at"]) - t.now(), Duration::seconds(1));
    t.advance(Duration::seconds(1));
    ana.get(SESSION).await.expect(401);
}

#[tokio::test]
async fn the_oldest_session_makes_room() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    admin.patch(AUTHENTICATION, json!({"sessions_per_user_max": 2})).await.expect(200);
    let ana = t.user().await;
    let mut sessions = vec![ana.clone()];
    for _ in 0..2 {
        t.advance(Duration::seconds(1));
        sessions.push(t.sign_in(ana.id, "").await);
    }
    let mut statuses = vec![];
    for session in &sessions {
        statuses.push(session.get(ME).await.status);
    }
    assert_eq!(statuses, [401, 200, 200]);
    admin.get(ME).await.expect(200);
    let zero = admin.patch(AUTHENTICATION, json!({"sessions_per_user_max": 0})).await.expect(200);
    assert_eq!(zero.json["sessions"]["max_per_user"], Value::Null);
    t.sign_in(ana.id, "").await;
    sessions[1].get(ME).await.expect(200);
}

#[tokio::test]
async fn o15_a_sign_in_ends_the_session_that_the_browser_had() {
    let t = TestApp::new().await;
    let (ana, ben) = (t.user().await, t.user().await);
    t.set_password(&ben).await;
    // Somebody signs in as another person in the same browser, with a cookie that others may know.
    let body = json!({"email": ben.email, "password": crate::support::PASSWORD});
    let answer = ana.post("/auth/sign-in", body).await.expect(200);
    let browser = t.anonymous().with_cookie(answer.header("set-cookie").unwrap());
    assert_eq!(browser.get(ME).await.expect(200).id(), ben.id);
    ana.get(ME).await.expect(401);
}

#[tokio::test]
async fn the_sign_in_before_is_told() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let first = t.now();
    t.advance(Duration::hours(1));
    let from = |ip: &str| Origin { ip_address: ip.to_owned(), ..Origin::default() };
    let grant = || Grant::by(Method::Password);
    session::open(&t.app, ana.id, &from("203.0.113.7"), grant()).await.unwrap();
    let me = t.sign_in(ana.id, "").await.get(ME).await.expect(200);
    assert_eq!(me.text("previous_login_ip"), "203.0.113.7");
    assert_eq!(time(&me.json["previous_login_at"]) - first, Duration::hours(1));
}

/// A browser of the person whose token another instance is asked about.
async fn browser(t: &TestApp, person: &Caller) -> String {
    let grant = Grant::by(Method::Password);
    let cookie = session::open(&t.app, person.id, &Origin::default(), grant).await.unwrap();
    let cookie = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
    cookie.split_once('=').unwrap().1.to_owned()
}

#[tokio::test]
async fn another_instance_ends_sessions_here() {
    let t = TestApp::new().await;
    let ana = t.user().await;
    let token = browser(&t, &ana).await;
    let other = t.another_instance().await;
    session::find_actor(&other, random::hash(&token)).await.unwrap();
    session::end(&other, ana.id, Which::All).await.unwrap();
    // Nothing is remembered for longer than two seconds; the database is asked again then.
    t.app.identities.clear();
    ana.get(ME).await.expect(401);
    assert!(session::find_actor(&t.app, random::hash(&token)).await.is_err());
    other.db.close().await;
}

#[tokio::test]
async fn two_sign_ins_at_once_keep_the_limit() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    admin.patch(AUTHENTICATION, json!({"sessions_per_user_max": 1})).await.expect(200);
    let ana = t.user().await;
    let all = (0..4).map(|_| browser(&t, &ana));
    futures_util::future::join_all(all).await;
    let tx = t.app.db.begin(Context::default()).await.unwrap();
    use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
    let theirs = entity::session::Entity::find();
    let theirs = theirs.filter(entity::session::Column::UserId.eq(ana.id));
    assert_eq!(theirs.count(&*tx).await.unwrap(), 1);
}
