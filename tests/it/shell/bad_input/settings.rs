//! Settings that are missing, unreadable or wrong.

use super::{as_nobody, command, contents, process, refused};
use std::{os::unix::fs::PermissionsExt, path::Path, process::Command};

/// `config check` with a file of these settings.
fn check(data: &Path, text: &str) -> Command {
    let file = data.join("settings.toml");
    std::fs::write(&file, text).unwrap();
    let mut command = command(data, &["config", "check"]);
    command.arg("--config").arg(file).env_remove("TREASURY_PLANE_HTTP__BIND");
    command
}

#[test]
fn a_file_that_is_not_there() {
    let data = process::data_dir();
    let refusal = refused(command(data.path(), &["serve", "--config", "/nowhere/a.toml"]));
    refusal.expect("config-missing", 78, &["/nowhere/a.toml", "does not exist"]);
    assert!(contents(data.path()).is_empty());
}

#[test]
fn a_file_that_may_not_be_read() {
    let data = process::data_dir();
    let file = data.path().join("secret.toml");
    std::fs::write(&file, "").unwrap();
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o000)).unwrap();
    let (mut command, _program) = as_nobody(data.path(), &["serve"]);
    command.arg("--config").arg(&file);
    refused(command).expect("config-unreadable", 77, &["secret.toml", "chown or chmod"]);
}

#[test]
fn a_file_that_is_a_directory() {
    let data = process::data_dir();
    let mut command = command(data.path(), &["serve"]);
    command.arg("--config").arg(data.path());
    refused(command).expect("config-unreadable", 77, &["it is a directory"]);
}

#[test]
fn a_file_that_is_not_toml() {
    let data = process::data_dir();
    let refusal = refused(check(data.path(), "[http]\n# fine\nbind = \"127.0.0.1:1\n"));
    refusal.expect("config-syntax", 78, &["settings.toml", "line 3"]);
}

#[test]
fn a_key_that_does_not_exist() {
    let data = process::data_dir();
    let refusal = refused(check(data.path(), "[http]\nbinds = \"x\"\n"));
    refusal.expect("config-unknown-key", 78, &["http.binds", "did you mean \"http.bind\"?"]);
}

#[test]
fn a_value_of_the_wrong_type_is_named_and_not_shown() {
    let data = process::data_dir();
    let refusal = refused(check(data.path(), "[http]\nmax_connections = \"hunter2\"\n"));
    refusal.expect("config-invalid", 78, &["http.max_connections: must be a whole number"]);
    assert!(!refusal.sentence.contains("hunter2"), "{}", refusal.sentence);
    assert!(refusal.sentence.contains("settings.toml"), "{}", refusal.sentence);
}

#[test]
fn a_value_out_of_range() {
    let data = process::data_dir();
    let refusal = refused(check(data.path(), "[http]\nmax_connections = 0\n"));
    refusal.expect("config-invalid", 78, &["http.max_connections: must be at least 1"]);
}

#[test]
fn a_value_and_a_file_for_it() {
    let data = process::data_dir();
    let mut command = command(data.path(), &["serve"]);
    let file = data.path().join("url");
    std::fs::write(&file, "postgres://x").unwrap();
    command.env("TREASURY_PLANE_DATABASE__URL", "postgres://x");
    command.env("TREASURY_PLANE_DATABASE__URL_FILE", &file);
    let words = ["DATABASE__URL and ", "DATABASE__URL_FILE are both set"];
    refused(command).expect("config-conflict", 78, &words);
}

#[test]
fn a_variable_that_names_a_file_that_is_not_there() {
    let data = process::data_dir();
    let mut command = command(data.path(), &["serve"]);
    command.env("TREASURY_PLANE_AUTH__SECRET_KEY_FILE", "/nowhere/key");
    let words = ["TREASURY_PLANE_AUTH__SECRET_KEY_FILE", "/nowhere/key"];
    refused(command).expect("config-missing", 78, &words);
}

#[test]
fn secret_keys_that_are_none() {
    let data = process::data_dir();
    for (key, words) in [("short", "at least 32"), (&*"a".repeat(64), "is not random")] {
        let mut command = command(data.path(), &["serve"]);
        command.env("TREASURY_PLANE_AUTH__SECRET_KEY", key);
        let refusal = refused(command);
        refusal.expect("config-invalid", 78, &["auth.secret_key", words]);
        assert!(!refusal.sentence.contains(key), "{}", refusal.sentence);
    }
    assert!(contents(data.path()).is_empty(), "nothing was made");
}

#[test]
fn the_check_names_all_faults_and_a_start_says_how_many() {
    let data = process::data_dir();
    let text = "[http]\nmax_connections = 0\n[auth]\nlockout_minutes = 0\n[limits]\nsession_per_minute = 0\n";
    let output = check(data.path(), text).output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    let keys = ["http.max_connections", "auth.lockout_minutes", "limits.session_per_minute"];
    assert_eq!(words.lines().count(), keys.len(), "{words}");
    for (line, key) in words.lines().zip(keys) {
        assert!(line.starts_with(&format!("error[config-invalid]: {key}: ")), "{line}");
    }
    assert_eq!(output.status.code(), Some(78));
    let mut serve = command(data.path(), &["serve"]);
    serve.arg("--config").arg(data.path().join("settings.toml"));
    let output = serve.output().unwrap();
    let words = String::from_utf8(output.stderr).unwrap();
    assert!(words.contains("(and 2 more; `treasury-plane config check` lists all)"), "{words}");
}

#[test]
fn the_check_touches_nothing() {
    let data = process::data_dir();
    let inside = data.path().join("later");
    let mut command = Command::new(command(data.path(), &[]).get_program());
    command.args(["config", "check"]).current_dir(data.path());
    command.env("TREASURY_PLANE_DATA_DIR", &inside);
    assert!(command.output().unwrap().status.success());
    assert!(!inside.exists());
}
