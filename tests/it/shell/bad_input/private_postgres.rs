//! The private PostgreSQL's own files.

use super::{command, contents, process, refused};
use crate::shell::Process;
use std::fs;

#[test]
fn a_cluster_of_another_version_or_without_its_files_is_left_alone() {
    let data = process::data_dir();
    assert!(Process::serve(command(data.path(), &["serve"])).stop().success());
    let cluster = data.path().join("postgres/data");
    let version = cluster.join("PG_VERSION");
    let right = fs::read_to_string(&version).unwrap();
    let refused_with = |text: &str| {
        fs::write(&version, text).unwrap();
        let before = contents(&cluster);
        let refusal = refused(command(data.path(), &["serve"]));
        assert_eq!(contents(&cluster), before);
        refusal
    };
    refused_with("13\n").expect("postgres-version", 76, &["PostgreSQL 13", "postgres.bin_dir"]);
    refused_with("\0\0\0").expect("postgres-damaged", 65, &["PG_VERSION", "backup"]);

    fs::remove_file(&version).unwrap();
    let before = contents(&cluster);
    let refusal = refused(command(data.path(), &["serve"]));
    refusal.expect("postgres-damaged", 65, &["PG_VERSION is missing", "backup"]);
    assert_eq!(contents(&cluster), before);

    fs::write(&version, right).unwrap();
    let control = cluster.join("global/pg_control");
    let bytes = fs::read(&control).unwrap();
    // Its first fields are versions, which are another fault.
    let damaged = [&bytes[..16], vec![7; bytes.len() - 16].as_slice()].concat();
    fs::write(&control, damaged).unwrap();
    let refusal = refused(command(data.path(), &["serve"]));
    refusal.expect("postgres-damaged", 65, &["does not start", "postgres.log"]);

    fs::write(&control, bytes).unwrap();
    assert!(Process::serve(command(data.path(), &["serve"])).stop().success(), "all is back");
}

#[test]
fn programs_and_users_that_are_not_there() {
    let data = process::data_dir();
    let mut without = command(data.path(), &["serve"]);
    without.env("TREASURY_PLANE_POSTGRES__BIN_DIR", "/nowhere");
    refused(without).expect("postgres-missing", 78, &["postgres.bin_dir", "/nowhere"]);
    if rustix::process::geteuid().is_root() {
        for (user, words) in [("no-such-user", "is no user"), ("root", "is root")] {
            let mut other = command(data.path(), &["serve"]);
            other.env("TREASURY_PLANE_POSTGRES__USER", user);
            refused(other).expect("postgres-user", 78, &["postgres.user", words]);
        }
    }
    assert!(!data.path().join("postgres/data").exists());
}
