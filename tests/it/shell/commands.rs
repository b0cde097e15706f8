//! Commands other than `serve`, by their exit codes and words.

use super::{
    Process, command,
    process::{self, database},
};

#[test]
fn printed_settings_name_their_origin_and_hide_secrets() {
    let data = process::data_dir();
    let output = command(data.path(), &["config", "print", "--redacted", "--origin"])
        .env("TREASURY_PLANE_DATABASE__URL", "postgres://u:hunter2@h/d")
        .output()
        .unwrap();
    let words = String::from_utf8(output.stdout).unwrap();
    let line = "database.url = \"<redacted>\"  # TREASURY_PLANE_DATABASE__URL";
    assert!(words.contains(line) && !words.contains("hunter2"), "{words}");
}

#[tokio::test]
async fn doctor_finds_a_database_that_is_not_there() {
    let data = process::data_dir();
    let output = command(data.path(), &["doctor", "--json"])
        .env("TREASURY_PLANE_DATABASE__URL", "postgres://nobody@127.0.0.1:1/none")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let findings: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let state = |id: &str| {
        let findings = findings.as_array().unwrap();
        findings.iter().find(|f| f["id"] == id).unwrap()["state"].clone()
    };
    assert_eq!(state("database.reachable"), "failure");
    assert_eq!(state("data_dir.writable"), "ok");
    assert_eq!(state("crypto.module"), "ok");
}

#[tokio::test]
async fn a_healthy_server_passes_both_checks() {
    let data = process::data_dir();
    let (url, owner_url) = database("healthy").await;
    let prepare = |arguments: &[&str], bind: &str| {
        let mut command = command(data.path(), arguments);
        command.env("TREASURY_PLANE_DATABASE__URL", &url);
        command.env("TREASURY_PLANE_DATABASE__OWNER_URL", &owner_url);
        command.env("TREASURY_PLANE_HTTP__BIND", bind);
        command
    };
    let server = Process::serve(prepare(&["serve"], "127.0.0.1:0"));
    let health = prepare(&["healthcheck"], &server.address).output().unwrap();
    assert_eq!(String::from_utf8(health.stdout).unwrap(), "ready\n");
    let doctor = prepare(&["doctor"], &server.address).output().unwrap();
    // The disk of the machine that tests is what it is.
    let told = String::from_utf8(doctor.stdout).unwrap();
    let bad = told.lines().filter(|line| !line.starts_with("ok") && !line.contains(".space "));
    assert_eq!(bad.count(), 0, "{told}");
    let address = server.address.clone();
    assert!(server.stop().success());
    assert_eq!(prepare(&["healthcheck"], &address).output().unwrap().status.code(), Some(1));
}
