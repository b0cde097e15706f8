//! What protects the way to the mail server.

use super::{
    app_with, settings,
    sink::{Behaviour, Sink},
};
use crate::support::{Caller, TestApp};
use serde_json::{Value, json};

async fn test(admin: &Caller) -> (bool, Vec<String>) {
    let body = json!({"to": "someone@agency.example"});
    let answer = admin.post("/api/v1/instance/mail/test", body).await.expect(200);
    let line = |step: &Value| {
        let mark = if step["passed"] == true { "+" } else { "-" };
        format!("{mark} {}: {}", step["name"].as_str().unwrap(), step["detail"].as_str().unwrap())
    };
    let steps = answer.json["steps"].as_array().unwrap().iter().map(line).collect();
    (answer.json["passed"] == true, steps)
}

async fn world(behaviour: Behaviour) -> (Sink, TestApp, Caller) {
    let sink = Sink::start(behaviour).await;
    let (t, admin) = app_with(&sink).await;
    (sink, t, admin)
}

fn with_port(sink: &Sink, lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| line.replace("PORT", &sink.port.to_string())).collect()
}

#[tokio::test]
async fn a_test_mail_tells_each_step() {
    let (sink, _t, admin) = world(Behaviour::default()).await;
    let (passed, steps) = test(&admin).await;
    let expected = with_port(
        &sink,
        &[
            "+ Settings: localhost:PORT, starttls",
            "+ Connection: 127.0.0.1:PORT answers",
            "+ Encryption: the certificate is for localhost",
            "+ Sign-in: as plane",
            "+ Hand-over: the server took the mail to someone@agency.example",
        ],
    );
    assert_eq!((passed, steps), (true, expected));
    insta::assert_snapshot!(sink.take_one().shown());
    // Nothing but the request for TLS was said in the clear.
    let plain: Vec<_> = sink.lines().into_iter().filter(|line| line.starts_with("plain")).collect();
    assert_eq!(plain, ["plain EHLO plane.agency.example", "plain STARTTLS"]);
}

#[tokio::test]
async fn without_starttls_nothing_is_sent() {
    let (sink, _t, admin) = world(Behaviour { starttls: false, ..Behaviour::default() }).await;
    let (passed, steps) = test(&admin).await;
    assert!(!passed);
    assert_eq!(steps[2], "- Encryption: the server does not offer STARTTLS, so nothing is sent");
    assert_eq!(sink.lines(), ["plain EHLO plane.agency.example"]);
}

#[tokio::test]
async fn a_refused_starttls_is_no_reason_to_go_on_without() {
    let refuses = Behaviour { says: Some(("STARTTLS", "454 not now", 9)), ..Behaviour::default() };
    let (sink, _t, admin) = world(refuses).await;
    assert_eq!(test(&admin).await.1[2], "- Encryption: the server answers: 454 not now");
    assert_eq!(sink.lines(), ["plain EHLO plane.agency.example", "plain STARTTLS"]);
}

#[tokio::test]
async fn a_certificate_of_another_name_or_authority_is_refused() {
    let (sink, _t, admin) =
        world(Behaviour { name: "other.example", ..Behaviour::default() }).await;
    let (_, steps) = test(&admin).await;
    assert!(steps[2].starts_with("- Encryption: TLS with localhost: "), "{steps:?}");
    assert!(sink.take().is_empty());
    let sink = Sink::start(Behaviour::default()).await;
    let t = TestApp::with(|config| config.mail.timeout_s = 2).await;
    let admin = t.instance_admin().await;
    admin.patch("/api/v1/instance/mail", settings(&sink)).await.expect(200);
    let (_, steps) = test(&admin).await;
    assert!(steps[2].contains("UnknownIssuer"), "{steps:?}");
    assert!(!sink.lines().iter().any(|line| line.starts_with("tls")));
}

#[tokio::test]
async fn answers_from_before_tls_are_not_carried_over() {
    let (sink, _t, admin) = world(Behaviour { injects: true, ..Behaviour::default() }).await;
    let (passed, steps) = test(&admin).await;
    assert!(!passed && steps[2].starts_with("- Encryption"), "{steps:?}");
    assert!(!sink.lines().iter().any(|line| line.contains("AUTH")));
}

#[tokio::test]
async fn tls_from_the_first_byte_works() {
    let (sink, _t, admin) = world(Behaviour { tls: true, ..Behaviour::default() }).await;
    admin.patch("/api/v1/instance/mail", json!({"security": "tls"})).await.expect(200);
    assert!(test(&admin).await.0);
    assert!(sink.lines().iter().all(|line| line.starts_with("tls")));
    sink.take_one();
}

#[tokio::test]
async fn a_relay_without_tls_gets_mail_and_no_password() {
    let open = Behaviour { starttls: false, auth: false, ..Behaviour::default() };
    let (sink, _t, admin) = world(open).await;
    let path = "/api/v1/instance/mail";
    admin.patch(path, json!({"security": "none"})).await.expect_fault("username");
    let body = json!({"security": "none", "username": "", "password": ""});
    let changed = admin.patch(path, body).await.expect(200);
    assert_eq!(
        (&changed.json["has_password"], &changed.json["ready"]),
        (&json!(false), &json!(true))
    );
    let (passed, steps) = test(&admin).await;
    assert!(passed, "{steps:?}");
    sink.take_one();
    assert!(!sink.lines().iter().any(|line| line.contains("AUTH")));
}

#[tokio::test]
async fn a_wrong_password_is_told_and_keeps_the_mail() {
    let (sink, t, admin) = world(Behaviour::default()).await;
    let path = "/api/v1/instance/mail";
    admin.patch(path, json!({"password": "wrong"})).await.expect(200);
    let steps = test(&admin).await.1;
    assert_eq!(steps[3], "- Sign-in: the server answers: 535 5.7.8 wrong name or password");
    let body = json!({"email": "a@agency.example", "first_name": "A", "last_name": "B"});
    admin.post("/api/v1/instance/users", body).await.expect(201);
    t.run_jobs().await;
    assert!(sink.take().is_empty());
    admin.patch(path, json!({"password": super::sink::PASSWORD})).await.expect(200);
    t.advance(chrono::Duration::minutes(1));
    t.run_jobs().await;
    sink.take_one();
}

#[tokio::test]
async fn silence_noise_and_nobody_are_told_in_words() {
    let (sink, _t, admin) = world(Behaviour { is_silent: true, ..Behaviour::default() }).await;
    let steps = test(&admin).await.1;
    assert_eq!(steps[2], "- Encryption: the server does not answer in time");
    sink.behave(|b| *b = Behaviour { tls: true, ..Behaviour::default() });
    // A server of TLS waits for us, as we do for its greeting.
    assert_eq!(test(&admin).await.1[2], "- Encryption: the server does not answer in time");
    sink.behave(|b| {
        *b = Behaviour {
            says: Some(("EHLO", "HTTP/1.1 400 Bad Request", 9)),
            ..Behaviour::default()
        }
    });
    assert_eq!(test(&admin).await.1[2], "- Connection: what answers does not speak SMTP");
    let body = json!({"host": "nobody.invalid", "password": "x"});
    admin.patch("/api/v1/instance/mail", body).await.expect(200);
    assert_eq!(test(&admin).await.1[1], "- Connection: nobody.invalid has no address");
    let body = json!({"host": "169.254.169.254", "password": "x"});
    admin.patch("/api/v1/instance/mail", body).await.expect(200);
    assert_eq!(test(&admin).await.1[1], "- Connection: 169.254.169.254 is a metadata service");
}
