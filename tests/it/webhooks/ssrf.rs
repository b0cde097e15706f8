//! Where a webhook cannot be made to reach: refused when it is saved, and again at each delivery,
//! when the name may have another address.

use super::{
    receiver::{NAME, Reply},
    stage::Stage,
};
use entity::webhook;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};
use serde_json::json;
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use treasury_plane::db::Context;

/// Names of the test and what they resolve to.
const NAMES: &[(&str, &[&str])] = &[
    ("private.agency.gov", &["10.1.2.3"]),
    ("metadata.agency.gov", &["169.254.169.254"]),
    ("metadata6.agency.gov", &["fd00:ec2::254"]),
    ("mixed.agency.gov", &["1.1.1.1", "192.168.0.1"]),
    ("mixed6.agency.gov", &["2600::1", "fe80::1"]),
    ("loopback.agency.gov", &["127.0.0.2"]),
    ("mapped.agency.gov", &["::ffff:172.16.0.1"]),
    ("nat64.agency.gov", &["64:ff9b::a00:1"]),
    ("6to4.agency.gov", &["2002:a00:1::"]),
    ("plane.agency.gov", &["1.1.1.1"]),
    ("good.agency.gov", &["1.1.1.1"]),
];

/// Refused for where they lead.
const INSIDE: &[&str] = &[
    // Private, carrier-grade, link-local, loopback, this network, broadcast.
    "https://10.0.0.1/",
    "https://172.31.255.255/",
    "https://192.168.1.1/",
    "https://100.64.0.1/",
    "https://169.254.1.1/",
    "https://127.0.0.2/",
    "https://0.0.0.0/",
    "https://255.255.255.255/",
    // Metadata services.
    "https://169.254.169.254/latest/meta-data/",
    "https://[fd00:ec2::254]/latest/meta-data/",
    "https://100.100.100.200/",
    // The same in other writings.
    "https://2852039166/",
    "https://0xa9fea9fe/",
    "https://0251.0376.0251.0376/",
    "https://0xa9.254.0251.254/",
    "https://127.2/",
    "https://0/",
    "https://１０.0.0.1/",
    // IPv6: loopback, unique local, link-local, and forms that carry IPv4.
    "https://[::1]/",
    "https://[::]/",
    "https://[fc00::1]/",
    "https://[fd12:3456::1]/",
    "https://[fe80::1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[::ffff:a9fe:a9fe]/",
    "https://[::10.0.0.1]/",
    "https://[2002:a00:1::]/",
    "https://[64:ff9b::a00:1]/",
    "https://[64:ff9b:1::a00:1]/",
    // Names, whatever stands beside the bad address.
    "https://private.agency.gov/",
    "https://metadata.agency.gov/",
    "https://metadata6.agency.gov/",
    "https://mixed.agency.gov/",
    "https://mixed6.agency.gov/",
    "https://loopback.agency.gov/",
    "https://mapped.agency.gov/",
    "https://nat64.agency.gov/",
    "https://6to4.agency.gov/",
];

/// Refused for what they are.
const WRONG: &[&str] = &[
    "http://good.agency.gov/",
    "https://good.agency.gov:22/",
    "https://good.agency.gov:0/",
    "https://user:word@good.agency.gov/",
    "https://user@good.agency.gov/",
    "ftp://good.agency.gov/",
    "file:///etc/passwd",
    "gopher://good.agency.gov/",
    "javascript:alert(1)",
    "https:///",
    "https://unknown.agency.gov/",
    // Ourselves.
    "https://plane.agency.gov/hook",
    "https://PLANE.agency.gov./hook",
];

/// Not even sent to be read as an address.
const ODD: &[&str] = &[
    "",
    "good.agency.gov",
    "https://good.agency.gov/\r\nX-Evil: 1",
    "https://good.agency.gov/\nGET / HTTP/1.1",
    "https://good.agency.gov/a b",
    "\thttps://good.agency.gov/",
];

async fn stage() -> Stage {
    let s = Stage::new().await;
    for (name, addresses) in NAMES {
        s.names.set(name, &[addresses]);
    }
    s
}

