//! Backup and restore as an operator does them, with the private PostgreSQL.

use super::{
    Process, command, get,
    process::{self, database, refused},
};
use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use treasury_plane::fault::Fault;

fn run(data_dir: &Path, arguments: &[&str]) -> Output {
    command(data_dir, arguments).output().unwrap()
}

/// What a command that must succeed says on both streams.
fn said(mut command: Command) -> String {
    let output = command.output().unwrap();
    let words = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    assert!(output.status.success(), "{command:?}: {words}");
    words
}

fn admin(email: &str) -> [&str; 5] {
    ["admin", "create-user", "--email", email, "--instance-admin"]
}

#[test]
fn a_lost_host_comes_back_from_a_sealed_backup() {
    let (data, new) = (process::data_dir(), process::data_dir());
    let inside = |name: &str| data.path().join(name).to_str().unwrap().to_owned();
    let (private, public) = (inside("private.pem"), inside("public.pem"));
    said(command(data.path(), &["backup", "keygen", "--private", &private, "--public", &public]));
    let server = Process::serve(command(data.path(), &["serve"]));
    said(command(data.path(), &admin("ada@agency.example")));
    let archive = inside("all.sealed");
    let create = ["backup", "create", "--to", &archive, "--recipient", &public];
    said(command(data.path(), &create));
    let again = refused(&run(data.path(), &create), Fault::Failed);
    assert!(again.contains("never written over"), "{again}");
    let without = run(data.path(), &["backup", "verify", &archive]);
    let without = refused(&without, Fault::BackupKey);
    assert!(without.contains("sealed; give the private key with --key"), "{without}");
    let verify = ["backup", "verify", &archive, "--key", &private, "--into-scratch"];
    let words = said(command(data.path(), &verify));
    assert!(words.contains("signed by its instance") && words.contains("(RTO)"), "{words}");
    assert!(server.stop().success());

    let fresh = new.path().join("state");
    let words = said(command(&new_data(&fresh), &["restore", &archive, "--key", &private]));
    assert!(words.contains("Start the server."), "{words}");
    let key = |directory: &Path| fs::read_to_string(directory.join("secret.key")).unwrap();
    assert_eq!(key(&fresh), key(data.path()));
    let server = Process::serve(command(&fresh, &["serve"]));
    assert_eq!(get(&server.address, "/readyz").0, 200);
    // The account is there already.
    assert!(!run(&fresh, &admin("ada@agency.example")).status.success());
    said(command(&fresh, &["audit", "verify"]));
    assert!(server.stop().success());
}

/// A directory that other users may pass through.
fn new_data(path: &Path) -> std::path::PathBuf {
    use std::os::unix::fs::PermissionsExt;
    fs::create_dir(path).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o711)).unwrap();
    path.to_owned()
}

#[test]
fn a_backup_takes_the_place_of_the_database_which_is_kept() {
    let data = process::data_dir();
    said(command(data.path(), &["migrate", "up"]));
    said(command(data.path(), &admin("before@agency.example")));
    let archive = data.path().join("all.tar.zst");
    let archive = archive.to_str().unwrap();
    let words = said(command(data.path(), &["backup", "create", "--to", archive]));
    assert!(words.contains("without the instance's secret key"), "{words}");
    said(command(data.path(), &admin("after@agency.example")));

    let words = refused(&run(data.path(), &["restore", archive]), Fault::Failed);
    assert!(words.contains("--switch"), "{words}");
    let server = Process::serve(command(data.path(), &["serve"]));
    let words = refused(&run(data.path(), &["restore", archive, "--switch"]), Fault::Failed);
    assert!(words.contains("stop it first"), "{words}");
    assert!(server.stop().success());
    // What is damaged is read to its end before anything is touched.
    let whole = fs::read(archive).unwrap();
    let damaged = data.path().join("damaged");
    for bytes in [&whole[..whole.len() - 1], b"something else"] {
        fs::write(&damaged, bytes).unwrap();
        let restore = ["restore", damaged.to_str().unwrap(), "--switch"];
        refused(&run(data.path(), &restore), Fault::BackupDamaged);
    }
    let words = said(command(data.path(), &["restore", archive, "--switch"]));
    assert!(words.contains("postgres.before-restore-"), "{words}");
    // Who came after the backup is not there; who came before is.
    assert!(!run(data.path(), &admin("before@agency.example")).status.success());
    said(command(data.path(), &admin("after@agency.example")));
    let names = fs::read_dir(data.path()).unwrap().map(|e| e.unwrap().file_name());
    let kept = names.filter(|name| name.to_string_lossy().contains("before-restore")).count();
    assert_eq!(kept, 1);
}

#[tokio::test]
async fn another_host_needs_the_secret_key() {
    let data = process::data_dir();
    let (url, owner_url) = database("backup_from").await;
    let (_, into) = database("backup_into").await;
    let on = |arguments: &[&str]| {
        let mut command = command(data.path(), arguments);
        command.env("TREASURY_PLANE_DATABASE__URL", &url);
        command.env("TREASURY_PLANE_DATABASE__OWNER_URL", &owner_url);
        command
    };
    said(on(&["migrate", "up"]));
    let archive = data.path().join("all.tar.zst");
    let archive = archive.to_str().unwrap();
    said(on(&["backup", "create", "--to", archive]));
    let doctor = String::from_utf8(on(&["doctor"]).output().unwrap().stdout).unwrap();
    assert!(
        doctor.contains("backup.last") && doctor.contains("the last good one is of"),
        "{doctor}"
    );
    let other = process::data_dir();
    let without = run(other.path(), &["restore", archive, "--into", &into]);
    let words = refused(&without, Fault::Failed);
    assert!(words.contains("--secret-key-file"), "{words}");
    let key = data.path().join("secret.key");
    let key = key.to_str().unwrap();
    let restore = ["restore", archive, "--into", &into, "--secret-key-file", key];
    said(command(other.path(), &restore));
    assert!(other.path().join("secret.key").is_file());
    let words = refused(&run(other.path(), &restore), Fault::DatabaseNotEmpty);
    assert!(words.contains("not empty"), "{words}");
}

#[tokio::test]
async fn what_an_upgrade_would_do_is_told_and_not_done() {
    let data = process::data_dir();
    let (url, owner_url) = database("upgrade").await;
    let on = |arguments: &[&str]| {
        let mut command = command(data.path(), arguments);
        command.env("TREASURY_PLANE_DATABASE__URL", &url);
        command.env("TREASURY_PLANE_DATABASE__OWNER_URL", &owner_url);
        command.output().unwrap()
    };
    let findings = |output: &Output| -> Vec<serde_json::Value> {
        serde_json::from_slice(&output.stdout).unwrap()
    };
    for _ in 0..2 {
        let output = on(&["upgrade-check", "--json"]);
        assert_eq!(output.status.code(), Some(1), "{output:?}");
        let pending = findings(&output);
        let steps = pending.iter().filter(|f| f["id"].as_str().unwrap().starts_with("migration."));
        assert!(steps.count() > 20);
    }
    assert!(on(&["migrate", "up"]).status.success());
    let output = on(&["upgrade-check", "--json"]);
    assert!(output.status.success(), "{output:?}");
    assert!(findings(&output).iter().all(|finding| finding["state"] == "ok"));
}
