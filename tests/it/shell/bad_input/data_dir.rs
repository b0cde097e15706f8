//! The data directory and the files in it.

use super::{as_nobody, command, contents, process, refused};
use crate::shell::Process;
use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    process::{Command, Stdio},
};

#[test]
fn a_directory_that_may_not_be_written() {
    let data = process::data_dir();
    let below = data.path().join("state");
    fs::create_dir(&below).unwrap();
    fs::set_permissions(&below, fs::Permissions::from_mode(0o555)).unwrap();
    let (command, _program) = as_nobody(&below, &["serve"]);
    let refusal = refused(command);
    refusal.expect("data-dir-denied", 77, &["state", "chown or chmod"]);
    assert!(contents(&below).is_empty());
}

#[test]
fn a_directory_that_cannot_be_made() {
    let data = process::data_dir();
    let file = data.path().join("file");
    fs::write(&file, "mine").unwrap();
    let mut command = Command::new(command(data.path(), &[]).get_program());
    command.args(["serve", "--data-dir"]).arg(file.join("below")).current_dir(data.path());
    refused(command).expect("data-dir-denied", 77, &["not a directory"]);
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
}

#[test]
fn a_cluster_that_belongs_to_somebody_else() {
    let data = process::data_dir();
    if !rustix::process::geteuid().is_root() {
        // Only root can give a directory away; the test before this one has the other case.
        return;
    }
    let socket = data.path().join("postgres/run");
    fs::create_dir_all(&socket).unwrap();
    std::os::unix::fs::chown(&socket, Some(4711), Some(4711)).unwrap();
    let before = contents(&socket);
    refused(command(data.path(), &["serve"])).expect("data-dir-denied", 77, &["user 4711"]);
    assert_eq!(contents(&socket), before);
}

#[test]
fn a_directory_that_another_process_uses() {
    let data = process::data_dir();
    let first = Process::serve(command(data.path(), &["serve"]));
    let words = [&*format!("process {}", first.pid()), "--data-dir"];
    refused(command(data.path(), &["serve"])).expect("data-dir-in-use", 75, &words);
    assert_eq!(super::super::get(&first.address, "/readyz").0, 200);
}

#[tokio::test]
async fn a_secret_key_that_is_damaged_or_exposed_stays_as_it_is() {
    let data = process::data_dir();
    let (url, owner_url) = process::database("bad_key").await;
    let serve = || {
        let mut command = command(data.path(), &["serve"]);
        command.env("TREASURY_PLANE_DATABASE__URL", &url);
        command.env("TREASURY_PLANE_DATABASE__OWNER_URL", &owner_url);
        command
    };
    let key = data.path().join("secret.key");
    let random = "0123456789abcdef0123456789abcdef";
    for (bytes, mode, code, exit) in [
        (&b"too short"[..], 0o600, "secret-key-damaged", 65),
        (&b""[..], 0o600, "secret-key-damaged", 65),
        (&[0xff; 64][..], 0o600, "secret-key-damaged", 65),
        (&[0; 64][..], 0o600, "secret-key-damaged", 65),
        (random.as_bytes(), 0o644, "secret-key-exposed", 77),
        (random.as_bytes(), 0o660, "secret-key-exposed", 77),
    ] {
        fs::write(&key, bytes).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(mode)).unwrap();
        let refusal = refused(serve());
        refusal.expect(code, exit, &["secret.key"]);
        assert!(!refusal.sentence.contains(random));
        assert_eq!(fs::read(&key).unwrap(), bytes, "the file is as it was");
    }
}

/// A start in a mount namespace of its own, where the data directory has `size`. What is left in it
/// afterwards goes to standard output.
fn on_small_disk(data: &Path, size: &str, fill: &str) -> Command {
    let program = command(data, &["serve"]);
    let mut small = Command::new("unshare");
    if !rustix::process::geteuid().is_root() {
        small.arg("--map-root-user");
    }
    let script = format!(
        "mount -t tmpfs -o size={size},mode=0711 none \"$0\" && cd \"$0\" && {fill} && \"$@\"; \
         code=$?; find \"$0\" | sed 's/^/left /'; exit $code"
    );
    small.args(["--mount", "sh", "-c", &script]).arg(data).arg(program.get_program());
    small.args(program.get_args()).stdout(Stdio::piped());
    small.env("TREASURY_PLANE_HTTP__BIND", "127.0.0.1:0");
    small.env("TREASURY_PLANE_METRICS__ENABLED", "false");
    small
}

#[test]
fn a_disk_that_is_too_small_for_the_database() {
    let data = process::data_dir();
    let refusal = refused(on_small_disk(data.path(), "8m", "true"));
    refusal.expect("disk-full", 74, &["make room"]);
    let output = on_small_disk(data.path(), "8m", "true").output().unwrap();
    let left = String::from_utf8(output.stdout).unwrap();
    for half in ["data-new", ".bin-unpacking", "PG_VERSION"] {
        assert!(!left.contains(half), "half of something is left: {left}");
    }
}

#[tokio::test]
async fn a_full_disk_leaves_no_half_key() {
    let data = process::data_dir();
    let (url, owner_url) = process::database("full_disk").await;
    let serve = || {
        // The file can be made, but has no room for bytes.
        let mut command =
            on_small_disk(data.path(), "64k", "(cat /dev/zero > fill || true) 2>/dev/null");
        command.env("TREASURY_PLANE_DATABASE__URL", &url);
        command.env("TREASURY_PLANE_DATABASE__OWNER_URL", &owner_url);
        command
    };
    refused(serve()).expect("disk-full", 74, &["make room"]);
    let left = String::from_utf8(serve().output().unwrap().stdout).unwrap();
    assert!(left.contains("left ") && !left.contains("secret.key"), "{left}");
}

#[tokio::test]
async fn a_port_that_is_taken() {
    let data = process::data_dir();
    let (url, owner_url) = process::database("port_taken").await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let serve = |bind: &str| {
        let mut command = command(data.path(), &["serve"]);
        command.env("TREASURY_PLANE_DATABASE__URL", &url);
        command.env("TREASURY_PLANE_DATABASE__OWNER_URL", &owner_url);
        command.env("TREASURY_PLANE_HTTP__BIND", bind);
        command
    };
    let address = taken.local_addr().unwrap().to_string();
    refused(serve(&address)).expect("port-taken", 75, &[&address, "http.bind"]);
    refused(serve("192.0.2.1:8080")).expect("port-denied", 77, &["192.0.2.1:8080", "this host"]);
}