#[tokio::test]
async fn what_leads_inside_is_not_saved() {
    let s = stage().await;
    let hook = s.hook("/in").await;
    let admin = &s.project.admin;
    for url in INSIDE.iter().chain(WRONG).chain(ODD) {
        let answer = admin.post(&s.path, json!({"url": url})).await;
        assert_eq!(answer.status, 400, "{url:?} {}", answer.json);
        let answer = answer.expect_fault("url");
        // What a name resolves to inside is not told.
        let text = answer.json.to_string();
        assert!(!text.contains("10.1.2.3") && !text.contains("allowed_private"), "{text}");
        admin.patch(&hook.path, json!({"url": url})).await.expect_fault("url");
    }
    let long = format!("https://good.agency.gov/{}", "x".repeat(1024));
    admin.post(&s.path, json!({"url": long})).await.expect_fault("url");
    assert_eq!(admin.get(&s.path).await.expect(200).rows().len(), 1);
    admin.post(&s.path, json!({"url": "https://good.agency.gov/"})).await.expect(201);
    admin.post(&s.path, json!({"url": "https://[2600::1]/in"})).await.expect(201);
}

/// Whatever stood in the database, or was fine when it was saved.
#[tokio::test]
async fn what_leads_inside_is_not_asked() {
    let s = stage().await;
    let hook = s.hook("/in").await;
    let test = format!("{}/test", hook.path);
    for url in INSIDE.iter().chain(WRONG) {
        put(&s, hook.id, url).await;
        s.project.admin.post(&test, json!({})).await.expect(201);
        s.t.run_jobs().await;
        let last = s.deliveries(&hook).await.pop().unwrap();
        assert_eq!((last.state.as_str(), last.response_status), ("failed", None), "{url}");
        let why = last.last_error.unwrap();
        assert!(!why.contains("10.1.2.3"), "{why}");
        if INSIDE.contains(url) {
            assert_eq!(why, "This address leads into a network that is not public.", "{url}");
        }
    }
    assert!(s.receiver.take().is_empty());
}

async fn put(s: &Stage, id: uuid::Uuid, url: &str) {
    let tx = s.t.app.db.begin(Context::workspace(s.project.workspace.id)).await.unwrap();
    let row = webhook::Entity::find_by_id(id).one(&*tx).await.unwrap().unwrap();
    let mut row = row.into_active_model();
    row.url = Set(url::Url::parse(url).map_or(url.to_owned(), String::from));
    row.update(&*tx).await.unwrap();
    tx.commit().await.unwrap();
}

/// Counts connections at an address that the receiver's name may come to mean.
#[expect(clippy::disallowed_methods, reason = "the server ends with the test's runtime")]
async fn canary(port: u16) -> Arc<AtomicUsize> {
    let listener = tokio::net::TcpListener::bind(("127.0.0.2", port)).await.unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let own = Arc::clone(&count);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            own.fetch_add(1, Ordering::Relaxed);
        }
    });
    count
}

#[tokio::test]
async fn a_name_that_changes_its_answer_gains_nothing() {
    let s = stage().await;
    let count = canary(s.receiver.port).await;
    let hook = s.hook_with("/in", json!({"issue": true})).await;
    // Good when it is judged, another when it would be asked a second time.
    s.names.set(NAME, &[&["127.0.0.1"], &["127.0.0.2"]]);
    s.create_item("One").await;
    assert_eq!(s.settle().await.len(), 1, "looked up once, and asked at that address");
    s.create_item("Two").await;
    assert!(s.settle().await.is_empty());
    let last = s.deliveries(&hook).await.pop().unwrap();
    // An attack or a mistake: trying again would change nothing.
    assert_eq!((last.state.as_str(), last.attempts), ("failed", 1));
    assert_eq!(count.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let s = stage().await;
    let count = canary(s.receiver.port).await;
    let hook = s.hook_with("/in", json!({"issue": true})).await;
    let port = s.receiver.port;
    for (status, to) in [
        (302, "https://10.0.0.1/".to_owned()),
        (307, format!("https://127.0.0.2:{port}/")),
        (308, format!("https://{NAME}:{port}/elsewhere")),
        (301, "http://169.254.169.254/latest/meta-data/".to_owned()),
    ] {
        s.receiver
            .answers(move |_| Reply::Answer(status, vec![("Location", to.clone())], String::new()));
        s.create_item("One").await;
        let received = s.settle().await;
        assert_eq!((received.len(), received[0].path.as_str()), (1, "/in"));
        let last = s.deliveries(&hook).await.pop().unwrap();
        assert_eq!(
            (last.state.as_str(), last.response_status),
            ("failed", Some(i32::from(status)))
        );
    }
    assert_eq!(count.load(Ordering::Relaxed), 0);
}
