//! The console's settings, and those of the settings file.

use super::{
    settings,
    sink::{Behaviour, Sink},
    start,
};
use crate::support::TestApp;
use serde_json::json;
use sqlx::Row;
use treasury_plane::config::Secret;

const PATH: &str = "/api/v1/instance/mail";

#[tokio::test]
async fn a_new_instance_sends_no_mail() {
    let t = TestApp::new().await;
    let admin = t.instance_admin().await;
    let found = admin.get(PATH).await.expect(200).json;
    assert_eq!(
        found,
        json!({
            "enabled": false, "host": "", "port": 587, "security": "starttls", "username": "",
            "has_password": false, "from_address": "", "from_name": "", "set_by_config": false,
            "ready": false,
        })
    );
    admin.patch(PATH, json!({"enabled": true})).await.expect_fault("host");
    let steps = admin.post(&format!("{PATH}/test"), json!({"to": "a@b.example"})).await.expect(200);
    assert_eq!(
        (&steps.json["passed"], &steps.json["steps"][0]["name"]),
        (&json!(false), &json!("Settings"))
    );
    admin.post(&format!("{PATH}/test"), json!({"to": "nobody"})).await.expect_fault("to");
}

#[tokio::test]
async fn the_password_is_sealed_and_never_shown() {
    let (_sink, t, admin) = start().await;
    let found = admin.get(PATH).await.expect(200);
    assert_eq!((&found.json["has_password"], &found.json["ready"]), (&json!(true), &json!(true)));
    assert!(!String::from_utf8_lossy(&found.bytes).contains(super::sink::PASSWORD));
    let mut connection = t.superuser().await;
    let row = sqlx::query("SELECT s::text || (SELECT string_agg(a::text, '') FROM audit_log a) AS all FROM mail_settings s")
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert!(!row.get::<String, _>("all").contains(super::sink::PASSWORD));
    let log = admin.get("/api/v1/instance/audit?action=instance.mail_changed").await.expect(200);
    assert_eq!(log.rows()[0]["detail"]["password"], "set");
    // Another server does not get it.
    let body = json!({"host": "mail.evil.example"});
    admin.patch(PATH, body).await.expect_fault("password");
    assert_eq!(admin.get(PATH).await.expect(200).text("host"), "localhost");
    let off = admin.patch(PATH, json!({"username": "", "password": ""})).await.expect(200);
    assert_eq!(off.json["has_password"], false);
}

#[tokio::test]
async fn the_settings_file_wins() {
    let sink = Sink::start(Behaviour::default()).await;
    let (port, ca_file) = (sink.port, sink.ca_file.clone());
    let t = TestApp::with(|config| {
        let mail = &mut config.mail;
        (mail.host, mail.port, mail.ca_file) = ("localhost".to_owned(), port, ca_file);
        mail.username = super::sink::USERNAME.to_owned();
        mail.password = Secret::new(super::sink::PASSWORD);
        mail.from_address = "file@agency.example".to_owned();
    })
    .await;
    let admin = t.instance_admin().await;
    let found = admin.get(PATH).await.expect(200);
    assert_eq!((&found.json["set_by_config"], &found.json["ready"]), (&json!(true), &json!(true)));
    admin.patch(PATH, settings(&sink)).await.expect(409);
    let test = admin.post(&format!("{PATH}/test"), json!({"to": "a@b.example"})).await.expect(200);
    assert_eq!(test.json["passed"], true, "{}", test.json);
    assert_eq!(sink.take_one().from, "file@agency.example");
}

#[tokio::test]
async fn a_header_cannot_be_added_by_a_name() {
    let (sink, t, admin) = start().await;
    admin
        .patch("/api/v1/instance", json!({"name": "Bureau\r\nBcc: evil@example.com"}))
        .await
        .expect(200);
    t.app.settings_changed();
    let place = t.workspace().await;
    let body = json!({"name": "Ünits\r\nBcc: evil@example.com\r\n\r\nbody"});
    place.owner.patch(&place.path, body).await.expect(200);
    let body = json!({"email": "new@agency.example", "role": 5});
    place.owner.post(&format!("{}/invitations", place.path), body).await.expect(201);
    t.run_jobs().await;
    let mail = sink.take_one();
    assert_eq!(mail.header("Bcc"), None);
    assert_eq!(mail.to, ["new@agency.example"]);
    let subject = mail.header("Subject").unwrap();
    assert_eq!(subject, "Invitation to Ünits Bcc: evil@example.com body");
    let bad = json!({"from_name": "A\r\nBcc: evil@example.com"});
    admin.patch(PATH, bad).await.expect_fault("from_name");
}
