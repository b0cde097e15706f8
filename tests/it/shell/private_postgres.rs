//! The private PostgreSQL through the lives of its server.

use super::{
    Process, command, get,
    process::{self},
};
use std::{path::Path, time::Duration};

fn postgres_pid(data_dir: &Path) -> Option<u32> {
    let file = data_dir.join("postgres/data/postmaster.pid");
    std::fs::read_to_string(file).ok()?.lines().next()?.parse().ok()
}

#[test]
fn a_second_start_reuses_everything() {
    let data = process::data_dir();
    let mut first = Process::serve(command(data.path(), &["serve"]));
    let link = first.line_with("/god-mode/setup?token=");
    assert!(link.contains(&first.address), "{link}");
    assert_eq!(get(&first.address, "/readyz").0, 200);
    assert!(first.stop().success());
    assert!(postgres_pid(data.path()).is_none());

    let second = Process::serve(command(data.path(), &["serve"]));
    assert_eq!(get(&second.address, "/readyz").0, 200);
    assert!(second.stop().success());
}

#[test]
fn the_database_ends_with_a_killed_server_and_recovers() {
    let data = process::data_dir();
    let mut first = Process::serve(command(data.path(), &["serve"]));
    first.signal("KILL");
    assert!(!first.wait().success());
    for _ in 0..200 {
        if postgres_pid(data.path()).is_none() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert_eq!(postgres_pid(data.path()), None, "the database outlived its server");
    let second = Process::serve(command(data.path(), &["serve"]));
    assert_eq!(get(&second.address, "/readyz").0, 200);
}

#[test]
fn locks_with_the_number_of_another_process_are_stale() {
    let data = process::data_dir();
    assert!(Process::serve(command(data.path(), &["serve"])).stop().success());
    let pid_file = data.path().join("postgres/data/postmaster.pid");
    std::fs::write(&pid_file, format!("{}\n", std::process::id())).unwrap();
    let again = Process::serve(command(data.path(), &["serve"]));
    assert_eq!(get(&again.address, "/readyz").0, 200);
}

#[test]
fn the_server_ends_when_its_database_does() {
    let data = process::data_dir();
    let mut server = Process::serve(command(data.path(), &["serve"]));
    let pid = postgres_pid(data.path()).unwrap().to_string();
    assert!(std::process::Command::new("kill").args(["-QUIT", &pid]).status().unwrap().success());
    assert_eq!(server.wait().code(), Some(69));
}

#[test]
fn commands_use_the_database_of_the_running_server() {
    let data = process::data_dir();
    let _server = Process::serve(command(data.path(), &["serve"]));
    let status = command(data.path(), &["migrate", "status"]).output().unwrap();
    assert!(status.status.success(), "{status:?}");
    assert!(!String::from_utf8(status.stdout).unwrap().contains("pending"));
}
