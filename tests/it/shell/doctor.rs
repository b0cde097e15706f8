//! What `doctor` finds, good and bad. Its names are for scripts and stay the same.

use super::{
    command,
    process::{self, database},
};
use crate::{
    mail::sink::{Behaviour, PASSWORD, Sink, USERNAME},
    support::RedisServer,
};
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use std::{collections::BTreeMap, path::Path, process::Command};

/// State and message by name, and the exit code.
struct Report {
    findings: BTreeMap<String, (String, String)>,
    exit: i32,
}

impl Report {
    #[track_caller]
    fn expect(&self, id: &str, state: &str, words: &str) {
        let (found, message) = self.findings.get(id).unwrap_or_else(|| panic!("no {id}"));
        assert_eq!(found, state, "{id}: {message}");
        assert!(message.contains(words), "{id}: no \"{words}\" in: {message}");
    }
}

fn examine(mut doctor: Command) -> Report {
    let output = doctor.output().unwrap();
    let findings: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let findings = findings.as_array().unwrap().iter();
    Report {
        findings: findings
            .map(|one| (text(&one["id"]), (text(&one["state"]), text(&one["message"]))))
            .collect(),
        exit: output.status.code().unwrap(),
    }
}

struct Site {
    data: tempfile::TempDir,
    url: String,
    owner_url: String,
}

impl Site {
    /// With a schema that is up to date.
    async fn new(name: &str) -> Self {
        let (url, owner_url) = database(name).await;
        treasury_plane::migrate::up(&owner_url).await.unwrap();
        Self { data: process::data_dir(), url, owner_url }
    }

    fn doctor(&self) -> Command {
        doctor(self.data.path(), &self.url, &self.owner_url)
    }
}

fn doctor(data: &Path, url: &str, owner_url: &str) -> Command {
    let mut command = command(data, &["doctor", "--json"]);
    command.env("TREASURY_PLANE_DATABASE__URL", url);
    command.env("TREASURY_PLANE_DATABASE__OWNER_URL", owner_url);
    command
}

#[tokio::test]
async fn a_healthy_installation_has_only_good_findings() {
    let site = Site::new("doctor_good").await;
    let report = examine(site.doctor());
    for id in [
        "auth.secret_key",
        "clock.skew",
        "data_dir.writable",
        "database.connections",
        "database.extensions",
        "database.reachable",
        "database.roles",
        "database.row_security",
        "database.version",
        "database.writer",
        "files.writable",
        "http.public_name",
        "http.public_url",
        "migrations.current",
        "trust.current",
    ] {
        report.expect(id, "ok", "");
    }
    for id in ["data_dir.space", "files.space"] {
        // The disk of the machine that tests is what it is.
        assert!(report.findings[id].1.contains("% of the disk is used"));
    }
    assert!(!report.findings.contains_key("mail.server"), "none is configured");
    assert!(!report.findings.contains_key("redis.reachable"), "none is configured");
    assert!(!site.data.path().join("secret.key").exists(), "looking makes no key");
}

#[tokio::test]
async fn a_table_that_shows_all_workspaces_is_found() {
    let site = Site::new("doctor_rows").await;
    let mut owner = PgConnection::connect(&site.owner_url).await.unwrap();
    let open = "ALTER TABLE labels DISABLE ROW LEVEL SECURITY";
    sqlx::query(AssertSqlSafe(open)).execute(&mut owner).await.unwrap();
    let report = examine(site.doctor());
    report.expect("database.row_security", "failure", "labels");
    assert_eq!(report.exit, 2);
}

#[tokio::test]
async fn a_role_for_which_policies_do_not_hold_is_found() {
    let site = Site::new("doctor_role").await;
    let report = examine(doctor(site.data.path(), &site.owner_url, &site.owner_url));
    report.expect("database.roles", "failure", "owns tables");
    let superuser = site.url.replace("treasury_plane_app@", "postgres@");
    let report = examine(doctor(site.data.path(), &superuser, &site.owner_url));
    report.expect("database.roles", "failure", "passes row-level security");
}

#[tokio::test]
async fn a_mail_server_is_greeted_and_signed_in_at() {
    let site = Site::new("doctor_mail").await;
    let sink = Sink::start(Behaviour::default()).await;
    let with = |password: &str| {
        let mut doctor = site.doctor();
        for (key, value) in [
            ("HOST", "localhost"),
            ("PORT", &*sink.port.to_string()),
            ("USERNAME", USERNAME),
            ("PASSWORD", password),
            ("FROM_ADDRESS", "plane@agency.gov"),
            ("CA_FILE", sink.ca_file.to_str().unwrap()),
            ("TIMEOUT_S", "10"),
        ] {
            doctor.env(format!("TREASURY_PLANE_MAIL__{key}"), value);
        }
        doctor
    };
    // The server runs in this runtime, so waiting must not block it.
    let examine =
        async |doctor: Command| tokio::task::spawn_blocking(move || examine(doctor)).await.unwrap();
    let good = examine(with(PASSWORD)).await;
    good.expect("mail.server", "ok", "Sign-in: as plane");
    let bad = examine(with("another password")).await;
    bad.expect("mail.server", "failure", "Sign-in: the server answers: 535");
    let mut untrusted = with(PASSWORD);
    untrusted.env("TREASURY_PLANE_MAIL__CA_FILE", "");
    examine(untrusted).await.expect("mail.server", "failure", "Encryption");
    let mut away = with(PASSWORD);
    away.env("TREASURY_PLANE_MAIL__PORT", "1");
    let away = examine(away).await;
    away.expect("mail.server", "failure", "Connection");
    assert_eq!(away.exit, 2);
}

#[tokio::test]
async fn a_redis_that_is_away_is_a_warning() {
    let site = Site::new("doctor_redis").await;
    let mut redis = RedisServer::start();
    let mut doctor = site.doctor();
    doctor.env("TREASURY_PLANE_REDIS__URL", redis.url());
    examine(doctor).expect("redis.reachable", "ok", "answers");
    redis.go_away();
    let mut doctor = site.doctor();
    doctor.env("TREASURY_PLANE_REDIS__URL", redis.url());
    examine(doctor).expect("redis.reachable", "warning", "PostgreSQL does its work");
}

#[tokio::test]
async fn names_files_and_certificates_that_are_wrong_are_found() {
    let site = Site::new("doctor_bad").await;
    std::fs::write(site.data.path().join("secret.key"), "short").unwrap();
    std::fs::write(site.data.path().join("file"), "").unwrap();
    let mut doctor = site.doctor();
    doctor.env("TREASURY_PLANE_HTTP__PUBLIC_URL", "https://plane.invalid");
    doctor.env("TREASURY_PLANE_HTTP__TLS__CERT_FILE", "/nowhere/cert.pem");
    doctor.env("TREASURY_PLANE_HTTP__TLS__KEY_FILE", "/nowhere/key.pem");
    doctor.env("TREASURY_PLANE_FILES__DIRECTORY", site.data.path().join("file/below"));
    let report = examine(doctor);
    report.expect("http.public_name", "warning", "plane.invalid");
    report.expect("http.certificate", "failure", "/nowhere/cert.pem");
    report.expect("auth.secret_key", "failure", "does not hold a secret key");
    report.expect("files.writable", "failure", "not a directory");
    assert_eq!(report.exit, 2);
}
