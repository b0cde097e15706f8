//! `install` and `uninstall` into a directory that stands for a host. `packaging/test.sh` runs them
//! on a systemd that is running.

use crate::shell::refused;
use std::{
    fs,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;
use treasury_plane::fault::Fault;

const PROGRAM: &str = env!("CARGO_BIN_EXE_treasury-plane");
const SETTINGS: &str = "etc/treasury-plane/treasury-plane.toml";
const INSTALLED: [(&str, u32); 8] = [
    ("etc/sysusers.d/treasury-plane.conf", 0o644),
    ("etc/systemd/system/treasury-plane.service", 0o644),
    ("etc/systemd/system/treasury-plane.socket", 0o644),
    ("etc/tmpfiles.d/treasury-plane.conf", 0o644),
    ("usr/bin/treasury-plane", 0o755),
    ("etc/treasury-plane", 0o750),
    (SETTINGS, 0o640),
    ("var/lib/treasury-plane", 0o700),
];

fn run(root: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(PROGRAM);
    command.args(arguments).arg("--root").arg(root).current_dir(root).output().unwrap()
}

fn done(root: &Path, arguments: &[&str]) -> String {
    let output = run(root, arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o7777
}

/// A host whose first boot has made the user already.
fn host() -> TempDir {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir(root.path().join("etc")).unwrap();
    let passwd =
        "root:x:0:0:root:/root:/bin/sh\ntreasury-plane:x:777:778::/var/lib/treasury-plane:/x\n";
    fs::write(root.path().join("etc/passwd"), passwd).unwrap();
    root
}

#[test]
fn everything_is_in_place_with_its_mode_and_owner() {
    let host = host();
    let said = done(host.path(), &["install"]);
    for (path, expected) in INSTALLED {
        let full = host.path().join(path);
        assert_eq!(mode(&full), expected, "{path}");
        assert!(said.contains(path), "{path} is not reported: {said}");
    }
    assert_eq!(
        fs::read(host.path().join("usr/bin/treasury-plane")).unwrap().len(),
        fs::read(PROGRAM).unwrap().len()
    );
    if rustix::process::geteuid().is_root() {
        let owner = |path| {
            let found = fs::metadata(host.path().join(path)).unwrap();
            (found.uid(), found.gid())
        };
        assert_eq!(owner("var/lib/treasury-plane"), (777, 778));
        assert_eq!(owner("etc/treasury-plane"), (0, 778));
        assert_eq!(owner(SETTINGS), (0, 778));
        assert_eq!(owner("usr/bin/treasury-plane"), (0, 0));
    }
}

#[test]
fn the_second_run_changes_nothing() {
    let host = host();
    done(host.path(), &["install"]);
    let settings = host.path().join(SETTINGS);
    fs::write(&settings, "[http]\nbind = \"127.0.0.1:8090\"\n").unwrap();
    let said = done(host.path(), &["install", "--port", "443"]);
    let lines: Vec<&str> = said.lines().take_while(|line| !line.is_empty()).collect();
    assert_eq!(lines.len(), INSTALLED.len(), "{said}");
    assert!(lines.iter().all(|line| line.starts_with("unchanged")), "{said}");
    assert!(fs::read_to_string(&settings).unwrap().contains("127.0.0.1:8090"));
}

#[test]
fn ports_below_1024_are_opened_by_systemd_as_the_settings_say() {
    for (bind, expected) in [("0.0.0.0:80", "80"), ("10.1.2.3:443", "10.1.2.3:443")] {
        let host = host();
        let settings = host.path().join(SETTINGS);
        fs::create_dir_all(settings.parent().unwrap()).unwrap();
        fs::write(&settings, format!("[http]\nbind = \"{bind}\"\n")).unwrap();
        let said = done(host.path(), &["install"]);
        assert!(said.contains("enable treasury-plane.socket treasury-plane.service"), "{said}");
        let socket = host.path().join("etc/systemd/system/treasury-plane.socket");
        let socket = fs::read_to_string(socket).unwrap();
        assert!(socket.contains(&format!("\nListenStream={expected}\n")), "{socket}");
    }
}

#[test]
fn the_first_settings_are_valid_and_say_what_was_asked_for() {
    let host = host();
    done(host.path(), &["install", "--port", "8443", "--prefix", "/opt/tp"]);
    let settings = host.path().join(SETTINGS);
    let mut command = Command::new(PROGRAM);
    command.args(["config", "print", "--config"]).arg(&settings);
    let output = command.current_dir(host.path()).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("0.0.0.0:8443") && said.contains("/var/lib/treasury-plane"), "{said}");
    let unit = host.path().join("etc/systemd/system/treasury-plane.service");
    let unit = fs::read_to_string(unit).unwrap();
    assert!(unit.contains("\nExecStart=/opt/tp/bin/treasury-plane serve --config"), "{unit}");
    assert!(host.path().join("opt/tp/bin/treasury-plane").is_file());
}

#[test]
fn uninstall_keeps_settings_and_data() {
    let host = host();
    done(host.path(), &["install"]);
    let data = host.path().join("var/lib/treasury-plane/secret.key");
    fs::write(&data, "x").unwrap();
    let said = done(host.path(), &["uninstall"]);
    for (path, _) in &INSTALLED[..5] {
        assert!(!host.path().join(path).exists(), "{path} is still there");
    }
    assert!(data.exists() && host.path().join(SETTINGS).exists());
    assert!(said.contains("Kept: the settings in"), "{said}");
    let again = done(host.path(), &["uninstall"]);
    assert!(!again.contains("removed"), "{again}");
}

#[test]
fn a_package_is_not_overwritten() {
    let host = host();
    let units = host.path().join("usr/lib/systemd/system");
    fs::create_dir_all(&units).unwrap();
    fs::write(units.join("treasury-plane.service"), "").unwrap();
    for command in ["install", "uninstall"] {
        let said = refused(&run(host.path(), &[command]), Fault::InstallRefused);
        assert!(said.contains("package manager"), "{said}");
    }
    assert!(!host.path().join("usr/bin").exists());
}

#[test]
fn a_host_without_systemd_is_refused_with_a_sentence() {
    if Path::new("/run/systemd/system").exists() {
        return;
    }
    let output = Command::new(PROGRAM).arg("install").output().unwrap();
    let said = refused(&output, Fault::InstallRefused);
    assert!(said.contains("does not run systemd") || said.contains("needs root"), "{said}");
}
